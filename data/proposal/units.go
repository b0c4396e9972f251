package proposal

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// assignments are the 承办单位 of a proposal: one row for each unit and round, with its reply.
var assignments = &record.Part{
	Title: "承办单位", Table: "assignment", Owner: "proposal_id",
	From:  "assignment x JOIN unit u ON u.id = x.unit_id LEFT JOIN reply y ON y.assignment_id = x.id LEFT JOIN evaluation ev ON ev.id = x.evaluation_id",
	Order: "x.round, x.role = '会办', x.id",
	Fields: []record.Field{
		{Key: "round", Title: "轮次", Type: record.Whole{Min: 1}, Required: true, Note: "第一次办理是 1，重新办理从 2 起", Default: "1", Example: "1", Width: 40},
		{Key: "unit", Title: "承办单位", Aliases: []string{"单位", "答复单位", "单位名称"}, Expr: "u.name", Required: true, Width: 140},
		{Key: "role", Title: "分工", Aliases: []string{"承办性质", "办理分工", "主办或会办", "主会办"}, Type: record.Word{Words: []string{docket.RoleLead, docket.RoleSplit, docket.RoleCo}}, Required: true, Width: 50},
		{Key: "assigned_on", Title: "交办日期", Type: record.Day{}, Width: 90},
		{Key: "assigned_by", Title: "交办单位", Width: 100},
		{Key: "accepted_on", Title: "签收日期", Aliases: []string{"签收时间"}, Type: record.Day{}, Width: 90},
		{Key: "due_on", Title: "办理期限", Type: record.Day{}, Ahead: true, After: "assigned_on", Tells: TellsDue, Note: "空着就按期限规则计算，会办单位的是把意见送主办单位的期限", Width: 90},
		{Key: "extended_to", Title: "延期至", Type: record.Day{}, Ahead: true, After: "due_on", Tells: TellsDue, Width: 90},
		{Key: "extended_on", Title: "批准日期", Aliases: []string{"延期批准日期"}, Type: record.Day{}, Note: "同意延期的日期，从这天起按延期后的期限算；登记延期时空着就是今天", Width: 90},
		{Key: "extended_by", Title: "延期批准人", Aliases: []string{"批准人"}, Width: 80},
		{Key: "extended_why", Title: "延期理由", Note: "超过规定的次数或最长期限仍然批准的，写明「特批」和原因", Width: 120},
		{Key: "asked_on", Title: "申退日期", Aliases: []string{"申请退办日期"}, Type: record.Day{}, Width: 90},
		{Key: "asked_why", Title: "申退理由", Note: "过了申退期限仍然受理的，写明「逾期受理」和原因", Type: record.Long{}},
		{Key: "kept_on", Title: "申退驳回", Aliases: []string{"申退驳回日期"}, Type: record.Day{}, Note: "不同意退办的日期，此后该单位继续承办", Width: 90},
		{Key: "returned_on", Title: "申退同意", Type: record.Day{}, Note: "同意退办的日期，此后该单位不再承办", Width: 90},
		{Key: "replied_on", Title: "答复日期", Expr: "COALESCE(y.replied_on, '')", Type: record.Day{}, Width: 90},
		{Key: "result_class", Title: "办理结果", Expr: "COALESCE(y.result_class, '')", Type: record.Word{Dictionary: "result_class"}, Width: 60, Tells: tellsClass},
		{Key: "doc_number", Title: "答复文号", Expr: "COALESCE(y.doc_number, '')", Width: 110},
		{Key: "signer", Title: "签发人", Expr: "COALESCE(y.signer, '')", Width: 60},
		{Key: "reply", Title: "答复内容", Expr: "COALESCE(y.body, '')", Type: record.Long{}},
		{Key: "silent_on", Title: "到期未反馈", Aliases: []string{"到期未反馈日期", "未反馈办结日期"}, Type: record.Day{}, Note: "过了反馈期限没有收回征询意见表、不再等的日期，按未表态办结", Width: 90},
		{Key: "evaluation", Title: "低分评议", Aliases: []string{"评议", "评议名称"}, Expr: "COALESCE(ev.name, '')", Note: "因哪次民主评议的低分重新办理；别的空着", Width: 150},
		{Key: "note", Title: "备注", Type: record.Long{}},
	},
	Check: func(all []record.Values) error {
		units := make([]docket.Assignment, len(all))
		for i, v := range all {
			units[i] = docket.Assignment{Unit: v["unit"], Round: record.CountOf(v["round"]), Role: v["role"], ReturnedOn: v["returned_on"], RepliedOn: v["replied_on"]}
		}
		if fault := docket.UnitFault(units); fault != "" {
			return store.Refuse(store.CodeInvalid, "%s", fault)
		}
		return nil
	},
	First: func(a, b record.Values) int { return cmp.Compare(leads(a), leads(b)) },
	Row:   assignmentRow,
	Also:  saveReply,
}

