package intake

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Date is a day, or with Day 0 a month. The zero Date is no date.
type Date struct {
	Year, Month, Day int
}

// String is YYYY-MM-DD, YYYY-MM without a day, or "" for no date.
func (d Date) String() string {
	switch {
	case d == Date{}:
		return ""
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

const wantDate = "应为日期，如 1965-03-07 或 1965.03"

// AsDay words a refusal of ParseDate for a date that is nobody's birth, with a day of the present as its example.
func AsDay(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(strings.NewReplacer("1965-03-07 或 1965.03", "2026-03-10 或 2026.3.10", "1965-03-07", "2026-03-10", "1965-03", "2026-03").Replace(err.Error()))
}

var (
	errNotDate  = errors.New(wantDate)
	errYearless = errors.New("没有写年份，应写成 1965-03-07 这样的日期")
	errSpan     = errors.New("像是从几月到几月，这一栏只写一个日期，如 1965-03-07")
	errDayless  = errors.New("只有年份，应写到月或日，如 1965-03")
)

// ParseDate reads a date written as text: 1965.03, 1965年3月, 1965-3-7, 19650307, 2019-01-12 16:04:48,
// 一九六五年三月, and 65.3 when the century is beyond doubt (30 to 99). The error says in Chinese what is wrong and is
// made to follow 「…」一栏为「…」,.
func ParseDate(s string) (Date, error) {
	day, _, err := cutClock(s)
	if err != nil {
		return Date{}, err
	}
	text := squeezeDate(day)
	if text == "" {
		return Date{}, errNotDate
	}
	if dayOfMonth.MatchString(text) {
		return Date{}, errYearless
	}
	parts, err := dateParts(text)
	if err != nil {
		return Date{}, err
	}
	if len(parts) == 1 {
		return compactDate(parts[0])
	}
	for i, part := range parts {
		if len(part) > 2 && (i > 0 || len(part) != 4) {
			return Date{}, errNotDate
		}
	}
	year, err := fullYear(parts)
	if err != nil {
		return Date{}, err
	}
	date := Date{Year: year, Month: digits(parts[1])}
	if len(parts) == 3 {
		if date.Day = digits(parts[2]); date.Day == 0 {
			return Date{}, errors.New("日不能为 0，不知道哪一日时只写年月，如 1965-03")
		}
	}
	return date, date.check()
}

// dayOfMonth is a day without its year: 12月1日.
var dayOfMonth = regexp.MustCompile(`^\d{1,2}月(份|\d{1,2}[日号]?)?$`)

// ageBeside is how old somebody is, beside the date of birth that says it.
var ageBeside = regexp.MustCompile(`(\s*\(\s*(现年|年龄:?|虚岁|周岁)?\s*\d{1,3}\s*(周|虚)?岁\s*\)|[\s,、;/]+(现年|年龄:?|虚岁|周岁)?\s*\d{1,3}\s*(周|虚)?岁)$`)

// whenBeside is the day of the week and the part of the day that a date is written with: (星期三) 下午.
var whenBeside = regexp.MustCompile(`(\(?(星期|周|礼拜)[一二三四五六日天1-6]\)?)?(凌晨|清晨|早晨|早上|早|上午|中午|下午|傍晚|晚上|晚|夜里|夜间|全天)?$`)

// squeezeDate drops what people write after a date, such as an age, and turns Chinese numerals into digits. The text is narrow, without a time of day.
func squeezeDate(s string) string {
	s = whenBeside.ReplaceAllString(Squeeze(ageBeside.ReplaceAllString(s, "")), "")
	for _, end := range []string{"出生", "生", "起", "止", "."} {
		s = strings.TrimSuffix(s, end)
	}
	if strings.ContainsAny(s, "一二三四五六七八九〇零○十") {
		s = chineseDate(s)
	}
	return s
}

var chineseDigits = map[rune]int{
	'〇': 0, '零': 0, '○': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
}

// chineseDate writes 一九六五年十二月三十一日 as 1965年12月31日.
func chineseDate(s string) string {
	var out strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		if n, ok := chineseDigits[r]; ok {
			out.WriteString(strconv.Itoa(n))
			continue
		}
		if r != '十' {
			out.WriteRune(r)
			continue
		}
		if i == 0 || !isChineseDigit(runes[i-1]) {
			out.WriteByte('1')
		}
		if i+1 == len(runes) || !isChineseDigit(runes[i+1]) {
			out.WriteByte('0')
		}
	}
	return out.String()
}

func isChineseDigit(r rune) bool {
	_, ok := chineseDigits[r]
	return ok
}

// dateParts splits a date at its separators into one to three runs of digits.
func dateParts(text string) ([]string, error) {
	if monthSpan.MatchString(text) {
		return nil, errSpan
	}
	text = strings.TrimRight(text, "日号月年")
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".-/年月、,。·—–_\\", r) })
	if len(parts) == 0 || len(parts) > 3 {
		return nil, errNotDate
	}
	for _, part := range parts {
		if !allDigits(part) || len(part) > 8 {
			return nil, errNotDate
		}
	}
	if len(parts) == 3 && len(parts[0]) <= 2 && len(parts[2]) == 4 {
		return nil, errors.New("看不出哪个是月、哪个是日，应按年-月-日写，如 1965-03-07")
	}
	return parts, nil
}

