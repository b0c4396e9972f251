package export

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
	"cppccdesk/export/sheet"
)

// workGroups are the figures of the first sheet of report 15.
var workGroups = []figureGroup{
	{"一、年度部署", []string{"plan."}},
	{"二、监督活动", []string{"visits", "visits.", "groups_active_rate", "groups_short", "supervisors_suggesting_rate"}},
	{"三、问题建议", []string{"findings", "adoption_rate"}},
	{"四、监督意见和整改", []string{"letters", "points", "points_answered", "points_in_time_rate", "points_late", "points_closed_rate", "points_carried_rate"}},
	{"五、监督直通车", []string{"directs", "directs_declined", "directs_passed", "directs_major", "directs_answered", "directs_in_time_rate", "directs_late", "directs_told_rate", "directs_carried_rate"}},
	{"六、全程跟踪和会议活动", []string{"tracked", "contact.", "attendance.activities", "attendance_rate"}},
}

// workCount is a count of what was done, by quarter and by unit.
type workCount struct {
	key  string
	path []string
	kind *record.Kind
	on   func(v record.Values) string // the day it counts by; "": it does not count
}

// unitOf is the unit a record is of: of an item of the 直通车 the one it was passed to, else the one it concerns.
func unitOf(v record.Values) string { return cmp.Or(v["handler"], v["unit"]) }

func dayOf(key string) func(record.Values) string {
	return func(v record.Values) string { return v[key] }
}

var workCounts = []workCount{
	{"visits", []string{"监督活动（次）"}, supervision.Visits, dayOf("on_date")},
	{"found", []string{"问题建议（条）", "提出"}, supervision.Findings, dayOf("on_date")},
	{"adopted", []string{"问题建议（条）", "采纳"}, supervision.Findings, func(v record.Values) string {
		if v["outcome"] != supervision.Adopted {
			return ""
		}
		return v["settled_on"]
	}},
	{"letters", []string{"监督意见书", "送达（份）"}, supervision.Letters, dayOf("delivered_on")},
	{"sent", []string{"监督意见书", "意见（条）"}, supervision.Points, dayOf("delivered_on")},
	{"closed", []string{"监督意见书", "销号（条）"}, supervision.Points, dayOf("closed_on")},
	{"directs", []string{"直通车（件）", "反映"}, supervision.Directs, dayOf("on_date")},
	{"passed", []string{"直通车（件）", "转办"}, supervision.Directs, dayOf("passed_on")},
}

// workRow is a quarter or a unit with the records of each count.
type workRow struct {
	name string
	ids  [][]int64 // by count
}

var workReport = Report{Code: "15", Name: "民主监督工作情况统计表", Reads: supervision.Letters, Build: func(y *Year) []sheet.Table {
	all := y.figureTable("民主监督工作情况统计表", "次、条、件、%", workGroups)
	all.Notes = []string{"年度部署的数量是完成数，分母是计划数。其余比率的分母见口径；四舍五入，分母为 0 的显示「—」。"}

	quarters := []*workRow{{name: "一季度"}, {name: "二季度"}, {name: "三季度"}, {name: "四季度"}}
	units := map[string]*workRow{}
	y.countWork(func(day, unit string) [2]*workRow {
		if unit == "" {
			unit = "未注明单位"
		}
		if units[unit] == nil {
			units[unit] = &workRow{name: unit}
		}
		return [2]*workRow{quarters[y.quarterOf(day)], units[unit]}
	})
	byQuarter := y.workTable("民主监督工作分季度统计表", "季度", quarters)
	byQuarter.Notes = []string{"活动、反映按当天，采纳、送达、销号、转办按各自的日期分季度；日期不在这一年的计入最近的季度。"}

	rows := slices.SortedFunc(maps.Values(units), func(a, b *workRow) int {
		return cmp.Or(-cmp.Compare(len(a.ids[0]), len(b.ids[0])), strings.Compare(a.name, b.name))
	})
	byUnit := y.workTable("被监督单位情况统计表", "单位", rows)
	byUnit.Notes = []string{"监督活动多的在前；一件直通车事项只算一个单位：转办了的算转办单位，没有转办的算涉及单位，都没有的算「未注明单位」。没有监督过的单位不列。"}
	return []sheet.Table{all, byQuarter, byUnit}
}}

// quarterOf is the quarter of a day, from 0; a day of another year is in the nearest.
func (y *Year) quarterOf(day string) int {
	switch year := wholeNumber(int64(y.Year)); {
	case day[:4] < year:
		return 0
	case day[:4] > year:
		return 3
	}
	return (record.CountOf(strings.TrimPrefix(day[5:7], "0")) - 1) / 3
}

// countWork puts each record that counts by the day of the report into the rows that it is of.
func (y *Year) countWork(rowsOf func(day, unit string) [2]*workRow) {
	for i, c := range workCounts {
		for _, r := range y.records[c.kind] {
			day := c.on(r.Values)
			if day == "" || day > y.day() {
				continue
			}
			for _, row := range rowsOf(day, unitOf(r.Values)) {
				if row.ids == nil {
					row.ids = make([][]int64, len(workCounts))
				}
				row.ids[i] = append(row.ids[i], r.ID)
			}
		}
	}
}

// workTable is a table of the counts, one row each.
func (y *Year) workTable(title, heading string, rows []*workRow) sheet.Table {
	t := y.table(title, "次、条、份、件")
	fields := []sheet.Field[*workRow]{
		{Column: sheet.Column{Path: []string{"序号"}, Kind: sheet.Serial}},
		{Column: sheet.Column{Key: "name", Path: []string{heading}, Width: 28}, Value: func(r *workRow) any { return r.name }},
	}
	for i, c := range workCounts {
		fields = append(fields, sheet.Field[*workRow]{
			Column: sheet.Column{Key: c.key, Path: c.path, Kind: sheet.Int, Total: sheet.Sum},
			Value: func(r *workRow) any {
				if r.ids == nil {
					return 0
				}
				return sheet.Counted{Value: int64(len(r.ids[i])), Set: measure.Set{Kind: c.kind.Name, IDs: r.ids[i]}}
			},
		})
	}
	t.Columns, t.Rows, t.Portrait = sheet.Columns(fields), sheet.Rows(fields, rows), true
	return t
}

// workChecks compare the sums over quarters and units with the figures, which are counted apart from them.
func (y *Year) workChecks() (list []check) {
	for _, c := range []struct{ name, key, figure string }{
		{"监督活动次数", "visits", "visits"},
		{"问题建议条数", "found", "findings"},
		{"问题建议采纳", "adopted", "adoption_rate"},
		{"监督意见书份数", "letters", "letters"},
		{"监督意见条数", "sent", "points"},
		{"监督意见销号", "closed", "points_closed_rate"},
		{"直通车事项", "directs", "directs"},
		{"直通车转办", "passed", "directs_passed"},
	} {
		for _, at := range []int{1, 2} {
			list = append(list, check{c.name, y.total("15", at, c.key), y.ofFigure(c.figure)})
		}
	}
	return list
}
