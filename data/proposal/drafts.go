package proposal

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// replyDrafts are the 答复送审 of a proposal: what units mean to reply, checked before it is the reply. Those returned are kept.
var replyDrafts = &record.Part{
	Title: "答复送审", Table: "reply_draft", Owner: "proposal_id",
	From:  "reply_draft x JOIN unit u ON u.id = x.unit_id",
	Order: "x.round, x.sent_on, x.turn, x.id",
	Fields: []record.Field{
		{Key: "round", Title: "轮次", Type: record.Whole{Min: 1}, Required: true, Default: "1", Example: "1", Width: 40},
		{Key: "unit", Title: "承办单位", Aliases: []string{"送审单位", "单位"}, Expr: "u.name", Required: true, Width: 140},
		{Key: "sent_on", Title: "送审日期", Aliases: []string{"送审时间"}, Type: record.Day{}, Required: true, Width: 90},
		{Key: "turn", Title: "当日第几次", Aliases: []string{"送审次数", "第几次送审"}, Type: record.Whole{Min: 1}, Default: "1", Example: "1", Note: "退回以后同一天再送审的是第 2 次，空着是第 1 次", Width: 60},
		{Key: "result_class", Title: "办理结果", Aliases: []string{"类别标记"}, Type: record.Word{Dictionary: "result_class"}, Required: true, Width: 60, Tells: tellsClass},
		{Key: "doc_number", Title: "答复文号", Aliases: []string{"文号"}, Required: true, Width: 110},
		{Key: "signer", Title: "签发人", Required: true, Width: 60},
		{Key: "reply", Title: "答复内容", Expr: "x.body", Type: record.Long{}},
		{Key: "judged_on", Title: "审核日期", Aliases: []string{"审核时间"}, Type: record.Day{}, Note: "通过的日期就是答复日期", Width: 90},
		{Key: "outcome", Title: "审核结果", Type: record.Word{Words: []string{docket.Passed, docket.Returned}}, Width: 60},
		{Key: "reason", Title: "退回理由", Aliases: []string{"退回原因"}, Type: record.Long{}},
	},
	Check: func(all []record.Values) error {
		met := map[[4]string]bool{}
		for _, v := range all {
			is := [4]string{v["round"], v["unit"], v["sent_on"], cmp.Or(v["turn"], "1")}
			if met[is] {
				return store.Refuse(store.CodeInvalid, "「%s」第 %s 轮 %s 的答复送审写了两次，请删去一行；退回以后当天再送审的，「当日第几次」写 2。", v["unit"], v["round"], v["sent_on"])
			}
			met[is] = true
		}
		return nil
	},
	Row: func(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values) (store.Columns, error) {
		switch {
		case v["judged_on"] == "" != (v["outcome"] == ""):
			return nil, store.Refuse(store.CodeInvalid, "「%s」%s 的答复送审要同时写明审核日期和审核结果，或都空着。", v["unit"], v["sent_on"])
		case v["outcome"] == docket.Returned && v["reason"] == "":
			return nil, store.Refuse(store.CodeInvalid, "「%s」%s 送审的答复退回了，请写明「退回理由」。", v["unit"], v["sent_on"])
		case v["outcome"] != docket.Returned && v["reason"] != "":
			return nil, store.Refuse(store.CodeInvalid, "「%s」%s 送审的答复没有退回，却有退回理由，请核对审核结果。", v["unit"], v["sent_on"])
		}
		row := v.Pick("sent_on", "result_class", "doc_number", "signer", "judged_on", "outcome", "reason")
		row["round"], row["turn"], row["body"] = record.CountOf(v["round"]), max(1, record.CountOf(v["turn"])), v["reply"]
		return row, unitOfProposal(ctx, tx, owner, v, was, row)
	},
}

// checksReplies is the key of what says that the office has replies checked before they count.
const checksReplies = "checks_replies"

func showsDrafts(v record.Values) bool { return record.Yes(v[checksReplies]) || v["drafts"] != "" }

