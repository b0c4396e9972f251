// Package roster is the page 名册: members, supervisors, groups and units, each a declaration over gui/records.
package roster

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/records"
)

// Page is the page 名册 with its four lists, of which one is shown.
type Page struct {
	desk    *desk.Desk
	tabs    []*tab
	current *tab
	body    *fyne.Container
	search  *fyne.Container
}

// tab is one of the lists with the chip that shows it.
type tab struct {
	title string
	kind  *data.Kind
	list  *records.List
	chip  *kit.Chip
	stale bool
}

var (
	_ desk.Page     = (*Page)(nil)
	_ desk.Saver    = (*Page)(nil)
	_ desk.Escaper  = (*Page)(nil)
	_ desk.Searcher = (*Page)(nil)
	_ desk.Leaver   = (*Page)(nil)
	_ desk.Changer  = (*Page)(nil)
	_ desk.Opener   = (*Page)(nil)
)

const prefTab = "roster.tab"

// New makes the page.
func New(d *desk.Desk) *Page {
	p := &Page{desk: d, body: container.NewStack(), search: container.NewStack()}
	for _, c := range []struct {
		title  string
		config records.Config
	}{{"委员", memberList}, {"民主监督员", supervisorList}, {"监督小组", groupList}, {"承办单位", unitList}} {
		t := &tab{title: c.title, kind: c.config.Kind, list: records.New(d, c.config), stale: true}
		t.chip = kit.NewTag(c.title, false)
		t.chip.OnTap = func() { p.show(t) }
		t.list.OnLoaded = func(n int) { t.chip.Set(fmt.Sprintf("%s %d", t.title, n), t == p.current) }
		p.tabs = append(p.tabs, t)
	}
	d.OnState(p.reset)
	return p
}

// Key implements desk.Page.
func (p *Page) Key() string { return "roster" }

// Title implements desk.Page.
func (p *Page) Title() string { return "名册" }

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject {
	first := p.tabs[0]
	for _, t := range p.tabs {
		if t.kind.Name == p.desk.Prefs().Get(prefTab) {
			first = t
		}
	}
	p.put(first)
	return p.body
}

// TopBar implements desk.Page.
func (p *Page) TopBar() (middle, right []fyne.CanvasObject) {
	middle = []fyne.CanvasObject{p.search}
	for _, t := range p.tabs {
		middle = append(middle, t.chip)
	}
	return middle, []fyne.CanvasObject{
		kit.NewButton("导入…", func() { p.desk.OpenImport() }),
		kit.NewButton("导出当前列表", func() { p.current.list.Export() }),
		kit.NewPrimaryButton("新建", func() { p.current.list.Create() }),
	}
}

// show changes to another list, leaving a form first.
func (p *Page) show(t *tab) {
	if t == p.current {
		return
	}
	p.current.list.Leave(func() {
		p.put(t)
		p.Shown()
	})
}

func (p *Page) put(t *tab) {
	p.current = t
	p.body.Objects = []fyne.CanvasObject{t.list.Content()}
	p.search.Objects = []fyne.CanvasObject{t.list.SearchField()}
	p.body.Refresh()
	p.search.Refresh()
	for _, other := range p.tabs {
		other.chip.Set(other.chip.Text, other == t)
	}
	p.desk.Prefs().Set(prefTab, t.kind.Name)
}

// Shown implements desk.Page. Lists not in front are counted only.
func (p *Page) Shown() {
	for _, t := range p.tabs {
		if t == p.current || t.stale {
			t.stale = false
			t.list.Load()
		}
	}
}

// reset forgets what was read for another year or term.
func (p *Page) reset() {
	for _, t := range p.tabs {
		t.stale = true
	}
	if p.desk.Current() == desk.Page(p) {
		p.Shown()
	}
}

// Save implements desk.Saver.
func (p *Page) Save() { p.current.list.Save() }

// Escape implements desk.Escaper.
func (p *Page) Escape() { p.current.list.Escape() }

// FocusSearch implements desk.Searcher.
func (p *Page) FocusSearch() { p.current.list.FocusSearch() }

// Leave implements desk.Leaver.
func (p *Page) Leave(then func()) { p.current.list.Leave(then) }

// Changed implements desk.Changer.
func (p *Page) Changed(c data.Change) {
	for _, t := range p.tabs {
		t.stale = true
	}
	p.Shown()
}

// Open implements desk.Opener: what is the kind to show, or one record of it.
func (p *Page) Open(what any) {
	switch what := what.(type) {
	case *data.Kind:
		p.openKind(what, 0)
	case Record:
		p.openKind(what.Kind, what.ID)
	}
}

// Record is what Open shows: one record of one of the four kinds.
type Record struct {
	Kind *data.Kind
	ID   int64
}

func (p *Page) openKind(kind *data.Kind, id int64) {
	for _, t := range p.tabs {
		if t.kind == kind {
			p.show(t)
			if id != 0 {
				t.list.Select(id)
			}
		}
	}
}
