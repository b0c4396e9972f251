package kit

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// gridHeader draws the column titles. A click sorts, dragging an edge resizes, the right button hides, shows and moves columns.
type gridHeader[R any] struct {
	widget.BaseWidget

	grid   *Grid[R]
	back   *canvas.Rectangle
	line   *canvas.Rectangle
	titles []*canvas.Text
	draw   *drawn

	overEdge bool
	edge     int     // column whose edge is being dragged, -1: none
	from     float32 // its width when the drag began
	startX   float32
}

var (
	_ desktop.Mouseable  = (*gridHeader[int])(nil)
	_ desktop.Hoverable  = (*gridHeader[int])(nil)
	_ desktop.Cursorable = (*gridHeader[int])(nil)
	_ fyne.Draggable     = (*gridHeader[int])(nil)
)

func newGridHeader[R any](g *Grid[R]) *gridHeader[R] {
	h := &gridHeader[R]{grid: g, edge: -1}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer implements fyne.Widget.
func (h *gridHeader[R]) CreateRenderer() fyne.WidgetRenderer {
	h.back = canvas.NewRectangle(Paint(ColorHeader))
	h.line = canvas.NewRectangle(Paint(ColorLine))
	h.draw = &drawn{
		widget:  h,
		objects: []fyne.CanvasObject{h.back, h.line},
		min:     func() fyne.Size { return fyne.NewSize(4*minColumnWidth, HeaderHeight) },
		layout:  h.arrange,
		paint:   h.paint,
	}
	h.paint()
	return h.draw
}

func (h *gridHeader[R]) paint() {
	h.back.FillColor = Paint(ColorHeader)
	h.line.FillColor = Paint(ColorLine)
	if !h.grid.config.Plain {
		h.back.TopLeftCornerRadius, h.back.TopRightCornerRadius = CardRadius-1, CardRadius-1
	}
	spans := h.grid.columns.spans
	for len(h.titles) < len(spans) {
		t := newText("", TextSize, true, ColorHeaderText)
		h.titles = append(h.titles, t)
		h.draw.objects = append(h.draw.objects, t)
	}
	for i, t := range h.titles {
		if i >= len(spans) {
			t.Hide()
			continue
		}
		t.Show()
		col := h.grid.set.column(h.grid.columns.states[spans[i].state].Key)
		t.Text = ellipsize(col.Title+h.arrow(col.Key), spans[i].w-2*CellPad+4, TextSize, true)
		t.Alignment = col.Align
		t.Color = Paint(ColorHeaderText)
	}
}

// arrow shows the direction of sorting, and the level when there are several.
func (h *gridHeader[R]) arrow(key string) string {
	sorting := h.grid.set.sorting
	at := slices.IndexFunc(sorting, func(s Sorting) bool { return s.Key == key })
	if at < 0 {
		return ""
	}
	mark := " ↑"
	if sorting[at].Desc {
		mark = " ↓"
	}
	if len(sorting) > 1 {
		mark += strconv.Itoa(at + 1)
	}
	return mark
}

func (h *gridHeader[R]) arrange(size fyne.Size) {
	place(h.back, 0, 0, size.Width, size.Height)
	place(h.line, 0, size.Height-Hairline, size.Width, Hairline)
	for i, s := range h.grid.columns.spans {
		if i < len(h.titles) {
			place(h.titles[i], s.x+CellPad, 0, max(s.w-2*CellPad, 0), size.Height)
		}
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
		popUpMenu(h, ev.AbsolutePosition, h.menu(h.grid.columns.at(ev.Position.X)))
		return
	}
	h.edge = h.grid.columns.edgeAt(ev.Position.X)
	if h.edge >= 0 {
		h.from, h.startX = h.grid.columns.spans[h.edge].w, ev.Position.X
		return
	}
	if i := h.grid.columns.at(ev.Position.X); i >= 0 {
		key := h.grid.columns.states[h.grid.columns.spans[i].state].Key
		h.grid.set.sortBy(key, ev.Modifier&fyne.KeyModifierShift != 0)
		h.grid.remember()
		h.grid.repaint()
	}
}

// MouseUp implements desktop.Mouseable.
func (h *gridHeader[R]) MouseUp(*desktop.MouseEvent) { h.release() }

// Dragged implements fyne.Draggable.
func (h *gridHeader[R]) Dragged(ev *fyne.DragEvent) {
	if h.edge < 0 {
		return
	}
	h.grid.columns.resize(h.edge, h.from+ev.Position.X-h.startX)
	h.grid.repaint()
}

// DragEnd implements fyne.Draggable.
func (h *gridHeader[R]) DragEnd() { h.release() }

func (h *gridHeader[R]) release() {
	if h.edge >= 0 {
		h.edge = -1
		h.grid.remember()
	}
}

func (h *gridHeader[R]) menu(i int) []*fyne.MenuItem {
	g := h.grid
	changed := func() {
		g.columns.fit(g.columns.total)
		g.remember()
		g.repaint()
	}
	var items []*fyne.MenuItem
	if i >= 0 {
		state := g.columns.spans[i].state
		hide := fyne.NewMenuItem("隐藏「"+g.set.column(g.columns.states[state].Key).Title+"」", func() {
			g.columns.states[state].Hidden = true
			changed()
		})
		hide.Disabled = g.columns.visible() < 2
		left := fyne.NewMenuItem("左移", func() { g.columns.move(i, -1); changed() })
		left.Disabled = i == 0
		right := fyne.NewMenuItem("右移", func() { g.columns.move(i, 1); changed() })
		right.Disabled = i == len(g.columns.spans)-1
		items = append(items, left, right, hide)
	}
	for n, s := range g.columns.states {
		if s.Hidden {
			items = append(items, fyne.NewMenuItem("显示「"+g.set.column(s.Key).Title+"」", func() {
				g.columns.states[n].Hidden = false
				changed()
			}))
		}
	}
	return append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem("恢复默认列", func() {
		total := g.columns.total
		g.columns = defaultLayout(g.config.Columns)
		g.columns.total = total
		g.set.sorting = slices.Clone(g.config.Sort)
		g.set.arrange()
		changed()
	}))
}
