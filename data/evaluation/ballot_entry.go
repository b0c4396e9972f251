package evaluation

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// BallotPlace is an evaluation by ballots as it is chosen for typing in ballots.
type BallotPlace struct {
	EvaluationID int64
	Evaluation   string
	RoundID      int64 // the latest round; 0: none yet
	Round        int
	Entered      int // ballots typed in by the first person
	Returned     int
}

// BallotPlaces are the evaluations by ballots of the year with their latest rounds.
func BallotPlaces(ctx context.Context, db bun.IDB, year int) ([]BallotPlace, error) {
	return ballotPlaces(ctx, db, year, lastDay)
}

// ballotPlaces are those of them that were set up by the day (YYYY-MM-DD).
func ballotPlaces(ctx context.Context, db bun.IDB, year int, day string) (found []BallotPlace, err error) {
	return found, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var p BallotPlace
		err := scan(&p.EvaluationID, &p.Evaluation, &p.RoundID, &p.Round, &p.Returned, &p.Entered)
		found = append(found, p)
		return err
	}, `SELECT e.id, e.name, COALESCE(r.id, 0), COALESCE(r.number, 0), COALESCE(r.returned, 0), (SELECT count(*) FROM ballot x WHERE x.round_id = r.id AND x.pass = 1)
		FROM evaluation e JOIN rubric b ON b.id = e.rubric_id AND b.method = ?
		LEFT JOIN ballot_round r ON r.evaluation_id = e.id AND r.number = (SELECT max(n.number) FROM ballot_round n WHERE n.evaluation_id = e.id)
		WHERE e.year = ? AND e.deleted_at = '' AND `+setUpOn(day)+` ORDER BY e.id`, ByBallots, year)
}

// TypedBallot is a whole ballot as it was typed in.
type TypedBallot struct {
	Number  int
	Spoiled bool
	Marks   []int64 // options by the places of the targets; 0: 弃权
	On      string  // the day it was typed in; "": today, or as stored
}

// SaveBallots stores ballots of a round as one person typed them, each whole. What was settled of them has to be looked at again. A round that is void or
// locked, a number beyond the ballots returned, and a second entry by whom the first is from are refused.
func SaveBallots(ctx context.Context, tx *store.Tx, roundID int64, pass int, by string, typed []TypedBallot) error {
	numbers := make([]int64, len(typed))
	for i, t := range typed {
		numbers[i] = int64(t.Number)
	}
	box, err := readBox(ctx, tx, roundID, "", numbers)
	if err != nil {
		return err
	}
	for _, t := range typed {
		if err := box.saveBallot(ctx, tx, pass, by, t); err != nil {
			return err
		}
	}
	return nil
}

// RemoveBallot deletes a ballot typed in by mistake, both its entries and what was settled of it. A round that takes no ballots is refused.
func RemoveBallot(ctx context.Context, tx *store.Tx, roundID int64, number int) error {
	box, err := readBox(ctx, tx, roundID, "", []int64{int64(number)})
	if err != nil {
		return err
	}
	if err := box.refuseEntry(); err != nil {
		return err
	}
	if err := tx.Run(ctx, "DELETE FROM ballot_settlement WHERE round_id = ? AND number = ?", roundID, number); err != nil {
		return err
	}
	return tx.Run(ctx, "DELETE FROM ballot WHERE round_id = ? AND number = ?", roundID, number)
}

// refuseEntry refuses ballots of a round that takes none.
func (b *Box) refuseEntry() error {
	switch {
	case b.VoidWhy != "":
		return store.Refuse(store.CodeConflict, "第 %d 轮已作废（%s），不再录票；请录新开的一轮。", b.Number, b.VoidWhy)
	case b.LockedOn != "":
		return store.Refuse(store.CodeConflict, "第 %d 轮已于 %s 锁定计票，不能再录、再改；确要改的，先在「票务」里撤销锁定。", b.Number, b.LockedOn)
	case len(b.Targets) == 0:
		return store.Refuse(store.CodeInvalid, "评议「%s」还没有票决对象，请先在「评议」里填写。", b.Evaluation)
	case b.announced.Returned == 0:
		return store.Refuse(store.CodeInvalid, "第 %d 轮还没有填收回票数，请先在「票务」里填写应到、实到、发出和收回。", b.Number)
	}
	return nil
}

// refuseBallot refuses a ballot that cannot be one of the round's, or is not from another person than its other entry.
func (b *Box) refuseBallot(pass int, by string, t TypedBallot) error {
	other := b.Entry(t.Number, 3-pass)
	switch {
	case by == "":
		return store.Refuse(store.CodeInvalid, "缺少%s的录入人。", PassNames[pass])
	case t.Number < 1 || t.Number > b.announced.Returned:
		return store.Refuse(store.CodeInvalid, "票号 %d 不对，第 %d 轮收回 %d 张，票号应为 1 到 %d。", t.Number, b.Number, b.announced.Returned, b.announced.Returned)
	case other != nil && other.By == by:
		return store.Refuse(store.CodeInvalid, "%d 号票的%s也是「%s」录的，两次录入要由两个人各录一次；请换一个人。", t.Number, PassNames[3-pass], by)
	case t.On != "" && t.On < b.HeldOn:
		return store.Refuse(store.CodeInvalid, "%d 号票的录入日期 %s 早于测评日期 %s。", t.Number, t.On, b.HeldOn)
	case len(t.Marks) != len(b.Targets):
		return store.Refuse(store.CodeConflict, "票决对象已被别处改动，%d 号票没有保存；请重新打开后再录。", t.Number)
	}
	return nil
}

