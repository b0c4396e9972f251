package gui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data/plan"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
)

// choose takes a line of the menu that is open.
func (s *session) choose(line string) {
	for range slices.Index(strings.Split(s.overlay(), "\n"), line) + 1 {
		desktest.Press(s.desk, fyne.KeyDown)
	}
	desktest.Press(s.desk, fyne.KeyReturn)
}

// yearChip is the switch of the year in the page's head; nil where there is none.
func (s *session) yearChip(words string) (found *kit.Chip) {
	kittest.Walk(s.desk.Native().Content(), fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if c, ok := o.(*kit.Chip); ok && strings.HasPrefix(c.Text, words) {
			found = c
		}
	})
	return found
}

// The year worked on is changed in the head of each page with records of a year: what is shown is of that year then, and says so.
func TestYearInThePagesHead(t *testing.T) {
	s := startSample(t)
	for _, page := range []string{"home", "roster", "proposal", "supervision", "evaluation", "activity"} {
		t.Run(page, func(t *testing.T) {
			s.desk.Go(page)
			c := s.yearChip("2026 年")
			if c == nil {
				t.Fatal(s.text())
			}
			test.Tap(c)
			s.choose("2027 年")
			if got := s.desk.Year(); got != 2027 {
				t.Fatalf("the year worked on is %d", got)
			}
			mustHold(t, s.text(), "2027 年 ∨", "提案 0", "云岭县政协 · 2027")
			mustHold(t, s.text(), "回到 2026 年")
			test.Tap(s.yearChip("2027 年"))
			s.choose("2026 年")
			if got := s.desk.Year(); got != 2026 {
				t.Fatalf("back, the year worked on is %d", got)
			}
			mustHold(t, s.text(), "2026 年 ∨", "提案 150")
		})
	}
}

// Ctrl+K goes to another year, on any page.
func TestYearByName(t *testing.T) {
	s := startSample(t)
	s.desk.Go("report")
	s.findAnything("2027")
	desktest.Press(s.desk, fyne.KeyReturn)
	if got := s.desk.Year(); got != 2027 {
		t.Errorf("the year worked on is %d; %s", got, s.overlay())
	}
}

// A form in hand is asked about first: what is saved from it belongs to the year it was opened in.
func TestYearAsksTheForm(t *testing.T) {
	s := startSample(t)
	s.desk.Go("activity")
	s.desk.Current().(interface{ Create() }).Create()
	test.Type(s.desk.Native().Canvas().Focused(), "座谈会")
	desktest.Press(s.desk, fyne.KeyReturn)
	for _, way := range []struct {
		name string
		turn func()
	}{
		{"the chip", func() {
			test.Tap(s.yearChip("2026 年"))
			s.choose("2027 年")
		}},
		{"a record of another year", func() {
			s.desk.InYear(2027, "它属于", func() {})
			desktest.PressButton(t, s.desk.Native().Canvas().Overlays().Top(), "换到 2027 年")
		}},
	} {
		t.Run(way.name, func(t *testing.T) {
			way.turn()
			if got := s.desk.Year(); got != 2026 || s.overlay() == "" {
				t.Fatalf("the year is %d, nothing is asked: %s", got, s.overlay())
			}
			desktest.Press(s.desk, fyne.KeyEscape)
		})
	}
}

// The years offered are those with records, and this year with those beside it.
func TestYearsOffered(t *testing.T) {
	s := startSample(t)
	err := s.desk.Store().Write(t.Context(), "王芳", "新建部署", func(ctx context.Context, tx *store.Tx) error {
		_, err := plan.Items.Save(ctx, tx, record.Scope{Year: 2019}, 0, record.Values{"title": "旧部署", "kind": "座谈会", "from_month": "2019-03", "to_month": "2019-04"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := s.desk.Years(); !slices.Contains(got, 2019) || !slices.Contains(got, 2025) || !slices.Contains(got, 2027) || !slices.IsSortedFunc(got, func(a, b int) int { return b - a }) {
		t.Errorf("offered %v", got)
	}
}
