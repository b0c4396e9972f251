package evaluation

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// States of the results of an evaluation.
const (
	ResultsOpen   = "未锁定"
	ResultsLocked = "已锁定"
)

// Steps of evaluations and of rounds.
const (
	StepLock      = "锁定结果"
	StepLockRound = "锁定计票"
	StepUnlock    = "撤销锁定"
)

// Lock is a 锁定结果: two persons closed what an evaluation came to, and two may have opened it again since. All of them stay.
type Lock struct {
	ID      int64
	RoundID int64  // of ballots; 0: of score sheets
	On      string // the day
	By      string
	Second  string // who countersigned; empty for locks of earlier versions
	Seal    string // fingerprint of what decided the result; empty likewise
	Text    string // who locked it when, with its seal, and who opened it when and why

	Unlocked bool // by the day it was read for

	kept keptRecords
}

// lockSaid is SQL for what is to be read of a lock k as of a day, which is SQL.
func lockSaid(day string) string {
	return `k.locked_on || CASE WHEN k.locked_by <> '' THEN ' ' || k.locked_by ELSE '' END || CASE WHEN k.locked_second <> '' THEN '、' || k.locked_second ELSE '' END || '锁定' ||
		CASE WHEN k.seal <> '' THEN '，封签 ' || k.seal ELSE '' END ||
		CASE WHEN k.unlocked_on <> '' AND k.unlocked_on <= ` + day + ` THEN '；' || k.unlocked_on || ' ' || k.unlocked_by || '、' || k.unlocked_second || '撤销锁定：' || k.unlocked_why ELSE '' END`
}

// lockStands is SQL for whether a lock k stands on a day, which is SQL.
func lockStands(day string) string {
	return "k.locked_on <= " + day + " AND (k.unlocked_on = '' OR k.unlocked_on > " + day + ")"
}

// lockColumns is SQL for the columns of a view that tell of the locks k of one thing: that which stands on a day, and all of them by it.
func lockColumns(of, day string) string {
	one := func(column string) string {
		return "COALESCE((SELECT k." + column + " FROM result_lock k WHERE " + of + " AND " + lockStands(day) + " ORDER BY k.id DESC LIMIT 1), '') AS " + column
	}
	return strings.Join([]string{one("locked_on"), one("locked_by"), one("locked_second"), one("seal")}, ",\n  ") + `,
  COALESCE((SELECT group_concat(x.said, char(10)) FROM (SELECT ` + lockSaid(day) + ` AS said FROM result_lock k WHERE ` + of + ` AND k.locked_on <= ` + day + ` ORDER BY k.id) x), '') AS locks`
}

// ReadLocks reads the locks of an evaluation as of a day (YYYY-MM-DD), or as they are now when day is empty, the oldest first.
func ReadLocks(ctx context.Context, db bun.IDB, evaluationID int64, day string) (locks []Lock, err error) {
	return locks, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var l Lock
		err := scan(&l.ID, &l.RoundID, &l.On, &l.By, &l.Second, &l.Seal, &l.kept, &l.Text, &l.Unlocked)
		locks = append(locks, l)
		return err
	}, `SELECT k.id, COALESCE(k.round_id, 0), k.locked_on, k.locked_by, k.locked_second, k.seal, k.records, `+lockSaid("?1")+`, NOT (`+lockStands("?1")+`)
		FROM result_lock k WHERE k.evaluation_id = ?0 AND k.locked_on <= ?1 ORDER BY k.id`, evaluationID, cmp.Or(day, lastDay))
}

// lastDay is a day nothing is dated after.
const lastDay = "9999-12-31"

// Standing is the lock that stands among those of an evaluation; nil: none does.
func Standing(locks []Lock) *Lock {
	if n := len(locks); n > 0 && !locks[n-1].Unlocked {
		return &locks[n-1]
	}
	return nil
}

// LocksText is what is to be read of locks, one a line.
func LocksText(locks []Lock) string {
	texts := make([]string, len(locks))
	for i, l := range locks {
		texts[i] = l.Text
	}
	return strings.Join(texts, "\n")
}

// LockNote is what papers say of the locks of an evaluation by their day, with the seal that stands.
func LockNote(locks []Lock) string {
	texts := strings.ReplaceAll(LocksText(locks), "\n", "。") + "。"
	switch {
	case len(locks) == 0:
		return "结果还没有锁定，可能还有改动。"
	case Standing(locks) == nil:
		return "结果撤销锁定后还没有重新锁定：" + texts
	}
	return "结果锁定：" + texts
}

