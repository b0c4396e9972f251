package supervision

import (
	"context"

	"cppccdesk/data/store"
)

// unitOn is the SQL of the id of the unit that a letter l was for on a day, itself SQL: the one it had until a later day, else the one it has.
func unitOn(day string) string {
	return "COALESCE((SELECT w.unit_id FROM opinion_unit_past w WHERE w.letter_id = l.id AND w.until_on > " + day + " ORDER BY w.until_on, w.id LIMIT 1), l.unit_id)"
}

// pointUnit is the SQL of the id of the unit responsible for a point x of a letter l on a day: once it is signed off, the one of that time.
func pointUnit(day string) string {
	return unitOn("CASE WHEN " + on("x.closed_on", day) + " THEN date(x.closed_on, '-1 day') ELSE " + day + " END")
}

// MoveLetters gives the letters of a unit that are not signed off on the day (YYYY-MM-DD) to the unit that takes over from it. The others stay, and so do
// points signed off before. It says which are which, by number and title.
func MoveLetters(ctx context.Context, tx *store.Tx, from, into int64, day string) (moves, stays []string, err error) {
	type letter struct {
		id   int64
		name string
		open bool
	}
	var letters []letter
	err = store.ScanRows(ctx, tx, func(scan func(...any) error) error {
		var l letter
		err := scan(&l.id, &l.name, &l.open)
		letters = append(letters, l)
		return err
	}, "SELECT l.id, CASE WHEN l.number IS NULL THEN '' ELSE l.year || ' 年 ' || l.number || ' 号 ' END || l.title || CASE WHEN l.deleted_at <> '' THEN '（在回收站里）' ELSE '' END, "+letterState(store.QuoteText(day))+" <> '"+Closed+
		"' FROM opinion_letter l WHERE l.unit_id = ? ORDER BY l.year, l.number IS NULL, l.number, l.id", from)
	if err != nil {
		return nil, nil, err
	}
	for _, l := range letters {
		if !l.open {
			stays = append(stays, l.name)
			continue
		}
		if _, err := tx.Insert(ctx, "opinion_unit_past", store.Columns{"letter_id": l.id, "unit_id": from, "until_on": day}); err != nil {
			return nil, nil, err
		}
		if err := tx.Update(ctx, "opinion_letter", l.id, store.Columns{"unit_id": into}); err != nil {
			return nil, nil, err
		}
		moves = append(moves, l.name)
	}
	return moves, stays, nil
}
