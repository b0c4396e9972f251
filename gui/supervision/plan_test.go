package supervision

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/calendar"
	"cppccdesk/data/plan"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

func openPlan(t *testing.T) (p *Page, plans *planTab, d *desk.Desk) {
	t.Helper()
	d = desktest.Open(t, func(d *desk.Desk) {
		p = New(d)
		d.Add(p)
	})
	d.Native().Resize(fyne.NewSize(1280, 720))
	d.Open(Key, plan.Items)
	return p, p.Front.Tab.(*planTab), d
}

// The report of how far the plan is can be made from the list as from the bars.
func TestProgressReportFromBarsAndList(t *testing.T) {
	_, plans, d := openPlan(t)
	for _, list := range []bool{false, true} {
		plans.turn(list)
		if text := desktest.Text(d.Native().Canvas().Content()); strings.Count(text, "工作进度报告…") != 1 {
			t.Errorf("as a list %t: %d buttons in\n%s", list, strings.Count(text, "工作进度报告…"), text)
		}
	}
}

// The items of the year lie over its months as the figures count them, and the numbers of each list the records they count.
func TestPlanOverTheMonths(t *testing.T) {
	p, plans, d := openPlan(t)
	progress, err := plan.ProgressOf(t.Context(), d.Store().DB(), d.Year(), d.Today())
	if err != nil || len(progress) == 0 {
		t.Fatal(progress, err)
	}
	text := desktest.Text(p.Body)
	for i := range progress {
		item := &progress[i]
		for _, want := range []string{PlanDone(item), PlanState(item)} {
			if !strings.Contains(text, want) {
				t.Errorf("%q is not shown of %s:\n%s", want, item.Item.Title, text)
			}
		}
	}
	if !strings.Contains(text, fmt.Sprintf("共 %d 项", len(progress))) {
		t.Errorf("no foot in:\n%s", text)
	}
	d.Native().Canvas().Focus(plans.months)
	desktest.Press(d, fyne.KeyHome, fyne.KeyDown)
	if plans.ShownID() != progress[1].Item.ID || !strings.Contains(strings.ReplaceAll(desktest.Text(p.Body), "\n", ""), countedBy(progress[1].Item.Kind)) {
		t.Errorf("item %d is in the details:\n%s", plans.ShownID(), desktest.Text(p.Body))
	}
	for i := range progress {
		counted := 0
		for _, f := range planOpenings(&progress[i]) {
			counted += len(d.Openings(f))
		}
		if got := len(plans.months.Spans()[i].Menu); got != counted {
			t.Errorf("%s opens %d lists, not %d", progress[i].Item.Title, got, counted)
		}
	}
}

// Saved beside the bars the form is gone: the keyboard is in the bars, and nothing typed goes on into the form.
func TestSavedBesideTheBarsTheKeyboardLeavesTheForm(t *testing.T) {
	p, plans, d := openPlan(t)
	c := d.Native().Canvas()
	c.Focus(plans.months)
	desktest.Press(d, fyne.KeyHome, fyne.KeyReturn)
	desktest.PressButton(t, p.Body, "取消")
	if c.Focused() != fyne.Focusable(plans.months) {
		t.Errorf("left without saving, %T has the keyboard", c.Focused())
	}
	desktest.Press(d, fyne.KeyReturn)
	in, ok := c.Focused().(*kit.Entry)
	if !ok {
		t.Fatalf("%T has the keyboard of the form", c.Focused())
	}
	in.SetText("座谈")
	p.Save()
	if c.Focused() != fyne.Focusable(plans.months) {
		t.Fatalf("saved, %T has the keyboard", c.Focused())
	}
	in.SetText("没有人看见的字") // as what is late by an input method
	p.Save()
	item, err := plan.Items.Record(t.Context(), d.Store().DB(), plans.ShownID())
	if err != nil || item.Values["title"] != "座谈" {
		t.Errorf("stored %q, %v", item.Values["title"], err)
	}
	if text := desktest.Text(d.Status()); strings.Contains(text, "有未保存的修改") {
		t.Errorf("the status bar says %s", text)
	}
}

