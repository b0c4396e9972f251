// Package roster is the page 名册: a row of tabs, most of them lists that are declarations over gui/records, and the pages that
// belong to it.
package roster

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/records"
)

// Page is the page 名册 with its tabs.
type Page struct {
	*records.Tabbed

	strip *fyne.Container // says that another term is looked at
	frame *fyne.Container
}

var (
	_ desk.Page    = (*Page)(nil)
	_ desk.Changer = (*Page)(nil)
	_ desk.Opener  = (*Page)(nil)
	_ desk.Helper  = (*Page)(nil)
)

// Groups of tabs: people, units, what a term is made of, papers drawn from them.
const (
	groupPeople = iota
	groupUnits
	groupTerm
	groupPapers
)

// New makes the page.
func New(d *desk.Desk) *Page {
	p := &Page{Tabbed: records.NewTabbed(d, "roster", "名册"), strip: container.NewStack()}
	p.AddList(groupPeople, "委员", memberList)
	p.AddList(groupPeople, "民主监督员", supervisors(d))
	p.Add(groupPeople, roster.Groups.Name, "监督小组", newGroupTab(d))
	p.Add(groupUnits, roster.Units.Name, "承办单位", newUnitTab(d, p.turned))
	p.AddList(groupTerm, "界别", bodyList(roster.Sectors))
	p.AddList(groupTerm, "专委会", bodyList(roster.Committees, "short"))
	p.AddList(groupTerm, "活动组", bodyList(roster.ActivityGroups))
	p.Add(groupTerm, roster.Terms.Name, "届次", newTermTab(d, p))
	p.AddList(groupTerm, "会议", sessionList)
	p.Add(groupPapers, "contacts", "通讯录", newContacts(d))
	p.Add(groupPapers, "birthdays", "生日名册", newBirthdays(d))
	p.Creates = p.mayCreate
	p.Ready()
	d.OnState(func() {
		if p.frame != nil {
			p.showArchive()
		}
	})
	return p
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject {
	p.Tabbed.Content()
	p.frame = kit.NewTopAndRest(10, container.NewVBox(p.Head, p.strip), p.Body)
	p.showArchive()
	return p.frame
}

// Open implements desk.Opener: what Tabbed opens, or all that is known of a unit.
func (p *Page) Open(what any) {
	if of, ok := what.(desk.Dossier); ok {
		p.showDossier(of)
		return
	}
	p.Tabbed.Open(what)
}

// turned puts the search box and the buttons of the tab in front again: it shows something else.
func (p *Page) turned() {
	if p.Front != nil {
		p.Put(p.Front)
	}
}

// Changed implements desk.Changer.
func (p *Page) Changed(c store.Change) {
	if _, ok := c.Tables["term"]; ok {
		p.refreshViewed()
	}
	p.Shown()
}

// Record is what Open shows: one record of one of the kinds with a list here.
type Record = records.OneOf
