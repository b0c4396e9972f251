package proposal

import (
	"fyne.io/fyne/v2"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/records"
)

// The views of the page: the list with the details, the calendar of deadlines, and the charts.
const (
	viewList   = "list"
	viewAgenda = "agenda"
	viewShares = "shares"
)

// viewsWidth is the room of the row of views; the filters of the list are beside it.
const viewsWidth float32 = 160

// makeViews makes the row of views and what the two beside the list show.
func (p *Page) makeViews() {
	p.agenda = records.NewAgenda(p.desk, "proposal", proposal.Proposals.Name)
	p.agenda.Open = func(_ *record.Kind, id int64) { p.Open(id) }
	p.shares = newShares(p)
	p.views = kit.NewTabs(kit.TabItem{Key: viewList, Title: "提案"}, kit.TabItem{Key: viewAgenda, Title: "日历"}, kit.TabItem{Key: viewShares, Title: "统计"})
	p.views.OnChange = func(key string) { p.Leave(func() { p.view(key) }) }
}

// view brings a view to the front.
func (p *Page) view(key string) {
	if p.views.Current() == key && len(p.front.Objects) > 0 {
		return
	}
	p.views.Select(key)
	if p.chips.Show(); key != viewList {
		p.chips.Hide()
	}
	var shown fyne.CanvasObject
	switch key {
	case viewAgenda:
		shown = p.agenda.Content()
	case viewShares:
		shown = p.shares.content
	default:
		shown = p.listed
	}
	p.front.Objects = []fyne.CanvasObject{shown}
	p.front.Refresh()
	p.readView()
}

// readView reads what the view in front shows, where that is not the list.
func (p *Page) readView() {
	switch p.views.Current() {
	case viewAgenda:
		p.agenda.Shown()
	case viewShares:
		p.shares.load()
	}
}
