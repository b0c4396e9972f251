package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// undoHistory is which writes undo which: every write that is an undo or a redo, under the first write it speaks of.
type undoHistory struct {
	root map[int64]int64   // undo or redo -> the write it is about
	of   map[int64][]int64 // that write -> its undo, redo, undo ... in order of time
}

// rowQuerier is a pool or a transaction.
type rowQuerier interface {
	queryRower
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// readUndoHistory reads the undos and redos there are, a small part of the journal.
func readUndoHistory(ctx context.Context, db rowQuerier) (h undoHistory, err error) {
	h = undoHistory{root: map[int64]int64{}, of: map[int64][]int64{}}
	rows, err := db.QueryContext(ctx, "SELECT id, undoes FROM journal_write WHERE undoes IS NOT NULL ORDER BY id")
	if err != nil {
		return h, fmt.Errorf("read undos: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var id, undoes int64
		if err := rows.Scan(&id, &undoes); err != nil {
			return h, fmt.Errorf("read undos: %w", err)
		}
		root := h.rootOf(undoes) // older than id, so it is known already
		h.root[id] = root
		h.of[root] = append(h.of[root], id)
	}
	return h, rows.Err()
}

func (h undoHistory) rootOf(id int64) int64 {
	if root, ok := h.root[id]; ok {
		return root
	}
	return id
}

// standsAt tells whether what the root did was in force just after the write at was made.
func (h undoHistory) standsAt(root, at int64) bool {
	if root > at {
		return false
	}
	n, found := slices.BinarySearch(h.of[root], at)
	if found {
		n++
	}
	return n%2 == 0
}

// inTheWay tells whether the later write id keeps the write past, which is about the root mine, from being reverted: when what id is
// about is in force now and was not then, or the other way round.
func (h undoHistory) inTheWay(id, past, mine int64) bool {
	root := h.rootOf(id)
	if root == mine {
		return false
	}
	const now = 1<<63 - 1
	return h.standsAt(root, past) != h.standsAt(root, now)
}

// step is one thing done by a user: a write, whichever of its undos and redos it was asked for by.
type step struct {
	history undoHistory
	root    PastWrite
	last    PastWrite // its newest undo or redo, else root
	redo    bool      // asked for by an undo, so that reverting is doing anew
}

// findStep finds what the write id is about; CodeNotFound when there is no such write.
func findStep(ctx context.Context, db rowQuerier, id int64) (step, error) {
	h, err := readUndoHistory(ctx, db)
	if err != nil {
		return step{}, err
	}
	root := h.rootOf(id)
	s := step{history: h}
	if s.root, err = FindWrite(ctx, db, root); err != nil {
		return s, err
	}
	s.last = s.root
	s.redo = id != root && slices.Index(h.of[root], id)%2 == 0
	if turns := h.of[root]; len(turns) > 0 {
		s.last, err = FindWrite(ctx, db, turns[len(turns)-1])
	}
	return s, err
}

// What the wordings of undos and redos begin with.
const (
	undoPrefix = "撤销："
	redoPrefix = "重做："
)

// IsUndo tells by its wording whether a write undoes another one. Earlier versions wrote the colon in half width.
func IsUndo(wording string) bool {
	return strings.HasPrefix(wording, undoPrefix) || strings.HasPrefix(wording, "撤销:")
}

// wording is what reverting says it does.
func (s step) wording() string {
	if s.redo {
		return redoPrefix + s.root.Wording
	}
	return undoPrefix + s.root.Wording
}

// refuse says why the step cannot be reverted; because is the rest of the sentence.
func (s step) refuse(because string, args ...any) error {
	verb := "撤销"
	if s.redo {
		verb = "重做"
	}
	return Refuse(CodeConflict, "不能%s「%s」：%s", verb, s.root.Wording, fmt.Sprintf(because, args...))
}

// explain puts before what the database refused that it was an undo it refused.
func (s step) explain(err error) error {
	var own *Error
	if errors.As(err, &own) {
		return err
	}
	switch CodeOf(err) {
	case CodeStillUsed:
		return errors.Join(s.refuse("后来的记录用到了它。请先撤销或修改那些记录。"), err)
	case CodeDuplicate, CodeInvalid:
		return errors.Join(s.refuse("%s", Sentence(err)), err)
	}
	return err
}

// target is the write whose rows are to be put back; CodeConflict when that was done already.
func (s step) target() (PastWrite, error) {
	stands := len(s.history.of[s.root.ID])%2 == 0
	switch {
	case isMigration(s.root.Actor, s.root.Wording):
		return s.root, s.refuse("这是程序升级的一部分。")
	case s.root.Last < s.root.First:
		return s.root, s.refuse("这一步没有改动数据。")
	case s.redo && stands:
		return s.last, Refuse(CodeConflict, "「%s」已经重做过了。", s.root.Wording)
	case s.redo:
		return s.last, nil
	case !stands:
		return s.root, Refuse(CodeConflict, "「%s」已经撤销过了。", s.root.Wording)
	}
	return s.root, nil
}
