package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Changed reports whether this write has changed any record so far; one that has not leaves no trace and cannot be undone.
func (tx *Tx) Changed(ctx context.Context) (bool, error) {
	var changed bool
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM journal_row
		WHERE id >= (SELECT first_row FROM journal_write WHERE id = ?))`, tx.writeID).Scan(&changed)
	if err != nil {
		return false, fmt.Errorf("look for changes: %w", err)
	}
	return changed, nil
}

// Journalled is the last row of the journal: another one than before tells that something was changed between.
func (tx *Tx) Journalled(ctx context.Context) (int64, error) {
	return LookUp(ctx, tx, "SELECT COALESCE(max(id), 0) FROM journal_row")
}

// Wording is what a write did, in the words of the journal.
func (s *Store) Wording(ctx context.Context, writeID int64) (string, error) {
	w, err := FindWrite(ctx, s.Reader, writeID)
	return w.Wording, err
}

// Touched is which tables a write changed.
func (s *Store) Touched(ctx context.Context, writeID int64) (tables []string, err error) {
	rows, err := s.Reader.QueryContext(ctx, `SELECT DISTINCT r.tbl FROM journal_write w JOIN journal_row r ON r.id BETWEEN w.first_row AND w.last_row
		WHERE w.id = ? ORDER BY r.tbl`, writeID)
	if err != nil {
		return nil, fmt.Errorf("tables of write %d: %w", writeID, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var table string
		if err := rows.Scan(&table); err != nil {
			return nil, fmt.Errorf("tables of write %d: %w", writeID, err)
		}
		tables = append(tables, table)
	}
	return tables, rows.Err()
}

// systemActor makes the writes nobody asked for: migrations, and what belongs to no person.
const systemActor = "系统"

// creationWording is the wording of the making of a database, migrationWording what those of migrations begin with.
const (
	creationWording  = "建立数据库"
	migrationWording = "升级数据库到第"
)

func isMigration(actor, wording string) bool {
	return actor == systemActor && (wording == creationWording || strings.HasPrefix(wording, migrationWording))
}

// bookkeeping are the tables of how the program is used rather than of the office's work.
var bookkeeping = []string{"setting", "import_layout", "disclosure"}

// UndoStep is a write that can be undone, or done anew, next.
type UndoStep struct {
	WriteID int64  // for Store.Revert
	Wording string // of the first write, without 撤销: or 重做:
	Actor   string
	At      time.Time
	Changes int // changed rows
}

// UndoState is what Ctrl+Z and Ctrl+Y would do; nil is nothing.
type UndoState struct {
	Undo, Redo *UndoStep
}

// UndoState reads from the journal what would be undone and done anew next, so that it holds after a restart too: of what the actor did, and
// of what anybody did when actor is "".
//
// Undone next is the newest write that stands, was made by a person and changed records of the office's work: neither 系统's, nor one
// that changed settings, nor one of bookkeeping only (a disclosure, a remembered layout), nor one from before the last migration.
// Done anew next is the undo made last, unless a write that could itself be undone was made after it. Whether later work is in the way
// of either is found out, and told, by Revert.
func (s *Store) UndoState(ctx context.Context, actor string) (state UndoState, err error) {
	state.Undo, err = s.undoStep(ctx, `SELECT id, wording, actor, at, last_row - first_row + 1 FROM journal_write w
		WHERE undone_by IS NULL AND ?1 IN ('', actor) AND `+undoable+` ORDER BY id DESC LIMIT 1`, actor)
	if err != nil {
		return state, err
	}
	state.Redo, err = s.undoStep(ctx, `SELECT u.id, w.wording, w.actor, w.at, w.last_row - w.first_row + 1
		FROM journal_write w JOIN journal_write u ON u.id = w.undone_by
		WHERE w.undone_by = (SELECT max(w.undone_by) FROM journal_write w JOIN journal_write u ON u.id = w.undone_by
			WHERE w.undone_by IS NOT NULL AND w.undoes IS NULL AND ?1 IN ('', u.actor))
		AND w.undoes IS NULL AND u.id > `+lastMigration+`
		AND NOT EXISTS (SELECT 1 FROM journal_write w WHERE w.id > u.id AND ?1 IN ('', w.actor) AND `+undoable+`)`, actor)
	return state, err
}

// Undone reports whether a write was taken back, and that stands.
func (s *Store) Undone(ctx context.Context, write int64) (bool, error) {
	n, err := LookUp(ctx, s.DB(), "SELECT count(*) FROM journal_write w JOIN journal_write u ON u.id = w.undone_by WHERE w.id = ? AND u.undone_by IS NULL", write)
	return n > 0, err
}

// lastMigration is the number of the newest write that is a migration: numbers keep their order whatever becomes of the clock.
const lastMigration = `(SELECT coalesce(max(id), 0) FROM journal_write WHERE actor = '` + systemActor + `' AND wording GLOB '` + migrationWording + `*')`

// undoable is the condition on a journal_write w to be a step of its own; whether it stands is asked beside it.
var undoable = `w.undoes IS NULL AND w.last_row IS NOT NULL AND w.actor <> '` + systemActor + `' AND w.id > ` + lastMigration + `
	AND EXISTS (SELECT 1 FROM journal_row r WHERE r.id BETWEEN w.first_row AND w.last_row AND r.tbl NOT IN ('` + strings.Join(bookkeeping, "', '") + `'))
	AND NOT EXISTS (SELECT 1 FROM journal_row r INDEXED BY journal_row_by_record
		WHERE r.tbl = 'setting' AND r.id BETWEEN w.first_row AND w.last_row)`

// undoStep reads one step; nil when the query finds none.
func (s *Store) undoStep(ctx context.Context, query, actor string) (*UndoStep, error) {
	var step UndoStep
	var at string
	err := s.Reader.DB.QueryRowContext(ctx, query, actor).Scan(&step.WriteID, &step.Wording, &step.Actor, &at, &step.Changes)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("what to undo next: %w", err)
	}
	if step.At, err = ParseInstant(at); err != nil {
		return nil, fmt.Errorf("what to undo next: %w", err)
	}
	return &step, nil
}

func ParseInstant(text string) (time.Time, error) {
	at, err := time.Parse(InstantLayout, text)
	if err != nil {
		return at, fmt.Errorf("stored moment: %w", err)
	}
	return at, nil
}

// RedoOf is the write to revert for step id to be done anew: the one that took it back, or id itself where that is an undoing. CodeConflict when id
// was not taken back.
func (s *Store) RedoOf(ctx context.Context, id int64) (int64, error) {
	w, err := FindWrite(ctx, s.Reader, id)
	switch {
	case err != nil:
		return 0, err
	case w.UndoneBy.Valid && !w.Undoes.Valid:
		return w.UndoneBy.Int64, nil
	case w.Undoes.Valid && !w.UndoneBy.Valid:
		undone, err := FindWrite(ctx, s.Reader, w.Undoes.Int64)
		if err != nil || !undone.Undoes.Valid { // else id did a step anew: reverting it undoes that
			return id, err
		}
	}
	return 0, Refuse(CodeConflict, "第 %d 步「%s」没有被撤销，不用重做。", id, w.Wording)
}
