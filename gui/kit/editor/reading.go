package editor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// Reading is wrapped text to be read, of which parts can be selected by the mouse and copied. It is as high as it needs; in what
// NewReadingScroll makes only the lines in sight are drawn. Tab passes over it.
type Reading struct{ textView }

var (
	_ fyne.Focusable         = (*Reading)(nil)
	_ fyne.Shortcutable      = (*Reading)(nil)
	_ fyne.Draggable         = (*Reading)(nil)
	_ fyne.SecondaryTappable = (*Reading)(nil)
	_ desktop.Mouseable      = (*Reading)(nil)
)

// NewReading makes text to be read, of the size and tone of a Paragraph of normal text.
func NewReading(s string) *Reading { return NewTonedReading(s, look.ToneNormal) }

// NewTonedReading is NewReading in a tone.
func NewTonedReading(s string, tone look.Tone) *Reading {
	r := &Reading{}
	r.Disable()
	r.begin(r, textLook{size: look.TextSize, line: look.TextSize * kit.Leading, tone: tone})
	r.put(s)
	return r
}

// LineHeight is the height of one line, within which its text is centred.
func (r *Reading) LineHeight() float32 { return r.look.line }

// HeightFor is the height the text needs at a width, for layouts that know the width before they ask for the size.
func (r *Reading) HeightFor(width float32) float32 {
	r.wrapTo(width)
	return float32(r.text.Lines()) * r.look.line
}

// MinSize implements fyne.CanvasObject. Before the width is known each paragraph counts one line.
func (r *Reading) MinSize() fyne.Size {
	width := r.Size().Width
	if width <= 0 {
		width = unbounded
	}
	return fyne.NewSize(60, r.HeightFor(width))
}

// CreateRenderer implements fyne.Widget.
func (r *Reading) CreateRenderer() fyne.WidgetRenderer { return newTextDraw(&r.textView) }

// unbounded is a width that no line of text has.
const unbounded float32 = 1 << 24

// see draws the lines from one height to another.
func (r *Reading) see(top, bottom float32) {
	r.sight = [2]float32{top, max(bottom, 1)}
	r.show()
}

// scrollRoom is left at the right for the scroll bar, so that it does not lie over text.
const scrollRoom float32 = 8

// NewReadingScroll makes a scroll that tells the long texts in it which of their lines are in sight. Call TellSight after what is in it was
// laid out anew.
func NewReadingScroll(content fyne.CanvasObject) *container.Scroll {
	s := container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, scrollRoom), content))
	s.OnScrolled = func(fyne.Position) { TellSight(s) }
	return s
}

// TellSight has the texts in a scroll draw what is in sight.
func TellSight(s *container.Scroll) { tellSight(s.Content, s.Offset.Y, s.Size().Height) }

// tellSight tells the texts in an object, whose upper end is offset above that of a view. They draw as much again above and below, for what
// is moved a little before it is told.
func tellSight(o fyne.CanvasObject, offset, view float32) {
	if r, ok := o.(*Reading); ok {
		r.see(offset-view, offset+2*view)
		return
	}
	for _, child := range kit.HeldBy(o) {
		tellSight(child, offset-child.Position().Y, view)
	}
}
