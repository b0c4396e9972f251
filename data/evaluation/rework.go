package evaluation

import (
	"context"
	"fmt"
	"math/big"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/scoring"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

func init() { proposal.LowScore = lowScore }

// Rework is how a result stands to the line under which a reply is sent back to its unit: the 重办线 of a scheme by sheets, the 满意度线 of one by ballots.
type Rework struct {
	Score string // beside the line, of a score under it: 58.20 分（重办线 60 分）; empty: not under it, or it is no proposal
	On    string // the day it was sent back; empty: it was not
}

// Open tells whether the reply can still be sent back for the result.
func (r *Rework) Open() bool { return r.Score != "" && r.On == "" }

// Note is what a list says of it: 低于重办线, 已送重办.
func (r *Rework) Note() string {
	switch {
	case r.On != "":
		return "已送重办"
	case r.Score != "":
		return "低于重办线"
	default:
		return ""
	}
}

// underLine says an exact score beside the line when it is under it, before anything is rounded.
func underLine(score *big.Rat, line scoring.Points) string {
	if score == nil || line == 0 || score.Cmp(big.NewRat(int64(line), 100)) >= 0 {
		return ""
	}
	return fmt.Sprintf("%s 分（重办线 %s 分）", measure.Round(score, 2), line.Decimal())
}

// answerer is a unit's handling of a proposal as one evaluation evaluates it.
type answerer struct{ evaluationID, proposalID, unitID int64 }

// sentBack are the days on which replies were sent back for what the year's evaluations scored, by the day.
func sentBack(ctx context.Context, db bun.IDB, year int, day string) (map[answerer]string, error) {
	sent := map[answerer]string{}
	return sent, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var of answerer
		var on string
		err := scan(&of.evaluationID, &of.proposalID, &of.unitID, &on)
		sent[of] = on
		return err
	}, `SELECT e.id, a.proposal_id, a.evaluation_unit_id, a.assigned_on FROM assignment a JOIN evaluation e ON e.id = a.evaluation_id WHERE e.year = ? AND a.assigned_on <= ?`, year, day)
}

// lowScore implements proposal.LowScore.
func lowScore(ctx context.Context, db bun.IDB, evaluation string, proposalID, unitID int64, day string) (int64, string, error) {
	type place struct {
		id   int64
		year int
	}
	var found []place
	var names []string
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var p place
		var name string
		err := scan(&p.id, &p.year, &name)
		if name == evaluation {
			found = append(found, p)
		}
		names = append(names, "「"+name+"」")
		return err
	}, `SELECT e.id, e.year, e.name FROM evaluation e WHERE e.deleted_at = '' AND (
		EXISTS (SELECT 1 FROM evaluation_target g JOIN panel n ON n.id = g.panel_id WHERE n.evaluation_id = e.id AND g.proposal_id = ?0 AND g.unit_id = ?1)
		OR EXISTS (SELECT 1 FROM ballot_target b WHERE b.evaluation_id = e.id AND b.proposal_id = ?0 AND b.unit_id = ?1)) ORDER BY e.year, e.id`, proposalID, unitID)
	switch {
	case err != nil:
		return 0, "", err
	case len(names) == 0:
		return 0, "", store.Refuse(store.CodeNotFound, "没有一次民主评议评过这家单位对这件提案的办理，请核对提案和承办单位。")
	case len(found) == 0:
		return 0, "", store.Refuse(store.CodeNotFound, "评议「%s」没有评过这家单位对这件提案的办理，评过的有：%s。", evaluation, zh.JoinNames(names))
	case len(found) > 1:
		return 0, "", store.Refuse(store.CodeInvalid, "有 %d 年、%d 年两次同名的评议「%s」都评过这件提案，请先给其中一次改名。", found[0].year, found[1].year, evaluation)
	}
	of := answerer{found[0].id, proposalID, unitID}
	score, why, err := of.under(ctx, db, found[0].year, day)
	if err == nil && score == "" {
		err = store.Refuse(store.CodeInvalid, "评议「%s」%s，不能因此送去重新办理。", evaluation, why)
	}
	return of.evaluationID, score, err
}

// under is the score of a result under its line, as of a day; without one it says why not.
func (of answerer) under(ctx context.Context, db bun.IDB, year int, day string) (score, why string, err error) {
	results, err := Results(ctx, db, year, day)
	if err != nil {
		return "", "", err
	}
	why = fmt.Sprintf("到 %s 还没有这件提案的得分", day)
	for i := range results {
		for _, t := range results[i].Targets {
			switch {
			case (answerer{results[i].ID, t.ProposalID, t.UnitID}) != of:
			case t.Rework.Score != "":
				return t.Rework.Score, "", nil
			case t.Scored:
				why = notUnder(t.ScoreText+" 分", "重办线", results[i].Rubric.ReworkLine, " 分")
			}
		}
	}
	votes, err := BallotResults(ctx, db, year, day)
	if err != nil {
		return "", "", err
	}
	for i := range votes {
		at := slices.IndexFunc(votes[i].Targets, func(t BallotTargetResult) bool { return answerer{votes[i].ID, t.ProposalID, t.UnitID} == of })
		if at < 0 {
			continue
		}
		switch t := votes[i].Targets[at]; {
		case t.Rework.Score != "":
			return t.Rework.Score, "", nil
		case t.Result.Rate != nil:
			why = notUnder("满意率 "+t.RateText, "满意度线", votes[i].Rubric.Line, "%")
		}
	}
	return "", why, nil
}

// notUnder says why a result is not under a line.
func notUnder(result, name string, line scoring.Points, unit string) string {
	if line == 0 {
		return "的评分方案没有「" + name + "」"
	}
	return fmt.Sprintf("给这件提案的是 %s，不低于%s %s%s", result, name, line.Decimal(), unit)
}
