package evaluation

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data"
	"cppccdesk/data/fold"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// opinionsKey is the key of the tab of what raters wrote.
const opinionsKey = "opinions"

// opinion is what a rater wrote with every text its list shows.
type opinion struct {
	data.Opinion

	point, status, key string
}

// opinionsTab lists what raters wrote by unit and kind, and what is put right of it (整改与反馈).
type opinionsTab struct {
	desk  *desk.Desk
	grid  *grid.Grid[opinion]
	pane  *editor.DetailPane
	raise *kit.Button
	open  *kit.Button
}

var (
	_ records.Tab       = (*opinionsTab)(nil)
	_ records.TabFinder = (*opinionsTab)(nil)
	_ records.TabActor  = (*opinionsTab)(nil)
	_ desk.Escaper      = (*opinionsTab)(nil)
	_ desk.Searcher     = (*opinionsTab)(nil)
	_ desk.Exporter     = (*opinionsTab)(nil)
)

var opinionColumns = []grid.Column[opinion]{
	{Key: "unit", Title: "单位", Width: 100, Min: 84, Text: func(o opinion) string { return o.Unit }},
	{Key: "kind", Title: "类别", Width: 74, Min: 70, Text: func(o opinion) string { return o.Kind }},
	{Key: "text", Title: "意见", Width: 300, Flex: true, Text: func(o opinion) string { return o.Text }},
	{Key: "about", Title: "对象", Width: 90, Min: 84, Text: func(o opinion) string { return o.About }},
	{Key: "point", Title: "整改", Width: 70, Min: 64, Text: func(o opinion) string { return o.point }},
	{Key: "status", Title: "状态", Width: 80, Min: 76, Text: func(o opinion) string { return o.status }, Tone: func(o opinion) look.Tone { return o.tone() }},
	{Key: "looked", Title: "回头看", Width: 90, Min: 86, Text: func(o opinion) string { return o.Revisit() }},
	{Key: "year", Title: "年度", Width: 50, Min: 50, Hidden: true, Text: func(o opinion) string { return strconv.Itoa(o.Year) }},
	{Key: "evaluation", Title: "评议", Width: 160, Hidden: true, Text: func(o opinion) string { return o.Evaluation }},
}

// tone is green for what is put right.
func (o *opinion) tone() look.Tone {
	if o.Point.ClosedOn != "" {
		return look.ToneDone
	}
	return look.ToneNormal
}

func newOpinions(d *desk.Desk) *opinionsTab {
	t := &opinionsTab{desk: d, pane: editor.NewDetailPane("选中一条意见")}
	t.raise = kit.NewButton("转整改", t.raiseChosen)
	t.open = kit.NewButton("打开整改", t.openChosen)
	t.grid = grid.New(grid.Config[opinion]{
		Key: "evaluation.opinions", Prefs: d.Prefs(), Columns: opinionColumns, Unit: "条", Placeholder: "单位、意见，拼音或首字母 Ctrl+F",
		Empty:    "评分表上还没有写意见；有得分的对象的意见才列在这里",
		ID:       func(o opinion) int64 { return o.SheetID },
		Search:   func(o opinion) string { return o.key },
		OnSelect: t.selected,
		OnOpen:   func(o opinion) { t.openPoint(o) },
		Menu:     func([]opinion) []*fyne.MenuItem { return t.menu() },
		Foot:     opinionFoot,
	})
	return t
}

// Content implements records.Tab.
func (t *opinionsTab) Content() fyne.CanvasObject { return kit.NewListBeside(0.7, t.grid, t.pane) }

// SearchField implements records.TabFinder.
func (t *opinionsTab) SearchField() *grid.SearchEntry { return t.grid.SearchField() }

// Actions implements records.TabActor.
func (t *opinionsTab) Actions() []fyne.CanvasObject { return []fyne.CanvasObject{t.open, t.raise} }

// Shown implements records.Tab.
func (t *opinionsTab) Shown() {
	st, year, today := t.desk.Store(), t.desk.Year(), t.desk.Today()
	desk.Load(t.desk.Tasks(), "evaluation.opinions", func(ctx context.Context) ([]data.Opinion, error) {
		return data.Opinions(ctx, st.DB(), year, today)
	}, func(all []data.Opinion, err error) {
		if err != nil {
			t.desk.Fail(err)
			return
		}
		rows := make([]opinion, len(all))
		for i, o := range all {
			rows[i] = opinion{Opinion: o, status: o.Point.Status, key: fold.Key(o.Unit, o.Kind, o.Text, o.Evaluation, o.About)}
			switch {
			case o.Point.Why != "":
				rows[i].status = "在回收站"
			case o.Point.Point != 0:
				rows[i].point = cmp.Or(o.Point.Called, "起草中")
			}
		}
		t.grid.SetRows(rows)
		t.selected(t.grid.Selected())
	})
}

