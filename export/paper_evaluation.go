package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/measure"
	"cppccdesk/data/scoring"
	"cppccdesk/export/paper"
)

// judged is what a target came to in an evaluation, by sheets or by ballots.
type judged struct {
	evaluation  string
	unit        int64
	name, class string
	number      int64 // 案号, 0: the unit as a whole
	title       string
	score       string
	grade       string
	rank        int
	z           string // standard score, where panels are apart
	apart       bool   // the rank is among targets of several panels
	rate        string // of an evaluation by ballots: 满意率
	sheets      int    // those that count, or the ballots that divide
	formula     string
	notes       []string
	parts       []judgedPart
	opinions    []evaluation.Opinion // by kind, in an order that says nothing of who wrote them
}

// judgedPart is an indicator with its mean, or an option with its votes.
type judgedPart struct {
	name, value  string
	full, weight string // empty where there is none
	last         bool
}

// judging is an evaluation with what its targets came to.
type judging struct {
	name, rule string
	apart      string // what is to be known of its ranks
	account    string // of the ballots of a vote
	lock       string // by whom and with what seal it was locked
	locked     bool
	scheme     evaluation.Rubric
	targets    []judged
}

func (j judged) of() string {
	if j.number == 0 {
		return j.name
	}
	return fmt.Sprintf("第%d号提案", j.number)
}

var judgedPartValues = []value[judgedPart]{
	{"项目", "指标，或票决的档次", func(_ *paperYear, p judgedPart) string { return p.name }},
	{"数值", "指标的平均分，或票数", func(_ *paperYear, p judgedPart) string { return p.value }},
	{"满分", "扣分的和票决的空着", func(_ *paperYear, p judgedPart) string { return p.full }},
	{"权重", "按权重相加的才有", func(_ *paperYear, p judgedPart) string { return p.weight }},
	{"末项", "最后一个写「是」", func(_ *paperYear, p judgedPart) string { return lastWord(p.last) }},
}

// lastWord is what templates ask of the last of several.
func lastWord(last bool) string {
	if last {
		return "是"
	}
	return ""
}

var gradeCountValues = []value[gradeCount]{
	{"等次", "", func(_ *paperYear, c gradeCount) string { return c.grade }},
	{"个数", "", func(_ *paperYear, c gradeCount) string { return fmt.Sprint(c.n) }},
	{"末项", "最后一个写「是」", func(_ *paperYear, c gradeCount) string { return lastWord(c.last) }},
}

var judgedValues = []value[judged]{
	{"评议", "", func(_ *paperYear, j judged) string { return j.evaluation }},
	{"单位", "承办单位", func(_ *paperYear, j judged) string { return j.name }},
	{"对象", "第几号提案，评议单位的写单位", func(_ *paperYear, j judged) string { return j.of() }},
	{"案号", "评议单位的空着", func(_ *paperYear, j judged) string { return blankZero(j.number) }},
	{"案由", "", func(_ *paperYear, j judged) string { return j.title }},
	{"类别", "分类排名的类别", func(_ *paperYear, j judged) string { return j.class }},
	{"得分", "", func(_ *paperYear, j judged) string { return j.score }},
	{"等次", "", func(_ *paperYear, j judged) string { return j.grade }},
	{"名次", "类别内的名次", func(_ *paperYear, j judged) string { return blankZero(j.rank) }},
	{"标准分", "跨组比较用；票决的空着", func(_ *paperYear, j judged) string { return j.z }},
	{"跨组", "名次排在几个小组之间的写「是」", func(_ *paperYear, j judged) string { return lastWord(j.apart) }},
	{"满意率", "票决的", func(_ *paperYear, j judged) string { return j.rate }},
	{"张数", "计入的评分表，或有效票", func(_ *paperYear, j judged) string { return fmt.Sprint(j.sheets) }},
	{"计算", "得分是怎样算出来的", func(_ *paperYear, j judged) string { return j.formula }},
	{"说明", "如 低于满意度线；不写哪位评委怎样", func(_ *paperYear, j judged) string { return strings.Join(j.notes, "；") }},
}

// judgedField is the list of targets, each with its parts.
func judgedField(note string) paper.Field {
	f := listOf("每个对象", note, judgedValues)
	f.Each = append(f.Each, listOf("每个项目", "指标或档次", judgedPartValues))
	return f
}

