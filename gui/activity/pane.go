package activity

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cppccdesk/data"
	"cppccdesk/data/activity"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// pane says of the activity chosen how many are expected and came, and holds the door.
type pane struct {
	tab  *attendanceTab
	card fyne.CanvasObject

	title   *kit.Label
	when    *kit.Label
	tags    *fyne.Container
	facts   [5]*kit.Label // see factNames
	door    *door
	actions *fyne.Container
	lacks   *kit.Label
	after   *fyne.Container // what there is to do once it is over
	body    *fyne.Container
	scroll  *container.Scroll // around body
	none    *kit.Label

	said string // what the buttons offered are for

	at int // the activity shown, -1: none
}

// barRoom is left at the right for the scroll bar, so that it does not lie over a date or a field.
const barRoom float32 = 8

var factNames = [5]string{"应到", "请假", "到会", "缺席", "发言"}

func newPane(t *attendanceTab) *pane {
	p := &pane{tab: t, title: kit.NewHeading("", 15), when: kit.NewLabel("", look.SmallText, look.ToneMuted), tags: kit.NewRow(6), at: -1}
	p.title.Min = lineMin
	p.door = newDoor(t)
	p.none = kit.NewLabel("这一年还没有活动，请先在「活动」里新建", look.TextSize, look.ToneMuted)
	var facts []fyne.CanvasObject
	for i := range p.facts {
		p.facts[i] = kit.NewLabel("", look.TextSize, look.ToneNormal)
		p.facts[i].Min = lineMin
		name := kit.NewLabel(factNames[i], look.SmallText, look.ToneMuted)
		name.Align = fyne.TextAlignTrailing
		facts = append(facts, container.NewBorder(nil, nil, kit.NewFixed(48, look.RowHeight-4, name), nil, container.NewPadded(p.facts[i])))
	}
	p.actions = kit.NewColumn(8)
	p.lacks = kit.NewLabel("", look.TextSize, look.ToneNormal)
	p.after = kit.NewColumn(8)
	p.body = kit.NewColumn(8,
		container.NewBorder(nil, nil, nil, p.when, p.title), p.tags, kit.NewColumn(0, facts...),
		kit.NewHeading("登记到会", look.TextSize), p.door.box, kit.NewHeading("名单和登记", look.TextSize), p.actions, p.after)
	p.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, barRoom), p.body))
	p.card = kit.NewCard("", "", container.NewStack(p.none, p.scroll))
	p.body.Hide()
	return p
}

// choose shows the activity at a place of the year; -1 shows that there is none.
func (p *pane) choose(at int) {
	if at < 0 {
		p.at = at
		p.body.Hide()
		p.none.Show()
		return
	}
	y := p.tab.sheet.year
	a := &y.Activities[at]
	p.none.Hide()
	p.body.Show()
	p.title.SetText(shortDay(a.On) + " " + a.Title)
	p.when.SetText(until(a.On, p.tab.sheet.today))
	duty := activity.Obligatory
	if !a.Obligatory {
		duty = activity.Voluntary
	}
	p.tags.Objects = []fyne.CanvasObject{kit.NewTag(a.Kind, true), kit.NewTag(duty, false), kit.NewTag(strconv.Itoa(a.HalfDays)+" 个半天", false)}
	p.tags.Refresh()
	p.count(y, at)
	p.offer(at)
	if p.at != at {
		p.at = at
		p.door.reset()
	}
	p.door.tell()
}

// count says how many of those expected came.
func (p *pane) count(y *activity.Year, at int) {
	n, due := y.States(at)
	spoke := 0
	for i := range y.People {
		if y.People[i].Marks[at].Speech != "" {
			spoke++
		}
	}
	set := func(i int, tone look.Tone, format string, args ...any) {
		p.facts[i].Set(fmt.Sprintf(format, args...), tone)
	}
	set(0, look.ToneNormal, "%d 人", due)
	if due == 0 {
		set(0, look.ToneMuted, "还没有通知参会")
	}
	set(1, look.ToneNormal, "%d 人", n[activity.Excused])
	if asking := n[activity.Asking]; asking > 0 {
		set(1, look.ToneDue, "%d 人，另有 %d 人待批", n[activity.Excused], asking)
	}
	set(2, look.ToneNormal, "%d 人", n[activity.Present])
	set(3, look.ToneNormal, "%d 人", n[activity.Absent])
	if open := n[activity.Expected]; open > 0 && y.Activities[at].Registered {
		set(3, look.ToneDue, "%d 人，另有 %d 人没有登记", n[activity.Absent], open)
	}
	set(4, look.ToneNormal, "%d 人", spoke)
}

