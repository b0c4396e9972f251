// Package roster is the page 名册: a row of tabs, most of them lists that are declarations over gui/records, and the pages that
// belong to it.
package roster

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/records"
)

// Page is the page 名册 with its tabs, of which one is in front.
type Page struct {
	desk    *desk.Desk
	places  []*place
	current *place

	row     *kit.Tabs
	actions *fyne.Container
	strip   *fyne.Container // says that another term is looked at
	frame   *fyne.Container
	head    *fyne.Container // the row of tabs with the actions of the one in front
	body    *fyne.Container
	search  *fyne.Container
	export  *kit.Button
	create  *kit.Button
}

var (
	_ desk.Page        = (*Page)(nil)
	_ desk.Saver       = (*Page)(nil)
	_ desk.Stepper     = (*Page)(nil)
	_ desk.BatchEditor = (*Page)(nil)
	_ desk.Escaper     = (*Page)(nil)
	_ desk.Searcher    = (*Page)(nil)
	_ desk.Leaver      = (*Page)(nil)
	_ desk.Changer     = (*Page)(nil)
	_ desk.Opener      = (*Page)(nil)
	_ desk.Lister      = (*Page)(nil)
)

const prefTab = "roster.tab"

// Groups of tabs: people, units, what a term is made of, papers drawn from them.
const (
	groupPeople = iota
	groupUnits
	groupTerm
	groupPapers
)

// New makes the page.
func New(d *desk.Desk) *Page {
	p := &Page{desk: d, body: container.NewStack(), search: container.NewStack(), actions: container.NewStack(), strip: container.NewStack()}
	p.addList(groupPeople, "委员", memberList)
	p.addList(groupPeople, "民主监督员", supervisors(d))
	p.addList(groupPeople, "监督小组", groupList)
	p.add(groupUnits, roster.Units.Name, "承办单位", newUnitTab(d))
	p.addList(groupTerm, "界别", bodyList(roster.Sectors))
	p.addList(groupTerm, "专委会", bodyList(roster.Committees, "short"))
	p.addList(groupTerm, "活动组", bodyList(roster.ActivityGroups))
	p.add(groupTerm, roster.Terms.Name, "届次", newTermTab(d, p))
	p.addList(groupTerm, "会议", sessionList)
	p.add(groupPapers, "contacts", "通讯录", newContacts(d))
	p.add(groupPapers, "birthdays", "生日名册", newBirthdays(d))
	p.export = kit.NewButton("导出当前列表", p.Export)
	p.create = kit.NewPrimaryButton("新建", p.Create)
	var items []kit.TabItem
	for _, at := range p.places {
		items = append(items, kit.TabItem{Key: at.key, Title: at.title, Group: at.group})
	}
	p.row = kit.NewTabs(items...)
	p.row.OnChange = func(key string) { p.show(p.find(key)) }
	d.OnState(p.reset)
	return p
}

// add puts a tab at the end of the row; key is how it is remembered.
func (p *Page) add(group int, key, title string, t Tab) {
	p.places = append(p.places, &place{key: key, title: title, group: group, tab: t})
}

// addList adds the list of a kind, under the kind's name.
func (p *Page) addList(group int, title string, c records.Config) {
	p.add(group, c.Kind.Name, title, newListTab(p.desk, c))
}

// find is the tab with the key, nil for none.
func (p *Page) find(key string) *place {
	for _, at := range p.places {
		if at.key == key {
			return at
		}
	}
	return nil
}

// within calls do when the tab in front has the interface.
func within[C any](p *Page, do func(C)) {
	if p.current == nil {
		return
	}
	if c, ok := p.current.tab.(C); ok {
		do(c)
	}
}

// Key implements desk.Page.
func (p *Page) Key() string { return "roster" }

// Title implements desk.Page.
func (p *Page) Title() string { return "名册" }

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject {
	first := p.find(p.desk.Prefs().Get(prefTab))
	if first == nil {
		first = p.places[0]
	}
	p.put(first)
	p.head = container.NewBorder(nil, nil, nil, p.actions, p.row)
	p.frame = kit.NewTopAndRest(10, container.NewVBox(p.head, p.strip), p.body)
	p.showArchive()
	return p.frame
}

// TopBar implements desk.Page.
func (p *Page) TopBar() (middle, right []fyne.CanvasObject) {
	return []fyne.CanvasObject{p.search}, []fyne.CanvasObject{kit.NewButton("导入…", func() { p.desk.OpenImport() }), p.export, p.create}
}

// show changes to another tab, leaving a form first.
func (p *Page) show(at *place) {
	if at == nil || at == p.current {
		return
	}
	p.Leave(func() {
		p.put(at)
		p.Shown()
	})
}

