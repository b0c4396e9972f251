package evaluation

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
)

// BallotResult is an evaluation by ballots with what came of it. Results are counted from the ballots each time, never stored.
type BallotResult struct {
	ID      int64
	Year    int
	Name    string
	Rubric  Rubric
	Rounds  []*Box // those held by the day, void ones among them
	Counted *Box   // the round the results are from; nil: none is locked
	Targets []BallotTargetResult
	Locks   []Lock   // those made by the day, the oldest first; see Standing
	Notices []string // what a reader of the results must know, one sentence each
}

// BallotTargetResult is what a target came to.
type BallotTargetResult struct {
	BallotTarget

	Tally     scoring.Tally
	Result    scoring.BallotResult // exact; empty without results
	ScoreText string               // two decimals, half up; — without a score
	RateText  string               // 94.55%; — without a vote that counts
	Rank      int                  // within the class, by the rubric's rule for ties; 0 without a score
	Rework    Rework               // whether it can be sent back for the rate
	Note      string               // what follows of it: 低于满意度线
}

// BallotResults reads the year's evaluations by ballots as of a day (YYYY-MM-DD): rounds, ballots and locks of later days do not exist on it. Only a round
// that is locked has results.
func BallotResults(ctx context.Context, db bun.IDB, year int, day string) (found []BallotResult, err error) {
	places, err := ballotPlaces(ctx, db, year, day)
	if err != nil {
		return nil, err
	}
	sent, err := sentBack(ctx, db, year, day)
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		r := BallotResult{ID: p.EvaluationID, Year: year, Name: p.Evaluation}
		if err := r.read(ctx, db, day); err != nil {
			return nil, err
		}
		for i := range r.Targets {
			t := &r.Targets[i]
			t.Rework.On = sent[answerer{r.ID, t.ProposalID, t.UnitID}]
		}
		found = append(found, r)
	}
	return found, nil
}

func (r *BallotResult) read(ctx context.Context, db bun.IDB, day string) error {
	rounds, err := store.IDs(ctx, db, "SELECT id FROM ballot_round WHERE evaluation_id = ? AND held_on <= ? ORDER BY number", r.ID, day)
	if err != nil {
		return err
	}
	for _, id := range rounds {
		box, err := ReadBox(ctx, db, id, day)
		if err != nil {
			return err
		}
		r.Rounds = append(r.Rounds, box)
	}
	rubrics, err := Rubrics(ctx, db)
	if err != nil {
		return err
	}
	rubricID, err := store.LookUp(ctx, db, "SELECT rubric_id FROM evaluation WHERE id = ?", r.ID)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(rubrics, func(x Rubric) bool { return x.ID == rubricID }); i >= 0 {
		r.Rubric = rubrics[i]
	}
	locks, then, err := past(ctx, db, r.ID, day)
	if err != nil {
		return err
	}
	r.Locks = locks
	with, err := then.With(ctx, db, ballotPast...)
	if err != nil {
		return err
	}
	targets, err := readBallotTargets(ctx, db, with, r.ID, day)
	if err != nil {
		return err
	}
	for _, t := range targets {
		r.Targets = append(r.Targets, BallotTargetResult{BallotTarget: t, Tally: r.Rubric.Ballots().NewTally(), ScoreText: noScore, RateText: noScore})
	}
	r.compute()
	return nil
}

// compute counts the locked round.
func (r *BallotResult) compute() {
	for _, box := range r.Rounds {
		if wrong := box.Accounting().Contradictions(); len(wrong) > 0 && box.VoidWhy == "" {
			r.Notices = append(r.Notices, fmt.Sprintf("第 %d 轮的票务有矛盾：%s。", box.Number, strings.Join(wrong, "；")))
		}
		switch box.Status() {
		case RoundLocked:
			r.Counted = box
		case RoundVoid:
			r.Notices = append(r.Notices, fmt.Sprintf("第 %d 轮%s，作废重来。", box.Number, box.VoidWhy))
		default:
			r.Notices = append(r.Notices, fmt.Sprintf("第 %d 轮还没有锁定计票，不计结果。", box.Number))
		}
	}
	switch {
	case len(r.Rounds) == 0:
		r.Notices = append(r.Notices, "还没有测评。")
		return
	case r.Counted == nil:
		return
	}
	scheme := r.Rubric.Ballots()
	tallies, _, _ := r.Counted.Tallies()
	scores, classes := make([]*big.Rat, len(r.Targets)), make([]string, len(r.Targets))
	for i := range r.Targets {
		t := &r.Targets[i]
		t.Tally, t.Result = tallies[i], scheme.Count(tallies[i])
		scores[i], classes[i] = t.Result.Score, t.Class
		if t.Result.Score == nil {
			t.Note = "没有一张计入的票"
			continue
		}
		t.ScoreText, t.RateText = measure.Round(t.Result.Score, 2), measure.Round(t.Result.Rate, 2)+"%"
		if t.Result.Below {
			if t.ProposalID != 0 {
				t.Rework.Score = fmt.Sprintf("满意率 %s（满意度线 %s%%）", t.RateText, r.Rubric.Line.Decimal())
			}
			t.Note = fmt.Sprintf("满意率低于 %s%%，跟踪督办并重新办理", r.Rubric.Line.Decimal())
		}
	}
	for i, rank := range scoring.RanksWithin(classes, scores, scoring.TieRule(r.Rubric.TieRule)) {
		r.Targets[i].Rank = rank
	}
}
