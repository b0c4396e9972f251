package grid

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit"
)

// filterBar is the line of chips over a list: saved views, quick filters, what is asked of columns, and what adds to it.
type filterBar[R any] struct {
	grid   *Grid[R]
	box    *fyne.Container
	views  *kit.Chip
	plus   *kit.Chip
	all    *kit.Chip // takes every filter away
	clears bool      // all is shown
	quick  []*kit.Chip
}

const chipGap float32 = 8

func newFilterBar[R any](g *Grid[R]) *filterBar[R] {
	b := &filterBar[R]{grid: g}
	b.views = kit.NewTag("视图 ∨", false)
	b.views.OnTap = func() { g.viewMenu(b.views) }
	b.plus = kit.NewTag("＋筛选", false)
	b.plus.OnTap = func() { b.add(b.plus, 0) }
	b.all = kit.NewTag("清除筛选", false)
	b.all.OnTap = g.ClearFilters
	for i, q := range g.config.Quick {
		c := kit.NewTag(q.Text, false)
		if q.Column == "" {
			c.OnTap = func() { g.SetQuick(i, !g.switched[i]) }
		} else {
			c.OnTap = func() { b.ask(q.Column, c, 0) }
		}
		b.quick = append(b.quick, c)
	}
	b.box = kit.NewFlow(chipGap)
	b.sync()
	return b
}

// needed tells whether the list, which shows the bar itself, has something to say in it.
func (b *filterBar[R]) needed() bool {
	return len(b.grid.config.Quick) > 0 || len(b.grid.set.demands) > 0 || b.grid.view != "" || b.grid.only != ""
}

func (g *Grid[R]) filtersInside() bool { return g.relaid == nil && g.filters.needed() }

// sync makes the chips say what is filtered.
func (b *filterBar[R]) sync() {
	g := b.grid
	b.views.Set(g.viewTitle(), g.view != "")
	objects := []fyne.CanvasObject{b.views}
	if g.only != "" {
		c := kit.NewTag(g.only, true)
		c.OnTap = g.ClearFilters
		c.OnClear = g.ClearFilters
		objects = append(objects, c)
	}
	for i, q := range g.config.Quick {
		c := b.quick[i]
		if q.Column == "" {
			c.Set(b.switchText(i), g.switched[i])
		} else {
			b.syncChoice(c, q)
		}
		objects = append(objects, c)
	}
	for _, d := range g.set.demands {
		if !slices.ContainsFunc(g.config.Quick, func(q Quick[R]) bool { return q.Column == d.Column }) {
			objects = append(objects, b.chip(d))
		}
	}
	objects = append(objects, b.plus)
	b.clears = g.set.filtered()
	if b.clears {
		objects = append(objects, b.all)
	}
	b.box.Objects = objects
	b.box.Refresh()
}

// switchText is what the chip of a switch says, with its count where there are such rows.
func (b *filterBar[R]) switchText(i int) string {
	if set := &b.grid.set; i < len(set.counts) && set.counts[i] > 0 {
		return fmt.Sprintf("%s %d", b.grid.config.Quick[i].Text, set.counts[i])
	}
	return b.grid.config.Quick[i].Text
}

// syncChoice makes the chip of a quick choice say what was chosen.
func (b *filterBar[R]) syncChoice(c *kit.Chip, q Quick[R]) {
	d, on := b.grid.condition(q.Column)
	if !on {
		c.OnClear = nil
		c.Set(q.Text+" ∨", false)
		return
	}
	c.OnClear = func() { b.grid.SetCondition(Condition{Column: q.Column}) }
	c.Set(q.Text+" "+d.Text(), true)
}

// chip says what is asked of one column: a click changes it, its × takes it away.
func (b *filterBar[R]) chip(d Condition) *kit.Chip {
	title := d.Column
	if c := b.grid.set.column(d.Column); c != nil {
		title = c.Title
	}
	c := kit.NewTag(title+" "+d.Text(), true)
	c.OnTap = func() { b.ask(d.Column, c, 0) }
	c.OnClear = func() { b.grid.SetCondition(Condition{Column: d.Column}) }
	return c
}

// ask opens the panel of a column.
func (b *filterBar[R]) ask(key string, from fyne.CanvasObject, x float32) {
	c := b.grid.set.column(key)
	if c == nil {
		return
	}
	d, _ := b.grid.condition(key)
	newConditionPanel(b.grid, c, d, b.grid.SetCondition).open(from, x)
}

// add asks which column to filter by: those on the screen first.
func (b *filterBar[R]) add(from fyne.CanvasObject, x float32) {
	p := &panel{back: b.grid.list}
	list := newValueList("按哪一列筛选", b.grid.columnChoices(), nil)
	list.onTake = func(key string) {
		p.close()
		b.ask(key, from, x)
	}
	list.entry.OnEscape = p.close
	p.show(from, x, "添加筛选", list, list.entry)
}

