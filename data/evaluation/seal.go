package evaluation

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// A seal (封签) is a fingerprint of all that decides a result: the scheme, what is evaluated and in which class, the raters, their sheets and what the
// records gave, or the round with its ballots. It says nothing of names that may change, nor of when it was made: the same facts have the same seal.
// What stands here stays as it is, or the seals of earlier locks would no longer fit.
type sealing struct{ hash.Hash }

// line adds one fact.
func (s sealing) line(parts ...any) {
	_, _ = fmt.Fprintf(s, "%q\n", parts) // a hash takes all
}

// String is the seal as it is printed.
func (s sealing) String() string {
	sum := s.Sum(nil)
	return fmt.Sprintf("%X-%X-%X-%X", sum[0:2], sum[2:4], sum[4:6], sum[6:8])
}

// sealOf computes the seal of an evaluation as it is now: of the round, or of its sheets when roundID is 0.
func sealOf(ctx context.Context, db bun.IDB, evaluationID, roundID int64, kept keptRecords) (string, error) {
	s := sealing{sha256.New()}
	s.line("封签", "1")
	rubrics, err := Rubrics(ctx, db)
	if err != nil {
		return "", err
	}
	rubricID, err := store.LookUp(ctx, db, "SELECT rubric_id FROM evaluation WHERE id = ?", evaluationID)
	if err != nil {
		return "", err
	}
	for i := range rubrics {
		if rubrics[i].ID == rubricID {
			s.scheme(&rubrics[i])
		}
	}
	if roundID != 0 {
		err = s.ballots(ctx, db, roundID)
	} else {
		err = s.sheets(ctx, db, evaluationID, kept)
	}
	return s.String(), err
}

func (s sealing) scheme(r *Rubric) {
	s.line("方案", r.Method, r.Aggregation, r.TieRule, fmt.Sprint(r.Weighted), fmt.Sprint(r.AddUp), fmt.Sprint(r.Least), fmt.Sprint(int64(r.Line)), fmt.Sprint(r.Anonymous))
	for _, i := range r.All {
		s.line("指标", fmt.Sprint(i.ID), i.Heading, i.Name, fmt.Sprint(i.Weight), fmt.Sprint(int64(i.Max)), fmt.Sprint(i.Deducts), fmt.Sprint(int64(i.Step)), i.Source)
		if i.Choices != "" {
			s.line("分档", i.Choices)
		}
	}
	for _, o := range r.Options {
		s.line("档次", fmt.Sprint(o.ID), o.Name, fmt.Sprint(o.Points), fmt.Sprint(o.Counted), fmt.Sprint(o.Satisfied))
	}
	for _, g := range r.Grades {
		s.line("等次", g.Name, fmt.Sprint(g.Lower))
	}
	if r.Weighted {
		for _, w := range r.Weights {
			s.line("权重", w.Category, fmt.Sprint(w.Weight))
		}
	}
}

func (s sealing) sheets(ctx context.Context, db bun.IDB, evaluationID int64, kept keptRecords) error {
	e := Result{ID: evaluationID}
	if err := readTargets(ctx, db, "", &e, lastDay); err != nil {
		return err
	}
	raters, err := readRaters(ctx, db, "", evaluationID)
	if err != nil {
		return err
	}
	sheets, err := readSheets(ctx, db, "", evaluationID, lastDay)
	if err != nil {
		return err
	}
	panels := map[int64]bool{}
	for _, t := range e.Targets {
		s.line("对象", fmt.Sprint(t.ID), fmt.Sprint(t.PanelID), fmt.Sprint(t.ProposalID), fmt.Sprint(t.UnitID), t.Class)
		if !panels[t.PanelID] {
			panels[t.PanelID] = true
			for _, r := range raters[t.PanelID] {
				s.line("评委", fmt.Sprint(r.ID), r.Name, r.Category, fmt.Sprint(r.Excused))
			}
		}
		for _, sheet := range sheets[t.ID] {
			s.line("评分表", fmt.Sprint(sheet.ID), fmt.Sprint(sheet.RaterID), sheet.SubmittedOn, fmt.Sprint(sheet.Void))
			for _, indicatorID := range slices.Sorted(maps.Keys(sheet.given)) {
				s.line("得分", fmt.Sprint(indicatorID), fmt.Sprint(int64(sheet.given[indicatorID])))
			}
		}
		for _, indicatorID := range slices.Sorted(maps.Keys(kept[t.ID])) {
			s.line("记录", fmt.Sprint(indicatorID), kept[t.ID][indicatorID])
		}
	}
	return nil
}

