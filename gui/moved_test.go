package gui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/store"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/setting"
)

// due are the deadlines of the first round that are still to be met and were not put off, with the numbers of their proposals.
func (s *session) due(t *testing.T) []string {
	t.Helper()
	all, err := store.Texts(t.Context(), s.desk.Store().DB(), `SELECT p.number || ' ' || a.due_on FROM assignment a JOIN proposal p ON p.id = a.proposal_id
		WHERE NOT EXISTS (SELECT 1 FROM reply y WHERE y.assignment_id = a.id) AND a.role <> '会办' AND a.returned_on = '' AND a.round = 1 AND a.due_on <> '' AND a.extended_to = '' AND p.deleted_at = '' AND p.conclusion = '立案' ORDER BY p.number`)
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	return all
}

// A clerk who changes a rule is told how many deadlines would move, looks at them, and has them all moved or not; undo takes that back.
func TestRuleChangedShowsWhatMoves(t *testing.T) {
	s := startSample(t)
	window := s.desk.Native()
	was := s.due(t)
	s.desk.Go(setting.MovedKey)
	mustHold(t, s.text(), "没有：没有办完的事项")
	rules, err := store.IDs(t.Context(), s.desk.Store().DB(), "SELECT id FROM deadline_rule WHERE code = 'reply'")
	if err != nil || len(rules) != 1 {
		t.Fatal(rules, err)
	}
	s.desk.Open(setting.DeadlinesKey, rules[0])
	desktest.PressButton(t, window.Content(), "编辑")
	var asked *form.Form
	kittest.Walk(window.Content(), fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if f, ok := o.(*form.Form); ok {
			asked = f
		}
	})
	if asked == nil {
		t.Fatalf("no form of the rule:\n%s", s.text())
	}
	asked.Set("months", "5")
	kittest.Press(window, fyne.KeyS, fyne.KeyModifierControl)
	if now := s.due(t); !slices.Equal(was, now) {
		t.Errorf("the rule moved what was settled: %v, now %v", was, now)
	}
	mustHold(t, s.text(), "已定的期限没有改动；按现在的规则和放假安排，有 ")
	kittest.Walk(window.Canvas().Content(), fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if message, ok := o.(fyne.Focusable); ok && strings.Contains(desktest.Text(o), "已定的期限没有改动") && strings.Contains(desktest.Text(o), "查看") {
			window.Canvas().Focus(message)
		}
	})
	kittest.PressAll(window, fyne.KeyReturn)
	if s.desk.Current().Key() != setting.MovedKey {
		t.Fatalf("查看 shows %s", s.desk.Current().Key())
	}
	number, day, _ := strings.Cut(was[0], " ")
	mustHold(t, s.text(), "第 "+number+" 号", day)
	kittest.Press(window, fyne.KeyF, fyne.KeyModifierControl)
	kittest.PressAll(window, fyne.KeyDown) // from the search into the list
	window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	desktest.PressButton(t, window.Content(), "改用新期限")
	if now := s.due(t); len(now) != len(was) || slices.Equal(was, now) {
		t.Errorf("nothing moved: %v", now)
	}
	mustHold(t, s.text(), "没有：没有办完的事项", "已改用新期限")
	s.desk.Undo()
	if now := s.due(t); !slices.Equal(was, now) {
		t.Errorf("taken back it is %v, was %v", now, was)
	}
}
