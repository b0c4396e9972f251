package records

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
)

// Tabbed is a page with a row of tabs, most of them lists that are declarations, of which one is in front.
type Tabbed struct {
	Desk   *desk.Desk
	Places []*Place
	Front  *Place
	Row    *kit.Tabs
	Head   *fyne.Container // the row of tabs with the actions of the one in front
	Body   *fyne.Container
	Search *fyne.Container
	Out    *kit.Button // 导出当前列表
	New    *kit.Button // 新建

	// Creates tells whether a record can be made in the tab in front, whose list can make one; nil: it can.
	Creates func() bool

	key, title string
	actions    *fyne.Container
}

var (
	_ desk.Page        = (*Tabbed)(nil)
	_ desk.Saver       = (*Tabbed)(nil)
	_ desk.Stepper     = (*Tabbed)(nil)
	_ desk.Taker       = (*Tabbed)(nil)
	_ desk.BatchEditor = (*Tabbed)(nil)
	_ desk.Escaper     = (*Tabbed)(nil)
	_ desk.Searcher    = (*Tabbed)(nil)
	_ desk.Leaver      = (*Tabbed)(nil)
	_ desk.Changer     = (*Tabbed)(nil)
	_ desk.Opener      = (*Tabbed)(nil)
	_ desk.Lister      = (*Tabbed)(nil)
	_ desk.Creator     = (*Tabbed)(nil)
	_ desk.Exporter    = (*Tabbed)(nil)
	_ desk.Limited     = (*Tabbed)(nil)
	_ desk.TabTurner   = (*Tabbed)(nil)
)

// NewTabbed makes the page of a key and a title; its tabs are added, and then Ready.
func NewTabbed(d *desk.Desk, key, title string) *Tabbed {
	p := &Tabbed{Desk: d, key: key, title: title, Body: container.NewStack(), Search: container.NewStack(), actions: container.NewStack()}
	p.Out = kit.NewButton("导出当前列表", p.Export)
	p.New = kit.NewPrimaryButton("新建", p.Create)
	return p
}

// Ready makes the row of the tabs that were added.
func (p *Tabbed) Ready() {
	var items []kit.TabItem
	for _, at := range p.Places {
		items = append(items, kit.TabItem{Key: at.Key, Title: at.Title, Group: at.group})
		p.Desk.AddCommand(desk.Command{
			Title: p.title + " · " + at.Title, Words: []string{at.Title}, Do: func() { p.Desk.Open(p.key, at.Key) }, // by Ctrl+K only
		})
	}
	p.Row = kit.NewTabs(items...)
	p.Row.OnChange = func(key string) { p.Show(p.Find(key)) }
	p.Desk.OnState(p.reset)
}

// prefTab is where the tab last in front is remembered.
func (p *Tabbed) prefTab() string { return p.key + ".tab" }

// Add puts a tab at the end of the row; key is how it is remembered.
func (p *Tabbed) Add(group int, key, title string, t Tab) {
	p.Places = append(p.Places, &Place{Key: key, Title: title, group: group, Tab: t})
}

// AddList adds the list of a kind, under the kind's name.
func (p *Tabbed) AddList(group int, title string, c Config) {
	p.Add(group, c.Kind.Name, title, NewListTab(p.Desk, c))
}

// Find is the tab with the key, nil for none.
func (p *Tabbed) Find(key string) *Place {
	for _, at := range p.Places {
		if at.Key == key {
			return at
		}
	}
	return nil
}

// inFront calls do when the tab in front has the interface.
func inFront[C any](p *Tabbed, do func(C)) {
	if p.Front == nil {
		return
	}
	if c, ok := p.Front.Tab.(C); ok {
		do(c)
	}
}

// Key implements desk.Page.
func (p *Tabbed) Key() string { return p.key }

// Title implements desk.Page.
func (p *Tabbed) Title() string { return p.title }

// Content implements desk.Page.
func (p *Tabbed) Content() fyne.CanvasObject {
	first := p.Find(p.Desk.Prefs().Get(p.prefTab()))
	if first == nil {
		first = p.Places[0]
	}
	p.Put(first)
	p.Head = container.NewBorder(nil, nil, nil, p.actions, p.Row)
	return kit.NewTopAndRest(10, p.Head, p.Body)
}

// TopBar implements desk.Page.
func (p *Tabbed) TopBar() (middle, right []fyne.CanvasObject) {
	return []fyne.CanvasObject{p.Search, p.Desk.YearChip()}, []fyne.CanvasObject{kit.NewButton("导入…", func() { p.Desk.OpenImport() }), p.Out, p.New}
}

// Show changes to another tab, leaving a form first.
func (p *Tabbed) Show(at *Place) {
	if at == nil || at == p.Front {
		return
	}
	p.Leave(func() {
		p.Put(at)
		p.Shown()
	})
}

// Put brings a tab to the front without asking.
func (p *Tabbed) Put(at *Place) {
	p.Front = at
	if at.content == nil {
		at.content = at.Tab.Content()
	}
	kit.Swap(p.Body, at.content)
	p.Search.Objects, p.actions.Objects = nil, nil
	inFront(p, func(f TabFinder) { p.Search.Objects = []fyne.CanvasObject{f.SearchField()} })
	inFront(p, func(a TabActor) { p.actions.Objects = []fyne.CanvasObject{kit.NewRow(8, a.Actions()...)} })
	_, exports := at.Tab.(desk.Exporter)
	p.Out.SetEnabled(exports)
	p.AllowCreating()
	p.Search.Refresh()
	p.actions.Hidden = len(p.actions.Objects) == 0 // or it would keep a gap beside the row of tabs
	if p.Head != nil {
		p.Head.Refresh()
	}
	p.Row.Select(at.Key)
	p.Desk.Prefs().Set(p.prefTab(), at.Key)
}

