package records

import (
	"fyne.io/fyne/v2"

	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
)

// Page is a page of the window that is one list: a declaration and its place.
type Page struct {
	*List

	key, title string
}

var (
	_ desk.Page        = (*Page)(nil)
	_ desk.Saver       = (*Page)(nil)
	_ desk.Stepper     = (*Page)(nil)
	_ desk.Taker       = (*Page)(nil)
	_ desk.Creator     = (*Page)(nil)
	_ desk.Exporter    = (*Page)(nil)
	_ desk.Limited     = (*Page)(nil)
	_ desk.BatchEditor = (*Page)(nil)
	_ desk.Escaper     = (*Page)(nil)
	_ desk.Searcher    = (*Page)(nil)
	_ desk.Leaver      = (*Page)(nil)
	_ desk.Changer     = (*Page)(nil)
	_ desk.Dropper     = (*Page)(nil)
	_ desk.Opener      = (*Page)(nil)
	_ desk.Lister      = (*Page)(nil)
	_ desk.TabTurner   = (*Page)(nil)
)

// NewPage makes the page of a list.
func NewPage(d *desk.Desk, key, title string, c Config) *Page {
	p := &Page{List: New(d, c), key: key, title: title}
	d.OnState(func() {
		p.DropOnly() // a figure of another year
		if d.Current() == desk.Page(p) {
			p.Load()
		}
	})
	return p
}

// Key implements desk.Page.
func (p *Page) Key() string { return p.key }

// Title implements desk.Page.
func (p *Page) Title() string { return p.title }

// TopBar implements desk.Page.
func (p *Page) TopBar() (middle, right []fyne.CanvasObject) {
	right = []fyne.CanvasObject{kit.NewButton("导入…", func() { p.desk.OpenImport() }), kit.NewButton("导出当前列表", p.Export)}
	if p.CanCreate() {
		right = append(right, kit.NewPrimaryButton("新建", p.Create))
	}
	return []fyne.CanvasObject{p.SearchField()}, right
}

// Shown implements desk.Page.
func (p *Page) Shown() { p.Load() }

// CanCreate implements desk.Limited.
func (p *Page) CanCreate() bool { return p.config.Kind.Fixed == "" }

// CanExport implements desk.Limited.
func (p *Page) CanExport() bool { return true }

// Lists implements desk.Lister.
func (p *Page) Lists(kind string) bool { return kind == p.config.Kind.Name }

// Open implements desk.Opener: what is the id of a record, the records behind a figure, or what was typed into a record and not saved.
func (p *Page) Open(what any) {
	switch what := what.(type) {
	case int64:
		p.Select(what)
	case desk.Listing:
		p.Only(what.Title, what.Set.IDs)
	case Resume:
		p.Resume(what.ID)
	}
}
