package grid

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// backgroundRows is the number of rows from which they are put in order beside the window: below it that takes less than a frame.
const backgroundRows = 3000

// SetRows replaces the rows. Selection, sorting, search and filters stand; OnSelect is called when a selected row is gone or may have
// changed. Of many rows the old ones stay until the new ones are in order: see Ready.
func (g *Grid[R]) SetRows(rows []R) {
	g.loading = ""
	g.coming = rows
	g.rearrange(stageRows)
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
	g.set.query, g.set.kept = query, nil
	g.toTop = true
	g.rearrange(stageSearch)
}

// SetFilter adds or replaces the filter of that name; nil takes it away. A row is shown when it passes all filters.
func (g *Grid[R]) SetFilter(name string, keep func(R) bool) {
	if keep == nil {
		delete(g.set.filters, name)
	} else {
		g.set.filters[name] = keep
	}
	g.set.kept = nil
	g.toTop = true
	g.rearrange(stageFilter)
}

// Keep shows a row whatever search and filters ask, from the next SetRows on until one of them is changed: what was just saved stays in sight.
func (g *Grid[R]) Keep(id int64) {
	kept := map[int64]bool{id: true}
	maps.Copy(kept, g.set.kept) // another map: the old one may be looked at beside the window
	g.set.kept = kept
}

// Sort orders the rows as if the user had clicked.
func (g *Grid[R]) Sort(levels ...Sorting) {
	g.set.sorting = slices.Clone(levels)
	g.rearrange(stageSort)
}

// Ready calls then once everything asked for so far is in place: at once, unless many rows are being put in order beside the window.
func (g *Grid[R]) Ready(then func()) {
	if g.running == nil {
		then()
		return
	}
	g.waiting = append(g.waiting, then)
}

// rearrange makes order and choice of the rows anew, beside the window when they are many. What is asked for meanwhile replaces what is
// being made: only the newest is shown.
func (g *Grid[R]) rearrange(from stage) {
	g.todo = max(g.todo, from)
	g.refiltered = g.refiltered || from != stageSort
	if g.running != nil {
		g.running.stop.Store(true)
		return
	}
	g.startArranging()
}

func (g *Grid[R]) startArranging() {
	a := g.set.prepare(g.todo, g.coming)
	g.todo = stageNone
	if g.config.Background == nil || max(len(a.rows), len(g.set.table.rows)) < backgroundRows {
		a.run()
		g.arranged(a)
		return
	}
	g.running, g.broken = a, false
	g.retry.Hide()
	g.config.Background(a.run, func() {
		g.running = nil
		if a.stop.Load() {
			g.todo = max(g.todo, a.from)
			g.startArranging()
			return
		}
		g.arranged(a)
	}, func() {
		g.running, g.broken = nil, true
		g.todo = max(g.todo, a.from)
		g.retry.Show()
		g.repaint()
	})
	if g.running != nil {
		g.foot.SetText(g.FootText())
	}
}

func (g *Grid[R]) arranged(a *arranging[R]) {
	if a.from == stageRows {
		g.coming = nil
	}
	recounted := !slices.Equal(g.set.counts, a.counts)
	g.set.apply(a)
	if g.toTop {
		g.toTop = false
		g.list.ScrollToOffset(0)
	}
	if a.from == stageRows {
		g.needs = nil
	}
	if a.from == stageRows && g.columns.short {
		g.relayout()
	} else {
		g.repaint()
	}
	if g.refiltered {
		g.refiltered = false
		if recounted || g.filters.clears != g.set.filtered() {
			g.syncFilters()
		}
		g.selectionChanged()
		if g.config.OnFilter != nil {
			g.config.OnFilter()
		}
	}
	waiting := g.waiting
	g.waiting = nil
	for _, then := range waiting {
		then()
	}
}

// beside runs work beside the window when there are many rows, then apply on its thread.
func (g *Grid[R]) beside(rows int, work, apply func()) {
	if g.config.Background == nil || rows < backgroundRows {
		work()
		apply()
		return
	}
	g.config.Background(work, apply, nil)
}

// Len is the number of rows.
func (g *Grid[R]) Len() int { return len(g.set.table.rows) }

// Shown is the number of rows that pass search and filters.
func (g *Grid[R]) Shown() int { return len(g.set.shown) }

// Rows lists the rows that pass search and filters in the order shown: what 导出当前列表 writes.
func (g *Grid[R]) Rows() []R {
	out := make([]R, len(g.set.shown))
	for pos := range out {
		out[pos] = g.set.row(pos)
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

// FootText is the line under the rows, e.g. 显示 11 件，共 150 件 · 选中 1 件. What it counts beyond the total is among the rows shown.
func (g *Grid[R]) FootText() string {
	parts := []string{fmt.Sprintf("共 %d %s", g.Len(), g.config.Unit)}
	if g.set.filtered() {
		parts[0] = fmt.Sprintf("显示 %d %s，%s", len(g.set.shown), g.config.Unit, parts[0])
	}
	if n := len(g.set.chosenPlaces()); n > 0 {
		parts = append(parts, fmt.Sprintf("选中 %d %s", n, g.config.Unit))
	}
	if g.sums != "" {
		parts = append(parts, g.sums)
	}
	if g.set.foot != "" {
		parts = append(parts, g.set.foot)
	}
	switch {
	case g.running != nil:
		parts = append(parts, "正在整理…")
	case g.broken:
		parts = append(parts, "没有整理完")
	}
	return strings.Join(parts, " · ")
}

func (g *Grid[R]) noticeText() string {
	switch {
	case len(g.set.shown) > 0:
		return ""
	case g.broken:
		return "没有整理完，请按右下角的「重试」"
	case g.loading != "":
		return g.loading
	case g.Len() > 0:
		return "没有符合条件的记录"
	case g.running != nil:
		return "正在整理…"
	default:
		return g.config.Empty
	}
}

func (g *Grid[R]) selectionChanged() {
	chosen := g.set.chosen()
	g.sum(chosen)
	g.foot.SetText(g.FootText())
	if g.config.OnSelect != nil {
		g.config.OnSelect(chosen)
	}
}

// sum makes the totals of the selected rows: 连任届数 合计 6, 平均 2.
func (g *Grid[R]) sum(chosen []R) {
	g.summing++
	number := g.summing
	var columns []Column[R]
	for _, c := range g.VisibleColumns() {
		if c.Total != TotalNone {
			columns = append(columns, c)
		}
	}
	if len(chosen) < 2 || len(columns) == 0 {
		g.sums = ""
		return
	}
	sums := ""
	g.beside(len(chosen), func() { sums = totals(columns, chosen) }, func() {
		if number == g.summing {
			g.sums = sums
			g.foot.SetText(g.FootText())
		}
	})
}

func totals[R any](columns []Column[R], rows []R) string {
	var parts []string
	for _, c := range columns {
		var sum float64
		n := 0
		for _, r := range rows {
			if v, ok := c.number(r); ok {
				sum += v
				n++
			}
		}
		if n == 0 {
			continue
		}
		text := c.Title
		if c.Total != TotalMean {
			text += " 合计 " + writeNumber(sum)
		}
		if c.Total != TotalSum {
			text += " 平均 " + writeNumber(sum/float64(n))
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " · ")
}
