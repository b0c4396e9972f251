// Package proposal is the page 提案: the year's proposals with their deadlines, the way of each so far, and its form.
package proposal

import (
	"context"
	"iter"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cppccdesk/data/fold"
	"cppccdesk/data/proposal"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/records"
)

// Page is the page 提案.
type Page struct {
	desk     *desk.Desk
	grid     *grid.Grid[row]
	search   *grid.SearchEntry
	pane     *editor.DetailPane
	tabs     *records.DetailTabs
	views    *kit.Tabs
	chips    fyne.CanvasObject // the filters of the list
	front    *fyne.Container   // the view in front
	listed   fyne.CanvasObject
	agenda   *records.Agenda
	shares   *shares
	editor   *records.Editor
	together *records.Together
	titles   titles

	rows   []row
	loaded bool
	chosen int64
	shown  row    // in the details
	course course // of it, once it is read
	want   int64
}

var (
	_ desk.Page        = (*Page)(nil)
	_ desk.BatchEditor = (*Page)(nil)
	_ desk.Saver       = (*Page)(nil)
	_ desk.Stepper     = (*Page)(nil)
	_ desk.Taker       = (*Page)(nil)
	_ desk.Escaper     = (*Page)(nil)
	_ desk.Searcher    = (*Page)(nil)
	_ desk.Leaver      = (*Page)(nil)
	_ desk.Changer     = (*Page)(nil)
	_ desk.Opener      = (*Page)(nil)
	_ desk.Lister      = (*Page)(nil)
	_ desk.Dropper     = (*Page)(nil)
	_ desk.TabTurner   = (*Page)(nil)

	_ records.PaperChooser = (*Page)(nil)
)

// sources are what the fields of a proposal offer.
var sources = map[string]records.Source{
	"suggested_units": records.FromAnyUnits, "merged_number": records.FromProposals,
	"lead_units": records.FromUnits, "co_units": records.FromUnits, "proposer": records.FromProposers, "joint": records.FromProposers,
	"proposers.name": records.FromProposers, "feedback.proposer": records.FromMembers,
	"assignments.unit": records.FromUnits, "consultations.unit": records.FromUnits, "reminders.unit": records.FromUnits, "feedback.unit": records.FromUnits, "drafts.unit": records.FromUnits, "promises.unit": records.FromUnits, "revisits.unit": records.FromUnits,
	"unit":           records.FromUnits, // of 改派; other steps name those that it can be
	"review_meeting": records.FromReviewMeetings,
}

// New makes the page.
func New(d *desk.Desk) *Page {
	p := &Page{desk: d, pane: editor.NewDetailPane("选中一件提案查看详情，回车或双击编辑")}
	p.tabs = records.NewDetailTabs(d, proposal.Proposals, p.pane, p.fill,
		kit.TabItem{Key: tabWay, Title: "经过"}, kit.TabItem{Key: tabUnits, Title: "承办"}, kit.TabItem{Key: tabText, Title: "正文"})
	p.tabs.Name = func() string { return p.shown.Title }
	p.tabs.OnFiles = func() { p.show(p.shown) }
	p.tabs.Refuses = d.Refuses
	p.editor = records.NewEditor(d, proposal.Proposals, "title", sources)
	p.editor.OnSaved = p.saved
	p.editor.OnClosed = p.closed
	p.editor.Listed = func() []int64 { return records.IDs(p.grid.Rows(), rowID) }
	p.editor.OnMoved = p.moved
	p.editor.OnTyped, p.editor.Noted = p.typed, "title"
	p.editor.OnTaken = p.taken
	p.editor.FromFile = p.askManuscript
	p.together = records.NewTogether(d, proposal.Proposals, p.editor.Take)
	p.grid = grid.New(grid.Config[row]{
		Key: "proposal.list", Prefs: d.Prefs(), Columns: columns, Quick: quick, Unit: "件", Empty: "这一年还没有提案，可以「登记提案」或「导入…」",
		ID:       func(r row) int64 { return r.ID },
		Sort:     []grid.Sorting{{Key: "left"}},
		OnSelect: p.selected,
		OnOpen:   func(r row) { p.editor.Open(r.ID) },
		OnDelete: p.remove,
		OnPaste:  func(cells [][]string) { records.Paste(d, proposal.Proposals, p.grid, p.editor, cells) },
		OnClear:  p.clearSearch,
		Menu:     p.menu,
		Foot: func(shown iter.Seq[row]) string {
			var days []string
			for r := range shown {
				days = append(days, r.due)
			}
			return d.Unsure(days...)
		},
		Calendar: d.Calendar(), Background: d.Tasks().Background,
	})
	p.search = grid.NewSearchEntry("案由、人名、单位、正文 Ctrl+F", p.query)
	p.search.OnDown = func() { records.EnterList(p.grid, rowID) }
	p.front = container.NewStack()
	p.makeViews()
	d.OnState(func() {
		p.grid.DropOnly() // a figure of another year
		if d.Current() == desk.Page(p) {
			p.Shown()
		}
	})
	return p
}

