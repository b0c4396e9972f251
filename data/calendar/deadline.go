package calendar

import (
	"errors"
	"fmt"
	"strings"
)

// Rule is the length of a period, or the day of the year that it ends on. Usually
// one of the three lengths is set; together they are counted in the order months,
// days, working days.
type Rule struct {
	Months, Days, Workdays int
	Until                  DayOfYear // 固定日期: the day that ends what starts before it; the lengths, if any, are of what starts later in the year
	Roll                   bool      // 末日逢法定休假日顺延(民法典第二百零三条)
	From                   string    // what the first day is, printed before it: 交办
	For                    string    // what alone it is for: 重点提案
}

// The longest periods that make sense here; beyond them a rule is a typing error.
const (
	maxMonths   = 120
	maxDays     = 3660
	maxWorkdays = 2600
)

// Check refuses rules without a length and lengths that cannot be meant. The
// error is a Chinese sentence.
func (r Rule) Check() error {
	switch {
	case r.Months < 0 || r.Days < 0 || r.Workdays < 0:
		return errors.New("期限不能是负数")
	case !r.counted() && r.Until.IsZero():
		return errors.New("月、天、工作日至少填一项，或者填固定日期")
	case r.Months > maxMonths || r.Days > maxDays || r.Workdays > maxWorkdays:
		return r.tooLong()
	}
	return nil
}

// tooLong says which part of the length cannot be meant.
func (r Rule) tooLong() error {
	switch {
	case r.Months > maxMonths:
		return fmt.Errorf("月数过大：最多 %d 个月", maxMonths)
	case r.Days > maxDays:
		return fmt.Errorf("天数过大：最多 %d 天", maxDays)
	default:
		return fmt.Errorf("工作日过多：最多 %d 个工作日", maxWorkdays)
	}
}

// workdayUnit is what a length in working days is counted in.
const workdayUnit = "个工作日"

// counted reports whether the rule has a length.
func (r Rule) counted() bool { return r.Months != 0 || r.Days != 0 || r.Workdays != 0 }

// ends is the day of the year that ends a period from start; false where the lengths are to be counted.
func (r Rule) ends(start Date) (end Date, fixed bool) {
	switch end = r.Until.In(start.Year); {
	case r.Until.IsZero():
		return Date{}, false
	case end.After(start):
		return end, true
	case r.counted():
		return Date{}, false
	default:
		return r.Until.In(start.Year + 1), true
	}
}

// Text is the length in words: 3 个月, 15 个工作日, 9 月 30 日前.
func (r Rule) Text() string {
	switch length := r.length(); {
	case r.Until.IsZero():
		return length
	case length == "":
		return r.until()
	default:
		return r.until() + "（已过的，" + length + "）"
	}
}

func (r Rule) until() string { return fmt.Sprintf("%d 月 %d 日前", r.Until.Month, r.Until.Day) }

func (r Rule) length() string {
	var parts []string
	if r.Months > 0 {
		parts = append(parts, fmt.Sprintf("%d 个月", r.Months))
	}
	if r.Days > 0 {
		parts = append(parts, fmt.Sprintf("%d 天", r.Days))
	}
	if r.Workdays > 0 {
		parts = append(parts, fmt.Sprintf("%d %s", r.Workdays, workdayUnit))
	}
	return strings.Join(parts, "零 ")
}

// Due is a computed deadline and how it came about.
type Due struct {
	Date        Date   // the last day in time
	Raw         Date   // before it was moved off a day of rest
	Shifted     bool   // Date is later than Raw
	Explanation string // 交办 2018-08-06 起 3 个月，2018-11-06 到期；未逢节假日，不顺延
	Warning     string // not "" when a year's holidays are not known
}

// Deadline computes when a period that starts on start ends: the first day is
// not counted (民法典第二百零一条), a month ends on the day of the same number or on
// its last day (第二百零二条), and with Roll a last day that is a day of rest gives
// way to the first working day after it (第二百零三条). The errors are Chinese
// sentences: an unusable rule, no start.
func (c *Calendar) Deadline(rule Rule, start Date) (Due, error) {
	if err := rule.Check(); err != nil {
		return Due{}, err
	}
	if start.IsZero() {
		return Due{}, errors.New("没有起算日期，无法推算期限")
	}
	afterMonths := start.AddMonths(rule.Months)
	raw, fixed := rule.ends(start)
	if !fixed {
		raw = c.AddWorkdays(afterMonths.AddDays(rule.Days), rule.Workdays)
	}
	due := Due{Date: raw, Raw: raw}
	if rule.Roll {
		due.Date = c.NextWorkday(raw)
		due.Shifted = due.Date != raw
	}
	due.Explanation = c.explain(rule, start, afterMonths, due)
	due.Warning = c.deadlineWarning(rule, start, due)
	return due, nil
}

func (c *Calendar) explain(rule Rule, start, afterMonths Date, due Due) string {
	var b strings.Builder
	if rule.From != "" {
		b.WriteString(rule.From + " ")
	}
	_, fixed := rule.ends(start)
	if fixed {
		fmt.Fprintf(&b, "%s 的限 %s", start, rule.until())
	} else {
		fmt.Fprintf(&b, "%s 起 %s", start, rule.length())
	}
	if rule.For != "" {
		b.WriteString("（" + rule.For + "）")
	}
	switch {
	case fixed && due.Raw.Year > start.Year:
		b.WriteString("（当年已过，取下一年）")
	case !fixed && !rule.Until.IsZero():
		fmt.Fprintf(&b, "（已过 %d 月 %d 日）", rule.Until.Month, rule.Until.Day)
	}
	if !fixed && rule.Months > 0 && afterMonths.Day != start.Day {
		fmt.Fprintf(&b, "（%d 月无 %d 日，取月末）", afterMonths.Month, start.Day)
	}
	fmt.Fprintf(&b, "，%s 到期；", due.Raw)
	switch {
	case due.Shifted:
		fmt.Fprintf(&b, "逢%s，顺延至 %s", c.whyOff(due.Raw), due.Date)
	case c.IsWorkday(due.Raw):
		b.WriteString("未逢节假日，不顺延")
	default:
		fmt.Fprintf(&b, "逢%s，按所用规则不顺延", c.whyOff(due.Raw))
	}
	return b.String()
}

// deadlineWarning looks at the years that had a say: all of them when working
// days were counted, else those of the last day.
func (c *Calendar) deadlineWarning(rule Rule, start Date, due Due) string {
	if _, fixed := rule.ends(start); !fixed && rule.Workdays > 0 {
		return c.Warning(start, due.Date)
	}
	return c.Warning(due.Raw, due.Date)
}
