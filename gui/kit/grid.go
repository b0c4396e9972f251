package kit

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// GridConfig declares one list.
type GridConfig[R any] struct {
	Key     string // name under which columns and sorting are remembered, e.g. "roster.members"
	Prefs   Prefs  // nil: nothing is remembered
	Columns []Column[R]
	ID      func(R) int64  // stable identity; selection survives reloading by it
	Search  func(R) string // folded search key of a row, made beforehand with fold.Key or fold.Name: 5 µs each; nil: no search
	Sort    []Sorting      // until the user sorts

	Unit        string // measure word of the foot line: 件, 人, 个; "" means 行
	Empty       string // shown when there are no rows at all
	Placeholder string // of the search field

	OnOpen   func(R)                           // Enter and double-click
	OnSelect func(chosen []R)                  // whenever the selection changed; chosen is in the order shown
	OnDelete func(chosen []R)                  // Delete
	Menu     func(chosen []R) []*fyne.MenuItem // right-click; 复制 is added below
	Foot     func() string                     // more for the foot line, after the counts
	NoFoot   bool
	Plain    bool // without the card's edge, for a list inside a card
}

// Grid is the one list of the program: sortable, resizable and remembered columns, whole-row multi-selection, search and filters, the
// keyboard of a spreadsheet, and copying as cells. It must be used on the window's thread only.
type Grid[R any] struct {
	widget.BaseWidget

	config  GridConfig[R]
	set     rowSet[R]
	columns columnLayout
	loading string

	list   *rowList
	header *gridHeader[R]
	foot   *Label
	notice *Label
	search *SearchEntry
	frame  *canvas.Rectangle
	rule   *canvas.Rectangle
}

// NewGrid makes an empty list; fill it with SetRows.
func NewGrid[R any](c GridConfig[R]) *Grid[R] {
	g := &Grid[R]{config: c}
	if c.Unit == "" {
		g.config.Unit = "行"
	}
	if c.Empty == "" {
		g.config.Empty = "还没有记录"
	}
	g.set = rowSet[R]{columns: c.Columns, id: c.ID, search: c.Search, filters: map[string]func(R) bool{}, sorting: c.Sort}
	saved := ""
	if c.Prefs != nil {
		saved = c.Prefs.Get(g.prefsKey())
	}
	var sorting []Sorting
	g.columns, sorting = restoreLayout(c.Columns, saved)
	if len(sorting) > 0 {
		g.set.sorting = sorting
	}
	g.build()
	g.ExtendBaseWidget(g)
	return g
}

func (g *Grid[R]) prefsKey() string { return "grid." + g.config.Key }

func (g *Grid[R]) remember() {
	if g.config.Prefs != nil {
		g.config.Prefs.Set(g.prefsKey(), g.columns.encode(g.set.sorting))
	}
}

func (g *Grid[R]) build() {
	g.header = newGridHeader(g)
	g.list = newRowList(
		func() int { return len(g.set.shown) },
		func() fyne.CanvasObject { return newGridRow(g) },
		func(pos int, o fyne.CanvasObject) { o.(*gridRow[R]).show(pos) },
	)
	g.list.onKey = g.typedKey
	g.list.onShortcut = g.typedShortcut
	g.foot = NewLabel("", SmallText, ToneSoft)
	g.notice = NewLabel("", TextSize, ToneMuted)
	g.notice.Align = fyne.TextAlignCenter
	g.frame = canvas.NewRectangle(Paint(ColorSurface))
	g.rule = canvas.NewRectangle(Paint(ColorLine))
}

// SetRows replaces the rows. Selection, sorting, search and filters stand; OnSelect is called when a selected row is gone or may have changed.
func (g *Grid[R]) SetRows(rows []R) {
	g.loading = ""
	g.set.set(rows)
	g.repaint()
	g.selectionChanged()
}

// SetLoading shows text (正在读取…) in place of the rows until SetRows is called. Rows already shown stay.
func (g *Grid[R]) SetLoading(text string) {
	g.loading = text
	g.repaint()
}

// SetQuery shows only rows whose search key matches; "" shows all. The search field calls it.
func (g *Grid[R]) SetQuery(query string) {
	if g.set.query == query {
		return
	}
	g.set.query = query
	g.refilter()
}

// SetFilter adds or replaces the filter of that name; nil takes it away. A row is shown when it passes all filters.
func (g *Grid[R]) SetFilter(name string, keep func(R) bool) {
	if keep == nil {
		delete(g.set.filters, name)
	} else {
		g.set.filters[name] = keep
	}
	g.refilter()
}

func (g *Grid[R]) refilter() {
	g.set.filter()
	g.list.ScrollToTop()
	g.repaint()
	g.selectionChanged()
}

// Count tells how many of all rows pass keep, whatever is filtered now: for the figure on a chip.
func (g *Grid[R]) Count(keep func(R) bool) int {
	n := 0
	for _, r := range g.set.rows {
		if keep(r) {
			n++
		}
	}
	return n
}

// Sort orders the rows as if the user had clicked.
func (g *Grid[R]) Sort(levels ...Sorting) {
	g.set.sorting = slices.Clone(levels)
	g.set.arrange()
	g.repaint()
}