// Export implements desk.Exporter.
func (t *opinionsTab) Export() { records.Export(t.desk, "评议意见", t.grid) }

// Escape implements desk.Escaper.
func (t *opinionsTab) Escape() { t.grid.ClearSelection() }

// FocusSearch implements desk.Searcher.
func (t *opinionsTab) FocusSearch() { records.FocusSearch(t.desk, t.grid.SearchField()) }

func (t *opinionsTab) selected(rows []opinion) {
	t.raise.SetEnabled(len(t.free()) > 0)
	t.open.SetEnabled(len(rows) == 1 && rows[0].Point.Point != 0)
	if len(rows) != 1 {
		t.pane.Clear()
		return
	}
	o := rows[0]
	t.pane.SetHeader(o.Unit, o.Kind, o.About, kit.NewTag(o.Evaluation, false), kit.NewTag(strconv.Itoa(o.Year)+" 年度", false))
	body := []fyne.CanvasObject{kit.NewParagraph(o.Text, look.TextSize, look.ToneNormal)}
	switch p := o.Point; {
	case p.Why != "":
		body = append(body, kit.NewNote("整改", p.Why, look.ToneDue))
	case p.Point != 0:
		body = append(body, kit.NewNote("整改 "+o.point, "写在「"+p.Title+"」里，"+strings.TrimSuffix(p.Status+"，"+o.Revisit(), "，")+"。", look.ToneNormal))
	default:
		body = append(body, kit.NewNote("没有转整改", "按「转整改」写进给"+o.Unit+"的监督意见书，来源是这次评议。", look.ToneNormal))
	}
	t.pane.SetBody(body...)
}

// free are the opinions chosen that are no points yet.
func (t *opinionsTab) free() (sheets []int64) {
	for _, o := range t.grid.Selected() {
		if o.Point.Point == 0 && o.Point.Why == "" {
			sheets = append(sheets, o.SheetID)
		}
	}
	return sheets
}

func (t *opinionsTab) menu() (items []*fyne.MenuItem) {
	if n := len(t.free()); n > 0 {
		items = append(items, fyne.NewMenuItem(fmt.Sprintf("转整改（%d 条）", n), t.raiseChosen))
	}
	if chosen := t.grid.Selected(); len(chosen) == 1 && chosen[0].Point.Point != 0 {
		items = append(items, fyne.NewMenuItem("打开整改", t.openChosen))
	}
	return items
}

// raiseChosen makes the opinions chosen points of letters.
func (t *opinionsTab) raiseChosen() {
	sheets, scope := t.free(), t.desk.Scope()
	if len(sheets) == 0 {
		t.desk.Toast("先在列表中选中还没有转整改的意见", "", nil)
		return
	}
	if t.desk.Refuses() {
		return
	}
	var made []supervision.Raised
	t.desk.Write(data.RaiseOpinionsWording(len(sheets)), func(ctx context.Context, tx *store.Tx) (err error) {
		made, err = data.RaiseOpinions(ctx, tx, scope, sheets)
		return err
	}, func(err error) {
		if err != nil {
			t.desk.Fail(err)
		} else {
			t.desk.ToastUndo(fmt.Sprintf("%d 条已写入意见书「%s」，办好送审、送达就开始整改", len(made), made[len(made)-1].Title))
		}
		t.Shown()
	})
}

// openChosen shows the point of the opinion chosen.
func (t *opinionsTab) openChosen() {
	chosen := t.grid.Selected()
	if len(chosen) != 1 || chosen[0].Point.Point == 0 {
		t.desk.Toast("先在列表中选中一条已转整改的意见", "", nil)
		return
	}
	t.openPoint(chosen[0])
}

func (t *opinionsTab) openPoint(o opinion) {
	if o.Point.Point != 0 && o.Point.Why == "" {
		t.desk.Open(t.desk.PageOf(supervision.Points.Name), records.OneOf{Kind: supervision.Points, ID: o.Point.Point})
	}
}

// opinionFoot says how far the opinions are put right.
func opinionFoot(rows iter.Seq[opinion]) string {
	all, raised, closed, looked := 0, 0, 0, 0
	for o := range rows {
		all++
		if o.Point.Point == 0 {
			continue
		}
		raised++
		if o.Point.ClosedOn != "" {
			closed++
		}
		if o.Point.LookedOn != "" {
			looked++
		}
	}
	return fmt.Sprintf("已转整改 %d / %d 条 · 已回头看 %d / %d · 已销号 %d / %d", raised, all, looked, raised, closed, raised)
}
