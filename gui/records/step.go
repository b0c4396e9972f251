package records

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// taking is a step being taken while what it asks is typed: in the place of the details for one record, in a box over the window for several.
type taking struct {
	editor *Editor
	entry  stepEntry
	form   *form.Form
	note   *fyne.Container // why it was refused
	save   *kit.Button
	next   *kit.Button   // nil in a box
	box    *widget.PopUp // nil in the place of the details
	saving bool
	scope  record.Scope       // in which it is saved
	cancel context.CancelFunc // ends what is being saved of many records; nil: it is not to be ended
}

// Take takes a step of records, in one write. What is typed in a form already open is asked about first; what the step asks is asked in a form.
func (e *Editor) Take(step string, ids ...int64) { e.take(step, nil, ids...) }

// TakeWith is Take of a step of records of which some is known and not asked, of each its own under the same keys; at once where nothing else must be told.
// It does not go on to the next.
func (e *Editor) TakeWith(step string, known map[int64]record.Values, ids ...int64) {
	e.take(step, known, ids...)
}

func (e *Editor) take(step string, known map[int64]record.Values, ids ...int64) {
	if e.desk.Refuses() {
		return
	}
	e.Leave(func() {
		store, scope := e.desk.Store(), e.desk.Scope()
		desk.Load(e.desk.Tasks(), "records.step."+e.kind.Name, func(ctx context.Context) (stepEntry, error) {
			return readStep(ctx, store, e.kind, e.sources, scope, step, known, ids...)
		}, func(read stepEntry, err error) {
			switch {
			case err != nil:
				e.desk.Fail(err)
			case e.Active(): // something else was opened meanwhile
			default:
				e.ask(read)
			}
		})
	})
}

// ask shows the form of a step, or takes it when it asks nothing.
func (e *Editor) ask(read stepEntry) {
	t := &taking{editor: e, entry: read, note: container.NewStack()}
	if len(read.step.Asks) == 0 || read.known != nil && !read.asksMore() {
		t.store(func() {})
		return
	}
	config := form.Config{
		Fields: read.fields(e.sources, e.create), Calendar: e.desk.Calendar(), Prefs: e.desk.Prefs(), Key: "step." + e.kind.Name + "." + read.step.Name,
		OnSave:  func(map[string]string) { t.store(t.close) },
		OnLeave: t.escape,
		OnFault: e.desk.Status().SetRefused,
	}
	one := len(read.records) == 1 && read.left == nil
	if one && read.known == nil {
		config.OnSaveNext = func(map[string]string) { t.saveNext() }
	}
	config.OnChange = func(key, value string) {
		t.tell(key, value)
		t.foretell()
	}
	t.form = form.New(config)
	t.form.SetValues(read.values(e.desk.Today()))
	t.save = kit.NewPrimaryButton("保存 Ctrl+S", t.form.Save)
	if one && !e.Boxed {
		t.inPlace()
	} else {
		t.inBox()
	}
	t.form.Begin(e.desk.Native().Canvas(), read.start())
	t.tellAll()
	t.foretell()
}

// name is what is being taken of what: 登记答复 118 号.
func (t *taking) name() string {
	if len(t.entry.records) > 1 {
		return fmt.Sprintf("%s（%d %s）", t.entry.step.Name, len(t.entry.records), t.editor.kind.Measure())
	}
	return t.entry.step.Name + " " + t.editor.kind.Called(t.entry.records[0])
}

// inPlace shows the form of one record where its details are.
func (t *taking) inPlace() {
	e := t.editor
	record := t.entry.records[0]
	heading := kit.NewHeading(t.name(), 15)
	heading.Min = 60
	head := []fyne.CanvasObject{heading}
	if title := record.Values[e.title]; title != "" {
		about := kit.NewParagraph(title, look.TextSize, look.ToneMuted)
		about.Most = 3
		head = append(head, about)
	}
	t.next = kit.NewButton("保存并下一件", t.form.SaveNext)
	foot := kit.NewFoot(nil, []fyne.CanvasObject{kit.NewButton("取消 Esc", t.escape), t.next, t.save})
	if t.entry.known != nil {
		t.next.Hide()
	}
	e.taking = t
	e.fill(kit.NewCard("", "", kit.NewHeadAndFoot(kit.NewColumn(6, append(head, t.note)...), t.form, foot)))
}

