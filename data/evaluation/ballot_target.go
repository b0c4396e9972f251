package evaluation

import (
	"cmp"
	"context"
	"fmt"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// BallotTarget is what is voted on: a unit, or its handling of a proposal.
type BallotTarget struct {
	ID             int64
	UnitID         int64
	Unit           string
	Short          string // of the unit, for heads of columns
	ProposalID     int64
	ProposalNumber int64 // 0: the unit as a whole
	ProposalTitle  string
	Class          string // ranks are within it

	Label string // 县教育局, or 县教育局（案号 12） where the unit alone does not say which
}

// ballotTargets are the targets of an evaluation by ballots.
var ballotTargets = &record.Part{
	Title: "票决对象", Table: "ballot_target", Owner: "evaluation_id", Order: "x.sort, x.id", Ordinal: "sort",
	From: "ballot_target x JOIN unit u ON u.id = x.unit_id LEFT JOIN proposal p ON p.id = x.proposal_id",
	Fields: []record.Field{
		{Key: "unit", Expr: "u.name", Title: "被评单位", Aliases: []string{"单位", "评议对象", "承办单位"}, Required: true, Example: "县教育局", Width: 200},
		{Key: "proposal", Expr: "COALESCE(CAST(p.number AS TEXT), '')", Title: "案号", OneNumber: true, Aliases: []string{"提案号", "评议案号"}, Note: "评一件提案的办理时填写，评整个单位空着", Width: 70},
		{Key: "class", Title: "类别", Aliases: []string{"单位类别", "排名类别", "分类"}, Note: "名次在同一类别内排", Width: 100},
	},
	Check: func(all []record.Values) error {
		if v := record.Repeated(all, "unit", "proposal"); v != nil {
			return store.Refuse(store.CodeInvalid, "票决对象「%s」写了两次，请去掉一个。", v["unit"])
		}
		return nil
	},
	Row: ballotTargetRow,
	Removable: func(ctx context.Context, tx *store.Tx, id int64, _ record.Values) error {
		evaluationID, err := store.LookUp(ctx, tx, "SELECT evaluation_id FROM ballot_target WHERE id = ?", id)
		if err != nil {
			return err
		}
		return refuseVoted(ctx, tx, evaluationID)
	},
}

// BallotTargets are the targets of evaluations by ballots, one a row.
var BallotTargets = record.LedgerKind(&record.Kind{Name: "ballot-targets", Title: "票决对象", Layout: "票决对象表", Scope: "year = ?"},
	&record.Ledger{
		Of: Evaluations, Key: "ballot_targets", Same: []string{"unit", "proposal"},
		Lead: []record.Field{
			{Key: "year", Title: "年度", Aliases: []string{"年份"}, Type: record.Whole{}, Expr: "o.year", Section: "评议", Note: "空着就是当前年度", FormOnly: true},
			{Key: "name", Title: "评议名称", Aliases: []string{"评议活动", "评议项目"}, Expr: "o.name", Required: true, Example: "2026年部门工作民主评议", Width: 240},
		},
		Join: "JOIN evaluation o ON o.id = x.evaluation_id AND o.deleted_at = ''", Order: "o.id",
	})

func ballotTargetRow(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values) (store.Columns, error) {
	row := v.Pick("class")
	if was != nil && v["class"] != was["class"] {
		if err := refuseOfLocked(ctx, tx, owner); err != nil {
			return nil, err
		}
	}
	if was != nil && v["unit"] == was["unit"] && v["proposal"] == was["proposal"] {
		return row, nil
	}
	if err := refuseVoted(ctx, tx, owner); err != nil {
		return nil, err
	}
	unitID, err := roster.FindUnit(ctx, tx, v["unit"])
	if err != nil {
		return nil, err
	}
	row["unit_id"], row["proposal_id"] = unitID, nil
	if v["proposal"] != "" {
		year, err := store.LookUp(ctx, tx, "SELECT year FROM evaluation WHERE id = ?", owner)
		if err != nil {
			return nil, err
		}
		proposalID, err := proposal.ByNumber(ctx, tx, int(year), v["proposal"], 0, 0)
		if err != nil {
			return nil, err
		}
		if err := refuseOthersProposal(ctx, tx, proposalID, unitID, v["proposal"]); err != nil {
			return nil, err
		}
		row["proposal_id"] = proposalID
	}
	return row, nil
}

// refuseVoted refuses other targets for an evaluation with ballots: each ballot speaks of all of them.
func refuseVoted(ctx context.Context, tx *store.Tx, evaluationID int64) error {
	ballots, err := store.LookUp(ctx, tx, "SELECT count(*) FROM ballot x JOIN ballot_round r ON r.id = x.round_id WHERE r.evaluation_id = ? AND x.pass = 1", evaluationID)
	if err == nil && ballots > 0 {
		err = store.Refuse(store.CodeConflict, "这次评议已录入 %d 张评议票，不能再增减、改换票决对象。", ballots)
	}
	return err
}

// refuseOfLocked refuses another class for a target whose result is locked: ranks are within the class.
func refuseOfLocked(ctx context.Context, tx *store.Tx, evaluationID int64) error {
	locked, err := store.LookUp(ctx, tx, "SELECT COALESCE(max(r.number), 0) FROM result_lock k JOIN ballot_round r ON r.id = k.round_id WHERE k.evaluation_id = ? AND k.unlocked_on = ''", evaluationID)
	if err == nil && locked > 0 {
		err = store.Refuse(store.CodeConflict, "第 %d 轮已锁定计票，名次按类别排，类别不能再改；确要改的，先「撤销锁定」，写明两个人和原因。", locked)
	}
	return err
}

// refuseTargetsOfSheets refuses targets of ballots for an evaluation by sheets.
func refuseTargetsOfSheets(ctx context.Context, tx *store.Tx, evaluationID int64) error {
	targets, err := store.LookUp(ctx, tx, "SELECT count(*) FROM ballot_target WHERE evaluation_id = ?", evaluationID)
	if err != nil || targets == 0 {
		return err
	}
	return refuseMethod(ctx, tx, evaluationID, ByBallots, "这次评议的方案按评分表计分，没有票决对象；评议对象请在「评委」里登记，要票决请改用票决的方案。")
}

// readBallotTargets reads the targets of an evaluation in the order of the ballot: those of a class together, units with the names they had on the day. with stands before the query.
func readBallotTargets(ctx context.Context, db bun.IDB, with string, evaluationID int64, day string) (found []BallotTarget, err error) {
	units := map[int64]int{}
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var t BallotTarget
		err := scan(&t.ID, &t.UnitID, &t.Unit, &t.Short, &t.ProposalID, &t.ProposalNumber, &t.ProposalTitle, &t.Class)
		t.Short = cmp.Or(t.Short, t.Unit)
		found = append(found, t)
		units[t.UnitID]++
		return err
	}, with+`SELECT g.id, u.id, `+roster.UnitNameSQL("u.id", store.QuoteText(day))+`, u.short, COALESCE(p.id, 0), COALESCE(p.number, 0), COALESCE(p.title, ''), g.class FROM ballot_target g
		JOIN unit u ON u.id = g.unit_id LEFT JOIN proposal p ON p.id = g.proposal_id WHERE g.evaluation_id = ? ORDER BY g.sort, g.id`, evaluationID)
	for i := range found {
		t := &found[i]
		t.Label = t.Unit
		if units[t.UnitID] > 1 {
			number := "整个单位"
			if t.ProposalNumber != 0 {
				number = "案号 " + strconv.FormatInt(t.ProposalNumber, 10)
			}
			t.Label = fmt.Sprintf("%s（%s）", t.Unit, number)
			t.Short = fmt.Sprintf("%s %s", t.Short, number)
		}
	}
	together(found, func(t BallotTarget) string { return t.Class })
	return found, err
}
