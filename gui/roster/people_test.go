package roster

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// tabOf brings the tab with the key to the front and gives it.
func tabOf[T records.Tab](t *testing.T, p *Page, key string) T {
	t.Helper()
	p.Open(key)
	tab, ok := p.Front.Tab.(T)
	if !ok {
		t.Fatalf("in front is %s, not %s", p.Front.Key, key)
	}
	return tab
}

func TestBirthdaysOfTheSpanChosen(t *testing.T) {
	p, d := openRoster(t)
	b := tabOf[*birthdays](t, p, "birthdays")
	found, err := roster.Birthdays(t.Context(), d.Store().DB(), d.Scope(), roster.DaysSpan(d.Store().Now().Local(), 30))
	if err != nil {
		t.Fatal(err)
	}
	if b.grid.Len() != len(found) || len(found) == 0 {
		t.Errorf("%d birthdays, want %d", b.grid.Len(), len(found))
	}
	test.Tap(b.spans[3].chip)
	if !strings.Contains(b.grid.FootText(), "2026年 · 逢十") || b.grid.Len() < 150 {
		t.Errorf("the whole year: %s", b.grid.FootText())
	}
	b.chooseMonth("2026-03")
	for _, r := range b.grid.Rows() {
		if !strings.HasPrefix(r.On, "2026-03-") {
			t.Errorf("%s on %s is not in March", r.Name, r.On)
		}
	}
	b.chooseMonth("")
	if b.chosen != 0 || !b.spans[0].chip.On {
		t.Error("the month taken back does not lead to the next 30 days")
	}
}

func TestContactsAreMaskedAndGrouped(t *testing.T) {
	p, d := openRoster(t)
	c := tabOf[*contacts](t, p, "contacts")
	if c.grid.Len() != 180 {
		t.Errorf("%d contacts", c.grid.Len())
	}
	for _, column := range c.grid.VisibleColumns() {
		if column.Key == "mobile" && !strings.Contains(column.Text(c.grid.Rows()[0]), "****") {
			t.Error("the mobile is not masked")
		}
	}
	c.include(roster.Units, true)
	if c.grid.Len() <= 180 {
		t.Error("the units are not among them")
	}
	c.by = "sector"
	c.Shown()
	if got := c.grid.Rows()[0].Group; got != "中共界" {
		t.Errorf("the first group is %s", got)
	}
	c.Export()
	if d.Native().Canvas().Overlays().Top() == nil {
		t.Error("mobiles are exported without a question")
	}
}

func TestShowingWhatIsMaskedIsJournalled(t *testing.T) {
	p, d := openRoster(t)
	find(t, p, d, "oyjy")
	button := findButton(d, "显示证件和电话")
	if button == nil {
		t.Fatal("no button to show what is masked")
	}
	test.Tap(button)
	var wording string
	query := "SELECT wording FROM journal_write ORDER BY id DESC LIMIT 1"
	if err := d.Store().DB().QueryRowContext(t.Context(), query).Scan(&wording); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(wording, "查看委员 欧阳静怡 的 ") || !strings.Contains(wording, "手机") {
		t.Errorf("the journal says %q", wording)
	}
	if findButton(d, "显示证件和电话") != nil {
		t.Error("still masked")
	}
}

// findButton looks for a button in the window by its text.
func findButton(d *desk.Desk, text string) (found *kit.Button) {
	kittest.Walk(d.Native().Content(), kittest.Any, func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text == text && b.Visible() {
			found = b
		}
	})
	return found
}

func TestSupervisorWhoseEngagementIsOver(t *testing.T) {
	_, d := openRoster(t)
	c := supervisors(d)
	for to, want := range map[string]look.Tone{"2026-11-22": look.ToneLate, "2026-11-23": look.ToneNormal, "2026-11": look.ToneNormal, "": look.ToneNormal} {
		if got := c.Tone("to_on", record.Values{"to_on": to}); got != want {
			t.Errorf("an engagement to %q has tone %v, want %v", to, got, want)
		}
	}
}

// Contacts are not found by what is masked of them, neither by the search nor by a filter of the column.
func TestContactsAreNotFoundByWhatIsMasked(t *testing.T) {
	p, d := openRoster(t)
	c := tabOf[*contacts](t, p, "contacts")
	found, err := roster.Members.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range c.fields {
		r := []rune(found[0].Values[f.Key])
		if !f.Sensitive || len(r) == 0 {
			continue
		}
		hidden := string(r[len(r)-6:])
		c.grid.SetQuery(hidden)
		if c.grid.Shown() > 0 {
			t.Errorf("the search finds %d by the last six of %s", c.grid.Shown(), f.Title)
		}
		c.grid.SetQuery("")
		c.grid.SetCondition(grid.Condition{Column: f.Key, Contains: hidden})
		if c.grid.Shown() > 0 {
			t.Errorf("the filter finds %d by the last six of %s", c.grid.Shown(), f.Title)
		}
		c.grid.ClearFilters()
	}
}
