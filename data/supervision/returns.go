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

// again is SQL that tells whether what was returned last was replied to again on that day.
func (r returns) again() string {
	return fmt.Sprintf("(%[3]s.returned_on <> '' AND %[3]s.replied_on = %[3]s.returned_on AND COALESCE((SELECT w.again FROM %[1]s w WHERE w.%[2]s = %[3]s.id ORDER BY w.returned_on DESC, w.id DESC LIMIT 1), 0))",
		r.table, r.owner, r.row)
}

// standing is SQL that tells whether on the day there is what a column dates, and was not returned by then.
func (r returns) standing(column, day string) string {
	dated, returned := r.row+"."+column, r.row+".returned_on"
	return "(" + on(dated, day) + " AND NOT (" + on(returned, day) + " AND " + returned + " >= " + dated + " AND NOT (" + returned + " = " + dated + " AND " + r.again() + ")) OR " + r.stood(column, day) + ")"
}

// saidAgain is again in the words of the field, as known on the day.
func (r returns) saidAgain(day string) string {
	return "CASE WHEN " + r.row + ".replied_on <= " + day + " AND " + r.again() + " THEN '" + repliedAgain + "' ELSE '' END"
}

// againField is whether what was returned was replied to again on the day of the return: nothing that their date could tell.
var againField = record.Field{Key: "again", Title: "退回当天又答复", ListOnly: true, FormOnly: true}

// What the field says; a return says the second, after which it is empty.
const (
	repliedAgain = "是"
	notAgain     = "否"
)

// settleAgain puts into now whether the reply came after the return of its day: as a step tells, as it was while both days stay, or because something
// later rests on it.
func settleAgain(now, was record.Values, later string) {
	same := now["returned_on"] != "" && now["replied_on"] == now["returned_on"]
	kept := now["again"] == repliedAgain || now["again"] == "" && was["again"] == repliedAgain && was["returned_on"] == now["returned_on"] && was["replied_on"] == now["replied_on"]
	if now["again"] = ""; same && (kept || now[later] > now["returned_on"]) {
		now["again"] = repliedAgain
	}
}

// overtaken reports whether what key dates was before the return.
func overtaken(v record.Values, key string) bool {
	back := v["returned_on"]
	return v[key] < back || v[key] == back && v["again"] == ""
}

// keep notes the return that the row id of the values v has, and gives the id of its note, 0 without one. A return of a reply that was returned already
// corrects that one; of a later reply it is another, also of one on the same day.
func (r returns) keep(ctx context.Context, tx *store.Tx, id int64, v record.Values) (note int64, err error) {
	replied, returned, again := v["replied_on"], v["returned_on"], v["again"] == repliedAgain
	if returned == "" {
		return 0, tx.Run(ctx, "DELETE FROM "+r.table+" WHERE "+r.owner+" = ?", id)
	}
	note, err = store.LookUp(ctx, tx, "SELECT id FROM "+r.table+" WHERE "+r.owner+" = ?0 AND (?1 > ?2 OR replied_on = ?1 AND again = 0 OR returned_on = ?2 AND (?1 <> ?2 OR again <= ?3)) ORDER BY returned_on DESC, id DESC LIMIT 1",
		id, replied, returned, again)
	if err != nil {
		return 0, err
	}
	row := store.Columns{"returned_on": returned, "again": again}
	if note == 0 {
		row[r.owner], row["replied_on"] = id, min(replied, returned)
	}
	if !again && (note == 0 || replied <= returned) { // of one that was replied to again before it came in, nobody knows when there was the reply before
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
