package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
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
	draw  *look.Renderer
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
func (r *gridRow[R]) MinSize() fyne.Size { return fyne.NewSize(4*look.LeastColumn, look.RowHeight) }

func (r *gridRow[R]) show(pos int) {
	r.pos = pos
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *gridRow[R]) CreateRenderer() fyne.WidgetRenderer {
	r.back = canvas.NewRectangle(look.Paint(look.ColorSurface))
	r.cover = canvas.NewRectangle(look.Paint(look.ColorSurface))
	r.line = canvas.NewRectangle(look.Paint(look.ColorRowLine))
	r.split = canvas.NewRectangle(look.Paint(look.ColorLine))
	r.ring = canvas.NewRectangle(nil)
	r.ring.StrokeWidth = look.Hairline
	r.cells = nil
	r.draw = &look.Renderer{
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
	look.Place(r.back, 0, 0, size.Width, size.Height)
	look.Place(r.line, 0, size.Height-look.Hairline, size.Width, look.Hairline)
	look.Place(r.cover, 0, 0, l.frozen(), size.Height)
	look.Place(r.split, l.frozen()-look.Hairline, 0, look.Hairline, size.Height)
	look.Place(r.ring, 1, 1, size.Width-2, size.Height-3)
	for i, s := range l.spans {
		if i < len(r.cells) {
			look.Place(r.cells[i], l.left(i)+look.CellPad, 0, max(s.w-2*look.CellPad, 0), size.Height-look.Hairline)
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
		r.cells = append(r.cells, look.NewText("", look.TextSize, false, look.ColorText))
	}
	if len(r.draw.Parts) != len(r.cells)+5 {
		r.draw.Parts = stacked(r.cells, []fyne.CanvasObject{r.back}, []fyne.CanvasObject{r.cover}, r.split, r.line, r.ring)
	}
	if _, ok := kit.RowAt(g.set.shown, r.pos); !ok {
		for _, c := range r.cells {
			c.Text = ""
		}
		return
	}
	fill := look.Paint(r.backColor())
	r.back.FillColor, r.cover.FillColor = fill, fill
	r.line.FillColor, r.split.FillColor, r.ring.StrokeColor = look.Paint(look.ColorRowLine), look.Paint(look.ColorLine), look.Paint(look.ColorAccentLine)
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
		r.paintCell(t, col, row, spans[i].w-2*look.CellPad)
	}
}

func (r *gridRow[R]) backColor() fyne.ThemeColorName {
	switch {
	case r.grid.set.selected[r.grid.set.rowID(r.pos)]:
		return look.ColorAccentSoft
	case r.hovered:
		return look.ColorHover
	default:
		return look.ColorSurface
	}
}

func (r *gridRow[R]) paintCell(t *canvas.Text, col *Column[R], row R, width float32) {
	tone := look.ToneNormal
	if col.Tone != nil {
		tone = col.Tone(row)
	}
	bold := tone.Emphatic() || col.Bold != nil && col.Bold(row)
	t.Text = look.Ellipsize(col.Text(row), width, look.TextSize, bold)
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
	if _, ok := kit.RowAt(r.grid.set.shown, r.pos); ok {
		r.grid.clicked(r.pos, ev)
	}
}

// MouseUp implements desktop.Mouseable.
func (r *gridRow[R]) MouseUp(*desktop.MouseEvent) {}

// Scrolled implements fyne.Scrollable: the row lies over the list's own scroller, which knows no sideways.
func (r *gridRow[R]) Scrolled(ev *fyne.ScrollEvent) {
	r.grid.scrollSideways(-ev.Scrolled.DX)
	kit.ScrollRows(r.grid.list, ev)
}
