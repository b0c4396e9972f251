package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// gridRow draws one visible row. Rows are pooled by the list: show gives it another place to draw.
type gridRow[R any] struct {
	widget.BaseWidget

	grid    *Grid[R]
	pos     int
	hovered bool
	width   float32 // the cells were cut for

	back  *canvas.Rectangle
	line  *canvas.Rectangle
	cover *canvas.Rectangle // under the first cell, over those scrolled beneath it
	split *canvas.Rectangle // right of the first cell while others are scrolled
	ring  *canvas.Rectangle // round the row the keyboard acts on
	cells []*canvas.Text
	draw  *Renderer
}

var (
	_ desktop.Mouseable = (*gridRow[int])(nil)
	_ desktop.Hoverable = (*gridRow[int])(nil)
	_ fyne.Scrollable   = (*gridRow[int])(nil)
)

func newGridRow[R any](g *Grid[R]) *gridRow[R] {
	r := &gridRow[R]{grid: g, pos: -1}
	r.ExtendBaseWidget(r)
	return r
}

// MinSize implements fyne.CanvasObject. Rows touch, so that a click never falls between two.
func (r *gridRow[R]) MinSize() fyne.Size { return fyne.NewSize(4*LeastColumn, RowHeight) }

func (r *gridRow[R]) show(pos int) {
	r.pos = pos
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *gridRow[R]) CreateRenderer() fyne.WidgetRenderer {
	r.back = canvas.NewRectangle(Paint(ColorSurface))
	r.cover = canvas.NewRectangle(Paint(ColorSurface))
	r.line = canvas.NewRectangle(Paint(ColorRowLine))
	r.split = canvas.NewRectangle(Paint(ColorLine))
	r.ring = canvas.NewRectangle(nil)
	r.ring.StrokeWidth = Hairline
	r.cells = nil
	r.draw = &Renderer{
		Widget:  r,
		Least:   r.MinSize,
		Arrange: r.arrange,
		Paint:   r.paint,
	}
	r.paint()
	return r.draw
}

func (r *gridRow[R]) arrange(size fyne.Size) {
	l := &r.grid.columns
	Place(r.back, 0, 0, size.Width, size.Height)
	Place(r.line, 0, size.Height-Hairline, size.Width, Hairline)
	Place(r.cover, 0, 0, l.frozen(), size.Height)
	Place(r.split, l.frozen()-Hairline, 0, Hairline, size.Height)
	Place(r.ring, 1, 1, size.Width-2, size.Height-3)
	for i, s := range l.spans {
		if i < len(r.cells) {
			Place(r.cells[i], l.left(i)+CellPad, 0, max(s.w-2*CellPad, 0), size.Height-Hairline)
		}
	}
	if size.Width != r.width { // what was cut for another width
		r.width = size.Width
		r.paint()
	}
}

func (r *gridRow[R]) paint() {
	g := r.grid
	spans := g.columns.spans
	for len(r.cells) < len(spans) {
		r.cells = append(r.cells, newText("", TextSize, false, ColorText))
	}
	if len(r.draw.Parts) != len(r.cells)+5 {
		r.draw.Parts = stacked(r.cells, []fyne.CanvasObject{r.back}, []fyne.CanvasObject{r.cover}, r.split, r.line, r.ring)
	}
	if _, ok := rowAt(g.set.shown, r.pos); !ok {
		for _, c := range r.cells {
			c.Text = ""
		}
		return
	}
	fill := Paint(r.backColor())
	r.back.FillColor, r.cover.FillColor = fill, fill
	r.line.FillColor, r.split.FillColor, r.ring.StrokeColor = Paint(ColorRowLine), Paint(ColorLine), Paint(ColorAccentLine)
	r.cover.Hidden, r.split.Hidden = g.columns.offset == 0, g.columns.offset == 0
	r.ring.Hidden = !g.list.focused || !g.set.hasRow || g.set.rowID(r.pos) != g.set.cursor
	row := g.set.row(r.pos)
	for i, t := range r.cells {
		if i >= len(spans) || !g.columns.inSight(i) {
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
	if _, ok := rowAt(r.grid.set.shown, r.pos); ok {
		r.grid.clicked(r.pos, ev)
	}
}

// MouseUp implements desktop.Mouseable.
func (r *gridRow[R]) MouseUp(*desktop.MouseEvent) {}

// Scrolled implements fyne.Scrollable: the row lies over the list's own scroller, which knows no sideways.
func (r *gridRow[R]) Scrolled(ev *fyne.ScrollEvent) {
	r.grid.scrollSideways(-ev.Scrolled.DX)
	ScrollRows(r.grid.list, ev)
}