func (p *Page) put(at *place) {
	p.current = at
	if at.content == nil {
		at.content = at.tab.Content()
	}
	p.body.Objects = []fyne.CanvasObject{at.content}
	p.search.Objects, p.actions.Objects = nil, nil
	within(p, func(f Finder) { p.search.Objects = []fyne.CanvasObject{f.SearchField()} })
	within(p, func(a Actor) { p.actions.Objects = []fyne.CanvasObject{kit.NewRow(8, a.Actions()...)} })
	_, exports := at.tab.(desk.Exporter)
	p.export.SetEnabled(exports)
	p.allowCreating()
	p.body.Refresh()
	p.search.Refresh()
	p.actions.Hidden = len(p.actions.Objects) == 0 // or it would keep a gap beside the row of tabs
	if p.head != nil {
		p.head.Refresh()
	}
	p.row.Select(at.key)
	p.desk.Prefs().Set(prefTab, at.key)
}

// Shown implements desk.Page. Tabs not in front are counted only.
func (p *Page) Shown() {
	p.current.tab.Shown()
	p.count()
}

// count says beside each tab how much is behind it.
func (p *Page) count() {
	store, scope := p.desk.Store(), p.desk.Scope()
	desk.Load(p.desk.Tasks(), "roster.count", func(ctx context.Context) (map[string]int, error) {
		counts := map[string]int{}
		for _, at := range p.places {
			counter, ok := at.tab.(Counter)
			if !ok {
				continue
			}
			n, err := counter.Count(ctx, store, scope)
			if err != nil {
				return nil, err
			}
			counts[at.key] = n
		}
		return counts, nil
	}, func(counts map[string]int, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		for key, n := range counts {
			p.row.SetCount(key, strconv.Itoa(n))
		}
	})
}

// reset reads anew for another year or term.
func (p *Page) reset() {
	for _, at := range p.places {
		if l, ok := at.tab.(selecter); ok {
			l.DropOnly() // a figure of another year or term
		}
	}
	if p.frame != nil {
		p.showArchive()
	}
	if p.desk.Current() == desk.Page(p) {
		p.Shown()
	}
}

// Save implements desk.Saver.
func (p *Page) Save() { within(p, desk.Saver.Save) }

// SaveNext implements desk.Stepper.
func (p *Page) SaveNext() { within(p, desk.Stepper.SaveNext) }

// Step implements desk.Stepper.
func (p *Page) Step(by int) { within(p, func(s desk.Stepper) { s.Step(by) }) }

// BatchEdit implements desk.BatchEditor.
func (p *Page) BatchEdit() { within(p, desk.BatchEditor.BatchEdit) }

// Escape implements desk.Escaper.
func (p *Page) Escape() { within(p, desk.Escaper.Escape) }

// FocusSearch implements desk.Searcher.
func (p *Page) FocusSearch() { within(p, desk.Searcher.FocusSearch) }

// Leave implements desk.Leaver.
func (p *Page) Leave(then func()) {
	if p.current != nil {
		if l, ok := p.current.tab.(desk.Leaver); ok {
			l.Leave(then)
			return
		}
	}
	then()
}

// Changed implements desk.Changer.
func (p *Page) Changed(c store.Change) {
	if _, ok := c.Tables["term"]; ok {
		p.refreshViewed()
	}
	p.Shown()
}

// Dropped implements desk.Dropper.
func (p *Page) Dropped(at fyne.Position, paths []string) bool {
	taken := false
	within(p, func(d desk.Dropper) { taken = d.Dropped(at, paths) })
	return taken
}

// Lists implements desk.Lister.
func (p *Page) Lists(kind string) bool {
	at := p.find(kind)
	if at == nil {
		return false
	}
	_, ok := at.tab.(selecter)
	return ok
}

// Open implements desk.Opener: what is the kind to show, one record of it, the records behind a figure, what was typed into one and not saved, or the key of a tab.
func (p *Page) Open(what any) {
	switch what := what.(type) {
	case *record.Kind:
		p.show(p.find(what.Name))
	case Record:
		at := p.find(what.Kind.Name)
		p.show(at)
		if p.current == at {
			within(p, func(l selecter) { l.Select(what.ID) })
		}
	case desk.Listing:
		at := p.find(what.Set.Kind)
		p.show(at)
		if p.current == at {
			within(p, func(l selecter) { l.Only(what.Title, what.Set.IDs) })
		}
	case records.Resume:
		at := p.find(what.Kind.Name)
		p.show(at)
		if p.current == at {
			within(p, func(l selecter) { l.Resume(what.ID) })
		}
	case string:
		p.show(p.find(what))
	}
}

// selecter is a tab with a list in which a record can be shown.
type selecter interface {
	Select(id int64)
	Resume(id int64)
	Only(title string, ids []int64)
	DropOnly()
}

// Record is what Open shows: one record of one of the kinds with a list here.
type Record struct {
	Kind *record.Kind
	ID   int64
}