// past is what is read of an evaluation as of a day: as it stood at its end, but with all that was there when the lock that stands on it was made. What was
// typed in afterwards, of days before, is what the next lock made of it.
func past(ctx context.Context, db bun.IDB, evaluationID int64, day string) (locks []Lock, p store.Past, err error) {
	if locks, err = ReadLocks(ctx, db, evaluationID, day); err != nil {
		return nil, p, err
	}
	if p, err = store.PastOf(ctx, db, day); err != nil {
		return nil, p, err
	}
	if l := Standing(locks); l != nil {
		p, err = p.AtLeast(ctx, db, "result_lock", l.ID)
		return locks, p, err
	}
	next, err := store.LookUp(ctx, db, "SELECT COALESCE(min(id), 0) FROM result_lock WHERE evaluation_id = ? AND locked_on > ?", evaluationID, cmp.Or(day, lastDay))
	if err == nil && next != 0 {
		p, err = p.SettledBy(ctx, db, "result_lock", next)
	}
	return locks, p, err
}

// lockKeys are the fields of a lock that is made or opened with the record it is of.
var lockKeys = []string{"locked_on", "locked_by", "locked_second", "unlocked_by", "unlocked_second", "unlocked_why"}

// lockFields are the fields of evaluations and rounds that tell of their locks.
func lockFields() []record.Field {
	return []record.Field{
		{Key: "locked_on", Title: "锁定日期", Aliases: []string{"计票锁定日期", "结果锁定日期"}, Expr: "locked_on", Type: record.Day{}, Later: true, FormOnly: true, Section: "锁定", Note: "锁定要两个人，三栏一起填", Example: "2026-10-29"},
		{Key: "locked_by", Title: "锁定人", Expr: "locked_by", Type: record.Name{}, Later: true, FormOnly: true, Example: "张三"},
		{Key: "locked_second", Title: "复核人", Aliases: []string{"锁定复核人"}, Expr: "locked_second", Type: record.Name{}, Later: true, FormOnly: true, Note: "与锁定人不是同一人", Example: "李四"},
		{Key: "seal", Title: "封签", ListOnly: true, FormOnly: true},
		{Key: "locks", Title: "锁定记录", Type: record.Long{}, ListOnly: true, FormOnly: true},
	}
}

// lockedName is what an evaluation, or that of a round, is called.
func lockedName(r record.Record) string { return cmp.Or(r.Values["evaluation"], r.Values["name"]) }

// lockSteps are the steps of evaluations and of rounds that lock and open.
func lockSteps(name, open, locked string) []record.Step {
	person := func(key, title string) record.Field {
		return record.Field{Key: key, Title: title, Type: record.Name{}, Required: true}
	}
	return []record.Step{
		{
			Name: name, From: []string{open}, To: []string{locked}, Lasting: true,
			Asks: []record.Field{{Key: "locked_on", Title: "锁定日期", Type: record.Day{}, Required: true}, person("person", "锁定人"), person("second", "复核人")},
			Do: func(_ record.Record, v record.Values) (record.Values, error) {
				return record.Values{"locked_on": v["locked_on"], "locked_by": v["person"], "locked_second": v["second"]}, nil
			},
			Said: func(r record.Record, v record.Values) string {
				return fmt.Sprintf("「%s」的结果已由%s、%s锁定，不能再改；要改，先撤销锁定", lockedName(r), v["person"], v["second"])
			},
		},
		{ // 计票锁定后改分须双人、原因、留痕；撤销锁定回「测评进行」
			Name: StepUnlock, From: []string{locked}, To: []string{open}, Rare: true, Lasting: true,
			Asks: []record.Field{{Key: "why", Title: "原因", Required: true}, person("person", "经办人"), person("second", "复核人")},
			Do: func(_ record.Record, v record.Values) (record.Values, error) {
				return record.Values{"locked_on": "", "unlocked_by": v["person"], "unlocked_second": v["second"], "unlocked_why": v["why"]}, nil
			},
			Said: func(r record.Record, _ record.Values) string {
				return fmt.Sprintf("「%s」的结果已撤销锁定，可以改了；改好以后要重新锁定", lockedName(r))
			},
		},
	}
}

// restateLocks sets what tells of locks, and the further fields, in the records to what the view, which is of a day, says of them.
func restateLocks(ctx context.Context, db bun.IDB, records []record.Record, view string, further ...string) error {
	keys := append([]string{"locked_on", "locked_by", "locked_second", "seal", "locks", "status"}, further...)
	at := map[int64]record.Values{}
	for _, r := range records {
		at[r.ID] = r.Values
	}
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		told := make([]string, len(keys))
		into := []any{&id}
		for i := range told {
			into = append(into, &told[i])
		}
		err := scan(into...)
		if v := at[id]; v != nil {
			for i, key := range keys {
				if v[key] = told[i]; told[i] == "" || told[i] == "0" {
					delete(v, key)
				}
			}
		}
		return err
	}, "SELECT id, "+strings.Join(keys, ", ")+" FROM "+view)
}