// Len is the number of rows, Shown the number that pass search and filters.
func (g *Grid[R]) Len() int { return len(g.set.rows) }

// Shown is the number of rows that pass search and filters.
func (g *Grid[R]) Shown() int { return len(g.set.shown) }

// Rows lists the rows that pass search and filters in the order shown: what 导出当前列表 writes.
func (g *Grid[R]) Rows() []R {
	out := make([]R, len(g.set.shown))
	for i, at := range g.set.shown {
		out[i] = g.set.rows[at]
	}
	return out
}

// VisibleColumns lists the columns as shown, for exporting the list as it stands.
func (g *Grid[R]) VisibleColumns() []Column[R] {
	var out []Column[R]
	for _, s := range g.columns.states {
		if !s.Hidden {
			out = append(out, *g.set.column(s.Key))
		}
	}
	return out
}

// Selected lists the selected rows in the order shown.
func (g *Grid[R]) Selected() []R { return g.set.chosen() }

// Current is the row the keyboard acts on.
func (g *Grid[R]) Current() (row R, ok bool) {
	pos := g.set.cursorPosition()
	if pos < 0 {
		return row, false
	}
	return g.set.row(pos), true
}

// Select selects one row by id and scrolls to it; false when it is not shown.
func (g *Grid[R]) Select(id int64) bool {
	pos := g.set.position(id)
	if pos < 0 {
		return false
	}
	g.set.pick(pos)
	g.list.ScrollTo(pos)
	g.repaint()
	g.selectionChanged()
	return true
}

// ClearSelection leaves no row selected.
func (g *Grid[R]) ClearSelection() {
	g.set.selected, g.set.hasRow = map[int64]bool{}, false
	g.repaint()
	g.selectionChanged()
}

// Focus gives the list the keyboard.
func (g *Grid[R]) Focus() { focus(g.list) }

// SearchField is the list's search box, made on first use, for the page's top bar.
func (g *Grid[R]) SearchField() *SearchEntry {
	if g.search == nil {
		g.search = NewSearchEntry(g.config.Placeholder, g.SetQuery)
		g.search.OnDown = g.Focus
	}
	return g.search
}

// FootText is the line under the rows, e.g. 共 150 件 · 筛选 11 件 · 选中 1 件.
func (g *Grid[R]) FootText() string {
	parts := []string{fmt.Sprintf("共 %d %s", len(g.set.rows), g.config.Unit)}
	if g.set.filtered() {
		parts = append(parts, fmt.Sprintf("筛选 %d %s", len(g.set.shown), g.config.Unit))
	}
	if n := g.set.chosenCount(); n > 0 {
		parts = append(parts, fmt.Sprintf("选中 %d %s", n, g.config.Unit))
	}
	if g.config.Foot != nil {
		if more := g.config.Foot(); more != "" {
			parts = append(parts, more)
		}
	}
	return strings.Join(parts, " · ")
}

func (g *Grid[R]) noticeText() string {
	switch {
	case len(g.set.shown) > 0:
		return ""
	case g.loading != "":
		return g.loading
	case len(g.set.rows) > 0:
		return "没有符合条件的记录"
	default:
		return g.config.Empty
	}
}

func (g *Grid[R]) selectionChanged() {
	g.foot.SetText(g.FootText())
	if g.config.OnSelect != nil {
		g.config.OnSelect(g.set.chosen())
	}
}

// repaint draws the visible rows anew; nothing outside the window is touched.
func (g *Grid[R]) repaint() {
	g.foot.SetText(g.FootText())
	g.notice.SetText(g.noticeText())
	g.header.Refresh()
	g.list.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (g *Grid[R]) CreateRenderer() fyne.WidgetRenderer {
	return &drawn{
		widget:  g,
		objects: []fyne.CanvasObject{g.frame, g.list, g.header, g.rule, g.foot, g.notice},
		min:     func() fyne.Size { return fyne.NewSize(200, HeaderHeight+3*RowHeight) },
		layout:  g.arrange,
		paint:   g.paint,
	}
}

func (g *Grid[R]) paint() {
	g.frame.FillColor = Paint(ColorSurface)
	g.rule.FillColor = Paint(ColorLine)
	if !g.config.Plain {
		g.frame.StrokeColor, g.frame.StrokeWidth, g.frame.CornerRadius = Paint(ColorLine), Hairline, CardRadius
	}
	g.frame.Refresh()
	g.rule.Refresh()
	g.repaint()
}

func (g *Grid[R]) arrange(size fyne.Size) {
	place(g.frame, 0, 0, size.Width, size.Height)
	edge := Hairline
	if g.config.Plain {
		edge = 0
	}
	width := size.Width - 2*edge
	g.columns.fit(width)
	place(g.header, edge, edge, width, HeaderHeight)
	bottom := size.Height - edge
	if g.config.NoFoot {
		g.rule.Hide()
		g.foot.Hide()
	} else {
		bottom -= 26
		place(g.rule, edge, bottom, width, Hairline)
		place(g.foot, edge+PageMarginX, bottom+1, width-2*PageMarginX, 25)
	}
	top := edge + HeaderHeight
	place(g.list, edge, top, width, max(bottom-top, 0))
	place(g.notice, edge+PageMarginX, top+2*RowHeight, width-2*PageMarginX, RowHeight)
}
