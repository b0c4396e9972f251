package export

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/plan"
	"cppccdesk/data/zh"
	"cppccdesk/export/paper"
)

// reportValues are the fields of a report of the pack.
var reportValues = []value[Report]{
	{"编号", "如 05", func(_ *paperYear, r Report) string { return r.Code }},
	{"报表", "如 提案工作情况统计表", func(_ *paperYear, r Report) string { return r.Name }},
}

// packFields are the fields of papers that go with the pack.
func packFields(more ...paper.Field) []paper.Field {
	return withCommon(append([]paper.Field{
		{Name: "报送机关", Note: "设置里的「报送机关」，报送函每个机关一份"},
		{Name: "张数", Note: "上报包有几张报表"},
		listOf("每张报表", "按编号", reportValues),
	}, more...))
}

// packData is what they say of the pack, to the superior.
func (y *paperYear) packData(superior string) paper.Data {
	return paper.Data{
		Texts: map[string]string{"报送机关": superior, "张数": fmt.Sprint(len(PackReports()))},
		Lists: map[string][]paper.Data{"每张报表": rowsOf(y, reportValues, PackReports())},
	}
}

var packCover = Paper{
	Name: "上报包封面", Each: "全年一份", Rule: "附上报包的目录", OneAYear: true, Needs: needOffice, Fields: packFields(),
	make: func(y *paperYear) []document {
		return []document{{data: y.packData(y.setting("paper.superior"))}}
	},
}

var packLetter = Paper{
	Name: "报送函", Each: "每个报送机关一份", Rule: "设置里写明的报送机关", Needs: append([]string{"paper.superior"}, needOffice...), Better: betterNumber, Fields: packFields(),
	make: func(y *paperYear) []document {
		superiors := zh.SplitNames(y.settings["paper.superior"])
		if len(superiors) == 0 {
			superiors = []string{""} // refused for the setting, not as if there were nothing to write
		}
		var docs []document
		for _, superior := range superiors {
			docs = append(docs, document{name: superior, data: y.packData(superior)})
		}
		return docs
	},
}

// summaryFigures are the figures of the year's summary beyond those of the notice on proposals.
var summaryFigures = []struct{ name, code string }{
	{"在册委员数", "members"},
	{"委员参与率", "participation_rate"},
	{"全程跟踪件数", "tracked"},
	{"落实率", "carried_out_rate"},
	{"监督活动次数", "visits"},
	{"开展活动的小组占比", "groups_active_rate"},
	{"问题建议条数", "findings"},
	{"问题建议采纳率", "adoption_rate"},
	{"监督意见书份数", "letters"},
	{"监督意见条数", "points"},
	{"已答复的意见条数", "points_answered"},
	{"意见按期答复率", "points_in_time_rate"},
	{"逾期的意见条数", "points_late"},
	{"意见销号率", "points_closed_rate"},
	{"直通车件数", "directs"},
	{"有过答复的直通车件数", "directs_answered"},
	{"直通车按期答复率", "directs_in_time_rate"},
	{"登记出席的活动次数", "attendance.activities"},
	{"活动出席率", "attendance_rate"},
}

// planValues are the fields of an item of the plan.
var planValues = []value[plan.Progress]{
	{"代号", "如 （一）", func(_ *paperYear, p plan.Progress) string { return p.Item.Code }},
	{"事项", "", func(_ *paperYear, p plan.Progress) string { return p.Item.Title }},
	{"性质", "", func(_ *paperYear, p plan.Progress) string { return p.Item.Nature }},
	{"时间", "如 3—11月", func(_ *paperYear, p plan.Progress) string { return planWindow(p.Item) }},
	{"目标", "如 98人、22组", func(_ *paperYear, p plan.Progress) string {
		return targetsText(p, func(t plan.TargetDone) int64 { return t.Target })
	}},
	{"完成", "按记录统计，如 98人、22组", func(_ *paperYear, p plan.Progress) string {
		return targetsText(p, func(t plan.TargetDone) int64 { return t.Done })
	}},
	{"状态", "未到期、进行中、本月到期、已完成、逾期", func(_ *paperYear, p plan.Progress) string { return string(p.State) }},
	{"逾期天数", "没有逾期的空着", func(_ *paperYear, p plan.Progress) string { return blankZero(p.Late) }},
	{"最近日期", "计入的最近一次", func(_ *paperYear, p plan.Progress) string { return dayText(p.LastOn) }},
	{"已安排", "还没有到日期的最早一次", func(_ *paperYear, p plan.Progress) string { return dayText(p.NextOn) }},
}

func targetsText(p plan.Progress, of func(plan.TargetDone) int64) string {
	var parts []string
	for _, t := range p.Targets {
		parts = append(parts, fmt.Sprint(of(t))+t.Measure)
	}
	return strings.Join(parts, "、")
}

// graded is how the targets of an evaluation were graded.
type graded struct {
	evaluation string
	grades     []gradeCount
	ungraded   int // with a score and no grade
}