// splitLock takes what v says of the lock out of it, where that is another than the record was read with.
func splitLock(v, was record.Values) (rest, lock record.Values) {
	rest = maps.Clone(v)
	for _, key := range lockKeys {
		text, told := v[key]
		delete(rest, key)
		if told && text != was[key] {
			if lock == nil {
				lock = record.Values{}
			}
			lock[key] = text
		}
	}
	return rest, lock
}

// changeLock makes or opens the lock of an evaluation as v says.
func changeLock(ctx context.Context, tx *store.Tx, evaluationID int64, v, was record.Values) error {
	if v == nil {
		return nil
	}
	stands := was["locked_on"] != ""
	switch {
	case stands && v.Has("unlocked_why"):
		return unlock(ctx, tx, evaluationID, v)
	case stands:
		return store.Refuse(store.CodeConflict, "结果已于 %s 锁定，锁定的日期和人不能改；确要改的，先「撤销锁定」，写明两个人和原因。", was["locked_on"])
	}
	return lockResult(ctx, tx, evaluationID, v)
}

// refuseOne refuses what two different persons have to do; doing is what it is, first and second are what they are called.
func refuseOne(doing, first, second string, v record.Values, by, with string) error {
	a, b := strings.TrimSpace(v[by]), strings.TrimSpace(v[with])
	switch {
	case a == "" || b == "":
		return store.Refuse(store.CodeInvalid, "%s要两个人在场，缺少%s。", doing, map[bool]string{true: first, false: second}[a == ""])
	case fold.Unify(a) == fold.Unify(b):
		return store.Refuse(store.CodeInvalid, "%s要两个人在场，%s和%s不能是同一人。", doing, first, second)
	}
	return nil
}

// lockResult locks what an evaluation came to, and seals it.
func lockResult(ctx context.Context, tx *store.Tx, evaluationID int64, v record.Values) error {
	if v["locked_on"] == "" {
		return store.Refuse(store.CodeInvalid, "有锁定人、复核人，却没有锁定日期；请补上日期，或清空这两栏。")
	}
	if err := refuseOne("锁定结果", "锁定人", "复核人", v, "locked_by", "locked_second"); err != nil {
		return err
	}
	if err := record.CheckHappened(tx, "锁定日期", v["locked_on"]); err != nil {
		return err
	}
	opened, err := store.Texts(ctx, tx, "SELECT COALESCE(max(unlocked_on), '') FROM result_lock WHERE evaluation_id = ?", evaluationID)
	if err != nil {
		return err
	}
	if v["locked_on"] < opened[0] {
		return store.Refuse(store.CodeInvalid, "锁定日期 %s 早于上次撤销锁定的 %s。", v["locked_on"], opened[0])
	}
	roundID, err := countedRound(ctx, tx, evaluationID, v["locked_on"])
	if err != nil {
		return err
	}
	var kept keptRecords
	if roundID == 0 {
		if kept, err = refuseUnscored(ctx, tx, evaluationID, v["locked_on"]); err != nil {
			return err
		}
	}
	seal, err := sealOf(ctx, tx, evaluationID, roundID, kept)
	if err != nil {
		return err
	}
	_, err = tx.Insert(ctx, "result_lock", store.Columns{
		"evaluation_id": evaluationID, "round_id": store.OrNull(roundID), "locked_on": v["locked_on"], "locked_by": strings.TrimSpace(v["locked_by"]), "locked_second": strings.TrimSpace(v["locked_second"]),
		"seal": seal, "records": kept.text(),
	})
	return err
}

// countedRound is the round of an evaluation by ballots that can be locked, 0 for one by sheets.
func countedRound(ctx context.Context, tx *store.Tx, evaluationID int64, on string) (int64, error) {
	votes, err := store.LookUp(ctx, tx, "SELECT count(*) FROM evaluation e JOIN rubric b ON b.id = e.rubric_id AND b.method = ? WHERE e.id = ?", ByBallots, evaluationID)
	if err != nil || votes == 0 {
		return 0, err
	}
	roundID, err := store.LookUp(ctx, tx, "SELECT id FROM ballot_round WHERE evaluation_id = ? AND void_why = '' ORDER BY number DESC LIMIT 1", evaluationID)
	if err == nil && roundID == 0 {
		err = store.Refuse(store.CodeInvalid, "这次评议还没有测评，没有结果可以锁定；请先登记评议票务。")
	}
	if err != nil {
		return 0, err
	}
	return roundID, refuseUncounted(ctx, tx, roundID, on)
}

