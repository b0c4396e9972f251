package proposal

import (
	"context"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// KeepPast notes, beside the assignment remains, what the assignment id was until the day. Nothing is noted of a time before it began, or before it
// became what it is.
func KeepPast(ctx context.Context, tx *store.Tx, id, remains int64, until string) error {
	return tx.Run(ctx, `INSERT INTO assignment_past (assignment_id, was_id, unit_id, role, assigned_on, due_on, due_rule, extended_to, extended_on, returned_on, until_on)
		SELECT ?0, id, unit_id, role, assigned_on, due_on, due_rule, extended_to, extended_on, returned_on, ?1 FROM assignment a
		WHERE id = ?2 AND assigned_on < ?1 AND NOT EXISTS (SELECT 1 FROM assignment_past w WHERE w.assignment_id = a.id AND w.was_id = a.id AND w.until_on >= ?1)`, remains, until, id)
}

// settleExtension puts the day an extension was agreed to into the row, today where an assignment there is already is extended without one. What
// had been agreed to before counts until then. v is the row as it will be; was is as it is stored, nil for a new one.
func settleExtension(ctx context.Context, tx *store.Tx, owner int64, v, was record.Values, row store.Columns) error {
	on, today := v["extended_on"], tx.Today()
	changed := v["extended_to"] != was["extended_to"]
	switch {
	case v["extended_to"] == "" && on != was["extended_on"] && on != "":
		return store.Refuse(store.CodeInvalid, "「%s」有延期的批准日期 %s，却没有「延期至」，请补上延期到哪一天。", v["unit"], on)
	case v["extended_to"] == "":
		on = ""
	case on > today && on != was["extended_on"]:
		return store.Refuse(store.CodeInvalid, "「%s」延期的批准日期 %s 还没有到，请到批准以后再登记。", v["unit"], on)
	case on == "" && was != nil && changed:
		on = today
	}
	row["extended_on"] = on
	if was["extended_to"] == "" || v["extended_to"] == "" || !changed || on <= was["extended_on"] {
		return nil
	}
	id, err := store.LookUp(ctx, tx, "SELECT a.id FROM assignment a JOIN unit u ON u.id = a.unit_id WHERE a.proposal_id = ? AND a.round = ? AND u.name = ?",
		owner, record.CountOf(was["round"]), was["unit"])
	if err != nil {
		return err
	}
	return KeepPast(ctx, tx, id, id, on)
}

// extended is the step that puts off a deadline; one agreed to without a day was agreed to today, not on the day of the extension before.
func extended(r record.Record, v record.Values) (record.Values, error) {
	if !v.Has("extended_on") {
		v["extended_on"] = ""
	}
	return ofUnit(owing)(r, v)
}
