package proposal

import (
	"cppccdesk/data/proposal"
	"cppccdesk/gui/kit/grid"
)

// quick are the filters that are one click away.
var quick = []grid.Quick[row]{
	{Text: "逾期", Counted: true, Keep: func(r row) bool { return r.Late() }},
	{Text: "将到期", Counted: true, Keep: func(r row) bool { return r.open && r.days >= 0 && r.workdays <= proposal.SoonWorkdays }},
	{Text: "在办", Counted: true, Keep: func(r row) bool { return r.AtWork() }},
	{Text: "答复已齐", Counted: true, Keep: func(r row) bool { return r.Settled() }},
	{Text: "重点", Counted: true, Keep: func(r row) bool { return r.IsKey }},
	{Text: "不满意", Counted: true, Keep: func(r row) bool { return r.Satisfaction == "不满意" }},
	{Text: "征询逾期", Counted: true, Keep: func(r row) bool { return r.FeedbackLate() }},
	{Text: "状态", Column: "state"},
	{Text: "分类", Column: "category"},
	{Text: "承办单位", Column: "units"},
}

// filterBySearch is the filter of the words searched for.
const filterBySearch = "search"

// clearSearch takes the words searched for away.
func (p *Page) clearSearch() {
	p.search.SetText("")
	p.query("")
}
