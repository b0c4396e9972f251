package desk

import (
	"cppccdesk/data/roster"
)

// ViewTerm has the pages show another term's people, as an archive; nil goes back to the current one.
func (d *Desk) ViewTerm(t *roster.Term) {
	d.viewed = t
	state := d.state
	state.Scope.TermID = d.currentTerm
	d.SetState(state)
}

// ViewedTerm is the term looked at in place of the current one, nil for none.
func (d *Desk) ViewedTerm() *roster.Term { return d.viewed }

// CurrentTerm is the id of the current term, whatever is looked at; 0 before there is one.
func (d *Desk) CurrentTerm() int64 { return d.currentTerm }

// viewedScope puts the term looked at in the place of the current one.
func (d *Desk) viewedScope(state State) State {
	d.currentTerm = state.Scope.TermID
	if d.viewed != nil && d.viewed.ID == d.currentTerm {
		d.viewed = nil
	}
	if d.viewed != nil {
		state.Scope.TermID = d.viewed.ID
	}
	return state
}
