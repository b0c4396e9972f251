package form

import (
	"cmp"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/data/rows"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
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
	label *fieldLabel
	star  *kit.Label
	err   *kit.Paragraph
	note  *fieldNote
	long  float32 // the label column with the longest label of the form whole
	width float32 // of the label column
	room  float32 // of the input at the last layout; the height of an error follows from it
	tall  float32 // height at the last look

	whole, shown string // a value too long for the field, and what the field shows of it

	refused string // what was typed into the list of the field and is not taken
	told    bool   // a save was refused for it; the next one is for saving without it
	kept    bool   // the note says that something was not taken and the value stands
}

// The label column is labelWidth wide, and in a form with room as wide as the longest label up to labelShare of the form. A longer label takes two lines.
const (
	labelWidth float32 = 140
	labelShare float32 = 0.3
)

func newFormLine(f *Form, field Field, labels float32) *formLine {
	l := &formLine{
		form: f, field: field, long: labels, width: min(labels, labelWidth),
		label: newFieldLabel(field.Label, field.Kind == FieldHeading), star: kit.NewLabel("*", look.TextSize, look.ToneLate),
		err: kit.NewParagraph("", look.SmallText, look.ToneLate), note: newFieldNote(field.Noted),
	}
	if field.Kind != FieldHeading {
		l.label.menu = l.menu
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
		check.host = l.host()
		setEnabled(check, !l.field.ReadOnly)
		return check
	case FieldChoice, FieldPicker:
		return l.makePicker()
	case FieldSeveral:
		return l.makeSeveral()
	case FieldDate:
		d := NewDateField(l.form.config.Calendar)
		d.Read = l.field.Read
		if after := l.field.After; after != nil {
			d.After = func() string { return after(l.form.valueOf) }
		}
		d.OnDate = func(string, error) { l.form.changed(l) }
		l.prepare(&d.Entry)
		return d
	case FieldMultiLine:
		lines := l.field.Lines
		if lines == 0 {
			lines = 4
		}
		a := editor.NewArea(lines)
		a.OnChanged = func(string) { l.form.changed(l) }
		l.prepareArea(a)
		return a
	case FieldRows:
		return l.makeRows()
	default:
		e := kit.NewEntry()
		e.OnChanged = func(string) { l.form.changed(l) }
		e.Most, e.OnTooMuch = l.field.Most, func(words string) { l.setError("「" + l.field.Label + "」" + words) }
		l.prepare(e)
		l.suggest(e)
		return e
	}
}

func (l *formLine) makePicker() *Picker {
	p := NewPicker(l.field.Options)
	p.Required, p.Free, p.FreeWord, p.Create = l.field.Required, l.field.Free, l.field.FreeWord, l.field.Create
	p.FreeAs, p.Like = l.field.FreeAs, l.field.Like
	p.OnChosen = func(string) { l.form.changed(l) }
	p.OnRefused = l.refuseChoice
	p.SetRecent(l.recent())
	p.OnRecent = l.setRecent
	p.host = l.host()
	if l.field.Hint != "" {
		p.PlaceHolder = l.field.Hint
	}
	setEnabled(p, !l.field.ReadOnly)
	return p
}

func (l *formLine) makeSeveral() *Several {
	s := NewSeveral(l.field.Options)
	s.Free, s.FreeWord, s.Ordered, s.Create = l.field.Free, l.field.FreeWord, l.field.Ordered, l.field.Create
	s.OnValues = func([]string) { l.form.changed(l) }
	s.OnRefused = l.refuse
	s.SetRecent(l.recent())
	s.OnRecent = l.setRecent
	s.host = l.host()
	if l.field.Hint != "" {
		s.PlaceHolder = l.field.Hint
	}
	setEnabled(s, !l.field.ReadOnly)
	return s
}

// makeRows makes a table over the whole width, whose box for a row is a form with this one's calendar and memory.
func (l *formLine) makeRows() *rowsField {
	s := newRowsField(l.field)
	s.host = l.host()
	s.onRows = func() { l.form.changed(l) }
	s.moved = func(top, bottom float32) { l.form.reveal(l.Position().Y+top, l.Position().Y+bottom) }
	s.ask = func(title string, row rows.Row, adding bool) { showRowBox(s, l.form.config, title, row, adding) }
	return s
}

// recentKey is where the choices made lately in this field are remembered, "" for nowhere.
func (l *formLine) recentKey() string {
	if c := l.form.config; c.Prefs != nil && c.Key != "" {
		return c.Key + ".recent." + l.field.Key
	}
	return ""
}

func (l *formLine) recent() []string {
	if key := l.recentKey(); key != "" {
		if text := l.form.config.Prefs.Get(key); text != "" {
			values := strings.Split(text, "\n")
			return values[:min(len(values), recentMost)]
		}
	}
	return nil
}

