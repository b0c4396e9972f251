package data

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// proposalParts stores what hangs on one proposal. Each part is left alone when v does not speak of it.
type proposalParts struct {
	tx        *Tx
	id        int64
	sessionID int64
	v         Values
}

func (p proposalParts) speaksOf(keys ...string) bool { return slices.ContainsFunc(keys, p.v.Has) }

// stored gives the value of key as v has it, else as it is stored.
func (p proposalParts) stored(ctx context.Context, keys ...string) (Values, error) {
	r, err := Proposals.Record(ctx, p.tx, p.id)
	if err != nil {
		return nil, err
	}
	want := Values{}
	for _, key := range keys {
		if want[key] = r.Values[key]; p.v.Has(key) {
			want[key] = p.v[key]
		}
	}
	return want, nil
}

func (p proposalParts) proposers(ctx context.Context) error {
	if !p.speaksOf("proposer", "joint") {
		return nil
	}
	want, err := p.stored(ctx, "proposer", "joint")
	if err != nil {
		return err
	}
	names := SplitNames(want["proposer"])
	for _, name := range want.Many("joint") {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return Refuse(CodeInvalid, "缺少提案人。")
	}
	for i, name := range names {
		memberID, err := p.memberByName(ctx, name)
		if err != nil {
			return err
		}
		known, err := lookUp(ctx, p.tx, "SELECT id FROM proposal_proposer WHERE proposal_id = ? AND ordinal = ?", p.id, i+1)
		if err != nil {
			return err
		}
		role := "联名"
		if i == 0 {
			role = "提案人"
		}
		row := columns{"proposal_id": p.id, "ordinal": i + 1, "role": role, "member_id": orNull(memberID), "name": name}
		if _, err := p.tx.put(ctx, "proposal_proposer", known, row); err != nil {
			return err
		}
	}
	return p.tx.exec(ctx, "DELETE FROM proposal_proposer WHERE proposal_id = ? AND ordinal > ?", p.id, len(names))
}

// memberByName is the one member of the session's term so named; 0 for a body, a stranger, or when several share the name.
func (p proposalParts) memberByName(ctx context.Context, name string) (int64, error) {
	found, err := ids(ctx, p.tx, `SELECT m.id FROM member m JOIN person x ON x.id = m.person_id
		WHERE x.name = ? AND m.deleted_at = '' AND m.term_id = (SELECT term_id FROM session WHERE id = ?)`, name, p.sessionID)
	if err != nil || len(found) != 1 {
		return 0, err
	}
	return found[0], nil
}

func (p proposalParts) review(ctx context.Context) error {
	if p.v["conclusion"] != "" {
		known, err := lookUp(ctx, p.tx, "SELECT id FROM proposal_review WHERE proposal_id = ? AND stage = '审定'", p.id)
		if err != nil {
			return err
		}
		row := columns{"proposal_id": p.id, "stage": "审定", "conclusion": p.v["conclusion"]}
		if p.v.Has("reviewed_on") {
			row["on_date"] = p.v["reviewed_on"]
		}
		if _, err := p.tx.put(ctx, "proposal_review", known, row); err != nil {
			return err
		}
	}
	if !p.v.Has("reasons") {
		return nil
	}
	if err := p.tx.exec(ctx, "DELETE FROM proposal_refusal WHERE proposal_id = ?", p.id); err != nil {
		return err
	}
	for _, reason := range p.v.Many("reasons") {
		if _, err := p.tx.insert(ctx, "proposal_refusal", columns{"proposal_id": p.id, "reason": reason}); err != nil {
			return err
		}
	}
	return nil
}

func (p proposalParts) key(ctx context.Context) error {
	if !p.speaksOf("is_key", "chair_leader", "method") {
		return nil
	}
	known, err := lookUp(ctx, p.tx, "SELECT id FROM key_proposal WHERE proposal_id = ?", p.id)
	if err != nil {
		return err
	}
	row := p.v.pick("chair_leader", "method")
	row["proposal_id"] = p.id
	wanted := yes(p.v["is_key"]) || p.v["chair_leader"] != ""
	switch {
	case p.v.Has("is_key") && !wanted && known != 0:
		return p.tx.exec(ctx, "DELETE FROM key_proposal WHERE id = ?", known)
	case wanted || known != 0:
		_, err = p.tx.put(ctx, "key_proposal", known, row)
	}
	return err
}

