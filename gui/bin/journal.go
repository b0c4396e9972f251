package bin

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// Journal is the page 操作记录: every write with who, when and what, and the way to undo it.
type Journal struct {
	desk *desk.Desk
	grid *grid.Grid[logRow]
	pane *editor.DetailPane

	read  bool
	shown int64 // the write told of on the right
	want  int64 // to be selected once it was read
}

var (
	_ desk.Page     = (*Journal)(nil)
	_ desk.Escaper  = (*Journal)(nil)
	_ desk.Searcher = (*Journal)(nil)
	_ desk.Changer  = (*Journal)(nil)
	_ desk.Exporter = (*Journal)(nil)
	_ desk.Opener   = (*Journal)(nil)
)

var logColumns = []grid.Column[logRow]{
	{Key: "at", Title: "时间", Width: 125, Content: grid.ContentDate, Text: func(r logRow) string { return r.at }},
	{Key: "actor", Title: "操作人", Width: 80, Text: func(r logRow) string { return r.Actor }},
	{
		Key: "wording", Title: "做了什么", Width: 360, Flex: true, Content: grid.ContentText, Text: func(r logRow) string { return r.Wording },
		Tone: func(r logRow) look.Tone {
			if r.state != "" {
				return look.ToneMuted
			}
			return look.ToneNormal
		},
	},
	{Key: "changes", Title: "改动", Width: 70, Align: fyne.TextAlignTrailing, Less: func(a, b logRow) bool { return a.Changes < b.Changes }, Text: func(r logRow) string { return r.changes }},
	{Key: "state", Title: "现状", Width: 80, Text: func(r logRow) string { return r.state }, Tone: func(logRow) look.Tone { return look.ToneMuted }},
}

// NewJournal makes the page.
func NewJournal(d *desk.Desk) *Journal {
	p := &Journal{desk: d, pane: editor.NewDetailPane("选中一步操作，查看它改了什么")}
	p.grid = grid.New(grid.Config[logRow]{
		Key: "journal.list", Prefs: d.Prefs(), Columns: logColumns, Unit: "步", Placeholder: "做了什么、操作人，拼音或首字母 Ctrl+F",
		Empty:    "还没有操作记录",
		ID:       func(r logRow) int64 { return r.ID },
		Search:   func(r logRow) string { return r.key },
		Quick:    []grid.Quick[logRow]{{Text: "操作人", Column: "actor"}, {Text: "时间", Column: "at"}, {Text: "只看已撤销", Keep: func(r logRow) bool { return r.state == "已撤销" }}},
		Calendar: d.Calendar(), Background: d.Tasks().Background,
		OnSelect: p.selected,
		Menu:     p.menu,
	})
	p.grid.SearchField().OnDown = func() { records.EnterList(p.grid, func(r logRow) int64 { return r.ID }) }
	return p
}

// Key implements desk.Page.
func (p *Journal) Key() string { return "journal" }

// Title implements desk.Page.
func (p *Journal) Title() string { return "操作记录" }

// Content implements desk.Page.
func (p *Journal) Content() fyne.CanvasObject {
	return kit.NewListBeside(0.6, p.grid, container.NewStack(p.pane))
}

// TopBar implements desk.Page.
func (p *Journal) TopBar() (middle, right []fyne.CanvasObject) {
	return []fyne.CanvasObject{p.grid.SearchField()}, []fyne.CanvasObject{
		kit.NewButton("导出当前列表", p.Export), kit.NewButton("回收站", func() { p.desk.Go("bin") }),
	}
}

// Shown implements desk.Page.
func (p *Journal) Shown() {
	if !p.read {
		p.grid.SetLoading("正在读取…")
		p.load(firstPage)
		return
	}
	p.load(0)
}

// load shows the newest writes, and after a first page the whole journal.
func (p *Journal) load(limit int) {
	store := p.desk.Store()
	desk.Load(p.desk.Tasks(), "journal.list", func(ctx context.Context) ([]logRow, error) {
		return readLog(ctx, store, limit)
	}, func(rows []logRow, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.read = true
		p.shown = 0 // what is told on the right may have changed
		p.grid.SetRows(rows)
		enter(p.desk, p.grid)
		if p.want != 0 && p.grid.Select(p.want) {
			p.want = 0
		}
		if limit > 0 && len(rows) == limit {
			p.load(0)
		}
	})
}

func (p *Journal) selected(rows []logRow) {
	if len(rows) != 1 {
		p.shown = 0
		p.pane.Clear()
		return
	}
	if rows[0].ID != p.shown {
		p.shown = rows[0].ID
		p.tell(rows[0])
	}
}

func (p *Journal) menu(chosen []logRow) []*fyne.MenuItem {
	if len(chosen) != 1 {
		return nil
	}
	id, title := action(chosen[0])
	if id == 0 {
		return nil
	}
	return []*fyne.MenuItem{fyne.NewMenuItem(title, func() { p.desk.Revert(id) })}
}

// action is what can be done about a write: the write to revert and what that is called; 0 is nothing.
func action(r logRow) (writeID int64, title string) {
	id, redo := r.Revertible()
	if redo {
		return id, "重做这一步"
	}
	return id, "撤销这一步"
}

// Escape implements desk.Escaper: first the choice is given up, then the page.
func (p *Journal) Escape() { leave(p.desk, p.grid) }

// FocusSearch implements desk.Searcher.
func (p *Journal) FocusSearch() { records.FocusSearch(p.desk, p.grid.SearchField()) }

// Export implements desk.Exporter.
func (p *Journal) Export() { records.Export(p.desk, "操作记录", p.grid) }

// Changed implements desk.Changer.
func (p *Journal) Changed(store.Change) { p.load(0) }

// Open implements desk.Opener: what is the key of a write.
func (p *Journal) Open(what any) {
	if id, ok := what.(int64); ok && !p.grid.Select(id) {
		p.want = id
	}
}
