package proposal

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data/calendar"
	"cppccdesk/data/datatest"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	line "cppccdesk/data/proposal/docket"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

func open(t *testing.T) (p *Page, d *desk.Desk) {
	t.Helper()
	d = desktest.Open(t, func(d *desk.Desk) {
		p = New(d)
		d.Add(p)
	})
	return p, d
}

func TestRow(t *testing.T) {
	days, err := proposal.WorkCalendar(t.Context(), datatest.MustOpen(t).DB())
	if err != nil {
		t.Fatal(err)
	}
	today, err := calendar.ParseDate("2026-11-23") // a Monday
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name              string
		in                line.Line
		number, due, left string
		tone              look.Tone
		box               string
	}{
		{"late", line.Line{Review: line.Review{Number: 42}, OpenDueOn: "2026-11-18"}, "42", "2026-11-18", "−3", look.ToneLate, "逾期 5 天（3 个工作日）"},
		{"very late", line.Line{Review: line.Review{Number: 42}, OpenDueOn: "2026-10-23"}, "42", "2026-10-23", "−21", look.ToneLate, "严重逾期 31 天（21 个工作日）"},
		{"due today", line.Line{Review: line.Review{Number: 15}, OpenDueOn: "2026-11-23"}, "15", "2026-11-23", "0", look.ToneDue, "今天到期"},
		{"due this week", line.Line{OpenDueOn: "2026-11-30"}, "—", "2026-11-30", "5", look.ToneDue, "还有 7 天（5 个工作日），2026-11-30 到期"},
		{"key, far off", line.Line{Review: line.Review{Number: 3}, Head: line.Head{IsKey: true}, OpenDueOn: "2026-12-31"}, "3 ★", "2026-12-31", "28", look.ToneNormal, "还有 38 天（28 个工作日），2026-12-31 到期"},
		{"answered", line.Line{Review: line.Review{Number: 8}, ToAnswer: 1, Answered: 1}, "8", "—", "", look.ToneNormal, "答复已齐"},
		{"not assigned", line.Line{Review: line.Review{Number: 9}}, "9", "—", "", look.ToneNormal, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRow(tt.in, days, today, 30)
			box, _ := r.dueBox()
			if r.number != tt.number || r.due != tt.due || r.left != tt.left || r.tone != tt.tone || box != tt.box {
				t.Errorf("got %q %q %q %v %q", r.number, r.due, r.left, r.tone, box)
			}
		})
	}
}

func TestSearch(t *testing.T) {
	p, d := open(t)
	var title, body string
	query := "SELECT title, substr(body, 40, 6) FROM proposal WHERE number = 14"
	if err := d.Store().DB().QueryRowContext(t.Context(), query).Scan(&title, &body); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, words string }{
		{"title", "老城区停车难"},
		{"initials of the title", "lcqtcn"},
		{"words of the body", body},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p.query(tt.words)
			found := false
			for _, r := range p.grid.Rows() {
				found = found || r.Number == 14
			}
			if !found || p.grid.Shown() == p.grid.Len() {
				t.Errorf("%q shows %d proposals, number 14 among them: %t", tt.words, p.grid.Shown(), found)
			}
		})
	}
	p.query("")
	if p.grid.Shown() != p.grid.Len() || p.grid.Len() != 150 {
		t.Errorf("%d of %d shown", p.grid.Shown(), p.grid.Len())
	}
}

func TestChipsAndWhatOtherPagesOpen(t *testing.T) {
	p, d := open(t)
	p.grid.SetQuick(0, true)
	late := p.grid.Shown()
	if late == 0 || late == p.grid.Len() {
		t.Fatalf("%d late", late)
	}
	for _, r := range p.grid.Rows() {
		if r.OpenDueOn >= d.Today() {
			t.Errorf("number %d is due on %s", r.Number, r.OpenDueOn)
		}
	}
	ids := []int64{p.rows[3].ID, p.rows[5].ID}
	p.grid.SetCondition(grid.Condition{Column: "title", Contains: "没有这样的案由"})
	d.Open("proposal", desk.Listing{Title: "立案率 · 分子 2 件", Set: measure.Set{Kind: "proposals", IDs: ids}})
	if p.grid.Shown() != 2 {
		t.Errorf("%d shown for a figure of 2", p.grid.Shown())
	}
	if !strings.Contains(desktest.Text(p.chips), "立案率 · 分子 2 件") {
		t.Error("the list does not say what it shows")
	}
	d.Open("proposal", p.rows[7].ID)
	if got := p.grid.Selected(); len(got) != 1 || got[0].ID != p.rows[7].ID {
		t.Errorf("selected %v", got)
	}
}

