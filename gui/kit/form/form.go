// Package form is the one form of the window: lines of fields, checked as they are left, kept as a draft and filled by keyboard alone; and the
// fields it has: dates, choices of one or several, tables of rows.
package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// FieldKind chooses the input of a field.
type FieldKind int

// The inputs a form has. Values are text: dates ISO, 是 or 否 for FieldBool, plain digits for FieldInt, the options'
// values joined by 、 for FieldSeveral, the text form of package rows for FieldRows, the option's value for the rest.
const (
	FieldText FieldKind = iota
	FieldMultiLine
	FieldDate
	FieldChoice // a few options
	FieldPicker // many options, searched by name, pinyin and initials
	FieldBool
	FieldInt
	FieldSeveral // several values as tags, searched like a picker's
	FieldHeading // no input: the heading of a section
	FieldRows    // a table of rows with columns of their own, in the text form of package rows
)

// Field declares one line of a form.
type Field struct {
	Key      string
	Label    string
	Kind     FieldKind
	Required bool
	ReadOnly bool
	Options  []Option                            // FieldChoice, FieldPicker, FieldSeveral
	Free     bool                                // of these: what is typed can be taken although it is not offered
	FreeWord string                              // of these: what such a one is called in the list, e.g. 名册外; "": 填写
	FreeAs   func(text string) string            // of a picker: the value such a one is taken as; nil: as it is typed
	Like     func(text string) []int             // of a picker: the options that a text which none is called may be meant for; nil: none
	Ordered  bool                                // FieldSeveral, FieldRows: the order counts and can be changed
	Suggest  []string                            // FieldText: usual words, offered but not enforced
	Validate func(value string) error            // its text is shown at the field; blank and unchanged values are not asked about
	Hint     string                              // quiet words in the empty field
	When     func(values map[string]string) bool // whether the form has the field while its fields hold these values; nil: always
	Noted    bool                                // a note comes and goes while it is typed into: it is one line, whose room is kept
	Most     int                                 // FieldText: characters that can be typed; 0: kit.EntryMost
	Lines    int                                 // FieldMultiLine; 0: 4
	Read     func(text string) (string, error)   // FieldDate: reads what is not a whole date, e.g. a month alone; may be nil

	// After is, of FieldDate, the day that the date lies after, by the values of the other fields; "" where none is known. nil: there is none.
	After func(value func(key string) string) string

	Columns []Field                            // FieldRows: the fields of a row
	Ticks   string                             // FieldRows: the column of kind FieldBool that Space ticks in the row chosen; "": none
	Default string                             // of a column: what a new row has
	Next    string                             // of a column: what a new row behind others has; "": Default
	RowName func(row map[string]string) string // FieldRows: what a row is called in a sentence; nil: by its first column that is filled in

	// Create makes a new option called text for a field with options; nil: it has no ＋新建. done is called on the window's thread, at once or
	// later: the option is added and chosen, or the error's text is shown at the field.
	Create func(text string, done func(Option, error))
}

// Config declares a form. Its keys act in every field; see Shortcut and Key for when none has the keyboard.
type Config struct {
	Fields     []Field
	Calendar   Calendar
	Prefs      kit.Prefs                      // remembers what was chosen lately in each field; nil: until the form is gone
	Key        string                         // under which it is remembered: roster.members
	OnSave     func(values map[string]string) // Ctrl+S or Save, only when every field is valid
	OnSaveNext func(values map[string]string) // Ctrl+Enter, likewise: save and go on to the next record
	OnStep     func(by int)                   // PgUp and PgDn: to the record before (-1) or after (1)
	OnLeave    func()                         // Esc
	OnFault    func()                         // before a field that is refused gets the keyboard: brings the form to the front
	OnHistory  func(key string)               // 查看历史/恢复… of a field's label; nil: not offered
	OnDirty    func(dirty bool)               // when the first change is made or the last taken back
	OnChange   func(key, value string)        // after each change by the user
}

// Form is the one way records are edited: labels aligned on the left, errors in words at the field, nothing kept until it is saved.
type Form struct {
	widget.BaseWidget

	config Config
	lines  []*formLine
	start  map[string]string
	dirty  bool
	setup  bool // values are being set by the program

	fitting bool // the box around the form is being given its height
	column  *fyne.Container
	scroll  *container.Scroll
	hint    *kit.Paragraph // what the field with the keyboard is about, under the fields
	enter   func()         // Enter in a field of one line of text; nil: nothing
}