func (s sealing) ballots(ctx context.Context, db bun.IDB, roundID int64) error {
	b, err := ReadBox(ctx, db, roundID, "")
	if err != nil {
		return err
	}
	a := b.announced
	s.line("票务", fmt.Sprint(b.Number), b.HeldOn, b.VoidWhy, fmt.Sprint(a.Due), fmt.Sprint(a.Present), fmt.Sprint(a.Issued), fmt.Sprint(a.Returned), fmt.Sprint(a.Spoiled))
	for _, t := range b.Targets {
		s.line("对象", fmt.Sprint(t.ID), fmt.Sprint(t.UnitID), fmt.Sprint(t.ProposalID), t.Class)
	}
	for _, x := range b.Ballots {
		for at, e := range x.Entries {
			if e != nil {
				s.line("票", fmt.Sprint(x.Number), fmt.Sprint(at+1), fmt.Sprint(e.Spoiled), e.By, e.On, fmt.Sprint(e.Marks))
			}
		}
		for _, targetID := range slices.Sorted(maps.Keys(x.settled)) {
			s.line("核对", fmt.Sprint(x.Number), fmt.Sprint(targetID), fmt.Sprint(x.settled[targetID].optionID), fmt.Sprint(x.settled[targetID].spoiled))
		}
	}
	return nil
}

// keptRecords are what the records gave targets when the result was locked, by target and indicator, as part/whole or a number: what becomes of proposals
// afterwards does not change a locked score.
type keptRecords map[int64]map[int64]string

// Scan reads them as they are stored.
func (k *keptRecords) Scan(src any) error {
	*k = nil
	text, ok := src.(string)
	if !ok || text == "" {
		return nil
	}
	return json.Unmarshal([]byte(text), k)
}

// text is how they are stored; "" for none.
func (k keptRecords) text() string {
	if len(k) == 0 {
		return ""
	}
	text, err := json.Marshal(k)
	if err != nil {
		panic(err) // whole numbers and texts
	}
	return string(text)
}

// take keeps what the records gave the targets of a result.
func (k keptRecords) take(e Result) {
	for _, t := range e.Targets {
		for _, r := range t.Records {
			if k[t.ID] == nil {
				k[t.ID] = map[int64]string{}
			}
			k[t.ID][r.Indicator.ID] = r.given
		}
	}
}

// BrokenSeal is a lock that stands although what decided the result is no longer as it was.
type BrokenSeal struct {
	EvaluationID int64
	Evaluation   string
	Year         int
	Lock         Lock
	Now          string // the seal as it would be
}

// Sentence says so, with what to do.
func (b BrokenSeal) Sentence() string {
	return fmt.Sprintf("%d 年「%s」%s 锁定的结果，封签是 %s，按现在的数据重算是 %s：锁定以后有过不经「撤销锁定」的改动。请对照锁定时印出的得分表、评分表或评议票核对，再撤销锁定、改正、重新锁定。",
		b.Year, b.Evaluation, b.Lock.On, b.Lock.Seal, b.Now)
}

// BrokenSeals recomputes the seals of all locks that stand. Those of earlier versions have none.
func BrokenSeals(ctx context.Context, db bun.IDB) ([]BrokenSeal, error) {
	return brokenAmong(ctx, db, "true")
}

