package data_test

import (
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/datatest"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// closing is an office whose clock stands on 2026-10-20, with an evaluation by sheets that are all in: 90.7 and 85 for proposal 12, 95 for 15.
func closing(t *testing.T) (o office, now *time.Time, id int64) {
	t.Helper()
	at := time.Date(2026, 10, 20, 2, 0, 0, 0, time.UTC)
	o = openOfficeAt(t, &at)
	for _, v := range []record.Values{
		{"number": "1", "name": "评一", "category": "常委", "proposals": "12"}, {"number": "1", "name": "评二", "category": "提案人"}, {"number": "2", "name": "评三", "proposals": "15"},
	} {
		o.save(evaluation.Panels, v)
	}
	o.sheet("1", "12", "评一", "90", "95", "88", "92")
	o.sheet("1", "12", "评二", "80", "85", "90", "80")
	o.sheet("2", "15", "评三", "95", "95", "95", "95")
	return o, &at, o.results()[0].ID
}

// takeOf takes a step of an evaluation.
func (o office) takeOf(id int64, step string, v record.Values) string {
	o.tb.Helper()
	return store.Sentence(record.TakeStep(o.tb.Context(), o.Store, "王芳", evaluation.Evaluations, in2026, step, v, id))
}

var (
	lockedByTwo = record.Values{"locked_on": "2026-10-20", "person": "王芳", "second": "李主任"}
	openedByTwo = record.Values{"why": "评二的表录错一项", "person": "王芳", "second": "赵主任"}
)

func (o office) mustTake(id int64, step string, v record.Values) {
	o.tb.Helper()
	if said := o.takeOf(id, step, v); said != "" {
		o.tb.Fatalf("%s: %s", step, said)
	}
}

// scoreOn is what the first target came to as of a day, and the seal of the lock that stands on it.
func (o office) scoreOn(day string) (score, seal string) {
	o.tb.Helper()
	results, err := evaluation.Results(o.tb.Context(), o.DB(), 2026, day)
	if err != nil || len(results) != 1 {
		o.tb.Fatal(results, err)
	}
	if l := evaluation.Standing(results[0].Locks); l != nil {
		seal = l.Seal
	}
	return results[0].Targets[0].ScoreText, seal
}

func TestResultsBySheetsAreLockedByTwo(t *testing.T) {
	o, _, id := closing(t)
	for want, v := range map[string]record.Values{
		"锁定人和复核人不能是同一人":               {"locked_on": "2026-10-20", "person": "王芳", "second": "王芳"},
		"缺少「复核人」":                     {"locked_on": "2026-10-20", "person": "王芳"},
		"锁定日期 2026-10-21 晚于今天":        {"locked_on": "2026-10-21", "person": "王芳", "second": "李主任"},
		"锁定日期 2026-10-14 不早于最后一张评分表的": {"locked_on": "2026-10-14", "person": "王芳", "second": "李主任"},
	} {
		if said := o.takeOf(id, evaluation.StepLock, v); !strings.Contains(said, want) {
			t.Errorf("%v: %q, want %q", v, said, want)
		}
	}
	o.save(evaluation.Panels, record.Values{"number": "2", "name": "评缺"})
	if said := o.takeOf(id, evaluation.StepLock, lockedByTwo); !strings.Contains(said, "第 2 组对「县教育局」还缺评缺的评分表") {
		t.Errorf("a sheet is missing: %q", said)
	}
	o.save(evaluation.Scores, record.Values{"number": "2", "proposal": "15", "name": "评缺", "submitted_on": "2026-10-16", "void": "是", "note": "未交"})
	o.mustTake(id, evaluation.StepLock, lockedByTwo)
	_, seal := o.scoreOn("2026-10-20")
	o.expect(evaluation.Evaluations, id, record.Values{
		"status": "已锁定", "locked_on": "2026-10-20", "locked_by": "王芳", "locked_second": "李主任", "seal": seal, "locks": "2026-10-20 王芳、李主任锁定，封签 " + seal,
	})
	if len(seal) != len("0000-0000-0000-0000") {
		t.Errorf("seal %q", seal)
	}
}

// What decides a locked result is changed by nothing but 撤销锁定.
func TestLockedSheetsStay(t *testing.T) {
	o, _, id := closing(t)
	o.mustTake(id, evaluation.StepLock, lockedByTwo)
	score, seal := o.scoreOn("2026-10-20")
	targets, err := evaluation.Places(t.Context(), o.DB(), 2026)
	if err != nil {
		t.Fatal(err)
	}
	try := func(k *record.Kind, v record.Values) string {
		_, said := o.try(k, v)
		return said
	}
	writes, err := store.IDs(t.Context(), o.DB(), "SELECT id FROM journal_write WHERE wording <> '锁定结果' ORDER BY id DESC LIMIT 6")
	if err != nil {
		t.Fatal(err)
	}
	for name, said := range map[string]string{
		"a point":           try(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": "评二", "points:组织领导": "81"}),
		"typed in the page": o.typeIn(targets[0].TargetID, func(e *evaluation.Entry) { e.Rows[0].Points[0] = "91" }),
		"voided":            try(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": "评二", "void": "是", "note": "涂改"}),
		"a class":           try(evaluation.Panels, record.Values{"number": "1", "name": "评一", "class": "甲类"}),
		"a category":        try(evaluation.Panels, record.Values{"number": "1", "name": "评一", "category": "服务对象"}),
		"another rater":     try(evaluation.Panels, record.Values{"number": "2", "name": "评四"}),
		"taken in": func() string {
			got, _ := o.taken(evaluation.Scores, "组号,评议案号,评委,组织领导", "1,12,评一,91")
			return got
		}(),
	} {
		if !strings.Contains(said, "的结果已于 2026-10-20 由王芳、李主任锁定（封签 "+seal) {
			t.Errorf("%s: %q", name, said)
		}
	}
	if said := o.remove(proposal.Proposals, 1); !strings.Contains(said, "1 次民主评议在用，不能删除") {
		t.Errorf("the proposal to the bin: %q", said)
	}
	if said := o.remove(evaluation.Evaluations, id); !strings.Contains(said, "锁定的结果") {
		t.Errorf("to the bin: %q", said)
	}
	for _, write := range writes[1:] {
		if _, err := o.Revert(t.Context(), "测试", write); err == nil {
			t.Errorf("write %d was undone", write)
		}
	}
	if now, sealed := o.scoreOn("2026-10-20"); now != score || sealed != seal {
		t.Errorf("%s %s, was %s %s", now, sealed, score, seal)
	}
	if said := try(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": "评二", "note": "补记：座谈时交"}); said != "" {
		t.Errorf("a remark: %q", said)
	}
}

// Undo neither opens what is locked nor locks what was opened, and what was done stays to be read.
func TestLocksAreNotUndone(t *testing.T) {
	o, _, id := closing(t)
	undo := func() string {
		state, err := o.UndoState(t.Context(), "")
		if err != nil || state.Undo == nil {
			t.Fatal(state, err)
		}
		_, err = o.Revert(t.Context(), "王芳", state.Undo.WriteID)
		return store.Sentence(err)
	}
	o.mustTake(id, evaluation.StepLock, lockedByTwo)
	if said := undo(); !strings.Contains(said, "锁定和撤销锁定都要留着，不能用撤销来取消") {
		t.Errorf("undo of a lock: %q", said)
	}
	_, first := o.scoreOn("2026-10-20")
	o.mustTake(id, evaluation.StepUnlock, openedByTwo)
	o.save(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": "评二", "points:组织领导": "60"})
	if said := undo(); said != "" {
		t.Errorf("undo of the correction: %q", said)
	}
	o.save(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": "评二", "points:组织领导": "61"})
	writes, err := store.IDs(t.Context(), o.DB(), "SELECT id FROM journal_write WHERE wording LIKE '撤销锁定%'")
	if err != nil || len(writes) != 1 {
		t.Fatal(writes, err)
	}
	if _, err := o.Revert(t.Context(), "王芳", writes[0]); !strings.Contains(store.Sentence(err), "请重新「锁定结果」，那时会重新核对") {
		t.Errorf("undo of the unlocking: %v", err)
	}
	trace := "2026-10-20 王芳、李主任锁定，封签 " + first + "；2026-10-20 王芳、赵主任撤销锁定：评二的表录错一项"
	o.expect(evaluation.Evaluations, id, record.Values{"status": "未锁定", "locked_on": "", "seal": "", "locks": trace})
	o.mustTake(id, evaluation.StepLock, lockedByTwo)
	_, second := o.scoreOn("2026-10-20")
	if second == first || second == "" {
		t.Errorf("seal %q after a change, %q before", second, first)
	}
	o.expect(evaluation.Evaluations, id, record.Values{"locks": trace + "\n2026-10-20 王芳、李主任锁定，封签 " + second})
	o.mustTake(id, evaluation.StepUnlock, openedByTwo)
	o.save(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": "评二", "points:组织领导": "80"})
	o.mustTake(id, evaluation.StepLock, lockedByTwo)
	if _, third := o.scoreOn("2026-10-20"); third != first {
		t.Errorf("seal %q of the same sheets, %q before", third, first)
	}
}

// What was corrected stands on the days before as it stood, and so does the lock.
func TestCorrectionsLeaveEarlierDays(t *testing.T) {
	o, now, id := closing(t)
	o.mustTake(id, evaluation.StepLock, lockedByTwo)
	score, seal := o.scoreOn("2026-10-20")
	*now = now.AddDate(0, 0, 5)
	o.mustTake(id, evaluation.StepUnlock, openedByTwo)
	o.save(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": "评二", "points:组织领导": "", "points:沟通面商": "60"})
	*now = now.AddDate(0, 0, 1)
	o.save(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": "评二", "points:组织领导": "50", "points:沟通面商": "50"})
	o.save(evaluation.Panels, record.Values{"number": "1", "name": "评一", "class": "甲类"})
	*now = now.AddDate(0, 0, 1)
	o.mustTake(id, evaluation.StepLock, record.Values{"locked_on": "2026-10-27", "person": "王芳", "second": "李主任"})
	corrected, again := o.scoreOn("2026-10-27")
	if score != "87.85" || corrected != "82.10" || again == seal {
		t.Fatalf("scores %s and %s, seals %s and %s", score, corrected, seal, again)
	}
	for day, want := range map[string][2]string{
		"2026-10-19": {score, ""}, "2026-10-20": {score, seal}, "2026-10-24": {score, seal}, "2026-10-25": {"90.70", ""}, "2026-10-26": {corrected, ""}, "2026-10-27": {corrected, again},
	} {
		if got, sealed := o.scoreOn(day); got != want[0] || sealed != want[1] {
			t.Errorf("on %s it is %s, sealed %q, want %s, %q", day, got, sealed, want[0], want[1])
		}
	}
	results, err := evaluation.Results(t.Context(), o.DB(), 2026, "2026-10-25")
	if err != nil || results[0].Targets[0].Class != "" {
		t.Errorf("class %q on a day before it had one, %v", results[0].Targets[0].Class, err)
	}
	listed, err := evaluation.Evaluations.Records(t.Context(), o.DB(), record.Scope{Year: 2026, Day: "2026-10-24"})
	if err != nil || len(listed) != 1 || listed[0].Values["status"] != "已锁定" || strings.Contains(listed[0].Values["locks"], "撤销锁定") {
		t.Errorf("the list of 2026-10-24: %v, %v", listed, err)
	}
}

// A seal that no longer fits is told: what happened to the file was not done by the program.
func TestSealThatNoLongerFits(t *testing.T) {
	o, _, id := closing(t)
	o.mustTake(id, evaluation.StepLock, lockedByTwo)
	if broken, err := evaluation.BrokenSeals(t.Context(), o.DB()); err != nil || len(broken) != 0 {
		t.Fatal(broken, err)
	}
	_, seal := o.scoreOn("2026-10-20")
	o.do("UPDATE result_lock SET seal = '0000-0000-0000-0000'")
	broken, err := evaluation.BrokenSeals(t.Context(), o.DB())
	if err != nil || len(broken) != 1 || broken[0].Now != seal || !strings.Contains(broken[0].Sentence(), "封签是 0000-0000-0000-0000，按现在的数据重算是 "+seal) {
		t.Errorf("%+v, %v", broken, err)
	}
}

// Ballots corrected after the lock stand on the days before as they were counted.
func TestCorrectedBallotsLeaveEarlierDays(t *testing.T) {
	o, round := voted(t, 4)
	o.castTwice(round, "111111", "211111", "121111", "112111")
	o.lock(round, "2026-11-23")
	first := o.ballotResults("2026-11-23")
	if said := o.takeRound(round, evaluation.StepUnlock, openedByTwo); said != "" {
		t.Fatal(said)
	}
	o.lock(round, "2026-11-23")
	again := o.ballotResults("2026-11-23")
	if a, b := evaluation.Standing(first.Locks), evaluation.Standing(again.Locks); a.Seal != b.Seal || a.ID == b.ID || len(again.Locks) != 2 {
		t.Errorf("locks %+v and %+v", first.Locks, again.Locks)
	}
}

// Ballots typed in anew after the round was opened change what papers of later days say, and nothing that those of earlier days said.
func TestBallotsCorrectedOnALaterDay(t *testing.T) {
	now := time.Date(2026, 10, 22, 2, 0, 0, 0, time.UTC)
	o, round := votedIn(t, openOfficeAt(t, &now), 4)
	o.castTwice(round, "111111", "211111", "121111", "112111")
	o.lock(round, "2026-10-22")
	first := o.ballotResults("2026-10-22")
	now = now.AddDate(0, 0, 3)
	if said := o.takeRound(round, evaluation.StepUnlock, openedByTwo); said != "" {
		t.Fatal(said)
	}
	now = now.AddDate(0, 0, 1)
	for pass, by := range map[int]string{1: "王芳", 2: "陈静"} {
		if said := o.cast(round, pass, by, "", "311111"); said != "" {
			t.Fatal(said)
		}
	}
	now = now.AddDate(0, 0, 1)
	o.lock(round, "2026-10-27")
	last := o.ballotResults("2026-10-27")
	if first.Targets[0].ScoreText != "92.50" || last.Targets[0].ScoreText != "82.50" {
		t.Fatalf("scores %s and %s", first.Targets[0].ScoreText, last.Targets[0].ScoreText)
	}
	for day, want := range map[string]struct{ score, seal string }{
		"2026-10-21": {"—", ""}, "2026-10-22": {"92.50", evaluation.Standing(first.Locks).Seal}, "2026-10-24": {"92.50", evaluation.Standing(first.Locks).Seal},
		"2026-10-25": {"—", ""}, "2026-10-26": {"—", ""}, "2026-10-27": {"82.50", evaluation.Standing(last.Locks).Seal}, "2026-11-30": {"82.50", evaluation.Standing(last.Locks).Seal},
	} {
		got, seal := o.ballotResults(day), ""
		if l := evaluation.Standing(got.Locks); l != nil {
			seal = l.Seal
		}
		if got.Targets[0].ScoreText != want.score || seal != want.seal {
			t.Errorf("on %s it is %s, sealed %q, want %s, %q", day, got.Targets[0].ScoreText, seal, want.score, want.seal)
		}
	}
}

// A round that an earlier version locked stays locked, by whom it was, until it is opened.
func TestLocksOfEarlierVersions(t *testing.T) {
	o, round := voted(t, 4)
	o.castTwice(round, "111111", "211111", "121111", "112111")
	o.lock(round, "2026-11-23")
	dir := filepath.Dir(o.Path())
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	was, err := fs.ReadFile(store.Migrations, "0032_kept_results.sql")
	if err != nil {
		t.Fatal(err)
	}
	statements := []string{
		"CREATE TABLE kept AS SELECT id, evaluation_id, number, held_on, due, present, issued, returned, spoiled, void_why, '2026-10-21', '王芳', '2026-10-20 王芳、李主任撤销锁定：录错', note FROM ballot_round",
		"DROP TABLE ballot_round", migrated(t, "0031_ballots.sql", "CREATE TABLE ballot_round"), "INSERT INTO ballot_round SELECT * FROM kept", "DROP TABLE kept",
		"DELETE FROM journal_row WHERE tbl = 'result_lock'", "DROP TABLE result_lock", "UPDATE journal_shape SET hash = ''",
	}
	for _, trigger := range regexp.MustCompile(`(?s)CREATE TRIGGER (\w+) .*?END;`).FindAllStringSubmatch(string(was), -1) {
		if strings.Contains(trigger[0], "locked_on") {
			statements = append(statements, "DROP TRIGGER IF EXISTS "+trigger[1], trigger[0])
		}
	}
	script, err := fs.ReadFile(store.Migrations, "0061_result_locks.sql")
	if err != nil {
		t.Fatal(err)
	}
	raw(t, dir, append(statements, string(script))...)
	s, err := store.Open(t.Context(), store.Options{Dir: dir, Now: datatest.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	old := office{s, t}
	old.expect(evaluation.Rounds, round, record.Values{"status": "已锁定", "locked_on": "2026-10-21", "locked_by": "王芳", "seal": "", "locks": "2026-10-21 王芳锁定", "unlocks": "2026-10-20 王芳、李主任撤销锁定：录错"})
	if said := old.cast(round, 1, "王芳", "111111"); !strings.Contains(said, "已于 2026-10-21 锁定计票") {
		t.Errorf("typed in: %q", said)
	}
	if broken, err := evaluation.BrokenSeals(t.Context(), s.DB()); err != nil || len(broken) != 0 {
		t.Error(broken, err)
	}
	if said := old.takeRound(round, evaluation.StepUnlock, openedByTwo); said != "" {
		t.Fatal(said)
	}
	old.lock(round, "2026-11-23")
	old.expect(evaluation.Rounds, round, record.Values{"status": "已锁定", "locked_second": "李主任"})
}
