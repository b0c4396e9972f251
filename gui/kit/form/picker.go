package form

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// Picker chooses one of many: press a key or click, then type Chinese, pinyin or initials. What was chosen lately comes first. Up to some
// ten thousand options are searched at each key. It is a field that opens a list with its own search box, because in Fyne whatever lies
// over the window also takes the keyboard.
type Picker struct {
	widget.BaseWidget

	PlaceHolder string
	OnChosen    func(value string)       // by the user, not by SetValue
	Required    bool                     // then the list has no entry that takes the choice back
	Free        bool                     // what is typed can be taken although no option is called so, where it is chosen in the list's last row
	FreeWord    string                   // what such a one is called there; "": 填写
	FreeAs      func(text string) string // the value it is taken as; nil: as it is typed
	Like        func(text string) []int  // the options that a text which none is called may be meant for, offered before it; nil: none
	Create      func(text string, done func(Option, error))
	OnRefused   func(sentence string) // what was typed is not taken, or Create answered with an error; "" when it is tried again
	OnRecent    func(values []string) // what was chosen lately changed, newest first

	offer    offer
	host     fieldHost
	value    string
	busy     bool // Create has not answered yet
	disabled bool
	focused  bool
	invalid  bool

	popUp *box.PopUp
	back  *canvas.Rectangle
	text  *kit.Label
	mark  *canvas.Text
}

var (
	_ fyne.Tappable      = (*Picker)(nil)
	_ fyne.Focusable     = (*Picker)(nil)
	_ fyne.Shortcutable  = (*Picker)(nil)
	_ fyne.Tabbable      = (*Picker)(nil)
	_ fyne.Disableable   = (*Picker)(nil)
	_ desktop.Cursorable = (*Picker)(nil)
)

// NewPicker makes a picker without a choice.
func NewPicker(options []Option) *Picker {
	p := &Picker{PlaceHolder: "请选择", text: kit.NewLabel("", look.TextSize, look.ToneNormal)}
	p.ExtendBaseWidget(p)
	p.SetOptions(options)
	return p
}

// SetOptions changes what can be chosen; the choice stands, even when it is not among them.
func (p *Picker) SetOptions(options []Option) {
	p.offer.set(options)
	p.Refresh()
}

// SetRecent says what was chosen lately, newest first; the picker adds to it.
func (p *Picker) SetRecent(values []string) { p.offer.recent = values }

// Recent lists what was chosen lately, for remembering.
func (p *Picker) Recent() []string { return p.offer.recent }

// Value is the chosen option's value, "" for none.
func (p *Picker) Value() string { return p.value }

// SetValue chooses without calling OnChosen.
func (p *Picker) SetValue(value string) {
	p.value = value
	p.Refresh()
}

// Label is what the field shows: the chosen option's label, or the value itself when it is not among the options.
func (p *Picker) Label() string { return p.offer.label(p.value) }

// open shows the list over the field, with query typed already.
func (p *Picker) open(query string) {
	if p.disabled || p.busy {
		return
	}
	list := newPickList(&p.offer, pickAsk{
		none: !p.Required && p.value != "", free: p.Free, word: p.FreeWord, like: p.Like, create: p.Create != nil,
		chosen: func(value string) bool { return value == p.value },
		take:   p.take, leave: p.close, refuse: p.refuse,
	})
	p.popUp = list.show(p, 0, query)
}

func (p *Picker) close() {
	if p.popUp != nil {
		p.popUp.Hide()
	}
	look.Focus(p)
}

// refuse tells that what was typed is not taken, "" when something else is.
func (p *Picker) refuse(sentence string) {
	if p.OnRefused != nil {
		p.OnRefused(sentence)
	}
}

// take acts on the row of the list that was chosen.
func (p *Picker) take(row pickRow, text string) {
	switch row.kind {
	case rowNone:
		p.choose("")
	case rowOption, rowLike:
		p.choose(row.option.Value)
	case rowFree:
		if p.FreeAs != nil {
			text = p.FreeAs(text)
		}
		p.choose(text)
	case rowCreate:
		p.close()
		p.create(text)
	}
}

// create asks for a new option and chooses it; a refusal is told and leaves the choice as it was.
func (p *Picker) create(text string) {
	p.setBusy(true)
	p.refuse("")
	p.Create(text, func(made Option, err error) {
		p.setBusy(false)
		if err != nil {
			p.refuse(err.Error())
			return
		}
		p.offer.add(made)
		p.choose(made.Value)
	})
}

