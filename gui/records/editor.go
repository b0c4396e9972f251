package records

import (
	"context"
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// Editor is the form of one record of a kind, with its files, its history and its buttons, or of a step of it, in the place of the details.
type Editor struct {
	OnSaved  func(id int64)                                     // after the record was stored
	OnClosed func()                                             // the form was left; after OnSaved too
	OnMoved  func(id int64)                                     // the form went on to another record of the list
	OnTyped  func(key, value string)                            // after each change of a field; nil: nobody asks
	Noted    string                                             // the field that whoever is asked by OnTyped says something of: its line keeps room for that
	OnTaken  func(step string, told record.Values, ids []int64) // after a step was taken of records; nil: nobody asks

	// Listed are the records of the list the form belongs to, as it is filtered and sorted; nil: the form cannot go on by itself.
	Listed func() []int64

	// Asked are the fields that records share by which the list of the form is filtered, each by one value; nil: it is not known.
	Asked func() record.Values

	// FromFile asks for a file that the form of a new record is filled from, see Fill; nil: there is none.
	FromFile func()

	// Boxed has a step of one record asked in a box over the window, as of several: the page has no place for its form.
	Boxed bool

	desk    *desk.Desk
	kind    *record.Kind
	title   string // the field that names a record
	sources map[string]Source

	box     *fyne.Container
	under   fyne.CanvasObject // what is shown while there is no form; nil: nothing
	body    *fyne.Container   // what the tab in front shows
	banner  *fyne.Container   // what must be known of the record as a whole
	tabs    *kit.Tabs
	heading *kit.Label
	reveal  *kit.Button
	more    *kit.Button
	save    *kit.Button
	remove  *kit.Button
	form    *form.Form
	files   *filesPanel
	course  *coursePanel

	entry   entry
	keeper  *keeper
	pending map[string]contested // fields changed by somebody else, too, until one of the values is chosen
	open    bool                 // whether sensitive values are shown
	whole   bool                 // whether a new record is asked for all fields
	active  bool
	saving  bool
	carried record.Values // what the next new record begins with of the one before it; nil: there was none
	filling *Filling      // what the form of a new record is filled with once it is there; nil: nothing
	taking  *taking       // the step whose form is in the place of the record's; nil: none
}

// The tabs of a form and of details.
const (
	tabFields = "fields"
	tabFiles  = "files"
	tabCourse = "course"
)

// NewEditor makes the form of a kind; title names the field a record is called by.
func NewEditor(d *desk.Desk, kind *record.Kind, title string, sources map[string]Source) *Editor {
	e := &Editor{desk: d, kind: kind, title: title, sources: sources, keeper: newKeeper(d)}
	e.heading = kit.NewHeading("", 15)
	e.heading.Min = 60
	e.reveal = kit.NewButton("显示证件和电话", e.showSensitive)
	e.more = kit.NewButton("填写全部项目", e.askAll)
	e.save = kit.NewPrimaryButton("保存", e.Save)
	e.remove = kit.NewButton("删除", func() { e.Delete(nil) })
	e.box, e.body, e.banner = container.NewStack(), container.NewStack(), container.NewStack()
	e.files = newFilesPanel(d, kind)
	e.files.refuses = d.Refuses
	e.files.onPlaced = func(count string) {
		e.tabs.SetCount(tabFiles, count)
		e.body.Refresh()
	}
	e.course = newCoursePanel(d, kind)
	e.course.onPlaced = e.body.Refresh
	e.course.onRestore = e.takeFormer
	e.tabs = kit.NewTabs(recordTabs(fieldsTab)...)
	e.tabs.OnChange = e.showTab
	return e
}

// Over is the form over what is shown while there is none; meanwhile the keyboard does not meet what is under it.
func (e *Editor) Over(under fyne.CanvasObject) fyne.CanvasObject {
	e.under = under
	return container.NewStack(under, e.box)
}

// fill shows the form, or what is under it when there is none.
func (e *Editor) fill(form ...fyne.CanvasObject) {
	kit.Swap(e.box, form...)
	switch {
	case e.under == nil:
	case len(form) > 0:
		e.under.Hide()
	default:
		e.under.Show()
	}
}

// Active tells whether a record is being edited, or a step taken of it.
func (e *Editor) Active() bool { return e.active || e.taking != nil }

// ID is the record edited, 0 for a new one.
func (e *Editor) ID() int64 { return e.entry.ID }

// Open edits a record, or a new one for id 0, once it was read. What is typed in a form already open is asked about first; what was typed
// into this one earlier and not saved is offered. Where nothing can be changed the form is for reading, and there are no new records.
func (e *Editor) Open(id int64) {
	if id != 0 || !e.desk.Refuses() {
		e.settle(func() { e.read(id, e.offerDraft) })
	}
}

// Resume edits a record and takes up what was typed into it and not saved, without asking again.
func (e *Editor) Resume(id int64) { e.settle(func() { e.read(id, e.takeDraft) }) }

// read shows a record once it was read; draft is what to do with what was typed into it earlier.
func (e *Editor) read(id int64, draft func(record.Draft)) {
	store, scope := e.desk.Store(), e.desk.Scope()
	kept := e.carried
	if e.carried = nil; kept == nil && e.Asked != nil {
		kept = e.Asked()
	}
	desk.Load(e.desk.Tasks(), "records.editor."+e.kind.Name, func(ctx context.Context) (entry, error) {
		return readEntry(ctx, store, e.kind, e.sources, scope, id, kept)
	}, func(read entry, err error) {
		filling := e.filling
		e.filling = nil
		if err != nil {
			e.desk.Fail(err)
			return
		}
		e.entry, e.open, e.pending, e.whole = read, id == 0, nil, read.draft != nil
		e.show(nil)
		switch {
		case read.draft == nil || e.kept() != "":
		case id != 0 && read.draft.Name != read.Values[e.title]:
			e.offerNamesake(*read.draft)
		default:
			draft(*read.draft)
		}
		if filling != nil && id == 0 {
			e.fillIn(*filling)
		}
	})
}

// show builds the form; typed are changes made before it was built anew.
func (e *Editor) show(typed map[string]string) {
	history := e.historyOf
	if e.entry.ID == 0 {
		history = nil
	}
	fields, why := formFields(e.kind, e.asks, e.sources, e.entry.offers, e.open, e.create), e.onlyRead()
	for i := range fields {
		fields[i].ReadOnly = fields[i].ReadOnly || why != ""
		fields[i].Noted = fields[i].Key == e.Noted
		fields[i].When = e.when(e.kind.Field(fields[i].Key))
	}
	e.form = form.New(form.Config{
		Fields: fields, Calendar: e.desk.Calendar(),
		Prefs: e.desk.Prefs(), Key: "form." + e.kind.Name,
		OnSave:     func(map[string]string) { e.store(e.close) },
		OnSaveNext: func(map[string]string) { e.saveNext() },
		OnStep:     e.step,
		OnLeave:    e.Escape,
		OnFault:    e.faulty,
		OnHistory:  history,
		OnDirty:    func(bool) { e.buttons() },
		OnChange:   e.typed,
	})
	e.form.SetValues(formValues(e.kind, e.entry.Values, e.open))
	e.active, e.taking = true, nil
	e.form.SetDraft(typed)
	if e.entry.ID == 0 {
		e.heading.SetText("新建" + e.kind.Title)
	} else {
		e.heading.SetText(verbOf(why) + " " + e.entry.Values[e.title])
		e.files.show(e.entry.ID)
	}
	e.banner.Objects = nil
	if why != "" {
		e.banner.Objects = []fyne.CanvasObject{kit.NewNote("只能查看", why, look.ToneDue)}
	}
	e.place()
	e.showTab(tabFields)
	e.buttons()
}

// onlyRead says in a sentence why nothing of the record can be changed, "" where it can.
func (e *Editor) onlyRead() string {
	if e.desk.OnlyRead() != "" {
		return store.Sentence(e.desk.Store().Unwritten())
	}
	return e.kept()
}

// kept is what the kind says of a record that is kept as it is.
func (e *Editor) kept() string { return KeptWhy(e.kind, e.entry.Values) }

// KeptWhy says in a sentence why a record of a kind is kept as it is, "" when it can be changed.
func KeptWhy(kind *record.Kind, v record.Values) string {
	if kind.Kept == nil {
		return ""
	}
	return kind.Kept(v)
}

// verbOf is what opening a record is for: 编辑, or 查看 where there is a reason not to change it.
func verbOf(why string) string {
	if why != "" {
		return "查看"
	}
	return "编辑"
}

// place lays the form out with its frame.
func (e *Editor) place() {
	var reveal fyne.CanvasObject
	if !e.open && e.hasSensitive() {
		reveal = e.reveal
	}
	top := []fyne.CanvasObject{container.NewBorder(nil, nil, nil, reveal, e.heading)}
	var foot []fyne.CanvasObject
	if e.entry.ID == 0 && !e.whole && e.kind.AsksLater() {
		foot = append(foot, e.more)
	}
	if e.New() && e.FromFile != nil && e.onlyRead() == "" {
		foot = append(foot, kit.NewButton("读入文稿…", e.FromFile))
	}
	if e.entry.ID != 0 {
		top = append(top, e.tabs)
		if e.kind.Fixed == "" && e.onlyRead() == "" {
			foot = append(foot, e.remove)
		}
	}
	leave := []fyne.CanvasObject{kit.NewButton("取消", e.Escape), e.save}
	if e.onlyRead() != "" {
		leave = []fyne.CanvasObject{kit.NewButton("关闭", e.Escape)}
	}
	content := kit.NewHeadAndFoot(kit.NewColumn(6, append(top, e.banner)...), e.body, kit.NewFoot(foot, leave))
	e.fill(kit.NewCard("", "", content)) // a card follows the theme while it is open
}

// showTab brings one of the record's tabs to the front.
func (e *Editor) showTab(key string) {
	e.tabs.Select(key)
	switch key {
	case tabFiles:
		kit.Swap(e.body, scrolled(e.files.content))
	case tabCourse:
		e.course.show(e.entry.ID, e.open, "")
		kit.Swap(e.body, scrolled(e.course.content))
	default:
		kit.Swap(e.body, e.form)
	}
	if key == tabFields {
		e.form.Begin(e.desk.Native().Canvas(), e.firstField())
	}
}

// TurnTab goes to the tab beside the one in front of a stored record, as Ctrl+Tab does.
func (e *Editor) TurnTab(by int) {
	if e.active && e.entry.ID != 0 {
		e.tabs.Turn(by)
	}
}

// faulty is told before a field that is refused gets the keyboard.
func (e *Editor) faulty() {
	e.desk.Status().SetRefused()
	e.toFields()
}

// toFields brings the form to the front, if it is not there.
func (e *Editor) toFields() {
	if e.tabs.Current() != tabFields {
		e.showTab(tabFields)
	}
}

// scrolled is a panel that scrolls in the place of the form.
func scrolled(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVScroll(container.New(layout.NewCustomPaddedLayout(6, 8, 0, 12), content))
}

// historyOf shows the history of one field.
func (e *Editor) historyOf(key string) {
	e.showTab(tabCourse)
	e.course.show(e.entry.ID, e.open, key)
}

// takeFormer puts a field's former value into the form, where it is saved, or not, with the rest.
func (e *Editor) takeFormer(change record.CourseChange) {
	e.showTab(tabFields)
	e.form.Set(change.Key, change.Old)
	e.form.FocusField(change.Key)
}

// asks reports whether the form has the field: that of a new record has none that only the work on it brings, unless all are asked for.
func (e *Editor) asks(f *record.Field) bool {
	return !f.Later || e.whole || e.entry.ID != 0
}

// when tells by what the form holds whether it has the field, as the kind says; nil: it has.
func (e *Editor) when(f *record.Field) func(map[string]string) bool {
	if f == nil || f.When == nil {
		return nil
	}
	stored := e.entry.Values
	return func(values map[string]string) bool {
		now := maps.Clone(stored)
		maps.Copy(now, values)
		return f.When(now)
	}
}

// askAll shows all fields of a new record; what was typed stays.
func (e *Editor) askAll() {
	typed := e.form.Draft()
	e.whole = true
	e.show(typed)
}

// firstField is where typing begins: the first field that must be filled in and is not kept from the record before.
func (e *Editor) firstField() string {
	for _, f := range e.kind.FormFields() {
		if f.Required && !(e.entry.ID == 0 && e.entry.Values[f.Key] != "" && slices.Contains(e.kind.Shared, f.Key)) {
			return f.Key
		}
	}
	return ""
}

func (e *Editor) hasSensitive() bool {
	for _, f := range e.kind.FormFields() {
		if f.Sensitive {
			return true
		}
	}
	return false
}

// showSensitive builds the form anew with what was masked; what was typed stays.
func (e *Editor) showSensitive() { e.disclose(func() {}) }

// disclose notes that what is masked was asked for, shows it and calls then.
func (e *Editor) disclose(then func()) {
	id := e.entry.ID
	Disclose(e.desk, e.kind, id, e.entry.Values, func() {
		if !e.active || e.entry.ID != id {
			return // what was asked for and noted is another record's
		}
		typed := e.form.Draft()
		e.open = true
		e.show(typed)
		then()
	})
}

func (e *Editor) buttons() {
	e.save.SetEnabled(!e.saving && (e.form.Dirty() || e.entry.ID == 0))
	e.desk.Status().SetUnsaved(e.active && e.form.Dirty())
}

// Save stores what was changed, as Ctrl+S does.
func (e *Editor) Save() {
	switch {
	case e.taking != nil:
		e.taking.form.Save()
	case e.active:
		e.form.Save()
	}
}

// close hides the form.
func (e *Editor) close() {
	e.active, e.taking = false, nil
	e.desk.Status().SetUnsaved(false)
	e.fill()
	if e.OnClosed != nil {
		e.OnClosed()
	}
}

// Escape leaves the form, asking first when something typed would be lost.
func (e *Editor) Escape() {
	if e.Active() {
		e.Leave(func() {})
	}
}

// Leave closes the form and calls then: at once when nothing typed would be lost, else after the user chose to save or drop it.
func (e *Editor) Leave(then func()) {
	if !e.Active() {
		then()
		return
	}
	e.settleOr(func() {
		e.close()
		then()
	}, e.asides(then)...)
}

// asides is the answer that the form stays as it is while another page is shown, where one is to be.
func (e *Editor) asides(then func()) []box.Answer {
	if !e.desk.MayPutAside() {
		return nil
	}
	return []box.Answer{{Text: "先放着", Do: func() {
		e.keep()
		e.desk.PutAside()
		then()
	}}}
}

// settle calls then once nothing typed would be lost by leaving what the form holds.
func (e *Editor) settle(then func()) { e.settleOr(then) }

// settleOr is settle with more answers to the question.
func (e *Editor) settleOr(then func(), more ...box.Answer) {
	switch {
	case e.taking != nil:
		e.taking.leave(then, more...)
	case !e.active:
		then()
	case e.saving:
		e.desk.Toast(desk.Saving, "", nil)
	case !e.form.Dirty():
		e.forget()
		then()
	default:
		answers := append(more, box.Answer{Text: "放弃修改", Do: func() {
			e.form.MarkSaved()
			e.forget()
			then()
		}}, box.Answer{Text: "保存", Do: func() {
			if e.form.Check() {
				e.store(then)
			}
		}})
		box.ShowChoices(e.desk.Native().Canvas(), "还没有保存", "「"+e.heading.Text+"」里有没保存的内容。", answers...)
	}
}

// Delete asks, then puts the record edited into the bin; done may be nil.
func (e *Editor) Delete(done func()) {
	Delete(e.desk, e.kind, []int64{e.entry.ID}, e.entry.Values[e.title], func() {
		e.form.MarkSaved()
		e.forget()
		e.close()
		if done != nil {
			done()
		}
	})
}

// edition is the record as it was opened, with the values that must not have changed meanwhile.
func (e *Editor) edition() record.Edition {
	edition := e.entry.Edition
	edition.Values = maps.Clone(edition.Values)
	return edition
}
