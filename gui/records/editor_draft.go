package records

import (
	"sync"
	"time"

	"cppccdesk/data"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// draftDelay is how long what was typed may be in memory only.
const draftDelay = 250 * time.Millisecond

// keeper writes what is typed into one form to the disk, beside the window and one write after the other. Of writes that wait for one under
// way only the newest is done.
type keeper struct {
	desk  *desk.Desk
	after func(time.Duration, func()) (stop func())
	stop  func() // ends the waiting time after a key; nil: none runs

	mu      sync.Mutex
	next    func() error
	running bool
}

func newKeeper(d *desk.Desk) *keeper { return &keeper{desk: d, after: d.Tasks().After} }

// later calls write when the waiting time is over, which does not begin anew with every key.
func (k *keeper) later(write func()) {
	if k.stop != nil {
		return
	}
	k.stop = k.after(draftDelay, func() {
		k.stop = nil
		write()
	})
}

// do has one write or removal done in the place of one that waits.
func (k *keeper) do(op func() error) {
	if k.stop != nil {
		k.stop()
		k.stop = nil
	}
	k.mu.Lock()
	k.next = op
	begin := !k.running
	k.running = true
	k.mu.Unlock()
	if !begin {
		return
	}
	var failed error
	k.desk.Tasks().Background(func() { failed = k.work() }, func() {
		if failed != nil {
			k.desk.Status().SetSaved(store.Sentence(failed), look.ToneLate)
		}
	}, k.broke)
}

// broke makes room for the next one after one that broke off.
func (k *keeper) broke() {
	k.mu.Lock()
	k.running = false
	k.mu.Unlock()
}

// work does what waits until nothing does; it gives the last error.
func (k *keeper) work() (failed error) {
	for {
		k.mu.Lock()
		op := k.next
		k.next = nil
		if op == nil {
			k.running = false
			k.mu.Unlock()
			return failed
		}
		k.mu.Unlock()
		failed = op()
	}
}

// typed keeps what the form holds, soon.
func (e *Editor) typed(key, value string) {
	if !e.active {
		return // the form is being built
	}
	if _, waits := e.pending[key]; waits {
		e.choose(key, false) // typing over it is a choice
	}
	e.keeper.later(e.keep)
	of := e.form
	e.tell(e.kind.Fields, e.entry.ID, key, value, func() *form.Form {
		if _, waits := e.pending[key]; !e.active || waits || e.form != of {
			return nil
		}
		return of
	})
	if e.OnTyped != nil {
		e.OnTyped(key, value)
	}
}

// Form is the form of the record being edited.
func (e *Editor) Form() *form.Form { return e.form }

// SetNote shows a quiet line with small actions under a field of the record being edited, as form.SetNote does. One on what somebody else changed
// stays.
func (e *Editor) SetNote(key, text string, tone look.Tone, actions ...box.Answer) {
	if _, waits := e.pending[key]; e.active && !waits {
		e.form.SetNote(key, text, tone, actions...)
	}
}

// keep writes what was typed into the form, or forgets it when nothing differs any more.
func (e *Editor) keep() {
	if !e.active {
		return
	}
	typed := e.form.Draft()
	if len(typed) == 0 {
		e.forget()
		return
	}
	draft := record.Draft{
		Kind: e.kind.Name, ID: e.entry.ID, Name: e.form.Values()[e.title], At: e.desk.Store().Now(), Base: e.entry.Base,
		Was: map[string]string{}, Values: typed,
	}
	if e.entry.ID != 0 {
		draft.Name = e.entry.Values[e.title]
	}
	if older := e.entry.draft; older != nil { // neither taken up nor dropped yet
		for key, value := range older.Values {
			if _, newer := typed[key]; !newer {
				draft.Values[key] = value
			}
		}
	}
	for key := range draft.Values {
		draft.Was[key] = e.entry.Values[key]
	}
	drafts := record.DraftsOf(e.desk.Store())
	e.keeper.do(func() error { return drafts.Keep(draft) })
}

// forget drops what was kept of the form; what was typed earlier and is not decided on stays as it was.
func (e *Editor) forget() {
	drafts, kind, id := record.DraftsOf(e.desk.Store()), e.kind.Name, e.entry.ID
	if older := e.entry.draft; older != nil {
		e.keeper.do(func() error { return drafts.Keep(*older) })
		return
	}
	e.keeper.do(func() error { return drafts.Drop(kind, id) })
}

// offerDraft asks what to do with what was typed earlier and not saved.
func (e *Editor) offerDraft(draft record.Draft) {
	box.ShowChoices(e.desk.Native().Canvas(), "上次没有保存的内容", draft.Sentence()+"。要接着编辑吗？",
		box.Answer{Text: "丢弃", Do: e.discardDraft},
		box.Answer{Text: "继续编辑", Do: func() { e.takeDraft(draft) }})
}

// offerNamesake asks about what was typed into a record of that number when it was called otherwise: it was renamed since, or it is another
// one, as after an undo or a restored backup, which give numbers anew.
func (e *Editor) offerNamesake(draft record.Draft) {
	box.ShowChoices(e.desk.Native().Canvas(), "上次没有保存的内容",
		draft.Sentence()+"。但这条记录现在是「"+zh.Clip(e.entry.Values[e.title], zh.NameMost)+"」，请核对是不是同一条，再决定要不要填进来。",
		box.Answer{Text: "填进来", Do: func() { e.takeDraft(draft) }},
		box.Answer{Text: "丢弃", Do: e.discardDraft})
}

// discardDraft forgets what was typed earlier.
func (e *Editor) discardDraft() {
	e.entry.draft = nil
	e.forget()
}

// takeDraft puts what was typed earlier back into the form. Where the stored record has changed since, saving will ask which to keep.
func (e *Editor) takeDraft(draft record.Draft) {
	if !e.open && e.touchesSensitive(draft.Values) {
		e.disclose(func() { e.takeDraft(draft) })
		return
	}
	e.entry.draft = nil
	e.entry.Edition = e.edition()
	for key, was := range draft.Was {
		if e.entry.Values[key] != was && e.entry.ID != 0 {
			// Compare with every write there was: the numbers of the journal are other ones after a restore.
			e.entry.Values[key], e.entry.Base = was, 0
		}
	}
	e.form.SetDraft(draft.Values)
	e.desk.Status().SetSaved("已接上次没有保存的内容", look.ToneMuted)
}

func (e *Editor) touchesSensitive(values map[string]string) bool {
	for key := range values {
		if f := e.kind.Field(key); f != nil && f.Sensitive {
			return true
		}
	}
	return false
}

// OfferDrafts asks at the start of the program, one after the other, what to do with what was typed and not saved; resume opens the form of
// one.
func OfferDrafts(d *desk.Desk, drafts []record.Draft, resume func(kind *record.Kind, id int64)) {
	if len(drafts) == 0 {
		return
	}
	draft, rest := drafts[0], drafts[1:]
	kind, err := data.KindByName(draft.Kind)
	if err != nil {
		OfferDrafts(d, rest, resume)
		return
	}
	box.ShowChoices(d.Native().Canvas(), "上次没有保存的内容", draft.Sentence()+"。要接着编辑吗？",
		box.Answer{Text: "丢弃", Do: func() {
			var failed error
			d.Tasks().Background(func() { failed = record.DraftsOf(d.Store()).Drop(draft.Kind, draft.ID) }, func() { d.Fail(failed) }, nil)
			OfferDrafts(d, rest, resume)
		}},
		box.Answer{Text: "继续编辑", Do: func() { resume(kind, draft.ID) }})
}

// Resume asks a page, through desk.Window.Open, to take up what was typed into a record and not saved.
type Resume struct {
	Kind *record.Kind
	ID   int64
}
