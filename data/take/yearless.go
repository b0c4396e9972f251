package take

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"strconv"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// monthDay is a date as ledgers of one year write it: 7月8日.
var monthDay = regexp.MustCompile(`^\d{1,2}月\d{1,2}[日号]((上午|下午|晚上|中午|全天).*)?$`)

// shortYear is a date with the last two figures of its year: 26.3.5.
var shortYear = regexp.MustCompile(`^(\d\d)[./-]\d{1,2}[./-]\d{1,2}$`)

// yearless reports whether a cell of a day has a month and a day alone. A day ahead may be of the next year, and is not read so.
func yearless(f *record.Field, row intake.Row) bool {
	if _, day := f.Typed().(record.Day); !day || f.Ahead {
		return false
	}
	text := intake.Squeeze(row.Text(f.Key))
	return monthDay.MatchString(text) || shortYear.MatchString(text)
}

// yearOf is the year that a row, its sheet or the file says, 0 for none.
func (im *Import) yearOf(t *taking) int {
	if year, err := strconv.Atoi(t.values["year"]); err == nil {
		return year
	}
	if p := im.placeOf(im.years, t.table, t.row.Group); p.named && p.refusal == nil {
		return p.scope.Year
	}
	return 0
}

// dayOfItsYear reads 7月8日 in the year that the row, its sheet or the file says, and names it; where none says one the cell is refused.
func (im *Import) dayOfItsYear(f *record.Field, t *taking) (string, error) {
	year := im.yearOf(t)
	if year == 0 {
		return f.Typed().Cell(t.row, f.Key)
	}
	text, what := intake.Squeeze(t.row.Text(f.Key)), "没有写年份"
	if m := shortYear.FindStringSubmatch(text); m != nil {
		if m[1] != fmt.Sprintf("%02d", year%100) {
			return f.Typed().Cell(t.row, f.Key)
		}
		text, what = fmt.Sprintf("%d%s", year, text[len(m[1]):]), "只写了两位的年份"
	} else {
		text = fmt.Sprintf("%d年%s", year, text)
	}
	day, err := intake.ParseDate(text)
	if err != nil {
		return "", store.Refuse(store.CodeInvalid, "「%s」一栏为「%s」，%s。", t.row.Header(f.Key), t.row.Text(f.Key), err)
	}
	im.odd.note(fmt.Sprintf("「%s」一栏%s，按 %d 年读取", t.row.Header(f.Key), what, year), lineOf(t.row, t.row.Text(f.Key)))
	return day.String(), nil
}

// settleYear finds the year of a row that nothing but its dates says, or refuses the row.
func (im *Import) settleYear(ctx context.Context, tx *store.Tx, t *taking) error {
	if err := im.settleDated(ctx, tx, t); err != nil {
		return err
	}
	return im.refuseOtherYear(t)
}

// refuseOtherYear refuses a row that is taken into the year worked on because nothing names another, when what it says is of another.
func (im *Import) refuseOtherYear(t *taking) error {
	if im.Kind.OtherYear == nil || t.row.Text("year") != "" {
		return nil
	}
	year := cmp.Or(t.result.scope.Year, im.years.screen)
	if why := im.Kind.OtherYear(t.values, year); why != "" {
		return store.Refuse(store.CodeInvalid, "%s，这一行要录入 %d 年；是别的年度的请填「年度」一栏，或在标题中写明年度，是 %[2]d 年的请改正。", why, year)
	}
	return nil
}
