package export

import (
	"fmt"
	"slices"
	"strings"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/export/paper"
)

// undecidedField is the field of a count that is only printed where there is one: of proposals that are waiting for review, sent back or withdrawn.
const undecidedField = "待审查及撤案件数"

// figureFields are the figures of the year by the field that shows each.
var figureFields = []struct{ name, code string }{
	{"收到件数", "received"},
	{"立案件数", "filed"},
	{"并案件数", "merged"},
	{"转意见件数", "transferred"},
	{"不予立案件数", "refused"},
	{undecidedField, "unsettled"},
	{"立案率", "filing_rate"},
	{"应办件数", "due"},
	{"已答复件数", "answered"},
	{"办复率", "reply_rate"},
	{"已到期件数", "due_over"},
	{"按期办复率", "on_time_rate"},
	{"面商率", "face_rate"},
	{"逾期件数", "overdue"},
	{"以前年度逾期件数", "overdue.before"},
	{"逾期答复件数", "late"},
	{"重点提案件数", "key"},
	{"解决率", "solved_rate"},
	{"收回件数", "returned"},
	{"征询率", "returned_rate"},
	{"结果满意率", "result_satisfaction_rate"},
	{"态度满意率", "attitude_satisfaction_rate"},
	{"不满意件数", "returned.result.不满意"},
	{"重新办理件数", "reworked"},
	{"采纳率", "adopted_rate"},
}

// unitCount is a count of a unit with the fields of a row and of the total.
type unitCount struct {
	name, total, note string
	of                func(u *proposal.UnitFigures) int64
}

var unitCounts = []unitCount{
	{"主办件数", "主办合计", "含分办", func(u *proposal.UnitFigures) int64 { return u.Lead }},
	{"会办件数", "会办合计", "", func(u *proposal.UnitFigures) int64 { return u.Co }},
	{"已答复件数", "已答复合计", "主办、分办的", func(u *proposal.UnitFigures) int64 { return u.LeadReplied }},
	{"已到期件数", "已到期合计", "", func(u *proposal.UnitFigures) int64 { return u.Due }},
	{"按期件数", "按期合计", "", func(u *proposal.UnitFigures) int64 { return u.InTime }},
	{"逾期件数", "逾期合计", "逾期没有答复的", func(u *proposal.UnitFigures) int64 { return u.Late }},
	{"面商件数", "面商合计", "", func(u *proposal.UnitFigures) int64 { return u.Face }},
	{"满意", "满意合计", "对办理结果", func(u *proposal.UnitFigures) int64 { return u.Result.Satisfied }},
	{"基本满意", "基本满意合计", "对办理结果", func(u *proposal.UnitFigures) int64 { return u.Result.Mostly }},
	{"不满意", "不满意合计", "对办理结果", func(u *proposal.UnitFigures) int64 { return u.Result.Dissatisfied }},
	{"未表态", "未表态合计", "对办理结果", func(u *proposal.UnitFigures) int64 { return u.Result.None }},
}

// unitRates are those of counts of a unit, which of the total are of the totals.
var unitRates = []struct{ name, total, num, den string }{
	{"办复率", "办复率合计", "已答复件数", "主办件数"},
	{"按期率", "按期率合计", "按期件数", "已到期件数"},
	{"面商率", "面商率合计", "面商件数", "主办件数"},
}

var yearNotice = Paper{
	Name: "办理情况通报", Each: "全年一份", Rule: "这一年的指标和各承办单位的办理情况，与报表 05、06 出自同一处", OneAYear: true, Needs: needOffice, Better: betterNumber,
	Fields: withCommon(noticeFields()),
	make: func(y *paperYear) []document {
		if len(y.cases) == 0 {
			return nil
		}
		d := paper.Data{Texts: map[string]string{}, Lists: map[string][]paper.Data{}}
		for _, f := range figureFields {
			d.Texts[f.name] = y.figureText(f.name, f.code)
		}
		d.Lists["每类结果"] = y.classRows()
		late := measure.Of(y.figures, "overdue").Counted.Has()
		var overdue []*proposal.PaperCase
		for _, c := range y.cases {
			if late(c.ID) {
				overdue = append(overdue, c)
			}
		}
		d.Lists["每件逾期提案"] = rowsOf(y, wholeCaseValues, overdue)
		d.Lists["每项指标"] = y.figureRows()
		y.unitTable(&d)
		return []document{{data: d}}
	},
}

