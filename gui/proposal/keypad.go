package proposal

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/text/width"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// keyPad has the keyboard for what it shows: keys it does not use go to the window.
type keyPad struct {
	widget.BaseWidget

	inside fyne.CanvasObject
	onRune func(r rune)
	onKey  func(name fyne.KeyName) bool
}

var (
	_ fyne.Focusable = (*keyPad)(nil)
	_ kit.Rows       = (*keyPad)(nil)
)

func newKeyPad(inside fyne.CanvasObject, onRune func(r rune), onKey func(name fyne.KeyName) bool) *keyPad {
	k := &keyPad{inside: inside, onRune: onRune, onKey: onKey}
	k.ExtendBaseWidget(k)
	return k
}

// GoesThroughRows implements kit.Rows.
func (k *keyPad) GoesThroughRows() {}

// TypedRune implements fyne.Focusable. A digit of full width is one, too.
func (k *keyPad) TypedRune(r rune) {
	look.Act(func() {
		for _, narrow := range width.Narrow.String(string(r)) {
			k.onRune(narrow)
		}
	})
}

// TypedKey implements fyne.Focusable.
func (k *keyPad) TypedKey(ev *fyne.KeyEvent) {
	used := false
	look.Act(func() { used = k.onKey(ev.Name) })
	if !used {
		look.ForwardKey(k, ev)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (k *keyPad) TypedShortcut(s fyne.Shortcut) { look.ForwardShortcut(k, s) }

// FocusGained implements fyne.Focusable.
func (k *keyPad) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (k *keyPad) FocusLost() {}

// CreateRenderer implements fyne.Widget.
func (k *keyPad) CreateRenderer() fyne.WidgetRenderer {
	draw := &look.Renderer{Widget: k, Parts: []fyne.CanvasObject{k.inside}, Least: k.inside.MinSize}
	draw.Arrange = func(size fyne.Size) { look.Place(k.inside, 0, 0, size.Width, size.Height) }
	return draw
}
