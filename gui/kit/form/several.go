package form

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// Several holds several values as tags. Typing searches what can be added by Chinese, pinyin and initials; the list stays open for the next.
// ← and → go over the tags, Delete takes one away, Backspace the last; where the order counts Ctrl+← and Ctrl+→ move one.
type Several struct {
	widget.BaseWidget

	PlaceHolder string
	OnValues    func(values []string) // by the user, not by SetValue
	Free        bool                  // any words can be added, see Picker.Free; otherwise values that are not offered are marked
	FreeWord    string                // as Picker.FreeWord; where there is one, words are not pasted either unless they are offered
	Ordered     bool                  // the order counts and can be changed
	Create      func(text string, done func(Option, error))
	OnRefused   func(sentence string)
	OnRecent    func(values []string)

	offer    offer
	host     fieldHost
	values   []string
	at       int // the tag the keyboard is on, -1 for none
	busy     bool
	disabled bool
	focused  bool
	invalid  bool
	width    float32 // of the last layout; the height follows from it

	list  *pickList
	popUp *box.PopUp
	back  *canvas.Rectangle
	hint  *kit.Label
	mark  *canvas.Text
	draw  *look.Renderer
	tags  []*valueTag
}

var (
	_ fyne.Tappable      = (*Several)(nil)
	_ fyne.Focusable     = (*Several)(nil)
	_ fyne.Shortcutable  = (*Several)(nil)
	_ fyne.Tabbable      = (*Several)(nil)
	_ fyne.Disableable   = (*Several)(nil)
	_ desktop.Cursorable = (*Several)(nil)
)

// NewSeveral makes a field without values.
func NewSeveral(options []Option) *Several {
	s := &Several{PlaceHolder: "可选多个", at: -1, hint: kit.NewLabel("", look.TextSize, look.ToneMuted)}
	s.ExtendBaseWidget(s)
	s.SetOptions(options)
	return s
}

// SetOptions changes what can be added; the values stand, even those not among them.
func (s *Several) SetOptions(options []Option) {
	s.offer.set(options)
	s.renew()
}

// SetRecent says what was chosen lately, newest first; the field adds to it.
func (s *Several) SetRecent(values []string) { s.offer.recent = values }

// Values are the values in their order.
func (s *Several) Values() []string { return slices.Clone(s.values) }

// Value is the values joined by 、, "" for none.
func (s *Several) Value() string { return strings.Join(s.values, "、") }

// SetValue takes values apart by 、 and the other marks people use, without calling OnValues.
func (s *Several) SetValue(text string) { s.put(splitValues(text)) }

// put shows values.
func (s *Several) put(values []string) {
	s.values = values
	s.at = min(s.at, len(values)-1)
	s.renew()
}

// change is put by the user.
func (s *Several) change(values []string) {
	if slices.Equal(values, s.values) {
		return
	}
	s.put(values)
	if s.OnValues != nil {
		s.OnValues(s.Values())
	}
	if s.list != nil {
		s.list.list.Refresh() // the ticks
	}
}

// marked tells whether a value is to be checked because nothing that is offered goes by it.
func (s *Several) marked(value string) bool {
	return !s.Free && len(s.offer.options) > 0 && !s.offer.known(value)
}

// Unknown are the values that nothing offered goes by; none where any words may stand.
func (s *Several) Unknown() []string {
	var out []string
	for _, value := range s.values {
		if s.marked(value) {
			out = append(out, value)
		}
	}
	return out
}

func (s *Several) remove(i int) {
	if !s.disabled && i >= 0 && i < len(s.values) {
		s.change(slices.Delete(s.Values(), i, i+1))
	}
}

// shift moves a value among the others.
func (s *Several) shift(i, by int) {
	to := i + by
	if s.disabled || !s.Ordered || i < 0 || to < 0 || to >= len(s.values) {
		return
	}
	values := s.Values()
	values[i], values[to] = values[to], values[i]
	s.at = to
	s.change(values)
}

// add puts values behind the others, those already there not again, and remembers them as chosen lately.
func (s *Several) add(added ...string) {
	values := s.Values()
	for _, value := range added {
		if !slices.Contains(values, value) {
			values = append(values, value)
		}
		s.offer.use(value)
	}
	if s.OnRecent != nil {
		s.OnRecent(s.offer.recent)
	}
	s.change(values)
}

// open shows the list below the tags, with query typed already.
func (s *Several) open(query string) {
	if s.disabled || s.busy {
		return
	}
	s.at = -1
	s.Refresh()
	s.list = newPickList(&s.offer, pickAsk{
		free: s.Free, word: s.FreeWord, create: s.Create != nil, stays: true,
		chosen: func(value string) bool { return slices.Contains(s.values, value) },
		take:   s.take, leave: s.close, refuse: s.refuse,
		back: func() { s.remove(len(s.values) - 1) },
	})
	s.list.keys.Text = "回车加上  退格去掉最后一个  Esc 关闭"
	s.popUp = s.list.show(s, s.Size().Height+2, query)
}

func (s *Several) close() {
	if s.popUp != nil {
		s.popUp.Hide()
	}
	s.list, s.popUp = nil, nil
	look.Focus(s)
}