func noticeFields() []paper.Field {
	var fields, unit []paper.Field
	for _, f := range figureFields {
		fields = append(fields, paper.Field{Name: f.name, Note: "指标 " + f.code})
	}
	unit = append(unit, paper.Field{Name: "单位"}, paper.Field{Name: "所属系统"})
	for _, c := range unitCounts {
		unit = append(unit, paper.Field{Name: c.name, Note: c.note})
		fields = append(fields, paper.Field{Name: c.total, Note: "各单位「" + c.name + "」之和"})
	}
	for _, r := range unitRates {
		unit = append(unit, paper.Field{Name: r.name, Note: r.num + " ÷ " + r.den})
		fields = append(fields, paper.Field{Name: r.total, Note: "由合计数重算"})
	}
	return append(fields,
		paper.Field{Name: "每个单位", Note: "与报表 06 同次序", Each: unit},
		paper.Field{Name: "每类结果", Note: "A、B、C 各有几件，没有的不列", Each: []paper.Field{{Name: "类别"}, {Name: "件数"}, {Name: "占比"}, {Name: "末项", Note: "最后一类写「是」"}}},
		paper.Field{Name: "每项指标", Note: "报表 05 的全部指标", Each: []paper.Field{{Name: "指标"}, {Name: "数值"}, {Name: "口径"}}},
		listOf("每件逾期提案", "按案号", wholeCaseValues))
}

// classRows are the result classes of what was answered.
func (y *paperYear) classRows() []paper.Data {
	var rows []paper.Data
	for _, f := range y.figures {
		if class, ok := strings.CutPrefix(f.Code, "answered.class."); ok && f.Num > 0 {
			rows = append(rows, paper.Data{Texts: map[string]string{"类别": f.Name, "件数": f.Text(), "占比": y.figure("answered_share.class." + class)}})
		}
	}
	if len(rows) > 0 {
		rows[len(rows)-1].Texts["末项"] = "是"
	}
	return rows
}

func (y *paperYear) figureRows() []paper.Data {
	var rows []paper.Data
	for _, f := range y.figures {
		rows = append(rows, paper.Data{Texts: map[string]string{"指标": f.Name, "数值": f.Text(), "口径": f.Rule}})
	}
	return rows
}

// unitTable fills in the units and their totals. A rate of the whole is of the totals, never a mean of rates.
func (y *paperYear) unitTable(d *paper.Data) {
	digits := measure.Of(y.figures, "reply_rate").Digits
	total := map[string]int64{}
	for i := range y.handling {
		u := &y.handling[i]
		row, counts := map[string]string{"单位": u.Unit, "所属系统": u.System}, map[string]int64{}
		for _, c := range unitCounts {
			counts[c.name] = c.of(u)
			total[c.name] += c.of(u)
			row[c.name] = fmt.Sprint(c.of(u))
		}
		for _, r := range unitRates {
			row[r.name] = measure.Ratio{Num: counts[r.num], Den: counts[r.den]}.Percent(digits)
		}
		d.Lists["每个单位"] = append(d.Lists["每个单位"], paper.Data{Texts: row})
	}
	for _, c := range unitCounts {
		d.Texts[c.total] = fmt.Sprint(total[c.name])
	}
	for _, r := range unitRates {
		d.Texts[r.total] = measure.Ratio{Num: total[r.num], Den: total[r.den]}.Percent(digits)
	}
}

// archived is one file of the archive (件): a proposal, or a unit's reply.
type archived struct {
	number, author, title, day, note string
	archive                          string // 档号 noted when the proposal was put into the archive, that of its replies too
}