// draftOf is the draft of the unit's reply in its round that waits to be judged; nil for none.
func draftOf(drafts []rows.Row, unit rows.Row) rows.Row {
	for _, d := range drafts {
		if d["outcome"] == "" && d["round"] == unit["round"] && d["unit"] == unit["unit"] {
			return d
		}
	}
	return nil
}

// checking are the rows of the units whose reply waits to be judged.
func checking(r record.Record) []rows.Row {
	drafts := partRows(r, "drafts")
	return slices.DeleteFunc(owing(r), func(unit rows.Row) bool { return draftOf(drafts, unit) == nil })
}

// working are the rows of the units that owe a reply, do not ask to be let go and have not sent what they mean to reply.
func working(r record.Record) []rows.Row {
	drafts := partRows(r, "drafts")
	return slices.DeleteFunc(staying(r), func(unit rows.Row) bool { return draftOf(drafts, unit) != nil })
}

func somebodyWorks(r record.Record) string {
	if why := somebodyStays(r); why != "" || len(working(r)) > 0 {
		return why
	}
	return "各单位的答复已送审，请先「答复通过」或「答复退回」。"
}

// mayReply says why a reply cannot be noted as it is.
func mayReply(r record.Record) string {
	if record.Yes(r.Values[checksReplies]) {
		return "本单位的答复要先送审，请用「答复送审」，审核通过的日期就是答复日期。"
	}
	return somebodyWorks(r)
}

// heard are the rows of the units that can send their reply: somebody talked with them about it.
func heard(r record.Record) []rows.Row {
	at := partRows(r, "assignments")
	talks := slices.DeleteFunc(partRows(r, "consultations"), func(talk rows.Row) bool { return talk["unit"] == "" })
	anybody := len(talks) < len(partRows(r, "consultations")) || slices.ContainsFunc(talks, func(talk rows.Row) bool {
		return !slices.ContainsFunc(at, func(unit rows.Row) bool { return unit["unit"] == talk["unit"] }) // it handed its work over
	})
	return slices.DeleteFunc(working(r), func(unit rows.Row) bool {
		return !anybody && !slices.ContainsFunc(talks, func(talk rows.Row) bool { return talk["unit"] == unit["unit"] })
	})
}

func maySend(r record.Record) string {
	if !record.Yes(r.Values[checksReplies]) {
		return "本单位的答复不用送审，请直接「登记答复」；要先送审，请在「设置」里改「答复要先送审」。"
	}
	return somebodyWorks(r)
}

// nobodyHeard says of a proposal whose replies are to be checked that somebody has to be talked with first.
func nobodyHeard(r record.Record) string {
	if len(heard(r)) > 0 {
		return ""
	}
	return "还没有与「" + zh.JoinNames(unitNames(working(r))) + "」面商的记录，请先「登记面商」，再送审。"
}

func somebodySent(r record.Record) string {
	if len(checking(r)) == 0 {
		return "没有送审的答复。"
	}
	return ""
}

// sentBack is what the form of sending a reply for checking begins with: the draft that was returned last of the only unit, or of the only one of several
// whose draft was returned.
func sentBack(r record.Record) record.Values {
	units, begins := heard(r), []record.Values{}
	for _, unit := range units {
		var last rows.Row
		for _, d := range partRows(r, "drafts") {
			if d["round"] == unit["round"] && d["unit"] == unit["unit"] {
				last = d
			}
		}
		if last["outcome"] == docket.Returned {
			begins = append(begins, record.Values{"unit": unit["unit"], "result_class": last["result_class"], "doc_number": last["doc_number"], "signer": last["signer"], "reply": last["reply"]})
		}
	}
	if len(begins) != 1 {
		return nil
	}
	if len(units) == 1 {
		delete(begins[0], "unit") // there is nothing to choose
	}
	return begins[0]
}

