// Package home is the page 首页: what is late and due, the rates of the year, how far the plan is, and the last verified backup.
package home

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/activity"
	"cppccdesk/data/measure"
	"cppccdesk/data/plan"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/chart"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
	"cppccdesk/gui/records"
)

// Page is the first page of the window.
type Page struct {
	desk *desk.Desk

	late, week, replies, satisfied, backup *kit.FigureCard
	awaits                                 []*kit.Chip // over due, by awaitedNames
	plan                                   *kit.SmallTable
	awaitRow                               *fyne.Container
	left                                   *fyne.Container // plan and chart, one over the other
	due                                    *grid.Grid[dueRow]
	chart                                  *chart.BarChart
}

var (
	_ desk.Page    = (*Page)(nil)
	_ desk.Changer = (*Page)(nil)
)

// New makes the page.
func New(d *desk.Desk) *Page {
	p := &Page{desk: d}
	d.OnState(func() {
		if d.Current() == desk.Page(p) {
			p.Shown()
		}
	})
	return p
}

// Key implements desk.Page.
func (p *Page) Key() string { return "home" }

// Title implements desk.Page.
func (p *Page) Title() string { return "首页" }

// TopBar implements desk.Page.
func (p *Page) TopBar() (middle, right []fyne.CanvasObject) {
	return []fyne.CanvasObject{p.desk.YearChip()}, []fyne.CanvasObject{
		kit.NewButton("日历", func() { p.desk.Go(CalendarKey) }),
		kit.NewButton("导入…", func() { p.desk.OpenImport() }),
		kit.NewPrimaryButton("生成上报包", func() { p.desk.Go("report") }),
	}
}

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject {
	figure := func(heading string) *kit.FigureCard { return kit.NewFigureCard(heading, "", "…", "", look.ToneMuted) }
	p.late, p.week, p.backup = figure("逾期"), figure("本周到期"), figure("备份")
	p.replies, p.satisfied = figure("办复率"), figure("满意率")
	p.backup.OnTap = func() { p.desk.Go("setting") }
	return container.New(&dashboard{}, p.late, p.week, p.replies, p.satisfied, p.backup, p.planCard(), p.dueCard())
}

func (p *Page) planCard() fyne.CanvasObject {
	p.plan = kit.NewSmallTable(
		kit.SmallColumn{Title: "事项", Weight: 5},
		kit.SmallColumn{Title: "时间", Width: 72},
		kit.SmallColumn{Title: "完成 / 目标", Width: 158, Align: fyne.TextAlignTrailing},
		kit.SmallColumn{Title: "进度", Weight: 2},
		kit.SmallColumn{Title: "状态", Width: 84})
	p.chart = chart.NewBarChart(nil)
	p.left = kit.NewTopAndRest(14, p.plan, p.chartBlock())
	card := kit.NewCard("年度工作部署", "按记录自动统计 · 点这里修改", p.left)
	card.OnTap = func() { p.desk.Open(p.desk.PageOf(plan.Items.Name), plan.Items) }
	return card
}

func (p *Page) chartBlock() fyne.CanvasObject {
	note := kit.NewLabel("立案（左） · 答复（右）", look.CaptionText, look.ToneMuted)
	note.Align = fyne.TextAlignTrailing
	return kit.NewTopAndRest(6, kit.NewShares(nil, kit.NewHeading("各月办理情况", look.TextSize), note), p.chart)
}

func (p *Page) dueCard() fyne.CanvasObject {
	p.due = grid.New(grid.Config[dueRow]{
		Key: "home.due", Prefs: p.desk.Prefs(), Unit: "项", Plain: true, Empty: "没有需要处理的事项",
		ID: func(r dueRow) int64 { return r.row },
		Columns: []grid.Column[dueRow]{
			{Key: "when", Title: "期限", Width: 92, Text: func(r dueRow) string { return r.when }, Tone: func(r dueRow) look.Tone { return r.tone }, SortBy: func(r dueRow) string { return r.on }},
			{Key: "title", Title: "事项", Width: 280, Flex: true, Text: func(r dueRow) string { return r.title }},
			{Key: "who", Title: "责任单位", Width: 108, Flex: true, Text: func(r dueRow) string { return r.owner }},
		},
		Foot: footOfDue,
		OnOpen: func(r dueRow) {
			switch {
			case r.proposal != 0:
				p.desk.Open("proposal", r.proposal)
			case r.point != 0:
				p.desk.InYear(r.year, "这条监督意见属于", func() {
					p.desk.Open(p.desk.PageOf(supervision.Points.Name), records.OneOf{Kind: supervision.Points, ID: r.point})
				})
			case r.direct != 0:
				p.desk.InYear(r.year, "这件直通车事项属于", func() {
					p.desk.Open(p.desk.PageOf(supervision.Directs.Name), records.OneOf{Kind: supervision.Directs, ID: r.direct})
				})
			case r.plan != 0:
				p.desk.Open(p.desk.PageOf(plan.Items.Name), records.OneOf{Kind: plan.Items, ID: r.plan})
			case r.activities:
				p.desk.Go(p.desk.PageOf(activity.Activities.Name))
			case r.groups != nil:
				p.desk.Open(p.desk.PageOf(roster.Groups.Name), desk.Listing{Title: r.title, Set: measure.Set{Kind: roster.Groups.Name, IDs: r.groups}})
			case r.row < 0:
				p.desk.Go("setting")
			}
		},
	})
	chips := make([]fyne.CanvasObject, len(awaitedNames))
	p.awaits = make([]*kit.Chip, len(awaitedNames))
	for i, name := range awaitedNames {
		p.awaits[i] = kit.NewTag(name, false)
		chips[i] = p.awaits[i]
	}
	p.awaitRow = kit.NewRow(6, chips...)
	return kit.NewCard("需要处理", "按紧急程度", kit.NewTopAndRest(8, p.awaitRow, p.due))
}