func (b *Box) saveBallot(ctx context.Context, tx *store.Tx, pass int, by string, t TypedBallot) error {
	by = strings.TrimSpace(by)
	if err := b.refuseEntry(); err != nil {
		return err
	}
	if err := b.refuseBallot(pass, by, t); err != nil {
		return err
	}
	was := b.Entry(t.Number, pass)
	if was == nil {
		was = &BallotEntry{Marks: make([]int64, len(b.Targets))}
	}
	on := cmp.Or(t.On, was.On, tx.Today())
	row := store.Columns{"round_id": b.RoundID, "number": t.Number, "pass": pass, "spoiled": t.Spoiled, "entered_by": by, "entered_on": on}
	e := &BallotEntry{By: by, On: on, Spoiled: t.Spoiled, Marks: slices.Clone(t.Marks)}
	if t.Spoiled {
		e.Marks = make([]int64, len(b.Targets))
	}
	var err error
	if e.ID, err = tx.Put(ctx, "ballot", was.ID, row); err != nil {
		return err
	}
	for i, optionID := range e.Marks {
		if err := b.saveMark(ctx, tx, e.ID, i, was.Marks[i], optionID); err != nil {
			return err
		}
	}
	if i := b.find(t.Number); i >= 0 && len(b.Ballots[i].settled) > 0 {
		if err := tx.Run(ctx, "DELETE FROM ballot_settlement WHERE round_id = ? AND number = ?", b.RoundID, t.Number); err != nil {
			return err
		}
	}
	b.Put(t.Number, pass, e)
	return nil
}

func (b *Box) saveMark(ctx context.Context, tx *store.Tx, ballotID int64, target int, was, optionID int64) error {
	targetID := b.Targets[target].ID
	switch {
	case optionID == was:
		return nil
	case optionID == 0:
		return tx.Run(ctx, "DELETE FROM ballot_mark WHERE ballot_id = ? AND target_id = ?", ballotID, targetID)
	case b.Option(optionID) == nil:
		return store.Refuse(store.CodeConflict, "方案「%s」的档次已被别处改动，没有保存；请重新打开后再录。", b.Rubric.Name)
	case was == 0:
		_, err := tx.Insert(ctx, "ballot_mark", store.Columns{"ballot_id": ballotID, "target_id": targetID, "option_id": optionID})
		return err
	}
	id, err := store.LookUp(ctx, tx, "SELECT id FROM ballot_mark WHERE ballot_id = ? AND target_id = ?", ballotID, targetID)
	if err != nil {
		return err
	}
	return tx.Update(ctx, "ballot_mark", id, store.Columns{"option_id": optionID})
}

// Settle stores what the paper says where the two entries differ: the option of a target, 0 for 弃权, or, with a place below 0, whether the ballot is spoiled.
// The two entries stay as they were typed.
func Settle(ctx context.Context, tx *store.Tx, roundID int64, number, target int, optionID int64, spoiled bool) error {
	box, err := readBox(ctx, tx, roundID, "", []int64{int64(number)})
	if err != nil {
		return err
	}
	if err := box.refuseEntry(); err != nil {
		return err
	}
	if !slices.ContainsFunc(box.DifferencesAt(number), func(d Difference) bool { return d.Target == target }) {
		return store.Refuse(store.CodeConflict, "%d 号票的两次录入已经一致，不用核对。", number)
	}
	actor, err := actorOf(ctx, tx)
	if err != nil {
		return err
	}
	row := store.Columns{"round_id": roundID, "number": number, "settled_by": actor, "settled_on": tx.Today(), "spoiled": false, "target_id": nil, "option_id": nil}
	where, args := "target_id IS NULL", []any{roundID, number}
	if target < 0 {
		row["spoiled"] = spoiled
	} else {
		if optionID != 0 && box.Option(optionID) == nil {
			return store.Refuse(store.CodeInvalid, "方案「%s」没有这个档次。", box.Rubric.Name)
		}
		row["target_id"], row["option_id"] = box.Targets[target].ID, store.OrNull(optionID)
		where, args = "target_id = ?", append(args, box.Targets[target].ID)
	}
	id, err := store.LookUp(ctx, tx, "SELECT id FROM ballot_settlement WHERE round_id = ? AND number = ? AND "+where, args...)
	if err != nil {
		return err
	}
	_, err = tx.Put(ctx, "ballot_settlement", id, row)
	return err
}

// actorOf is whose write it is.
func actorOf(ctx context.Context, tx *store.Tx) (actor string, err error) {
	if err = tx.QueryRowContext(ctx, "SELECT actor FROM journal_write WHERE id = ?", tx.WriteID()).Scan(&actor); err != nil {
		err = fmt.Errorf("read the actor of write %d: %w", tx.WriteID(), err)
	}
	return actor, err
}

// refuseLockedBallot refuses to remove an entry of a round that takes none.
func refuseLockedBallot(ctx context.Context, db bun.IDB, id int64) (string, error) {
	var number int
	var locked bool
	var voidWhy string
	err := db.QueryRowContext(ctx, `SELECT r.number, EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = r.id AND k.unlocked_on = ''), r.void_why
		FROM ballot x JOIN ballot_round r ON r.id = x.round_id WHERE x.id = ?`, id).Scan(&number, &locked, &voidWhy)
	if err != nil {
		return "", fmt.Errorf("read round of ballot %d: %w", id, err)
	}
	if locked || voidWhy != "" {
		return fmt.Sprintf("已锁定或作废的第 %d 轮计票", number), nil
	}
	return "", nil
}
