package store

import (
	"slices"
	"sync"

	"github.com/mattn/go-sqlite3"
	"github.com/uptrace/bun"
)

// rememberedMost is how many things a write remembers; more are those of single rows.
const rememberedMost = 4000

// memory is what was read of tables that have not been changed since.
type memory struct {
	of    map[string]any
	reads map[string][]string // table -> keys of what was read of it
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

func (tx *Tx) remember(key string, tables []string, value any) {
	if len(tx.memory.of) >= rememberedMost {
		tx.forget()
	}
	if tx.memory.of == nil {
		tx.memory = memory{map[string]any{}, map[string][]string{}}
		remembering.Store(tx.lite, tx)
	}
	tx.memory.of[key] = value
	for _, table := range tables {
		if !slices.Contains(tx.memory.reads[table], key) {
			tx.memory.reads[table] = append(tx.memory.reads[table], key)
		}
	}
}

// remembering are the writes that remember something, by their connections.
var remembering sync.Map

// watchRows has the write of the connection forget what it read of a table when a row of it is changed, be it by a trigger or a reference.
func watchRows(conn *sqlite3.SQLiteConn) {
	conn.RegisterUpdateHook(func(_ int, _, table string, _ int64) {
		if tx, ok := remembering.Load(conn); ok {
			tx.(*Tx).forgetOf(table)
		}
	})
}

func (tx *Tx) forgetOf(table string) {
	for _, key := range tx.memory.reads[table] {
		delete(tx.memory.of, key)
	}
	delete(tx.memory.reads, table)
}

// forget forgets everything, as after rows were put back.
func (tx *Tx) forget() {
	tx.memory = memory{}
	remembering.Delete(tx.lite)
}