func (l *formLine) setRecent(values []string) {
	if key := l.recentKey(); key != "" {
		l.form.config.Prefs.Set(key, strings.Join(values, "\n"))
	}
}

// prepare gives a text field the form's keys; what the field itself does with a key comes first.
func (l *formLine) prepare(e *kit.Entry) {
	e.OnShortcut = l.form.Shortcut
	own := e.OnKey
	e.OnKey = func(ev *fyne.KeyEvent) bool { return own != nil && own(ev) || l.key(ev) }
	e.OnFocus = l.host().focused
	e.OnWheel = func(ev *fyne.ScrollEvent) { l.form.scroll.Scrolled(ev) }
	e.OnSubmitted = func(string) {
		if l.form.enter != nil {
			l.form.enter()
		}
	}
	tidy := e.OnBlur
	e.OnBlur = func() {
		if tidy != nil {
			tidy()
		}
		l.left()
	}
	if l.field.Hint != "" {
		e.PlaceHolder = l.field.Hint
	}
	if l.field.ReadOnly {
		e.Disable()
	}
}

// prepareArea is prepare for a field of several lines, whose caret the form keeps in sight.
func (l *formLine) prepareArea(a *editor.Area) {
	a.OnShortcut, a.OnKey, a.OnFocus, a.OnBlur = l.form.Shortcut, l.key, l.host().focused, l.left
	a.OnWheel = func(ev *fyne.ScrollEvent) { l.form.scroll.Scrolled(ev) }
	a.Moved = func() {
		if at, height := a.Caret(); a.Focused {
			top := l.Position().Y + a.Position().Y + at.Y
			l.form.reveal(top, top+height)
		}
	}
	if l.field.Hint != "" {
		a.SetPlaceHolder(l.field.Hint)
	}
	if l.field.ReadOnly {
		a.Disable()
	}
}

// suggest offers usual words behind an arrow; any other text may be typed.
func (l *formLine) suggest(e *kit.Entry) {
	if len(l.field.Suggest) == 0 || l.field.ReadOnly {
		return
	}
	e.ActionItem = newArrow("∨", func() {
		var items []*fyne.MenuItem
		for _, word := range l.field.Suggest {
			items = append(items, fyne.NewMenuItem(word, func() { e.SetText(word) }))
		}
		at := look.PositionOf(e)
		menu.PopUp(e, at.AddXY(0, e.Size().Height+2), items)
	})
}

func setEnabled(o fyne.Disableable, on bool) {
	if on {
		o.Enable()
	} else {
		o.Disable()
	}
}

// valueOf is the value of the field with the key; "" where there is none.
func (f *Form) valueOf(key string) string {
	if l := f.line(key); l != nil {
		return l.value()
	}
	return ""
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
	case *Several:
		return in.Value()
	case *DateField:
		if iso, err := in.Value(); err == nil {
			return iso
		}
		return in.Text
	case *kit.Entry:
		return l.wholeOf(in.Text, strings.TrimSpace(in.Text))
	case *editor.Area:
		return strings.TrimRight(in.Text(), " \n\t")
	case *rowsField:
		return in.Value()
	}
	return ""
}

// typed is the value as it stands in the field.
func (l *formLine) typed() string {
	switch in := l.input.(type) {
	case *DateField:
		return in.Text
	case *kit.Entry:
		return l.wholeOf(in.Text, in.Text)
	case *editor.Area:
		return in.Text()
	}
	return l.value()
}

func (l *formLine) setValue(value string) {
	switch in := l.input.(type) {
	case *checkBox:
		in.set(value == yes)
	case *Picker:
		in.SetValue(value)
	case *Several:
		in.SetValue(value)
	case *DateField:
		in.SetText(value)
	case *kit.Entry:
		l.setLine(in, value)
	case *editor.Area:
		in.SetText(value)
	case *rowsField:
		in.SetValue(value)
	}
}

// settled tells the input that what it holds is saved.
func (l *formLine) settled() {
	if in, ok := l.input.(interface{ settled() }); ok {
		in.settled()
		l.resize()
	}
}

// left shows what is wrong with what was typed once the field is left; a field left empty is only spoken of when it is to be saved.
func (l *formLine) left() {
	if !box.Blank(l.value()) && l.value() != l.form.start[l.field.Key] {
		l.check()
	}
}

// settle has a save refused once for what was typed and is not taken: whoever saves again has read that it is not.
func (l *formLine) settle() {
	if l.told {
		l.refused = ""
	}
	if l.told = l.refused != ""; l.told && l.fault() == "" {
		l.refused += saveAgain
	}
}

const saveAgain = "；不填它，就再保存一次"

// check shows what is wrong with the value and tells whether nothing is.
func (l *formLine) check() bool {
	l.setError(cmp.Or(l.refused, l.fault()))
	return l.err.Text == ""
}

