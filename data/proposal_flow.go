package data

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal"
	"cppccdesk/data/rows"
)

// asks are fields of a part, to be asked by a step; those named after must be known.
func asks(p *Part, keys []string, required ...string) []Field {
	var fields []Field
	for _, key := range keys {
		f := *p.field(key)
		f.Required, f.Default = slices.Contains(required, key), ""
		fields = append(fields, f)
	}
	return fields
}

// askedOf are fields of the proposal itself.
func askedOf(keys []string, required ...string) []Field {
	var fields []Field
	for _, key := range keys {
		f := *Proposals.Field(key)
		f.Required, f.Section, f.NoForm = slices.Contains(required, key), "", false
		fields = append(fields, f)
	}
	return fields
}

// concluded is a step that sets the conclusion of the review.
func concluded(conclusion string) func(Record, Values) (Values, error) {
	return func(_ Record, v Values) (Values, error) {
		change := maps.Clone(v)
		change["conclusion"] = conclusion
		return change, nil
	}
}

// What the office waits for in a state comes first among its steps: the window offers the first as the next one.
//
// The flow reads the fields of the proposals and the proposals' saver reads them back, so the declaration cannot hold it itself.
func init() {
	Proposals.Flow = &Flow{State: "status", on: proposalStates, Steps: []Step{
		{
			Name: "立案", From: []string{"已提交", "草稿", "不立案"}, To: []string{"已立案"},
			Asks: askedOf([]string{"reviewed_on", "number"}, "reviewed_on"), Do: concluded("立案"),
		},
		{
			Name: "并案", From: []string{"已提交", "已立案"}, To: []string{"已并案"},
			Asks: askedOf([]string{"reviewed_on", "merged_number"}, "reviewed_on", "merged_number"), Do: concluded("并案"),
		},
		{
			Name: "不予立案", From: []string{"已提交", "草稿"}, To: []string{"不立案"},
			Asks: askedOf([]string{"reviewed_on", "reasons", "destination"}, "reviewed_on", "reasons"), Do: concluded("不予立案"),
		},
		{
			Name: "退回修改", From: []string{"已提交"}, To: []string{"草稿"},
			Asks: askedOf([]string{"reviewed_on"}), Do: concluded("退回修改"),
		},
		{
			Name: "重新提交", From: []string{"草稿"}, To: []string{"已提交"},
			Do: func(Record, Values) (Values, error) { return Values{"conclusion": "", "reviewed_on": ""}, nil },
		},
		{
			Name: "撤案", From: []string{"已立案"}, To: []string{"已撤案"},
			Asks: askedOf([]string{"reviewed_on"}), Do: concluded("撤案"),
		},
		{
			Name: "交办", From: []string{"已立案"}, To: []string{"办理中"},
			Asks: askedOf([]string{"lead_units", "co_units", "handling", "assigned_on", "assigned_by", "due_on"}, "lead_units", "assigned_on"),
			Do:   func(_ Record, v Values) (Values, error) { return maps.Clone(v), nil },
		},
		{
			Name: "登记答复", From: []string{"办理中", "重新办理"}, To: []string{"办理中", "重新办理", "已答复", "已办结"},
			Asks:   asks(assignments, []string{"unit", "replied_on", "result_class", "doc_number", "signer", "reply"}, "replied_on", "result_class"),
			Offers: unitsOf(owing), Guard: somebodyOwes, Do: ofUnit(owing),
		},
		{
			Name: "登记反馈", From: []string{"已答复", "办理中"}, To: []string{"已办结", "重新办理", "办理中", "已答复"},
			Asks:   asks(feedback, []string{"proposer", "unit", "returned_on", "attitude", "result", "adoption", "opinion"}, "returned_on", "result"),
			Offers: feedbackOffers, Guard: somebodyReplied, Do: fedBack,
		},
		{
			Name: "重新交办", From: []string{"重新办理"}, To: []string{"重新办理"},
			Asks: asks(assignments, []string{"assigned_on", "assigned_by", "due_on"}, "assigned_on"), Guard: nobodyOwes, Do: assignedAgain,
		},
		{
			Name: "登记面商", From: []string{"办理中", "重新办理", "已答复"}, To: []string{"办理中", "重新办理", "已答复"},
			Asks: asks(consultations, []string{"on_date", "mode", "unit", "people", "note"}, "on_date", "mode"), Offers: unitsOf(atWork),
			Do: func(r Record, v Values) (Values, error) { return added(r, "consultations", rows.Row(v)) },
		},
		{
			Name: "登记延期", From: []string{"办理中", "重新办理"}, To: []string{"办理中", "重新办理"},
			Asks: asks(assignments, []string{"unit", "extended_to", "note"}, "extended_to"), Offers: unitsOf(owing), Guard: somebodyOwes,
			Do: ofUnit(owing),
		},
		{
			Name: "同意申退", From: []string{"办理中", "重新办理"}, To: []string{"已立案", "办理中", "重新办理", "已答复", "已办结"},
			Asks: asks(assignments, []string{"unit", "returned_on", "note"}, "returned_on"), Offers: unitsOf(owing), Guard: somebodyOwes,
			Do: ofUnit(owing),
		},
	}}
}

