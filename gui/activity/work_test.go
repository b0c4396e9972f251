package activity

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/activity"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/cells"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
	pages "cppccdesk/gui/supervision"
)

// What has come of an activity stands in its details, and a press lists the points counted.
func TestActivityOpensWhatCameOfIt(t *testing.T) {
	d := desktest.New(t, sampletest.MustOpen(t))
	p := New(d)
	d.Add(p)
	d.Add(pages.New(d))
	all, err := activity.Activities.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	held := all[2] // of which the sample year has none
	points := rows.Text([]rows.Row{{"text": "延长窗口开放时间", "source": supervision.OfActivity + " " + held.Values["title"]}, {"text": "别处来的"}})
	if err := d.Store().Write(t.Context(), "王芳", "新建意见书", func(ctx context.Context, tx *store.Tx) error {
		_, err := supervision.Letters.Save(ctx, tx, d.Scope(), 0, record.Values{"title": "会上的", "unit": "县水务局", "points": points})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	d.Open(p.Key(), records.OneOf{Kind: activity.Activities, ID: held.ID})
	pressed := false
	kittest.Walk(p.Body, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text == "转为整改的意见 1" && !pressed {
			pressed = true
			b.Tapped(nil)
		}
	})
	text := desktest.Text(d.Current().Content())
	if !pressed || !strings.Contains(text, held.Values["title"]+" · 转为整改的意见 1 条") || !strings.Contains(text, "显示 1 条") {
		t.Errorf("pressed %v, shown:\n%s", pressed, text)
	}
	if strings.Contains(text, "选中一行查看详情") {
		t.Errorf("the one point listed is not chosen:\n%s", text)
	}
}

// The button that stands out is what the office waits for: of a meeting to come who is on leave, of one whose attendance is registered nothing more.
func TestWhatIsNextOfAnActivity(t *testing.T) {
	d := desktest.New(t, sampletest.MustOpen(t))
	p := New(d)
	desktest.Show(d, p)
	all, err := activity.Activities.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range map[int]string{0: "编辑", 3: "登记请假…"} {
		p.Open(records.OneOf{Kind: activity.Activities, ID: all[i].ID})
		var primary []string
		kittest.Walk(p.Body, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
			if b, ok := o.(*kit.Button); ok && b.Primary {
				primary = append(primary, b.Text)
			}
		})
		if got := strings.Join(primary, " "); got != want {
			t.Errorf("%s, %s: %q, want %q", all[i].Values["title"], all[i].Values["status"], got, want)
		}
	}
}

// From an activity one comes to its column of the table where people are registered, and all of whom nothing is known are registered at once.
func TestActivityIsRegisteredInTheTable(t *testing.T) {
	d := desktest.New(t, sampletest.MustOpen(t))
	p := New(d)
	desktest.Show(d, p)
	y, err := activity.ReadYear(t.Context(), d.Store().DB(), d.Year(), d.Today())
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(y.Activities, func(a activity.Held) bool { return !a.Later })
	held := y.Activities[at]
	var expected []activity.Change
	for i := range y.People {
		if y.People[i].Marks[at].State != "" && len(expected) < 5 {
			expected = append(expected, activity.Change{Activity: held.ID, Person: y.People[i].ID, State: activity.Expected})
		}
	}
	if err := d.Store().Write(t.Context(), "王芳", "改回应到", func(ctx context.Context, tx *store.Tx) error { return activity.Register(ctx, tx, expected) }); err != nil {
		t.Fatal(err)
	}
	d.Open(p.Key(), records.OneOf{Kind: activity.Activities, ID: held.ID})
	look.Focus(kit.FirstRows(p.Body))
	desktest.PressButton(t, p.Body, "在表里登记到会")
	if text := desktest.Text(d.Current().Content()); !strings.Contains(text, held.Title) || !strings.Contains(text, "其余都到会") {
		t.Fatalf("shown:\n%s", text)
	}
	firstKeyRegisters(t, d, p, expected[0])
	desktest.PressButton(t, p.Body, "其余都到会")
	y, err = activity.ReadYear(t.Context(), d.Store().DB(), d.Year(), d.Today())
	if err != nil {
		t.Fatal(err)
	}
	for i := range y.People {
		for _, c := range expected {
			if m := y.People[i].Marks[at]; y.People[i].ID == c.Person && m.State != activity.Present {
				t.Errorf("%s is %q", y.People[i].Title, m.State)
			}
		}
	}
	if n, _ := y.States(at); n[activity.Expected] != 0 {
		t.Errorf("%d are left", n[activity.Expected])
	}
}

// firstKeyRegisters types over the first one expected at the activity, without a click, and takes it back.
func firstKeyRegisters(t *testing.T, d *desk.Desk, p *Page, first activity.Change) {
	t.Helper()
	tab := p.Front.Tab.(*attendanceTab)
	at := tab.view.Selected()
	if d.Native().Canvas().Focused() != fyne.Focusable(tab.view) || tab.sheet.year.People[tab.sheet.shown[at.Top]].ID != first.Person {
		t.Fatalf("%v has the keyboard, %v is chosen", d.Native().Canvas().Focused(), at)
	}
	d.Native().Canvas().Focused().TypedRune('3')
	if got := state(t, d, first.Person, first.Activity); got != activity.Absent {
		t.Errorf("the first key made it %q", got)
	}
	desktest.Press(d, fyne.KeyDelete)
}

