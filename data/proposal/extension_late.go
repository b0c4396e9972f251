package proposal

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// AgreedAfter has an extension accepted that was approved after the deadline it puts off, where its reason says so.
const AgreedAfter = "补批"

// checkApproved refuses an extension approved when there was nothing left to put off: after the reply, or, unless its reason says so, after the deadline.
// row is what will be stored; what is stored already stays, and 00 names it.
func checkApproved(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values, row store.Columns) error {
	on := textOf(row, "extended_on", v["extended_on"])
	extended := was == nil || v["extended_to"] != was["extended_to"] || on != was["extended_on"] || v["extended_why"] != was["extended_why"]
	if on == "" || !extended && v["replied_on"] == was["replied_on"] {
		return nil
	}
	if v["replied_on"] != "" && v["replied_on"] < on {
		return store.Refuse(store.CodeInvalid, "「%s」%s 已经答复，延期却是 %s 批准的；答复以后没有期限可延，请核对答复日期和延期的批准日期。", v["unit"], v["replied_on"], on)
	}
	if !extended || strings.Contains(v["extended_why"], AgreedAfter) {
		return nil
	}
	due := textOf(row, "due_on", v["due_on"])
	if was["extended_to"] != "" {
		before, err := store.Texts(ctx, tx, `SELECT w.extended_to FROM assignment_past w JOIN assignment a ON a.id = w.assignment_id JOIN unit u ON u.id = a.unit_id
			WHERE a.proposal_id = ? AND a.round = ? AND u.name = ? AND w.extended_to <> '' AND w.extended_on < ? ORDER BY w.extended_on DESC, w.id DESC LIMIT 1`,
			owner, record.CountOf(was["round"]), was["unit"], on)
		if err != nil {
			return err
		}
		due = cmp.Or(strings.Join(before, ""), due)
	}
	if due == "" || on <= due {
		return nil
	}
	return store.Refuse(store.CodeInvalid, "「%s」的期限 %s 已过，%s 才批准延期；应在期限届满以前批准。确实补批的，请在「延期理由」里写明「%s」和原因；到期以前就批准了的，请改「批准日期」。", v["unit"], due, on, AgreedAfter)
}

// approved looks at whether an extension, and each before it, was approved while there was a deadline to put off.
func (j *judging) approved(then *docket.Case, a *docket.Assignment) {
	if a.ExtendedOn == "" {
		return
	}
	before := ""
	for i := range then.Past {
		if p := &then.Past[i]; p.Of == a.ID && p.ExtendedOn > before && p.ExtendedOn < a.ExtendedOn {
			before = p.ExtendedOn
			earlier := p.Assignment
			earlier.ID, earlier.RepliedOn = a.ID, "" // a reply before it is one before the last
			j.approvedOnce(then, &earlier)
		}
	}
	j.approvedOnce(then, a)
}

func (j *judging) approvedOnce(then *docket.Case, a *docket.Assignment) {
	j.looked(ruleApproved)
	due := then.DueBefore(a)
	switch {
	case a.RepliedOn != "" && a.RepliedOn < a.ExtendedOn:
		j.broken(ruleApproved, then, "「", a.Unit, "」", a.RepliedOn, " 已经答复，", a.ExtendedOn, " 才批准由 ", due, " 延期至 ", a.DueOn)
	case a.ExtendedOn <= due:
	case j.afterwards[extensionOf(a.ID, a.ExtendedOn)]:
		j.open(ruleApproved, then, "「", a.Unit, "」的期限 ", due, " 过后，", a.ExtendedOn, " 补批延期至 ", a.DueOn, "，请核对批件")
	default:
		j.broken(ruleApproved, then, "「", a.Unit, "」的期限 ", due, " 过后，", a.ExtendedOn, " 才批准延期至 ", a.DueOn, "，没有写明补批")
	}
}

// extensionOf names the extension of an assignment by the day it was approved.
func extensionOf(id int64, on string) string { return strconv.FormatInt(id, 10) + " " + on }

// saidAfterwards are the extensions, by extensionOf, those put off once more too, whose reason says that they were approved after the deadline.
func saidAfterwards(ctx context.Context, db bun.IDB) (map[string]bool, error) {
	all, err := store.Texts(ctx, db, `SELECT id || ' ' || extended_on FROM assignment WHERE instr(extended_why, ?0) > 0
		UNION SELECT assignment_id || ' ' || extended_on FROM assignment_past WHERE instr(extended_why, ?0) > 0`, AgreedAfter)
	said := make(map[string]bool, len(all))
	for _, extension := range all {
		said[extension] = true
	}
	return said, err
}
