package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

// wheel lies unseen over a text field and takes the mouse wheel only: a form must go on scrolling when a field comes under the pointer.
type wheel struct {
	widget.BaseWidget

	entry *Entry
	text  *container.Scroll // by which Fyne's field moves its text; not in the window itself, see entryFrame
}

var _ fyne.Scrollable = (*wheel)(nil)

func newWheel(e *Entry, text *container.Scroll) *wheel {
	w := &wheel{entry: e, text: text}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled implements fyne.Scrollable.
func (w *wheel) Scrolled(ev *fyne.ScrollEvent) {
	switch {
	case ev.Scrolled.DX != 0:
		w.text.Scrolled(ev)
		canvas.Refresh(w.entry.Whole())
	case w.entry.OnWheel != nil:
		w.entry.OnWheel(ev)
	}
}

// CreateRenderer implements fyne.Widget.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	area := canvas.NewRectangle(look.Paint(look.ColorNone))
	return &look.Renderer{
		Widget: w, Parts: []fyne.CanvasObject{area}, Least: area.MinSize,
		Arrange: func(size fyne.Size) { look.Place(area, 0, 0, size.Width, size.Height) },
	}
}

const (
	WheelNotch float32 = 25 // how far Fyne scrolls for one
	WheelLines float32 = 3  // how far a text or a list goes for one, in lines or rows
)

// Reveal scrolls so that what is between two heights is in sight.
func Reveal(scroll *container.Scroll, top, bottom float32) {
	switch view := scroll.Size().Height; {
	case view == 0: // not laid out yet: it shows its top
	case top < scroll.Offset.Y:
		scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > scroll.Offset.Y+view:
		scroll.ScrollToOffset(fyne.NewPos(0, bottom-view))
	}
}

// ScrollRows turns a list by three rows for a notch of the wheel, as lists of the system do. The rows of a list hand it what comes to them:
// Fyne's own list goes less than one row.
func ScrollRows(list interface {
	GetScrollOffset() float32
	ScrollToOffset(offset float32)
}, ev *fyne.ScrollEvent,
) {
	if ev.Scrolled.DY != 0 {
		list.ScrollToOffset(list.GetScrollOffset() - ev.Scrolled.DY/WheelNotch*WheelLines*look.RowHeight)
	}
}
