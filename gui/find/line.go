package find

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// line is one row of the box: what it is called, what else is known, and what sort of thing it is.
type line struct {
	widget.BaseWidget

	panel *panel
	at    int
	back  *canvas.Rectangle
	title *kit.Label
	note  *kit.Label
	tag   *kit.Label
}

var (
	_ fyne.Scrollable   = (*line)(nil)
	_ fyne.Tappable     = (*line)(nil)
	_ desktop.Hoverable = (*line)(nil)
)

func newLine(b *panel) *line {
	l := &line{
		panel: b, at: -1, back: canvas.NewRectangle(nil),
		title: kit.NewLabel("", look.TextSize, look.ToneNormal), note: kit.NewLabel("", look.SmallText, look.ToneMuted), tag: kit.NewLabel("", look.SmallText, look.ToneSoft),
	}
	l.title.Min, l.note.Min, l.tag.Min = 60, 40, 40
	l.tag.Align = fyne.TextAlignTrailing
	l.back.CornerRadius = 4
	l.ExtendBaseWidget(l)
	return l
}

func (l *line) show(i int) {
	l.at = i
	l.Refresh()
}

// Tapped implements fyne.Tappable.
func (l *line) Tapped(*fyne.PointEvent) { l.panel.take(l.at) }

// Resize implements fyne.CanvasObject: the rows join, so that the mouse is always on one.
func (l *line) Resize(size fyne.Size) { l.BaseWidget.Resize(fyne.NewSize(size.Width, look.RowHeight)) }

// Scrolled implements fyne.Scrollable.
func (l *line) Scrolled(ev *fyne.ScrollEvent) { kit.ScrollRows(l.panel.list, ev) }

// MouseIn implements desktop.Hoverable.
func (l *line) MouseIn(*desktop.MouseEvent) {}

// MouseMoved implements desktop.Hoverable: the row under a moving mouse is the one Enter takes. A mouse that rests where the box opens
// takes nothing away from the keyboard.
func (l *line) MouseMoved(*desktop.MouseEvent) {
	if l.panel.at != l.at && l.at < len(l.panel.items) {
		l.panel.at = l.at
		l.panel.list.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (l *line) MouseOut() {}

// MinSize implements fyne.CanvasObject; widget.List adds the theme's padding between rows.
func (l *line) MinSize() fyne.Size {
	return fyne.NewSize(100, look.RowHeight-l.Theme().Size(theme.SizeNamePadding))
}

func (l *line) paint() {
	if l.at < 0 || l.at >= len(l.panel.items) {
		return
	}
	i := l.panel.items[l.at]
	fill := look.ColorSurface
	if l.at == l.panel.at {
		fill = look.ColorAccentSoft
	}
	l.back.FillColor = look.Paint(fill)
	l.back.Refresh()
	l.title.SetText(i.title)
	l.note.SetText(i.note)
	l.tag.SetText(i.tag)
}

// CreateRenderer implements fyne.Widget.
func (l *line) CreateRenderer() fyne.WidgetRenderer {
	return &look.Renderer{
		Widget: l,
		Parts:  []fyne.CanvasObject{l.back, l.title, l.note, l.tag},
		Least:  l.MinSize,
		Arrange: func(size fyne.Size) {
			const margin, tag, gap, note = 10, 112, 12, 120
			size.Height -= 4 // between the rows
			room := size.Width - 2*margin - tag - gap
			title := min(l.title.WholeWidth()+2, room-note)
			look.Place(l.back, 0, 1, size.Width, size.Height-2)
			look.Place(l.title, margin, 0, title, size.Height)
			look.Place(l.note, margin+title+gap, 0, max(room-title-gap, 0), size.Height)
			look.Place(l.tag, size.Width-margin-tag, 0, tag, size.Height)
		},
		Paint: l.paint,
	}
}