// refuse tells that what was typed is not taken, "" when something else is.
func (s *Several) refuse(sentence string) {
	if s.OnRefused != nil {
		s.OnRefused(sentence)
	}
}

// take acts on the row of the list that was chosen: an option already there is taken away again.
func (s *Several) take(row pickRow, text string) {
	switch row.kind {
	case rowOption:
		value := row.option.Value
		if i := slices.Index(s.values, value); i >= 0 {
			s.remove(i)
		} else {
			s.add(value)
		}
	case rowFree:
		s.add(splitValues(text)...)
	case rowCreate:
		s.close()
		s.create(text)
		return
	case rowNone, rowHeading:
		return
	}
	if s.list != nil {
		s.list.taken()
	}
}

// create asks for a new option and adds it; a refusal is told.
func (s *Several) create(text string) {
	s.busy = true
	s.Refresh()
	s.refuse("")
	s.Create(text, func(made Option, err error) {
		s.busy = false
		if err != nil {
			s.Refresh()
			s.refuse(err.Error())
			return
		}
		s.offer.add(made)
		s.add(made.Value)
		s.renew()
	})
}

// Tapped implements fyne.Tappable.
func (s *Several) Tapped(*fyne.PointEvent) {
	look.Focus(s)
	s.open("")
}

// Cursor implements desktop.Cursorable.
func (s *Several) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained implements fyne.Focusable.
func (s *Several) FocusGained() { s.focused = true; s.host.reached(); s.Refresh() }

// FocusLost implements fyne.Focusable.
func (s *Several) FocusLost() { s.focused, s.at = false, -1; s.Refresh() }

// AcceptsTab implements fyne.Tabbable; see MoveFocus.
func (s *Several) AcceptsTab() bool { return true }

// TypedShortcut implements fyne.Shortcutable.
func (s *Several) TypedShortcut(cut fyne.Shortcut) {
	if custom, ok := cut.(*desktop.CustomShortcut); ok && custom.Modifier == fyne.KeyModifierControl {
		switch custom.KeyName {
		case fyne.KeyLeft:
			s.shift(s.at, -1)
			return
		case fyne.KeyRight:
			s.shift(s.at, 1)
			return
		}
	}
	switch cut := cut.(type) {
	case *fyne.ShortcutCopy:
		cut.Clipboard.SetContent(s.Value())
	case *fyne.ShortcutPaste:
		s.paste(cut.Clipboard.Content())
	default:
		s.host.typedShortcut(s, cut)
	}
}

// paste adds the values of a text that stand for one option, and others as they are: what several are called is not guessed. Where others have
// to be chosen for what they are, none are pasted. A single one that is only part of what is offered opens the list with it typed.
func (s *Several) paste(text string) {
	if s.disabled {
		return
	}
	var values, left []string
	pasted := splitValues(text)
	if len(pasted) == 1 && !s.Free && s.offer.certain(pasted[0]) < 0 && len(s.offer.search(pasted[0])) > 0 {
		s.open(pasted[0])
		return
	}
	for _, value := range pasted {
		switch i, several := s.offer.meant(value); {
		case i >= 0:
			values = append(values, s.offer.options[i].Value)
		case s.FreeWord != "" && several:
			left = append(left, "「"+value+"」不止一位")
		case s.FreeWord != "":
			left = append(left, "「"+value+"」不在可选的里面")
		default:
			values = append(values, value)
		}
	}
	s.add(values...)
	if len(left) > 0 {
		s.refuse(strings.Join(left, "、") + "，没有加上；请输入名称，在列表里选定")
	}
}

// TypedRune implements fyne.Focusable.
func (s *Several) TypedRune(r rune) {
	s.open(strings.TrimSpace(string(r)))
}

// TypedKey implements fyne.Focusable.
func (s *Several) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyDown:
		s.open("")
	case fyne.KeyReturn, fyne.KeyEnter:
		if !s.host.confirmed(len(s.values) > 0 && !s.busy) {
			s.open("")
		}
	case fyne.KeyBackspace:
		s.refuse("")
		i := s.at
		if i < 0 {
			i = len(s.values) - 1
		}
		s.remove(i)
	case fyne.KeyDelete:
		s.refuse("")
		s.remove(s.at)
	case fyne.KeyLeft:
		if s.at < 0 {
			s.at = len(s.values)
		}
		s.walk(max(s.at-1, 0))
	case fyne.KeyRight:
		s.walk(s.at + 1)
	default:
		s.host.typedKey(s, ev)
	}
}

// walk puts the keyboard on a tag; behind the last it is on none.
func (s *Several) walk(i int) {
	s.at = i
	if i >= len(s.values) {
		s.at = -1
	}
	s.Refresh()
}

// Enable implements fyne.Disableable.
func (s *Several) Enable() { s.disabled = false; s.Refresh() }

// Disable implements fyne.Disableable.
func (s *Several) Disable() { s.disabled = true; s.Refresh() }

// Disabled implements fyne.Disableable.
func (s *Several) Disabled() bool { return s.disabled }

func (s *Several) SetInvalid(invalid bool) {
	s.invalid = invalid
	s.Refresh()
}
