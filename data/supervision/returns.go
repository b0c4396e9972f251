package supervision

import (
	"context"
	"fmt"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// returns are the replies that were returned, of points or of items of the 直通车, each with the day of its return.
type returns struct{ table, owner, row string } // row is what SQL calls what was replied to, owner the column that refers to it

var (
	pointReturns  = returns{"point_return", "point_id", "x"}
	directReturns = returns{"direct_return", "direct_id", "d"}
)

// answered is SQL that tells whether on the day a reply stood that was returned later.
func (r returns) answered(day string) string {
	return fmt.Sprintf("EXISTS (SELECT 1 FROM %s w WHERE w.%s = %s.id AND w.replied_on <= %[4]s AND w.returned_on > %[4]s)", r.table, r.owner, r.row, day)
}

// repliedOn is the SQL of the day of the newest reply as known on the day, returned or not.
func (r returns) repliedOn(day string) string {
	return fmt.Sprintf("CASE WHEN %[3]s.replied_on <= %[4]s THEN %[3]s.replied_on ELSE COALESCE((SELECT max(w.replied_on) FROM %[1]s w WHERE w.%[2]s = %[3]s.id AND w.replied_on <= %[4]s), '') END",
		r.table, r.owner, r.row, day)
}

// returnedOn is the SQL of the day of the newest return as known on the day.
func (r returns) returnedOn(day string) string { return r.newest("returned_on", day) }

// newest is the SQL of a column of the newest return as known on the day, empty without one.
func (r returns) newest(column, day string) string {
	return fmt.Sprintf("COALESCE((SELECT w.%s FROM %s w WHERE w.%s = %s.id AND w.returned_on <= %s ORDER BY w.returned_on DESC, w.id DESC LIMIT 1), '')", column, r.table, r.owner, r.row, day)
}

// keep notes the return that the row id of the values v has, and gives the id of its note, 0 without one. A return of a reply that was returned already
// corrects that one; of a later reply it is another.
func (r returns) keep(ctx context.Context, tx *store.Tx, id int64, v record.Values) (note int64, err error) {
	replied, returned := v["replied_on"], v["returned_on"]
	if returned == "" {
		return 0, tx.Run(ctx, "DELETE FROM "+r.table+" WHERE "+r.owner+" = ?", id)
	}
	note, err = store.LookUp(ctx, tx, "SELECT id FROM "+r.table+" WHERE "+r.owner+" = ?0 AND (?1 > ?2 OR replied_on = ?1 OR returned_on = ?2) ORDER BY returned_on DESC, id DESC LIMIT 1", id, replied, returned)
	if err != nil {
		return 0, err
	}
	row := store.Columns{"returned_on": returned}
	if note == 0 { // of one that was replied to again before it came in, nobody knows when there was the reply before
		row[r.owner], row["replied_on"] = id, min(replied, returned)
	} else if replied <= returned {
		row["replied_on"] = replied
	}
	return tx.Put(ctx, r.table, note, row)
}