var gradeValues = []value[graded]{
	{"评议", "", func(_ *paperYear, g graded) string { return g.evaluation }},
	{"等次情况", "如 优秀3个、良好8个", func(_ *paperYear, g graded) string {
		var parts []string
		for _, c := range g.grades {
			parts = append(parts, fmt.Sprintf("%s%d个", c.grade, c.n))
		}
		switch {
		case len(parts) == 0:
			return fmt.Sprintf("有得分的%d个，不定等次", g.ungraded)
		case g.ungraded > 0:
			parts = append(parts, fmt.Sprintf("有得分、没有等次的%d个", g.ungraded))
		}
		return strings.Join(parts, "、")
	}},
}

// gradeCount is how often a grade was given. The last of several is told, as what parts them does not follow it.
type gradeCount struct {
	grade string
	n     int
	last  bool
}

// countGrades counts the grades given, in the order of the scheme; those not given are left out.
func countGrades(r evaluation.Rubric, given []string) (counts []gradeCount) {
	for _, g := range r.Grades {
		n := 0
		for _, grade := range given {
			if grade == g.Name {
				n++
			}
		}
		if n > 0 {
			counts = append(counts, gradeCount{grade: g.Name, n: n})
		}
	}
	if len(counts) > 0 {
		counts[len(counts)-1].last = true
	}
	return counts
}

var yearSummary = Paper{
	Name: "年度工作总结", Each: "全年一份", Rule: "初稿：各项数字和部署完成情况与报表 03、05、08、10、15 出自同一处，经验做法和下一步打算由办公室写", OneAYear: true, Needs: needOffice,
	Fields: packFields(append(summaryFields(),
		listOf("每项部署", "按代号", planValues),
		listOf("每项逾期的部署", "末月已过没有完成的", planValues),
		listOf("每次评议", "有得分的民主评议", gradeValues))...),
	reads: func(ctx context.Context, db bun.IDB, y *paperYear) (err error) {
		if y.progress, err = plan.ProgressOf(ctx, db, y.Year, y.day); err != nil {
			return err
		}
		if y.evaluations, err = evaluation.Results(ctx, db, y.Year, y.day); err != nil {
			return err
		}
		y.votes, err = evaluation.BallotResults(ctx, db, y.Year, y.day)
		return err
	},
	make: func(y *paperYear) []document { return []document{{data: y.summaryData()}} },
}

var progressReport = Paper{
	Name: "工作进度报告", Each: "全年一份", Rule: "半年、年度或任何一天的部署进度，与报表 03 出自同一处，存在的问题和下一步打算由办公室写", OneAYear: true, Of: "部署和各项工作", Needs: needOffice, Better: betterNumber,
	Fields: yearSummary.Fields, reads: yearSummary.reads, make: yearSummary.make,
}

// summaryData is what the summary and the report of progress say of the year.
func (y *paperYear) summaryData() paper.Data {
	d := y.packData(y.setting("paper.superior"))
	for _, f := range slices.Concat(figureFields, summaryFigures) {
		d.Texts[f.name] = y.figureText(f.name, f.code)
	}
	in := map[plan.State][]plan.Progress{}
	for _, p := range y.progress {
		in[p.State] = append(in[p.State], p)
	}
	d.Texts["部署项数"], d.Texts["完成部署项数"] = fmt.Sprint(len(y.progress)), fmt.Sprint(len(in[plan.Done]))
	d.Lists["每项部署"], d.Lists["每项逾期的部署"] = rowsOf(y, planValues, y.progress), rowsOf(y, planValues, in[plan.Late])
	d.Lists["每次评议"] = rowsOf(y, gradeValues, y.grades())
	return d
}

func summaryFields() []paper.Field {
	var fields []paper.Field
	for _, f := range slices.Concat(figureFields, summaryFigures) {
		fields = append(fields, paper.Field{Name: f.name, Note: "指标 " + f.code})
	}
	return append(fields, paper.Field{Name: "部署项数"}, paper.Field{Name: "完成部署项数"})
}

// grades are what the targets with a score came to in each evaluation by sheets and in each vote that is counted, in the order of its scheme.
func (y *paperYear) grades() (all []graded) {
	add := func(name string, r evaluation.Rubric, given []string) {
		if len(given) == 0 {
			return
		}
		g := graded{evaluation: name, grades: countGrades(r, given), ungraded: len(given)}
		for _, c := range g.grades {
			g.ungraded -= c.n
		}
		all = append(all, g)
	}
	for _, e := range y.evaluations {
		var given []string
		for _, t := range e.Targets {
			if t.Scored {
				given = append(given, t.Result.Grade)
			}
		}
		add(e.Name, e.Rubric, given)
	}
	for _, v := range y.votes {
		var given []string
		for _, t := range v.Targets {
			if t.Result.Score != nil {
				given = append(given, t.Result.Grade)
			}
		}
		add(v.Name, v.Rubric, given)
	}
	return all
}