// brokenAmong is BrokenSeals of the locks k that the condition, SQL, chooses.
func brokenAmong(ctx context.Context, db bun.IDB, condition string) (broken []BrokenSeal, err error) {
	var locks []BrokenSeal
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var s BrokenSeal
		err := scan(&s.EvaluationID, &s.Year, &s.Evaluation, &s.Lock.RoundID, &s.Lock.On, &s.Lock.By, &s.Lock.Second, &s.Lock.Seal, &s.Lock.kept)
		locks = append(locks, s)
		return err
	}, `SELECT e.id, e.year, e.name, COALESCE(k.round_id, 0), k.locked_on, k.locked_by, k.locked_second, k.seal, k.records
		FROM result_lock k JOIN evaluation e ON e.id = k.evaluation_id WHERE k.unlocked_on = '' AND k.seal <> '' AND (`+condition+") ORDER BY k.id")
	if err != nil {
		return nil, err
	}
	for _, s := range locks {
		if s.Now, err = sealOf(ctx, db, s.EvaluationID, s.Lock.RoundID, s.Lock.kept); err != nil {
			return nil, err
		}
		if s.Now != s.Lock.Seal {
			broken = append(broken, s)
		}
	}
	return broken, nil
}

// refuseBroken refuses a change that breaks the seal of one of the locks k that the condition, SQL, chooses.
func refuseBroken(ctx context.Context, tx *store.Tx, condition string) error {
	broken, err := brokenAmong(ctx, tx, condition)
	if err != nil || len(broken) == 0 {
		return err
	}
	b := broken[0]
	return store.Refuse(store.CodeConflict, "%s", b.Lock.refusal(b.Evaluation))
}

// refusal says in one sentence that nothing of a locked evaluation can be changed, and what to do.
func (l *Lock) refusal(name string) string {
	seal := ""
	if l.Seal != "" {
		seal = "（封签 " + l.Seal + "）"
	}
	return "「" + name + "」的结果" + l.made() + seal + "，评分表、评议票、评委、评议对象和评分方案都不能再改；" + unlockFirst
}

// closes says in a line, where sheets would be typed in, that they cannot be.
func (l *Lock) closes() string {
	return "结果" + l.made() + "，不能再录、再改；" + unlockFirst
}

const unlockFirst = "确要改的，先在「评议」里「撤销锁定」，写明两个人和原因。"

// made says when a lock was made and by whom.
func (l *Lock) made() string {
	by := ""
	if l.By != "" {
		by = "由" + l.By + "、" + l.Second
	}
	return "已于 " + l.On + " " + by + "锁定"
}

// SQL of the evaluation that a rater, a sheet and a target are of, in front of its id.
const (
	ofRater  = "SELECT n.evaluation_id FROM panel n JOIN rater r ON r.panel_id = n.id WHERE r.id = "
	ofSheet  = "SELECT n.evaluation_id FROM panel n JOIN evaluation_target g ON g.panel_id = n.id JOIN score_sheet s ON s.target_id = g.id WHERE s.id = "
	ofTarget = "SELECT n.evaluation_id FROM panel n JOIN evaluation_target g ON g.panel_id = n.id WHERE g.id = "
)

// keeping has each record saved refused as soon as it breaks the seal of the evaluation that it was or is of, so that a row of a file is refused and not
// all of them. Of is SQL of that evaluation, in front of the record's id.
func keeping(of string, save func(context.Context, *store.Tx, record.Scope, int64, record.Values) (int64, error)) func(context.Context, *store.Tx, record.Scope, int64, record.Values) (int64, error) {
	return func(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
		was, err := store.IDs(ctx, tx, of+"?", id)
		if err != nil {
			return 0, err
		}
		if id, err = save(ctx, tx, scope, id, v); err != nil {
			return 0, err
		}
		return id, refuseBroken(ctx, tx, fmt.Sprintf("k.evaluation_id IN (%s) OR k.evaluation_id = (%s%d)", store.IDList(was), of, id))
	}
}
