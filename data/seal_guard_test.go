package data_test

import (
	"context"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// statement runs one in a write of its own, as a part of the program that knows no seals would, and gives what is said.
func (o office) statement(sql string) string {
	o.tb.Helper()
	return store.Sentence(o.Write(o.tb.Context(), "测试", "改一行", func(ctx context.Context, tx *store.Tx) error { return tx.Run(ctx, sql) }))
}

// besides is closing with a second evaluation by the same scheme beside the first, which is locked.
func besides(t *testing.T) (o office, locked, open int64) {
	t.Helper()
	o, _, locked = closing(t)
	r, err := evaluation.Evaluations.Record(t.Context(), o.DB(), locked)
	if err != nil {
		t.Fatal(err)
	}
	open = o.save(evaluation.Evaluations, record.Values{"name": "部门评议", "rubric": r.Values["rubric"]})
	o.save(evaluation.Panels, record.Values{"evaluation": "部门评议", "number": "1", "name": "评七", "proposals": "12"})
	o.save(evaluation.Scores, record.Values{"evaluation": "部门评议", "number": "1", "proposal": "12", "name": "评七", "submitted_on": "2026-10-16", "points:组织领导": "70"})
	o.mustTake(locked, evaluation.StepLock, lockedByTwo)
	return o, locked, open
}

// Whatever row a write changes, takes away or moves to another evaluation, the guard of the locked one meets it.
func TestGuardMeetsEachTable(t *testing.T) {
	o, locked, open := besides(t)
	other, err := store.LookUp(t.Context(), o.DB(), "SELECT id FROM panel WHERE evaluation_id = ?", open)
	if err != nil {
		t.Fatal(err)
	}
	target, err := store.LookUp(t.Context(), o.DB(), "SELECT id FROM evaluation_target WHERE panel_id = ?", other)
	if err != nil {
		t.Fatal(err)
	}
	fill := strings.NewReplacer("LOCKED", store.IDList([]int64{locked}), "OPEN", store.IDList([]int64{open}), "PANEL", store.IDList([]int64{other}), "TARGET", store.IDList([]int64{target}),
		"SHEETS", "SELECT s.id FROM score_sheet s JOIN evaluation_target g ON g.id = s.target_id JOIN panel n ON n.id = g.panel_id WHERE n.evaluation_id = "+store.IDList([]int64{locked}))
	for _, sql := range []string{
		"UPDATE score SET points = points - 1 WHERE sheet_id IN (SHEETS)",
		"DELETE FROM score WHERE id = (SELECT min(id) FROM score WHERE sheet_id IN (SHEETS))",
		"UPDATE score SET sheet_id = (SELECT max(id) FROM score_sheet), indicator_id = (SELECT indicator_id FROM score EXCEPT SELECT indicator_id FROM score WHERE sheet_id = (SELECT max(id) FROM score_sheet)) WHERE id = (SELECT min(id) FROM score)",
		"UPDATE score_sheet SET void = 1, note = '涂改' WHERE id = (SELECT min(x.id) FROM (SHEETS) x)",
		"DELETE FROM score_sheet WHERE id = (SELECT min(x.id) FROM (SHEETS) x)",
		"UPDATE rater SET category = '服务对象' WHERE id = (SELECT min(id) FROM rater)",
		"UPDATE rater SET panel_id = PANEL WHERE id = (SELECT max(id) FROM rater WHERE panel_id <> PANEL)",
		"UPDATE evaluation_target SET class = '甲类' WHERE id = (SELECT min(id) FROM evaluation_target)",
		"UPDATE evaluation_target SET panel_id = PANEL WHERE id = (SELECT max(id) FROM evaluation_target WHERE panel_id <> PANEL)",
		"UPDATE evaluation_target SET panel_id = (SELECT max(id) FROM panel WHERE evaluation_id = LOCKED) WHERE id = TARGET",
		"UPDATE panel SET evaluation_id = OPEN, number = 9 WHERE id = (SELECT max(id) FROM panel WHERE evaluation_id = LOCKED)",
		"DELETE FROM panel WHERE id = (SELECT max(id) FROM panel WHERE evaluation_id = LOCKED)",
		"UPDATE evaluation SET rubric_id = (SELECT max(id) FROM rubric) WHERE id = LOCKED",
		"UPDATE rubric SET least_sheets = 3 WHERE id = (SELECT rubric_id FROM evaluation WHERE id = LOCKED)",
		"UPDATE rubric_indicator SET name = name || '。' WHERE rubric_id = (SELECT rubric_id FROM evaluation WHERE id = LOCKED)",
		"UPDATE rubric_indicator SET rubric_id = (SELECT max(id) FROM rubric) WHERE id = (SELECT max(id) FROM rubric_indicator WHERE rubric_id = (SELECT rubric_id FROM evaluation WHERE id = LOCKED))",
		"UPDATE rubric_grade SET lower = lower - 1 WHERE lower > 0 AND rubric_id = (SELECT rubric_id FROM evaluation WHERE id = LOCKED)",
		"UPDATE proposal SET deleted_at = '2026-10-20T00:00:00Z' WHERE number = 12",
	} {
		if said := o.statement(fill.Replace(sql)); !strings.Contains(said, "的结果已于 2026-10-20 由王芳、李主任锁定") {
			t.Errorf("%s: %q", sql, said)
		}
	}
}

// A write asks for the seals of what it touches alone.
func TestGuardLeavesOtherEvaluationsAlone(t *testing.T) {
	o, _, _ := besides(t)
	o.do("UPDATE result_lock SET seal = '0000-0000-0000-0000'") // whoever asks for this seal finds it broken
	o.save(evaluation.Scores, record.Values{"evaluation": "部门评议", "number": "1", "proposal": "12", "name": "评七", "points:组织领导": "75"})
	o.save(evaluation.Panels, record.Values{"evaluation": "部门评议", "number": "2", "name": "评八", "proposals": "15"})
	if _, said := o.try(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": "评二", "note": "补记"}); !strings.Contains(said, "锁定（封签 0000-0000-0000-0000") {
		t.Errorf("beside a broken seal: %q", said)
	}
}
