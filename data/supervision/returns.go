package supervision

import (
	"context"
	"fmt"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// returns are the replies that were returned, of points or of items of the 直通车, each with the day of its return.
type returns struct {
	table, owner, row string // row is what SQL calls what was replied to, owner the column that refers to it
	also              []fact // what else a return takes back
}

var (
	pointReturns  = returns{"point_return", "point_id", "x", []fact{{date: "accepted_on", also: []string{"accepted_by"}}, {date: "looked_on"}}}
	directReturns = returns{"direct_return", "direct_id", "d", nil}
)

// answered is SQL that tells whether on the day a reply stood that was returned later.
func (r returns) answered(day string) string { return r.stood("replied_on", day) }

// stood is SQL that tells whether on the day what a column dates stood that was returned later.
func (r returns) stood(column, day string) string {
	return fmt.Sprintf("EXISTS (SELECT 1 FROM %s w WHERE w.%s = %s.id AND w.%s <> '' AND w.%[4]s <= %[5]s AND w.returned_on > %[5]s)", r.table, r.owner, r.row, column, day)
}

// reached is the SQL of a column as known on the day, by what another dates: that of the row, else of the newest return.
func (r returns) reached(column, dated, day string) string {
	return fmt.Sprintf("CASE WHEN %[3]s.%[6]s <= %[4]s THEN %[3]s.%[5]s ELSE COALESCE((SELECT w.%[5]s FROM %[1]s w WHERE w.%[2]s = %[3]s.id AND w.%[6]s <> '' AND w.%[6]s <= %[4]s ORDER BY w.returned_on DESC, w.id DESC LIMIT 1), '') END",
		r.table, r.owner, r.row, day, column, dated)
}

// repliedOn is the SQL of the day of the newest reply as known on the day, returned or not.
func (r returns) repliedOn(day string) string {
	return fmt.Sprintf("CASE WHEN %[3]s.replied_on <= %[4]s THEN %[3]s.replied_on ELSE COALESCE((SELECT max(w.replied_on) FROM %[1]s w WHERE w.%[2]s = %[3]s.id AND w.replied_on <= %[4]s), '') END",
		r.table, r.owner, r.row, day)
}

// returnedOn is the SQL of the day of the newest return as known on the day.
func (r returns) returnedOn(day string) string { return r.newest("w.returned_on", day) }

// newest is the SQL of a column of the newest return as known on the day, empty without one.
func (r returns) newest(column, day string) string {
	return fmt.Sprintf("COALESCE((SELECT %s FROM %s w WHERE w.%s = %s.id AND w.returned_on <= %s ORDER BY w.returned_on DESC, w.id DESC LIMIT 1), '')", column, r.table, r.owner, r.row, day)
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
	if note == 0 {
		row[r.owner] = id
	}
	if note == 0 || replied <= returned { // of one that was replied to again before it came in, nobody knows when there was the reply before
		row["replied_on"] = min(replied, returned)
		r.takeBack(v, min(replied, returned), returned, row)
	}
	return tx.Put(ctx, r.table, note, row)
}

// takeBack puts into row what of v was reached since a reply when it was returned.
func (r returns) takeBack(v record.Values, replied, returned string, row store.Columns) {
	for _, f := range r.also {
		there := v[f.date] >= replied && v[f.date] <= returned
		for _, key := range append([]string{f.date}, f.also...) {
			if row[key] = ""; there {
				row[key] = v[key]
			}
		}
	}
}
