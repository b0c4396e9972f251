package proposal

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"cppccdesk/data/calendar"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
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
	{Key: "title", Title: "案由", Width: 320, Min: 116, Flex: true, Text: func(r row) string { return r.Title }},
	{Key: "proposer", Title: "提案人", Width: 76, Min: 54, Flex: true, Text: func(r row) string { return r.proposer }},
	{Key: "lead", Title: "主办", Width: 92, Min: 84, Flex: true, Text: func(r row) string { return r.lead }},
	{Key: "state", Title: "状态", Width: 100, Min: 96, Text: func(r row) string { return r.state }, Values: func(r row) []string { return []string{r.Status} }},
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
	{Key: "units", Title: "承办单位", Width: 120, Hidden: true, Text: func(r row) string { return zh.JoinNames(unitsOf(r)) }, Values: unitsOf},
	{Key: "category", Title: "分类", Width: 80, Hidden: true, Text: func(r row) string { return r.Category }},
	{Key: "satisfaction", Title: "结果评价", Width: 80, Hidden: true, Text: func(r row) string { return r.Satisfaction }},
	{Key: "feedback_due", Title: "反馈期限", Width: 90, Hidden: true, Content: grid.ContentDate, Text: func(r row) string { return r.FeedbackDueOn }, Tone: func(r row) look.Tone {
		if r.FeedbackLate() {
			return look.ToneLate
		}
		return look.ToneNormal
	}},
	{Key: "found", Title: "回头看", Width: 80, Hidden: true, Text: func(r row) string { return r.Found }},
	{Key: "batch", Title: "交办批次", Width: 80, Hidden: true, Text: func(r row) string { return r.batch }},
	{Key: "serial", Title: "流水号", Width: 70, Hidden: true, Text: func(r row) string { return r.Serial }},
}

// unitsOf are the units at work on a proposal, the lead first.
func unitsOf(r row) []string { return append(zh.SplitNames(r.LeadUnits), zh.SplitNames(r.CoUnits)...) }

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
	record  record.Record // the whole proposal, as of today
	steps   []record.Possible
	days    *calendar.Calendar
	rules   map[string]string // why the deadline of each of its units is that day, by the id of the work
	waits   []proposal.Wait   // until when what the proposer thinks of replies is to be back
	alike   []proposal.Alike
	causes  []supervision.Raised // what is to be put right
	foot    string
	changes int // how often it was changed
}

// The tabs of a proposal's own.
const (
	tabWay   = "way"
	tabUnits = "units"
	tabText  = "text"
)

// show puts a proposal into the details; what is in its tabs follows when it is read.
func (p *Page) show(r row) {
	if r.ID != p.shown.ID {
		p.course = course{}
		p.tabs.SetCount(tabUnits, 0)
	}
	p.chosen, p.shown = r.ID, r
	p.together.Drop()
	p.pane.SetHeader(r.heading(), r.when(), r.Title, tags(r)...)
	p.tabs.Show(r.ID, false)
	store, id, today := p.desk.Store(), r.ID, p.desk.Today()
	desk.Load(p.desk.Tasks(), "proposal.course", func(ctx context.Context) (course, error) {
		return p.readCourse(ctx, store, id, r.Title, today)
	}, func(c course, err error) {
		if p.chosen != id { // others were chosen meanwhile
			return
		}
		if err != nil {
			p.desk.Fail(err)
			return
		}
		p.course = c
		p.together.Known(c.record)
		p.tabs.SetCount(tabUnits, len(c.rules))
		p.tabs.SetChanges(c.changes)
		for _, key := range []string{tabWay, tabUnits, tabText} {
			p.tabs.Again(key)
		}
		p.pane.SetFoot(c.foot)
	})
}

// readCourse reads a proposal as of today.
func (p *Page) readCourse(ctx context.Context, store *store.Store, id int64, title, today string) (c course, err error) {
	if c.way, err = proposal.CourseOf(ctx, store.DB(), id); err != nil {
		return c, err
	}
	if c.record, err = proposal.Proposals.RecordOn(ctx, store.DB(), id, today); err != nil {
		return c, err
	}
	c.steps = proposal.Proposals.Steps(c.record)
	cases, err := proposal.Cases(ctx, store.DB(), proposal.Filter{IDs: []int64{id}})
	if err != nil {
		return c, err
	}
	if c.days, err = proposal.WorkCalendar(ctx, store.DB()); err != nil {
		return c, err
	}
	ruler, err := proposal.NewRuler(ctx, store.DB())
	if err != nil {
		return c, err
	}
	c.rules = map[string]string{}
	for i := range cases {
		then := cases[i].On(today)
		if c.waits, err = ruler.WaitsOf(&then); err != nil {
			return c, err
		}
		for _, work := range then.Assignments {
			c.rules[strconv.FormatInt(work.ID, 10)] = work.Why()
		}
	}
	if c.causes, err = supervision.CausesOf(ctx, store.DB(), id, today); err != nil {
		return c, err
	}
	titles, err := p.titles.read(ctx, store)
	if err != nil {
		return c, err
	}
	if c.alike, err = titles.Alike(ctx, store.DB(), id, title, today); err != nil {
		return c, err
	}
	c.foot, c.changes, err = records.LastChange(ctx, store, proposal.Proposals, id)
	return c, err
}

