package gui

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk/desktest"
)

// Ctrl+Z asks before it undoes what is not seen on the page in front, and leads there.
func TestUndoAsksAboutAnotherPage(t *testing.T) {
	s := startSample(t)
	ctx := t.Context()
	title := func() (text string) {
		t.Helper()
		if err := s.desk.Store().DB().QueryRowContext(ctx, "SELECT title FROM proposal ORDER BY id LIMIT 1").Scan(&text); err != nil {
			t.Fatal(err)
		}
		return text
	}
	before := title()
	s.desk.Go("proposal")
	s.desk.Write("修改提案", func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE proposal SET title = title || '改' WHERE id = (SELECT min(id) FROM proposal)")
		return err
	}, s.desk.Fail)
	s.desk.Go("roster")
	canvas := s.desk.Native().Canvas()
	ask := func() string {
		t.Helper()
		s.desk.Undo()
		box := canvas.Overlays().Top()
		if box == nil {
			t.Fatalf("nothing is asked; the title is %q", title())
		}
		return desktest.Text(box)
	}
	mustHold(t, ask(), "要撤销「修改提案」吗？它在「提案」页", "转到那里", "取消")
	if title() == before {
		t.Fatal("undone before the answer")
	}
	desktest.PressButton(t, canvas.Overlays().Top(), "取消")
	mustHold(t, ask(), "撤销")
	desktest.PressButton(t, canvas.Overlays().Top(), "转到那里")
	if page := s.desk.Current().Key(); page != "proposal" || title() == before {
		t.Fatalf("on page %s, title %q", page, title())
	}
	s.desk.Undo() // in front
	if canvas.Overlays().Top() != nil || title() != before {
		t.Errorf("title %q, want %q", title(), before)
	}
	s.desk.Redo()
	s.desk.Go("roster")
	ask()
	desktest.Press(s.desk, fyne.KeyReturn)
	if canvas.Overlays().Top() != nil || title() != before {
		t.Errorf("after the answer the title is %q, want %q", title(), before)
	}
	s.desk.Redo() // at once, where it was undone, as after a restore in the bin
	if canvas.Overlays().Top() != nil || title() == before {
		t.Errorf("redone at once: title %q, box %v", title(), canvas.Overlays().Top() != nil)
	}
}

func TestEveryTableSeenExists(t *testing.T) {
	s := startSession(t, FirstEmpty)
	pages := seenOn(s.desk)
	for _, table := range []string{
		"activity", "attendance", "visit", "visit_person", "visit_finding", "opinion_letter", "opinion_point", "opinion_unit_past", "plan_item", "plan_target", "dictionary", "word_past", "deadline_rule", "setting", "engagement", "group_member", "group_unit", "member", "member_post",
		"member_status", "person", "supervision_group", "supervisor", "unit", "unit_name", "assignment", "assignment_past", "consultation", "feedback", "key_proposal",
		"proposal", "proposal_proposer", "proposal_refusal", "proposal_review", "review_meeting", "handover", "reply", "review_past", "promise", "revisit", "reply_draft", "proposal_apart", "tracking_node", "evaluation",
		"evaluation_target", "panel", "rater", "rater_weight", "rubric", "rubric_grade", "rubric_indicator", "score", "score_sheet", "score_check", "score_check_point", "score_settlement", "term",
		"rubric_option", "ballot_target", "ballot_round", "ballot", "ballot_mark", "ballot_settlement",
	} {
		if pages[table] == "" {
			t.Errorf("no page shows %s", table)
		}
	}
	for table, page := range pages {
		var n int
		err := s.desk.Store().DB().QueryRowContext(t.Context(), "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?", table).Scan(&n)
		if err != nil || n != 1 || !s.desk.Has(page) {
			t.Errorf("table %s: %d, %v; page %s", table, n, err, page)
		}
	}
}

func TestUndoneOn(t *testing.T) {
	pages := seenOn(startSession(t, FirstEmpty).desk)
	for _, c := range []struct {
		name   string
		tables []string
		front  string
		want   string
	}{
		{"InFront", []string{"proposal", "reply"}, "proposal", ""},
		{"Elsewhere", []string{"proposal", "reply"}, "roster", "proposal"},
		{"SeveralPages", []string{"member", "proposal"}, "proposal", ""},
		{"Journal", []string{"member"}, "journal", ""},
		{"Import", []string{"member"}, "intake", ""},
		{"NoPage", []string{"attachment"}, "roster", ""},
		{"WithoutAPage", []string{"attachment", "member"}, "home", "roster"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := undoneOn(pages, c.tables, c.front); got != c.want {
				t.Errorf("seen on %q, want %q", got, c.want)
			}
		})
	}
}

// While something typed waits to be saved nothing made before is undone: the key meant what is being typed.
func TestUndoBesideAnUnsavedForm(t *testing.T) {
	s := startSample(t)
	s.desk.Go("proposal")
	s.desk.Write("修改提案", func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE proposal SET title = title || '一' WHERE id = 1")
		return err
	}, s.desk.Fail)
	title := func() (text string) {
		t.Helper()
		if err := s.desk.Store().DB().QueryRowContext(t.Context(), "SELECT title FROM proposal WHERE id = 1").Scan(&text); err != nil {
			t.Fatal(err)
		}
		return text
	}
	typed := title()
	s.desk.Status().SetUnsaved(true)
	s.desk.Undo()
	if got := title(); got != typed {
		t.Errorf("undone beside a form: %q", got)
	}
	s.desk.Status().SetUnsaved(false)
	s.desk.Undo()
	if got := title(); got+"一" != typed {
		t.Errorf("not undone after it: %q", got)
	}
}

// Ctrl+Z during a save waits for it and means it, however often it is pressed; where the save fails, nothing is undone.
func TestUndoDuringASaveMeansIt(t *testing.T) {
	late := &desktest.Late{}
	s := startWith(context.WithoutCancel(t.Context()), t, sampletest.MustOpen(t), "", late.Executor())
	s.desk.Go("proposal")
	title := func() (text string) {
		t.Helper()
		if err := s.desk.Store().DB().QueryRowContext(t.Context(), "SELECT title FROM proposal ORDER BY id LIMIT 1").Scan(&text); err != nil {
			t.Fatal(err)
		}
		return text
	}
	add := func(more string, fails error, done func(error)) {
		s.desk.Write("修改提案", func(ctx context.Context, tx *store.Tx) error {
			_, err := tx.ExecContext(ctx, "UPDATE proposal SET title = title || ? WHERE id = (SELECT min(id) FROM proposal)", more)
			return errors.Join(err, fails)
		}, done)
	}
	before := title()
	add("一", nil, s.desk.Fail)
	late.Keep = true
	add("二", nil, s.desk.Fail)
	s.desk.Undo()
	s.desk.Undo()
	if got := title(); got != before+"一二" {
		t.Fatalf("undone while it was being saved: %q", got)
	}
	late.Arrive()
	if got := title(); got != before+"一" {
		t.Errorf("after the save the title is %q", got)
	}
	late.Keep = true
	add("三", store.Refuse(store.CodeInvalid, "不行。"), func(error) {})
	s.desk.Undo()
	late.Arrive()
	if got := title(); got != before+"一" {
		t.Errorf("after a save that failed the title is %q", got)
	}
}
