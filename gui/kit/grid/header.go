package grid

import (
	"math"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// gridHeader draws the column titles. A click sorts, dragging a title moves its column, dragging an edge resizes it, a double click on the
// edge gives it back its width; the right button filters, hides and shows columns.
type gridHeader[R any] struct {
	widget.BaseWidget

	grid   *Grid[R]
	back   *canvas.Rectangle
	line   *canvas.Rectangle
	cover  *canvas.Rectangle // under the first title, over those scrolled beneath it
	split  *canvas.Rectangle // right of the first column while others are scrolled
	mark   *canvas.Rectangle // where a dragged column will go
	titles []*canvas.Text
	draw   *look.Renderer

	width    float32 // for which the titles were cut
	overEdge bool
	edge     int     // column whose edge is being dragged, -1: none
	from     float32 // its width when the drag began
	startX   float32
	pressed  int // column whose title is held down, -1: none
	moving   bool
	to       int // where the column held is to go
	shift    bool
}

var (
	_ desktop.Mouseable  = (*gridHeader[int])(nil)
	_ desktop.Hoverable  = (*gridHeader[int])(nil)
	_ desktop.Cursorable = (*gridHeader[int])(nil)
	_ fyne.Draggable     = (*gridHeader[int])(nil)
	_ fyne.Scrollable    = (*gridHeader[int])(nil)
)

func newGridHeader[R any](g *Grid[R]) *gridHeader[R] {
	h := &gridHeader[R]{grid: g, edge: -1, pressed: -1}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer implements fyne.Widget.
func (h *gridHeader[R]) CreateRenderer() fyne.WidgetRenderer {
	h.back = canvas.NewRectangle(look.Paint(look.ColorHeader))
	h.cover = canvas.NewRectangle(look.Paint(look.ColorHeader))
	h.line = canvas.NewRectangle(look.Paint(look.ColorLine))
	h.split = canvas.NewRectangle(look.Paint(look.ColorLine))
	h.mark = canvas.NewRectangle(look.Paint(look.ColorAccent))
	h.titles = nil
	h.draw = &look.Renderer{
		Widget:  h,
		Least:   func() fyne.Size { return fyne.NewSize(4*look.LeastColumn, look.HeaderHeight) },
		Arrange: h.arrange,
		Paint:   h.paint,
	}
	h.paint()
	return h.draw
}

func (h *gridHeader[R]) paint() {
	h.back.FillColor, h.cover.FillColor = look.Paint(look.ColorHeader), look.Paint(look.ColorHeader)
	h.line.FillColor, h.split.FillColor, h.mark.FillColor = look.Paint(look.ColorLine), look.Paint(look.ColorLine), look.Paint(look.ColorAccent)
	if !h.grid.config.Plain && !h.grid.filtersInside() {
		h.back.TopLeftCornerRadius, h.back.TopRightCornerRadius = look.CardRadius-1, look.CardRadius-1
		h.cover.TopLeftCornerRadius = look.CardRadius - 1
	} else {
		h.back.TopLeftCornerRadius, h.back.TopRightCornerRadius, h.cover.TopLeftCornerRadius = 0, 0, 0
	}
	spans := h.grid.columns.spans
	for len(h.titles) < len(spans) {
		h.titles = append(h.titles, look.NewText("", look.TextSize, true, look.ColorHeaderText))
	}
	h.draw.Parts = stacked(h.titles, []fyne.CanvasObject{h.back}, []fyne.CanvasObject{h.cover}, h.split, h.line, h.mark)
	for i, t := range h.titles {
		if i >= len(spans) || !h.grid.columns.inSight(i) {
			t.Hide()
			continue
		}
		t.Show()
		col := h.grid.set.column(h.grid.columns.states[spans[i].state].Key)
		arrow := h.arrow(col.Key)
		room := spans[i].w - 2*look.CellPad + titleOver
		t.Text = look.Ellipsize(col.Title, room-look.TextWidth(arrow, look.TextSize), look.TextSize, true) + arrow
		t.Alignment = col.Align
		t.Color = look.Paint(look.ColorHeaderText)
	}
	h.cover.Hidden = h.grid.columns.offset == 0
	h.split.Hidden = h.grid.columns.offset == 0
	h.mark.Hidden = !h.moving
}

// stacked lists what a line of cells is drawn of, from the ground up: the first cell lies over the others with a cover between, because the
// others scroll under it.
func stacked(cells []*canvas.Text, ground, cover []fyne.CanvasObject, top ...fyne.CanvasObject) []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, 0, len(cells)+len(ground)+len(cover)+len(top))
	out = append(out, ground...)
	for i := 1; i < len(cells); i++ {
		out = append(out, cells[i])
	}
	out = append(out, cover...)
	if len(cells) > 0 {
		out = append(out, cells[0])
	}
	return append(out, top...)
}

