package records

import (
	"context"

	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/grid"
)

// Tab is what stands under one of the page's tabs. It may also be a desk.Saver, Escaper, Searcher, Leaver or Opener, and
// one of the small interfaces below; the page hands on what the window tells while the tab is in front.
type Tab interface {
	Content() fyne.CanvasObject // asked for once, before the tab is first in front
	Shown()                     // in front, or what it shows was changed: load
}

// A tab may do more.
type (
	// TabFinder has a search box, which stands beside the page's title.
	TabFinder interface{ SearchField() *grid.SearchEntry }

	// TabActor has buttons of its own at the right end of the row of tabs.
	TabActor interface{ Actions() []fyne.CanvasObject }

	// TabCounter says how many records are behind the tab; it is asked beside the window.
	TabCounter interface {
		Count(ctx context.Context, store *store.Store, scope record.Scope) (int, error)
	}
)

// Place is a tab with what the page knows of it.
type Place struct {
	Key, Title string
	Tab        Tab

	group   int
	content fyne.CanvasObject
}

// ListTab is a tab that holds the list of a kind.
type ListTab struct {
	*List
	kind *record.Kind
}

var (
	_ Tab           = (*ListTab)(nil)
	_ TabFinder     = (*ListTab)(nil)
	_ desk.Exporter = (*ListTab)(nil)
	_ desk.Creator  = (*ListTab)(nil)
	_ TabCounter    = (*ListTab)(nil)
)

// NewListTab makes the tab of a list.
func NewListTab(d *desk.Desk, c Config) *ListTab {
	return &ListTab{List: New(d, c), kind: c.Kind}
}

// Shown implements Tab.
func (t *ListTab) Shown() { t.Load() }

// Count implements TabCounter.
func (t *ListTab) Count(ctx context.Context, store *store.Store, scope record.Scope) (int, error) {
	return t.kind.Count(ctx, store.DB(), scope)
}
