package export

import (
	"slices"

	"cppccdesk/data/supervision"
	"cppccdesk/export/sheet"
)

// supervisionChecks compare what the rows of reports 10, 22 and 26 say of points, visits, findings and items of the 直通车 with the figures, which are counted apart from them.
func (y *Year) supervisionChecks() []check {
	active, short := statement{place: "22有监督活动的小组"}, statement{place: "22有不足季度的小组"}
	for _, g := range y.groupWork() {
		if g.quarters != [4]int{} {
			active.value++
		}
		if g.Values["quarters_short"] != "" {
			short.value++
		}
	}
	raised := y.total("22", 1, "directs")
	raised.place, raised.value = raised.place+" + 其他人反映的 "+wholeNumber(y.ByOthers), raised.value+y.ByOthers
	is := func(word string) func(cell string) bool { return func(cell string) bool { return cell == word } }
	type columns = map[string]func(cell string) bool
	return []check{
		{"监督意见条数", y.total("10", 0, "text"), y.ofFigure("points")},
		{"监督意见已销号", y.cells("10", "有销号日期的行", columns{"closed_on": filled}), y.ofFigure("points_closed_rate")},
		{"监督意见逾期", y.cells("10", "当前期限早于填报日期的行", columns{"due_now": func(due string) bool { return due < y.day() }}), y.ofFigure("points_late")},
		{"监督意见送达", y.total("22", 0, "sent"), y.cells("10", "有监督小组的行", columns{"group": filled})},
		{"监督意见销号", y.total("22", 0, "closed"), y.cells("10", "有监督小组、状态为"+supervision.Closed+"的行", columns{"group": filled, "status": is(supervision.Closed)})},
		{"监督活动次数", y.total("22", 0, "visits"), y.ofFigure("visits")},
		{"开展活动的小组", active, y.ofFigure("groups_active_rate")},
		{"活动次数不足的小组", short, y.ofFigure("groups_short")},
		{"监督员人数", y.total("22", 1, "name"), statement{"指标 建议达标的监督员的分母", y.figure("supervisors_suggesting_rate").Den}},
		{"问题建议条数", y.total("22", 0, "found"), y.ofFigure("findings")},
		{"问题建议采纳", y.total("22", 0, "adopted"), y.ofFigure("adoption_rate")},
		{"直通车事项", y.total("26", 0, "content"), y.ofFigure("directs")},
		{"直通车事项按反映人", raised, y.total("26", 0, "content")},
		{"直通车转办", y.cells("26", "有转办日期的行", columns{"passed_on": filled}), y.ofFigure("directs_passed")},
		{"直通车逾期", y.cells("26", "现行期限早于填报日期的行", columns{"due_now": func(due string) bool { return due < y.day() }}), y.ofFigure("directs_late")},
		{"直通车不予受理", y.cells("26", "状态为"+supervision.Declined+"的行", columns{"status": is(supervision.Declined)}), y.ofFigure("directs_declined")},
	}
}

// filled is what a cell that is filled in meets.
func filled(string) bool { return true }

// cells counts the rows of a report's first sheet whose cells in the columns are filled in and meet the conditions; what they are is said in words.
func (y *Year) cells(code, words string, meet map[string]func(cell string) bool) statement {
	s := statement{place: code + words}
	for _, laid := range y.laid {
		if laid.report.Code != code || len(laid.built.Tables) == 0 {
			continue
		}
		table := &laid.built.Tables[0]
		for _, row := range table.Rows {
			if meets(table, row, meet) {
				s.value++
			}
		}
	}
	return s
}

func meets(table *sheet.Table, row sheet.Row, meet map[string]func(cell string) bool) bool {
	for key, condition := range meet {
		at := slices.IndexFunc(table.Columns, func(c sheet.Column) bool { return c.Key == key })
		if at < 0 || at >= len(row.Cells) {
			return false
		}
		if cell, ok := row.Cells[at].(string); !ok || cell == "" || !condition(cell) {
			return false
		}
	}
	return true
}
