package roster

import "cppccdesk/gui/desk"

var (
	_ desk.Creator  = (*Page)(nil)
	_ desk.Exporter = (*Page)(nil)
	_ desk.Limited  = (*Page)(nil)
)

// Create implements desk.Creator.
func (p *Page) Create() { within(p, Creator.Create) }

// Export implements desk.Exporter.
func (p *Page) Export() { within(p, Exporter.Export) }

// CanCreate implements desk.Limited: the menu offers what the page's own button does.
func (p *Page) CanCreate() bool { return !p.create.Disabled() }

// CanExport implements desk.Limited.
func (p *Page) CanExport() bool { return !p.export.Disabled() }
