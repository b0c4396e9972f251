package intake

import (
	"regexp"
	"slices"
	"strings"
)

// Period is the year or the plenary session (届次会议) that the name of a sheet or a title names. The zero value is none.
type Period struct {
	Year    int // 2024; 0: not said
	Term    int // 第十届; 0: not said
	Session int // 五次会议; 0: not said
}

var (
	yearMention  = regexp.MustCompile(`(19|20|21)[0-9]{2}`)
	yearInSpan   = regexp.MustCompile(`^(年?度?(至|到|[-—–~/、和及])(19|20|21)[0-9]{2}|年(底|初|末|前|后|以|起|来|间|之|内))`)
	yearOfDate   = regexp.MustCompile(`^(年[0-9]{0,2}月([^份]|$)|[-./][0-9]{1,2}([^0-9]|$))`)
	yearOfMonths = regexp.MustCompile(`^年[0-9]{1,2}月?份?(至|到|[-—–~])[0-9]{1,2}月`)
	shortYear    = regexp.MustCompile(`(?:^|[〔\[(【〕\])】])([12][0-9])(年(?:[^\d限龄以内来间前后资级月底初末至到、和及~-]|$))`)
	yearOfCount  = regexp.MustCompile(`^[件人个名份次条项户元号〕\])】]`)
	sessionNamed = regexp.MustCompile(`([0-9]{1,2})届([^届年,。;]{0,14}?)第?([0-9]{1,2})次([^0-9]{0,4})`)
	sessionAlone = regexp.MustCompile(`^第?([0-9]{1,2})次(全体)?会议`)
)

// PeriodsOf lists the different periods that a title names plainly, as 2024年度 and 十届五次会议 are. Dates, spans of years, 2024年以来 and meetings
// of a standing committee are none. In the name of a sheet a year needs no 年, and a session no 届.
func PeriodsOf(text string, sheetName bool) []Period {
	text = chineseDate(Squeeze(text))
	found, spans := yearsOf(text, sheetName)
	if spans {
		return nil
	}
	for _, m := range sessionNamed.FindAllStringSubmatch(text, -1) {
		if around := m[2] + m[4]; !strings.Contains(around, "常") && !strings.Contains(around, "主席") {
			found = appendNew(found, Period{Term: digits(m[1]), Session: digits(m[3])})
		}
	}
	if m := sessionAlone.FindStringSubmatch(text); m != nil && sheetName {
		found = appendNew(found, Period{Session: digits(m[1])})
	}
	return found
}

// yearsOf lists the years of a text; spans says that one of them is an end of a span.
func yearsOf(text string, sheetName bool) (found []Period, spans bool) {
	for _, at := range yearMention.FindAllStringIndex(text, -1) {
		before, year, after := text[:at[0]], text[at[0]:at[1]], text[at[1]:]
		switch {
		case endsInDigit(before), endsInDigit(after[:min(1, len(after))]), yearOfDate.MatchString(after) && !yearOfMonths.MatchString(after):
		case yearInSpan.MatchString(after):
			return nil, true
		case strings.HasPrefix(after, "年"), sheetName && !yearOfCount.MatchString(after):
			found = appendNew(found, Period{Year: digits(year)})
		}
	}
	if m := shortYear.FindStringSubmatch(text); m != nil { // 25年, 25年度提案台账
		found = appendNew(found, Period{Year: 2000 + digits(m[1])})
	}
	return found, false
}

// dateMention is a date in a text: 2025年12月31日, 2025.12.31, 20251231.
var dateMention = regexp.MustCompile(`(?:^|[^0-9])(20[0-9]{2})(?:年[0-9]{1,2}月|[-./][0-9]{1,2}([-./][0-9]|[^0-9]|$)|(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[^0-9]|$))`)

// YearOfDate is the latest year of the dates in a text, 0 for one without.
func YearOfDate(text string) int {
	latest := 0
	for _, m := range dateMention.FindAllStringSubmatch(chineseDate(Squeeze(text)), -1) {
		latest = max(latest, digits(m[1]))
	}
	return latest
}

// relativeYear are words for a year that say which one only to whoever knows when they were written.
var relativeYear = regexp.MustCompile(`(?:^|[^以])(上一?年)(?:[^龄纪]|$)|(去年|往年|历年|下一年|次年)|(?:^|[^当目日])(前年)|(?:^|[^说表证声])(明年)|(?:^|[^近以])(来年)`)

// RelativeYear is the word 去年, 上年 or the like by which a title names a year, "" for none.
func RelativeYear(text string) string {
	if m := relativeYear.FindStringSubmatch(Squeeze(text)); m != nil {
		return strings.Join(m[1:], "")
	}
	return ""
}

func appendNew(found []Period, p Period) []Period {
	if slices.Contains(found, p) {
		return found
	}
	return append(found, p)
}

func endsInDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

// titleLines are the texts above a table in the rows from up to top, without notes and rows filled like data.
func (v *view) titleLines(from, top int) []string {
	var lines []string
	for row := max(0, from); row < min(top, len(v.Rows)); row++ {
		if filledCells(v.Rows[row]) > 2 {
			continue
		}
		for _, c := range v.Rows[row] {
			if text := oneLine(c.String()); !c.Empty() && !isRemark(Squeeze(text)) {
				lines = append(lines, text)
			}
		}
	}
	return lines
}

// isRemark tells a note, a stamp or a total from a title.
func isRemark(text string) bool {
	return noteText.MatchString(text) || stampText.MatchString(text) || totalText.MatchString(text) || strings.ContainsAny(text, "。;")
}

// titlesOver is the first of the rows right above top that can be titles.
func (v *view) titlesOver(top int) int {
	for top > 0 && top <= len(v.Rows) && filledCells(v.Rows[top-1]) <= 2 {
		top--
	}
	return top
}

// titlesBelow is the first of the rows between a table and the header of the next in row next.
func (v *view) titlesBelow(table *Table, next int) int {
	first := v.titlesOver(next)
	if n := len(table.Rows); n > 0 {
		first = max(first, table.Rows[n-1].Line)
	}
	return max(first, table.HeaderBottom)
}

// titleOfNext reports whether the row is a line that names a year or session over the header printed again below.
func (r *reading) titleOfNext(row int) bool {
	if filledCells(r.Rows[row]) > 2 || len(PeriodsOf(r.firstText(row), false)) == 0 {
		return false
	}
	for below := row + 1; below < len(r.Rows); below++ {
		if r.repeatsHeader(below) {
			return true
		}
		if filledCells(r.Rows[below]) > 2 {
			return false
		}
	}
	return false
}

// otherPeriod reports whether the titles over the header printed again in the row name another year or session than those of the table.
func (r *reading) otherPeriod(row int) bool {
	var mine []Period
	for _, line := range r.table.Titles {
		mine = append(mine, PeriodsOf(line, false)...)
	}
	for _, line := range r.titleLines(r.titlesAbove(row), row) {
		if slices.ContainsFunc(PeriodsOf(line, false), func(p Period) bool { return !slices.Contains(mine, p) }) {
			return true
		}
	}
	return false
}

// titlesAbove is the first of the rows right above a header within the table that are titles or groups.
func (r *reading) titlesAbove(row int) int {
	for row > r.head.bottom+1 && r.isTitle(row) {
		row--
	}
	return row
}

// isTitle reports whether the row above is empty or was left out as a title or group.
func (r *reading) isTitle(row int) bool {
	return filledCells(r.Rows[row-1]) == 0 || slices.ContainsFunc(r.table.Skipped, func(s SkippedRow) bool {
		return s.Line == row && (s.Why == SkipTitle || s.Why == SkipGroup)
	})
}
