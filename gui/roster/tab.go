package roster

import (
	"context"

	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/records"
)

// Tab is what stands under one of the page's tabs. It may also be a desk.Saver, Escaper, Searcher, Leaver or Opener, and
// one of the small interfaces below; the page hands on what the window tells while the tab is in front.
type Tab interface {
	Content() fyne.CanvasObject // asked for once, before the tab is first in front
	Shown()                     // in front, or what it shows was changed: load
}

// A tab may do more.
type (
	// Finder has a search box, which stands beside the page's title.
	Finder interface{ SearchField() *grid.SearchEntry }

	// Actor has buttons of its own at the right end of the row of tabs.
	Actor interface{ Actions() []fyne.CanvasObject }

	// Counter says how many records are behind the tab; it is asked beside the window.
	Counter interface {
		Count(ctx context.Context, store *store.Store, scope record.Scope) (int, error)
	}
)

// place is a tab with what the page knows of it.
type place struct {
	key, title string
	group      int
	tab        Tab
	content    fyne.CanvasObject
}

// listTab is a tab that holds the list of a kind.
type listTab struct {
	*records.List
	kind *record.Kind
}

var (
	_ Tab           = (*listTab)(nil)
	_ Finder        = (*listTab)(nil)
	_ desk.Exporter = (*listTab)(nil)
	_ desk.Creator  = (*listTab)(nil)
	_ Counter       = (*listTab)(nil)
)

func newListTab(d *desk.Desk, c records.Config) *listTab {
	return &listTab{List: records.New(d, c), kind: c.Kind}
}

// Shown implements Tab.
func (t *listTab) Shown() { t.Load() }

// Count implements Counter.
func (t *listTab) Count(ctx context.Context, store *store.Store, scope record.Scope) (int, error) {
	return t.kind.Count(ctx, store.DB(), scope)
}