// monthSpan is a time from one month to another: 2026年2月-12月, 2026年2-12月, 2026.2-12.
var monthSpan = regexp.MustCompile(`^\d{2,4}(?:年\d{1,2}月?[-—–~_]+\d{1,2}月?|[./]\d{1,2}[-—–~_]+\d{1,2}月?|[-—–~_]+\d{1,2}[-—–~_]+\d{1,2}月)$`)

// fullYear is the year of the first part; two digits stand for 1930 to 1999 only, since 00 to 29 may be of either
// century in a roster.
func fullYear(parts []string) (int, error) {
	switch len(parts[0]) {
	case 4:
		return digits(parts[0]), nil
	case 2:
		if year := digits(parts[0]); year >= 30 {
			return 1900 + year, nil
		}
		return 0, errors.New("两位数的年份看不出是哪个世纪，应写四位年份，如 2005-03")
	}
	return 0, errNotDate
}

// compactDate reads 19650307, 196503, and five digits as a serial of the 1900 system.
func compactDate(text string) (Date, error) {
	switch len(text) {
	case 8:
		date := Date{digits(text[:4]), digits(text[4:6]), digits(text[6:])}
		if date.Day == 0 {
			return Date{}, errNotDate
		}
		return date, date.check()
	case 6:
		date := Date{Year: digits(text[:4]), Month: digits(text[4:])}
		return date, date.check()
	case 5:
		return serialDate(float64(digits(text)), false)
	case 4:
		return Date{}, errDayless
	}
	return Date{}, errNotDate
}

func digits(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// check refuses days that are not in the calendar and years that no record of an office can have.
func (d Date) check() error {
	switch {
	case d.Year < 1850 || d.Year > 2199:
		return fmt.Errorf("年份 %d 不合理，%s", d.Year, wantDate)
	case d.Month < 1 || d.Month > 12:
		return fmt.Errorf("没有 %d 月，%s", d.Month, wantDate)
	case d.Day < 0 || d.Day > daysIn(d.Year, d.Month):
		return fmt.Errorf("%d 年 %d 月没有 %d 日，%s", d.Year, d.Month, d.Day, wantDate)
	}
	return nil
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// serialDate reads Excel's day number. The 1900 system counts a 29 February 1900 that never was as 60, so the days
// before it are one off; the 1904 system starts with 0 on 1 January 1904.
func serialDate(serial float64, date1904 bool) (Date, error) {
	day := math.Floor(serial)
	if math.IsNaN(serial) || day < 0 || day > 109_000 {
		return Date{}, errNotDate
	}
	base := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case date1904:
		base = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	case day == 60:
		return Date{}, errors.New("1900 年 2 月没有 29 日，" + wantDate)
	case day == 0:
		return Date{}, errNotDate
	case day < 60:
		day++
	}
	t := base.AddDate(0, 0, int(day))
	return Date{t.Year(), int(t.Month()), t.Day()}, nil
}

// serialText is a day number in a cell of text: copied there from a workbook of one date system or the other.
var serialText = regexp.MustCompile(`^\s*\d{5}\s*$`)

// date reads a cell as a date, whichever of the ways people enter one was used.
func (c Cell) date(date1904 bool) (Date, error) {
	if c.Type != CellNumber {
		if date1904 && serialText.MatchString(c.raw) {
			return Date{}, errors.New("是写成文字的日期序号，工作簿用的却是 1904 年起的日期系统，看不出是哪一天，" + wantDate)
		}
		return ParseDate(c.raw)
	}
	n, ok := c.number()
	if !ok {
		return Date{}, errNotDate
	}
	if c.format.isDate() {
		date, err := c.format.dateOf(n, date1904)
		if err == nil {
			err = date.check()
		}
		return date, err
	}
	if n == math.Trunc(n) && n >= 3000 && n < 100_000 || c.format.general() && timed(n) {
		return serialDate(n, date1904)
	}
	shown := c.String()
	if c.format.general() && yearDotOne(n) {
		return Date{}, fmt.Errorf("分不清是 1 月还是 10 月（Excel 会把 %[1]s0 存成 %[1]s），应写成 %[2]d-01 或 %[2]d-10",
			shown, int(n))
	}
	return ParseDate(shown)
}

// yearDotOne finds 1965.1 typed into a cell without a format: January, or October with its zero lost.
func yearDotOne(n float64) bool {
	tenths := math.Round(n * 10)
	return math.Abs(n*10-tenths) < 1e-6 && int64(tenths)%10 == 1
}