// Key implements desk.Page.
func (p *Page) Key() string { return "proposal" }

// Title implements desk.Page.
func (p *Page) Title() string { return "提案" }

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject {
	p.listed = kit.NewListBeside(0.62, p.grid, p.editor.Over(p.pane))
	var content *fyne.Container
	p.chips = p.grid.FilterBar(func() { content.Refresh() })
	views := kit.NewFixed(viewsWidth, kit.TabsHeight, p.views)
	head := container.New(layout.NewBorderLayout(nil, nil, views, nil), views, p.chips) // Tab walks them in that order
	content = kit.NewTopAndRest(8, head, p.front)
	p.view(viewList)
	return content
}

// TopBar implements desk.Page.
func (p *Page) TopBar() (middle, right []fyne.CanvasObject) {
	return []fyne.CanvasObject{p.search, p.desk.YearChip()}, []fyne.CanvasObject{
		kit.NewButton("导出", p.Export),
		kit.NewPrimaryButton("登记提案", p.Create),
	}
}

// Shown implements desk.Page.
func (p *Page) Shown() {
	p.load()
	p.readView()
}

func (p *Page) load() {
	if !p.loaded {
		p.grid.SetLoading("正在读取…")
	}
	store, year, today, before := p.desk.Store(), p.desk.Year(), p.desk.Today(), p.rows
	desk.Load(p.desk.Tasks(), "proposal.list", func(ctx context.Context) ([]row, error) {
		return readRows(ctx, store, year, today, before)
	}, func(rows []row, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.rows, p.loaded = rows, true
		p.grid.SetRows(rows)
		p.editor.Changed()
		p.grid.Ready(func() {
			if p.want != 0 && p.grid.Select(p.want) {
				p.want = 0
			}
		})
	})
}

// saved shows what was stored, also where the search or a chip would not: the proposal itself at once in a long list, and then the list anew.
func (p *Page) saved(id int64) {
	p.chosen, p.want = id, id // its selection leaves no form, that of the next new one neither
	p.grid.Keep(id)
	if p.loaded && len(p.rows) >= manyRows {
		p.patch(id)
	}
	p.load()
}

// query shows the proposals that match what the list shows of them, and as soon as they are found those whose text holds the words.
func (p *Page) query(words string) {
	if fold.Plain(words) == "" {
		desk.Load(p.desk.Tasks(), "proposal.search", func(context.Context) ([]int64, error) { return nil, nil }, func([]int64, error) {})
		p.grid.SetFilter(filterBySearch, nil)
		return
	}
	p.find(words, nil)
	store, year := p.desk.Store(), p.desk.Year()
	desk.Load(p.desk.Tasks(), "proposal.search", func(ctx context.Context) ([]int64, error) {
		return proposal.Search(ctx, store.DB(), words, year)
	}, func(ids []int64, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.find(words, ids)
	})
}

func (p *Page) find(words string, ids []int64) {
	hits := make(map[int64]bool, len(ids))
	for _, id := range ids {
		hits[id] = true
	}
	p.view(viewList)
	p.grid.SetFilter(filterBySearch, func(r row) bool { return hits[r.ID] || fold.Match(r.key, words) })
}

// selected shows the proposal chosen, leaving a form first.
func (p *Page) selected(rows []row) {
	records.Follow(p.grid, p.editor, rowID, p.chosen, rows, p.show, p.several)
}

// closed shows the details again once the form is left.
func (p *Page) closed() {
	p.selected(records.Followed(p.grid))
	p.grid.Focus()
}

// moved selects the proposal the form went on to.
func (p *Page) moved(id int64) {
	p.chosen, p.want = id, id // also after a reading that is under way
	p.grid.Select(id)
}