// What lies ahead is arranged, never done: neither its bar nor its numbers count it.
func TestSpanOfAnItem(t *testing.T) {
	p := plan.Progress{
		Item:    plan.Item{ID: 4, Code: "（四）", Title: "座谈会", Nature: "会议", Kind: plan.Symposium, FromMonth: "2026-10", ToMonth: "2027-01"},
		Targets: []plan.TargetDone{{Measure: "次", Target: 2, Done: 1}}, State: plan.UnderWay, NextOn: "2026-11-26",
	}
	p.Targets[0].Planned.IDs = []int64{9}
	s := spanOf(&p, 2026)
	if s.From != 9 || s.To != 13 || s.Done != 0.5 || s.Planned != 0.5 || s.Numbers != "1 / 2 次 · 已安排 1" || s.Title != "（四）座谈会" || s.Under != "会议 · 10–1 月" {
		t.Errorf("got %+v", s)
	}
	p.Targets[0].Done = 2
	if s := spanOf(&p, 2026); s.Planned != 0 || s.Numbers != "2 / 2 次" {
		t.Errorf("more than the target: %+v", s)
	}
	p.State, p.Late = plan.Late, 3
	if s := spanOf(&p, 2026); s.Tone != look.ToneLate || s.State != "逾期 3 天" {
		t.Errorf("late: %+v", s)
	}
	for on, want := range map[string]float32{"2026-01-01": 0.5 / 31, "2026-11-15": 10 + 14.5/30, "2027-01-01": 12 + 0.5/31} {
		day, err := calendar.ParseDate(on)
		if err != nil {
			t.Fatal(err)
		}
		if got := monthsSince(2026, day); got != want {
			t.Errorf("%s is %v months on, want %v", on, got, want)
		}
	}
}

// An item says what its progress is counted from, whatever kind of activity that is.
func TestItemSaysWhatIsCounted(t *testing.T) {
	_, plans, d := openPlan(t)
	for _, kind := range []plan.Kind{plan.Symposium, plan.Report, plan.Interview, plan.GroupTalk, plan.Briefing} {
		t.Run(string(kind), func(t *testing.T) {
			var id int64
			d.Write("新建部署", func(ctx context.Context, tx *store.Tx) (err error) {
				id, err = plan.Items.Save(ctx, tx, d.Scope(), 0, record.Values{"title": "又一项 " + string(kind), "kind": string(kind), "from_month": "3-11月", "targets": "99次"})
				return err
			}, d.Fail)
			plans.Load()
			plans.Select(id)
			text := strings.ReplaceAll(desktest.Text(plans.Content()), "\n", "")
			if want := "按「活动」中已经举行的" + string(kind) + "计数。"; plans.ShownID() != id || !strings.Contains(text, want) {
				t.Errorf("%q is not said of item %d:\n%s", want, plans.ShownID(), text)
			}
		})
	}
}

// The last month of an item that goes on into another year is shown with its year, and one nobody could read breaks nothing.
func TestMonthsOfTheCopiedPlan(t *testing.T) {
	_, _, d := openPlan(t)
	year := d.Year()
	d.Write("新建部署", func(ctx context.Context, tx *store.Tx) error {
		_, err := plan.Items.Save(ctx, tx, record.Scope{Year: year - 1}, 0, record.Values{
			"year": strconv.Itoa(year - 1), "title": "跨年的事项", "kind": string(plan.Symposium),
			"from_month": fmt.Sprintf("%d-10", year-1), "to_month": fmt.Sprintf("%d-02", year), "targets": "2次",
		})
		return err
	}, d.Fail)
	c := newCopying(d, []int{year - 1})
	if text, want := desktest.Text(d.Native().Canvas().Overlays().Top()), fmt.Sprintf("%d-10 至 %d-02", year, year+1); !strings.Contains(text, want) {
		t.Errorf("no %q in the box:\n%s", want, text)
	}
	c.tell(copied{drafts: []record.Values{{"from_month": "3", "to_month": ""}}})
}

