package grid

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"cppccdesk/data/fold"
	"cppccdesk/gui/kit"
)

// Condition is what one chip asks of one column. It is kept with a saved view, so it holds nothing but text. Contains and Values are for
// words, From, To and Period for dates and numbers; Blank asks for rows where the cell is empty, beside the values or alone.
type Condition struct {
	Column   string   `json:"column"`
	Contains string   `json:"contains,omitempty"` // found by text, pinyin or initials
	Values   []string `json:"values,omitempty"`   // any of them
	From     string   `json:"from,omitempty"`     // ISO date or number; included
	To       string   `json:"to,omitempty"`
	Numbers  bool     `json:"numbers,omitempty"` // From and To are numbers
	Period   Period   `json:"period,omitempty"`  // moves with the day: instead of From and To
	Blank    bool     `json:"blank,omitempty"`
}

// Period is a range of dates that moves with the day.
type Period string

// The periods a date can be asked to lie in.
const (
	ThisMonth Period = "month"
	ThisYear  Period = "year"
	LastYear  Period = "last year"
)

func (p Period) String() string {
	switch p {
	case ThisMonth:
		return "本月"
	case ThisYear:
		return "本年"
	case LastYear:
		return "去年"
	default:
		return ""
	}
}

// span is the period's first and last day on a day given as ISO text.
func (p Period) span(today string) (from, to string) {
	day, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return today, today
	}
	first, after := time.Date(day.Year(), 1, 1, 0, 0, 0, 0, time.UTC), time.Date(day.Year()+1, 1, 1, 0, 0, 0, 0, time.UTC)
	switch p {
	case ThisMonth:
		first = day.AddDate(0, 0, 1-day.Day())
		after = first.AddDate(0, 1, 0)
	case LastYear:
		first, after = first.AddDate(-1, 0, 0), first
	}
	return first.Format(time.DateOnly), after.AddDate(0, 0, -1).Format(time.DateOnly)
}

// on puts the dates of a day in place of a period.
func (c Condition) on(today string) Condition {
	if c.Period != "" {
		c.From, c.To = c.Period.span(today)
	}
	return c
}

// empty tells whether the condition asks for nothing.
func (c Condition) empty() bool {
	return c.Contains == "" && len(c.Values) == 0 && c.From == "" && c.To == "" && c.Period == "" && !c.Blank
}

// chipValues is how many values a chip names before it only counts them.
const chipValues = 2

// Text says what the condition asks: 教育界、农业界, 含「水」, 1970-01-01 至 1979-12-31, 3 以上, 空白.
func (c Condition) Text() string {
	switch {
	case c.Contains != "":
		return "含「" + c.Contains + "」"
	case c.Period != "":
		return c.Period.String()
	case c.From != "" && c.From == c.To:
		return c.From
	case c.From != "" && c.To != "":
		return c.From + " 至 " + c.To
	case c.From != "" && c.Numbers:
		return c.From + " 以上"
	case c.To != "" && c.Numbers:
		return c.To + " 以下"
	case c.From != "":
		return c.From + " 起"
	case c.To != "":
		return "至 " + c.To
	}
	values := slices.Clone(c.Values)
	if c.Blank {
		values = append(values, "空白")
	}
	if len(values) > chipValues {
		return fmt.Sprintf("%s 等 %d 项", values[0], len(values))
	}
	return strings.Join(values, "、")
}

// demand is a condition with the column it speaks of.
type demand[R any] struct {
	Condition

	column *Column[R]
}

// test makes what decides on one row; nil when stopped before it was made.
func (a *arranging[R]) test(d demand[R]) func(row int32) bool {
	ranged := d.From != "" || d.To != ""
	switch {
	case d.Contains != "":
		keys, match := a.folds(d.column), fold.Matcher(d.Contains)
		if keys == nil {
			return nil
		}
		return func(i int32) bool { return match(keys[i]) }
	case ranged && d.Numbers:
		return a.numberTest(d)
	case ranged:
		return a.dateTest(d)
	default:
		return a.valueTest(d)
	}
}

func (a *arranging[R]) numberTest(d demand[R]) func(row int32) bool {
	rows, from, to := a.table.rows, bound(d.From), bound(d.To)
	return func(i int32) bool {
		n, ok := d.column.number(rows[i])
		return ok && (from == nil || n >= *from) && (to == nil || n <= *to)
	}
}

func (a *arranging[R]) dateTest(d demand[R]) func(row int32) bool {
	rows := a.table.rows
	return func(i int32) bool {
		day := wholeDay(d.column.Text(rows[i]))
		return day != "" && day >= d.From && (d.To == "" || day <= d.To)
	}
}

func (a *arranging[R]) valueTest(d demand[R]) func(row int32) bool {
	rows := a.table.rows
	wanted := make(map[string]bool, len(d.Values))
	for _, v := range d.Values {
		wanted[v] = true
	}
	return func(i int32) bool {
		values := d.column.values(rows[i])
		if len(values) == 0 {
			return d.Blank
		}
		return slices.ContainsFunc(values, func(v string) bool { return wanted[v] })
	}
}

// bound reads one end of a range of numbers; nil for none.
func bound(text string) *float64 {
	n, ok := readNumber(text)
	if !ok {
		return nil
	}
	return &n
}

// wholeDay gives a month or a year its first day, so that 1975-03 lies in 1975.
func wholeDay(text string) string {
	const pattern = "0000-01-01"
	if len(text) >= len(pattern) {
		return text[:len(pattern)]
	}
	if len(text) < len("0000") || strings.Trim(text, "0123456789-") != "" {
		return ""
	}
	return text + pattern[len(text):]
}

// contentSample is how many filled-in cells decide what a column holds.
const contentSample = 200

// content finds out what a column holds when it does not say.
func contentOf[R any](c *Column[R], rows []R) Content {
	if c.Content != ContentAuto {
		return c.Content
	}
	dates, numbers, seen := 0, 0, 0
	for _, r := range rows {
		text := c.Text(r)
		if text == "" {
			continue
		}
		if isDate(text) {
			dates++
		} else if _, ok := readNumber(text); ok && len(text) < 11 {
			numbers++
		}
		if seen++; seen == contentSample {
			break
		}
	}
	switch {
	case seen == 0:
		return ContentText
	case dates == seen:
		return ContentDate
	case numbers == seen && (c.Align != 0 || c.Number != nil):
		return ContentNumber
	default:
		return ContentText
	}
}

// isDate tells an ISO day or month from other text; as they are written they sort by time.
func isDate(text string) bool {
	if !strings.Contains(text, "-") {
		return false
	}
	_, err := time.Parse(time.DateOnly, wholeDay(text))
	return err == nil
}

// countValues are the values of a column among the rows with their counts, the commonest first, and the number of rows without one.
func countValues[R any](c *Column[R], rows []R) (values []kit.Choice, blank int) {
	counts := map[string]int{}
	for _, r := range rows {
		found := c.values(r)
		if len(found) == 0 {
			blank++
		}
		for _, v := range found {
			counts[v]++
		}
	}
	values = make([]kit.Choice, 0, len(counts))
	keys := make(map[string]string, len(counts))
	for v, n := range counts {
		values = append(values, kit.Choice{Value: v, Label: v, Count: n})
		keys[v] = fold.SortKey(v)
	}
	slices.SortFunc(values, func(a, b kit.Choice) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(keys[a.Value], keys[b.Value]))
	})
	return values, blank
}