func (p *Page) menu(chosen []row) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	if len(chosen) == 1 {
		items = append(items, fyne.NewMenuItem(editText(chosen[0]), func() { p.editor.Open(chosen[0].ID) }))
	}
	if len(chosen) > 0 {
		items = append(items, fyne.NewMenuItem("批量修改…", p.BatchEdit), fyne.NewMenuItem("删除", func() { p.remove(chosen) }))
	}
	if steps := p.together.Menu(records.IDs(chosen, rowID), states(chosen)); steps != nil {
		items = append(items, steps)
	}
	if len(chosen) == 1 {
		if causes := p.chosenCauses(chosen[0]); causes != nil {
			items = append(items, causes)
		}
	}
	if len(chosen) > 0 {
		items = append(items, p.paperMenu(chosen))
	}
	return items
}

// remove puts the chosen proposals into the bin.
func (p *Page) remove(chosen []row) {
	if len(chosen) == 0 {
		return
	}
	name := chosen[0].Title
	if len(chosen) > 1 {
		name += " 等"
	}
	p.editor.Leave(func() { records.Delete(p.desk, proposal.Proposals, records.IDs(chosen, rowID), name, p.load) })
}

// Save implements desk.Saver.
func (p *Page) Save() { p.editor.Save() }

// SaveNext implements desk.Stepper.
func (p *Page) SaveNext() { p.editor.SaveNext() }

// Step implements desk.Stepper.
func (p *Page) Step(by int) { p.editor.Step(by) }

// OfferSteps implements desk.Taker.
func (p *Page) OfferSteps() {
	chosen := p.grid.Selected()
	p.editor.OfferSteps(p.together.Numbered(records.IDs(chosen, rowID), states(chosen)), p.grid.PopUp)
}

// StepCommands implements desk.Taker.
func (p *Page) StepCommands() []*desk.Command {
	if p.editor.Active() {
		return nil
	}
	chosen := p.grid.Selected()
	return p.together.Commands(records.IDs(chosen, rowID), states(chosen))
}

// BatchEdit implements desk.BatchEditor.
func (p *Page) BatchEdit() {
	ids := records.IDs(p.grid.Selected(), rowID)
	config := &records.Config{Kind: proposal.Proposals, Unit: "件", Title: "title", Sources: sources}
	p.editor.Leave(func() { records.BatchEdit(p.desk, config, ids, p.grid.Focus) })
}

// Escape implements desk.Escaper.
func (p *Page) Escape() {
	if p.editor.Active() {
		p.editor.Escape()
		return
	}
	p.grid.ClearSelection()
}

// FocusSearch implements desk.Searcher.
func (p *Page) FocusSearch() { records.FocusSearch(p.desk, p.search) }

// Leave implements desk.Leaver.
func (p *Page) Leave(then func()) { p.editor.Leave(then) }

// Changed implements desk.Changer.
func (p *Page) Changed(store.Change) { p.Shown() }

// Dropped implements desk.Dropper.
func (p *Page) Dropped(at fyne.Position, paths []string) bool {
	return p.manuscriptDropped(paths) || p.editor.Dropped(at, paths) || !p.editor.Active() && p.tabs.Dropped(at, paths) || p.documentDropped(paths)
}

// TurnTab implements desk.TabTurner.
func (p *Page) TurnTab(by int) {
	switch {
	case p.editor.Active():
		p.editor.TurnTab(by)
	case p.chosen != 0:
		p.tabs.Turn(by)
	}
}

// Lists implements desk.Lister.
func (p *Page) Lists(kind string) bool { return kind == proposal.Proposals.Name }

// Open implements desk.Opener: what is the id of a proposal, the proposals behind a figure, or what was typed into a proposal and not
// saved.
func (p *Page) Open(what any) {
	p.view(viewList)
	switch what := what.(type) {
	case int64:
		if what == p.chosen && p.editor.Active() {
			return
		}
		p.editor.Leave(func() { // before the list shows others, each of which would be asked about
			p.grid.ClearFilters()
			if !p.grid.Select(what) {
				p.want = what
			}
		})
	case records.Resume:
		p.grid.ClearFilters()
		if what.ID != 0 {
			p.chosen = what.ID
			if !p.grid.Select(what.ID) {
				p.want = what.ID
			}
		}
		p.editor.Resume(what.ID)
	case desk.Listing:
		p.grid.Only(what.Title, what.Set.IDs)
		p.inTheirYear(what)
	}
}
