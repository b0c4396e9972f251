package roster

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/records"
)

// unitTab is the list of units with what a 机构改革 does to them, or in its place the dossier of one.
type unitTab struct {
	*records.ListTab
	desk    *desk.Desk
	dossier *dossier
	content *fyne.Container
	turned  func() // list and dossier changed places
}

var (
	_ records.TabActor  = (*unitTab)(nil)
	_ records.TabFinder = (*unitTab)(nil)
	_ desk.Exporter     = (*unitTab)(nil)
	_ desk.Creator      = (*unitTab)(nil)
)

func newUnitTab(d *desk.Desk, turned func()) *unitTab {
	t := &unitTab{desk: d, turned: turned}
	config := unitList
	config.Menu = func(chosen []records.Row) []*fyne.MenuItem {
		if len(chosen) != 1 {
			return nil
		}
		items := []*fyne.MenuItem{fyne.NewMenuItem("单位档案", t.openChosen)}
		if chosen[0].Values["successor"] == "" {
			items = append(items, fyne.NewMenuItem("并入别的单位…", t.merge))
		}
		return items
	}
	t.ListTab = records.NewListTab(d, config)
	t.dossier = newDossier(d)
	t.content = container.NewStack(t.ListTab.Content())
	return t
}

// Content implements records.Tab.
func (t *unitTab) Content() fyne.CanvasObject { return t.content }

// Shown implements records.Tab.
func (t *unitTab) Shown() {
	t.ListTab.Shown()
	if t.dossier.unit != 0 {
		t.dossier.load()
	}
}

// Actions implements records.TabActor.
func (t *unitTab) Actions() []fyne.CanvasObject {
	if t.dossier.unit != 0 {
		return []fyne.CanvasObject{kit.NewButton("返回承办单位", t.closeDossier)}
	}
	return []fyne.CanvasObject{kit.NewButton("单位档案", t.openChosen), kit.NewButton("并入…", t.merge)}
}

// SearchField implements records.TabFinder: that of what is shown.
func (t *unitTab) SearchField() *grid.SearchEntry {
	if t.dossier.unit != 0 {
		return t.dossier.grid.SearchField()
	}
	return t.ListTab.SearchField()
}

// FocusSearch implements desk.Searcher.
func (t *unitTab) FocusSearch() { records.FocusSearch(t.desk, t.SearchField()) }

func (t *unitTab) openChosen() {
	chosen := t.Chosen()
	if len(chosen) != 1 {
		t.desk.Toast("先在列表中选中一个单位", "", nil)
		return
	}
	t.Leave(func() { t.openDossier(chosen[0].ID) })
}

// openDossier shows the dossier of a unit in place of the list.
func (t *unitTab) openDossier(id int64) {
	t.dossier.open(id)
	t.content.Objects = []fyne.CanvasObject{t.dossier.content}
	t.content.Refresh()
	t.turned()
	t.dossier.grid.Focus()
}

// closeDossier shows the list again, with the unit chosen.
func (t *unitTab) closeDossier() {
	if t.dossier.unit == 0 {
		return
	}
	id := t.dossier.unit
	t.dossier.unit = 0
	t.content.Objects = []fyne.CanvasObject{t.ListTab.Content()}
	t.content.Refresh()
	t.turned()
	t.ListTab.Select(id)
}

// Select is asked by the page.
func (t *unitTab) Select(id int64) {
	t.closeDossier()
	t.ListTab.Select(id)
}

// Only is asked by the page.
func (t *unitTab) Only(title string, ids []int64) {
	t.closeDossier()
	t.ListTab.Only(title, ids)
}

// Resume is asked by the page.
func (t *unitTab) Resume(id int64) {
	t.closeDossier()
	t.ListTab.Resume(id)
}

// Create implements desk.Creator.
func (t *unitTab) Create() {
	t.closeDossier()
	t.ListTab.Create()
}

// Export implements desk.Exporter: the dossier as a workbook, else the list.
func (t *unitTab) Export() {
	if t.dossier.unit != 0 {
		t.dossier.export()
		return
	}
	t.ListTab.Export()
}

// BatchEdit implements desk.BatchEditor; nothing of a dossier is edited.
func (t *unitTab) BatchEdit() {
	if t.dossier.unit == 0 {
		t.ListTab.BatchEdit()
	}
}

// Escape implements desk.Escaper.
func (t *unitTab) Escape() {
	if t.dossier.unit != 0 {
		t.closeDossier()
		return
	}
	t.ListTab.Escape()
}

// showDossier shows the dossier of a record whose kind has one here.
func (p *Page) showDossier(what desk.Dossier) {
	at := p.Find(what.Kind)
	p.Show(at)
	if units, ok := p.Front.Tab.(*unitTab); ok && p.Front == at {
		units.openDossier(what.ID)
	}
}