func (p *Picker) setBusy(busy bool) {
	p.busy = busy
	p.Refresh()
}

func (p *Picker) choose(value string) {
	p.close()
	if value != "" {
		p.offer.use(value)
		if p.OnRecent != nil {
			p.OnRecent(p.offer.recent)
		}
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
	look.Focus(p)
	p.open("")
}

// Cursor implements desktop.Cursorable.
func (p *Picker) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained implements fyne.Focusable.
func (p *Picker) FocusGained() { p.focused = true; p.host.reached(); p.Refresh() }

// FocusLost implements fyne.Focusable.
func (p *Picker) FocusLost() { p.focused = false; p.Refresh() }

// AcceptsTab implements fyne.Tabbable; see MoveFocus.
func (p *Picker) AcceptsTab() bool { return true }

// TypedShortcut implements fyne.Shortcutable.
func (p *Picker) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		s.Clipboard.SetContent(p.Label())
	case *fyne.ShortcutPaste:
		p.paste(s.Clipboard.Content())
	default:
		p.host.typedShortcut(p, s)
	}
}

// paste chooses what a text stands for, where that is certain; else the list opens with the text typed.
func (p *Picker) paste(text string) {
	text, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
	if text = strings.TrimSpace(text); text == "" || p.disabled || p.busy {
		return
	}
	if i := p.offer.certain(text); i >= 0 {
		p.refuse("")
		p.choose(p.offer.options[i].Value)
		return
	}
	p.open(text)
}

// TypedRune implements fyne.Focusable. The space bar opens the list here and not as a key: its character comes behind the key and would
// land in the search box.
func (p *Picker) TypedRune(r rune) {
	p.open(strings.TrimSpace(string(r)))
}

// TypedKey implements fyne.Focusable.
func (p *Picker) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyDown:
		p.open("")
	case fyne.KeyReturn, fyne.KeyEnter:
		if !p.host.confirmed(p.value != "" && !p.busy) {
			p.open("")
		}
	case fyne.KeyDelete, fyne.KeyBackspace:
		p.refuse("")
		if !p.disabled && !p.Required && p.value != "" {
			p.SetValue("")
			if p.OnChosen != nil {
				p.OnChosen("")
			}
		}
	default:
		p.host.typedKey(p, ev)
	}
}

// Enable implements fyne.Disableable.
func (p *Picker) Enable() { p.disabled = false; p.Refresh() }

// Disable implements fyne.Disableable.
func (p *Picker) Disable() { p.disabled = true; p.Refresh() }

// Disabled implements fyne.Disableable.
func (p *Picker) Disabled() bool { return p.disabled }

func (p *Picker) SetInvalid(invalid bool) {
	p.invalid = invalid
	p.Refresh()
}

func (p *Picker) paint() {
	look.PaintField(p.back, p.disabled, p.invalid, p.focused)
	p.mark.Color = look.Paint(look.ColorMuted)
	p.mark.Text = "∨"
	if p.disabled {
		p.mark.Text = ""
	}
	p.mark.Refresh()
	switch {
	case p.busy:
		p.text.Set("正在新建…", look.ToneMuted)
	case p.value == "":
		p.text.Set(p.PlaceHolder, look.ToneMuted)
	case p.disabled:
		p.text.Set(p.Label(), look.ToneMuted)
	default:
		p.text.Set(p.Label(), look.ToneNormal)
	}
}

// CreateRenderer implements fyne.Widget.
func (p *Picker) CreateRenderer() fyne.WidgetRenderer {
	p.back = look.NewFieldBack()
	p.mark = look.NewFieldMark()
	p.paint()
	return &look.Renderer{
		Widget: p, Parts: []fyne.CanvasObject{p.back, p.text, p.mark},
		Least: func() fyne.Size { return fyne.NewSize(120, look.FieldHeight) },
		Arrange: func(size fyne.Size) {
			h := min(size.Height, look.FieldHeight)
			look.Place(p.back, 0, 0, size.Width, h)
			look.Place(p.text, look.FieldPad, 0, size.Width-look.FieldPad-24, min(h, fieldText))
			look.Place(p.mark, size.Width-look.FieldMark, 0, look.FieldMark, h)
		},
		Paint: p.paint,
	}
}
