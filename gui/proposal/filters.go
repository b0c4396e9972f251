package proposal

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"cppccdesk/data/proposal"
	"cppccdesk/data/zh"
	"cppccdesk/gui/kit"
)

// switches are the chips that are on or off, each with its count.
var switches = []struct {
	key  string // what Open is told
	text string
	keep func(r row) bool
}{
	{"late", "逾期", func(r row) bool { return r.Late() }},
	{"due", "将到期", func(r row) bool { return r.open && r.days >= 0 && r.workdays <= proposal.SoonWorkdays }},
	{"handling", "在办", func(r row) bool { return r.AtWork() }},
	{"answered", "答复已齐", func(r row) bool { return r.Settled() }},
	{"key", "重点", func(r row) bool { return r.IsKey }},
	{"dissatisfied", "不满意", func(r row) bool { return r.Satisfaction == "不满意" }},
}

// picks are the chips that choose one of the values that occur.
var picks = []struct {
	text   string
	values func(r row) []string
}{
	{"状态", func(r row) []string { return []string{r.Status} }},
	{"分类", func(r row) []string { return []string{r.Category} }},
	{"承办单位", func(r row) []string { return append(zh.SplitNames(r.LeadUnits), zh.SplitNames(r.CoUnits)...) }},
}

// makeChips makes the chips of the top bar.
func (p *Page) makeChips() {
	for _, s := range switches {
		p.switches = append(p.switches, kit.NewFilterChip(s.text, func(on bool) {
			p.filter("switch."+s.text, on, s.keep)
		}))
	}
	for _, c := range picks {
		p.picks = append(p.picks, kit.NewChoiceChip(c.text, func() []kit.Choice { return counted(p.rows, c.values) }, func(value string) {
			p.filter("pick."+c.text, value != "", func(r row) bool { return slices.Contains(c.values(r), value) })
		}))
	}
}

func (p *Page) chips() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, c := range append(slices.Clone(p.switches), p.picks...) {
		out = append(out, c)
	}
	return out
}

func (p *Page) filter(name string, on bool, keep func(row) bool) {
	if !on {
		keep = nil
	} else {
		p.view(viewList)
	}
	p.grid.SetFilter(name, keep)
}

// countChips puts the counts of all rows on the switches.
func (p *Page) countChips() {
	for i, s := range switches {
		text := s.text
		if n := p.grid.Count(s.keep); n > 0 {
			text = fmt.Sprintf("%s %d", s.text, n)
		}
		p.switches[i].Set(text, p.switches[i].On)
	}
}

// clearFilters takes the page's own filters away.
func (p *Page) clearFilters() {
	for i, s := range switches {
		p.switches[i].Set(p.switches[i].Text, false)
		p.filter("switch."+s.text, false, nil)
	}
	for i, c := range picks {
		p.picks[i].Set(c.text+" ∨", false)
		p.filter("pick."+c.text, false, nil)
	}
	p.search.SetText("")
	p.query("")
}
