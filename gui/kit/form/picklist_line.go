package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// pickLine shows one row of a pickList.
type pickLine struct {
	widget.BaseWidget

	owner   *pickList
	row     int
	hovered bool
	back    *canvas.Rectangle
	text    *canvas.Text
	note    *canvas.Text
}

var (
	_ fyne.Scrollable   = (*pickLine)(nil)
	_ fyne.Tappable     = (*pickLine)(nil)
	_ desktop.Hoverable = (*pickLine)(nil)
)

func newPickLine(l *pickList) *pickLine {
	r := &pickLine{owner: l, row: -1}
	r.ExtendBaseWidget(r)
	return r
}

// MinSize implements fyne.CanvasObject.
func (r *pickLine) MinSize() fyne.Size {
	return fyne.NewSize(100, look.RowHeight-r.Theme().Size(theme.SizeNamePadding))
}

// Resize implements fyne.CanvasObject; see gridRow for why.
func (r *pickLine) Resize(size fyne.Size) {
	r.BaseWidget.Resize(fyne.NewSize(size.Width, look.RowHeight))
}

func (r *pickLine) show(row int) { r.row = row; r.Refresh() }

// Tapped implements fyne.Tappable.
func (r *pickLine) Tapped(*fyne.PointEvent) { r.owner.take(r.row) }

// Scrolled implements fyne.Scrollable.
func (r *pickLine) Scrolled(ev *fyne.ScrollEvent) { kit.ScrollRows(r.owner.list, ev) }

// MouseIn implements desktop.Hoverable.
func (r *pickLine) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (r *pickLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *pickLine) MouseOut() { r.hovered = false; r.Refresh() }

func (r *pickLine) paint() {
	row, ok := kit.RowAt(r.owner.rows, r.row)
	if !ok {
		return
	}
	text, note, size, ink := row.text, "", look.TextSize, look.ColorText
	switch row.kind {
	case rowOption, rowLike:
		text, note = row.option.label(), row.option.Note
		if r.owner.ask.chosen(row.option.Value) {
			text, ink = "✓ "+text, look.ColorAccent
		}
	case rowHeading:
		size, ink = look.CaptionText, look.ColorMuted
	case rowNone:
		ink = look.ColorMuted
	case rowFree, rowCreate:
		ink = look.ColorAccent
	}
	fill := look.ColorSurface
	switch {
	case row.kind == rowHeading:
	case r.row == r.owner.at:
		fill = look.ColorAccentSoft
	case r.hovered:
		fill = look.ColorHover
	}
	width := r.Size().Width - 20
	r.text.TextSize = size
	r.text.Text = look.Ellipsize(text, width, size, false)
	r.note.Text = look.Ellipsize(note, max(width-look.TextWidth(r.text.Text, size)-12, 0), look.SmallText, false)
	r.back.FillColor, r.text.Color, r.note.Color = look.Paint(fill), look.Paint(ink), look.Paint(look.ColorMuted)
	for _, o := range []fyne.CanvasObject{r.back, r.text, r.note} {
		o.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (r *pickLine) CreateRenderer() fyne.WidgetRenderer {
	r.back = canvas.NewRectangle(nil)
	r.back.CornerRadius = 4
	r.text, r.note = look.NewText("", look.TextSize, false, look.ColorText), look.NewText("", look.SmallText, false, look.ColorMuted)
	r.note.Alignment = fyne.TextAlignTrailing
	r.paint()
	return &look.Renderer{
		Widget: r, Parts: []fyne.CanvasObject{r.back, r.text, r.note}, Least: r.MinSize,
		Arrange: func(size fyne.Size) {
			look.Place(r.back, 0, 1, size.Width, size.Height-2)
			look.Place(r.text, 10, 0, size.Width-20, size.Height)
			look.Place(r.note, 10, 0, size.Width-20, size.Height)
		},
		Paint: r.paint,
	}
}