func TestEditIsStoredAndJournalled(t *testing.T) {
	p, d := open(t)
	d.Open("proposal", p.rows[0].ID)
	before := p.rows[0]
	p.grid.Focus()
	desktest.Press(d, fyne.KeyReturn, fyne.KeyEnd)
	test.Type(d.Native().Canvas().Focused(), "(修订)")
	p.Save()
	if p.editor.Active() {
		t.Fatal("the form is still open")
	}
	after, err := proposal.Find(t.Context(), d.Store().DB(), proposal.Filter{IDs: []int64{before.ID}}, "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	if after[0].Title != before.Title+"(修订)" || after[0].Status != before.Status || after[0].OpenDueOn != before.OpenDueOn {
		t.Errorf("stored %q %q %q", after[0].Title, after[0].Status, after[0].OpenDueOn)
	}
	history, err := proposal.Proposals.History(t.Context(), d.Store(), before.ID)
	if err != nil {
		t.Fatal(err)
	}
	if last := history[0]; last.Actor != d.Actor() || !strings.HasSuffix(last.Wording, "的 案由") {
		t.Errorf("journal says %q by %q", last.Wording, last.Actor)
	}
}

// A proposal registered under a search and a chip it does not answer to is in sight, selected, and what Enter edits.
func TestRegisteredProposalStaysInSight(t *testing.T) {
	p, d := open(t)
	p.query("老城区停车难")
	p.grid.SetCondition(grid.Condition{Column: "title", Contains: "没有这样的案由"})
	p.Create()
	id := p.editor.ID()
	p.editor.OnSaved(1) // as stored
	if !p.grid.Select(1) || p.grid.Shown() != 1 || p.chosen != 1 {
		t.Fatalf("%d are shown, proposal %d is chosen, the form was of %d", p.grid.Shown(), p.chosen, id)
	}
	p.editor.Escape()
	p.grid.Focus()
	desktest.Press(d, fyne.KeyReturn)
	if p.editor.ID() != 1 {
		t.Errorf("Enter edits %d", p.editor.ID())
	}
	p.grid.ClearFilters()
	p.query("没有这样的提案")
	if p.grid.Shown() != 0 {
		t.Errorf("another search shows %d", p.grid.Shown())
	}
}

// The list has the keyboard when the page comes to the front: the arrow keys go through it at once.
func TestListHasTheKeyboard(t *testing.T) {
	p, d := open(t)
	d.Native().Canvas().Unfocus()
	d.Renew(true)
	desktest.Press(d, fyne.KeyDown)
	if r, ok := p.grid.Current(); !ok || p.chosen != r.ID {
		t.Errorf("focus at %T, chosen %d", d.Native().Canvas().Focused(), p.chosen)
	}
}

// At 125 % on a screen of 1366x768 the buttons of the page are in sight, and the last column of the list.
func TestPageFitsASmallScreen(t *testing.T) {
	p, d := open(t)
	const width, height = 1366 / 1.3, 768 / 1.3 // Fyne rounds the scale
	d.Native().Resize(fyne.NewSize(width, height))
	driver := fyne.CurrentApp().Driver()
	found := 0
	kittest.Walk(d.Native().Content(), fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && (b.Text == "导出" || b.Text == "登记提案") {
			found++
			if end := driver.AbsolutePositionForObject(o).X + o.Size().Width; end > width {
				t.Errorf("%s ends at %v of %v", b.Text, end, width)
			}
		}
		if title, ok := o.(*canvas.Text); ok && strings.HasPrefix(title.Text, "余工作日") {
			found++
			if end, edge := driver.AbsolutePositionForObject(o).X+o.MinSize().Width, driver.AbsolutePositionForObject(p.grid).X+p.grid.Size().Width; end > edge {
				t.Errorf("the last column ends at %v, the list at %v", end, edge)
			}
		}
	})
	if found != 3 {
		t.Errorf("%d of 2 buttons and a column found", found)
	}
}

