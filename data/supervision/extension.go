package supervision

import (
	"context"
	"fmt"

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
