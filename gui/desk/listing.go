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

// Dossier asks a page for all that is known of a record: of a unit what it held over the years.
type Dossier struct {
	Kind string
	ID   int64
}

// Openings are what a click on a figure can list: what it counts and, of a rate, what it is divided by and what of that it does not count. There
// are none where a set is empty or no page lists such records.
func (w *Window) Openings(f measure.Figure) []*fyne.MenuItem {
	p := w.pageOf(f.Counted.Kind)
	if p == nil {
		return nil
	}
	return OpeningsIn(f, func(l Listing) { w.Open(p.Key(), l) })
}

// OpeningsIn are the Openings of a figure whose records open shows.
func OpeningsIn(f measure.Figure, open func(Listing)) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	offer := func(what string, n int64, set func() measure.Set) {
		if n > 0 {
			what = fmt.Sprintf("%s %d %s", what, n, cmp.Or(f.Unit, "条"))
			items = append(items, fyne.NewMenuItem(what, func() { open(Listing{f.Name + " · " + what, set()}) }))
		}
	}
	counted, base := f.Counted.Len(), f.Base.Len()
	if !f.IsRate {
		offer("计入", counted, func() measure.Set { return f.Counted })
		return items
	}
	offer("分子", counted, func() measure.Set { return f.Counted })
	offer("分母", base, func() measure.Set { return f.Base })
	offer("分母中没有计入分子的", base-counted, func() measure.Set { return f.Base.Without(f.Counted) })
	return items
}
