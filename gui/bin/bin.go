// Package bin is the two pages on what was done and taken away: 回收站, where deleted records wait to be restored, and 操作记录, the journal
// of every write with its undo.
package bin

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// Page is the page 回收站. Nothing in it is ever removed for good by the program.
type Page struct {
	desk *desk.Desk
	grid *grid.Grid[binRow]
	pane *editor.DetailPane
	back *kit.Button // takes the chosen records out

	read bool
}

var (
	_ desk.Page     = (*Page)(nil)
	_ desk.Escaper  = (*Page)(nil)
	_ desk.Searcher = (*Page)(nil)
	_ desk.Changer  = (*Page)(nil)
	_ desk.Exporter = (*Page)(nil)
)

var binColumns = []grid.Column[binRow]{
	{Key: "name", Title: "名称", Width: 190, Flex: true, Text: func(r binRow) string { return r.Name }},
	{Key: "kind", Title: "类别", Width: 90, Text: func(r binRow) string { return r.Title }},
	{Key: "note", Title: "说明", Width: 110, Text: func(r binRow) string { return r.Note }},
	{Key: "at", Title: "删除时间", Width: 125, Content: grid.ContentDate, Text: func(r binRow) string { return r.at }},
	{Key: "actor", Title: "删除人", Width: 80, Text: func(r binRow) string { return r.Actor }},
	{Key: "wording", Title: "由来", Width: 200, Flex: true, Text: func(r binRow) string { return r.Wording }},
}

// New makes the page.
func New(d *desk.Desk) *Page {
	p := &Page{desk: d, pane: editor.NewDetailPane("选中一条或几条记录，回车恢复")}
	p.back = kit.NewPrimaryButton("恢复", func() { p.restore(p.grid.Selected()) })
	p.back.SetEnabled(false)
	p.grid = grid.New(grid.Config[binRow]{
		Key: "bin.list", Prefs: d.Prefs(), Columns: binColumns, Unit: "条", Placeholder: "名称、由来、删除人，拼音或首字母 Ctrl+F",
		Empty:    "回收站是空的。删除的委员、单位、提案等会放在这里，随时可以恢复",
		ID:       func(r binRow) int64 { return r.id },
		Search:   func(r binRow) string { return r.key },
		Quick:    []grid.Quick[binRow]{{Text: "类别", Column: "kind"}, {Text: "删除人", Column: "actor"}},
		Calendar: d.Calendar(), Background: d.Tasks().Background,
		OnSelect: p.selected,
		OnOpen:   func(binRow) { p.restore(p.grid.Selected()) },
		Menu: func(chosen []binRow) []*fyne.MenuItem {
			if len(chosen) == 0 {
				return nil
			}
			return []*fyne.MenuItem{fyne.NewMenuItem("恢复"+chosenText(chosen), func() { p.restore(chosen) })}
		},
	})
	p.grid.SearchField().OnDown = func() { records.EnterList(p.grid, func(r binRow) int64 { return r.id }) }
	return p
}

// AddCommands declares the commands that open the two pages; they are added hidden.
func AddCommands(d *desk.Desk) {
	d.AddCommand(desk.Command{Menu: "编辑", Title: "回收站", Letter: 'B', Group: 60, Do: func() { d.Go("bin") }})
	d.AddCommand(desk.Command{Menu: "编辑", Title: "操作记录", Letter: 'J', Group: 60, Do: func() { d.Go("journal") }})
}

// Key implements desk.Page.
func (p *Page) Key() string { return "bin" }

// Title implements desk.Page.
func (p *Page) Title() string { return "回收站" }

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject {
	return kit.NewListBeside(0.68, p.grid, container.NewStack(p.pane))
}

// TopBar implements desk.Page.
func (p *Page) TopBar() (middle, right []fyne.CanvasObject) {
	return []fyne.CanvasObject{p.grid.SearchField()}, []fyne.CanvasObject{
		kit.NewButton("操作记录", func() { p.desk.Go("journal") }), p.back,
	}
}

// Shown implements desk.Page.
func (p *Page) Shown() {
	if !p.read {
		p.grid.SetLoading("正在读取…")
	}
	p.load()
}

// enter gives a list that was read the keyboard, unless something has it. A list that only comes to the front is not on screen yet and
// could not take it.
func enter[R any](d *desk.Desk, g *grid.Grid[R]) {
	if d.Native().Canvas().Focused() == nil {
		g.Focus()
	}
}

func (p *Page) load() {
	store := p.desk.Store()
	desk.Load(p.desk.Tasks(), "bin.list", func(ctx context.Context) ([]binRow, error) {
		return readBin(ctx, store)
	}, func(rows []binRow, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.read = true
		p.grid.SetRows(rows)
		enter(p.desk, p.grid)
	})
}

func (p *Page) selected(rows []binRow) {
	p.back.SetEnabled(len(rows) > 0)
	switch len(rows) {
	case 0:
		p.pane.Clear()
	case 1:
		p.details(rows[0])
	default:
		p.pane.SetHeader(chosenText(rows), "", "")
		p.pane.SetBody(kit.NewParagraph("回车或「恢复」把它们一并放回原处，算作一步，可以撤销。", look.TextSize, look.ToneMuted))
		p.pane.SetFoot("")
	}
}

func (p *Page) details(r binRow) {
	p.pane.SetHeader(r.Name, "", "", kit.NewTag(r.Title, false))
	var facts []fyne.CanvasObject
	for _, f := range []struct{ name, value string }{{"说明", r.Note}, {"删除时间", r.at}, {"删除人", r.Actor}, {"由来", r.Wording}} {
		if f.value != "" {
			facts = append(facts, records.NewFact(f.name, f.value))
		}
	}
	actions := []fyne.CanvasObject{kit.NewPrimaryButton("恢复", func() { p.restore([]binRow{r}) })}
	if r.WriteID != 0 {
		actions = append(actions, kit.NewButton("查看这一步", func() { p.desk.Open("journal", r.WriteID) }))
	}
	p.pane.SetBody(append(facts,
		kit.NewParagraph("恢复时，这次删除一并带走的附件、职务等也会回来。", look.TextSize, look.ToneMuted),
		kit.NewInset(0, 6, kit.NewRow(8, actions...)))...)
	p.pane.SetFoot("")
}

// restore takes records out of the bin as one write.
func (p *Page) restore(rows []binRow) {
	if len(rows) == 0 {
		return
	}
	wording := record.RestoreWording(contents(rows))
	p.desk.Write(wording, func(ctx context.Context, tx *store.Tx) error {
		return record.RestoreBinned(ctx, tx, contents(rows))
	}, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.desk.ToastUndo("已" + wording)
	})
}

// Escape implements desk.Escaper: first the choice is given up, then the page.
func (p *Page) Escape() { leave(p.desk, p.grid) }

func leave[R any](d *desk.Desk, g *grid.Grid[R]) {
	if len(g.Selected()) == 0 {
		d.Back()
		return
	}
	g.ClearSelection()
}

// FocusSearch implements desk.Searcher.
func (p *Page) FocusSearch() { records.FocusSearch(p.desk, p.grid.SearchField()) }

// Export implements desk.Exporter.
func (p *Page) Export() { records.Export(p.desk, "回收站", p.grid) }

// Changed implements desk.Changer.
func (p *Page) Changed(store.Change) { p.load() }
