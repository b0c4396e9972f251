package roster

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// question is a box over the window with a few fields and, below them, what the answer comes to.
type question struct {
	desk  *desk.Desk
	popUp *widget.PopUp
	form  *form.Form
	below *fyne.Container
	agree *kit.Button
}

// ask shows a box; agree names what happens, do gets the values and the box to close, changed hears of each change. It is so wide, and below the form there
// is that much room for the rest.
func ask(d *desk.Desk, title, text, agree string, fields []form.Field, start map[string]string, width, rest float32, do func(q *question), changed func(q *question)) *question {
	q := &question{desk: d, below: container.NewStack()}
	q.agree = kit.NewPrimaryButton(agree, func() {
		if q.form.Check() {
			do(q)
		}
	})
	q.form = form.New(form.Config{
		Fields: fields, Calendar: d.Calendar(),
		OnSave: func(map[string]string) { do(q) }, OnLeave: q.close,
		OnChange: func(string, string) {
			if changed != nil {
				changed(q)
			}
		},
	})
	q.form.SetValues(start)
	heading := kit.NewParagraph(title, 15, look.ToneNormal) // of a long name it takes two lines rather than a wider box
	heading.Bold, heading.Most = true, 3
	parts := box.Parts{
		Head: container.New(proseHeight{width}, heading), Long: kit.NewParagraph(text, look.TextSize, look.ToneSoft),
		Body: container.New(formAndRest{rest}, q.form, q.below),
		Foot: kit.NewTrailing(kit.NewButton("取消", q.close), q.agree), Width: width,
	}
	c := d.Native().Canvas()
	q.popUp = widget.NewModalPopUp(box.NewBox(box.NewParts(c, parts), q.close), c)
	q.popUp.Show()
	if input := q.form.Input(fields[0].Key); input != nil {
		d.Native().Canvas().Focus(input)
	}
	return q
}

func (q *question) close() { box.CloseBox(q.popUp) }

// formAndRest places a form and, below it, what has a height of its own.
type formAndRest struct{ rest float32 }

// MinSize implements fyne.Layout.
func (l formAndRest) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(0, l.rest)
}

// Layout implements fyne.Layout.
func (l formAndRest) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	height := max(size.Height-l.rest, 0)
	look.Place(objects[0], 0, 0, size.Width, height)
	look.Place(objects[1], 0, height, size.Width, size.Height-height)
}

// proseHeight gives a paragraph the height it needs at a width.
type proseHeight struct{ width float32 }

// MinSize implements fyne.Layout.
func (l proseHeight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(100, objects[0].(*kit.Paragraph).HeightFor(l.width))
}

// Layout implements fyne.Layout.
func (l proseHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	look.Place(objects[0], 0, 0, size.Width, size.Height)
}
