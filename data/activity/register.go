package activity

import (
	"context"
	"fmt"
	"strconv"

	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// Change is what becomes of a person at an activity: one of States. Somebody who was not told to come is expected from then on.
type Change struct {
	Activity, Person int64
	State            string
}

// Register makes changes in the transaction of a write, those of an activity at once; one that cannot be refuses all.
func Register(ctx context.Context, tx *store.Tx, changes []Change) error {
	var order []int64
	of := map[int64][]Change{}
	for _, c := range changes {
		if of[c.Activity] == nil {
			order = append(order, c.Activity)
		}
		of[c.Activity] = append(of[c.Activity], c)
	}
	for _, id := range order {
		if err := registerAt(ctx, tx, id, of[id]); err != nil {
			return err
		}
	}
	return nil
}

// registerAt makes the changes of one activity.
func registerAt(ctx context.Context, tx *store.Tx, id int64, changes []Change) error {
	p, book, err := servingAt(ctx, tx, id)
	if err != nil {
		return err
	}
	all, err := attendances.Read(ctx, tx, id)
	if err != nil {
		return err
	}
	at, err := placesOf(ctx, tx, id, all)
	if err != nil {
		return err
	}
	for _, c := range changes {
		i, expected := at[c.Person]
		if !expected {
			who := book.ByID(c.Person)
			if who == nil {
				return store.Refuse(store.CodeNotFound, "所选的人在 %s 不是委员，也不是民主监督员，不能登记「%s」的出席。", book.Day, p.title)
			}
			i, at[c.Person] = len(all), len(all)
			all = append(all, rows.Row{"name": who.Title})
		}
		row := all[i]
		if row["state"] == c.State {
			continue
		}
		row["state"] = c.State
		if delete(row, "came"); c.State != Present && row["speech"] == Oral {
			delete(row, "speech")
		}
		delete(row, "excused")
	}
	_, err = Activities.Save(ctx, tx, record.Scope{}, id, record.Values{"attendances": rows.Text(all)})
	return err
}

// placesOf are the places of people among the rows of an activity.
func placesOf(ctx context.Context, tx *store.Tx, id int64, all []rows.Row) (map[int64]int, error) {
	byRow := map[string]int{}
	for i, row := range all {
		byRow[row[rows.ID]] = i
	}
	at := map[int64]int{}
	err := store.ScanRows(ctx, tx, func(scan func(...any) error) error {
		var row, person int64
		err := scan(&row, &person)
		if i, known := byRow[strconv.FormatInt(row, 10)]; known {
			at[person] = i
		}
		return err
	}, "SELECT id, person_id FROM attendance WHERE activity_id = ?", id)
	if err != nil {
		return nil, fmt.Errorf("people of activity %d: %w", id, err)
	}
	return at, nil
}
