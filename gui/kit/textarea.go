package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cppccdesk/gui/kit/text"
)

// TextArea is the field for text of several lines and any length. It is as high as its text between two limits and scrolls beyond. Ctrl+Enter, Ctrl+S, Esc
// and the like are the form's or the window's; Tab leaves the field.
type TextArea struct {
	textView

	OnChanged func(string)            // after each change, also by SetText
	OnWheel   func(*fyne.ScrollEvent) // turned over the field while its text has nothing to scroll

	rows, most int
	turned     float32 // of the wheel, less than a line
	holding    bool    // the scroll bar is dragged
}

var (
	_ fyne.Focusable         = (*TextArea)(nil)
	_ fyne.Tabbable          = (*TextArea)(nil)
	_ fyne.Shortcutable      = (*TextArea)(nil)
	_ fyne.Disableable       = (*TextArea)(nil)
	_ fyne.Scrollable        = (*TextArea)(nil)
	_ fyne.Draggable         = (*TextArea)(nil)
	_ fyne.SecondaryTappable = (*TextArea)(nil)
	_ desktop.Mouseable      = (*TextArea)(nil)
	_ desktop.Keyable        = (*TextArea)(nil)
	_ desktop.Cursorable     = (*TextArea)(nil)
)

// areaMost is how many lines a field grows to.
const areaMost = 12

// NewTextArea makes an empty field that is at least so many lines high.
func NewTextArea(lines int) *TextArea {
	a := &TextArea{rows: lines, most: max(lines, areaMost)}
	height := ceil(fyne.MeasureText("国", TextSize, fyne.TextStyle{}).Height)
	a.begin(a, textLook{pad: FieldPad, gutter: areaBar + 2, size: TextSize, line: height})
	a.changed = func() {
		if a.OnChanged != nil {
			a.OnChanged(a.Text())
		}
	}
	return a
}

// SetText replaces the text. What was typed before cannot be undone.
func (a *TextArea) SetText(s string) {
	if s == a.Text() {
		return
	}
	a.put(s)
	a.show()
	a.changed()
}

// SetPlaceHolder sets the quiet words of the empty field.
func (a *TextArea) SetPlaceHolder(s string) {
	a.hint = text.New()
	a.hint.Set(s)
	a.show()
}

func (a *TextArea) SetInvalid(invalid bool) {
	a.invalid = invalid
	a.show()
}

// fit breaks the text for a width, on which the height depends, before the height is asked for.
func (a *TextArea) fit(width float32) { a.wrapTo(width) }

// MinSize implements fyne.CanvasObject.
func (a *TextArea) MinSize() fyne.Size {
	rows := min(max(a.text.Lines(), a.rows), a.most)
	return fyne.NewSize(80, max(float32(rows)*a.look.line+2*FieldPad, FieldHeight))
}

// CreateRenderer implements fyne.Widget.
func (a *TextArea) CreateRenderer() fyne.WidgetRenderer { return newTextDraw(&a.textView) }

// Scrolled implements fyne.Scrollable. At the end of the text the wheel goes on with what is around the field.
func (a *TextArea) Scrolled(ev *fyne.ScrollEvent) {
	if a.draw != nil && ev.Scrolled.DY != 0 {
		a.turned -= ev.Scrolled.DY / wheelNotch * wheelLines
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
func (a *TextArea) scrollTo(first int) bool {
	before := a.first
	a.first = min(max(first, 0), max(a.text.Lines()-a.draw.rows(), 0))
	a.show()
	return a.first != before
}

// MouseDown implements desktop.Mouseable: in the gutter it scrolls.
func (a *TextArea) MouseDown(ev *desktop.MouseEvent) {
	if a.draw != nil && ev.Button == desktop.MouseButtonPrimary && ev.Position.X > a.Size().Width-a.look.gutter-2 {
		if _, height := a.draw.barAt(a.text.Lines()); height > 0 {
			a.holding = true
			focus(a)
			a.drag(ev.Position.Y)
			return
		}
	}
	a.textView.MouseDown(ev)
}

// Dragged implements fyne.Draggable.
func (a *TextArea) Dragged(ev *fyne.DragEvent) {
	if a.holding {
		a.drag(ev.Position.Y)
		return
	}
	a.textView.Dragged(ev)
}

// drag brings the middle of the scroll bar to a height.
func (a *TextArea) drag(y float32) {
	lines := a.text.Lines()
	_, height := a.draw.barAt(lines)
	if room := a.Size().Height - 2*a.look.pad - height; height > 0 && room > 0 {
		a.scrollTo(int(round((y - a.look.pad - height/2) / room * float32(lines-a.draw.rows()))))
	}
}

// MouseUp implements desktop.Mouseable.
func (a *TextArea) MouseUp(ev *desktop.MouseEvent) {
	a.holding = false
	a.textView.MouseUp(ev)
}

// DragEnd implements fyne.Draggable.
func (a *TextArea) DragEnd() {
	a.holding = false
	a.textView.DragEnd()
}