// leads is 1 for the leading unit: the schema has no two of them in a round, so one stops before the other begins.
func leads(v record.Values) int {
	if v["role"] == docket.RoleLead {
		return 1
	}
	return 0
}

// deadlineRule is the rule of what a unit owes: its opinion to the lead, or its reply of the first round or of a rework.
func deadlineRule(v record.Values) string {
	switch {
	case v["role"] == docket.RoleCo:
		return "co_opinion"
	case record.CountOf(v["round"]) > 1:
		return "reply_rework"
	default:
		return "reply"
	}
}

// assignmentRow settles unit and deadline. A deadline is counted by the office's rule unless one was given; it is counted again only when the
// day of assignment, the deadline or what the unit owes changes, so that a rule changed later leaves it alone.
func assignmentRow(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values) (store.Columns, error) {
	row := v.Pick("role", "assigned_on", "assigned_by", "extended_to", "extended_by", "extended_why", "accepted_on", "asked_on", "asked_why", "kept_on", "returned_on", "silent_on", "note")
	if err := checkAsked(ctx, tx, owner, v, was); err != nil {
		return nil, err
	}
	if err := checkSilent(ctx, tx, owner, v, was); err != nil {
		return nil, err
	}
	row["round"] = record.CountOf(v["round"])
	if err := settleExtension(ctx, tx, owner, v, was, row); err != nil {
		return nil, err
	}
	if given, err := settleUnit(ctx, tx, owner, v, was, row); err != nil || !given {
		return nil, err
	}
	if err := refuseGone(ctx, tx, v, was, row); err != nil {
		return nil, err
	}
	if err := settleDue(ctx, tx, owner, v, was, row); err != nil {
		return nil, err
	}
	return row, checkApproved(ctx, tx, owner, v, was, row)
}

// settleDue puts the deadline into the row where it is another than the one stored.
func settleDue(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values, row store.Columns) error {
	if v["role"] == docket.RoleCo && v["due_on"] == "" && v["assigned_on"] == "" {
		row["due_on"], row["due_rule"] = "", ""
		return nil
	}
	if was != nil && v["assigned_on"] == was["assigned_on"] && v["due_on"] == was["due_on"] && (v["role"] == docket.RoleCo) == (was["role"] == docket.RoleCo) {
		return nil
	}
	spoken := v["due_on"] != was["due_on"]
	due, rule, err := dueDate(ctx, tx, deadlineRule(v), owner, v["assigned_on"], v["due_on"], spoken)
	if err != nil {
		return err
	}
	row["due_on"], row["due_rule"] = due, rule
	return nil
}

// settleUnit puts into the row who is given the work, and which low score sent it back to whom; given is false for work that another row gives already.
func settleUnit(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values, row store.Columns) (given bool, err error) {
	if was != nil && v["unit"] == was["unit"] && v["evaluation"] == was["evaluation"] {
		return true, nil
	}
	named, _, err := unitOf(ctx, tx, owner, v["unit"], assignedNow)
	if err != nil {
		return false, err
	}
	worker, err := workerOf(ctx, tx, owner, named, v, was)
	if err != nil || worker == 0 {
		return false, err
	}
	row["unit_id"] = worker
	return true, settleLow(ctx, tx, owner, named, v, was, row)
}

