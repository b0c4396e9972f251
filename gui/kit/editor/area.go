// Package editor shows and edits text of several lines, however long: only what is in sight is drawn. What wraps and what undo takes back is
// package text's.
package editor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/text"
)

// Area is the field for text of several lines and any length. It is as high as its text between two limits and scrolls beyond. Ctrl+Enter, Ctrl+S, Esc
// and the like are the form's or the window's; Tab leaves the field.
type Area struct {
	textView

	OnChanged func(string)            // after each change, also by SetText
	OnWheel   func(*fyne.ScrollEvent) // turned over the field while its text has nothing to scroll

	rows, most int
	turned     float32 // of the wheel, less than a line
	holding    bool    // the scroll bar is dragged
}

var (
	_ fyne.Focusable         = (*Area)(nil)
	_ fyne.Tabbable          = (*Area)(nil)
	_ fyne.Shortcutable      = (*Area)(nil)
	_ fyne.Disableable       = (*Area)(nil)
	_ fyne.Scrollable        = (*Area)(nil)
	_ fyne.Draggable         = (*Area)(nil)
	_ fyne.SecondaryTappable = (*Area)(nil)
	_ desktop.Mouseable      = (*Area)(nil)
	_ desktop.Keyable        = (*Area)(nil)
	_ desktop.Cursorable     = (*Area)(nil)
)

// areaMost is how many lines a field grows to.
const areaMost = 12

// NewArea makes an empty field that is at least so many lines high.
func NewArea(lines int) *Area {
	a := &Area{rows: lines, most: max(lines, areaMost)}
	height := look.Ceil(fyne.MeasureText("国", look.TextSize, fyne.TextStyle{}).Height)
	a.begin(a, textLook{pad: look.FieldPad, gutter: areaBar + 2, size: look.TextSize, line: height})
	a.changed = func() {
		if a.OnChanged != nil {
			a.OnChanged(a.Text())
		}
	}
	return a
}

// SetText replaces the text. What was typed before cannot be undone.
func (a *Area) SetText(s string) {
	if s == a.Text() {
		return
	}
	a.put(s)
	a.show()
	a.changed()
}

// SetPlaceHolder sets the quiet words of the empty field.
func (a *Area) SetPlaceHolder(s string) {
	a.hint = text.New()
	a.hint.Set(s)
	a.show()
}

func (a *Area) SetInvalid(invalid bool) {
	a.invalid = invalid
	a.show()
}

// Fit breaks the text for a width, on which the height depends, before the height is asked for.
func (a *Area) Fit(width float32) { a.wrapTo(width) }

// MinSize implements fyne.CanvasObject.
func (a *Area) MinSize() fyne.Size {
	rows := min(max(a.text.Lines(), a.rows), a.most)
	return fyne.NewSize(80, max(float32(rows)*a.look.line+2*look.FieldPad, look.FieldHeight))
}

// CreateRenderer implements fyne.Widget.
func (a *Area) CreateRenderer() fyne.WidgetRenderer { return newTextDraw(&a.textView) }

// Scrolled implements fyne.Scrollable. Without the keyboard in the text, and at its end, the wheel goes on with what is around the field.
func (a *Area) Scrolled(ev *fyne.ScrollEvent) {
	own := a.Focused || a.Disabled() || a.OnWheel == nil
	if own && a.draw != nil && ev.Scrolled.DY != 0 {
		a.turned -= ev.Scrolled.DY / kit.WheelNotch * kit.WheelLines
		lines := int(a.turned)
		a.turned -= float32(lines)
		if lines == 0 || a.scrollTo(a.first+lines) {
			return
		}
	}
	if a.OnWheel != nil {
		a.OnWheel(ev)
	}
}

// scrollTo brings a line to the top and tells whether that changed anything.
func (a *Area) scrollTo(first int) bool {
	before := a.first
	a.first = min(max(first, 0), max(a.text.Lines()-a.draw.rows(), 0))
	a.show()
	return a.first != before
}

// MouseDown implements desktop.Mouseable: in the gutter it scrolls.
func (a *Area) MouseDown(ev *desktop.MouseEvent) {
	if a.draw != nil && ev.Button == desktop.MouseButtonPrimary && ev.Position.X > a.Size().Width-a.look.gutter-2 {
		if _, height := a.draw.barAt(a.text.Lines()); height > 0 {
			a.holding = true
			look.Focus(a)
			a.drag(ev.Position.Y)
			return
		}
	}
	a.textView.MouseDown(ev)
}

// Dragged implements fyne.Draggable.
func (a *Area) Dragged(ev *fyne.DragEvent) {
	if a.holding {
		a.drag(ev.Position.Y)
		return
	}
	a.textView.Dragged(ev)
}

// drag brings the middle of the scroll bar to a height.
func (a *Area) drag(y float32) {
	lines := a.text.Lines()
	_, height := a.draw.barAt(lines)
	if room := a.Size().Height - 2*a.look.pad - height; height > 0 && room > 0 {
		a.scrollTo(int(look.Round((y - a.look.pad - height/2) / room * float32(lines-a.draw.rows()))))
	}
}

// MouseUp implements desktop.Mouseable.
func (a *Area) MouseUp(ev *desktop.MouseEvent) {
	a.holding = false
	a.textView.MouseUp(ev)
}

// DragEnd implements fyne.Draggable.
func (a *Area) DragEnd() {
	a.holding = false
	a.textView.DragEnd()
}
