package proposal

import (
	"slices"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal/docket"
)

// pledges counts the 承诺事项 of the filed proposals, of which one can have several.
type pledges struct{ made, kept, broken, late pledged }

// pledged is a number of promises, or of suggestions, with the proposals they are of.
type pledged struct {
	n  int64
	of measure.Set
}

func (p *pledged) add(proposal int64, n int) {
	p.n += int64(n)
	if last := len(p.of.IDs) - 1; last < 0 || p.of.IDs[last] != proposal {
		p.of.IDs = append(p.of.IDs, proposal)
	}
}

func (p *pledges) add(l *docket.Line) {
	if !l.Filed() {
		return
	}
	for i := range l.Promises {
		promise := &l.Promises[i]
		p.made.add(l.ID, 1)
		switch {
		case promise.Outcome == docket.Kept:
			p.kept.add(l.ID, 1)
		case promise.Outcome == docket.Broken:
			p.broken.add(l.ID, 1)
		case promise.Late(l.Day):
			p.late.add(l.ID, 1)
		}
	}
}

func (p *pledges) figures(digits int) []measure.Figure {
	for _, one := range []*pledged{&p.made, &p.kept, &p.broken, &p.late} {
		one.of.Kind = Proposals.Name
		slices.Sort(one.of.IDs)
	}
	count := func(code, name, rule string, of pledged) measure.Figure {
		return measure.Figure{Code: code, Name: name, Num: of.n, Unit: "项", Rule: rule, Counted: of.of}
	}
	return []measure.Figure{
		count("promises", "承诺事项", "立案提案的答复中承诺的事项，一件有几项计几项", p.made),
		count("promises.kept", "承诺已落实", "落实日期不晚于统计日、落实情况为已落实", p.kept),
		count("promises.broken", "承诺未落实", "落实情况为未落实", p.broken),
		count("promises.late", "承诺逾期", "承诺时限早于统计日而没有登记落实情况", p.late),
		{
			Code: "promises.kept_rate", Name: "承诺兑现率", Num: p.kept.n, Den: p.made.n, IsRate: true, Digits: digits, Unit: "项", Rule: "承诺兑现率 = 已落实 ÷ 承诺事项",
			Counted: p.kept.of, Base: p.made.of,
		},
	}
}
