package take

import (
	"fmt"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// isDays reports whether the cell of a day has several: 5月6日至8日. Where no year is said any will do to know.
func isDays(f *record.Field, row intake.Row) bool {
	if _, day := f.Typed().(record.Day); !day {
		return false
	}
	_, _, ok := intake.ParseDays(row.Text(f.Key), 2000)
	return ok
}

// readSpan reads a cell that is no one date, because of failed, as the first and the last of several.
func (im *Import) readSpan(f *record.Field, t *taking, failed error) (string, error) {
	if _, month := f.Typed().(record.Month); month && f.Until != "" && isRefusal(failed) {
		return im.readPeriod(f, t, failed)
	}
	if isDays(f, t.row) {
		return im.readDays(f, t)
	}
	return "", failed
}

// readDays reads the first of several days in a cell; the last is the value of the field Until, unless that is still to come. A field of one day alone
// refuses them.
func (im *Import) readDays(f *record.Field, t *taking) (string, error) {
	text, header := t.row.Text(f.Key), t.row.Header(f.Key)
	if f.Until == "" {
		return "", store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，写了起止两天，这一项只记一天，请只写一天，或分成几行。", header, text)
	}
	year := im.yearOf(t)
	from, to, ok := intake.ParseDays(text, year)
	if !ok {
		return "", store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，没有写年份，请写成 2026年5月6日至8日 这样，或在标题中写明年度。", header, text)
	}
	if _, _, own := intake.ParseDays(text, 0); !own {
		im.odd.note(fmt.Sprintf("「%s」一栏没有写年份，按 %d 年读取", header, year), lineOf(t.row, text))
	}
	until := im.Kind.Field(f.Until)
	switch told := t.row.Text(f.Until); {
	case told != "":
		last, err := until.Typed().Cell(t.row, f.Until)
		if err == nil && last != "" && last != to.String() {
			return "", store.Refuse(store.CodeConflict, "「%s」一栏为「%s」，「%s」一栏却是「%s」，请核对。", header, text, t.row.Header(f.Until), told)
		}
	case to.String() > im.years.today:
		im.odd.note(fmt.Sprintf("「%s」一栏的最后一天还没有到，没有填「%s」", header, until.Title), lineOf(t.row, text))
	default:
		t.values[f.Until] = to.String()
	}
	return from.String(), nil
}