// sent adds a draft of the reply of the unit that v names, or of the only one there is.
func sent(r record.Record, v record.Values) (record.Values, error) {
	unit, err := oneUnit(heard(r), v["unit"])
	if err != nil {
		return nil, err
	}
	turn := 1
	for _, d := range partRows(r, "drafts") {
		if d["round"] == unit["round"] && d["unit"] == unit["unit"] && d["sent_on"] == v["sent_on"] {
			turn++
		}
	}
	row := rows.Row{"round": unit["round"], "unit": unit["unit"], "turn": strconv.Itoa(turn)}
	for key, value := range v {
		if key != "unit" {
			row[key] = value
		}
	}
	return added(r, "drafts", row)
}

// judged notes what became of the draft that waits.
func judged(outcome string) func(record.Record, record.Values) (record.Values, error) {
	return func(r record.Record, v record.Values) (record.Values, error) {
		unit, err := oneUnit(checking(r), v["unit"])
		if err != nil {
			return nil, err
		}
		all := partRows(r, "drafts")
		draft := draftOf(all, unit)
		draft["judged_on"], draft["outcome"], draft["reason"] = v["judged_on"], outcome, v["reason"]
		return record.Values{"drafts": rows.Text(all)}, nil
	}
}

// passed puts each draft that is now said to have passed into the row of its unit, as its reply.
func (f *flat) passed(ctx context.Context, tx *store.Tx) error {
	was, err := replyDrafts.Parse(f.was["drafts"])
	if err != nil {
		return err
	}
	for _, d := range f.drafts {
		if before := record.ByRowID(was, d[rows.ID]); d["outcome"] != docket.Passed || before != nil && before["outcome"] == docket.Passed {
			continue
		}
		unitID, _, err := unitOf(ctx, tx, f.id, d["unit"], assignedEver)
		if err != nil {
			return err
		}
		name, err := unitName(ctx, tx, unitID)
		if err != nil {
			return err
		}
		for _, unit := range f.assignedRows(d["round"]) {
			if unit["replied_on"] == "" && roster.SameWords(unit["unit"], name) {
				unit["replied_on"] = d["judged_on"]
				for _, key := range []string{"result_class", "doc_number", "signer", "reply"} {
					unit[key] = d[key]
				}
			}
		}
	}
	return nil
}

// refuseUnchecked refuses a reply typed that was not checked, where the office has replies checked. A file tells of earlier years, too.
func (f *flat) refuseUnchecked(ctx context.Context, tx *store.Tx) error {
	if tx.Importing {
		return nil
	}
	was, err := assignments.Parse(f.was["assignments"])
	if err != nil {
		return err
	}
	unchecked := slices.IndexFunc(f.assignments, func(unit rows.Row) bool {
		before := record.ByRowID(was, unit[rows.ID])
		return unit["replied_on"] != "" && unit["role"] != docket.RoleCo && (before == nil || before["replied_on"] == "") && !slices.ContainsFunc(f.drafts, func(d rows.Row) bool {
			return d["outcome"] == docket.Passed && d["judged_on"] == unit["replied_on"] && d["round"] == unit["round"]
		})
	})
	if unchecked < 0 {
		return nil
	}
	on, err := store.Texts(ctx, tx, "SELECT value FROM setting WHERE key = 'proposal.check_replies'")
	if err != nil || !record.Yes(on[0]) {
		return err
	}
	return store.Refuse(store.CodeInvalid, "「%s」的答复要先送审，审核通过的日期就是答复日期；请用「答复送审」「答复通过」登记，不用送审的请在「设置」里改「答复要先送审」。", f.assignments[unchecked]["unit"])
}

// MoveDraft has what the unit from sent of the assignment, and nobody judged yet, go on as what the unit into sent.
func MoveDraft(ctx context.Context, tx *store.Tx, assignmentID, from, into int64) error {
	return tx.Run(ctx, `UPDATE reply_draft SET unit_id = ?2 WHERE outcome = '' AND unit_id = ?1
		AND EXISTS (SELECT 1 FROM assignment a WHERE a.id = ?0 AND a.proposal_id = reply_draft.proposal_id AND a.round = reply_draft.round)`, assignmentID, from, into)
}