// Shown implements desk.Page. Tabs not in front are counted only.
func (p *Tabbed) Shown() {
	p.Front.Tab.Shown()
	p.count()
}

// count says beside each tab how much is behind it.
func (p *Tabbed) count() {
	store, scope := p.Desk.Store(), p.Desk.Scope()
	desk.Load(p.Desk.Tasks(), p.key+".count", func(ctx context.Context) (map[string]int, error) {
		counts := map[string]int{}
		for _, at := range p.Places {
			counter, ok := at.Tab.(TabCounter)
			if !ok {
				continue
			}
			n, err := counter.Count(ctx, store, scope)
			if err != nil {
				return nil, err
			}
			counts[at.Key] = n
		}
		return counts, nil
	}, func(counts map[string]int, err error) {
		if err != nil {
			p.Desk.Fail(err)
			return
		}
		for key, n := range counts {
			p.Row.SetCount(key, strconv.Itoa(n))
		}
	})
}

// reset reads anew for another year or term.
func (p *Tabbed) reset() {
	for _, at := range p.Places {
		if l, ok := at.Tab.(selecter); ok {
			l.DropOnly() // a figure of another year or term
		}
	}
	if p.Desk.Current().Key() == p.key {
		p.Shown()
	}
}

// Save implements desk.Saver.
func (p *Tabbed) Save() { inFront(p, desk.Saver.Save) }

// OfferSteps implements desk.Taker.
func (p *Tabbed) OfferSteps() { inFront(p, desk.Taker.OfferSteps) }

// StepCommands implements desk.Taker.
func (p *Tabbed) StepCommands() (steps []*desk.Command) {
	inFront(p, func(t desk.Taker) { steps = t.StepCommands() })
	return steps
}

// SaveNext implements desk.Stepper.
func (p *Tabbed) SaveNext() { inFront(p, desk.Stepper.SaveNext) }

// Step implements desk.Stepper.
func (p *Tabbed) Step(by int) { inFront(p, func(s desk.Stepper) { s.Step(by) }) }

// TurnTab implements desk.TabTurner.
func (p *Tabbed) TurnTab(by int) { inFront(p, func(t desk.TabTurner) { t.TurnTab(by) }) }

// BatchEdit implements desk.BatchEditor.
func (p *Tabbed) BatchEdit() { inFront(p, desk.BatchEditor.BatchEdit) }

// Escape implements desk.Escaper.
func (p *Tabbed) Escape() { inFront(p, desk.Escaper.Escape) }

// FocusSearch implements desk.Searcher.
func (p *Tabbed) FocusSearch() { inFront(p, desk.Searcher.FocusSearch) }

// Leave implements desk.Leaver.
func (p *Tabbed) Leave(then func()) {
	if p.Front != nil {
		if l, ok := p.Front.Tab.(desk.Leaver); ok {
			l.Leave(then)
			return
		}
	}
	then()
}

// Changed implements desk.Changer.
func (p *Tabbed) Changed(store.Change) { p.Shown() }

// Dropped implements desk.Dropper.
func (p *Tabbed) Dropped(at fyne.Position, paths []string) bool {
	taken := false
	inFront(p, func(d desk.Dropper) { taken = d.Dropped(at, paths) })
	return taken
}

// Lists implements desk.Lister.
func (p *Tabbed) Lists(kind string) bool {
	at := p.Find(kind)
	if at == nil {
		return false
	}
	_, ok := at.Tab.(selecter)
	return ok
}

// Open implements desk.Opener: what is the kind to show, one record of it, the records behind a figure, what was typed into one and not saved, or the key of a tab.
func (p *Tabbed) Open(what any) {
	switch what := what.(type) {
	case *record.Kind:
		p.Show(p.Find(what.Name))
	case OneOf:
		at := p.Find(what.Kind.Name)
		p.Show(at)
		if p.Front == at {
			inFront(p, func(l selecter) { l.Select(what.ID) })
		}
	case desk.Listing:
		at := p.Find(what.Set.Kind)
		p.Show(at)
		if p.Front == at {
			inFront(p, func(l selecter) { l.Only(what.Title, what.Set.IDs) })
		}
	case Resume:
		at := p.Find(what.Kind.Name)
		p.Show(at)
		if p.Front == at {
			inFront(p, func(l selecter) { l.Resume(what.ID) })
		}
	case string:
		p.Show(p.Find(what))
	}
}

// selecter is a tab with a list in which a record can be shown.
type selecter interface {
	Select(id int64)
	Resume(id int64)
	Only(title string, ids []int64)
	DropOnly()
}

// OneOf is what Open shows: one record of one of the kinds with a list here.
type OneOf struct {
	Kind *record.Kind
	ID   int64
}

// Create implements desk.Creator.
func (p *Tabbed) Create() { inFront(p, desk.Creator.Create) }

// Export implements desk.Exporter.
func (p *Tabbed) Export() { inFront(p, desk.Exporter.Export) }

// CanCreate implements desk.Limited: the menu offers what the page's own button does.
func (p *Tabbed) CanCreate() bool { return !p.New.Disabled() }

// CanExport implements desk.Limited.
func (p *Tabbed) CanExport() bool { return !p.Out.Disabled() }

// AllowCreating lets 新建 be pressed where the tab in front can make a record.
func (p *Tabbed) AllowCreating() {
	if p.Front == nil {
		return
	}
	_, creates := p.Front.Tab.(desk.Creator)
	if l, ok := p.Front.Tab.(desk.Limited); ok {
		creates = l.CanCreate()
	}
	p.New.SetEnabled(creates && (p.Creates == nil || p.Creates()))
}