func (p proposalParts) assign(ctx context.Context) error {
	if !p.speaksOf("lead_units", "co_units", "assigned_on", "assigned_by", "due_on", "handling") {
		return nil
	}
	want, err := p.stored(ctx, "lead_units", "co_units", "assigned_on", "assigned_by", "due_on", "handling", "conclusion")
	if err != nil {
		return err
	}
	if want["lead_units"] == "" && want["co_units"] == "" {
		return nil
	}
	if want["conclusion"] != "" && want["conclusion"] != "立案" {
		return Refuse(CodeInvalid, "审查结论是「%s」的提案不能交办,请先改审查结论或去掉承办单位。", want["conclusion"])
	}
	leads, err := p.findUnits(ctx, 1, want["lead_units"])
	if err != nil {
		return err
	}
	cos, err := p.findUnits(ctx, 1, want["co_units"])
	if err != nil {
		return err
	}
	role := "主办"
	switch {
	case len(leads) == 0:
		return Refuse(CodeInvalid, "有会办单位却没有主办单位,请填「主办单位」。")
	case want["handling"] == "分办":
		role = "分办"
	case len(leads) > 1:
		return Refuse(CodeInvalid, "主办单位只能有 1 家,这里有 %d 家;如由各单位分别答复,请把「办理类型」填为分办。", len(leads))
	}
	due, rule, err := dueDate(ctx, p.tx, "reply", want["assigned_on"], want["due_on"], p.v.Has("due_on"))
	if err != nil {
		return err
	}
	row := columns{"assigned_on": want["assigned_on"], "assigned_by": want["assigned_by"], "due_on": due, "due_rule": rule}
	if err := p.putAssignments(ctx, 1, role, leads, row); err != nil {
		return err
	}
	return p.putAssignments(ctx, 1, "会办", slices.DeleteFunc(cos, func(id int64) bool { return slices.Contains(leads, id) }), row)
}

// findUnits finds the units named for a round. Work done by a unit that was merged into another since stays with it.
func (p proposalParts) findUnits(ctx context.Context, round int, names string) ([]int64, error) {
	have, err := ids(ctx, p.tx, "SELECT unit_id FROM assignment WHERE proposal_id = ? AND round = ?", p.id, round)
	if err != nil {
		return nil, err
	}
	return FindUnits(ctx, p.tx, names, have...)
}

// putAssignments makes the units of that role and round exactly these.
func (p proposalParts) putAssignments(ctx context.Context, round int, role string, units []int64, common columns) error {
	keep := []string{"0"}
	for _, unitID := range units {
		keep = append(keep, strconv.FormatInt(unitID, 10))
	}
	same := "role = '会办'"
	if role != "会办" {
		same = "role <> '会办'"
	}
	if err := p.tx.exec(ctx, "DELETE FROM assignment WHERE proposal_id = ? AND round = ? AND "+same+" AND unit_id NOT IN ("+strings.Join(keep, ",")+")", p.id, round); err != nil {
		return err
	}
	for _, unitID := range units {
		known, err := lookUp(ctx, p.tx, "SELECT id FROM assignment WHERE proposal_id = ? AND round = ? AND unit_id = ?", p.id, round, unitID)
		if err != nil {
			return err
		}
		row := columns{"proposal_id": p.id, "round": round, "role": role, "unit_id": unitID}
		for name, value := range common {
			row[name] = value
		}
		if _, err := p.tx.put(ctx, "assignment", known, row); err != nil {
			return err
		}
	}
	return nil
}

func (p proposalParts) reply(ctx context.Context) error {
	if !p.speaksOf("replied_on", "doc_number", "result_class", "signer") {
		return nil
	}
	return p.putReplies(ctx, 1, p.v.pick("replied_on", "doc_number", "result_class", "signer"))
}

