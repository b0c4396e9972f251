package form

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/data/rows"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// rowBox is the box over the window in which one row of a table is typed, with a form of its own. What is outside it does nothing, so that a
// stray click loses nothing; Esc asks when something was typed.
type rowBox struct {
	owner  *rowsField
	row    rows.Row
	adding bool
	form   *Form
	popUp  *widget.PopUp
	canvas fyne.Canvas
}

// rowBoxWidth is that of what the box of a row shows.
const rowBoxWidth float32 = 515

// showRowBox opens the box for a row of a field of a form.
func showRowBox(s *rowsField, in Config, title string, row rows.Row, adding bool) {
	c := look.CanvasOf(s)
	if c == nil {
		return
	}
	b := &rowBox{owner: s, row: row, adding: adding, canvas: c}
	config := Config{Fields: b.fields(), Calendar: in.Calendar, Prefs: in.Prefs, OnLeave: b.leave}
	if in.Key != "" {
		config.Key = in.Key + "." + s.field.Key
	}
	foot := []fyne.CanvasObject{kit.NewButton("关闭", b.close)}
	if s.editable() {
		config.OnSave = func(map[string]string) { b.take(false) }
		config.OnSaveNext = func(map[string]string) { b.take(true) }
		foot = []fyne.CanvasObject{kit.NewButton("取消", b.leave), kit.NewPrimaryButton("确定", b.save)}
	}
	for _, o := range foot {
		o.(*kit.Button).Escape = b.leave
	}
	b.form = New(config)
	b.form.enter = b.save
	b.form.SetValues(row)
	parts := box.NewParts(c, box.Parts{Head: kit.NewInset(0, 4, kit.NewHeading(title, 15)), Body: b.form, Foot: kit.NewTrailing(foot...), Width: rowBoxWidth})
	b.popUp = widget.NewModalPopUp(box.NewBox(parts, b.leave), c)
	b.popUp.Show()
	c.Focus(foot[0].(*kit.Button)) // where no field can be edited
	b.form.Begin(c, "")
}

// fields are the columns as the form's fields. An option made in the box is offered in the next one, too.
func (b *rowBox) fields() []Field {
	s := b.owner
	out := slices.Clone(s.field.Columns)
	for i := range out {
		out[i].ReadOnly = out[i].ReadOnly || !s.editable()
		if create := out[i].Create; create != nil {
			out[i].Create = func(text string, done func(Option, error)) {
				create(text, func(made Option, err error) {
					if err == nil {
						column := &s.field.Columns[i]
						column.Options = append(slices.Clip(column.Options), made)
					}
					done(made, err)
				})
			}
		}
	}
	return out
}

// save is 确定; where nothing can be changed it closes the box.
func (b *rowBox) save() {
	if !b.owner.editable() {
		b.close()
		return
	}
	b.form.Save()
}

// take puts the row into the table and closes the box; next opens it for one more row.
func (b *rowBox) take(next bool) {
	if b.blank() {
		b.form.SetError(b.owner.field.Columns[0].Key, "这一行还是空的，请至少填一栏，或按 Esc 取消")
		b.form.FocusField("")
		return
	}
	row := maps.Clone(b.row)
	typed := b.form.Changed() // what is not touched stays as it was stored
	if b.adding {
		typed = b.form.Values()
	}
	maps.Copy(row, typed)
	b.close()
	b.owner.put(row, b.adding)
	if next && b.adding {
		b.owner.add()
	}
}

// blank tells whether nothing at all is typed in the row; a box not ticked is nothing, nor is what every new row has.
func (b *rowBox) blank() bool {
	for key, value := range b.form.Values() {
		field := b.form.line(key).field
		if !box.Blank(value) && value != field.begins(len(b.owner.rows) > 0) && (field.Kind != FieldBool || value == yes) {
			return false
		}
	}
	return true
}

// leave closes the box, asking first when something typed would be lost.
func (b *rowBox) leave() {
	if !b.form.Dirty() {
		b.close()
		return
	}
	box.ShowChoices(b.canvas, "这一行还没有确定", "这一行里有没确定的内容。",
		box.Answer{Text: "放弃", Do: b.close}, box.Answer{Text: "确定", Do: b.save})
}

func (b *rowBox) close() {
	box.CloseBox(b.popUp)
	look.Focus(b.owner)
}
