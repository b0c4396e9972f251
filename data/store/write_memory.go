package store

import (
	"slices"
	"strings"
	"sync"

	"github.com/mattn/go-sqlite3"
	"github.com/uptrace/bun"
)

// rememberedMost is how many things a write remembers; more are those of single rows.
const rememberedMost = 4000

// memory is what was read of tables that have not been changed since, or of which the rows that have been are known.
type memory struct {
	of      map[string]any
	reads   map[string][]string           // table -> keys of what was read of it
	changed map[string]map[string][]int64 // key of what is patched -> table -> ids of the rows changed since
}

// Remembered is what read reads of the tables, which key tells from everything else that is read. In a write it is read once, and once more after a row of
// one of the tables was changed in any way; it is not to be changed. Elsewhere it is just read.
func Remembered[T any](db bun.IDB, key string, tables []string, read func() (T, error)) (T, error) {
	tx, ok := db.(*Tx)
	if !ok {
		return read()
	}
	if known, ok := tx.memory.of[key]; ok {
		return known.(T), nil
	}
	value, err := read()
	if err == nil {
		tx.remember(key, tables, value)
	}
	return value, err
}

// RememberedRows is Remembered of what takes long to read and is soon mended: after rows were changed, patch brings it up to date. It is told the ids of
// those rows by their tables, each once in order: of new ones, of changed ones, of such as are there no more, and of such as are again what they
// were. It changes the value in place, so nobody keeps that over a change. A row that another took the place of (REPLACE) is not told of.
func RememberedRows[T any](db bun.IDB, key string, tables []string, read func() (T, error), patch func(known T, changed map[string][]int64) error) (T, error) {
	tx, ok := db.(*Tx)
	if !ok {
		return read()
	}
	value, err := Remembered(db, key, tables, func() (T, error) {
		delete(tx.memory.changed, key) // it is read whole
		return read()
	})
	changed, known := tx.memory.changed[key]
	switch {
	case err != nil:
		return value, err
	case !known:
		tx.memory.changed[key] = map[string][]int64{}
		return value, nil
	case len(changed) == 0:
		return value, nil
	}
	for table, ids := range changed {
		slices.Sort(ids)
		changed[table] = slices.Compact(ids)
	}
	tx.memory.changed[key] = map[string][]int64{}
	if err := patch(value, changed); err != nil {
		delete(tx.memory.of, key) // half of it may be patched
		var none T
		return none, err
	}
	return value, nil
}

func (tx *Tx) remember(key string, tables []string, value any) {
	if len(tx.memory.of) >= rememberedMost {
		tx.memory = memory{}
	}
	if tx.memory.of == nil {
		tx.memory = memory{map[string]any{}, map[string][]string{}, map[string]map[string][]int64{}}
	}
	tx.memory.of[key] = value
	for _, table := range tables {
		if !slices.Contains(tx.memory.reads[table], key) {
			tx.memory.reads[table] = append(tx.memory.reads[table], key)
		}
	}
}

// writes are those going on, by their connections.
var writes sync.Map

// watchRows has the write of the connection know when a row is changed, be it by a trigger or a reference.
func watchRows(conn *sqlite3.SQLiteConn) {
	conn.RegisterUpdateHook(func(_ int, _, table string, id int64) {
		if tx, ok := writes.Load(conn); ok {
			tx.(*Tx).noteChange(changedRow{table, id})
		}
	})
}

// changedRow is a row that was added, changed or removed.
type changedRow struct {
	table string
	id    int64
}

func (tx *Tx) noteChange(row changedRow) {
	tx.memory.forget(row)
	if len(tx.savepoints) > 0 {
		tx.undoable = append(tx.undoable, row)
	}
}

// forget forgets what was read of the row, or notes that it is to be patched.
func (m *memory) forget(row changedRow) {
	keys := m.reads[row.table]
	if len(keys) == 0 {
		return
	}
	patched := keys[:0]
	for _, key := range keys {
		changed, ok := m.changed[key]
		if !ok {
			delete(m.of, key)
			continue
		}
		changed[row.table] = append(changed[row.table], row.id)
		patched = append(patched, key)
	}
	m.reads[row.table] = patched
}

// savepoint is one that was neither released nor rolled back to with one before it.
type savepoint struct {
	name string
	from int // in the rows that can be put back
}

// noteSavepoint has the memory follow a statement about savepoints: rolling back changes the rows once more that were changed since.
func (tx *Tx) noteSavepoint(query string) {
	if name, ok := strings.CutPrefix(query, "SAVEPOINT "); ok {
		tx.savepoints = append(tx.savepoints, savepoint{name, len(tx.undoable)})
		return
	}
	name, rolledBack := strings.CutPrefix(query, "ROLLBACK TO ")
	if !rolledBack {
		var released bool
		if name, released = strings.CutPrefix(query, "RELEASE "); !released {
			return
		}
	}
	at := len(tx.savepoints) - 1
	for at >= 0 && tx.savepoints[at].name != name {
		at--
	}
	switch {
	case at < 0: // SQLite will say so
		tx.memory = memory{}
	case rolledBack:
		from := tx.savepoints[at].from
		for _, row := range tx.undoable[from:] {
			tx.memory.forget(row)
		}
		tx.undoable, tx.savepoints = tx.undoable[:from], tx.savepoints[:at+1]
	default:
		if tx.savepoints = tx.savepoints[:at]; at == 0 {
			tx.undoable = tx.undoable[:0]
		}
	}
}
