package records

import (
	"slices"

	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/gui/kit/look"
)

// SaveNext stores what was changed and goes on to the next record, as Ctrl+Enter does.
func (e *Editor) SaveNext() {
	switch {
	case e.taking != nil:
		e.taking.form.SaveNext()
	case e.active:
		e.form.SaveNext()
	}
}

// Step goes to the record before or after in the list, as PgUp and PgDn do.
func (e *Editor) Step(by int) {
	if e.active {
		e.step(by)
	}
}

// step goes to the record before or after this one in the list.
func (e *Editor) step(by int) {
	next, ok := e.neighbour(by)
	switch {
	case ok:
		e.settle(func() { e.goOn(next) })
	case by < 0:
		e.desk.Status().SetSaved("已经是第一条", look.ToneMuted)
	default:
		e.desk.Status().SetSaved("已经是最后一条", look.ToneMuted)
	}
}

func (e *Editor) neighbour(by int) (int64, bool) {
	if e.Listed == nil || e.entry.ID == 0 {
		return 0, false
	}
	listed := e.Listed()
	at := slices.Index(listed, e.entry.ID)
	if to := at + by; at >= 0 && to >= 0 && to < len(listed) {
		return listed[to], true
	}
	return 0, false
}

// goOn shows another record of the list in the form.
func (e *Editor) goOn(id int64) {
	e.read(id, e.offerDraft)
	if e.OnMoved != nil && id != 0 {
		e.OnMoved(id)
	}
}

// saveNext stores the record and goes on to the next one of the list, after a new one to another new one.
func (e *Editor) saveNext() {
	next, ok := e.neighbour(1) // before the list is sorted anew
	isNew := e.entry.ID == 0
	e.store(func() {
		if isNew {
			e.carried = e.keptOf()
		}
		if ok || isNew {
			e.goOn(next)
		} else {
			e.close()
		}
	})
}

// keptOf are the values in the form that another new record begins with.
func (e *Editor) keptOf() record.Values {
	kept, typed := record.Values{}, e.form.Values()
	for _, key := range e.kind.Shared {
		if typed[key] != "" {
			kept[key] = typed[key]
		}
	}
	return kept
}

// OfferSteps shows the lines of a menu with the steps for the records chosen, unless a form is open; without any it says so.
func (e *Editor) OfferSteps(steps []*fyne.MenuItem, show func([]*fyne.MenuItem)) {
	switch {
	case e.Active():
	case len(steps) == 0:
		e.desk.Status().SetSaved("选中的没有可以办理的步骤", look.ToneMuted)
	default:
		show(steps)
	}
}
