package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/data/fold"
)

// Option is one thing that can be chosen in a field.
type Option struct {
	Value string // what is stored
	Label string // what is shown; "" means Value
	Note  string // quiet text beside it in the list, e.g. the person's unit
	Key   string // folded search key; "" means fold.Name of the label
}

func (o Option) label() string {
	if o.Label == "" {
		return o.Value
	}
	return o.Label
}

// Picker chooses one of many: press a key or click, then type Chinese, pinyin or initials. What was chosen lately comes first. Up to some
// ten thousand options are searched at each key. It is a field that opens a list with its own search box, because in Fyne whatever lies
// over the window also takes the keyboard.
type Picker struct {
	widget.BaseWidget

	PlaceHolder string
	OnChosen    func(value string) // by the user, not by SetValue
	Required    bool               // then the list has no entry that takes the choice back

	options  []Option
	keys     []string
	recent   []string // values, newest first
	value    string
	disabled bool
	focused  bool
	invalid  bool

	popUp *widget.PopUp
	back  *canvas.Rectangle
	text  *Label
	mark  *canvas.Text
}

var (
	_ fyne.Tappable      = (*Picker)(nil)
	_ fyne.Focusable     = (*Picker)(nil)
	_ fyne.Disableable   = (*Picker)(nil)
	_ desktop.Cursorable = (*Picker)(nil)
)

// NewPicker makes a picker without a choice.
func NewPicker(options []Option) *Picker {
	p := &Picker{PlaceHolder: "请选择", text: NewLabel("", TextSize, ToneNormal)}
	p.ExtendBaseWidget(p)
	p.SetOptions(options)
	return p
}

// SetOptions changes what can be chosen; the choice stands, even when it is not among them.
func (p *Picker) SetOptions(options []Option) {
	p.options = options
	p.keys = nil
	p.Refresh()
}

// SetRecent says what was chosen lately, newest first; the picker adds to it.
func (p *Picker) SetRecent(values []string) { p.recent = values }

// Recent lists what was chosen lately, for remembering.
func (p *Picker) Recent() []string { return p.recent }

// Value is the chosen option's value, "" for none.
func (p *Picker) Value() string { return p.value }

// SetValue chooses without calling OnChosen.
func (p *Picker) SetValue(value string) {
	p.value = value
	p.Refresh()
}

// Label is what the field shows: the chosen option's label, or the value itself when it is not among the options.
func (p *Picker) Label() string {
	for _, o := range p.options {
		if o.Value == p.value {
			return o.label()
		}
	}
	return p.value
}

// search finds the options for what is typed: lately chosen ones first, then those whose
// name, pinyin or initials begin with it, then the others.
func (p *Picker) search(query string) []int {
	if p.keys == nil {
		p.keys = make([]string, len(p.options))
		for i, o := range p.options {
			p.keys[i] = o.Key
			if o.Key == "" {
				p.keys[i] = fold.Name(o.label())
			}
		}
	}
	var begins, others []int
	recent := make([]int, 0, len(p.recent))
	plain := fold.Plain(query)
	for i, o := range p.options {
		if !fold.Match(p.keys[i], query) {
			continue
		}
		switch {
		case slices.Contains(p.recent, o.Value):
			recent = append(recent, i)
		case plain != "" && strings.Contains(" "+p.keys[i], " "+plain):
			begins = append(begins, i)
		default:
			others = append(others, i)
		}
	}
	slices.SortFunc(recent, func(a, b int) int {
		return slices.Index(p.recent, p.options[a].Value) - slices.Index(p.recent, p.options[b].Value)
	})
	return slices.Concat(recent, begins, others)
}

// open shows the list over the field, with query typed already.
func (p *Picker) open(query string) {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(p)
	if c == nil || p.disabled {
		return
	}
	list := newPickList(p)
	p.popUp = widget.NewPopUp(list, c)
	at := driver.AbsolutePositionForObject(p)
	size := list.MinSize()
	size.Width = max(size.Width, p.Size().Width)
	if at.Y+size.Height > c.Size().Height {
		at.Y = max(c.Size().Height-size.Height-4, 0)
	}
	p.popUp.Resize(size)
	p.popUp.ShowAtPosition(at)
	c.Focus(list.entry)
	list.entry.SetText(query)
	list.entry.CursorColumn = len([]rune(query))
	list.find(query)
}

func (p *Picker) close() {
	p.popUp.Hide()
	focus(p)
}

func (p *Picker) choose(value string) {
	p.close()
	if value != "" {
		p.recent = append([]string{value}, slices.DeleteFunc(p.recent, func(v string) bool { return v == value })...)
		p.recent = p.recent[:min(len(p.recent), 8)]
	}
	if value != p.value {
		p.SetValue(value)
		if p.OnChosen != nil {
			p.OnChosen(value)
		}
	}
}

// Tapped implements fyne.Tappable.
func (p *Picker) Tapped(*fyne.PointEvent) {
	focus(p)
	p.open("")
}

// Cursor implements desktop.Cursorable.
func (p *Picker) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained implements fyne.Focusable.
func (p *Picker) FocusGained() { p.focused = true; p.Refresh() }

// FocusLost implements fyne.Focusable.
func (p *Picker) FocusLost() { p.focused = false; p.Refresh() }

// TypedRune implements fyne.Focusable.
func (p *Picker) TypedRune(r rune) {
	if r != ' ' {
		p.open(string(r))
	}
}

// TypedKey implements fyne.Focusable.
func (p *Picker) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.open("")
	case fyne.KeyDelete, fyne.KeyBackspace:
		if !p.disabled && !p.Required && p.value != "" {
			p.SetValue("")
			if p.OnChosen != nil {
				p.OnChosen("")
			}
		}
	default:
		forwardKey(p, ev)
	}
}

// Enable implements fyne.Disableable.
func (p *Picker) Enable() { p.disabled = false; p.Refresh() }

// Disable implements fyne.Disableable.
func (p *Picker) Disable() { p.disabled = true; p.Refresh() }

// Disabled implements fyne.Disableable.
func (p *Picker) Disabled() bool { return p.disabled }

func (p *Picker) setInvalid(invalid bool) {
	p.invalid = invalid
	p.Refresh()
}

func (p *Picker) paint() {
	fill, edge := ColorSurface, ColorFieldLine
	if p.disabled {
		fill = ColorHeader
	} else if p.invalid {
		edge = ColorLate
	} else if p.focused {
		edge = ColorAccent
	}
	p.back.FillColor, p.back.StrokeColor, p.mark.Color = Paint(fill), Paint(edge), Paint(ColorMuted)
	p.back.Refresh()
	p.mark.Refresh()
	if p.value == "" {
		p.text.Set(p.PlaceHolder, ToneMuted)
	} else {
		p.text.Set(p.Label(), ToneNormal)
	}
}

// CreateRenderer implements fyne.Widget.
func (p *Picker) CreateRenderer() fyne.WidgetRenderer {
	p.back = canvas.NewRectangle(nil)
	p.back.StrokeWidth, p.back.CornerRadius = Hairline, FieldRadius
	p.mark = newText("▾", TextSize, false, ColorMuted)
	p.paint()
	return &drawn{
		widget: p, objects: []fyne.CanvasObject{p.back, p.text, p.mark},
		min: func() fyne.Size { return fyne.NewSize(120, FieldHeight) },
		layout: func(size fyne.Size) {
			h := min(size.Height, FieldHeight)
			place(p.back, 0, 0, size.Width, h)
			place(p.text, 8, 0, size.Width-32, h)
			place(p.mark, size.Width-22, 0, 14, h)
		},
		paint: p.paint,
	}
}
