package store

import (
	"context"
	"database/sql"
)

// Guard refuses a write because of what it changed, of which it is told before the commit: an undo, an import and a merge as well as what was typed.
type Guard func(ctx context.Context, tx *Tx, change Change) error

// guard and lasting are what SetGuard was told; nil: nothing is guarded, and every write can be undone.
var (
	guard   Guard
	lasting map[string]string
)

// SetGuard is called once, when the program starts, by who knows the rules of the sorts of records. lasting are the tables whose rows tell what was done
// before witnesses: a write to one of them is not undone, for the reason that stands beside it.
func SetGuard(refuse Guard, tables map[string]string) { guard, lasting = refuse, tables }

// refuseLasting refuses to undo what is to be seen for good.
func refuseLasting(ctx context.Context, db *sql.Tx, asked step, past PastWrite) error {
	if seen, err := touchesTable(ctx, db, past, disclosureTable); err != nil {
		return err
	} else if seen {
		return asked.refuse("看过的内容收不回，这一记录要留着。")
	}
	for table, because := range lasting {
		if seen, err := touchesTable(ctx, db, past, table); err != nil {
			return err
		} else if seen {
			return asked.refuse("%s", because)
		}
	}
	return nil
}
