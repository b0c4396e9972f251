package proposal

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/records"
)

// Each bar lists exactly the proposals it counts, also of a year before; the views leave the list and come back to it.
func TestSharesListTheirProposals(t *testing.T) {
	p, d := open(t)
	p.views.Ask(viewShares)
	figures, err := proposal.Figures(t.Context(), d.Store().DB(), d.Year(), d.Today())
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(desktest.Text(p.front), "\n", "|")
	for _, code := range []string{"received", "reply_rate", "on_time_rate"} {
		if f := measure.Of(figures, code); !strings.Contains(text, "|"+f.Text()+"|") {
			t.Errorf("%s %s is not among the main figures: %s", f.Name, f.Text(), text)
		}
	}
	for by := range proposal.Divisions {
		p.views.Ask(viewShares)
		p.shares.choose(by)
		for i, group := range p.shares.bars.Groups() {
			set := p.shares.view.years[0].Of(group.Label).Set
			p.shares.open(i, 0)
			shown := make([]int64, 0, p.grid.Shown())
			for _, r := range p.grid.Rows() {
				shown = append(shown, r.ID)
			}
			ids := slices.Clone(set.IDs)
			slices.Sort(ids)
			slices.Sort(shown)
			if group.Values[0] != set.Len() || !slices.Equal(ids, shown) || p.views.Current() != viewList {
				t.Fatalf("%s %s counts %d, lists %d in %s", proposal.Divisions[by].Title, group.Label, group.Values[0], len(shown), p.views.Current())
			}
			if i > 3 {
				break
			}
		}
	}
	p.grid.DropOnly()
	p.views.Ask(viewShares)
	expectHeld(t, p, d)
	expectParted(t, p)
	p.shares.compare.Tapped(nil)
	years := p.shares.view.years
	if len(years) == 0 || years[len(years)-1].Year != d.Year() || p.shares.note.Text == "" {
		t.Errorf("years %v, %q", years, p.shares.note.Text)
	}
	p.query("道路")
	if p.views.Current() != viewList {
		t.Error("a search is set on a list that is not shown")
	}
}

// expectHeld chooses the units: beside them stands who has how many to reply to for how long, each row opens them.
func expectHeld(t *testing.T, p *Page, d *desk.Desk) {
	t.Helper()
	held, err := proposal.Holdings(t.Context(), d.Store().DB(), d.Year(), d.Today())
	if err != nil || len(held) == 0 {
		t.Fatalf("nothing held: %v", err)
	}
	p.shares.choose(slices.IndexFunc(proposal.Divisions, func(by proposal.Division) bool { return by.Key == "unit" }))
	text := strings.ReplaceAll(desktest.Text(p.front), "\n", "|")
	if want := fmt.Sprintf("|%s|%d|%d|%d|", held[0].Unit, held[0].Open, held[0].Late, held[0].Oldest()); !strings.Contains(text, want) || !strings.Contains(text, besideHeld) {
		t.Errorf("no %s in %s", want, text)
	}
	p.shares.choose(0)
	if text := desktest.Text(p.front); !strings.Contains(text, besideFigures) || strings.Contains(text, besideHeld) {
		t.Errorf("the main figures are not back: %s", text)
	}
}