// offer shows what may be done of the activity, and what it lacks and there is to do once it is over.
func (p *pane) offer(at int) {
	y := p.tab.sheet.year
	a, steps := &y.Activities[at], y.Steps(at)
	n, _ := y.States(at)
	left := n[activity.Expected] > 0 && !a.Later
	said := fmt.Sprint(a.After, a.Points, a.Files, left)
	for _, s := range steps {
		said += s.Step.Name + s.Why
	}
	if said == p.said {
		return // the buttons stay, and the keyboard on one
	}
	p.said = said
	actions, waiting := records.Offered(steps, p.step, "通知参会", "登记完毕")
	if left {
		actions = slices.Insert(actions, 0, kit.Action{Text: "其余都到会", Do: p.tab.allPresent})
	}
	actions = append(actions, kit.Action{Text: "粘贴名单…", Do: p.tab.paste}, kit.Action{Text: "导入签到表…", Do: p.tab.signIn}, kit.Action{Text: "打开活动", Do: p.open}, kit.Action{Text: "出席明细", Do: p.list})
	for _, sort := range export.ActivityPrints() {
		actions = append(actions, kit.Action{Text: sort.Name, Do: func() { p.print(sort) }})
	}
	p.fill(p.actions, append([]fyne.CanvasObject{kit.NewActions(3, actions...)}, waiting...)...)
	p.fill(p.after, p.afterwards(a, steps)...)
}

// afterwards is what the activity lacks and there is to do once it is over.
func (p *pane) afterwards(a *activity.Held, steps []record.Possible) []fyne.CanvasObject {
	if a.After == "" {
		return nil
	}
	tone := look.ToneDue
	if a.After == activity.AllThere {
		tone = look.ToneDone
	}
	p.lacks.Set(a.After, tone)
	actions, waiting := records.Offered(steps, p.step, activity.ResultStep)
	actions = append(actions,
		kit.Action{Text: "会议纪要…", Do: p.minutes},
		kit.Action{Text: fmt.Sprintf("转整改 %d…", a.Points), Do: func() { p.step(data.RaiseStep) }},
		kit.Action{Text: fmt.Sprintf("附件 %d", a.Files), Do: p.open})
	head := container.NewBorder(nil, nil, kit.NewHeading("会后", look.TextSize), nil, container.NewPadded(p.lacks))
	return append([]fyne.CanvasObject{head, kit.NewActions(2, actions...)}, waiting...)
}

// fill puts objects into a column. Where the keyboard was on a button of it, it goes to the table.
func (p *pane) fill(column *fyne.Container, objects ...fyne.CanvasObject) {
	gone := false
	if c := look.CanvasOf(p.tab.view); c != nil {
		at, on := c.Focused().(fyne.CanvasObject)
		gone = on && kit.Holds(column, at)
	}
	kit.Swap(column, objects...)
	if gone {
		look.Focus(p.tab.view)
	}
}

// minutes makes the minutes of the activity chosen.
func (p *pane) minutes() {
	if p.at < 0 {
		return
	}
	d, a := p.tab.page.Desk, p.tab.sheet.year.Activities[p.at]
	records.MakePaper(d, "会议纪要", records.PaperOf{Text: "「" + a.Title + "」", Choose: func(_ context.Context, _ *store.Store, request *export.PaperRequest) error {
		request.Activities = []int64{a.ID}
		return nil
	}}, d.Fail)
}

// open shows the activity in the list, with its steps.
func (p *pane) open() {
	if p.at >= 0 {
		p.tab.page.Open(records.OneOf{Kind: activity.Activities, ID: p.tab.sheet.year.Activities[p.at].ID})
	}
}

// step takes a step of the activity, in its list.
func (p *pane) step(name string) {
	if p.at < 0 {
		return
	}
	id := p.tab.sheet.year.Activities[p.at].ID
	p.open()
	p.tab.page.activities.Take(name, id)
}

// list shows who is expected at the activity.
func (p *pane) list() {
	if p.at >= 0 {
		p.tab.page.openAttendances(p.tab.sheet.year, p.at)
	}
}
