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
)

// noteDerived names cells of a row that was taken in and says otherwise than what follows from its record, such as its state: they are not read. The title of
// the proposal that a record hangs on is compared elsewhere.
func (im *Import) noteDerived(ctx context.Context, t *taking) error {
	if !t.tookIn() {
		return nil
	}
	for _, c := range im.Tables[t.table].Columns {
		if c.Reason != intake.ReasonIgnored || c.Index >= len(t.row.Raw) || squeezed(t.row.Raw[c.Index]) == "" {
			continue
		}
		f := im.derived(c.Header)
		if f == nil {
			continue
		}
		text, stored := t.row.Raw[c.Index], t.known.get(ctx, t.result.ID).Values[f.Key]
		if namesUnits(f) {
			var err error
			if text, err = roster.UnitCalled(ctx, t.known.tx, text); err != nil {
				return err
			}
		}
		if differs(f, text, stored) {
			im.odd.note("「"+c.Header+"」由记录推定，不从表中读取，与现在不同的", fmt.Sprintf("第 %d 行「%s」（现在「%s」）", t.row.Line, text, stored))
		}
	}
	return t.known.failed
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

// differs reports whether a cell says otherwise than a derived text or whole number. What else there is has more than one way of being written.
func differs(f *record.Field, text, stored string) bool {
	switch f.Typed().Sheet() {
	case intake.KindText:
		return squeezed(text) != squeezed(stored)
	case intake.KindInt:
		said, err := strconv.ParseFloat(strings.TrimRight(squeezed(text), "人名条件次份个"), 64)
		return err == nil && said != float64(record.CountOf(stored))
	default:
		return false
	}
}
