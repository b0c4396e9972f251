package intake

import (
	"encoding/json"
	"fmt"
	"strings"

	"cppccdesk/data/calendar"
)

// The headings of the table that a file of holidays is read as, and its words.
var (
	holidayHeadings = []string{"日期", "节日", "安排", "通知年度", "依据"}
	holidayWorked   = map[bool]string{true: "放假", false: "上班"} // by whether it is a day off
)

// isHolidays reports whether a text is the yearly holiday notice as a holiday-cn file (JSON), as which programmers pass it on.
func isHolidays(text string) bool {
	head := strings.TrimLeftFunc(text, isBlank)
	return strings.HasPrefix(head, "{") && strings.Contains(head, `"isOffDay"`)
}

// readHolidays reads such a file as a table with a row for each day.
func readHolidays(b *budget, text string) ([]Sheet, error) {
	year, days, err := calendar.ParseYear([]byte(text))
	if err != nil {
		return nil, &refusal{what: "读不出来，" + err.Error(), do: "请重新取得放假安排文件，或照模板逐日填写", err: err}
	}
	var papers struct {
		Papers []string `json:"papers"`
	}
	if err := json.Unmarshal([]byte(text), &papers); err != nil {
		return nil, corrupt(err)
	}
	g := grid{b: b}
	line := func(cells ...string) error {
		if err := b.step(); err != nil {
			return err
		}
		for col, text := range cells {
			if err := g.put(col, TextCell(text)); err != nil {
				return err
			}
		}
		return g.endRow(len(g.rows))
	}
	if err := line(holidayHeadings...); err != nil {
		return nil, err
	}
	for _, day := range days {
		if err := line(day.Date.String(), day.Name, holidayWorked[day.Off], fmt.Sprint(year), strings.Join(papers.Papers, " ")); err != nil {
			return nil, err
		}
	}
	return []Sheet{{Name: fmt.Sprintf("%d年放假安排", year), Rows: g.rows, Date1904: b.date1904(false)}}, nil
}
