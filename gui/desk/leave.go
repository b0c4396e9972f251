package desk

import (
	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/look"
)

// Open shows a page and, when what is not nil and the page is an Opener, hands it what: the filter behind a figure, the id of a record. The page in
// front is asked before.
func (w *Window) Open(key string, what any) {
	p := w.find(key)
	switch p {
	case nil:
	case w.current:
		w.openIn(p, what)
	default:
		w.turning = true
		w.current.leave(func() { w.show(p, what) })
		w.turning = false
	}
}

// OpenOver is Open of a page to look something up in: the one in front is not asked, and stays as it is.
func (w *Window) OpenOver(key string, what any) {
	p := w.find(key)
	switch p {
	case nil:
	case w.current:
		w.openIn(p, what)
	default:
		w.setAside()
		w.show(p, what)
	}
}

// leave asks the page whether it may be left: then is called at once, after the user has agreed, or never.
func (p *shownPage) leave(then func()) {
	if p != nil {
		if l, ok := p.Page.(Leaver); ok {
			l.Leave(then)
			return
		}
	}
	then()
}

// Leave asks the page shown, and those that were put aside, whether they may be left: then is called at once, after the user has agreed, or never.
func (w *Window) Leave(then func()) {
	w.current.leave(func() { w.leaveAside(then) })
}

// leaveAside asks the pages that were put aside, each with what it asks about in front.
func (w *Window) leaveAside(then func()) {
	for _, p := range w.pages {
		if !p.aside || p == w.current {
			continue
		}
		p.aside = false
		answered := false
		p.leave(func() {
			answered = true
			w.leaveAside(then)
		})
		if !answered {
			p.aside = true
			w.show(p, nil)
		}
		return
	}
	then()
}

// MayPutAside tells whether the page that is asked now may be left as it is: another page is to be shown in its place.
func (w *Window) MayPutAside() bool { return w.turning }

// PutAside leaves the page in front as it is, for another one: what is open in it is there when it is shown again.
func (w *Window) PutAside() {
	w.setAside()
	w.current.unsaved = true // whatever was said of it last, as that it was refused
	w.status.SetSaved("「"+w.current.Title()+"」里没填完的先放着，回到那一页接着填", look.ToneDue)
}

func (w *Window) setAside() {
	if p := w.current; p != nil {
		p.aside, p.unsaved, p.focus = true, w.status.unsaved, w.native.Canvas().Focused()
		w.status.SetUnsaved(false)
	}
}

// takeUp is a page being shown again that was put aside; it gives what had the keyboard.
func (w *Window) takeUp(p *shownPage) (focus fyne.Focusable) {
	if !p.aside {
		return nil
	}
	focus = p.focus
	p.aside, p.focus = false, nil
	w.status.SetUnsaved(p.unsaved)
	return focus
}
