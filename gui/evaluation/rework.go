package evaluation

import (
	"fmt"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
)

// scored is a result of the list as far as the reply it is about can be sent back for it.
type scored struct {
	evaluation, unit string
	proposalID       int64
	rework           evaluation.Rework
}

// low are the results of the list, whichever is shown, that are under the line and were not sent back yet: all of them, or those chosen.
func (p *resultsTab) low(chosen bool) []scored {
	if p.votes.Visible() {
		return lowAmong(p.votes, chosen, func(v vote) scored { return scored{v.of.Name, v.Unit, v.ProposalID, v.Rework} })
	}
	return lowAmong(p.grid, chosen, func(r row) scored { return scored{p.of(r).Name, r.Unit, r.ProposalID, r.Rework} })
}

func lowAmong[T any](list *grid.Grid[T], chosen bool, as func(T) scored) (open []scored) {
	all := list.Rows()
	if chosen {
		all = list.Selected()
	}
	for _, r := range all {
		if s := as(r); s.rework.Open() {
			open = append(open, s)
		}
	}
	return open
}

// tellLow shows the button that sends replies back while the list has something for it, with how many of those chosen.
func (p *resultsTab) tellLow() {
	if len(p.low(false)) == 0 {
		p.again.Hide()
		return
	}
	text := "低分重办…"
	if open := p.low(true); len(open) > 0 {
		text = fmt.Sprintf("低分重办（%d 件）…", len(open))
	}
	p.again.SetText(text)
	p.again.Show()
}

// sendBack takes the step that sends the replies chosen back to their units.
func (p *resultsTab) sendBack() {
	open := p.low(true)
	if len(open) == 0 {
		p.desk.Toast("先在列表中选中要送去重办的，提示是「低于重办线」的才可以", "", nil)
		return
	}
	known, ids := map[int64]record.Values{}, []int64(nil)
	for _, s := range open {
		if known[s.proposalID] != nil {
			p.desk.Toast("选中的有两个单位对同一件提案的办理，请分开送", "", nil)
			return
		}
		known[s.proposalID] = record.Values{"evaluation": s.evaluation, "unit": s.unit}
		ids = append(ids, s.proposalID)
	}
	p.proposals.TakeWith(proposal.StepLow, known, ids...)
}

// menu are the lines of the list's menu.
func (p *resultsTab) menu() []*fyne.MenuItem {
	open := p.low(true)
	if len(open) == 0 {
		return nil
	}
	return []*fyne.MenuItem{fyne.NewMenuItem(fmt.Sprintf("低分重办（%d 件）…", len(open)), p.sendBack)}
}

// reworkNote says in the details what a result under the line means for the reply.
func reworkNote(r evaluation.Rework) fyne.CanvasObject {
	if r.On != "" {
		return kit.NewNote("已送重办", "答复已于 "+r.On+" 送去重新办理。", look.ToneNormal)
	}
	return kit.NewNote("低于重办线", r.Score+"，可以「低分重办…」，答复送回承办单位重新办理。", look.ToneDue)
}