// fault says what is wrong with the value. What was stored once and is not changed is not refused: the record could not be mended elsewhere.
func (l *formLine) fault() string {
	value := l.value()
	if l.field.Kind == FieldHeading || l.field.ReadOnly {
		return ""
	}
	if box.Blank(value) {
		if l.field.Required {
			return "请填写" + l.field.Label
		}
		return ""
	}
	if value == l.form.start[l.field.Key] {
		return ""
	}
	switch in := l.input.(type) {
	case *DateField:
		if _, err := in.Value(); err != nil {
			return err.Error()
		}
	case *kit.Entry:
		if l.field.Kind == FieldInt {
			if _, err := strconv.ParseInt(kit.HalfWidth(value), 10, 64); err != nil {
				return l.field.Label + "要填整数"
			}
		}
	case *rowsField:
		if sentence := in.fault(); sentence != "" {
			return sentence
		}
	}
	if l.field.Validate != nil {
		if err := l.field.Validate(value); err != nil {
			return err.Error()
		}
	}
	return ""
}

// refuse says that what was typed into the list is not taken; "" takes that back: something else is, or nothing is to be.
func (l *formLine) refuse(sentence string) {
	l.unkept()
	l.refused, l.told = sentence, false
	l.setError(sentence)
}

// refuseChoice is refuse in a field of one value. One that has its value keeps it, says so, and is saved with it.
func (l *formLine) refuseChoice(sentence string) {
	if sentence == "" || box.Blank(l.value()) {
		l.refuse(sentence)
		return
	}
	l.refuse("")
	l.kept = true
	l.note.set(sentence+"；仍是原来的", look.ToneDue, fieldHost{}, nil)
	l.resize()
}

// unkept takes away what was said of the value that was kept.
func (l *formLine) unkept() {
	if l.kept {
		l.kept = false
		l.note.set("", look.ToneMuted, fieldHost{}, nil)
		l.resize()
	}
}

func (l *formLine) setError(sentence string) {
	if sentence == l.err.Text {
		return
	}
	l.err.SetText(sentence)
	if in, ok := l.input.(interface{ SetInvalid(bool) }); ok {
		in.SetInvalid(sentence != "")
	}
	l.resize()
}

// resize has the form laid out anew when the line needs another height: tags were added, an error or a note is to be shown.
func (l *formLine) resize() {
	if h := l.MinSize().Height; h != l.tall {
		l.tall = h
		l.Refresh()
		l.form.arrange()
	}
}

func (l *formLine) errorHeight() float32 {
	if l.err.Text == "" {
		return 0
	}
	return look.Ceil(l.err.HeightFor(max(l.room, 120)))
}

func (l *formLine) noteHeight() float32 {
	if l.field.Noted {
		return noteHeight
	}
	return l.note.heightFor(max(l.room, 120))
}

func (l *formLine) minSize() fyne.Size {
	if l.field.Kind == FieldHeading {
		return fyne.NewSize(l.width, 34)
	}
	return fyne.NewSize(l.width+140, max(l.input.MinSize().Height, look.FieldHeight)+l.errorHeight()+l.noteHeight())
}

func (l *formLine) layout(size fyne.Size) {
	if l.field.Kind == FieldHeading {
		look.Place(l.label, 0, 6, size.Width, 28)
		return
	}
	look.Place(l.label, 0, 0, l.width-20, fieldText)
	look.Place(l.star, l.width-16, 0, 10, fieldText)
	below := size.Height - l.errorHeight() - l.noteHeight()
	left := l.width
	if l.field.Kind == FieldRows {
		left = 0
	}
	look.Place(l.input, left, 0, size.Width-left, below)
	look.Place(l.err, l.width+look.FieldPad, below, l.room, l.errorHeight())
	look.Place(l.note, l.width+look.FieldPad, size.Height-l.noteHeight(), l.room, l.noteHeight())
}

// fit tells the line how wide it will be before its height is asked for: the width decides how many lines tags and sentences take.
func (l *formLine) fit(width float32) {
	l.width = min(l.long, max(labelWidth, width*labelShare))
	l.room = max(width-l.width-look.FieldPad, 0)
	switch in := l.input.(type) {
	case *Several:
		in.width = width - l.width
	case *editor.Area:
		in.Fit(width - l.width)
	case *rowsField:
		in.indent = l.width
		in.fit(width)
	}
	l.tall = l.MinSize().Height
}

// CreateRenderer implements fyne.Widget.
func (l *formLine) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{l.label, l.star, l.input, l.note, l.err}
	if l.field.Kind == FieldRows { // it lies under its label, which has a menu of its own
		objects = []fyne.CanvasObject{l.input, l.label, l.star, l.note, l.err}
	}
	return &look.Renderer{Widget: l, Parts: objects, Least: l.minSize, Arrange: l.layout}
}

// Held implements Holder.
func (l *formLine) Held() []fyne.CanvasObject { return []fyne.CanvasObject{l.input, l.note} }
