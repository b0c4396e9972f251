package record

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// Dated is something of a record that falls on a day: a deadline, a meeting, a reply that was given.
type Dated struct {
	On    string // YYYY-MM-DD
	What  string // in a word: 答复
	Title string // of what it is about
	Who   string // has to do it, or did; may be empty
	ID    int64  // of the record
	Done  bool   // it happened; else it is to come
	Owed  bool   // it has to be done by its day, and is late after it
}

// Turn is how something dated is seen from a day.
type Turn int

// The turns, the most urgent first.
const (
	Overdue Turn = iota // 逾期: it had to be done before the day
	Falls               // 到期: it has to be done by its day, which has not passed
	Ahead               // 已安排: it is to happen, and nobody owes it
	Held                // 已办: it happened
)

// Turns are the turns in words.
var Turns = []string{Overdue: "逾期", Falls: "到期", Ahead: "安排", Held: "已办"}

// Turn is how it is seen from a day (YYYY-MM-DD).
func (d *Dated) Turn(day string) Turn {
	switch {
	case d.Done:
		return Held
	case !d.Owed:
		return Ahead
	case d.On < day:
		return Overdue
	default:
		return Falls
	}
}

// DatedBy reads what a query tells of records on days: id, day, what it is, its title, who, and whether it happened.
func DatedBy(ctx context.Context, db bun.IDB, query string, args ...any) (all []Dated, err error) {
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var d Dated
		err := scan(&d.ID, &d.On, &d.What, &d.Title, &d.Who, &d.Done)
		all = append(all, d)
		return err
	}, query, args...)
	if err != nil {
		return nil, fmt.Errorf("days: %w", err)
	}
	return all, nil
}