// archivedValues are the columns of DA/T 22-2015, 归档文件目录. The number of pages and the secrecy are known when the papers lie on the desk.
var archivedValues = []value[archived]{
	{"文号", "提案的案号，或答复的文号", func(_ *paperYear, f archived) string { return f.number }},
	{"责任者", "提案者，或答复的单位", func(_ *paperYear, f archived) string { return f.author }},
	{"题名", "", func(_ *paperYear, f archived) string { return f.title }},
	{"文件日期", "如 20260310", func(_ *paperYear, f archived) string { return strings.ReplaceAll(f.day, "-", "") }},
	{"密级", "留白", func(*paperYear, archived) string { return "" }},
	{"页数", "留白", func(*paperYear, archived) string { return "" }},
	{"备注", "重点提案、并入哪一件等", func(_ *paperYear, f archived) string { return f.note }},
}

var archiveList = Paper{
	Name: "归档文件目录", Each: "全年一份", Rule: "这一年立案和并案的提案，和各主办、分办单位的答复，每件一行（DA/T 22-2015）", OneAYear: true,
	Needs: []string{"archive.fonds", "archive.kind", "archive.keep"},
	Fields: withCommon([]paper.Field{
		{Name: "全宗号"},
		{Name: "门类代码"},
		{Name: "保管期限"},
		{Name: "机构代码", Note: "机构（问题）代码"},
		{Name: "件数"},
		{Name: "每件文件", Note: "提案按案号，后面是它的答复", Each: append([]paper.Field{{Name: "档号", Note: "归档时登记的，答复与它的提案同号；没有登记的按顺序编：全宗号-门类·年度-保管期限-机构（问题）-件号"}}, fieldsOf(archivedValues)...)},
	}),
	make: func(y *paperYear) []document {
		files := y.archivedFiles()
		if len(files) == 0 {
			return nil
		}
		rows := rowsOf(y, archivedValues, files)
		for i, number := range y.archiveNumbers(files) {
			rows[i].Texts["档号"] = number
		}
		return []document{{data: paper.Data{
			Texts: map[string]string{
				"全宗号": y.setting("archive.fonds"), "门类代码": y.setting("archive.kind"), "保管期限": y.setting("archive.keep"), "机构代码": y.setting("archive.office"),
				"件数": fmt.Sprint(len(files)),
			},
			Lists: map[string][]paper.Data{"每件文件": rows},
		}}}
	},
}

// archiveNumbers are the 档号 of the files: those noted, and for the others the next that are not noted of any.
func (y *paperYear) archiveNumbers(files []archived) []string {
	numbers := make([]string, len(files))
	noted := map[string]bool{}
	for i, f := range files {
		numbers[i], noted[f.archive] = f.archive, true
	}
	n := 0
	for i := range numbers {
		for numbers[i] == "" {
			n++
			if next := y.archiveNumber(n); !noted[next] {
				numbers[i] = next
			}
		}
	}
	return numbers
}

// archiveNumber is 全宗号-门类·年度-保管期限-机构（问题）-件号 (DA/T 22-2015); without a code of the office that part is left out.
func (y *paperYear) archiveNumber(n int) string {
	parts := []string{y.setting("archive.fonds"), fmt.Sprintf("%s·%d", y.setting("archive.kind"), y.Year), y.setting("archive.keep"), y.setting("archive.office"), fmt.Sprintf("%04d", n)}
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), "-")
}

func (y *paperYear) archivedFiles() []archived {
	var files []archived
	for _, c := range y.cases {
		if !y.chosen(c) || !c.Filed() && c.Conclusion != "并案" {
			continue
		}
		f := archived{author: strings.Join(namesOfProposers(c, true), "、"), title: c.Title, day: c.ReceivedOn, archive: c.Archive}
		if c.Number > 0 {
			f.number = fmt.Sprintf("提案第%d号", c.Number)
		}
		switch {
		case c.MergedNumber > 0:
			f.note = fmt.Sprintf("并入第%d号", c.MergedNumber)
		case c.IsKey:
			f.note = "重点提案"
		}
		files = append(files, f)
		for _, a := range c.Assignments {
			if !a.Answers() || a.RepliedOn == "" || a.ReturnedOn != "" {
				continue
			}
			reply := archived{archive: c.Archive, number: c.Work[a.ID].DocNumber, author: a.Unit, title: fmt.Sprintf("关于%s第%d号提案的答复", y.session(c), c.Number), day: a.RepliedOn}
			if a.Round > 1 {
				reply.note = "重新办理后的答复"
			}
			files = append(files, reply)
		}
	}
	return files
}
