package desk

import (
	"cmp"
	"fmt"

	"fyne.io/fyne/v2"

	"cppccdesk/data/measure"
)

// Listing asks a page for the records behind a number; Title is what they are: 立案率 · 计入的 130 件.
type Listing struct {
	Title string
	Set   measure.Set
}

// pageOf is the page that lists records of the kind, nil for none.
func (w *Window) pageOf(kind string) *shownPage {
	for _, p := range w.pages {
		if l, ok := p.Page.(Lister); ok && kind != "" && l.Lists(kind) {
			return p
		}
	}
	return nil
}

// PageOf is the key of the page that lists records of the kind, "" for none.
func (w *Window) PageOf(kind string) string {
	if p := w.pageOf(kind); p != nil {
		return p.Key()
	}
	return ""
}

// Openings are what a click on a figure can list: what it counts and, of a rate, what it is divided by and what of that it does not count. There
// are none where a set is empty or no page lists such records.
func (w *Window) Openings(f measure.Figure) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	offer := func(what string, set measure.Set) {
		p := w.pageOf(set.Kind)
		if p == nil || set.Len() == 0 {
			return
		}
		what = fmt.Sprintf("%s %d %s", what, set.Len(), cmp.Or(f.Unit, "条"))
		items = append(items, fyne.NewMenuItem(what, func() { w.Open(p.Key(), Listing{f.Name + " · " + what, set}) }))
	}
	if !f.IsRate {
		offer("计入", f.Counted)
		return items
	}
	offer("分子", f.Counted)
	offer("分母", f.Base)
	offer("分母中没有计入分子的", f.Base.Without(f.Counted))
	return items
}
