package proposal

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// ledgerOf declares the sort of record whose records are the rows of a part of proposals, for tables with a row for each of them. same names the
// fields that make a row of a proposal the same row, unsaid the one of them a file may leave out.
func ledgerOf(p *record.Part, name, title, layout, key, unsaid string, same ...string) *record.Kind {
	return record.LedgerKind(&record.Kind{Name: name, Title: title, Layout: layout, Scope: "year = ?", ProposalKey: "number"}, &record.Ledger{
		Of: Proposals, Key: key, Same: same, Unsaid: unsaid,
		Lead: []record.Field{
			{Key: "year", Title: "年度", Aliases: []string{"年份"}, Type: record.Whole{}, Expr: "ps.year", Section: "提案", Note: "空着就是当前年度", FormOnly: true},
			{Key: "number", Title: "案号", OneNumber: true, Aliases: []string{"提案号", "提案编号"}, Expr: "COALESCE(CAST(pp.number AS TEXT), '')", Required: true, Example: "12", Width: 60},
			{Key: "term_name", Title: "届次", Expr: "pt.name", FormOnly: true},
			{Key: "session_name", Title: "会议", Aliases: []string{"会议次", "次会议", "会次"}, Expr: "ps.name", Note: "一年有两次会议时写明是哪一次", Width: 80},
			{Key: "sessions", Title: "同号提案", Expr: sessionsOfNumber("ps.year", "pp.number"), ListOnly: true, FormOnly: true},
			{Key: "title", Title: "案由", Expr: "pp.title", ListOnly: true, Width: 320},
		},
		Join:  "JOIN proposal pp ON pp.id = x." + p.Owner + " AND pp.deleted_at = '' JOIN session ps ON ps.id = pp.session_id JOIN term pt ON pt.id = ps.term_id",
		Order: "COALESCE(pp.number, 0)",
		Among: rowsOfNamed,
		Owner: func(ctx context.Context, tx *store.Tx, scope record.Scope, v record.Values) (int64, error) {
			year, err := record.YearOf(ctx, tx, scope, v)
			if err != nil {
				return 0, err
			}
			term, session := SessionOrdinals(v)
			return ByNumber(ctx, tx, year, v["number"], term, session)
		},
		Name: func(ctx context.Context, tx *store.Tx, owner, id int64, v record.Values) error {
			return nameRow(ctx, p, tx, owner, id, v)
		},
	})
}

// rowsOfNamed leaves of the rows of proposals of a number those of the one that v names.
func rowsOfNamed(v record.Values, found []record.Record) ([]record.Record, error) {
	found = slices.DeleteFunc(found, func(r record.Record) bool {
		return v["year"] != "" && r.Values["year"] != v["year"] || !sameSession(v, r.Values)
	})
	if len(found) > 0 && v["session_name"] == "" && v["term_name"] == "" {
		first := found[0].Values
		if sessions := zh.SplitNames(first["sessions"]); len(sessions) > 1 {
			return nil, refuseTwins(first["year"], first["number"], sessions)
		}
	}
	return found, nil
}

// nameRow puts the names that the unit and the proposer of row id have now in the place of whatever they are called. A new row without a proposer
// is the first's.
func nameRow(ctx context.Context, p *record.Part, tx *store.Tx, owner, id int64, v record.Values) error {
	if v["unit"] != "" {
		query := assignedEver
		if p == assignments {
			query = assignedNow
		}
		unitID, _, err := unitOf(ctx, tx, owner, v["unit"], query)
		if err != nil {
			return err
		}
		if v["unit"], err = unitName(ctx, tx, unitID); err != nil {
			return err
		}
	}
	if p.Field("proposer") == nil || v["proposer"] == "" && id != 0 {
		return nil
	}
	proposer, err := proposerOf(ctx, tx, owner, v["proposer"])
	if err != nil {
		return err
	}
	v["proposer"] = proposer["name"]
	if p != feedback || id != 0 {
		return nil
	}
	return nameOpinion(ctx, tx, owner, v)
}

// nameOpinion has a new opinion be about what a stored one of the same proposer and round is about, where the two are of the same reply: where one unit
// answers the round, an opinion of it and one of all units are one. That it says otherwise than one of several units is remarked.
func nameOpinion(ctx context.Context, tx *store.Tx, owner int64, v record.Values) error {
	said, err := feedback.Read(ctx, tx, owner)
	if err != nil {
		return err
	}
	round := cmp.Or(v["round"], "1")
	said = slices.DeleteFunc(said, func(row rows.Row) bool { return row["round"] != round || row["proposer"] != v["proposer"] })
	if len(said) == 0 || slices.ContainsFunc(said, func(row rows.Row) bool { return row["unit"] == v["unit"] }) {
		return nil
	}
	units, err := assignments.Read(ctx, tx, owner)
	if err != nil {
		return err
	}
	answering := slices.DeleteFunc(units, func(row rows.Row) bool {
		return row["round"] != round || row["role"] == docket.RoleCo || row["returned_on"] != ""
	})
	for _, row := range said {
		switch rated := ratedOtherwise(v, row); {
		case v["unit"] != "" && row["unit"] != "":
		case len(answering) == 1 && !rated:
			v["unit"] = row["unit"]
			return nil
		case len(answering) > 1 && rated:
			tx.Remark("对一家单位的征询意见与对各单位的不同，两份都留着")
		}
	}
	return nil
}

// ratedOtherwise reports whether two opinions rate the same and differ.
func ratedOtherwise(a, b map[string]string) bool {
	for _, key := range []string{"attitude", "result"} {
		x, y := cmp.Or(a[key], docket.NoOpinion), cmp.Or(b[key], docket.NoOpinion)
		if x != y && x != docket.NoOpinion && y != docket.NoOpinion {
			return true
		}
	}
	return false
}

func unitName(ctx context.Context, db bun.IDB, id int64) (name string, err error) {
	return store.Remembered(db, fmt.Sprint("name of unit ", id), []string{"unit"}, func() (string, error) {
		if err = db.QueryRowContext(ctx, "SELECT name FROM unit WHERE id = ?", id).Scan(&name); err != nil {
			return "", fmt.Errorf("name of unit %d: %w", id, err)
		}
		return name, nil
	})
}

// The ledgers of a proposal's parts: one row for each unit, talk, reminder, draft of a reply, opinion, promise and revisit.
var (
	Assignments   = ledgerOf(assignments, "assignments", "承办与答复", "提案承办与答复台账", "assignments", "", "round", "unit")
	Consultations = ledgerOf(consultations, "consultations", "面商", "提案面商记录", "consultations", "unit", "on_date", "mode", "unit")
	Reminders     = ledgerOf(reminders, "reminders", "催办", "提案催办台账", "reminders", "", "on_date", "mode", "unit")
	Feedback      = ledgerOf(feedback, "feedback", "征询意见", "提案征询意见台账", "feedback", "", "round", "proposer", "unit")
	ReplyDrafts   = ledgerOf(replyDrafts, "reply-drafts", "答复送审", "提案答复送审台账", "drafts", "turn", "round", "unit", "sent_on", "turn")
	Revisits      = ledgerOf(revisits, "revisits", "回头看", "提案回头看台账", "revisits", "unit", "on_date", "mode", "unit")
	Promises      = ledgerOf(promises, "promises", "承诺事项", "提案承诺事项台账", "promises", "", "unit", "text")
)
