package export

import (
	"cmp"
	"fmt"
	"slices"

	"cppccdesk/data/calendar"
	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/zh"
	"cppccdesk/export/paper"
)

// needOffice are the settings no paper goes without.
var (
	needOffice    = []string{"office.county", "paper.office|office.name"}
	betterContact = []string{"paper.contact|report.filler", "paper.phone|report.phone"}
	betterNumber  = append([]string{"paper.number"}, betterContact...)
)

// handed are the chosen proposals that were handed to units.
func (y *paperYear) handed() []*proposal.PaperCase {
	return slices.DeleteFunc(y.filed(), func(c *proposal.PaperCase) bool { return len(c.Newest()) == 0 })
}

// byUnit are works by unit, the units in the order of reports.
func (y *paperYear) byUnit(keep func(a assigned) bool) [][]assigned {
	works := map[int64][]assigned{}
	var units []int64
	for _, u := range y.handling {
		units = append(units, u.UnitID)
	}
	for _, c := range y.handed() {
		for _, a := range assignedOf(c) {
			if !keep(a) || !y.chosenUnit(a.UnitID) {
				continue
			}
			works[a.UnitID] = append(works[a.UnitID], a)
			if !slices.Contains(units, a.UnitID) { // it came in by a rework
				units = append(units, a.UnitID)
			}
		}
	}
	var out [][]assigned
	for _, id := range units {
		if works[id] != nil {
			out = append(out, works[id])
		}
	}
	return out
}

// unitValues are the fields of a unit.
var unitValues = []value[proposal.PaperUnit]{
	{"单位", "承办单位", func(_ *paperYear, u proposal.PaperUnit) string { return u.Name }},
	{"单位联系人", "单位名录里的联系人", func(_ *paperYear, u proposal.PaperUnit) string { return u.Contact }},
	{"单位电话", "单位名录里的电话", func(_ *paperYear, u proposal.PaperUnit) string { return u.Phone }},
	{"分管领导", "单位名录里的分管领导", func(_ *paperYear, u proposal.PaperUnit) string { return u.Leader }},
}

// workValues are those of a unit with what it has to do.
var workValues = lifted(unitValues, func(y *paperYear, all []assigned) proposal.PaperUnit { return y.units[all[0].UnitID] })

func countOf(all []assigned, keep func(a assigned) bool) string {
	n := 0
	for _, a := range all {
		if keep(a) {
			n++
		}
	}
	return fmt.Sprint(n)
}

func isCo(a assigned) bool { return a.Role == docket.RoleCo }

// countValues are how many proposals a unit has.
var countValues = []value[[]assigned]{
	{"交办批次", "这些提案是哪几批交办的，如 第 1 批、第 2 批", func(y *paperYear, all []assigned) string {
		var batches []string
		for _, a := range all {
			if batch := y.batch(a); batch != "" && !slices.Contains(batches, batch) {
				batches = append(batches, batch)
			}
		}
		slices.Sort(batches)
		return zh.JoinNames(batches)
	}},
	{"交办日期", "这些提案是哪一天交办的；不是同一天的空着", func(_ *paperYear, all []assigned) string {
		if slices.ContainsFunc(all, func(a assigned) bool { return a.AssignedOn != all[0].AssignedOn }) {
			return ""
		}
		return dayText(all[0].AssignedOn)
	}},
	{"件数", "这家单位共有几件", func(_ *paperYear, all []assigned) string { return fmt.Sprint(len(all)) }},
	{"主办件数", "主办和分办的", func(_ *paperYear, all []assigned) string {
		return countOf(all, func(a assigned) bool { return !isCo(a) })
	}},
	{"会办件数", "", func(_ *paperYear, all []assigned) string { return countOf(all, isCo) }},
}

// handedCounts are how many proposals have a unit of the sort at work in their newest round.
var handedCounts = []struct {
	name string
	of   func(a docket.Assignment) bool
}{
	{"首次办理件数", func(a docket.Assignment) bool { return a.Answers() && a.Round == 1 }},
	{"重新办理件数", func(a docket.Assignment) bool { return a.Round > 1 }},
	{"延期件数", func(a docket.Assignment) bool { return a.Answers() && a.ExtendedFrom != "" }},
	{"会办件数", func(a docket.Assignment) bool { return a.Role == docket.RoleCo }},
	{"分办件数", func(a docket.Assignment) bool { return a.Role == docket.RoleSplit }},
}

