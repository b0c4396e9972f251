package take

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// saidField is a column whose heading names what follows from the records, with the field.
type saidField struct {
	column intake.Column
	field  *record.Field
}

// noteDerived names cells of rows that were taken in and say otherwise than what follows from their records today, such as their states: they are not
// read. The title of the proposal that a record hangs on is compared elsewhere.
func (im *Import) noteDerived(ctx context.Context, tx *store.Tx, takings []*taking) error {
	said, now := make([][]saidField, len(im.Tables)), map[int]map[int64]record.Values{} // by year
	for i := range im.Tables {
		for _, c := range im.Tables[i].Columns {
			if f := im.derived(c.Header); f != nil && c.Reason == intake.ReasonIgnored {
				said[i] = append(said[i], saidField{c, f})
			}
		}
	}
	for _, t := range takings {
		if len(said[t.table]) == 0 || t.known == nil || !t.tookIn() {
			continue
		}
		year := t.result.scope.Year
		if now[year] == nil {
			var err error
			if now[year], err = t.known.today(ctx, year); err != nil {
				return err
			}
		}
		if values, ok := now[year][t.result.ID]; ok {
			if err := im.noteSaid(ctx, tx, t, said[t.table], values); err != nil {
				return err
			}
		}
	}
	return nil
}

// noteSaid names the cells of a row that say otherwise than the values that follow from its record.
func (im *Import) noteSaid(ctx context.Context, tx *store.Tx, t *taking, said []saidField, values record.Values) (err error) {
	for _, s := range said {
		if s.column.Index >= len(t.row.Raw) || squeezed(t.row.Raw[s.column.Index]) == "" {
			continue
		}
		text := t.row.Raw[s.column.Index]
		if namesUnits(s.field) {
			if text, err = roster.UnitCalled(ctx, tx, text); err != nil {
				return err
			}
		}
		if stored := values[s.field.Key]; differs(s.field, text, stored) {
			im.odd.note("「"+s.column.Header+"」由记录推定，不从表中读取，与现在不同的", fmt.Sprintf("第 %d 行「%s」（现在「%s」）", t.row.Line, text, stored))
		}
	}
	return nil
}

// derived is the field that a heading names and that follows from the record, nil for none.
func (im *Import) derived(heading string) *record.Field {
	at := slices.IndexFunc(im.Kind.Fields, func(f record.Field) bool {
		return f.ListOnly && (f.Title == heading || slices.Contains(f.Aliases, heading)) && (f.Key != "title" || im.Kind.ProposalKey == "")
	})
	if at < 0 {
		return nil
	}
	return &im.Kind.Fields[at]
}

// differs reports whether a cell says otherwise than a derived text, whole number or day. What else there is has more than one way of being written.
func differs(f *record.Field, text, stored string) bool {
	switch f.Typed().Sheet() {
	case intake.KindText:
		return squeezed(text) != squeezed(stored)
	case intake.KindInt:
		said, err := strconv.ParseFloat(strings.TrimRight(squeezed(text), "人名条件次份个"), 64)
		return err == nil && said != float64(record.CountOf(stored))
	case intake.KindDate:
		said, err := f.Typed().Parse(strings.TrimSpace(text))
		return err == nil && said != stored
	default:
		return false
	}
}
