// Package grid is the one table of the window: any number of rows, sorted, filtered, searched, selected and copied as in a spreadsheet.
package grid

import (
	"iter"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// Config declares one list.
type Config[R any] struct {
	Key     string    // name under which columns, sorting and views are remembered, e.g. "roster.members"
	Prefs   kit.Prefs // nil: nothing is remembered
	Columns []Column[R]
	ID      func(R) int64  // stable identity; selection survives reloading by it
	Search  func(R) string // folded search key of a row, made beforehand with fold.Key or fold.Name: 5 µs each; nil: no search
	Sort    []Sorting      // until the user sorts
	Quick   []Quick[R]     // filters one click away

	Unit        string // measure word of the foot line: 件, 人, 个; "" means 行
	Empty       string // shown when there are no rows at all
	Placeholder string // of the search field

	OnOpen   func(R)                           // Enter and double-click
	OnSelect func(chosen []R)                  // whenever the selection changed; chosen is in the order shown
	OnDelete func(chosen []R)                  // Delete
	OnPaste  func(cells [][]string)            // Ctrl+V of cells copied from a sheet
	OnFilter func()                            // after search, filters or rows changed what is shown
	OnClear  func()                            // the user wants all filters gone: those of the page too
	Menu     func(chosen []R) []*fyne.MenuItem // right-click; 复制 is added below
	Foot     func(shown iter.Seq[R]) string    // more for the foot line, after the counts: of the rows shown
	NoFoot   bool
	Plain    bool // without the card's edge, for a list inside a card

	Calendar form.Calendar // of the date filters; what it says is today decides 本月 and 本年

	// Background runs work beside the window, then apply on its thread, or broken when work ended in a panic; nil does both at once. With it,
	// lists of many rows are put in order without holding the window up; every function of the rows is then called on other goroutines as well.
	Background func(work, apply, broken func())
}

// Quick declares a filter that is one click away: with Column a choice among that column's values, with Keep a switch.
type Quick[R any] struct {
	Text    string
	Column  string
	Keep    func(R) bool
	Counted bool // the switch says how many of all rows pass Keep
}

// Grid is the one list of the program: sortable, resizable and remembered columns of which the first stays in sight, whole-row
// multi-selection, search, filters by column and saved views, the keyboard of a spreadsheet, copying and pasting as cells. It must be used
// on the window's thread only.
type Grid[R any] struct {
	widget.BaseWidget

	config   Config[R]
	set      rowSet[R]
	columns  columnLayout
	needs    map[string]float32 // of the columns by key; nil: not measured since the rows were set
	loading  string
	switched map[int]bool // which of config.Quick with Keep are on
	view     string       // name of the saved view chosen
	only     string       // what the rows of Only are; "" without

	todo       stage
	coming     []R // rows of the newest SetRows, until they are in place
	running    *arranging[R]
	broken     bool // the newest arranging ended in a panic
	toTop      bool
	refiltered bool     // other rows may be shown once what was asked for is in place
	waiting    []func() // to be called once everything asked for is in place
	summing    int      // number of the newest sum of the selection
	sums       string
	jump       jumpBuffer
	clicks     look.Clicks

	list    *rowList
	header  *gridHeader[R]
	titles  *container.Clip
	slider  *slider
	foot    *kit.Label
	notice  *kit.Label
	retry   *kit.Button // beside the foot while broken
	search  *SearchEntry
	frame   *canvas.Rectangle
	rule    *canvas.Rectangle
	filters *filterBar[R]
	outer   *fyne.Container // the list with its filter bar
	relaid  func()          // the filter bar is elsewhere and may need another height; nil: the bar is shown within
}

// New makes an empty list; fill it with SetRows.
func New[R any](c Config[R]) *Grid[R] {
	g := &Grid[R]{config: c, switched: map[int]bool{}}
	if c.Unit == "" {
		g.config.Unit = "行"
	}
	if c.Empty == "" {
		g.config.Empty = "还没有记录"
	}
	g.set = rowSet[R]{
		columns: c.Columns, id: c.ID, search: c.Search, sumUp: c.Foot, quick: c.Quick, filters: map[string]func(R) bool{}, sorting: c.Sort,
		table: newRowTable[R](nil), today: g.today,
	}
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

func (g *Grid[R]) today() string { return g.config.Calendar.Now().Local().Format(time.DateOnly) }

func (g *Grid[R]) build() {
	g.header = newGridHeader(g)
	g.titles = container.NewClip(g.header)
	g.list = newRowList(
		func() int { return len(g.set.shown) },
		func() fyne.CanvasObject { return newGridRow(g) },
		func(pos int, o fyne.CanvasObject) { o.(*gridRow[R]).show(pos) },
	)
	g.list.keep = g.set.cursorPosition
	g.list.onKey = g.typedKey
	g.list.onRune = g.typedRune
	g.list.onShortcut = g.typedShortcut
	g.list.onFocus = g.focusChanged
	g.slider = newSlider(func(offset float32) { g.scrollSideways(offset - g.columns.offset) })
	g.foot = kit.NewLabel("", look.SmallText, look.ToneSoft)
	g.notice = kit.NewLabel("", look.TextSize, look.ToneMuted)
	g.notice.Align = fyne.TextAlignCenter
	g.retry = kit.NewButton("重试", func() { g.rearrange(g.todo) })
	g.retry.Hide()
	g.frame = canvas.NewRectangle(look.Paint(look.ColorSurface))
	g.rule = canvas.NewRectangle(look.Paint(look.ColorLine))
	g.filters = newFilterBar(g)
}

// Focus gives the list the keyboard.
func (g *Grid[R]) Focus() { look.Focus(g.list) }

func (g *Grid[R]) focusChanged() {
	g.paintFrame()
	g.refreshRow(g.set.cursorPosition())
}

// refreshRow draws one row anew, if it is on the screen.
func (g *Grid[R]) refreshRow(pos int) {
	if pos >= 0 {
		g.list.RefreshItem(pos)
	}
}

// SearchField is the list's search box, made on first use, for the page's top bar.
func (g *Grid[R]) SearchField() *SearchEntry {
	if g.search == nil {
		g.search = NewSearchEntry(g.config.Placeholder, g.SetQuery)
		g.search.OnDown = g.Focus
	}
	return g.search
}

// WithFilterBar is the list with the line of chips over it: saved views, quick filters, what is filtered by column, and what adds to it. A
// list shown without it shows the chips within as long as something is filtered by column.
func (g *Grid[R]) WithFilterBar() fyne.CanvasObject {
	if g.outer == nil {
		g.outer = kit.NewTopAndRest(chipGap, g.FilterBar(func() { g.outer.Refresh() }), g)
	}
	return g.outer
}

// FilterBar is the line of chips for a page that places it itself; relaid is called when it may need another height.
func (g *Grid[R]) FilterBar(relaid func()) fyne.CanvasObject {
	g.relaid = relaid
	return g.filters.box
}

// repaint draws the visible rows anew; nothing outside the window is touched.
func (g *Grid[R]) repaint() {
	g.foot.SetText(g.FootText())
	g.notice.SetText(g.noticeText())
	g.header.Refresh()
	g.list.Refresh()
}

// relayout places everything anew after columns or the filter bar changed.
func (g *Grid[R]) relayout() {
	g.fit(g.columns.total)
	g.arrange(g.Size())
	g.repaint()
}

// CreateRenderer implements fyne.Widget.
func (g *Grid[R]) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{g.frame, g.list, g.titles, g.slider, g.rule, g.foot, g.notice, g.retry}
	if g.relaid == nil {
		objects = append(objects, g.filters.box)
	}
	return &look.Renderer{
		Widget:  g,
		Parts:   objects,
		Least:   func() fyne.Size { return fyne.NewSize(200, look.HeaderHeight+3*look.RowHeight) },
		Arrange: g.arrange,
		Paint:   g.paint,
	}
}

func (g *Grid[R]) paint() {
	g.rule.FillColor = look.Paint(look.ColorLine)
	g.rule.Refresh()
	g.paintFrame()
	g.repaint()
}

func (g *Grid[R]) paintFrame() {
	g.frame.FillColor = look.Paint(look.ColorSurface)
	if !g.config.Plain {
		g.frame.StrokeColor, g.frame.StrokeWidth, g.frame.CornerRadius = look.Paint(look.ColorLine), look.Hairline, look.CardRadius
		if g.list.focused {
			g.frame.StrokeColor = look.Paint(look.ColorAccentLine)
		}
	}
	g.frame.Refresh()
}

const footHeight float32 = 26

func (g *Grid[R]) arrange(size fyne.Size) {
	look.Place(g.frame, 0, 0, size.Width, size.Height)
	edge := look.Hairline
	if g.config.Plain {
		edge = 0
	}
	width := size.Width - 2*edge
	top, bottom := edge, size.Height-edge
	if g.relaid == nil {
		top += g.placeFilters(edge, width)
	}
	g.fit(width)
	look.Place(g.titles, edge, top, width, look.HeaderHeight)
	look.Place(g.header, 0, 0, width, look.HeaderHeight)
	if g.config.NoFoot {
		g.rule.Hide()
		g.foot.Hide()
	} else {
		bottom -= footHeight
		look.Place(g.rule, edge, bottom, width, look.Hairline)
		look.Place(g.foot, edge+look.PageMarginX, bottom+1, width-2*look.PageMarginX, footHeight-1)
	}
	top += look.HeaderHeight
	if g.columns.hiddenWidth() > 0 {
		bottom -= sliderHeight
		look.Place(g.slider, edge, bottom, width, sliderHeight)
		g.slider.set(g.columns.total, g.columns.content, g.columns.offset)
		g.slider.Show()
	} else {
		g.slider.Hide()
	}
	look.Place(g.list, edge, top, width, max(bottom-top, 0))
	look.Place(g.notice, edge+look.PageMarginX, top+2*look.RowHeight, width-2*look.PageMarginX, look.RowHeight)
	wide := g.retry.MinSize().Width
	look.Place(g.retry, edge+width-wide-4, size.Height-edge-footHeight+1, wide, footHeight-2)
}

// placeFilters puts the filter bar over the titles while there is something to show, and says how high it is.
func (g *Grid[R]) placeFilters(edge, width float32) float32 {
	bar := g.filters.box
	if !g.filters.needed() {
		bar.Hide()
		return 0
	}
	const margin = 4
	bar.Show()
	inner := width - 2*look.CellPad
	bar.Resize(fyne.NewSize(inner, kit.ChipHeight)) // a flow knows its height only once it knows its width
	height := bar.MinSize().Height
	look.Place(bar, edge+look.CellPad, edge+margin, inner, height)
	return height + 2*margin
}

// Held implements Holder.
func (g *Grid[R]) Held() []fyne.CanvasObject { return []fyne.CanvasObject{g.list} }
