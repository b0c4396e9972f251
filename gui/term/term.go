// Package term is the page 换届: a term ends and the next begins with the bodies and people chosen, step by step, in one write.
package term

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

// Key is the page's key.
const Key = "turnover"

// Page is the page 换届.
type Page struct {
	desk *desk.Desk

	steps   *kit.Tabs
	body    *fyne.Container
	back    *kit.Button
	next    *kit.Button
	content fyne.CanvasObject

	model       *model
	form        *form.Form
	formBox     *fyne.Container
	bodies      *chooser[bodyRow]
	members     *chooser[memberRow]
	supervisors *chooser[supervisorRow]
	check       *fyne.Container
	planned     bool
	touched     bool // something was chosen that leaving would lose
}

var (
	_ desk.Page    = (*Page)(nil)
	_ desk.Leaver  = (*Page)(nil)
	_ desk.Escaper = (*Page)(nil)
	_ desk.Saver   = (*Page)(nil)
)

// stepKeys are the steps in order.
var stepKeys = []string{"term", "bodies", "members", "supervisors", "check"}

// New makes the page.
func New(d *desk.Desk) *Page {
	p := &Page{desk: d, body: container.NewStack(), formBox: container.NewStack(), check: container.NewStack()}
	p.steps = kit.NewTabs(kit.TabItem{Key: "term", Title: "① 新一届"}, kit.TabItem{Key: "bodies", Title: "② 界别、专委会、活动组"},
		kit.TabItem{Key: "members", Title: "③ 留任委员"}, kit.TabItem{Key: "supervisors", Title: "④ 监督员续聘"}, kit.TabItem{Key: "check", Title: "⑤ 核对并完成"})
	p.steps.OnChange = p.goTo
	p.back = kit.NewButton("上一步", func() { p.move(-1) })
	p.next = kit.NewPrimaryButton("下一步", p.forward)
	p.makeChoosers()
	foot := container.NewBorder(nil, nil, kit.NewButton("取消换届", func() { p.desk.Back() }), kit.NewRow(8, p.back, p.next))
	p.content = kit.NewHeadAndFoot(container.NewVBox(p.steps, kit.NewInset(0, 3, layout.NewSpacer())), p.body, kit.NewInset(0, 5, foot))
	return p
}

// AddCommands declares 换届….
func AddCommands(d *desk.Desk) {
	d.AddCommand(desk.Command{Menu: "工具", Title: "换届…", Letter: 'H', Group: 50, Do: func() { d.Go(Key) }})
}

// Key implements desk.Page.
func (p *Page) Key() string { return Key }

// Title implements desk.Page.
func (p *Page) Title() string { return "换届" }

// Content implements desk.Page.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// TopBar implements desk.Page.
func (p *Page) TopBar() (middle, right []fyne.CanvasObject) { return nil, nil }

// Shown implements desk.Page: the page begins anew, unless something was chosen already.
func (p *Page) Shown() {
	if p.model != nil && p.touched {
		return
	}
	store, scope, today := p.desk.Store(), p.desk.Scope(), p.desk.Today()
	desk.Load(p.desk.Tasks(), "term.read", func(ctx context.Context) (*model, error) {
		return readModel(ctx, store, scope, today)
	}, func(m *model, err error) {
		if err != nil {
			p.desk.Fail(err)
			p.desk.Back()
			return
		}
		p.show(m)
	})
}

func (p *Page) show(m *model) {
	p.model, p.touched, p.planned = m, false, false
	p.makeForm()
	p.bodies.setRows(m.bodies)
	p.members.setRows(m.members)
	p.put("term")
}