func judgedRows(y *paperYear, all []judged) []paper.Data {
	list := rowsOf(y, judgedValues, all)
	for i, j := range all {
		if n := len(j.parts); n > 0 {
			j.parts[n-1].last = true
		}
		list[i].Lists = map[string][]paper.Data{"每个项目": rowsOf(y, judgedPartValues, j.parts)}
	}
	return list
}

// lockValues are the fields of the locks of an evaluation.
var lockValues = []value[[2]string]{
	{"评议", "", func(_ *paperYear, l [2]string) string { return l[0] }},
	{"锁定", "谁在哪天锁定、复核，封签，撤销过的写明原因", func(_ *paperYear, l [2]string) string { return l[1] }},
}

// opinionValues are the fields of an opinion written on a sheet.
var opinionValues = []value[evaluation.Opinion]{
	{"对象", "", func(_ *paperYear, o evaluation.Opinion) string { return o.About }},
	{"类别", "意见里说到的指标，没有说到的是「综合」", func(_ *paperYear, o evaluation.Opinion) string { return o.Kind }},
	{"意见", "评分表上写的意见，不写是谁写的", func(_ *paperYear, o evaluation.Opinion) string { return o.Text }},
}

var resultNotice = Paper{
	Name: "评议结果通报", Each: "每次评议一份", Rule: "有得分的民主评议，与报表 08、24 出自同一处", Of: "民主评议", Needs: needOffice, Better: betterNumber,
	reads: readJudgings,
	Fields: withCommon([]paper.Field{
		{Name: "评议"},
		{Name: "方案", Note: "评分方案、指标、等次和汇总方法"},
		{Name: "对象数", Note: "有得分的对象"},
		{Name: "票务", Note: "票决的：应到、实到、发出、收回、有效、无效，有矛盾的写明"},
		{Name: "锁定", Note: "谁在哪天锁定、复核，封签，撤销过的写明原因"},
		{Name: "名次说明", Note: "几个小组的名次放在一起时：各组评委不同，跨组名次仅供参考"},
		listOf("每个等次", "由高到低，没有的不列", gradeCountValues),
		judgedField("按类别、名次"),
	}),
	make: func(y *paperYear) []document {
		var docs []document
		for _, g := range y.judgings {
			scored := g.scored()
			if len(scored) == 0 {
				continue
			}
			slices.SortStableFunc(scored, func(a, b judged) int {
				return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(min(b.rank, 1), min(a.rank, 1)), cmp.Compare(a.rank, b.rank))
			})
			d := paper.Data{
				Texts: map[string]string{"评议": g.name, "方案": g.rule, "对象数": fmt.Sprint(len(scored)), "名次说明": g.apart, "锁定": g.lock, "票务": g.account},
				Lists: map[string][]paper.Data{"每个对象": judgedRows(y, scored), "每个等次": rowsOf(y, gradeCountValues, countGrades(g.scheme, gradesOf(scored)))},
			}
			docs = append(docs, document{name: g.name, data: d})
		}
		return docs
	},
}

var resultLetter = Paper{
	Name: "评议反馈函", Each: "每个承办单位一份", Rule: "这一年有评议得分的单位，锁定了结果的各次评议写在一份里；没有锁定的，选定那次评议才出", Of: "民主评议", ByUnit: true, Needs: needOffice, Better: betterNumber,
	reads:  readJudgings,
	Fields: withCommon(fieldsOf(unitValues), []paper.Field{{Name: "对象数"}, judgedField("按评议"), listOf("每条意见", "次序打乱，与评委和录入先后无关", opinionValues), listOf("每次评议", "函里写到的各次评议", lockValues)}),
	make: func(y *paperYear) []document {
		byUnit, locks := map[int64][]judged{}, map[int64][][2]string{}
		var order []int64
		for _, g := range y.judgings {
			if !g.locked && y.Evaluations == nil {
				continue
			}
			for _, j := range g.scored() {
				if byUnit[j.unit] == nil {
					order = append(order, j.unit)
				}
				byUnit[j.unit] = append(byUnit[j.unit], j)
				if said := [2]string{g.name, g.lock}; !slices.Contains(locks[j.unit], said) {
					locks[j.unit] = append(locks[j.unit], said)
				}
			}
		}
		var docs []document
		for _, id := range order {
			if !y.chosenUnit(id) {
				continue
			}
			u := y.units[id]
			d := paper.Data{Texts: textsOf(y, unitValues, u), Lists: map[string][]paper.Data{"每个对象": judgedRows(y, byUnit[id])}}
			d.Texts["对象数"] = fmt.Sprint(len(byUnit[id]))
			var opinions []evaluation.Opinion
			for _, j := range byUnit[id] {
				opinions = append(opinions, j.opinions...)
			}
			d.Lists["每次评议"] = rowsOf(y, lockValues, locks[id])
			d.Lists["每条意见"] = rowsOf(y, opinionValues, opinions)
			docs = append(docs, document{name: u.Name, data: d})
		}
		return docs
	},
}