// arrow shows the direction of sorting, and the level when there are several.
func (h *gridHeader[R]) arrow(key string) string {
	sorting := h.grid.set.sorting
	at := slices.IndexFunc(sorting, func(s Sorting) bool { return s.Key == key })
	if at < 0 {
		return ""
	}
	mark := " "
	if sorting[at].Strokes {
		mark = " 笔画"
	}
	if sorting[at].Desc {
		mark += "↓"
	} else {
		mark += "↑"
	}
	if len(sorting) > 1 {
		mark += strconv.Itoa(at + 1)
	}
	return mark
}

func (h *gridHeader[R]) arrange(size fyne.Size) {
	l := &h.grid.columns
	if size.Width != h.width || len(h.titles) < len(l.spans) { // titles that were cut for another width, and other columns perhaps
		h.width = size.Width
		h.paint()
	}
	look.Place(h.back, 0, 0, size.Width, size.Height)
	look.Place(h.line, 0, size.Height-look.Hairline, size.Width, look.Hairline)
	look.Place(h.cover, 0, 0, l.frozen(), size.Height)
	look.Place(h.split, l.frozen()-look.Hairline, 0, look.Hairline, size.Height)
	for i, s := range l.spans {
		if i < len(h.titles) {
			look.Place(h.titles[i], l.left(i)+look.CellPad, 0, max(s.w-2*look.CellPad, 0), size.Height)
		}
	}
	if h.moving && h.to < len(l.spans) {
		x := l.left(h.to)
		if h.to > h.pressed {
			x += l.spans[h.to].w
		}
		look.Place(h.mark, x-1, 2, 2, size.Height-4)
	}
}