// The chips of states part the list: no proposal is in two of them, and one that units are at work on again is not answered.
func TestChipsOfStatesDoNotOverlap(t *testing.T) {
	p, _ := open(t)
	again := row{Line: line.Line{Status: "重新办理", Review: line.Review{Conclusion: "立案"}, ToAnswer: 1, Answered: 1}}
	seen := 0
	for _, r := range append(slices.Clone(p.rows), again) {
		in := ""
		for _, q := range quick {
			if (q.Text == "在办" || q.Text == "答复已齐") && q.Keep(r) {
				in += q.Text
			}
		}
		switch in {
		case "":
		case "在办", "答复已齐":
			seen++
		default:
			t.Errorf("number %d, %s, is in %s", r.Number, r.Status, in)
		}
	}
	if seen == 0 || !again.AtWork() {
		t.Errorf("%d in a state; at work again: %t", seen, again.AtWork())
	}
}

// What is said of the deadline keeps the rounds apart.
func TestDeadlineOfTwoRounds(t *testing.T) {
	first := row{Line: line.Line{Round: 1, DueRule: "交办后 3 个月", ToAnswer: 2, Answered: 2, FirstDueOn: "2026-06-10", LastReplyOn: "2026-06-01"}}
	if got, want := first.dueText(), "期限 2026-06-10，答复 2026-06-01。交办后 3 个月。应答复 2 个单位，已答复 2 个。"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	again := first
	again.Round, again.DueRule = 2, "重新办理 1 个月"
	if got, want := again.dueText(), "重新办理：重新办理 1 个月。首次办理：期限 2026-06-10，答复 2026-06-01。应答复 2 个单位，已答复 2 个。"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	again.open, again.OpenRound = true, 2
	if got, want := again.dueText(), "重新办理：重新办理 1 个月。首次办理：应答复 2 个单位，已答复 2 个。"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	again.OpenRound = 1 // a unit that answers for itself is still at its first work
	if got, want := again.dueText(), "重新办理 1 个月。应答复 2 个单位，已答复 2 个。"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// The deadline and the reasoning under it are of the same day: one that was put off says from which.
func TestDeadlinePutOffIsExplained(t *testing.T) {
	days, err := proposal.WorkCalendar(t.Context(), datatest.MustOpen(t).DB())
	if err != nil {
		t.Fatal(err)
	}
	for round, want := range map[int]string{
		1: "原期限 2026-06-10（交办 2026-03-10 起 3 个月），经批准延期至 2026-07-10。",
		2: "重新办理：原期限 2026-06-10（交办 2026-03-10 起 3 个月），经批准延期至 2026-07-10。",
	} {
		c := line.Case{Review: line.Review{Conclusion: "立案"}, Assignments: []line.Assignment{{
			ID: 1, UnitID: 1, Unit: "县教育局", Round: round, Role: line.RoleLead, AssignedOn: "2026-03-10", DueOn: "2026-07-10", ExtendedFrom: "2026-06-10", ExtendedOn: "2026-05-20",
			Rule: "交办 2026-03-10 起 3 个月，2026-06-10 到期；未逢节假日，不顺延",
		}}}
		today, err := calendar.ParseDate("2026-06-20")
		if err != nil {
			t.Fatal(err)
		}
		r := newRow(c.LineOn("2026-06-20"), days, today, 30)
		due := "还有 20 天（15 个工作日），2026-07-10 到期"
		if round > 1 {
			due = "第 2 轮，共 2 轮：" + due
		}
		if title, _ := r.dueBox(); title != due || r.dueText() != want {
			t.Errorf("round %d: %q, %q, want %q", round, title, r.dueText(), want)
		}
	}
}