// makeForm is the first step.
func (p *Page) makeForm() {
	m := p.model
	yesNo := func(key, label string) form.Field { return form.Field{Key: key, Label: label, Kind: form.FieldBool} }
	fields := []form.Field{
		{Key: "h1", Label: m.from.Name + "结束", Kind: form.FieldHeading},
		{Key: keyClosedOn, Label: "结束日期", Kind: form.FieldDate, Required: true},
		{Key: "h2", Label: "新一届", Kind: form.FieldHeading},
		{Key: keyOrdinal, Label: "届数", Kind: form.FieldInt, Required: true},
		{Key: keyName, Label: "名称", Hint: "空着就写「第十一届」这样的名称"},
		{Key: keyStartsOn, Label: "开始日期", Kind: form.FieldDate, Required: true},
		{Key: keyEndsOn, Label: "届满日期", Kind: form.FieldDate},
		{Key: keySessionOn, Label: "一次会议开幕", Kind: form.FieldDate},
		{Key: keySessionEnd, Label: "一次会议闭幕", Kind: form.FieldDate},
		{Key: "h3", Label: "留任委员带着哪些身份", Kind: form.FieldHeading},
		yesNo(keyNumbers, "委员编号沿用"), yesNo(keySectors, "界别和界别职务"), yesNo(keyCommittees, "专委会和职务"),
		yesNo(keyActivityGroups, "活动组和职务"), yesNo(keyPosts, "政协职务"),
		{Key: "h4", Label: "民主监督员", Kind: form.FieldHeading},
		{Key: keyUntil, Label: "续聘到", Kind: form.FieldDate},
		yesNo(keyEndOthers, "不续聘的到期"),
	}
	p.form = form.New(form.Config{
		Fields: fields, Calendar: p.desk.Calendar(), OnLeave: p.Escape, OnSaveNext: func(map[string]string) { p.move(1) },
		OnSave: func(map[string]string) { p.move(1) }, OnChange: func(string, string) { p.touch() },
	})
	p.form.SetValues(m.start())
	note := kit.NewNote("换届做什么", "按「完成换届」之前什么都不会写入。完成后本届成为存档：委员、职务、界别、专委会和活动组只能查看，提案照常办理；"+
		"留任的委员在新一届有自己的记录，连任届数加一。整个换届是一步，可以用 Ctrl+Z 撤销。", look.ToneNormal)
	p.formBox.Objects = []fyne.CanvasObject{kit.NewShares([]float32{60, 40}, kit.NewCard("", "", p.form), container.NewVBox(note))}
	p.formBox.Refresh()
}

// touch remembers that something was chosen, and that what was planned is out of date.
func (p *Page) touch() { p.touched, p.planned = true, false }

// goTo shows a step; the first one must be right before another is shown.
func (p *Page) goTo(key string) {
	if p.model == nil || p.steps.Current() == "term" && !p.form.Check() {
		return
	}
	p.put(key)
}

func (p *Page) put(key string) {
	p.steps.Select(key)
	step := map[string]fyne.CanvasObject{
		"term": p.formBox, "bodies": p.bodies.content, "members": p.members.content, "supervisors": p.supervisors.content, "check": p.check,
	}[key]
	p.body.Objects = []fyne.CanvasObject{step}
	p.body.Refresh()
	p.desk.Native().Canvas().Unfocus()
	p.back.SetEnabled(key != "term")
	p.next.SetText("下一步")
	p.next.SetEnabled(true)
	switch key {
	case "term":
		if input := p.form.Input(keyClosedOn); input != nil {
			p.desk.Native().Canvas().Focus(input)
		}
	case "bodies":
		p.focusLater(key, p.bodies.grid.Focus)
	case "members":
		p.focusLater(key, p.members.grid.Focus)
	case "supervisors":
		p.supervisors.setRows(p.model.engaged(p.form.Values()[keyClosedOn]))
		p.focusLater(key, p.supervisors.grid.Focus)
	default:
		p.next.SetText("完成换届")
		p.plan()
	}
}

// focusLater gives a list the keyboard, at once and again when it has been drawn: what was never drawn belongs to no window yet.
func (p *Page) focusLater(key string, focus func()) {
	focus()
	p.desk.Tasks().After(drawn, func() {
		if p.steps.Current() == key && p.desk.Current() == desk.Page(p) && p.desk.Native().Canvas().Focused() == nil {
			focus()
		}
	})
}

// drawn is by when a step just shown has been drawn.
const drawn = 150 * time.Millisecond

func (p *Page) move(by int) {
	for i, key := range stepKeys {
		if key == p.steps.Current() && i+by >= 0 && i+by < len(stepKeys) {
			p.goTo(stepKeys[i+by])
			return
		}
	}
}

func (p *Page) forward() {
	if p.steps.Current() == "check" {
		p.do()
		return
	}
	p.move(1)
}

