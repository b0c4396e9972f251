package records

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cppccdesk/data"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
)

// Editor is the form of one record of a kind, with its buttons, in the place of the details.
type Editor struct {
	OnSaved  func(id int64) // after the record was stored
	OnClosed func()         // the form was left; after OnSaved too

	desk    *desk.Desk
	kind    *data.Kind
	title   string // the field that names a record
	sources map[string]Source

	box     *fyne.Container
	heading *kit.Label
	reveal  *kit.Button
	save    *kit.Button
	remove  *kit.Button
	form    *kit.Form

	entry  entry
	open   bool // whether sensitive values are shown
	active bool
	saving bool
}

// NewEditor makes the form of a kind; title names the field a record is called by.
func NewEditor(d *desk.Desk, kind *data.Kind, title string, sources map[string]Source) *Editor {
	e := &Editor{desk: d, kind: kind, title: title, sources: sources}
	e.heading = kit.NewHeading("", 15)
	e.heading.Min = 60
	e.reveal = kit.NewButton("显示证件和电话", e.showSensitive)
	e.save = kit.NewPrimaryButton("保存", e.Save)
	e.remove = kit.NewButton("删除", func() { e.Delete(nil) })
	e.box = container.NewStack()
	return e
}

// Object is what the page places over the details; it is empty while nothing is edited. It is never hidden, because what was not on screen
// yet cannot ask the window to be drawn.
func (e *Editor) Object() fyne.CanvasObject { return e.box }

// Active tells whether a record is being edited.
func (e *Editor) Active() bool { return e.active }

// ID is the record edited, 0 for a new one.
func (e *Editor) ID() int64 { return e.entry.record.ID }

// Open edits a record, or a new one for id 0, once it was read. What is typed in a form already open is asked about first.
func (e *Editor) Open(id int64) {
	e.Leave(func() {
		store, scope := e.desk.Store(), e.desk.Scope()
		desk.Load(e.desk.Tasks(), "records.editor."+e.kind.Name, func(ctx context.Context) (entry, error) {
			return readEntry(ctx, store, e.kind, e.sources, scope, id)
		}, func(read entry, err error) {
			if err != nil {
				e.desk.Fail(err)
				return
			}
			e.entry, e.open = read, id == 0
			e.show(nil)
		})
	})
}

// show builds the form; typed are changes made before it was built anew.
func (e *Editor) show(typed map[string]string) {
	id := e.entry.record.ID
	e.form = kit.NewForm(kit.FormConfig{
		Fields: formFields(e.kind, e.entry.offers, e.open), Calendar: e.desk.Calendar(),
		OnSave:  func(map[string]string) { e.store(nil) },
		OnLeave: e.Escape,
		OnDirty: func(bool) { e.buttons() },
	})
	e.form.SetValues(formValues(e.kind, e.entry.record.Values, e.open))
	for key, value := range typed {
		e.form.Set(key, value)
	}
	if id == 0 {
		e.heading.SetText("新建" + e.kind.Title)
	} else {
		e.heading.SetText("编辑 " + e.entry.record.Values[e.title])
	}
	e.place()
	e.active = true
	e.buttons()
	if input := e.form.Input(e.firstField()); input != nil {
		e.desk.Native().Canvas().Focus(input)
	}
}

func (e *Editor) place() {
	var reveal fyne.CanvasObject
	if !e.open && e.hasSensitive() {
		reveal = e.reveal
	}
	foot := []fyne.CanvasObject{}
	if e.entry.record.ID != 0 {
		foot = append(foot, e.remove)
	}
	foot = append(foot, layout.NewSpacer(), kit.NewButton("取消", e.Escape), e.save)
	back := canvas.NewRectangle(kit.Paint(kit.ColorSurface))
	back.StrokeColor, back.StrokeWidth, back.CornerRadius = kit.Paint(kit.ColorLine), kit.Hairline, kit.CardRadius
	content := container.NewBorder(container.NewBorder(nil, nil, nil, reveal, e.heading), container.NewHBox(foot...), nil, nil, e.form)
	e.box.Objects = []fyne.CanvasObject{back, kit.NewInset(kit.CardPad, 10, content)}
	e.box.Refresh()
}

// firstField is where typing begins: the first field that must be filled in.
func (e *Editor) firstField() string {
	for _, f := range e.kind.EntryFields() {
		if f.Required {
			return f.Key
		}
	}
	return ""
}