// columnChoices are the columns for a list to choose from: those on the screen in their order, then the hidden ones.
func (g *Grid[R]) columnChoices() []kit.Choice {
	var shown, hidden []kit.Choice
	for _, s := range g.columns.states {
		c := kit.Choice{Value: s.Key, Label: g.set.column(s.Key).Title, Count: -1}
		if s.Hidden {
			hidden = append(hidden, c)
		} else {
			shown = append(shown, c)
		}
	}
	return append(shown, hidden...)
}

// chooseColumns asks which columns are shown.
func (g *Grid[R]) chooseColumns(from fyne.CanvasObject, x float32) {
	p := &panel{back: g.list}
	ticked := map[string]bool{}
	for _, s := range g.columns.states {
		if !s.Hidden {
			ticked[s.Key] = true
		}
	}
	list := newValueList("查找列", g.columnChoices(), ticked)
	list.entry.OnEscape = p.close
	list.onTick = func() {
		if len(ticked) == 0 {
			return // a list without columns is no list
		}
		for i, s := range g.columns.states {
			g.columns.states[i].Wanted = ticked[s.Key] && (s.Wanted || s.Hidden)
			g.columns.states[i].Hidden = !ticked[s.Key]
		}
		g.columnsChanged()
	}
	list.onEnter = p.close
	p.show(from, x, "选择列", list, list.entry, kit.NewButton("恢复默认列", func() {
		p.close()
		g.resetColumns()
	}), kit.NewPrimaryButton("完成", p.close))
}

func (g *Grid[R]) condition(key string) (Condition, bool) {
	for _, d := range g.set.demands {
		if d.Column == key {
			return d, true
		}
	}
	return Condition{}, false
}

// Conditions is what is asked of columns now.
func (g *Grid[R]) Conditions() []Condition { return slices.Clone(g.set.demands) }

// SetCondition asks something of a column, in place of what was asked of it before; one that asks for nothing takes that away.
func (g *Grid[R]) SetCondition(c Condition) {
	demands := slices.Clone(g.set.demands)
	at := slices.IndexFunc(demands, func(d Condition) bool { return d.Column == c.Column })
	switch {
	case at < 0 && c.empty():
		return
	case at < 0:
		demands = append(demands, c)
	case c.empty():
		demands = slices.Delete(demands, at, at+1)
	default:
		demands[at] = c
	}
	g.set.demands = demands
	g.filtersChanged()
}

// SetQuick switches one of the quick filters declared with Keep.
func (g *Grid[R]) SetQuick(i int, on bool) {
	g.quicken(i, on)
	g.filtersChanged()
}

func (g *Grid[R]) quicken(i int, on bool) {
	q := g.config.Quick[i]
	if q.Keep == nil {
		return
	}
	name := "quick." + q.Text
	if on {
		g.switched[i], g.set.filters[name] = true, q.Keep
	} else {
		delete(g.switched, i)
		delete(g.set.filters, name)
	}
}

// ClearFilters takes away what is asked of columns, the quick filters and the search. Filters set by the page are the page's, which hears of it by
// OnClear.
func (g *Grid[R]) ClearFilters() {
	for i := range g.config.Quick {
		g.quicken(i, false)
	}
	if g.config.OnClear != nil {
		g.config.OnClear()
	}
	g.forgetOnly()
	g.set.demands, g.set.query, g.view = nil, "", ""
	if g.search != nil && g.search.Text != "" {
		g.search.SetText("")
		g.search.now()
	}
	g.filtersChanged()
}

const filterOnly = "only"

// Only shows the rows with these ids and no others, in place of every other filter, until the chip that says what they are is clicked away.
func (g *Grid[R]) Only(title string, ids []int64) {
	g.ClearFilters()
	in := make(map[int64]bool, len(ids))
	for _, id := range ids {
		in[id] = true
	}
	g.only, g.set.filters[filterOnly] = title, func(r R) bool { return in[g.config.ID(r)] }
	g.filtersChanged()
}

// DropOnly ends what Only began: what it counted is no longer so.
func (g *Grid[R]) DropOnly() {
	if g.only == "" {
		return
	}
	g.forgetOnly()
	g.filtersChanged()
}

func (g *Grid[R]) forgetOnly() {
	delete(g.set.filters, filterOnly)
	g.only = ""
}

// filtersChanged shows what filters by column and quick filters ask for.
func (g *Grid[R]) filtersChanged() {
	g.toTop, g.set.kept = true, nil
	g.rearrange(stageFilter)
	g.syncFilters()
}

// syncFilters makes the chips say what is filtered, and makes room for them.
func (g *Grid[R]) syncFilters() {
	g.filters.sync()
	if g.relaid != nil {
		g.relaid() // another line of chips takes room from the rows
		return
	}
	g.arrange(g.Size())
	g.header.Refresh()
}
