package evaluation

import (
	"fmt"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// scored is a result of the list as far as the reply it is about can be sent back for it.
type scored struct {
	proposalID int64
	unit       string
	rework     evaluation.Rework
}

// low are the results among those that are under the line and were not sent back yet.
func low(all []scored) (open []scored) {
	for _, s := range all {
		if s.rework.Open() {
			open = append(open, s)
		}
	}
	return open
}

// lowChosen are those chosen in the list, whichever is shown, and name is the evaluation they are of.
func (p *resultsTab) lowChosen() (open []scored, name string) {
	if p.votes.Visible() {
		var all []scored
		for _, v := range p.votes.Selected() {
			all, name = append(all, v.scored()), v.of.Name
		}
		return low(all), name
	}
	var all []scored
	for _, r := range p.grid.Selected() {
		all, name = append(all, r.scored()), p.of(r).Name
	}
	return low(all), name
}

// tellLow shows the button that sends replies back while the list has something for it, with how many of those chosen.
func (p *resultsTab) tellLow() {
	var all []scored
	if p.votes.Visible() {
		for _, v := range p.votes.Rows() {
			all = append(all, v.scored())
		}
	} else {
		for _, r := range p.grid.Rows() {
			all = append(all, r.scored())
		}
	}
	if len(low(all)) == 0 {
		p.again.Hide()
		return
	}
	text := "低分重办…"
	if open, _ := p.lowChosen(); len(open) > 0 {
		text = fmt.Sprintf("低分重办（%d 件）…", len(open))
	}
	p.again.SetText(text)
	p.again.Show()
}

// sendBack takes the step that sends the replies chosen back to their units.
func (p *resultsTab) sendBack() {
	open, name := p.lowChosen()
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
		known[s.proposalID] = record.Values{"evaluation": name, "unit": s.unit}
		ids = append(ids, s.proposalID)
	}
	p.proposals.TakeWith(proposal.StepLow, known, ids...)
}

// menu are the lines of the list's menu.
func (p *resultsTab) menu() []*fyne.MenuItem {
	open, _ := p.lowChosen()
	if len(open) == 0 {
		return nil
	}
	return []*fyne.MenuItem{fyne.NewMenuItem(fmt.Sprintf("低分重办（%d 件）…", len(open)), p.sendBack)}
}

func (r *row) scored() scored { return scored{r.ProposalID, r.Unit, r.Rework} }

func (v *vote) scored() scored { return scored{v.ProposalID, v.Unit, v.Rework} }

// reworkNote says in the details what a result under the line means for the reply.
func reworkNote(r evaluation.Rework) fyne.CanvasObject {
	if r.On != "" {
		return kit.NewNote("已送重办", "答复已于 "+r.On+" 送去重新办理。", look.ToneNormal)
	}
	return kit.NewNote("低于重办线", r.Score+"，可以「低分重办…」，答复送回承办单位重新办理。", look.ToneDue)
}