func (e *Editor) hasSensitive() bool {
	for _, f := range e.kind.EntryFields() {
		if f.Sensitive {
			return true
		}
	}
	return false
}

// showSensitive builds the form anew with what was masked; what was typed stays.
func (e *Editor) showSensitive() {
	typed := e.form.Changed()
	e.open = true
	e.show(typed)
}

func (e *Editor) buttons() {
	e.save.SetEnabled(!e.saving && (e.form.Dirty() || e.entry.record.ID == 0))
}

// Save stores what was changed, as Ctrl+S does.
func (e *Editor) Save() {
	if e.active {
		e.form.Save()
	}
}

// store writes the changed fields; then is called once they are stored and the form is closed.
func (e *Editor) store(then func()) {
	if e.saving {
		return
	}
	id, changed := e.entry.record.ID, e.form.Changed()
	if len(changed) == 0 && id != 0 {
		e.close()
		if then != nil {
			then()
		}
		return
	}
	name := e.form.Values()[e.title]
	known := name // what the journal calls the record: its name before the change
	if id != 0 {
		known = e.entry.record.Values[e.title]
	}
	values := make(data.Values, len(changed))
	for key, value := range changed {
		values[key] = value
	}
	e.saving = true
	e.buttons()
	e.desk.Status().SetSaved("正在保存…", kit.ToneMuted)
	scope, stored := e.desk.Scope(), id
	e.desk.Write(wording(e.kind, id, known, changed), func(ctx context.Context, tx *data.Tx) (err error) {
		stored, err = e.kind.Save(ctx, tx, scope, id, values)
		return err
	}, func(err error) {
		e.saving = false
		e.buttons()
		if err != nil {
			e.desk.Status().SetSaved("没有保存", kit.ToneLate)
			e.desk.Fail(err)
			return
		}
		e.desk.Status().SetSaved("已保存", kit.ToneMuted)
		e.desk.ToastUndo("已保存 " + name)
		e.form.MarkSaved()
		if e.OnSaved != nil {
			e.OnSaved(stored)
		}
		e.close()
		if then != nil {
			then()
		}
	})
}

// close hides the form.
func (e *Editor) close() {
	e.active = false
	e.box.Objects = nil
	e.box.Refresh()
	if e.OnClosed != nil {
		e.OnClosed()
	}
}

// Escape leaves the form, asking first when something typed would be lost.
func (e *Editor) Escape() {
	if e.active {
		e.Leave(func() {})
	}
}

// Leave closes the form and calls then: at once when nothing typed would be lost, else after the user chose to save or drop it.
func (e *Editor) Leave(then func()) {
	switch {
	case !e.active:
		then()
	case !e.form.Dirty():
		e.close()
		then()
	default:
		kit.ShowChoices(e.desk.Native().Canvas(), "还没有保存", "“"+e.heading.Text+"”里有没保存的内容。",
			kit.Answer{Text: "放弃修改", Do: func() {
				e.form.MarkSaved()
				e.close()
				then()
			}},
			kit.Answer{Text: "保存", Do: func() {
				if e.form.Check() {
					e.store(then)
				}
			}})
	}
}

// Delete asks, then puts the record edited into the bin; done may be nil.
func (e *Editor) Delete(done func()) {
	Delete(e.desk, e.kind, []int64{e.entry.record.ID}, e.entry.record.Values[e.title], func() {
		e.form.MarkSaved()
		e.close()
		if done != nil {
			done()
		}
	})
}

// Delete asks and then puts records of a kind into the bin in one write; name says which, done is called once they are there.
func Delete(d *desk.Desk, kind *data.Kind, ids []int64, name string, done func()) {
	if len(ids) == 0 {
		return
	}
	d.Confirm("删除"+kind.Title, "把“"+name+"”放入回收站?关联的记录保留,以后可以恢复。", "删除", func() {
		d.Write("删除"+kind.Title+" "+name, func(ctx context.Context, tx *data.Tx) error {
			var err error
			for _, id := range ids {
				err = errors.Join(err, kind.Bin(ctx, tx, id))
			}
			return err
		}, func(err error) {
			if err != nil {
				d.Fail(err)
				return
			}
			d.ToastUndo("已放入回收站:" + name)
			if done != nil {
				done()
			}
		})
	})
}
