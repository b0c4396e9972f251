package proposal

import (
	"slices"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal/docket"
)

// originals counts the filed proposals with those that were merged into them (按原件); other figures count the root alone (按主案).
type originals struct {
	filed, due, answered map[int64]bool // roots
	merged               []mergedOne
}

type mergedOne struct{ id, into int64 }

func (o *originals) add(l *docket.Line) {
	if o.filed == nil {
		o.filed, o.due, o.answered = map[int64]bool{}, map[int64]bool{}, map[int64]bool{}
	}
	switch {
	case l.Conclusion == "并案":
		o.merged = append(o.merged, mergedOne{l.ID, l.MergedInto})
	case l.Filed():
		o.filed[l.ID] = true
		if l.ToAnswer > 0 {
			o.due[l.ID] = true
		}
		if l.AnsweredAll() {
			o.answered[l.ID] = true
		}
	}
}

// with are the roots with what was merged into them.
func (o *originals) with(roots map[int64]bool) (whole, merged measure.Set) {
	whole, merged = measure.Set{Kind: Proposals.Name}, measure.Set{Kind: Proposals.Name}
	for id := range roots {
		whole.IDs = append(whole.IDs, id)
	}
	for _, m := range o.merged {
		if roots[m.into] {
			merged.IDs = append(merged.IDs, m.id)
		}
	}
	whole.IDs = append(whole.IDs, merged.IDs...)
	slices.Sort(whole.IDs)
	slices.Sort(merged.IDs)
	return whole, merged
}

func (o *originals) figures(digits int) []measure.Figure {
	filed, merged := o.with(o.filed)
	due, _ := o.with(o.due)
	answered, _ := o.with(o.answered)
	count := func(code, name, rule string, of measure.Set) measure.Figure {
		return measure.Figure{Code: code, Name: name, Num: of.Len(), Unit: "件", Rule: rule, Counted: of}
	}
	return []measure.Figure{
		count("filed_original", "立案（按原件）", "立案的提案和并入它们的提案；「立案」只按主案计", filed),
		count("filed_original.merged", "并入立案提案", "并案的提案中主案已立案的", merged),
		count("due_original", "应办件（按原件）", "应办的主案和并入它们的提案", due),
		count("answered_original", "首轮已答复（按原件）", "首轮已答复的主案和并入它们的提案", answered),
		{
			Code: "reply_rate_original", Name: "办复率（按原件）", Num: answered.Len(), Den: due.Len(), IsRate: true, Digits: digits, Unit: "件",
			Rule: "办复率（按原件）= 首轮已答复（按原件） ÷ 应办件（按原件）", Counted: answered, Base: due,
		},
	}
}
