package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// doubleClick is the longest time between the two clicks that open a row. The row counts clicks itself: Fyne's DoubleTapped would hold
// back every single click for that long.
const doubleClick = 400 * time.Millisecond

// gridRow draws one visible row. Rows are pooled by the list: show gives it another place to draw.
//
// Fyne's list leaves the theme's padding between two rows. The row asks for that much less height and takes it back when it is sized,
// so that rows touch and a click never falls between them.
type gridRow[R any] struct {
	widget.BaseWidget

	grid    *Grid[R]
	pos     int
	hovered bool
	width   float32 // the cells were cut for

	back  *canvas.Rectangle
	line  *canvas.Rectangle
	cells []*canvas.Text
	draw  *drawn
}

var (
	_ desktop.Mouseable = (*gridRow[int])(nil)
	_ desktop.Hoverable = (*gridRow[int])(nil)
)

func newGridRow[R any](g *Grid[R]) *gridRow[R] {
	r := &gridRow[R]{grid: g, pos: -1}
	r.ExtendBaseWidget(r)
	return r
}

// MinSize implements fyne.CanvasObject.
func (r *gridRow[R]) MinSize() fyne.Size {
	return fyne.NewSize(4*minColumnWidth, RowHeight-r.Theme().Size(theme.SizeNamePadding))
}

// Resize implements fyne.CanvasObject.
func (r *gridRow[R]) Resize(size fyne.Size) {
	r.BaseWidget.Resize(fyne.NewSize(size.Width, RowHeight))
}

func (r *gridRow[R]) show(pos int) {
	r.pos = pos
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *gridRow[R]) CreateRenderer() fyne.WidgetRenderer {
	r.back = canvas.NewRectangle(Paint(ColorSurface))
	r.line = canvas.NewRectangle(Paint(ColorRowLine))
	r.draw = &drawn{
		widget:  r,
		objects: []fyne.CanvasObject{r.back, r.line},
		min:     r.MinSize,
		layout:  r.arrange,
		paint:   r.paint,
	}
	r.paint()
	return r.draw
}

func (r *gridRow[R]) arrange(size fyne.Size) {
	place(r.back, 0, 0, size.Width, size.Height)
	place(r.line, 0, size.Height-Hairline, size.Width, Hairline)
	for i, s := range r.grid.columns.spans {
		if i < len(r.cells) {
			place(r.cells[i], s.x+CellPad, 0, max(s.w-2*CellPad, 0), size.Height-Hairline)
		}
	}
	if size.Width != r.width { // what was cut for another width
		r.width = size.Width
		r.paint()
	}
}

func (r *gridRow[R]) paint() {
	g := r.grid
	if r.pos < 0 || r.pos >= len(g.set.shown) { // the list may still ask for rows that are gone
		for _, c := range r.cells {
			c.Text = ""
		}
		return
	}
	r.back.FillColor = Paint(r.backColor())
	r.line.FillColor = Paint(ColorRowLine)
	spans := g.columns.spans
	for len(r.cells) < len(spans) {
		t := newText("", TextSize, false, ColorText)
		r.cells = append(r.cells, t)
		r.draw.objects = append(r.draw.objects, t)
	}
	row := g.set.row(r.pos)
	for i, t := range r.cells {
		if i >= len(spans) {
			t.Hide()
			continue
		}
		t.Show()
		col := g.set.column(g.columns.states[spans[i].state].Key)
		r.paintCell(t, col, row, spans[i].w-2*CellPad)
	}
}

func (r *gridRow[R]) backColor() fyne.ThemeColorName {
	switch {
	case r.grid.set.selected[r.grid.set.rowID(r.pos)]:
		return ColorAccentSoft
	case r.hovered:
		return ColorHover
	default:
		return ColorSurface
	}
}

func (r *gridRow[R]) paintCell(t *canvas.Text, col *Column[R], row R, width float32) {
	tone := ToneNormal
	if col.Tone != nil {
		tone = col.Tone(row)
	}
	bold := tone.Emphatic() || col.Bold != nil && col.Bold(row)
	t.Text = ellipsize(col.Text(row), width, TextSize, bold)
	t.TextStyle.Bold = bold
	t.Color = tone.Color()
	t.Alignment = col.Align
}

// MouseIn implements desktop.Hoverable.
func (r *gridRow[R]) MouseIn(*desktop.MouseEvent) {
	r.hovered = true
	r.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (r *gridRow[R]) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *gridRow[R]) MouseOut() {
	r.hovered = false
	r.Refresh()
}

// MouseDown implements desktop.Mouseable.
func (r *gridRow[R]) MouseDown(ev *desktop.MouseEvent) {
	if r.pos >= 0 && r.pos < len(r.grid.set.shown) {
		r.grid.clicked(r.pos, ev)
	}
}

// MouseUp implements desktop.Mouseable.
func (r *gridRow[R]) MouseUp(*desktop.MouseEvent) {}