// workerOf is the unit that is given the work of a row that names unit: of work handed over after that one was merged into another, the other; 0 where the
// other was given it in the same round already, as when both are to do theirs once more.
func workerOf(ctx context.Context, tx *store.Tx, owner, unit int64, v, was record.Values) (int64, error) {
	if was != nil {
		return unit, nil
	}
	day := cmp.Or(v["assigned_on"], tx.Today())
	heir, err := roster.SuccessorOn(ctx, tx, unit, day)
	if err != nil {
		return 0, err
	}
	taken, err := store.Texts(ctx, tx, `SELECT u.name FROM assignment a JOIN unit u ON u.id = a.unit_id WHERE a.proposal_id = ?0 AND a.round = ?1 AND a.unit_id = ?2
		AND EXISTS (SELECT 1 FROM assignment b WHERE b.proposal_id = ?0 AND b.unit_id <> ?2 AND `+roster.SuccessorSQL("b.unit_id", "?3")+" = ?2)", owner, record.CountOf(v["round"]), heir, day)
	switch {
	case err != nil || len(taken) == 0:
		return heir, err
	case v["evaluation"] != "":
		return 0, store.Refuse(store.CodeConflict, "「%s」已并入「%s」，第 %s 轮已交办给「%s」，它答复以后才能再送。", v["unit"], taken[0], v["round"], taken[0])
	default:
		return 0, nil
	}
}

// acceptLate has a 申退 accepted that comes after its limit, where its reason says so.
const acceptLate = "逾期受理"

// checkAsked refuses a 申退 after the day until which the office's rule lets a unit ask for it.
func checkAsked(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values) error {
	asked, assigned := v["asked_on"], v["assigned_on"]
	if asked == "" || assigned == "" || asked == was["asked_on"] || strings.Contains(v["asked_why"], acceptLate) {
		return nil
	}
	until, why, err := ruledDate(ctx, tx, "return", owner, assigned)
	if err != nil || asked <= until {
		return err
	}
	if tx.Importing {
		tx.Remark("申退晚于申退期限的有")
		return nil
	}
	why, _, _ = strings.Cut(why, "，")
	return store.Refuse(store.CodeInvalid, "「%s」最迟应在 %s 申退（%s），%s 才提出，已经过期；确实要受理，请在「申退理由」里写明「%s」和原因。", v["unit"], until, why, asked, acceptLate)
}

// The units a proposal is assigned to, and those with them whose work on it went on to another.
const (
	assignedNow  = "SELECT unit_id FROM assignment WHERE proposal_id = ?0"
	assignedEver = assignedNow + " UNION SELECT w.unit_id FROM assignment_past w JOIN assignment x ON x.id = w.assignment_id WHERE x.proposal_id = ?0"
)

// unitOf finds the unit a proposal's row names, among others than those that the query have finds by the name it bears now: work done by a unit that
// was merged into another since stays with it. assigned reports whether it is one of have.
func unitOf(ctx context.Context, tx *store.Tx, proposalID int64, name, query string) (id int64, assigned bool, err error) {
	have, err := store.IDs(ctx, tx, query, proposalID)
	if err != nil {
		return 0, false, err
	}
	id, err = roster.FindUnit(ctx, tx, name, have...)
	return id, slices.Contains(have, id), err
}

// saveReply stores what the unit answered; without a date there is no reply.
func saveReply(ctx context.Context, tx *store.Tx, id int64, v record.Values) error {
	known, err := store.LookUp(ctx, tx, "SELECT id FROM reply WHERE assignment_id = ?", id)
	if err != nil {
		return err
	}
	if v["replied_on"] == "" {
		if v["result_class"] != "" || v["doc_number"] != "" || v["signer"] != "" || v["reply"] != "" {
			return store.Refuse(store.CodeInvalid, "「%s」有办理结果或答复文号，却没有答复日期，请补上答复日期。", v["unit"])
		}
		if known == 0 {
			return nil
		}
		return tx.Run(ctx, "DELETE FROM reply WHERE id = ?", known)
	}
	row := v.Pick("replied_on", "result_class", "doc_number", "signer")
	row["body"] = v["reply"]
	if known == 0 {
		row["assignment_id"] = id
		_, err = tx.Insert(ctx, "reply", row)
		return err
	}
	same, err := store.LookUp(ctx, tx, "SELECT id FROM reply WHERE id = ? AND replied_on = ? AND result_class = ? AND doc_number = ? AND signer = ? AND body = ?",
		known, row["replied_on"], row["result_class"], row["doc_number"], row["signer"], row["body"])
	if err != nil || same != 0 {
		return err
	}
	return tx.Update(ctx, "reply", known, row)
}