// expectParted chooses the parties: beside them stands what was done with the proposals of each, its row opens them.
func expectParted(t *testing.T, p *Page) {
	t.Helper()
	p.shares.choose(slices.IndexFunc(proposal.Divisions, func(by proposal.Division) bool { return by.Key == "party" }))
	rows := p.shares.partedRows(proposal.DimensionCalled("党派"))
	if len(rows) == 0 || len(rows) != len(p.shares.view.parted) || p.shares.beside.Heading.Text != "各党派办理情况" {
		t.Fatalf("%d rows of %d under %s", len(rows), len(p.shares.view.parted), p.shares.beside.Heading.Text)
	}
	first := p.shares.view.parted[0]
	replied := first.Figure("reply_rate", proposal.DimensionCalled("党派"))
	if text := strings.ReplaceAll(desktest.Text(p.front), "\n", "|"); !strings.Contains(text, "|"+first.Title+"|"+rows[0].Cells[1].Text+"|"+replied.Text()+"|") {
		t.Errorf("%s is not shown: %s", first.Title, text)
	}
	if rows[0].Cells[0].Text != first.Title || rows[0].Cells[2].Text != replied.Text() {
		t.Errorf("the first row says %+v, want %s of %s", rows[0].Cells, replied.Text(), first.Title)
	}
	for _, item := range rows[0].Menu {
		if strings.HasPrefix(item.Label, "办复率：分母 ") {
			item.Action()
			if got := p.grid.Shown(); int64(got) != replied.Den || p.views.Current() != viewList {
				t.Errorf("%s lists %d", item.Label, got)
			}
			p.grid.DropOnly()
			p.views.Ask(viewShares)
			p.shares.choose(0)
			return
		}
	}
	t.Error("the row leads nowhere")
}

// The calendar of proposals counts as late what the list does, and opens a day as the list of its proposals.
func TestAgendaOfProposals(t *testing.T) {
	p, d := open(t)
	p.views.Ask(viewAgenda)
	late := map[string]int{}
	for _, r := range p.rows {
		if r.Late() {
			late[r.OpenDueOn]++
		}
	}
	if len(late) == 0 {
		t.Fatal("nothing is late")
	}
	canvas := d.Native().Canvas()
	for on, n := range late {
		p.views.Ask(viewAgenda)
		day, err := time.Parse(time.DateOnly, on)
		if err != nil {
			t.Fatal(err)
		}
		p.agenda.Calendar().Go(day)
		if text := strings.ReplaceAll(desktest.Text(p.front), "\n", "|"); !strings.Contains(text, "逾期") {
			t.Errorf("%s shows nothing late: %s", on, text)
		}
		canvas.Focus(p.agenda.Calendar())
		desktest.Press(d, fyne.KeyReturn)
		if p.views.Current() != viewList || p.grid.Shown() < n {
			t.Errorf("%s lists %d of %d, in %s", on, p.grid.Shown(), n, p.views.Current())
		}
		if text := desktest.Text(p.chips); !strings.Contains(text, fmt.Sprintf("%s · 提案 %d 件", on, p.grid.Shown())) {
			t.Errorf("the list does not say what it shows of %s", on)
		}
	}
}

// A saved view of the list brings its quick filters back, and the other way round what a figure listed is gone.
func TestSavedViewKeepsItsFilters(t *testing.T) {
	p, _ := open(t)
	late := p.grid.Shown()
	for i, q := range quick {
		if q.Text == "逾期" {
			p.grid.SetQuick(i, true)
		}
	}
	p.grid.SetCondition(grid.Condition{Column: "state", Values: []string{"办理中"}})
	want := records.IDs(p.grid.Rows(), rowID)
	if len(want) == 0 || len(want) == late {
		t.Fatalf("%d of %d are late and at work", len(want), late)
	}
	p.grid.SaveView("催办")
	p.grid.ClearFilters()
	p.grid.Only("另一个数", want[:1])
	if !p.grid.ShowView("催办") || !slices.Equal(records.IDs(p.grid.Rows(), rowID), want) {
		t.Errorf("the view shows %d proposals of %d", p.grid.Shown(), len(want))
	}
	text := desktest.Text(p.chips)
	for _, says := range []string{fmt.Sprintf("逾期 %d", p.count("逾期")), "状态 办理中", "视图：催办"} {
		if !strings.Contains(text, says) {
			t.Errorf("the chips do not say %s: %s", says, text)
		}
	}
}

// count is how many proposals a quick filter passes, counted one by one.
func (p *Page) count(text string) (n int) {
	for _, r := range p.rows {
		if at := slices.IndexFunc(quick, func(q grid.Quick[row]) bool { return q.Text == text }); quick[at].Keep(r) {
			n++
		}
	}
	return n
}
