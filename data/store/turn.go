package store

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"
)

// patience is how long somebody who wants to write waits while the write before him runs no statement.
const patience = 2 * time.Minute

// turn is a write, a rehearsal or something else during which nobody may write. The context that its caller is handed bears it, so a write begun
// in there is known for one that would wait for itself, on whatever goroutine.
type turn struct {
	of    *Store
	what  string // it does, for the log
	steps atomic.Int64
	calls atomic.Bool // it is in the hands of its caller, who may wait for something that waits for it
	over  atomic.Bool

	writes atomic.Bool // it is a write
}

// insideKey is the key of the turn of a store that a context is of.
type insideKey struct{ of *Store }

// enter begins something in which neither a write nor a rehearsal of this store may begin.
func (s *Store) enter(ctx context.Context, what string) (*turn, error) {
	if outer, ok := ctx.Value(insideKey{s}).(*turn); ok && !outer.over.Load() {
		nested := Refuse(CodeNested, "程序内部错误：保存过程中又开始了另一次保存，已拒绝。请把日志文件交给技术人员。")
		return nil, fmt.Errorf("%q inside %q: %w", what, outer.what, nested)
	}
	return &turn{of: s, what: what}, nil
}

// acquire waits for the turn to write; release gives it back.
func (s *Store) acquire(ctx context.Context, what string) (*turn, error) {
	if s.readOnly {
		return nil, s.refuseWriting()
	}
	if s.alive.Err() != nil {
		return nil, errClosing
	}
	t, err := s.enter(ctx, what)
	if err != nil {
		return nil, err
	}
	if err := s.await(ctx); err != nil {
		return nil, err
	}
	s.current.Store(t)
	return t, nil
}

// Writing is the wording of the write under way, "" when there is none.
func (s *Store) Writing() string {
	if t := s.current.Load(); t != nil && t.writes.Load() {
		return t.what
	}
	return ""
}

func (t *turn) release() {
	t.over.Store(true)
	t.of.current.Store(nil)
	<-t.of.writing
}

// await takes the token of the one who writes. A write whose caller waits for this one, with a context that is not of it, would never end: one that
// runs no statement for a time is not waited for longer.
func (s *Store) await(ctx context.Context) error {
	looks := time.NewTicker(s.patience)
	defer looks.Stop()
	var before look
	for {
		select {
		case s.writing <- struct{}{}:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		case <-s.alive.Done():
			return errClosing
		case <-looks.C:
			now := s.current.Load().look()
			if now.stands(before) {
				return Failure(CodeBusy, fmt.Errorf("waited for the write %q, which has run no statement for %v", now.at.what, s.patience),
					"「%s」一直没有做完，所以这一次没有保存。请稍后再试；仍然如此，请重新打开程序。", now.at.what)
			}
			before = now
		}
	}
}

// look is how far a turn is.
type look struct {
	at    *turn // nil for none, and for one that is not in the hands of its caller
	steps int64
}

func (t *turn) look() look {
	if t == nil || !t.calls.Load() {
		return look{}
	}
	return look{t, t.steps.Load()}
}

// stands reports whether a caller has had the same turn since before and done nothing in it.
func (l look) stands(before look) bool { return l.at != nil && l == before }

// call runs fn, the part of a write or a rehearsal that its caller knows.
func (t *turn) call(ctx context.Context, tx *Tx, fn func(ctx context.Context, tx *Tx) error) error {
	tx.turn = t
	t.calls.Store(true)
	defer t.calls.Store(false)
	return fn(context.WithValue(ctx, insideKey{t.of}, t), tx)
}