// scored are the targets that have a score.
func (g judging) scored() []judged {
	return slices.DeleteFunc(slices.Clone(g.targets), func(j judged) bool { return j.score == "" })
}

func gradesOf(scored []judged) (grades []string) {
	for _, j := range scored {
		grades = append(grades, j.grade)
	}
	return grades
}

// readJudgings reads the evaluations of the year as of the day of the papers.
func readJudgings(ctx context.Context, db bun.IDB, y *paperYear) error {
	results, err := evaluation.Results(ctx, db, y.Year, y.day)
	if err != nil {
		return err
	}
	chosen := func(id int64) bool { return y.Evaluations == nil || slices.Contains(y.Evaluations, id) }
	for _, e := range results {
		if !chosen(e.ID) {
			continue
		}
		g := judging{name: e.Name, rule: rubricNote(e.Rubric), apart: e.ApartNote(), lock: lockNote(e), locked: evaluation.Standing(e.Locks) != nil, scheme: e.Rubric}
		if e.Rubric.Anonymous {
			g.rule += evaluation.AnonymousNote
		}
		for _, t := range e.Targets {
			if t.Scored {
				j := judgedOf(e, t)
				j.z, j.apart = t.Z, g.apart != ""
				g.targets = append(g.targets, j)
			}
		}
		y.judgings = append(y.judgings, g)
	}
	votes, err := evaluation.BallotResults(ctx, db, y.Year, y.day)
	if err != nil {
		return err
	}
	for _, e := range votes {
		if !chosen(e.ID) {
			continue
		}
		g := judging{name: e.Name, rule: voteNote(e.Rubric), account: voteAccount(&e) + strings.Join(e.Notices, ""), lock: voteLock(&e), locked: evaluation.Standing(e.Locks) != nil, scheme: e.Rubric}
		for _, t := range e.Targets {
			if t.Result.Score != nil {
				g.targets = append(g.targets, votedOf(e, t))
			}
		}
		y.judgings = append(y.judgings, g)
	}
	return nil
}

func judgedOf(e evaluation.Result, t evaluation.TargetResult) judged {
	j := judged{
		evaluation: e.Name, unit: t.UnitID, name: t.Unit, class: t.Class, number: t.ProposalNumber, title: t.ProposalTitle,
		score: t.ScoreText, grade: t.Result.Grade, rank: t.Rank, sheets: t.Result.Sheets, formula: t.Result.Formula,
	} // its notices name raters, whom papers for units do not
	for _, i := range t.Result.Indicators {
		if i.Mean == nil {
			continue // of its lines
		}
		p := judgedPart{name: i.Indicator.Name, value: measure.Round(i.Mean, 2), full: i.Indicator.Max.Decimal().String()}
		switch {
		case i.Indicator.Deducts:
			p.full = ""
		case !e.Rubric.AddUp:
			p.weight = scoring.PerMille(i.Indicator.Weight).String()
		}
		j.parts = append(j.parts, p)
	}
	j.opinions = slices.DeleteFunc(e.AllOpinions(), func(o evaluation.Opinion) bool { return o.TargetID != t.ID })
	return j
}

func votedOf(e evaluation.BallotResult, t evaluation.BallotTargetResult) judged {
	j := judged{
		evaluation: e.Name, unit: t.UnitID, name: t.Unit, class: t.Class, number: t.ProposalNumber, title: t.ProposalTitle,
		score: t.ScoreText, grade: t.Result.Grade, rank: t.Rank, rate: t.RateText, sheets: t.Result.Counted, formula: t.Result.Formula,
	}
	if t.Note != "" {
		j.notes = []string{t.Note}
	}
	for i, o := range e.Rubric.Options {
		j.parts = append(j.parts, judgedPart{name: o.Name, value: fmt.Sprint(t.Tally.Votes[i])})
	}
	return j
}