// unlock opens what was locked; the lock and why it was opened stay to be read.
func unlock(ctx context.Context, tx *store.Tx, evaluationID int64, v record.Values) error {
	if err := refuseOne(StepUnlock, "经办人", "复核人", v, "unlocked_by", "unlocked_second"); err != nil {
		return err
	}
	if strings.TrimSpace(v["unlocked_why"]) == "" {
		return store.Refuse(store.CodeInvalid, "撤销锁定要写明原因。")
	}
	id, err := store.LookUp(ctx, tx, "SELECT id FROM result_lock WHERE evaluation_id = ? AND unlocked_on = ''", evaluationID)
	if err != nil {
		return err
	}
	return tx.Update(ctx, "result_lock", id, store.Columns{
		"unlocked_on": tx.Today(), "unlocked_by": strings.TrimSpace(v["unlocked_by"]), "unlocked_second": strings.TrimSpace(v["unlocked_second"]), "unlocked_why": strings.TrimSpace(v["unlocked_why"]),
	})
}

// unscoredShown is how many faults a refusal names.
const unscoredShown = 5

// refuseUnscored refuses to lock an evaluation by sheets that are not all in and whole; it gives what the records gave its indicators.
func refuseUnscored(ctx context.Context, tx *store.Tx, evaluationID int64, on string) (keptRecords, error) {
	year, err := store.LookUp(ctx, tx, "SELECT year FROM evaluation WHERE id = ?", evaluationID)
	if err != nil {
		return nil, err
	}
	results, err := resultsOf(ctx, tx, int(year), lastDay, evaluationID)
	if err != nil {
		return nil, err
	}
	sheets, err := readSheets(ctx, tx, "", evaluationID, lastDay)
	if err != nil {
		return nil, err
	}
	raters, err := readRaters(ctx, tx, "", evaluationID)
	if err != nil {
		return nil, err
	}
	wrong, err := unsettledWords(ctx, tx, evaluationID)
	if err != nil {
		return nil, err
	}
	last := ""
	kept := keptRecords{}
	for _, e := range results {
		if !slices.ContainsFunc(e.Targets, func(t TargetResult) bool { return t.Scored }) {
			wrong = append(wrong, "没有一个对象有得分")
		}
		for i := range e.Targets {
			t := &e.Targets[i]
			wrong = append(wrong, t.unfinished(e.Rubric, raters[t.PanelID], sheets[t.ID])...)
			for _, s := range sheets[t.ID] {
				last = max(last, s.SubmittedOn)
			}
		}
	}
	if on < last {
		wrong = append(wrong, fmt.Sprintf("锁定日期 %s 不早于最后一张评分表的 %s", on, last))
	}
	if n := len(wrong); n > unscoredShown {
		wrong = append(wrong[:unscoredShown], fmt.Sprintf("等 %d 处", n))
	}
	if len(wrong) > 0 {
		return nil, store.Refuse(store.CodeInvalid, "还不能锁定结果：%s。缺的补录；不再交的，在「评分录入」里点「不评…」写明原因，或登记评委回避。", strings.Join(wrong, "，"))
	}
	then, err := resultsOf(ctx, tx, int(year), on, evaluationID)
	if err != nil {
		return nil, err
	}
	for _, e := range then {
		kept.take(e)
	}
	return kept, nil
}

// unsettledWords say where the two entries of sheets differ and nobody looked at the paper.
func unsettledWords(ctx context.Context, tx *store.Tx, evaluationID int64) (wrong []string, err error) {
	open, err := openDifferences(ctx, tx, evaluationID)
	for _, d := range open {
		wrong = append(wrong, d.String()+"，没有核对")
	}
	return wrong, err
}

// unfinished says what is left to do for a target before its score can be locked, of the raters and sheets as they are stored.
func (t *TargetResult) unfinished(r Rubric, raters []scoring.Rater, sheets []ScoreSheet) (wrong []string) {
	called := fmt.Sprintf("第 %d 组对「%s」", t.PanelNumber, t.Unit)
	var missing, incomplete []string
	in := map[int64]bool{}
	for _, s := range sheets {
		in[s.RaterID] = true
		if !s.Void && len(s.given) < len(r.Indicators) {
			incomplete = append(incomplete, s.Rater)
		}
	}
	for _, r := range raters {
		if !r.Excused && !in[r.ID] {
			missing = append(missing, r.Name)
		}
	}
	if len(missing) > 0 {
		wrong = append(wrong, fmt.Sprintf("%s还缺%s的评分表", called, zh.JoinNames(missing)))
	}
	if len(incomplete) > 0 {
		wrong = append(wrong, fmt.Sprintf("%s，%s的评分表漏项", called, zh.JoinNames(incomplete)))
	}
	return wrong
}
