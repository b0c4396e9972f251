package proposal

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// StepLow is the step that sends a reply back to its unit because an evaluation scored it under its line (评议低分).
const StepLow = "评议重办"

// LowScore finds the evaluation of that name which scored what the unit did about the proposal under its line, by what was known on the day (YYYY-MM-DD), and
// says the score beside the line in words: 58.20 分（重办线 60 分）. It refuses when there is none. Who evaluates proposals sets it.
var LowScore func(ctx context.Context, db bun.IDB, evaluation string, proposalID, unitID int64, day string) (id int64, score string, err error)

// settleLow puts into the row of an assignment which evaluation's low score of which unit sent the work back: each score does so once. unitID is the unit that v
// names; the one scored is that, or one of the proposal's that was merged into it by then. v is the row as it will be; was is as it is stored, nil for a new one.
func settleLow(ctx context.Context, tx *store.Tx, owner, unitID int64, v, was record.Values, row store.Columns) error {
	name := v["evaluation"]
	switch {
	case name == "" && was["evaluation"] == "":
		return nil
	case name == "":
		row["evaluation_id"], row["evaluation_score"], row["evaluation_unit_id"] = nil, "", nil
		return nil
	case record.CountOf(v["round"]) < 2 || v["role"] == docket.RoleCo:
		return store.Refuse(store.CodeInvalid, "「%s」的「低分评议」只用于主办、分办单位的重新办理（第 2 轮起），第一次办理和会办请空着。", v["unit"])
	}
	id, score, unitID, err := scored(ctx, tx, name, owner, unitID, v["assigned_on"])
	if err != nil {
		return err
	}
	sent, err := store.Texts(ctx, tx, "SELECT assigned_on FROM assignment WHERE proposal_id = ? AND evaluation_unit_id = ? AND evaluation_id = ? AND round <> ?", owner, unitID, id, record.CountOf(v["round"]))
	switch {
	case err != nil:
		return err
	case len(sent) > 0:
		return store.Refuse(store.CodeConflict, "「%s」已因评议「%s」的得分于 %s 送去重新办理，同一结果不再送。", v["unit"], name, sent[0])
	}
	row["evaluation_id"], row["evaluation_score"], row["evaluation_unit_id"] = id, score, unitID
	return nil
}

// scored is LowScore of the unit, or else of one of the proposal's units that was merged into it by the day, with that unit.
func scored(ctx context.Context, db bun.IDB, evaluation string, owner, unitID int64, day string) (id int64, score string, of int64, err error) {
	if id, score, err = LowScore(ctx, db, evaluation, owner, unitID, day); err == nil {
		return id, score, unitID, nil
	}
	had, e := store.IDs(ctx, db, assignedEver, owner)
	for _, unit := range had {
		if heir, e := roster.SuccessorOn(ctx, db, unit, day); e != nil || heir != unitID || unit == unitID {
			continue
		}
		if id, score, e := LowScore(ctx, db, evaluation, owner, unit, day); e == nil {
			return id, score, unit, nil
		}
	}
	return 0, "", 0, cmp.Or(e, err)
}

// answeredNow are the rows of the units that answer and have answered whatever they were given.
func answeredNow(r record.Record) []rows.Row {
	all := answering(r)
	last := map[string]int{}
	for _, row := range all {
		last[row["unit"]] = max(last[row["unit"]], record.CountOf(row["round"]))
	}
	return slices.DeleteFunc(all, func(row rows.Row) bool {
		return record.CountOf(row["round"]) != last[row["unit"]] || slices.Contains(unitNames(owing(r)), row["unit"])
	})
}

func somebodyAnswered(r record.Record) string {
	switch {
	case len(answering(r)) == 0 || len(answeredNow(r)) == 0 && len(owing(r)) > 0 && lastRound(answering(r)) == 1:
		return "还没有单位答复，答复以后才能送去重新办理。"
	case len(answeredNow(r)) == 0:
		return "正在重新办理，还没有答复；这次答复以后才能再送。"
	default:
		return ""
	}
}

// sentToRework opens a round for the unit whose reply was scored low, or adds it to the newest one when that was opened for others and nobody has said yet what
// he thinks of it.
func sentToRework(r record.Record, v record.Values) (record.Values, error) {
	unit, err := oneUnit(answeredNow(r), v["unit"])
	if err != nil {
		return nil, err
	}
	all := partRows(r, "assignments")
	round := lastRound(answering(r))
	of := strconv.Itoa(round)
	said := slices.ContainsFunc(partRows(r, "feedback"), func(o rows.Row) bool { return o["round"] == of })
	taken := func(row rows.Row) bool {
		return row["round"] == of && (row["unit"] == unit["unit"] || row["role"] == docket.RoleLead && unit["role"] == docket.RoleLead)
	}
	if unit["round"] == of || said || slices.ContainsFunc(all, taken) {
		of = strconv.Itoa(round + 1)
	}
	again := rows.Row(maps.Clone(v))
	again["round"], again["unit"], again["role"] = of, unit["unit"], unit["role"]
	return record.Values{"assignments": rows.Text(append(all, again))}, nil
}

// Low is the score of an evaluation that sent work back to its unit.
type Low struct {
	Evaluation string
	Score      string // beside the line: 58.20 分（重办线 60 分）
	Unit       string // whose handling was scored, with what it had become by the day: 县水务局（已并入县公安局）
}

// lowIn are those of the year's proposals, by the ids of the assignments, as of the day (YYYY-MM-DD).
func lowIn(ctx context.Context, db bun.IDB, year int, day string) (map[int64]Low, error) {
	found := map[int64]Low{}
	return found, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var low Low
		err := scan(&id, &low.Evaluation, &low.Score, &low.Unit)
		found[id] = low
		return err
	}, `SELECT a.id, e.name, a.evaluation_score, u.name || CASE WHEN h.id <> u.id THEN '（已并入' || h.name || '）' ELSE '' END
		FROM assignment a JOIN evaluation e ON e.id = a.evaluation_id JOIN proposal p ON p.id = a.proposal_id JOIN session s ON s.id = p.session_id
		JOIN unit u ON u.id = a.evaluation_unit_id JOIN unit h ON h.id = `+roster.SuccessorSQL("u.id", "?1")+` WHERE s.year = ?0`, year, day)
}
