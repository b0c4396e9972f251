package box

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// toast is one passing message. The × at its end takes it away; a click elsewhere does its action, or takes away one that offers nothing.
type toast struct {
	widget.BaseWidget

	toaster *Toaster
	text    *kit.Paragraph
	action  *kit.Label
	cross   *canvas.Text
	warning bool   // stays until it is closed
	failure bool   // or until something else is done
	act     func() // nil: nothing is offered
	stop    func() // ends the waiting for its time
	focused bool
	back    *canvas.Rectangle
}

var (
	_ fyne.Tappable      = (*toast)(nil)
	_ fyne.Focusable     = (*toast)(nil)
	_ fyne.Disableable   = (*toast)(nil)
	_ desktop.Cursorable = (*toast)(nil)
	_ desktop.Hoverable  = (*toast)(nil)
)

func newToast(of *Toaster, text, action string, act func()) *toast {
	t := &toast{toaster: of, text: kit.NewParagraph(text, look.TextSize, look.ToneNormal), action: kit.NewLabel(action, look.TextSize, look.ToneAccent)}
	t.text.Color, t.action.Color = look.ColorOnToast, look.ColorToastAction
	t.action.Bold, t.text.Most = true, 2
	t.stop = func() {}
	if action != "" {
		t.act = act
	}
	t.ExtendBaseWidget(t)
	return t
}

// newWarning is a message that stays; 知道了 closes one that offers nothing else.
func newWarning(of *Toaster, text, action string, act func()) *toast {
	t := newToast(of, text, action, act)
	t.warning, t.text.Most = true, 0
	if t.act == nil {
		t.action.Text, t.act = "知道了", func() {}
	}
	return t
}

// Tapped implements fyne.Tappable.
func (t *toast) Tapped(ev *fyne.PointEvent) {
	t.toaster.remove(t)
	closed := ev != nil && ev.Position.X >= t.Size().Width-toastCross
	if t.act != nil && !closed {
		look.Act(t.act)
	}
}

// Cursor implements desktop.Cursorable.
func (t *toast) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn implements desktop.Hoverable.
func (t *toast) MouseIn(*desktop.MouseEvent) { t.toaster.hold(true) }

// MouseMoved implements desktop.Hoverable.
func (t *toast) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (t *toast) MouseOut() { t.toaster.hold(false) }

// Enable implements fyne.Disableable. What a message offers decides whether the keyboard stops there, nothing else.
func (t *toast) Enable() {}

// Disable implements fyne.Disableable.
func (t *toast) Disable() {}

// Disabled implements fyne.Disableable.
func (t *toast) Disabled() bool { return t.act == nil }

// FocusGained implements fyne.Focusable.
func (t *toast) FocusGained() { t.focused = true; t.toaster.hold(true); t.Refresh() }

// FocusLost implements fyne.Focusable.
func (t *toast) FocusLost() { t.focused = false; t.toaster.hold(false); t.Refresh() }

// TypedRune implements fyne.Focusable.
func (t *toast) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (t *toast) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case look.Presses(ev):
		t.Tapped(nil)
	case ev.Name == fyne.KeyEscape:
		t.toaster.remove(t)
	default:
		look.ForwardKey(t, ev)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (t *toast) TypedShortcut(s fyne.Shortcut) { look.ForwardShortcut(t, s) }

func (t *toast) paint() {
	t.back.FillColor, t.back.StrokeColor, t.back.StrokeWidth = look.Paint(look.ColorToast), look.Paint(look.ColorToastAction), 0
	if t.warning {
		t.back.StrokeColor, t.back.StrokeWidth = look.Paint(look.ColorLate), 1
	}
	if t.focused {
		t.back.StrokeWidth = 2
	}
	t.cross.Color = look.Paint(look.ColorOnToast)
	t.back.Refresh()
	t.cross.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (t *toast) CreateRenderer() fyne.WidgetRenderer {
	t.back = canvas.NewRectangle(nil)
	t.back.CornerRadius = look.FieldRadius
	t.cross = look.NewText("×", look.TextSize, false, look.ColorOnToast)
	t.cross.Alignment = fyne.TextAlignCenter
	t.paint()
	return &look.Renderer{
		Widget: t,
		Parts:  []fyne.CanvasObject{t.back, t.text, t.action, t.cross},
		Least:  func() fyne.Size { return t.sizeIn(toastWidth) },
		Arrange: func(size fyne.Size) {
			look.Place(t.back, 0, 0, size.Width, size.Height)
			a := t.action.MinSize().Width
			room := size.Width - t.beside()
			height := t.text.HeightFor(room)
			look.Place(t.text, toastPad, (size.Height-height)/2, room, height)
			look.Place(t.action, size.Width-toastCross-a, 0, a, size.Height)
			look.Place(t.cross, size.Width-toastCross, 0, toastCross, size.Height)
		},
		Paint: t.paint,
	}
}

const (
	toastPad   float32 = 16
	toastCross float32 = 36  // width of the × at the end
	toastWidth float32 = 560 // of one that is not placed yet
)

func (t *toast) gap() float32 {
	if t.action.Text == "" {
		return 0
	}
	return 20
}

// beside is the width of all but the text.
func (t *toast) beside() float32 { return toastPad + t.gap() + t.action.MinSize().Width + toastCross }

// sizeIn is the size of the message where there is that much room.
func (t *toast) sizeIn(room float32) fyne.Size {
	width := min(look.Ceil(look.TextWidth(t.text.Text, look.TextSize))+1, room-t.beside())
	return fyne.NewSize(width+t.beside(), max(look.Ceil(t.text.HeightFor(width))+14, 36))
}
