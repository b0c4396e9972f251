package proposal

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/zh"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/chart"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// columns of the list, as the office reads them.
var columns = []grid.Column[row]{
	{Key: "number", Title: "案号", Width: 56, Min: 56, Text: func(r row) string { return r.number }, Less: byNumber},
	{Key: "title", Title: "案由", Width: 236, Flex: true, Text: func(r row) string { return r.Title }},
	{Key: "proposer", Title: "提案人", Width: 92, Min: 60, Flex: true, Text: func(r row) string { return r.proposer }},
	{Key: "lead", Title: "主办", Width: 92, Min: 62, Flex: true, Text: func(r row) string { return r.lead }},
	{Key: "state", Title: "状态", Width: 100, Min: 94, Text: func(r row) string { return r.state }},
	{Key: "due", Title: "期限", Width: 90, Min: 84, Content: grid.ContentDate, Text: func(r row) string { return r.due }, Tone: func(r row) look.Tone {
		if r.open {
			return look.ToneNormal
		}
		return look.ToneMuted
	}},
	{
		Key: "left", Title: "余工作日", Width: 84, Align: fyne.TextAlignTrailing,
		Text: func(r row) string { return r.left }, Less: byUrgency, Tone: func(r row) look.Tone { return r.tone },
	},
	{Key: "co", Title: "会办", Width: 90, Hidden: true, Text: func(r row) string { return r.CoUnits }},
	{Key: "category", Title: "分类", Width: 80, Hidden: true, Text: func(r row) string { return r.Category }},
	{Key: "satisfaction", Title: "结果评价", Width: 80, Hidden: true, Text: func(r row) string { return r.Satisfaction }},
	{Key: "serial", Title: "流水号", Width: 70, Hidden: true, Text: func(r row) string { return r.Serial }},
}

// byNumber puts those without a number last.
func byNumber(a, b row) bool {
	if (a.Number == 0) != (b.Number == 0) {
		return b.Number == 0
	}
	return a.Number < b.Number
}

// byUrgency puts the latest first and those without an open deadline last.
func byUrgency(a, b row) bool {
	if a.open != b.open {
		return a.open
	}
	return a.days < b.days
}

// course is what the details read of a proposal beyond its row.
type course struct {
	way     []proposal.Milestone
	record  record.Record
	steps   []record.Possible
	content string // the proposal's own text
	alike   []proposal.Alike
	foot    string
}

// show puts a proposal into the details; its course follows when it is read.
func (p *Page) show(r row) {
	p.chosen = r.ID
	p.together.Drop()
	p.pane.SetHeader(r.heading(), r.when(), r.Title, p.tags(r)...)
	p.pane.SetBody(p.body(r, course{})...)
	store, id, today := p.desk.Store(), r.ID, p.desk.Today()
	desk.Load(p.desk.Tasks(), "proposal.course", func(ctx context.Context) (course, error) {
		way, err := proposal.CourseOf(ctx, store.DB(), id)
		if err != nil {
			return course{}, err
		}
		record, err := proposal.Proposals.RecordOn(ctx, store.DB(), id, today)
		if err != nil {
			return course{}, err
		}
		titles, err := p.titles.read(ctx, store)
		if err != nil {
			return course{}, err
		}
		alike, err := titles.Alike(ctx, store.DB(), id, r.Title, today)
		if err != nil {
			return course{}, err
		}
		foot, err := records.LastChange(ctx, store, proposal.Proposals, id)
		return course{way, record, proposal.Proposals.Steps(record), record.Values["body"], alike, foot}, err
	}, func(c course, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.together.Known(c.record)
		p.pane.SetBody(p.body(r, c)...)
		p.pane.SetFoot(c.foot)
	})
}

// several says what can be done with more than one proposal chosen, or that none is.
func (p *Page) several(chosen []row) {
	p.chosen = 0
	p.together.Drop()
	if len(chosen) < 2 {
		p.pane.Clear()
		return
	}
	p.pane.SetHeader(fmt.Sprintf("已选 %d 件", len(chosen)), "", "")
	p.pane.SetBody()
	p.pane.SetFoot("")
	ids, states := records.IDs(chosen, rowID), states(chosen)
	p.together.Read(ids, states, func() {
		p.pane.SetBody(append(p.together.Section(ids, states), kit.NewHeading("一起改", look.TextSize), kit.NewRow(8,
			kit.NewButton("批量修改…", p.BatchEdit), kit.NewButton("删除", func() { p.remove(chosen) })))...)
	})
}

func (p *Page) tags(r row) []*kit.Chip {
	out := []*kit.Chip{kit.NewTag(r.state, true)}
	if r.IsKey {
		out = append(out, kit.NewTag("重点提案", true))
	}
	plain := func(text string) {
		if text != "" {
			out = append(out, kit.NewTag(text, false))
		}
	}
	plain(r.Category)
	lead := "主办 "
	if r.Handling == docket.RoleSplit {
		lead = "分办 "
	}
	for _, of := range []struct{ role, units string }{{lead, r.LeadUnits}, {"会办 ", r.CoUnits}} {
		for _, unit := range zh.SplitNames(of.units) {
			tag := kit.NewTag(of.role+unit, false)
			tag.OnTap = func() { p.openUnit(unit) }
			out = append(out, tag)
		}
	}
	plain(r.Kind)
	return out
}

// openUnit shows what a unit of the proposal held over the years.
func (p *Page) openUnit(name string) {
	store := p.desk.Store()
	desk.Load(p.desk.Tasks(), "proposal.unit", func(ctx context.Context) (int64, error) {
		return roster.NamedUnit(ctx, store.DB(), name)
	}, func(id int64, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.desk.Open(p.desk.PageOf(roster.Units.Name), desk.Dossier{Kind: roster.Units.Name, ID: id})
	})
}

// body is what is below the heading: the deadline explained, the way so far, what can be done, and the proposal's text to its end.
func (p *Page) body(r row, c course) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if title, tone := r.dueBox(); title != "" {
		out = append(out, kit.NewNote(title, r.dueText(), tone))
	}
	out = append(out, kit.NewColumn(4, facts(r)...))
	if way := events(c.way, r.Year, p.desk.Today()); len(way) > 0 {
		out = append(out, kit.NewHeading("经过", look.TextSize), chart.NewTimeline(way))
	}
	next := records.NextSteps(c.steps, func(step string) { p.editor.Take(step, r.ID) })
	edit := kit.NewButton(editText(r), func() { p.editor.Open(r.ID) })
	edit.Primary = next == nil
	out = append(append(out, next...), kit.NewInset(0, 6, kit.NewRow(8,
		edit, kit.NewButton("附件和历史", func() { p.editor.OpenHistory(r.ID) }))))
	out = append(out, p.alikeList(r, c.alike)...)
	if c.content != "" {
		out = append(out, kit.NewHeading("内容", look.TextSize), editor.NewReading(c.content))
	}
	return out
}

// editText is what opening the form of a proposal is for.
func editText(r row) string {
	if r.ArchivedOn != "" {
		return "查看"
	}
	return "编辑"
}

func facts(r row) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, f := range []struct{ name, value string }{
		{"提案人", r.Proposers},
		{"审查", r.Conclusion + " " + r.Reasons},
		{"去向", r.Destination},
		{"并入", mergedInto(r)},
		{"督办", r.ChairLeader + " " + r.Method},
		{"反馈", feedback(r)},
		{"备注", r.Note},
	} {
		if f.value != "" && f.value != " " && f.value != "立案 " {
			out = append(out, records.NewFact(f.name, f.value))
		}
	}
	return out
}