// putReplies stores the same reply for each answering unit of the round; clearing the date takes the replies back.
func (p proposalParts) putReplies(ctx context.Context, round int, row columns) error {
	answering, err := ids(ctx, p.tx, "SELECT id FROM answering WHERE proposal_id = ? AND round = ?", p.id, round)
	if err != nil {
		return err
	}
	on, speaks := row["replied_on"].(string)
	if len(answering) == 0 {
		if on != "" {
			return Refuse(CodeInvalid, "有答复日期 %s,却没有承办单位,请先填「主办单位」。", on)
		}
		return nil
	}
	for _, assignmentID := range answering {
		known, err := lookUp(ctx, p.tx, "SELECT id FROM reply WHERE assignment_id = ?", assignmentID)
		if err != nil {
			return err
		}
		switch {
		case speaks && on == "" && known != 0:
			err = p.tx.exec(ctx, "DELETE FROM reply WHERE id = ?", known)
		case on != "" || known != 0:
			row["assignment_id"] = assignmentID
			_, err = p.tx.put(ctx, "reply", known, row)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p proposalParts) consult(ctx context.Context) error {
	if p.v["consulted_by"] == "" && p.v["consulted_on"] == "" {
		return nil
	}
	known, err := lookUp(ctx, p.tx, "SELECT id FROM consultation WHERE proposal_id = ? ORDER BY id LIMIT 1", p.id)
	if err != nil {
		return err
	}
	row := columns{"proposal_id": p.id}
	if p.v.Has("consulted_on") {
		row["on_date"] = p.v["consulted_on"]
	}
	if mode := p.v["consulted_by"]; mode != "" {
		row["mode"] = mode
	} else if known == 0 {
		row["mode"] = "其他"
	}
	_, err = p.tx.put(ctx, "consultation", known, row)
	return err
}

func (p proposalParts) feedback(ctx context.Context) error {
	return p.putFeedback(ctx, 1, map[string]string{"returned_on": "feedback_on", "attitude": "attitude", "result": "satisfaction", "adoption": "adoption"})
}

// putFeedback stores the first proposer's feedback of the round; names maps columns to keys of v.
func (p proposalParts) putFeedback(ctx context.Context, round int, names map[string]string) error {
	row := columns{}
	said := false
	for column, key := range names {
		if value, ok := p.v[key]; ok && (value != "" || column == "returned_on" || column == "adoption") {
			row[column] = value
			said = said || value != ""
		}
	}
	known, err := lookUp(ctx, p.tx, "SELECT id FROM feedback WHERE proposal_id = ? AND round = ? ORDER BY id LIMIT 1", p.id, round)
	if err != nil || (known == 0 && !said) || len(row) == 0 {
		return err
	}
	first, err := lookUp(ctx, p.tx, "SELECT id FROM proposal_proposer WHERE proposal_id = ? AND ordinal = 1", p.id)
	if err != nil {
		return err
	}
	row["proposal_id"], row["round"], row["proposer_id"] = p.id, round, orNull(first)
	_, err = p.tx.put(ctx, "feedback", known, row)
	return err
}

// rework opens and fills the second round: the answering units answer again.
func (p proposalParts) rework(ctx context.Context) error {
	if p.v["again_on"] == "" && p.v["again_replied_on"] == "" && !p.speaksOf("again_due_on", "again_class", "again_feedback_on", "again_satisfaction") {
		return nil
	}
	if err := p.assignAgain(ctx); err != nil {
		return err
	}
	row := columns{}
	if p.v.Has("again_replied_on") {
		row["replied_on"] = p.v["again_replied_on"]
	}
	if p.v.Has("again_class") {
		row["result_class"] = p.v["again_class"]
	}
	if len(row) > 0 {
		if err := p.putReplies(ctx, 2, row); err != nil {
			return err
		}
	}
	return p.putFeedback(ctx, 2, map[string]string{"returned_on": "again_feedback_on", "result": "again_satisfaction"})
}

// assignAgain assigns the second round to the leading units, once it has a day.
func (p proposalParts) assignAgain(ctx context.Context) error {
	want, err := p.stored(ctx, "again_on", "again_due_on", "lead_units", "handling")
	if err != nil || want["again_on"] == "" {
		return err
	}
	leads, err := p.findUnits(ctx, 2, want["lead_units"])
	if err != nil {
		return err
	}
	if len(leads) == 0 {
		return Refuse(CodeInvalid, "有重办交办日期,却没有主办单位。")
	}
	role := "主办"
	if want["handling"] == "分办" {
		role = "分办"
	}
	due, rule, err := dueDate(ctx, p.tx, "reply_rework", want["again_on"], want["again_due_on"], p.v.Has("again_due_on"))
	if err != nil {
		return err
	}
	row := columns{"assigned_on": want["again_on"], "due_on": due, "due_rule": rule}
	if err := p.putAssignments(ctx, 2, role, leads, row); err != nil {
		return fmt.Errorf("rework: %w", err)
	}
	return nil
}