// Cursor implements desktop.Cursorable.
func (h *gridHeader[R]) Cursor() desktop.Cursor {
	if h.overEdge || h.edge >= 0 {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

// MouseIn implements desktop.Hoverable.
func (h *gridHeader[R]) MouseIn(ev *desktop.MouseEvent) { h.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (h *gridHeader[R]) MouseMoved(ev *desktop.MouseEvent) {
	h.overEdge = h.grid.columns.edgeAt(ev.Position.X) >= 0
}

// MouseOut implements desktop.Hoverable.
func (h *gridHeader[R]) MouseOut() { h.overEdge = false }

// MouseDown implements desktop.Mouseable.
func (h *gridHeader[R]) MouseDown(ev *desktop.MouseEvent) {
	if ev.Button == desktop.MouseButtonSecondary {
		menu.PopUp(h, ev.AbsolutePosition, h.menu(h.grid.columns.at(ev.Position.X)))
		return
	}
	h.startX = ev.Position.X
	h.edge = h.grid.columns.edgeAt(ev.Position.X)
	if h.edge >= 0 {
		h.from = h.grid.columns.spans[h.edge].w
		return
	}
	h.pressed, h.moving = h.grid.columns.at(ev.Position.X), false
	h.shift = ev.Modifier&fyne.KeyModifierShift != 0
}

// MouseUp implements desktop.Mouseable: a title pressed and not dragged sorts by it.
func (h *gridHeader[R]) MouseUp(*desktop.MouseEvent) {
	if i := h.pressed; i >= 0 && !h.moving && h.edge < 0 {
		h.pressed = -1
		g := h.grid
		g.set.sortBy(g.columns.states[g.columns.spans[i].state].Key, h.shift)
		g.remember()
		g.rearrange(stageSort)
		return
	}
	h.release()
}

// dragThreshold is how far a title must be dragged before its column moves.
const dragThreshold = 8

// Dragged implements fyne.Draggable.
func (h *gridHeader[R]) Dragged(ev *fyne.DragEvent) {
	switch {
	case h.edge >= 0:
		h.grid.columns.resize(h.edge, h.from+ev.Position.X-h.startX)
		h.grid.relayout()
	case h.pressed >= 0 && (h.moving || math.Abs(float64(ev.Position.X-h.startX)) > dragThreshold):
		h.moving = true
		x := min(max(ev.Position.X, 0), h.grid.columns.total-1)
		if to := h.grid.columns.at(x); to >= 0 {
			h.to = to
		}
		h.Refresh()
	}
}

// DragEnd implements fyne.Draggable.
func (h *gridHeader[R]) DragEnd() { h.release() }

func (h *gridHeader[R]) release() {
	moved := h.moving && h.pressed >= 0
	if moved {
		h.grid.columns.move(h.pressed, h.to)
	}
	if moved || h.edge >= 0 {
		h.grid.remember()
	}
	h.edge, h.pressed, h.moving = -1, -1, false
	if moved {
		h.grid.relayout()
	}
}

// Scrolled implements fyne.Scrollable.
func (h *gridHeader[R]) Scrolled(ev *fyne.ScrollEvent) {
	h.grid.scrollSideways(-ev.Scrolled.DX - ev.Scrolled.DY)
}

func (h *gridHeader[R]) menu(i int) []*fyne.MenuItem {
	g := h.grid
	var items []*fyne.MenuItem
	if i >= 0 {
		state := g.columns.spans[i].state
		col := g.set.column(g.columns.states[state].Key)
		order := func(by Sorting) func() {
			by.Key = col.Key
			return func() {
				g.set.sorting = []Sorting{by}
				g.remember()
				g.rearrange(stageSort)
			}
		}
		strokes := fyne.NewMenuItem("按姓氏笔画", order(Sorting{Strokes: true}))
		strokes.Disabled = !col.words()
		hide := fyne.NewMenuItem("隐藏「"+col.Title+"」", func() { g.hide(state, true) })
		hide.Disabled = g.columns.visible() < 2
		left := fyne.NewMenuItem("左移", func() { g.moveColumn(i, i-1) })
		left.Disabled = i == 0
		right := fyne.NewMenuItem("右移", func() { g.moveColumn(i, i+1) })
		right.Disabled = i == len(g.columns.spans)-1
		items = append(items,
			fyne.NewMenuItem("筛选「"+col.Title+"」…", func() { g.filters.ask(col.Key, h, g.columns.left(i)) }),
			fyne.NewMenuItem("升序", order(Sorting{})), fyne.NewMenuItem("降序", order(Sorting{Desc: true})), strokes,
			fyne.NewMenuItemSeparator(), left, right, hide)
	}
	return append(items,
		fyne.NewMenuItem("选择列…", func() { g.chooseColumns(h, 0) }),
		fyne.NewMenuItem("恢复默认列", g.resetColumns))
}

func (g *Grid[R]) hide(state int, hidden bool) {
	g.columns.states[state].Hidden = hidden
	g.columnsChanged()
}

func (g *Grid[R]) moveColumn(i, j int) {
	g.columns.move(i, j)
	g.columnsChanged()
}

func (g *Grid[R]) columnsChanged() {
	g.remember()
	g.relayout()
	g.sum(g.set.chosen())
}

// resetColumns gives the list the columns and the order it is declared with.
func (g *Grid[R]) resetColumns() {
	total := g.columns.total
	g.columns = defaultLayout(g.config.Columns)
	g.columns.total = total
	g.set.sorting = slices.Clone(g.config.Sort)
	g.columnsChanged()
	g.rearrange(stageSort)
}