// New makes a form with empty fields.
func New(c Config) *Form {
	f := &Form{config: c, start: map[string]string{}, hint: kit.NewParagraph("", look.SmallText, look.ToneMuted)}
	var labels float32
	for _, field := range c.Fields {
		if field.Kind != FieldHeading {
			labels = max(labels, look.TextWidth(field.Label, look.TextSize))
		}
	}
	f.column = container.New(formColumn{kit.Gapped{Gap: 8}})
	for _, field := range c.Fields {
		line := newFormLine(f, field, labels+22)
		f.lines = append(f.lines, line)
		f.column.Add(line)
	}
	f.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, formMarginY, 0, formMarginX), f.column))
	f.scroll.SetMinSize(fyne.NewSize(260, 160))
	for _, line := range f.lines {
		f.start[line.field.Key] = line.value()
	}
	f.ExtendBaseWidget(f)
	f.showLines(nil)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *Form) CreateRenderer() fyne.WidgetRenderer {
	return &look.Renderer{
		Widget: f, Parts: []fyne.CanvasObject{f.scroll, f.hint}, Least: f.scroll.MinSize, Arrange: f.layout,
	}
}

func (f *Form) line(key string) *formLine {
	for _, l := range f.lines {
		if l.field.Key == key && l.field.Kind != FieldHeading {
			return l
		}
	}
	return nil
}

// SetValues puts a record into the form: fields without a value become blank, and the form is clean.
func (f *Form) SetValues(values map[string]string) {
	f.setup = true
	for _, l := range f.lines {
		l.refuse("")
		l.note.set("", look.ToneMuted, fieldHost{}, nil)
		l.setValue(values[l.field.Key])
		l.resize()
		f.start[l.field.Key] = l.value()
	}
	f.setup = false
	f.showLines(nil)
	f.scroll.ScrollToTop()
	f.setDirty(false)
}

// Set changes one field as if the user had.
func (f *Form) Set(key, value string) {
	if l := f.line(key); l != nil {
		l.setValue(value)
		f.changed(l)
	}
}

// Values are the fields' values by key. A date that cannot be read is given as typed; Check refuses it.
func (f *Form) Values() map[string]string {
	out := make(map[string]string, len(f.lines))
	for _, l := range f.lines {
		if l.field.Kind != FieldHeading {
			out[l.field.Key] = l.value()
		}
	}
	return out
}

// Changed are the values that differ from those last set or saved.
func (f *Form) Changed() map[string]string {
	out := map[string]string{}
	for _, l := range f.lines {
		if v := l.value(); l.field.Kind != FieldHeading && v != f.start[l.field.Key] {
			out[l.field.Key] = v
		}
	}
	return out
}

// Dirty tells whether anything differs from what was last set or saved.
func (f *Form) Dirty() bool { return f.dirty }

// MarkSaved makes what the form holds the clean state.
func (f *Form) MarkSaved() {
	for _, l := range f.lines {
		f.start[l.field.Key] = l.value()
		l.settled()
	}
	f.setDirty(false)
}

// MarkSavedAs makes the values that were stored the clean state: what was typed while they were being stored still differs.
func (f *Form) MarkSavedAs(stored map[string]string) {
	for key, value := range stored {
		f.start[key] = value
		if l := f.line(key); l != nil {
			l.settled()
		}
	}
	f.setDirty(len(f.Changed()) > 0)
}

// SetOptions changes what a choice or picker offers.
func (f *Form) SetOptions(key string, options []Option) {
	if l := f.line(key); l != nil {
		if in, ok := l.input.(interface{ SetOptions([]Option) }); ok {
			in.SetOptions(options)
			l.resize()
		}
	}
}

// SetError shows a sentence at a field, e.g. one the store refused it with; "" takes it away. False when there is no such field.
func (f *Form) SetError(key, sentence string) bool {
	l := f.line(key)
	if l == nil || !l.Visible() {
		return false
	}
	l.setError(sentence)
	return true
}