// openings offer to list what each of the figures counts; what has no records leads to their page.
func (p *Page) openings(of string, figures []measure.Figure) []*fyne.MenuItem {
	items := make([]*fyne.MenuItem, len(figures))
	for i, f := range figures {
		label := fmt.Sprintf("%s %d %s", f.Name, f.Num, cmp.Or(f.Unit, "条"))
		page := p.desk.PageOf(f.Counted.Kind)
		items[i] = fyne.NewMenuItem(label, func() {
			if f.Counted.Len() == 0 {
				p.desk.Go(page)
				return
			}
			year, _ := strconv.Atoi(strings.TrimSuffix(f.Of, ofYear)) // 0: of the year worked on
			p.desk.InYear(year, "它们属于", func() { p.desk.Open(page, desk.Listing{Title: of + " · " + label, Set: f.Counted}) })
		})
	}
	return items
}

// await shows what is held this week and what waits for somebody, each with how many there are, to be listed by a click.
func (p *Page) await(waiting []awaited) {
	for i, w := range waiting {
		chip := p.awaits[i]
		chip.Text, chip.OnTap = fmt.Sprintf("%s %d", awaitedNames[i], w.count), nil
		items := p.openings(awaitedNames[i], w.of)
		if w.count > 0 {
			chip.OnTap = func() { menu.Choose(chip, look.PositionOf(chip).AddXY(0, chip.Size().Height+2), items) }
		}
		chip.Refresh()
	}
	p.awaitRow.Refresh() // the chips' widths follow their numbers
}

// footOfDue says how many of the rows are late. A proposal that several units answer has a row for each, so they are more than the card 逾期 counts.
func footOfDue(shown iter.Seq[dueRow]) string {
	late := 0
	for r := range shown {
		if r.tone == look.ToneLate {
			late++
		}
	}
	if late == 0 {
		return ""
	}
	return fmt.Sprintf("逾期 %d 项 · 几个单位承办的各列一项", late)
}

// Shown implements desk.Page.
func (p *Page) Shown() { p.load() }

// Changed implements desk.Changer.
func (p *Page) Changed(store.Change) { p.load() }

func (p *Page) load() {
	store, r := p.desk.Store(), request{p.desk.Year(), p.desk.Today()}
	p.due.SetLoading("正在读取…")
	desk.Load(p.desk.Tasks(), "home", func(ctx context.Context) (view, error) { return read(ctx, store, r) }, p.show)
}

func (p *Page) show(v view, err error) {
	if err != nil {
		p.desk.Fail(err)
		return
	}
	for shown, c := range map[*kit.FigureCard]card{
		p.late: v.late, p.week: v.week, p.replies: v.replies, p.satisfied: v.satisfied, p.backup: v.backup,
	} {
		shown.Set(c.note, c.number, c.basis, c.tone)
	}
	for shown, f := range map[*kit.FigureCard]measure.Figure{p.replies: v.replied, p.satisfied: v.pleased} {
		shown.Menu = p.desk.Openings(f)
	}
	p.late.Menu, p.week.Menu = p.openings("逾期", v.lates), p.openings("本周到期", v.weeks)
	p.await(v.waiting)
	rows := make([]kit.SmallRow, len(v.plan))
	for i, r := range v.plan {
		rows[i] = kit.SmallRow{Cells: []kit.SmallCell{
			{Text: r.title}, {Text: r.time}, {Text: r.done}, {Bar: &v.plan[i].share}, {Text: r.state, Tone: r.tone},
		}}
		for _, f := range r.counted {
			rows[i].Menu = append(rows[i].Menu, p.desk.Openings(f)...)
		}
	}
	if len(rows) == 0 {
		rows = []kit.SmallRow{{Cells: []kit.SmallCell{{Text: "还没有部署，请先导入部署表", Tone: look.ToneMuted}}, OnTap: func() { p.desk.OpenImport() }}}
	}
	p.plan.SetRows(rows)
	p.due.SetRows(v.due)
	p.chart.SetBars(v.months)
	p.chart.OnOpen = func(month, series int) {
		l := v.monthly[month][series]
		p.desk.Open(p.desk.PageOf(l.Set.Kind), l)
	}
	p.left.Refresh() // the table's height follows its rows
}
