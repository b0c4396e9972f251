package supervision

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/measure"
	"cppccdesk/data/plan"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/chart"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// planTab is the year's plan (年度部署): its items as bars over the months, beside the details of one; or as a list like any other.
type planTab struct {
	*records.ListTab

	desk    *desk.Desk
	months  *chart.Months
	cards   []*kit.FigureCard
	foot    *kit.Label
	empty   *kit.Label
	picture fyne.CanvasObject // the bars
	list    fyne.CanvasObject
	as      *kit.Chip // a list, or bars
	view    planView
}

var (
	_ records.TabActor = (*planTab)(nil)
	_ desk.Exporter    = (*planTab)(nil)
)

func newPlan(d *desk.Desk) *planTab {
	t := &planTab{desk: d, months: chart.NewMonths(), foot: kit.NewLabel("", look.SmallText, look.ToneMuted)}
	t.ListTab = records.NewListTab(d, records.Config{
		Kind: plan.Items, Key: "plan.list", Unit: "项", Title: "title", Tags: []string{"kind"}, Flex: "title", Hide: []string{"year", "nature", "form", "owner", "approval"},
		Note: func(row records.Row) *kit.Note {
			if p := t.progress(row.ID); p != nil {
				return planNote(p)
			}
			return nil
		},
		More: func(row records.Row) []records.More {
			var more []records.More
			if p := t.progress(row.ID); p != nil {
				for _, f := range planOpenings(p) {
					for _, item := range d.Openings(f) {
						more = append(more, records.More{Text: item.Label, Do: item.Action})
					}
				}
			}
			return more
		},
	})
	t.OnLoaded = func(int) { t.read() }
	t.OnFilter = t.draw
	t.months.OnSelect = t.Select
	t.months.OnOpen = t.Edit
	t.empty = kit.NewLabel("这一年还没有部署事项，可以「新建」「导入…」，或「照上年新建…」", look.TextSize, look.ToneMuted)
	t.empty.Align = fyne.TextAlignCenter
	shown := make([]fyne.CanvasObject, len(planCards))
	for i, c := range planCards {
		card := kit.NewFigureCard(c.name, "", "…", "", look.ToneMuted)
		t.cards = append(t.cards, card)
		shown[i] = card
	}
	t.foot.Min = 60
	bars := container.NewVScroll(kit.NewColumn(0, t.months, t.empty))
	report := func() fyne.CanvasObject { // of the whole plan, however it is shown
		return kit.NewButton("工作进度报告…", func() { records.MakePaper(d, "工作进度报告", records.PaperOf{}, d.Fail) })
	}
	under := kit.NewColumn(8, kit.NewInset(0, 4, kit.NewShares(nil, shown...)), container.NewBorder(nil, nil, nil, report(), t.foot))
	t.picture = container.NewBorder(nil, under, nil, nil, kit.NewCard("", "", bars))
	t.list = t.ListOver(kit.NewInset(0, 8, container.NewBorder(nil, nil, nil, report())))
	t.as = kit.NewFilterChip("列表", t.turn)
	t.turn(false)
	return t
}

// turn shows the plan as a list, or as bars.
func (t *planTab) turn(list bool) {
	if list {
		t.Picture(t.list)
		return
	}
	t.months.Choose(t.ShownID())
	t.Picture(t.picture)
}

// Select shows an item.
func (t *planTab) Select(id int64) {
	t.ListTab.Select(id)
	t.months.Choose(id)
}

// Actions implements records.TabActor.
func (t *planTab) Actions() []fyne.CanvasObject {
	return []fyne.CanvasObject{t.as, kit.NewButton("照上年新建…", func() { t.Leave(func() { askCopy(t.desk) }) })}
}

// Only implements the list's part of desk.Lister: what is to be listed is shown as a list.
func (t *planTab) Only(title string, ids []int64) {
	t.as.Set(t.as.Text, true)
	t.turn(true)
	t.ListTab.Only(title, ids)
}

// progress is how far an item is, nil for one that is not read.
func (t *planTab) progress(id int64) *plan.Progress {
	for i := range t.view.items {
		if t.view.items[i].Item.ID == id {
			return &t.view.items[i]
		}
	}
	return nil
}

// read reads how far the plan is, after its items were.
func (t *planTab) read() {
	st, year, today := t.desk.Store(), t.desk.Year(), t.desk.Today()
	desk.Load(t.desk.Tasks(), "supervision.plan", func(ctx context.Context) (planView, error) {
		return readPlan(ctx, st, year, today)
	}, func(v planView, err error) {
		if err != nil {
			t.desk.Fail(err)
			return
		}
		t.put(v)
	})
}

// put shows what was read.
func (t *planTab) put(v planView) {
	t.view = v
	t.draw()
	t.foot.SetText(v.foot)
	for i, c := range planCards {
		f := measure.Of(v.figures, c.code)
		number, basis := f.Text(), f.Rule
		if f.IsRate {
			basis = f.Parts()
		} else {
			number += " " + f.Unit
		}
		tone := look.ToneNormal
		if f.Num == 0 && f.Den == 0 {
			tone = look.ToneMuted
		}
		t.cards[i].Set("", number, basis, tone)
		t.cards[i].Menu = t.desk.Openings(f)
	}
	t.Again()
}

// draw draws the items that the search lets through.
func (t *planTab) draw() {
	listed := t.Listed()
	var spans []chart.Span
	for i := range t.view.items {
		p := &t.view.items[i]
		if !slices.Contains(listed, p.Item.ID) {
			continue
		}
		span := spanOf(p, t.view.year)
		for _, f := range planOpenings(p) {
			span.Menu = append(span.Menu, t.desk.Openings(f)...)
		}
		spans = append(spans, span)
	}
	t.months.SetSpans(spans, t.view.today, t.ShownID())
	t.empty.Hidden = len(t.view.items) > 0
	t.empty.Refresh()
}