// stepBoxWidth is that of what the box of a step shows.
const stepBoxWidth float32 = 475

// inBox shows the form of several records over the window.
func (t *taking) inBox() {
	c := t.editor.desk.Native().Canvas()
	names := make([]string, 0, len(t.entry.records))
	for _, r := range t.entry.records {
		names = append(names, t.editor.kind.Called(r))
	}
	told := kit.NewLabel(zh.JoinNames(names), look.TextSize, look.ToneMuted)
	told.Min = 60
	heading := kit.NewHeading(t.name(), 15)
	heading.Min = 60
	parts := box.NewParts(c, box.Parts{
		Head: kit.NewColumn(6, heading, told), Long: kit.NewColumn(6, append([]fyne.CanvasObject{t.note}, t.leftOut()...)...), Body: t.form,
		Foot: kit.NewTrailing(kit.NewButton("取消 Esc", t.escape), t.save), Width: stepBoxWidth,
	})
	t.box = widget.NewModalPopUp(box.NewBox(parts, t.escape), c)
	t.box.Show()
}

// leftOut says of which of the records chosen the step is not taken, and why.
func (t *taking) leftOut() []fyne.CanvasObject {
	if t.entry.left == nil {
		return nil
	}
	n, lines := 0, []string{}
	for _, l := range t.entry.left {
		n += len(l.Records)
		lines = append(lines, t.editor.kind.LeftWords(l))
	}
	return []fyne.CanvasObject{kit.NewNote(fmt.Sprintf("其中 %d %s不在内", n, t.editor.kind.Measure()), strings.Join(lines, "\n"), look.ToneDue)}
}

// store takes the step; then is called once it is stored.
func (t *taking) store(then func()) {
	if t.saving {
		return
	}
	e := t.editor
	values := record.Values{}
	if t.form != nil {
		values = record.Values(t.form.Values())
	}
	t.setSaving(true)
	e.desk.Status().SetSaved("正在保存…", look.ToneMuted)
	wording := e.kind.StepWording(t.entry.step.Name, t.entry.records)
	done := func(err error) {
		t.setSaving(false)
		if err != nil {
			t.refused(err, values)
			return
		}
		t.stored(wording, values, then)
	}
	t.cancel = e.desk.WriteMany(len(t.entry.records), wording, func(ctx context.Context, tx *store.Tx, say desk.Say) error {
		return t.takeEach(ctx, tx, values, say)
	}, done)
}

// takeEach takes the step of each record, telling which it is at.
func (t *taking) takeEach(ctx context.Context, tx *store.Tx, values record.Values, say desk.Say) error {
	ids, at := t.entry.ids(), 0
	return t.editor.kind.TakeEach(ctx, tx, t.scope, t.entry.step.Name, func(id int64) record.Values {
		say(at, len(ids))
		if done := at; len(ids) > 1 && done%max(len(ids)/50, 1) == 0 {
			t.editor.desk.Tasks().UI(func() { t.progress(done) })
		}
		at++
		return t.entry.told(values, id)
	}, ids...)
}

// progress says in the box of how many records the step is taken: it lies over the status bar.
func (t *taking) progress(done int) {
	if t.saving && t.box != nil {
		t.say(fmt.Sprintf("正在保存，已办 %d / %d %s；「取消」则一%s也不办", done, len(t.entry.records), t.editor.kind.Measure(), t.editor.kind.Measure()))
	}
}

// say shows a sentence over the form.
func (t *taking) say(text string) {
	t.setNote(kit.NewNote("", text, look.ToneDue))
}

// setNote shows one note, or none. A box makes room for it, and no more.
func (t *taking) setNote(note ...fyne.CanvasObject) {
	t.note.Objects = note
	t.note.Refresh()
	if t.box != nil {
		box.Fit(t.box.Canvas)
	}
}

