package setting

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data"
	"cppccdesk/data/fold"
	"cppccdesk/data/proposal"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// MovedKey is the key of the page 受影响的期限.
const MovedKey = "moved-deadlines"

// Moved is the page 受影响的期限: the deadlines that would be on other days by the rules and holiday notices as they are now.
type Moved struct {
	desk *desk.Desk
	grid *grid.Grid[movedRow]
	pane *editor.DetailPane
	take *kit.Button
	why  *kit.Entry // why the new ones are taken over, for the history

	read bool
}

var (
	_ desk.Page     = (*Moved)(nil)
	_ desk.Escaper  = (*Moved)(nil)
	_ desk.Searcher = (*Moved)(nil)
	_ desk.Changer  = (*Moved)(nil)
	_ desk.Exporter = (*Moved)(nil)
)

// movedRow is a deadline as the list shows it.
type movedRow struct {
	proposal.Moved

	id  int64
	key string
}

var movedColumns = []grid.Column[movedRow]{
	{Key: "what", Title: "事项", Width: 240, Flex: true, Text: func(r movedRow) string { return r.What }},
	{Key: "unit", Title: "承办单位", Width: 130, Text: func(r movedRow) string { return r.Unit }},
	{Key: "was", Title: "现在的期限", Width: 104, Content: grid.ContentDate, Text: func(r movedRow) string { return r.Was }},
	{Key: "now", Title: "新期限", Width: 104, Content: grid.ContentDate, Text: func(r movedRow) string { return r.Now }},
}

// NewMoved makes the page; it is added hidden.
func NewMoved(d *desk.Desk) *Moved {
	p := &Moved{desk: d, pane: editor.NewDetailPane("选中一项查看新期限怎么算，双击打开；Ctrl+A 全选"), why: kit.NewEntry()}
	p.take = kit.NewPrimaryButton("改用新期限", p.takeOver)
	p.take.SetEnabled(false)
	p.grid = grid.New(grid.Config[movedRow]{
		Key: "setting.moved", Prefs: d.Prefs(), Columns: movedColumns, Unit: "项", Placeholder: "事项、单位，拼音或首字母 Ctrl+F",
		Empty:    "没有：没有办完的事项，期限都与现在的期限规则和放假安排相符；写明的、批准延期的不列",
		ID:       func(r movedRow) int64 { return r.id },
		Search:   func(r movedRow) string { return r.key },
		Quick:    []grid.Quick[movedRow]{{Text: "承办单位", Column: "unit"}},
		Calendar: d.Calendar(), Background: d.Tasks().Background,
		OnSelect: p.selected,
		OnOpen:   func(r movedRow) { p.openRecord(r) },
		Menu: func(chosen []movedRow) []*fyne.MenuItem {
			if len(chosen) == 0 {
				return nil
			}
			return []*fyne.MenuItem{fyne.NewMenuItem(fmt.Sprintf("改用新期限（%d 项）", len(chosen)), p.takeOver)}
		},
	})
	p.grid.SearchField().OnDown = func() { records.EnterList(p.grid, func(r movedRow) int64 { return r.id }) }
	return p
}

// Key implements desk.Page.
func (p *Moved) Key() string { return MovedKey }

// Title implements desk.Page.
func (p *Moved) Title() string { return "受影响的期限" }

// Content implements desk.Page.
func (p *Moved) Content() fyne.CanvasObject {
	return kit.NewListBeside(0.62, p.grid, container.NewStack(p.pane))
}

// TopBar implements desk.Page.
func (p *Moved) TopBar() (middle, right []fyne.CanvasObject) {
	return []fyne.CanvasObject{p.grid.SearchField()}, []fyne.CanvasObject{
		kit.NewButton("期限规则", func() { p.desk.Go(DeadlinesKey) }), kit.NewButton("放假安排", func() { p.desk.Go(HolidaysKey) }), p.take,
	}
}

// Shown implements desk.Page.
func (p *Moved) Shown() {
	if !p.read {
		p.grid.SetLoading("正在核对…")
	}
	p.load()
}

// movedDeadlines are the rows of the list, and why there may be any.
type movedDeadlines struct {
	rows []movedRow
	why  string
}

func readMoved(ctx context.Context, store *store.Store, day string) (m movedDeadlines, err error) {
	all, err := data.MovedDeadlines(ctx, store.DB(), day)
	if err != nil {
		return m, err
	}
	for i, one := range all {
		m.rows = append(m.rows, movedRow{one, int64(i + 1), fold.Key(one.What, one.Unit)})
	}
	m.why, err = data.MovedWhy(ctx, store.DB())
	return m, err
}

