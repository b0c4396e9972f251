package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// wheel lies unseen over a text field and takes the mouse wheel only: a form must go on scrolling when a field comes under the pointer.
type wheel struct {
	widget.BaseWidget

	entry *Entry
	text  *container.Scroll // in which Fyne's field shows its text; nil when it does not scroll
}

var _ fyne.Scrollable = (*wheel)(nil)

func newWheel(e *Entry, parts []fyne.CanvasObject) *wheel {
	w := &wheel{entry: e}
	for _, o := range parts {
		if scroll, ok := o.(*container.Scroll); ok {
			w.text = scroll
		}
	}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled implements fyne.Scrollable.
func (w *wheel) Scrolled(ev *fyne.ScrollEvent) {
	switch {
	case w.text != nil && ev.Scrolled.DX != 0:
		w.text.Scrolled(ev)
	case w.entry.OnWheel != nil:
		w.entry.OnWheel(ev)
	}
}

// CreateRenderer implements fyne.Widget.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(Paint(colorNone)))
}
