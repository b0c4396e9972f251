package term

import (
	"fmt"
	"iter"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
)

// chooser is a list of which each row is taken along or not: Enter or a double click changes one, the buttons all that are selected.
type chooser[R any] struct {
	grid    *grid.Grid[*R]
	content fyne.CanvasObject
	rows    []*R
}

// choice declares a chooser.
type choice[R any] struct {
	key, unit  string
	yes, no    string // 留任, 不留任
	is         func(*R) bool
	set        func(*R, bool)
	columns    []grid.Column[*R]
	quick      []grid.Quick[*R]
	id         func(*R) int64
	search     func(*R) string
	extra      []fyne.CanvasObject
	emptyWords string
}

func newChooser[R any](d *desk.Desk, c choice[R]) *chooser[R] {
	ch := &chooser[R]{}
	mark := grid.Column[*R]{
		Key: "taken", Title: c.yes, Width: 60, Align: fyne.TextAlignCenter,
		Text: func(r *R) string {
			if c.is(r) {
				return "✓ " + c.yes
			}
			return "—"
		},
		Tone: func(r *R) look.Tone {
			if c.is(r) {
				return look.ToneDone
			}
			return look.ToneMuted
		},
	}
	mark.Width = 76
	set := func(rows []*R, on bool) {
		for _, r := range rows {
			c.set(r, on)
		}
		ch.grid.SetRows(ch.rows)
	}
	ch.grid = grid.New(grid.Config[*R]{
		Key: c.key, Prefs: d.Prefs(), Columns: append([]grid.Column[*R]{mark}, c.columns...), Quick: c.quick, ID: c.id, Search: c.search,
		Unit: c.unit, Empty: c.emptyWords, Placeholder: "查找，汉字、拼音或首字母", Calendar: d.Calendar(),
		OnOpen: func(r *R) { set([]*R{r}, !c.is(r)) },
		Menu: func(chosen []*R) []*fyne.MenuItem {
			return []*fyne.MenuItem{
				fyne.NewMenuItem(c.yes, func() { set(chosen, true) }),
				fyne.NewMenuItem("不"+c.yes, func() { set(chosen, false) }),
			}
		},
		Foot: func(iter.Seq[*R]) string { // of all: that is what is written
			return fmt.Sprintf("%s %d %s，%s %d %s", c.yes, ch.count(c.is, true), c.unit, c.no, ch.count(c.is, false), c.unit)
		},
	})
	selected := func(on bool) func() {
		return func() {
			chosen := ch.grid.Selected()
			if len(chosen) == 0 {
				d.Toast("先选中几行：按住 Ctrl 或 Shift 点选，Ctrl+A 全选", "", nil)
				return
			}
			set(chosen, on)
		}
	}
	tools := append([]fyne.CanvasObject{ch.grid.SearchField(), kit.NewButton(c.yes+"选中的", selected(true)), kit.NewButton(c.no+"选中的", selected(false))}, c.extra...)
	ch.content = kit.NewTopAndRest(8, kit.NewRow(8, tools...), ch.grid.WithFilterBar())
	return ch
}

func (ch *chooser[R]) count(is func(*R) bool, want bool) (n int) {
	for _, r := range ch.rows {
		if is(r) == want {
			n++
		}
	}
	return n
}

func (ch *chooser[R]) setRows(rows []*R) {
	ch.rows = rows
	ch.grid.SetRows(rows)
}

func text[R any](key, title string, width float32, get func(*R) string) grid.Column[*R] {
	return grid.Column[*R]{Key: key, Title: title, Width: width, Text: get}
}