// Coming from an activity the table lists those told to come to it, another activity its own; a search and the chip reach everybody.
func TestTableListsThoseToldToCome(t *testing.T) {
	_, tab, talk := opened(t)
	all, supervisors := len(tab.sheet.year.People), tab.sheet.due(tab.sheet.column(talk))
	tab.want = talk
	tab.Shown()
	if len(tab.sheet.shown) != supervisors || supervisors == all || !tab.only.On {
		t.Fatalf("%d shown, %d told to come of %d; the chip is on: %v", len(tab.sheet.shown), supervisors, all, tab.only.On)
	}
	if text := fmt.Sprintf("只列应到 %d", supervisors); tab.only.Text != text {
		t.Errorf("the chip says %q", tab.only.Text)
	}
	stranger := slices.IndexFunc(tab.sheet.year.People, func(p activity.Person) bool { return p.Marks[tab.sheet.column(talk)].ID == 0 })
	tab.filter(func(s *attendanceSheet) { s.query = s.names[stranger] })
	if !slices.Contains(tab.sheet.shown, stranger) {
		t.Error("somebody not told to come is not found")
	}
	tab.filter(func(s *attendanceSheet) { s.query = "" })
	for col := range tab.sheet.year.Activities {
		tab.view.Select(cells.Area{Left: col, Right: col})
		if due := tab.sheet.due(col); due > 0 && len(tab.sheet.shown) != due || tab.chosen() != col {
			t.Errorf("%s: %d shown, %d told to come; column %d", tab.sheet.year.Activities[col].Title, len(tab.sheet.shown), due, tab.chosen())
		}
	}
	tab.only.OnTap()
	if len(tab.sheet.shown) != all {
		t.Errorf("%d of %d", len(tab.sheet.shown), all)
	}
}

// Once it is over the pane says what the activity lacks and offers it.
func TestPaneOffersWhatComesAfter(t *testing.T) {
	d, tab, talk := opened(t)
	tab.want = talk
	tab.Shown()
	if text := desktest.Text(tab.pane.after); !strings.Contains(text, "缺成果、缺附件") || !strings.Contains(text, "登记成果…") || !strings.Contains(text, "转整改 0…") || !strings.Contains(text, "附件 0") {
		t.Errorf("of today: %q", text)
	}
	later := slices.IndexFunc(tab.sheet.year.Activities, func(a activity.Held) bool { return a.Later })
	tab.view.Select(cells.Area{Left: later, Right: later})
	if text := desktest.Text(tab.pane.after); text != "" {
		t.Errorf("of one to come: %q", text)
	}
	if d.Current() == nil {
		t.Fatal("no page")
	}
}

// The pane offers of the steps what may be done of the activity chosen, and follows what is registered: the rest as present while somebody is left, the end of it
// while it goes on, with what it waits for, the results until they are told.
func TestPaneOffersWhatMayBeDone(t *testing.T) {
	d, tab, talk := opened(t)
	tab.want = talk
	tab.Shown()
	offered := func(words string) string {
		var got []string
		kittest.Walk(tab.pane.body, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
			if b, ok := o.(*kit.Button); ok && strings.Contains(words, strings.TrimSuffix(b.Text, "…")) {
				if got = append(got, b.Text); b.Disabled() {
					got[len(got)-1] += "-"
				}
			}
		})
		return strings.Join(got, " ")
	}
	const registering = "其余都到会 登记完毕"
	if got := offered(registering); got != "其余都到会" {
		t.Errorf("before anybody is registered: %q", got)
	}
	col := tab.column(talk)
	of := func(n int) activity.Change {
		return activity.Change{Activity: talk, Person: tab.sheet.year.People[tab.sheet.shown[tab.expectedRow(col, n)]].ID}
	}
	one, other := of(0), of(1)
	one.State, other.State = activity.Present, activity.Asking
	tab.register([]activity.Change{one, other})
	if got, text := offered(registering), desktest.Text(tab.pane.body); got != "其余都到会 登记完毕-" || !strings.Contains(text, "还有 1 人请假待批") {
		t.Errorf("while leave is asked for: %q, %s", got, text)
	}
	other.State = activity.Excused
	tab.register([]activity.Change{other})
	if got := offered(registering); got != "其余都到会 登记完毕" {
		t.Errorf("while some are registered: %q", got)
	}
	desktest.PressButton(t, tab.pane.body, "其余都到会")
	if got := offered(registering); got != "" {
		t.Errorf("with all registered: %q", got)
	}
	if err := d.Store().Write(t.Context(), "王芳", "登记成果", func(ctx context.Context, tx *store.Tx) error {
		return activity.Activities.Take(ctx, tx, d.Scope(), talk, activity.ResultStep, record.Values{"outcome": "三条建议", "finished_on": d.Today()})
	}); err != nil {
		t.Fatal(err)
	}
	tab.Shown()
	if got := offered("登记成果 会议纪要"); got != "会议纪要…" {
		t.Errorf("with its results: %q", got)
	}
	later := slices.IndexFunc(tab.sheet.year.Activities, func(a activity.Held) bool { return a.Later })
	tab.view.Select(cells.Area{Left: later, Right: later})
	if got := offered(registering); got != "" {
		t.Errorf("of one to come: %q", got)
	}
}