// stored tells of a step that was taken, and then goes on.
func (t *taking) stored(wording string, values record.Values, then func()) {
	e, ids := t.editor, t.entry.ids()
	e.desk.Status().SetSaved("已保存", look.ToneMuted)
	text := "已" + wording
	if said := t.entry.step.Said; said != nil && len(ids) == 1 {
		text = said(t.entry.records[0], t.entry.told(values, ids[0]))
	}
	if t.entry.step.Lasting {
		e.desk.Toast(text, "", nil)
	} else {
		e.desk.ToastUndo(text)
	}
	if len(ids) == 1 && e.OnSaved != nil {
		e.OnSaved(ids[0])
	}
	if e.OnTaken != nil {
		defer e.OnTaken(t.entry.step.Name, t.entry.told(values, ids[0]), ids)
	}
	then()
}

// refused tells why nothing was stored: at the field it is about, else above the form. What was typed stays.
func (t *taking) refused(err error, values record.Values) {
	e := t.editor
	e.desk.Status().SetRefused()
	if t.form == nil || !t.shown() || store.CodeOf(err) == store.CodeInternal {
		e.desk.Fail(err)
		return
	}
	if store.CodeOf(err) == store.CodeCanceled {
		t.say(store.Sentence(err))
		return
	}
	first, rest := showRefusals(t.form, t.entry.step.Asks, err, values)
	if first != "" {
		t.form.FocusField(first)
	}
	if rest != nil {
		t.setNote(kit.NewNote("没有保存", store.Sentence(rest), look.ToneLate))
	}
}

// shown tells whether the form is still there.
func (t *taking) shown() bool { return t.box != nil && t.box.Visible() || t.editor.taking == t }

func (t *taking) setSaving(on bool) {
	t.saving, t.scope, t.cancel = on, t.editor.desk.Scope(), nil
	for _, b := range []*kit.Button{t.save, t.next} {
		if b != nil {
			b.SetEnabled(!on)
		}
	}
	if on {
		t.setNote()
	}
}

// close puts the details, or what was below the box, in the place of the form.
func (t *taking) close() {
	switch {
	case t.box != nil:
		box.CloseBox(t.box)
		t.editor.desk.Status().SetUnsaved(false)
		if t.editor.OnClosed != nil {
			t.editor.OnClosed()
		}
	case t.editor.taking == t:
		t.editor.close()
	}
}

// escape is 取消: of what is being saved of many records that, else of the form.
func (t *taking) escape() {
	if t.saving && t.cancel != nil {
		t.cancel()
		return
	}
	t.leave(t.close)
}

// leave calls then once nothing typed would be lost. What is being saved is not left: it would look as if it were not.
func (t *taking) leave(then func(), more ...box.Answer) {
	switch {
	case t.saving:
		t.say(desk.Saving)
		return
	case !t.form.Dirty():
		then()
		return
	}
	answers := append(more, box.Answer{Text: "放弃", Do: then}, box.Answer{Text: "保存", Do: func() {
		if t.form.Check() {
			t.store(then)
		}
	}})
	box.ShowChoices(t.editor.desk.Native().Canvas(), "还没有保存", "「"+t.name()+"」里有没保存的内容。", answers...)
}

// saveNext takes the step and asks for it of the next record of the list that it can be taken of.
func (t *taking) saveNext() {
	e, step := t.editor, t.entry.step.Name
	var rest []int64
	if e.Listed != nil {
		listed := e.Listed() // before the list is sorted anew
		if at := slices.Index(listed, t.entry.records[0].ID); at >= 0 {
			rest = listed[at+1:]
		}
	}
	t.store(func() {
		t.setSaving(true) // until the next one is there
		store, scope := e.desk.Store(), e.desk.Scope()
		desk.Load(e.desk.Tasks(), "records.step."+e.kind.Name, func(ctx context.Context) (stepEntry, error) {
			return nextOf(ctx, store, e.kind, e.sources, scope, step, rest)
		}, func(read stepEntry, err error) {
			switch {
			case e.taking != t: // left meanwhile
			case err != nil:
				t.close()
				e.desk.Fail(err)
			case len(read.records) == 0:
				t.close()
				e.desk.Status().SetSaved("已保存，后面没有可以「"+step+"」的了", look.ToneMuted)
			default:
				e.ask(read)
				if e.OnMoved != nil {
					e.OnMoved(read.records[0].ID)
				}
			}
		})
	})
}
