package proposal

import (
	"cppccdesk/gui/desk"
	"cppccdesk/gui/records"
)

var (
	_ desk.Creator  = (*Page)(nil)
	_ desk.Exporter = (*Page)(nil)
)

// Create implements desk.Creator.
func (p *Page) Create() {
	p.view(viewList)
	p.editor.Open(0)
}

// Export implements desk.Exporter.
func (p *Page) Export() { records.Export(p.desk, "提案列表", p.grid) }