// fill is what stands in the tab with the key.
func (p *Page) fill(key string) []fyne.CanvasObject {
	switch key {
	case tabUnits:
		return p.handling()
	case tabText:
		return p.text()
	default:
		return p.way()
	}
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
			kit.NewButton("批量修改…", p.BatchEdit), kit.NewButton("生成催办单…", func() { p.remindersOf(ids, p.desk.Fail) }), kit.NewButton("删除", func() { p.remove(chosen) })))...)
	})
}

// tags are what a proposal is, in a word each; its units are in their tab.
func tags(r row) []*kit.Chip {
	out := []*kit.Chip{kit.NewTag(r.state, true)}
	if r.IsKey {
		out = append(out, kit.NewTag("重点提案", true))
	}
	for _, text := range []string{r.Category, r.Kind} {
		if text != "" {
			out = append(out, kit.NewTag(text, false))
		}
	}
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

// way is the first tab: the deadline explained, what can be done next, the way so far, and the proposals that are like it.
func (p *Page) way() []fyne.CanvasObject {
	r, c := p.shown, &p.course
	var out []fyne.CanvasObject
	if title, tone := r.dueBox(); title != "" {
		out = append(out, kit.NewNote(title, r.dueText(), tone))
	}
	out = append(out, records.NextSteps(c.steps, func(step string) { p.editor.Take(step, r.ID) }, kit.Action{Text: editText(r), Do: func() { p.editor.Open(r.ID) }})...)
	if way := events(c.way, r.Year, p.desk.Today()); len(way) > 0 {
		out = append(out, kit.NewHeading("经过", look.TextSize), chart.NewTimeline(way))
	}
	if nodes := c.record.Values["nodes"]; nodes != "" {
		out = append(out, kit.NewRow(8, kit.NewButton("跟踪节点的附件…", p.tabs.ShowFiles)))
	}
	return append(append(out, facts(decided(r))...), p.alikeList(r, c.alike)...)
}

// editText is what opening the form of a proposal is for.
func editText(r row) string {
	if r.ArchivedOn != "" {
		return "查看"
	}
	return "编辑"
}

// text is the tab of the proposal's own words, whole.
func (p *Page) text() []fyne.CanvasObject {
	v := p.course.record.Values
	out := facts([]fact{
		{"案由", longTitle(p.shown.Title)},
		{"提案人", p.shown.Proposers},
		{"提交", strings.TrimSpace(v["timing"] + " " + p.shown.ReceivedOn)},
		{"会议", strings.TrimSpace(v["term_name"] + v["session_name"])},
		{"建议承办", v["suggested_units"]},
		{"是否公开", v["open"]},
		{"不公开原由", v["open_why"]},
		{"备注", p.shown.Note},
	})
	body := v["body"]
	if body == "" {
		hint := ""
		if v != nil {
			hint = "没有登记正文，可以按回车编辑补上，或者把文稿放进附件。"
		}
		return append(out, kit.NewParagraph(hint, look.TextSize, look.ToneMuted))
	}
	text := proposal.ReadText(body)
	out = append(out, kit.NewHeading(fmt.Sprintf("正文（%d 字）", text.Letters), look.TextSize))
	if words := text.Words(); words != "" {
		out = append(out, kit.NewParagraph(words, look.SmallText, look.ToneMuted))
	}
	return append(out, editor.NewReading(body))
}

// titleShown is how many characters of a title the heading of the details has room for.
const titleShown = 60

// longTitle is a title that the heading cuts, "" for any other.
func longTitle(title string) string {
	if utf8.RuneCountInString(title) <= titleShown {
		return ""
	}
	return title
}

// fact is a line of the details: what it is, and its value.
type fact struct{ name, value string }

// decided is what the committee decided of a proposal, and what else became of it beside its way.
func decided(r row) []fact {
	review := strings.TrimSpace(r.Conclusion + " " + r.Reasons)
	if review == "立案" {
		review = ""
	}
	return []fact{{"审查", review}, {"去向", r.Destination}, {"并入", mergedInto(r)}, {"督办", strings.TrimSpace(r.ChairLeader + " " + r.Method)}}
}

// facts are those that have a value.
func facts(all []fact) []fyne.CanvasObject {
	var lines []fyne.CanvasObject
	for _, f := range all {
		if f.value != "" {
			lines = append(lines, records.NewFact(f.name, f.value))
		}
	}
	if lines == nil {
		return nil
	}
	return []fyne.CanvasObject{kit.NewColumn(4, lines...)}
}