func (p *Moved) load() {
	store, day := p.desk.Store(), p.desk.Today()
	desk.Load(p.desk.Tasks(), "setting.moved", func(ctx context.Context) (movedDeadlines, error) {
		return readMoved(ctx, store, day)
	}, func(m movedDeadlines, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.read = true
		p.why.SetText(m.why)
		p.grid.ClearSelection() // the rows are counted anew
		p.grid.SetRows(m.rows)
		if p.desk.Native().Canvas().Focused() == nil {
			p.grid.Focus()
		}
	})
}

func (p *Moved) selected(chosen []movedRow) {
	p.take.SetEnabled(len(chosen) > 0)
	if len(chosen) == 0 {
		p.pane.Clear()
		return
	}
	var body []fyne.CanvasObject
	if len(chosen) == 1 {
		r := chosen[0]
		p.pane.SetHeader(r.What, "", "", kit.NewTag(r.Kind.Title, false))
		for _, f := range []struct{ name, value string }{{"单位", r.Unit}, {"现在", r.Was}, {"新期限", r.Now}, {"怎么算", r.Why}} {
			if f.value != "" {
				body = append(body, records.NewFact(f.name, f.value))
			}
		}
		body = append(body, kit.NewRow(8, kit.NewButton("打开", func() { p.openRecord(r) })))
	} else {
		p.pane.SetHeader(fmt.Sprintf("已选 %d 项", len(chosen)), "", "")
	}
	p.pane.SetBody(append(body, kit.NewHeading("改用新期限", look.TextSize),
		kit.NewParagraph("原因记在每件的历史里。选中的一起改，算作一步，可以撤销；没有选的期限不变。", look.SmallText, look.ToneMuted),
		p.why, kit.NewInset(0, 6, kit.NewRow(8, kit.NewPrimaryButton(fmt.Sprintf("改用新期限（%d 项）", len(chosen)), p.takeOver))))...)
	p.pane.SetFoot("")
}

// openRecord shows the record a deadline is of.
func (p *Moved) openRecord(r movedRow) {
	var what any = records.OneOf{Kind: r.Kind, ID: r.ID}
	if r.Kind == proposal.Proposals {
		what = r.ID
	}
	p.desk.Open(p.desk.PageOf(r.Kind.Name), what)
}

// takeOver gives the chosen their new deadlines as one write.
func (p *Moved) takeOver() {
	chosen := p.grid.Selected()
	if len(chosen) == 0 || p.desk.Refuses() {
		return
	}
	all, day := make([]proposal.Moved, len(chosen)), p.desk.Today()
	for i, r := range chosen {
		all[i] = r.Moved
	}
	wording := data.TakeWording(len(all), p.why.Text)
	p.desk.Write(wording, func(ctx context.Context, tx *store.Tx) error { return data.TakeMoved(ctx, tx, day, all) }, func(err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.desk.ToastUndo("已" + wording)
	})
}

// Escape implements desk.Escaper: first the choice is given up, then the page.
func (p *Moved) Escape() {
	if len(p.grid.Selected()) == 0 {
		p.desk.Back()
		return
	}
	p.grid.ClearSelection()
}

// FocusSearch implements desk.Searcher.
func (p *Moved) FocusSearch() { records.FocusSearch(p.desk, p.grid.SearchField()) }

// Export implements desk.Exporter.
func (p *Moved) Export() { records.Export(p.desk, "受影响的期限", p.grid) }

// Changed implements desk.Changer.
func (p *Moved) Changed(store.Change) { p.load() }

// TellMoved says, after a rule or a holiday notice was changed, how many deadlines stay as they are although they would now be on other days.
func TellMoved(d *desk.Desk) {
	st, day := d.Store(), d.Today()
	desk.Load(d.Tasks(), "setting.told-moved", func(ctx context.Context) (int, error) {
		all, err := data.MovedDeadlines(ctx, st.DB(), day)
		return len(all), err
	}, func(n int, err error) {
		switch {
		case err != nil:
			d.Fail(err)
		case n > 0 && d.Current().Key() != MovedKey:
			d.Toast(fmt.Sprintf("已定的期限没有改动；按现在的规则和放假安排，有 %d 项会是别的日子。", n), "查看", func() { d.Go(MovedKey) })
		}
	})
}
