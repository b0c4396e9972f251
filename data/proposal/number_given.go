package proposal

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"cppccdesk/data/store"
)

// numbers are the 案号 of the proposals of a session, those in the bin among them.
type numbers struct {
	of   map[int64]int64 // by proposal
	how  map[int64]int   // how many proposals have the number
	last int64
}

// numbersGiven reads the numbers of a session: once in a write, and then those of the proposals it changed. For rows of a file: SQLite would
// look through all proposals of the session for each.
func numbersGiven(ctx context.Context, tx *store.Tx, sessionID int64) (*numbers, error) {
	const query = "SELECT id, number FROM proposal WHERE session_id = ? AND number IS NOT NULL"
	return store.RememberedRows(tx, fmt.Sprintf("numbers of session %d", sessionID), []string{"proposal"}, func() (*numbers, error) {
		n := &numbers{of: map[int64]int64{}, how: map[int64]int{}}
		return n, n.read(ctx, tx, query, sessionID)
	}, func(n *numbers, changed map[string][]int64) error {
		for _, id := range changed["proposal"] {
			n.remove(id)
		}
		return n.read(ctx, tx, query+" AND id IN (SELECT value FROM json_each(?))", sessionID, store.JSONList(changed["proposal"]))
	})
}

func (n *numbers) read(ctx context.Context, tx *store.Tx, query string, args ...any) error {
	return store.ScanRows(ctx, tx, func(scan func(...any) error) error {
		var id, number int64
		err := scan(&id, &number)
		n.of[id], n.last = number, max(n.last, number)
		n.how[number]++
		return err
	}, query, args...)
}

func (n *numbers) remove(id int64) {
	number, there := n.of[id]
	if !there {
		return
	}
	delete(n.of, id)
	if n.how[number]--; n.how[number] > 0 {
		return
	}
	delete(n.how, number)
	if number == n.last {
		n.last = 0
		if len(n.how) > 0 {
			n.last = slices.Max(slices.Collect(maps.Keys(n.how)))
		}
	}
}

// toAnother reports whether another proposal than id has the number.
func (n *numbers) toAnother(id, number int64) bool {
	others := n.how[number]
	if n.of[id] == number {
		others--
	}
	return others > 0
}

// lastNumber is the greatest number that a proposal of the session has, 0 for none.
func lastNumber(ctx context.Context, tx *store.Tx, sessionID int64) (int64, error) {
	if tx.Importing {
		given, err := numbersGiven(ctx, tx, sessionID)
		if err != nil {
			return 0, err
		}
		return given.last, nil
	}
	return store.LookUp(ctx, tx, "SELECT COALESCE(max(number), 0) FROM proposal WHERE session_id = ?", sessionID)
}
