package proposal

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
)

// Dimension is a way in which the figures part the proposals.
type Dimension struct {
	Code, Title string // party, 党派

	missing string // what the empty word is called
	rule    string
	of      *column
	in      func(w *figureWords) *[]string
	words   []string
	titles  []string // of the words, each once among all dimensions
}

// Dimensions are all there are: class, kind, timing, field, category, way of submission, session and what the first proposer belongs to.
var Dimensions = []Dimension{
	{Code: "class", Title: "类别", of: classes, in: func(w *figureWords) *[]string { return &w.classes }},
	{Code: "kind", Title: "类型", missing: "未注明类型", of: kinds, in: func(w *figureWords) *[]string { return &w.kinds }},
	{Code: "timing", Title: "时间属性", missing: "未注明时间属性", of: timings, in: func(w *figureWords) *[]string { return &w.timings }},
	{Code: "field", Title: "领域", missing: "未归入五大建设", of: fields, in: func(w *figureWords) *[]string { return &w.fields }},
	{Code: "category", Title: "分类", missing: "未分类", of: categories, in: func(w *figureWords) *[]string { return &w.categories }},
	{Code: "submission", Title: "提交方式", missing: "未注明提交方式", rule: "按「提交方式」", of: submissions, in: func(w *figureWords) *[]string { return &w.submissions }},
	{Code: "session", Title: "会议", missing: "未注明会议", of: sessions, in: func(w *figureWords) *[]string { return &w.sessions }},
	{
		Code: "party", Title: "党派", missing: "未归入党派", rule: "按第一提案人名册现在写的政治面貌；党派提案按提案单位名称里的党派",
		of: partiesOf, in: func(w *figureWords) *[]string { return &w.parties },
	},
	{
		Code: "sector", Title: "界别", missing: "未归入界别", rule: "按第一提案人名册现在写的界别；界别提案按提案的界别",
		of: sectors, in: func(w *figureWords) *[]string { return &w.sectors },
	},
	{
		Code: "committee", Title: "专委会", missing: "不属于专委会", rule: "按第一提案人收件当日所在的专委会，在两个专委会的各计一件；专委会提案按提案的专委会",
		of: committees, in: func(w *figureWords) *[]string { return &w.committees },
	},
	{
		Code: "group", Title: "活动组", missing: "不属于活动组", rule: "按第一提案人收件当日所在的活动组，在两个活动组的各计一件；小组提案按提案的活动组",
		of: groups, in: func(w *figureWords) *[]string { return &w.groups },
	},
}

// dimensionsOf are the dimensions with their words.
func dimensionsOf(words figureWords) []Dimension {
	all, named := slices.Clone(Dimensions), map[string]bool{}
	for i := range all {
		d := &all[i]
		d.words = *d.in(&words)
		for _, word := range d.words {
			title := wordTitle(word, d.missing)
			if named[title] || d.Code == "submission" && word != "" { // 其他 is a word of most
				title += "（" + d.Title + "）"
			}
			named[title] = true
			d.titles = append(d.titles, title)
		}
	}
	return all
}

// Parted are the figures of the proposals that have a word of a dimension.
type Parted struct {
	Word, Title string // the word as it is stored, and what it is called
	Figures     []measure.Figure
}

// FiguresBy are the figures of the review, the handling, the results and the feedback of a year's proposals as of the day by each word of a dimension, those of
// no proposals left out. A code is that of the whole with the dimension and the word behind it.
func FiguresBy(ctx context.Context, db bun.IDB, year int, day string, by *Dimension) ([]Parted, error) {
	settings, err := record.SettingMap(ctx, db)
	if err != nil {
		return nil, err
	}
	t, words, err := censusOf(ctx, db, year, day, func(*docket.Line) {})
	if err != nil {
		return nil, err
	}
	all := dimensionsOf(words)
	d := &all[slices.IndexFunc(all, func(d Dimension) bool { return d.Code == by.Code })]
	rules, digits := slices.Concat(reviewRules(settings), handlingRules(), resultRules(words), feedbackRules(settings, words)), RateDigits(settings)
	var parted []Parted
	for i, word := range d.words {
		if part := (Parted{word, d.titles[i], nil}); len(t.those(oneOf(d.of, word)).IDs) > 0 {
			for _, rule := range rules {
				part.Figures = append(part.Figures, rule.in(d, i).figure(t, digits))
			}
			parted = append(parted, part)
		}
	}
	return parted, nil
}

// in is the figure among the proposals that have the i-th word of a dimension.
func (r figureRule) in(d *Dimension, i int) figureRule {
	has := oneOf(d.of, d.words[i])
	r.code, r.name = r.code+"."+d.Code+"."+d.words[i], r.name+"·"+d.titles[i]
	r.num = all(has, r.num)
	if r.den != nil {
		r.den = all(has, r.den)
	}
	r.rule = strings.Join(slices.DeleteFunc([]string{r.rule, d.rule}, func(text string) bool { return text == "" }), "；")
	return r
}

// Figure is the one of the whole with the code among those of the word.
func (p *Parted) Figure(code string, by *Dimension) measure.Figure {
	return measure.Of(p.Figures, code+"."+by.Code+"."+p.Word)
}

// DimensionCalled is the one with the title or code; nil for none.
func DimensionCalled(text string) *Dimension {
	for i := range Dimensions {
		if d := &Dimensions[i]; text == d.Title || text == d.Code {
			return d
		}
	}
	return nil
}
