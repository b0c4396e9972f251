package proposal

import (
	"slices"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal/docket"
)

// suggested counts the suggestions of the filed proposals whose proposers counted them, and those adopted (采纳率按条, domain 7).
type suggested struct{ made, adopted pledged }

func (s *suggested) add(l *docket.Line) {
	if !l.Filed() || l.Suggestions == 0 {
		return
	}
	s.made.add(l.ID, l.Suggestions)
	if l.Adopted > 0 {
		s.adopted.add(l.ID, l.Adopted)
	}
}

func (s *suggested) figures(digits int) []measure.Figure {
	for _, one := range []*pledged{&s.made, &s.adopted} {
		one.of.Kind = Proposals.Name
		slices.Sort(one.of.IDs)
	}
	made, adopted := &s.made, &s.adopted
	return []measure.Figure{
		{Code: "suggestions", Name: "建议条数", Num: made.n, Unit: "条", Rule: "征询意见中第一提案人写明的建议条数，没有写明的提案不计", Counted: made.of},
		{Code: "suggestions.adopted", Name: "采纳条数", Num: adopted.n, Unit: "条", Rule: "其中采纳的条数", Counted: adopted.of},
		{
			Code: "suggestions.adopted_rate", Name: "采纳率（按条）", Num: adopted.n, Den: made.n, IsRate: true, Digits: digits, Unit: "条",
			Rule: "采纳率（按条）= 采纳条数 ÷ 建议条数，只计写明了建议条数的立案提案", Counted: adopted.of, Base: made.of,
		},
	}
}