var handOutNotice = Paper{
	Name: "交办通知", Each: "全年一份", Rule: "附这一年立案并交办、没有申退的全部提案", OneAYear: true, Needs: needOffice, Better: betterNumber,
	Fields: withCommon([]paper.Field{
		{Name: "件数", Note: "交办的提案有几件"},
		{Name: "单位数", Note: "交给几家单位，含会办"},
		{Name: "首次办理件数", Note: "都是重新办理的空着"},
		{Name: "重新办理件数", Note: "没有的空着"},
		{Name: "延期件数", Note: "其中经批准延期的，没有的空着"},
		{Name: "会办件数", Note: "有会办单位的，没有的空着"},
		{Name: "分办件数", Note: "由几家单位分别答复的，没有的空着"},
		{Name: "收到件数"},
		{Name: "立案件数"},
		listOf("每件提案", "按案号", wholeCaseValues),
		listOf("每个单位", "有交办的单位", joined(workValues, countValues...)),
	}),
	make: func(y *paperYear) []document {
		handed, units := y.handed(), y.byUnit(func(assigned) bool { return true })
		if len(handed) == 0 {
			return nil
		}
		texts := map[string]string{"件数": fmt.Sprint(len(handed)), "单位数": fmt.Sprint(len(units)), "收到件数": y.figure("received"), "立案件数": y.figure("filed")}
		for _, count := range handedCounts {
			texts[count.name] = blankZero(len(slices.DeleteFunc(slices.Clone(handed), func(c *proposal.PaperCase) bool { return !slices.ContainsFunc(c.Newest(), count.of) })))
		}
		return []document{{data: paper.Data{
			Texts: texts,
			Lists: map[string][]paper.Data{
				"每件提案": rowsOf(y, wholeCaseValues, handed), "每个单位": rowsOf(y, joined(workValues, countValues...), units),
			},
		}}}
	},
}

var handOutSheet = Paper{
	Name: "交办单", Each: "每个承办单位一份", Rule: "这一年立案并交办给该单位、没有申退的提案，含会办；重新办理的写最近一轮", ByUnit: true, Needs: needOffice, Better: betterNumber,
	Fields: withCommon(fieldsOf(workValues), fieldsOf(countValues), []paper.Field{listOf("每件提案", "按案号", assignedValues)}),
	make: func(y *paperYear) []document {
		var all []document
		for _, works := range y.byUnit(func(assigned) bool { return true }) {
			all = append(all, unitDocument(y, works, countValues, map[string][]assigned{"每件提案": works}))
		}
		return all
	},
}

// unitDocument is a document of a unit with lists of its works.
func unitDocument(y *paperYear, works []assigned, counts []value[[]assigned], lists map[string][]assigned) document {
	d := document{works[0].Unit, paper.Data{Texts: textsOf(y, joined(workValues, counts...), works), Lists: map[string][]paper.Data{}}}
	for name, list := range lists {
		d.data.Lists[name] = rowsOf(y, assignedValues, list)
	}
	return d
}

// late and soon are the works of a unit whose reply is overdue, and those whose deadline is near; the earliest first.
func (y *paperYear) late(all []assigned) []assigned {
	return byDue(all, func(a assigned) bool { return a.Late(y.day) })
}

func (y *paperYear) soon(all []assigned) []assigned {
	today, err := calendar.ParseDate(y.day)
	if err != nil {
		return nil
	}
	return byDue(all, func(a assigned) bool {
		due, err := calendar.ParseDate(a.DueOn)
		return err == nil && a.Answers() && a.RepliedOn == "" && !due.Before(today) && y.days.WorkdaysBetween(today, due) <= proposal.SoonWorkdays
	})
}

func byDue(all []assigned, keep func(a assigned) bool) []assigned {
	kept := slices.DeleteFunc(slices.Clone(all), func(a assigned) bool { return !keep(a) })
	slices.SortStableFunc(kept, func(a, b assigned) int { return cmp.Compare(a.DueOn, b.DueOn) })
	return kept
}

var urgeValues = []value[[]assigned]{
	{"逾期件数", "没有逾期的空着", func(y *paperYear, all []assigned) string { return blankZero(len(y.late(all))) }},
	{"将到期件数", "没有将到期的空着", func(y *paperYear, all []assigned) string { return blankZero(len(y.soon(all))) }},
	{"将到期天数", "几个工作日内到期的算将到期", func(*paperYear, []assigned) string { return fmt.Sprint(proposal.SoonWorkdays) }},
}

var urgeSheet = Paper{
	Name: "催办单", Each: "每个承办单位一份", Rule: fmt.Sprintf("该单位主办、分办的提案中逾期没有答复的，和 %d 个工作日内到期的"+noneWithout, proposal.SoonWorkdays),
	ByUnit: true, Needs: needOffice, Better: betterNumber,
	Fields: withCommon(fieldsOf(workValues), fieldsOf(urgeValues), []paper.Field{
		listOf("每件逾期提案", "期限早的在前", assignedValues), listOf("每件将到期提案", "期限早的在前", assignedValues),
	}),
	make: func(y *paperYear) []document {
		var all []document
		for _, works := range y.byUnit(func(a assigned) bool { return true }) {
			if late, soon := y.late(works), y.soon(works); len(late)+len(soon) > 0 {
				all = append(all, unitDocument(y, works, urgeValues, map[string][]assigned{"每件逾期提案": late, "每件将到期提案": soon}))
			}
		}
		return all
	},
}