// plan finds out what the turnover would do and shows it.
func (p *Page) plan() {
	p.next.SetEnabled(false)
	p.check.Objects = []fyne.CanvasObject{container.NewVBox(kit.NewLabel("正在核对…", look.TextSize, look.ToneSoft))}
	p.check.Refresh()
	st, m := p.desk.Store(), p.model
	turn := m.turnover(p.form.Values())
	desk.Load(p.desk.Tasks(), "term.plan", func(ctx context.Context) (*roster.Turned, error) {
		return roster.PlanTurnover(ctx, st, turn)
	}, func(done *roster.Turned, err error) {
		if err != nil {
			p.check.Objects = []fyne.CanvasObject{container.NewVBox(kit.NewNote("还不能换届", store.Sentence(err), look.ToneLate))}
			p.check.Refresh()
			return
		}
		p.planned = true
		p.next.SetEnabled(true)
		p.check.Objects = []fyne.CanvasObject{p.planShown(turn, done)}
		p.check.Refresh()
		p.desk.Native().Canvas().Focus(p.next)
	})
}

func (p *Page) planShown(turn roster.Turnover, done *roster.Turned) fyne.CanvasObject {
	table := kit.NewSmallTable(kit.SmallColumn{Title: "", Weight: 2}, kit.SmallColumn{Title: done.FromName, Weight: 2}, kit.SmallColumn{Title: "带入" + done.Name, Weight: 4})
	var rows []kit.SmallRow
	for _, l := range p.model.summary(turn, done) {
		rows = append(rows, kit.SmallRow{Cells: []kit.SmallCell{{Text: l.what}, {Text: l.before}, {Text: l.after, Bold: true}}})
	}
	table.SetRows(rows)
	head := fmt.Sprintf("%s于 %s 结束，%s从 %s 开始", done.FromName, turn.ClosedOn, done.Name, turn.StartsOn)
	objects := []fyne.CanvasObject{kit.NewCard(head, "", table)}
	for _, sentence := range done.Attention {
		objects = append(objects, kit.NewNote("", sentence, look.ToneDue))
	}
	objects = append(objects, kit.NewNote("完成以后", done.FromName+"成为存档，只能查看；当前的一届是"+done.Name+"。如果做错了，用 Ctrl+Z 或提示里的「撤销」整步撤回。", look.ToneNormal))
	return container.NewVScroll(kit.NewColumn(12, objects...))
}

// do turns over in one write.
func (p *Page) do() {
	if !p.planned {
		return
	}
	p.next.SetEnabled(false)
	turn := p.model.turnover(p.form.Values())
	st := p.desk.Store()
	wording := ""
	desk.Load(p.desk.Tasks(), "term.wording", func(ctx context.Context) (*roster.Turned, error) {
		return roster.PlanTurnover(ctx, st, turn)
	}, func(planned *roster.Turned, err error) {
		if err != nil {
			p.desk.Fail(err)
			return
		}
		wording = planned.Wording()
		p.desk.Write(wording, func(ctx context.Context, tx *store.Tx) error {
			_, err := roster.TurnOver(ctx, tx, turn)
			return err
		}, func(err error) {
			if err != nil {
				p.next.SetEnabled(true)
				p.desk.Fail(err)
				return
			}
			p.model, p.touched = nil, false
			p.desk.ToastUndo("已完成" + wording)
			p.desk.Open("roster", roster.Terms)
		})
	})
}

// Save implements desk.Saver: Ctrl+S goes on to the next step. The last one is done by its button only.
func (p *Page) Save() {
	if p.model != nil {
		p.move(1)
	}
}

// Escape implements desk.Escaper.
func (p *Page) Escape() { p.desk.Back() }

// Leave implements desk.Leaver: choices made are kept until the turnover is done or given up.
func (p *Page) Leave(then func()) {
	if !p.touched {
		then()
		return
	}
	box.ShowChoices(p.desk.Native().Canvas(), "换届还没有完成", "选好的留任名单还没有写入。可以放弃，也可以留着，回来接着做（关闭程序后不保留）。",
		box.Answer{Text: "放弃", Do: func() {
			p.model, p.touched = nil, false
			then()
		}},
		box.Answer{Text: "留着，先离开", Do: then})
}