// Check shows what is wrong at each field, moves to the first that is, and tells whether nothing is.
func (f *Form) Check() bool {
	var first *formLine
	for _, l := range f.lines {
		l.settle()
		if l.Visible() && !l.check() && first == nil {
			first = l
		}
	}
	if first == nil {
		return true
	}
	if f.config.OnFault != nil {
		f.config.OnFault()
	}
	f.FocusField(first.field.Key)
	return false
}

// Save checks the form and hands its values to OnSave. The caller tells of success with MarkSaved.
func (f *Form) Save() {
	if f.Check() && f.config.OnSave != nil {
		f.config.OnSave(f.Values())
	}
}

// SaveNext is Save with OnSaveNext.
func (f *Form) SaveNext() {
	if f.Check() && f.config.OnSaveNext != nil {
		f.config.OnSaveNext(f.Values())
	}
}

// FocusField scrolls to a field and gives it the keyboard; "" means the first that can be edited. A form not drawn yet does not know its window: give its
// Input to the canvas then.
func (f *Form) FocusField(key string) {
	o := f.Input(key)
	if o == nil {
		return
	}
	look.Focus(o)
	if l := f.line(key); l != nil {
		f.scrollTo(l) // also when it has the keyboard already
	}
}

// Begin gives a field the keyboard when the form opens in a window, "" the first that can be edited. A date it begins with is selected: what is
// typed takes its place.
func (f *Form) Begin(c fyne.Canvas, key string) {
	o := f.Input(key)
	if o == nil {
		return
	}
	c.Focus(o)
	if date, ok := o.(*DateField); ok {
		date.SelectText()
	}
}

// Input is the input of a field, "" for the first that can be edited; nil when there is none.
func (f *Form) Input(key string) fyne.Focusable {
	for _, l := range f.lines {
		o, ok := l.input.(fyne.Focusable)
		if ok && !l.field.ReadOnly && l.Visible() && (key == "" || l.field.Key == key) {
			return o
		}
	}
	return nil
}

// What the form keeps free beside and below its lines.
const (
	formMarginX float32 = 12
	formMarginY float32 = 8
)

// WholeHeight implements box.Whole.
func (f *Form) WholeHeight(width float32) float32 {
	hint := f.hintHeight(width)
	return f.column.MinSize().Height + formMarginY + hint
}

// arrange lays the lines out anew after one got another height. A box the form is in grows with it.
func (f *Form) arrange() {
	if f.scroll == nil {
		return
	}
	f.column.Layout.Layout(f.column.Objects, f.column.Size())
	f.scroll.Refresh()
	if f.fitting || f.Size().IsZero() {
		return
	}
	if c := look.CanvasOf(f); c != nil {
		f.fitting = true
		box.Fit(c)
		f.fitting = false
	}
}

// formColumn stacks lines whose heights depend on the width.
type formColumn struct{ kit.Gapped }

func (c formColumn) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.(*formLine).fit(size.Width)
	}
	c.Gapped.Layout(objects, size)
}

// scrollMargin keeps what is scrolled to clear of the edge.
const scrollMargin float32 = 12

func (f *Form) scrollTo(l *formLine) { f.reveal(l.Position().Y, l.Position().Y+l.Size().Height) }

func (f *Form) reveal(top, bottom float32) {
	kit.Reveal(f.scroll, max(top-scrollMargin, 0), bottom+scrollMargin)
}

func (f *Form) changed(l *formLine) {
	if f.setup {
		return
	}
	l.refused, l.told = "", false
	l.unkept()
	if l.err.Text != "" {
		l.check() // once a fault is shown it goes as soon as it is mended
	}
	l.resize()
	f.showLines(l)
	f.setDirty(len(f.Changed()) > 0)
	if f.config.OnChange != nil {
		f.config.OnChange(l.field.Key, l.value())
	}
}

func (f *Form) setDirty(dirty bool) {
	if dirty == f.dirty {
		return
	}
	f.dirty = dirty
	if f.config.OnDirty != nil {
		f.config.OnDirty(dirty)
	}
}

// Held implements Holder.
func (f *Form) Held() []fyne.CanvasObject { return []fyne.CanvasObject{f.scroll} }