// partRows reads a part of a record that was read from the store.
func partRows(r Record, key string) []rows.Row {
	all, err := rows.Parse(r.Values[key])
	if err != nil { // the store writes nothing else
		return nil
	}
	return all
}

// added is the part with one more row.
func added(r Record, key string, row rows.Row) (Values, error) {
	return Values{key: rows.Text(append(partRows(r, key), row))}, nil
}

// lastRound is the newest round of the proposal's units.
func lastRound(r Record) int {
	last := 0
	for _, row := range partRows(r, "assignments") {
		last = max(last, countOf(row["round"]))
	}
	return last
}

// atWork are the units that were not let go.
func atWork(r Record) []rows.Row {
	return slices.DeleteFunc(partRows(r, "assignments"), func(row rows.Row) bool { return row["returned_on"] != "" })
}

// owing are the rows of the units whose reply is still to come.
func owing(r Record) []rows.Row {
	return slices.DeleteFunc(atWork(r), func(row rows.Row) bool { return row["replied_on"] != "" || row["role"] == proposal.RoleCo })
}

// replied are the rows of the newest round's units that answered.
func replied(r Record) []rows.Row {
	last := strconv.Itoa(lastRound(r))
	return slices.DeleteFunc(atWork(r), func(row rows.Row) bool { return row["round"] != last || row["replied_on"] == "" })
}

// unitsOf offers the units of the rows.
func unitsOf(find func(Record) []rows.Row) func(Record) map[string][]string {
	return func(r Record) map[string][]string { return map[string][]string{"unit": unitNames(find(r))} }
}

func unitNames(all []rows.Row) []string {
	var names []string
	for _, row := range all {
		if !slices.Contains(names, row["unit"]) {
			names = append(names, row["unit"])
		}
	}
	return names
}

func somebodyOwes(r Record) string {
	if len(owing(r)) == 0 {
		return "各单位都已答复。"
	}
	return ""
}

func nobodyOwes(r Record) string {
	if names := unitNames(owing(r)); len(names) > 0 {
		return "「" + JoinNames(names) + "」还没有答复，答复以后才能重新交办。"
	}
	return ""
}

func somebodyReplied(r Record) string {
	if len(replied(r)) == 0 {
		return "还没有单位答复。"
	}
	return ""
}

// ofUnit puts what was asked into the row of the unit named, or of the only one there is.
func ofUnit(find func(Record) []rows.Row) func(Record, Values) (Values, error) {
	return func(r Record, v Values) (Values, error) {
		among := find(r)
		unit := v["unit"]
		if unit == "" {
			if names := unitNames(among); len(names) > 1 {
				return nil, Refuse(CodeInvalid, "有 %d 家单位，请写明「承办单位」是哪一家：%s。", len(names), JoinNames(names))
			}
			unit = among[0]["unit"]
		}
		chosen := slices.IndexFunc(among, func(row rows.Row) bool { return row["unit"] == unit })
		if chosen < 0 {
			return nil, Refuse(CodeInvalid, "「%s」不在其中，可以选的有：%s。", unit, JoinNames(unitNames(among)))
		}
		all := partRows(r, "assignments")
		row := byRowID(all, among[chosen][rows.ID])
		for key, value := range v {
			if key != "unit" && value != "" {
				row[key] = value
			}
		}
		return Values{"assignments": rows.Text(all)}, nil
	}
}

func feedbackOffers(r Record) map[string][]string {
	var names []string
	for _, row := range partRows(r, "proposers") {
		names = append(names, row["name"])
	}
	return map[string][]string{"unit": unitNames(replied(r)), "proposer": names}
}

// fedBack notes an opinion of the newest round that was answered.
func fedBack(r Record, v Values) (Values, error) {
	row := rows.Row(maps.Clone(v))
	row["round"] = strconv.Itoa(lastRound(r))
	return added(r, "feedback", row)
}

// assignedAgain opens the next round for the units that answer.
func assignedAgain(r Record, v Values) (Values, error) {
	all, last := partRows(r, "assignments"), strconv.Itoa(lastRound(r))
	next := strconv.Itoa(lastRound(r) + 1)
	for _, row := range atWork(r) {
		if row["round"] != last || row["role"] == proposal.RoleCo {
			continue
		}
		again := rows.Row(maps.Clone(v))
		again["round"], again["unit"], again["role"] = next, row["unit"], row["role"]
		all = append(all, again)
	}
	return Values{"assignments": rows.Text(all)}, nil
}

func proposalStates(ctx context.Context, db bun.IDB, scope Scope, id int64) (map[int64]string, error) {
	filter := ProposalFilter{Year: scope.Year}
	if id != 0 {
		filter = ProposalFilter{IDs: []int64{id}}
	}
	lines, err := FindProposals(ctx, db, filter, scope.Day)
	states := make(map[int64]string, len(lines))
	for i := range lines {
		states[lines[i].ID] = lines[i].Status
	}
	return states, err
}
