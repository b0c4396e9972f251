package kit

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// The words of a checked field.
const (
	yes = "是"
	no  = "否"
)

// formLine is one field of a form: label, required mark, input, and the sentence that says what is wrong with it.
type formLine struct {
	widget.BaseWidget

	form  *Form
	field Field
	input fyne.CanvasObject
	label *Label
	star  *Label
	err   *Label
	width float32 // of the label column
}

func newFormLine(f *Form, field Field, labels float32) *formLine {
	l := &formLine{
		form: f, field: field, width: labels,
		label: NewLabel(field.Label, TextSize, ToneSoft), star: NewLabel("*", TextSize, ToneLate), err: NewLabel("", SmallText, ToneLate),
	}
	l.label.Align = fyne.TextAlignTrailing
	l.err.Min = 40
	if field.Kind == FieldHeading {
		l.label.Align, l.label.Bold, l.label.Tone = fyne.TextAlignLeading, true, ToneNormal
	}
	l.star.Hidden = !field.Required
	l.input = l.make()
	l.ExtendBaseWidget(l)
	return l
}

func (l *formLine) make() fyne.CanvasObject {
	switch l.field.Kind {
	case FieldHeading:
		return canvas.NewRectangle(nil)
	case FieldBool:
		check := newCheckBox(func(bool) { l.form.changed(l) })
		setEnabled(check, !l.field.ReadOnly)
		return check
	case FieldChoice, FieldPicker:
		p := NewPicker(l.field.Options)
		p.Required = l.field.Required
		p.OnChosen = func(string) { l.form.changed(l) }
		if l.field.Hint != "" {
			p.PlaceHolder = l.field.Hint
		}
		setEnabled(p, !l.field.ReadOnly)
		return p
	case FieldDate:
		d := NewDateField(l.form.config.Calendar)
		d.OnDate = func(string, error) { l.form.changed(l) }
		l.prepare(&d.Entry)
		return d
	case FieldMultiLine:
		lines := l.field.Lines
		if lines == 0 {
			lines = 4
		}
		e := NewMultiLineEntry(lines)
		e.OnChanged = func(string) { l.form.changed(l) }
		l.prepare(e)
		return e
	default:
		e := NewEntry()
		e.OnChanged = func(string) { l.form.changed(l) }
		l.prepare(e)
		l.suggest(e)
		return e
	}
}

func (l *formLine) prepare(e *Entry) {
	e.OnShortcut = l.form.shortcut
	e.OnEscape = l.form.escape
	if l.field.Hint != "" {
		e.PlaceHolder = l.field.Hint
	}
	if l.field.ReadOnly {
		e.Disable()
	}
}

// suggest offers usual words behind an arrow; any other text may be typed.
func (l *formLine) suggest(e *Entry) {
	if len(l.field.Suggest) == 0 || l.field.ReadOnly {
		return
	}
	e.ActionItem = newArrow("▾", func() {
		var items []*fyne.MenuItem
		for _, word := range l.field.Suggest {
			items = append(items, fyne.NewMenuItem(word, func() { e.SetText(word) }))
		}
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(e)
		popUpMenu(e, at.AddXY(0, e.Size().Height+2), items)
	})
}

func setEnabled(o fyne.Disableable, on bool) {
	if on {
		o.Enable()
	} else {
		o.Disable()
	}
}

func (l *formLine) value() string {
	switch in := l.input.(type) {
	case *checkBox:
		if in.on {
			return yes
		}
		return no
	case *Picker:
		return in.Value()
	case *DateField:
		if iso, err := in.Value(); err == nil {
			return iso
		}
		return in.Text
	case *Entry:
		if l.field.Kind == FieldMultiLine {
			return strings.TrimRight(in.Text, " \n\t")
		}
		return strings.TrimSpace(in.Text)
	}
	return ""
}

func (l *formLine) setValue(value string) {
	switch in := l.input.(type) {
	case *checkBox:
		in.set(value == yes)
	case *Picker:
		in.SetValue(value)
	case *DateField:
		in.SetText(value)
	case *Entry:
		in.SetText(value)
	}
}

// check shows what is wrong with the value and tells whether nothing is.
func (l *formLine) check() bool {
	l.setError(l.fault())
	return l.err.Text == ""
}

func (l *formLine) fault() string {
	value := l.value()
	if l.field.Kind == FieldHeading || l.field.ReadOnly {
		return ""
	}
	if blank(value) {
		if l.field.Required {
			return "请填写" + l.field.Label
		}
		return ""
	}
	switch in := l.input.(type) {
	case *DateField:
		if _, err := in.Value(); err != nil {
			return err.Error()
		}
	case *Entry:
		if l.field.Kind == FieldInt {
			if _, err := strconv.ParseInt(halfWidth(value), 10, 64); err != nil {
				return l.field.Label + "要填整数"
			}
		}
	}
	if l.field.Validate != nil {
		if err := l.field.Validate(value); err != nil {
			return err.Error()
		}
	}
	return ""
}

func (l *formLine) setError(sentence string) {
	if sentence == l.err.Text {
		return
	}
	l.err.SetText(sentence)
	if in, ok := l.input.(interface{ setInvalid(bool) }); ok {
		in.setInvalid(sentence != "")
	}
	l.Refresh()
}

const errorHeight float32 = 18

// CreateRenderer implements fyne.Widget.
func (l *formLine) CreateRenderer() fyne.WidgetRenderer {
	heading := l.field.Kind == FieldHeading
	return &drawn{
		widget: l, objects: []fyne.CanvasObject{l.label, l.star, l.input, l.err},
		min: func() fyne.Size {
			if heading {
				return fyne.NewSize(l.width, 34)
			}
			size := fyne.NewSize(l.width+140, max(l.input.MinSize().Height, FieldHeight))
			if l.err.Text != "" {
				size.Height += errorHeight
			}
			return size
		},
		layout: func(size fyne.Size) {
			if heading {
				place(l.label, 0, 6, size.Width, 28)
				return
			}
			place(l.label, 0, 0, l.width-20, FieldHeight)
			place(l.star, l.width-16, 0, 10, FieldHeight)
			h := size.Height
			if l.err.Text != "" {
				h -= errorHeight
			}
			place(l.input, l.width, 0, size.Width-l.width, h)
			place(l.err, l.width+2, h, size.Width-l.width-2, errorHeight)
		},
	}
}
