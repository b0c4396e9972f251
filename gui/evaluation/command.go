package evaluation

import (
	"cppccdesk/gui/desk"
	"cppccdesk/gui/records"
)

var _ desk.Exporter = (*Page)(nil)

// Export implements desk.Exporter.
func (p *Page) Export() { records.Export(p.desk, "评议得分及等次", p.grid) }
