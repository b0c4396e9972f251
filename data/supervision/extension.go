package supervision

import (
	"context"
	"fmt"
	"slices"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// extension is the SQL of a column of the newest extension of a point x as known on the day, empty without one.
func extension(column, day string) string {
	return fmt.Sprintf("COALESCE((SELECT e.%s FROM point_extension e WHERE e.point_id = x.id AND e.extended_on <= %s ORDER BY e.extended_on DESC, e.id DESC LIMIT 1), '')", column, day)
}

// keepExtension notes the extension that point id of the values v has. One approved later than the newest, until another day, is another; else it corrects
// that one.
func keepExtension(ctx context.Context, tx *store.Tx, id int64, v record.Values) error {
	to, on := v["extended_to"], v["extended_on"]
	if to == "" {
		return tx.Run(ctx, "DELETE FROM point_extension WHERE point_id = ?", id)
	}
	const newest = "SELECT id FROM point_extension WHERE point_id = ?0 ORDER BY extended_on DESC, id DESC LIMIT 1"
	note, err := store.LookUp(ctx, tx, "SELECT id FROM point_extension WHERE id = ("+newest+") AND (extended_to = ?1 OR extended_on >= ?2)", id, to, on)
	if err != nil {
		return err
	}
	before, err := store.Texts(ctx, tx, "SELECT max(extended_on) FROM point_extension WHERE point_id = ?0 AND id <> ?1 HAVING max(extended_on) >= ?2", id, note, on)
	if err != nil {
		return err
	}
	if len(before) > 0 {
		return store.Refuse(store.CodeInvalid, "「%s」的延期批准日期 %s 不晚于上一次延期的批准日期 %s，请核对。", v["text"], on, before[0])
	}
	row := v.Pick("extended_to", "extended_on", "extended_by", "extended_why")
	if note == 0 {
		row["point_id"] = id
	}
	_, err = tx.Put(ctx, "point_extension", note, row)
	return err
}

// putOffOn is the SQL of the deadline that an extension of a point x approved on the day, itself SQL, puts off, but for the extension before it.
func putOffOn(day string) string {
	return "CASE WHEN x.measure_on <> '' AND x.measure_on <= " + day + " OR x.replied_on <> '' AND x.replied_on <= " + day + " THEN l.due_on ELSE l.measures_due END"
}

// Of an extension e of a point x of a letter l: the SQL of the deadline there was until it was approved, whether there was none left, because a reply stood
// then, and whether the deadline was over.
var (
	dueBefore   = "max(" + putOffOn("e.extended_on") + ", COALESCE((SELECT max(b.extended_to) FROM point_extension b WHERE b.point_id = e.point_id AND b.extended_on < e.extended_on), ''))"
	repliedThen = "(" + pointReturns.standing("replied_on", "e.extended_on") + " AND " + pointReturns.standing("replied_on", "date(e.extended_on, '-1 day')") + ")"
	overThen    = "(" + dueBefore + " <> '' AND e.extended_on > " + dueBefore + ")"
)

// checkApprovedInTime refuses an extension of a point of a letter approved when there was nothing left to put off, as of a proposal's unit; was is the letter
// before. What is stored already stays, and 00 names it.
func checkApprovedInTime(ctx context.Context, tx *store.Tx, letterID int64, was, now record.Values) error {
	before, after := partRows(record.Record{Values: was}), partRows(record.Record{Values: now})
	same := func(id string) bool {
		old, row := record.ByRowID(before, id), record.ByRowID(after, id)
		return old != nil && !slices.ContainsFunc([]string{"extended_to", "extended_on", "extended_why", "replied_on"}, func(key string) bool { return old[key] != row[key] })
	}
	var faults []error
	err := store.ScanRows(ctx, tx, func(scan func(...any) error) error {
		var id, what, on, due, replied string
		var answered bool
		if err := scan(&id, &what, &on, &due, &replied, &answered); err != nil {
			return err
		}
		switch {
		case same(id):
		case answered:
			faults = append(faults, store.Refuse(store.CodeInvalid, "「%s」%s 已经答复，延期却是 %s 批准的；答复以后没有期限可延，请核对答复日期和延期的批准日期。", what, replied, on))
		default:
			faults = append(faults, store.Refuse(store.CodeInvalid, "「%s」的期限 %s 已过，%s 才批准延期；应在期限届满以前批准。确实补批的，请在「延期理由」里写明「%s」和原因；到期以前就批准了的，请改「延期批准日期」。", what, due, on, proposal.AgreedAfter))
		}
		return nil
	}, "SELECT x.id, x.text, e.extended_on, "+dueBefore+", x.replied_on, "+repliedThen+` FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id JOIN point_extension e ON e.point_id = x.id AND e.extended_on = x.extended_on
		WHERE x.letter_id = ? AND (`+repliedThen+" OR "+overThen+" AND instr(e.extended_why, ?) = 0) ORDER BY x.ordinal", letterID, proposal.AgreedAfter)
	if err != nil {
		return err
	}
	return store.RefuseAll(faults...)
}