// The plan is made after last year's from the page, looked at before it is written; a second time is refused in the box, with which items.
func TestPlanAfterLastYear(t *testing.T) {
	p, plans, d := openPlan(t)
	count := func() int {
		n, err := plan.Items.Count(t.Context(), d.Store().DB(), d.Scope())
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	had, next := count(), d.Year()+1
	d.Write("换年度", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{"work.year": strconv.Itoa(next)})
	}, d.Fail)
	state, err := desk.ReadState(t.Context(), d.Store())
	if err != nil {
		t.Fatal(err)
	}
	d.SetState(state)
	if d.Year() != next || count() != 0 || !strings.Contains(desktest.Text(plans.picture), "照上年新建") {
		t.Fatalf("%d has %d items", d.Year(), count())
	}
	askCopy(d)
	top := d.Native().Canvas().Overlays().Top()
	if text := desktest.Text(top); !strings.Contains(text, fmt.Sprintf("%d-03 至 11\n", next)) || !strings.Contains(text, fmt.Sprintf("\n%d-10\n", next)) || !strings.Contains(text, "98人、22组") {
		t.Fatalf("the box shows:\n%s", text)
	}
	desktest.PressButton(t, top, "新建")
	p.Changed(store.Change{})
	if count() != had || len(plans.months.Spans()) != had {
		t.Fatalf("%d items made, %d shown, of %d", count(), len(plans.months.Spans()), had)
	}
	again := newCopying(d, []int{next, next - 1})
	again.to = next
	again.chooseFrom()
	again.preview()
	top = d.Native().Canvas().Overlays().Top()
	if text := strings.ReplaceAll(desktest.Text(top), "\n", ""); !strings.Contains(text, "不能新建") || !strings.Contains(text, "已有同名的事项") {
		t.Errorf("a second time:\n%s", text)
	}
	desktest.PressButton(t, top, "取消")
	d.Undo()
	if count() != 0 {
		t.Errorf("%d items left after undo", count())
	}
	mustOfferTheTemplate(t, d, count)
}

// The plan offered is that of the first year from the one worked on that has none.
func TestPlanOfAYearWithoutOne(t *testing.T) {
	_, _, d := openPlan(t)
	year := d.Year()
	if c := newCopying(d, []int{year + 1, year, year - 1}); c.to != year+2 || c.from != year+1 {
		t.Errorf("where the year and the next have their plans, %d is offered after %d", c.to, c.from)
	}
}

// In a year that has its plan the next year's is offered, and made without going there; where it can be seen is said.
func TestPlanOfTheNextYear(t *testing.T) {
	_, _, d := openPlan(t)
	next := d.Year() + 1
	askCopy(d)
	top := d.Native().Canvas().Overlays().Top()
	if text := desktest.Text(top); !strings.Contains(text, fmt.Sprintf("新建到 %d 年", next)) || !strings.Contains(text, fmt.Sprintf("照 %d 年", next-1)) || strings.Contains(text, "不能新建") {
		t.Fatalf("the box shows:\n%s", text)
	}
	desktest.PressButton(t, top, "新建")
	n, err := plan.Items.Count(t.Context(), d.Store().DB(), record.Scope{Year: next})
	if err != nil || n == 0 {
		t.Errorf("%d items of %d, %v", n, next, err)
	}
	if text := desktest.Text(d.Native().Canvas().Content()); !strings.Contains(text, fmt.Sprintf("去 %d 年看", next)) {
		t.Errorf("nothing says where they are:\n%s", text)
	}
}

// mustOfferTheTemplate has a year without a plan, and none before it, offered the six items.
func mustOfferTheTemplate(t *testing.T, d *desk.Desk, count func() int) {
	t.Helper()
	c := newCopying(d, nil)
	if c.from != 0 || len(c.drafts) != 6 {
		t.Errorf("without another year's plan %d items are offered after %d", len(c.drafts), c.from)
	}
	desktest.PressButton(t, d.Native().Canvas().Overlays().Top(), "新建")
	if count() != 6 {
		t.Errorf("%d items of the template", count())
	}
}

// At 125 % on 1366x768 nothing of the plan is cut: months, numbers and states lie within its card.
func TestPlanFitsASmallScreen(t *testing.T) {
	_, plans, d := openPlan(t)
	for _, size := range []fyne.Size{{Width: 1280, Height: 720}, {Width: 1093, Height: 614}, {Width: 1920, Height: 1080}} {
		d.Native().Resize(size)
		width := plans.months.Size().Width
		if least := plans.months.MinSize().Width; least > width {
			t.Errorf("%v: the bars need %v of %v", size, least, width)
		}
		var texts []string
		kittest.Walk(plans.months, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
			if end := o.Position().X + o.Size().Width; end > width+1 {
				t.Errorf("%v: %T ends at %v of %v", size, o, end, width)
			}
		})
		texts = strings.Split(desktest.Text(plans.months), "\n")
		if i := slices.IndexFunc(texts, func(s string) bool { return strings.HasSuffix(s, "…") && strings.Contains(s, "/") }); i >= 0 {
			t.Errorf("%v: %q is cut", size, texts[i])
		}
	}
}
