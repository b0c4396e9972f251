package export

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/export/sheet"
)

// YearBefore is the figures of proposals of an earlier year, as of the day of it that the report's day is of its own.
type YearBefore struct {
	Year    int
	Date    time.Time
	Figures []measure.Figure
}

// yearsBack is how many years before its own the comparison looks at.
const yearsBack = 4

// readBefore reads the figures of the years before that have proposals, the earliest first.
func readBefore(ctx context.Context, db bun.IDB, year int, day string) (before []YearBefore, err error) {
	date, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return nil, fmt.Errorf("day of the reports: %w", err)
	}
	for back := yearsBack; back > 0; back-- {
		b := YearBefore{Year: year - back, Date: sameDay(date, back)}
		if b.Figures, err = proposal.Figures(ctx, db, b.Year, b.Date.Format(time.DateOnly)); err != nil {
			return nil, err
		}
		if measure.Of(b.Figures, "received").Num > 0 {
			before = append(before, b)
		}
	}
	return before, nil
}

// sameDay is the day so many years before; 28 February for the 29th where there is none.
func sameDay(date time.Time, back int) time.Time {
	then := time.Date(date.Year()-back, date.Month(), date.Day(), 0, 0, 0, 0, time.UTC)
	if then.Day() != date.Day() {
		return then.AddDate(0, 0, -then.Day())
	}
	return then
}

var yearsReport = Report{Code: "20", Name: "提案工作年度对比表", Fixed: "栏目是有数据的年度", Build: func(y *Year) []sheet.Table {
	counts, rates := y.years("提案数量年度对比表", "件", sheet.Int), y.years("提案比率年度对比表", "%", sheet.Percent)
	for _, group := range indicatorGroups {
		y.compare(&counts, group.title, group.codes, func(f measure.Figure) any {
			if f.IsRate {
				return nil
			}
			return counted(f)
		})
		y.compare(&rates, group.title, group.codes, func(f measure.Figure) any {
			if !f.IsRate {
				return nil
			}
			return rated(f)
		})
	}
	days := "各年数据截至" + y.daysCompared() + "；"
	if len(y.Before) == 0 {
		days = "以前四年没有提案记录，只有本年数据；"
	}
	counts.Notes = []string{days + "增减和增幅与上一个有数据的年度比。指标的口径见 05 号表。"}
	rates.Notes = []string{days + "增减为百分点，分母为 0 的显示「—」。指标的口径见 05 号表。"}
	return []sheet.Table{counts, rates}
}}

// years is a table with a column for each year and how the last differs from the one before.
func (y *Year) years(title, unit string, kind sheet.Kind) sheet.Table {
	t := y.table(title, unit)
	t.Portrait = true
	t.Columns = []sheet.Column{{Path: []string{"序号"}, Kind: sheet.Serial}, {Key: "name", Path: []string{"指标"}, Width: 24}}
	for _, b := range y.Before {
		t.Columns = append(t.Columns, sheet.Column{Key: strconv.Itoa(b.Year), Path: []string{strconv.Itoa(b.Year) + "年"}, Kind: kind})
	}
	this := strconv.Itoa(y.Year)
	t.Columns = append(t.Columns, sheet.Column{Key: this, Path: []string{this + "年"}, Kind: kind})
	if n := len(y.Before); n > 0 {
		last := strconv.Itoa(y.Before[n-1].Year)
		if kind == sheet.Percent {
			t.Columns = append(t.Columns, sheet.Column{Key: "more", Path: []string{"比" + last + "年", "增减（百分点）"}, Kind: sheet.Percent})
		} else {
			t.Columns = append(t.Columns,
				sheet.Column{Key: "more", Path: []string{"比" + last + "年", "增减"}, Kind: sheet.Int, Calc: sheet.SumOf(this, "-"+last)},
				sheet.Column{Key: "growth", Path: []string{"比" + last + "年", "增幅"}, Kind: sheet.Percent, Calc: sheet.Ratio([]string{this, "-" + last}, []string{last})})
		}
	}
	return t
}

// compare adds the figures of the group that the table has values for, in the order of this year's.
func (y *Year) compare(t *sheet.Table, title string, codes []string, value func(measure.Figure) any) {
	group := true
	for _, f := range y.Figures {
		if !inCodes(codes, f.Code) || value(f) == nil {
			continue
		}
		if group {
			t.Rows, group = append(t.Rows, sheet.Row{Group: title}), false
		}
		cells := []any{nil, f.Name}
		for _, b := range y.Before {
			cells = append(cells, value(likeFigure(b.Figures, f)))
		}
		cells = append(cells, value(f))
		if f.IsRate && len(y.Before) > 0 {
			cells = append(cells, difference(cells[len(cells)-2], value(f)))
		}
		t.Rows = append(t.Rows, sheet.Row{Cells: cells})
	}
}

// difference is how much more a share is than another; that of one that is undefined is too.
func difference(before, now any) any {
	was, ok := bare(before).(float64)
	is, also := bare(now).(float64)
	if !ok || !also {
		return measure.Undefined
	}
	return is - was
}

// bare is the value of a cell without the records it counts.
func bare(cell any) any {
	if c, ok := cell.(sheet.Counted); ok {
		return c.Value
	}
	return cell
}

// likeFigure is the figure of that code, one of nothing where the year has none: nothing of what the other shares of the year are of. Its records are of
// another year than the report's and are left out.
func likeFigure(figures []measure.Figure, f measure.Figure) measure.Figure {
	then := measure.Of(figures, f.Code)
	if at := strings.LastIndex(f.Code, "."); f.IsRate && at > 0 && measure.ByCode(figures, f.Code) == nil {
		for _, other := range figures {
			if other.IsRate && strings.HasPrefix(other.Code, f.Code[:at+1]) {
				then.Den = max(then.Den, other.Den)
			}
		}
	}
	then.IsRate, then.Counted, then.Base = f.IsRate, measure.Set{}, measure.Set{}
	return then
}

// daysCompared names the days the years are compared on.
func (y *Year) daysCompared() string {
	var days []string
	for _, b := range y.Before {
		days = append(days, b.Date.Format("2006年1月2日"))
	}
	return strings.Join(append(days, dayText(y.day())), "、")
}
