package term

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

// home stands for the rail's page the user came from.
type home struct{}

func (home) Key() string                                 { return "roster" }
func (home) Title() string                               { return "名册" }
func (home) Content() fyne.CanvasObject                  { return container.NewStack() }
func (home) TopBar() (middle, right []fyne.CanvasObject) { return nil, nil }
func (home) Shown()                                      {}

// openTurnover shows the page on the sample year.
func openTurnover(t *testing.T) (p *Page, d *desk.Desk) {
	t.Helper()
	d = desktest.Open(t, func(d *desk.Desk) {
		d.Add(home{})
		p = New(d)
		d.AddHidden(p)
	})
	d.Go(Key)
	if p.model == nil {
		t.Fatal("the page has read nothing")
	}
	return p, d
}

func terms(t *testing.T, d *desk.Desk) string {
	t.Helper()
	records, err := roster.Terms.Records(t.Context(), d.Store().DB(), record.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, r := range records {
		lines = append(lines, r.Values["name"]+" "+r.Values["state"]+" "+r.Values["members"])
	}
	return strings.Join(lines, " | ")
}

func TestTurnoverStepByStep(t *testing.T) {
	p, d := openTurnover(t)
	if got := p.form.Values()[keyName]; got != "第十一届" {
		t.Errorf("the next term is called %q", got)
	}
	p.forward() // bodies
	p.bodies.grid.Select(p.model.bodies[5].id)
	desktest.Press(d, fyne.KeyReturn)
	if p.model.bodies[5].carried || !p.touched {
		t.Error("Enter does not change the choice")
	}
	p.forward() // members
	for _, r := range p.model.members[:30] {
		r.stays = false
	}
	p.forward() // supervisors
	p.forward() // check
	if p.steps.Current() != "check" || !p.planned || p.next.Text != "完成换届" {
		t.Fatalf("at %s, planned %v", p.steps.Current(), p.planned)
	}
	shown := desktest.Text(p.check)
	for _, want := range []string{"留任 150，不留任 30", "界别「" + p.model.bodies[5].name + "」没有带入第十一届"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q is not in\n%s", want, shown)
		}
	}
	if got := terms(t, d); got != "第十届 本届 180" {
		t.Errorf("before the end there are %s", got)
	}
	p.forward()
	if got := terms(t, d); got != "第十一届 本届 150 | 第十届 已结束 180" {
		t.Errorf("now there are %s", got)
	}
	if d.Current().Key() != "roster" {
		t.Errorf("the window shows %s", d.Current().Key())
	}
	d.Undo()
	if got := terms(t, d); got != "第十届 本届 180" {
		t.Errorf("undone there are %s", got)
	}
}

func TestStepsAreNotReachedWithAWrongFirstOne(t *testing.T) {
	p, _ := openTurnover(t)
	p.form.Set(keyStartsOn, "")
	p.steps.Ask("check")
	if p.steps.Current() != "term" {
		t.Errorf("at %s", p.steps.Current())
	}
}

func TestWhatDataRefusesIsSaidBeforeTheEnd(t *testing.T) {
	p, d := openTurnover(t)
	p.form.Set(keyEndsOn, "2020-01-01")
	p.goTo("check")
	if got := desktest.Text(p.check); !strings.Contains(got, "新一届届满日期 2020-01-01 早于开始日期 2026-11-23。") {
		t.Errorf("said\n%s", got)
	}
	p.forward()
	if got := terms(t, d); got != "第十届 本届 180" {
		t.Errorf("there are %s", got)
	}
}

func TestChoicesAreNotLostByLeaving(t *testing.T) {
	p, d := openTurnover(t)
	p.goTo("members")
	p.members.grid.Select(p.model.members[0].id)
	desktest.Press(d, fyne.KeyReturn)
	d.Back()
	if d.Current() != desk.Page(p) || d.Native().Canvas().Overlays().Top() == nil {
		t.Fatal("the page was left without a question")
	}
	desktest.Press(d, fyne.KeySpace) // 留着,先离开
	if d.Current().Key() != "roster" {
		t.Fatal("the page cannot be left")
	}
	d.Go(Key)
	if p.model.members[0].stays {
		t.Error("the choice is lost")
	}
}

func TestAgeOn(t *testing.T) {
	for _, test := range []struct{ name, birth, day, want string }{
		{"birthday to come", "1970-12-01", "2026-11-23", "55"},
		{"birthday today", "1970-11-23", "2026-11-23", "56"},
		{"month only", "1970-11", "2026-11-23", "56"},
		{"month to come", "1970-12", "2026-11-23", "55"},
		{"unknown", "", "2026-11-23", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := ageOn(test.birth, test.day); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestRenamedBodyIsCarriedUnderItsNewName(t *testing.T) {
	p, _ := openTurnover(t)
	p.model.bodies[1].newName = "新名界"
	turn := p.model.turnover(p.form.Values())
	if turn.Sectors[1].Name != "新名界" || fmt.Sprint(turn.Sectors[0].Name) != "" || len(turn.Members) != 180 || len(turn.Supervisors) != 98 {
		t.Errorf("%+v", turn.Sectors)
	}
}

// The 结束日期 typed is what is stored, in the term and in the engagements that end with it; supervisors let go before it are not offered.
func TestClosingDayIsStoredAsTyped(t *testing.T) {
	p, d := openTurnover(t)
	p.model.supervisors[0].toOn = "2026-11-10"
	input := p.form.Input(keyClosedOn)
	p.form.Set(keyStartsOn, "2026-11-22")
	d.Native().Canvas().Focus(input)
	input.(interface{ SetText(string) }).SetText("")
	test.Type(input, "2026.11.20")
	p.goTo("supervisors")
	if got := p.supervisors.grid.Len(); got != len(p.model.supervisors)-1 {
		t.Errorf("%d supervisors are offered of %d, one of whom is gone by then", got, len(p.model.supervisors))
	}
	p.model.supervisors[1].goesOn = false
	second := p.model.supervisors[1].id
	p.model.supervisors[0].toOn = ""
	p.goTo("check")
	p.forward()
	records, err := roster.Terms.Records(t.Context(), d.Store().DB(), record.Scope{})
	if err != nil || len(records) != 2 {
		t.Fatalf("%d terms, %v, shown %s", len(records), err, desktest.Text(p.check))
	}
	if v := records[1].Values; v["ends_on"] != "2026-11-20" || v["closed_on"] != "2026-11-20" {
		t.Errorf("ends on %s, closed on %s", v["ends_on"], v["closed_on"])
	}
	if r, err := roster.Supervisors.Record(t.Context(), d.Store().DB(), second); err != nil || r.Values["to_on"] != "2026-11-20" {
		t.Errorf("who does not go on is engaged until %s, %v", r.Values["to_on"], err)
	}
}
