package export

import (
	"slices"

	"cppccdesk/data/supervision"
	"cppccdesk/export/sheet"
)

// supervisionChecks compare what the rows of reports 10, 22 and 25 say of points, visits, findings and items of the 直通车 with the figures, which are counted apart from them.
func (y *Year) supervisionChecks() []check {
	active := statement{place: "22有监督活动的小组"}
	for _, g := range y.groupWork() {
		if g.quarters != [4]int{} {
			active.value++
		}
	}
	return []check{
		{"监督意见条数", y.total("10", 0, "text"), y.ofFigure("points")},
		{"监督意见已销号", y.cells("10", "有销号日期的行", "closed_on", func(string) bool { return true }), y.ofFigure("points_closed_rate")},
		{"监督意见逾期", y.cells("10", "当前期限早于填报日期的行", "due_now", func(due string) bool { return due < y.day() }), y.ofFigure("points_late")},
		{"监督意见送达", y.total("22", 0, "sent"), y.total("10", 0, "text")},
		{"监督意见销号", y.total("22", 0, "closed"), y.cells("10", "状态为"+supervision.Closed+"的行", "status", func(state string) bool { return state == supervision.Closed })},
		{"监督活动次数", y.total("22", 0, "visits"), y.ofFigure("visits")},
		{"开展活动的小组", active, y.ofFigure("groups_active_rate")},
		{"问题建议条数", y.total("22", 0, "found"), y.ofFigure("findings")},
		{"直通车事项", y.total("26", 0, "content"), y.ofFigure("directs")},
		{"直通车转办", y.cells("26", "有转办日期的行", "passed_on", func(string) bool { return true }), y.ofFigure("directs_passed")},
		{"直通车不予受理", y.cells("26", "状态为"+supervision.Declined+"的行", "status", func(state string) bool { return state == supervision.Declined }), y.ofFigure("directs_declined")},
		{"问题建议采纳", y.total("22", 0, "adopted"), y.ofFigure("adoption_rate")},
	}
}

// cells counts the rows of a report's first sheet whose cell in the column is filled in and meets a condition; what they are is said in words.
func (y *Year) cells(code, words, key string, meets func(cell string) bool) statement {
	s := statement{place: code + words}
	for _, laid := range y.laid {
		if laid.report.Code != code || len(laid.book.Tables) == 0 {
			continue
		}
		table := &laid.book.Tables[0]
		at := slices.IndexFunc(table.Columns, func(c sheet.Column) bool { return c.Key == key })
		for _, row := range table.Rows {
			if at < 0 || at >= len(row.Cells) {
				continue
			}
			if cell, ok := row.Cells[at].(string); ok && cell != "" && meets(cell) {
				s.value++
			}
		}
	}
	return s
}
