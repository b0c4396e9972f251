package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/mattn/go-sqlite3"
	"github.com/uptrace/bun"
)

// InstantLayout is how instants are stored: UTC, fixed width, so that text order is time order.
const InstantLayout = "2006-01-02T15:04:05.000Z"

// Instant is t as it is stored in the database.
func Instant(t time.Time) string { return t.UTC().Format(InstantLayout) }

// Tx is the transaction of one write.
type Tx struct {
	bun.Tx
	conn       bun.Conn
	lite       *sqlite3.SQLiteConn // of conn
	over       func() error        // what ended the write, nil while it goes on
	turn       *turn
	now        time.Time
	writeID    int64
	statements map[string]*statement // prepared, by their SQL; nil: not to be
	memory     memory
	savepoints []savepoint
	undoable   []changedRow // since the first of the savepoints
	Importing  bool         // rows of a file, which may speak of what another file is yet to bring
	remarks    []Remark
}

// Remark is what a row of a file does beside what it says, as a sentence without its full stop, and what of the row it is about; "" for the row itself.
type Remark struct{ Sentence, About string }

// Remark keeps what a row of a file does beside what it says; see TakeRemarks. Elsewhere it is not kept.
func (tx *Tx) Remark(sentence string) { tx.RemarkOn(sentence, "") }

// RemarkOn is Remark with what of the row it is about.
func (tx *Tx) RemarkOn(sentence, about string) {
	if tx.Importing {
		tx.remarks = append(tx.remarks, Remark{sentence, about})
	}
}

// LeaveOut says what is not stored of what was to be. A file goes on without it, with the remark what, done. Elsewhere it is refused: what, todo.
func (tx *Tx) LeaveOut(what, done, todo string) error {
	if !tx.Importing {
		return Refuse(CodeInvalid, "%s，%s。", what, todo)
	}
	tx.Remark(what + "，" + done)
	return nil
}

// TakeRemarks returns the remarks since it was asked last.
func (tx *Tx) TakeRemarks() []Remark {
	said := tx.remarks
	tx.remarks = nil
	return said
}

var _ bun.IDB = (*Tx)(nil)

// Now is the moment of this write, the same for all its rows.
func (tx *Tx) Now() time.Time { return tx.now }

// WriteID is the key of this write in the journal.
func (tx *Tx) WriteID() int64 { return tx.writeID }

var errClosing = Refuse(CodeCanceled, "程序正在关闭，不能再保存。")

var errEndsItself = errors.New("only Store.Write ends its transaction")

// Commit refuses: Store.Write commits when its function returns nil.
func (tx *Tx) Commit() error { return errEndsItself }

// Rollback refuses: Store.Write rolls back when its function returns an error.
func (tx *Tx) Rollback() error { return errEndsItself }

// Change tells what one committed write touched.
type Change struct {
	WriteID int64
	Tables  map[string][]int64 // table -> ids, ascending
}

// Write runs fn in one transaction and journals every row it changes under actor (who) and wording (what was done, in
// Chinese). It commits when fn returns nil and rolls back when fn returns an error, panics, or ctx ends. A write that
// changed nothing leaves no trace. After the commit one Change is published.
//
// fn does its work with the context it is handed, which ends with ctx and bears the mark of this write. Writes run one after another. One begun with
// that context is refused with CodeNested, on any goroutine; pass fn's tx on instead. One begun inside fn with another context waits in vain, and
// is refused with CodeBusy once this write has run no statement for a time, unless its context ends before.
func (s *Store) Write(ctx context.Context, actor, wording string, fn func(ctx context.Context, tx *Tx) error) error {
	if strings.TrimSpace(actor) == "" || strings.TrimSpace(wording) == "" {
		return Refuse(CodeInternal, "这一步没有说明是谁、做了什么，不能保存。")
	}
	turn, err := s.acquire(ctx, wording)
	if err != nil {
		return err
	}
	err = func() error {
		defer turn.release()
		turn.writes.Store(true)
		rows, err := s.write(ctx, turn, actor, wording, fn)
		if rows > manyRows {
			_, _ = s.writer.ExecContext(ctx, "PRAGMA shrink_memory") // what is not given back is reused
		}
		return err
	}()
	if err != nil {
		return fmt.Errorf("write %q: %w", wording, err)
	}
	s.changes.drain()
	return nil
}

// manyRows is from how many changed rows on a write gives the memory back that the database took for it.
const manyRows = 2000

// write is Write in its turn; it returns how many rows were changed.
func (s *Store) write(ctx context.Context, turn *turn, actor, wording string, fn func(ctx context.Context, tx *Tx) error) (rows int, err error) {
	tx, err := s.begin(ctx, s.writer, actor, wording)
	if err != nil {
		return 0, err
	}
	defer tx.end() // also when fn panics
	if err := turn.call(ctx, tx, fn); err != nil {
		return 0, err
	}
	change, err := closeJournal(ctx, tx, tx.writeID, false)
	if err != nil {
		return 0, err
	}
	if change != nil {
		if err := change.fillSearch(ctx, tx); err != nil {
			return 0, err
		}
		if err := change.fillLines(ctx, tx); err != nil {
			return 0, err
		}
		if guard != nil {
			if err := guard(ctx, tx, *change); err != nil {
				return 0, err
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	if err := tx.Tx.Commit(); err != nil {
		return 0, fmt.Errorf("commit: %w", err)
	}
	if change == nil {
		return 0, nil
	}
	if change.Tables[AttachmentTable] != nil {
		s.settleTaken(ctx)
	}
	s.changes.add(*change)
	for _, ids := range change.Tables {
		rows += len(ids)
	}
	return rows, nil
}

// begin begins the transaction of a write in a database, and its journal; end ends it.
//
// The connection is the write's own: a statement prepared on it costs no goroutine to run, as one of a transaction does.
func (s *Store) begin(ctx context.Context, db *bun.DB, actor, wording string) (_ *Tx, err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	tx := &Tx{conn: conn, over: ctx.Err, now: s.now().UTC()}
	defer func() {
		if err != nil {
			tx.end()
		}
	}()
	// What a savepoint of a row may have to put back is some pages: not worth a file.
	if _, err := conn.ExecContext(ctx, "PRAGMA temp_store = MEMORY"); err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	// It does not end with ctx by itself, but by end: a statement that begins at that moment would be a write of its own.
	if tx.Tx, err = conn.BeginTx(context.WithoutCancel(ctx), nil); err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	err = conn.Raw(func(driver any) error {
		tx.lite = driver.(*sqlite3.SQLiteConn)
		writes.Store(tx.lite, tx)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	if tx.writeID, err = startJournal(ctx, tx, tx.now, actor, wording); err != nil {
		return nil, err
	}
	return tx, nil
}

// end rolls the transaction back unless it was committed, and gives its connection back.
func (tx *Tx) end() {
	if tx.lite != nil {
		writes.Delete(tx.lite)
	}
	for _, s := range tx.statements {
		if s != nil {
			_ = s.Close() // a statement that failed has its error already
		}
	}
	if tx.Tx.Tx != nil {
		_ = tx.Tx.Rollback() // the error that led here is the one to report
	}
	_ = tx.conn.Close() // likewise
}

// Subscribe has fn called with each Change, after its commit and in the order of commits, on the goroutine of a
// writer. fn may read and write. cancel ends it.
func (s *Store) Subscribe(fn func(Change)) (cancel func()) {
	return s.changes.subscribe(fn)
}

// publisher hands changes to subscribers in order, one at a time.
type publisher struct {
	mu          sync.Mutex
	next        int
	subscribers map[int]func(Change)
	queue       []Change
	draining    bool
}

func (p *publisher) subscribe(fn func(Change)) (cancel func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.subscribers == nil {
		p.subscribers = map[int]func(Change){}
	}
	key := p.next
	p.next++
	p.subscribers[key] = fn
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.subscribers, key)
	}
}

// add queues a change. It is called while its writer still has the turn, so the queue is in the order of commits.
func (p *publisher) add(c Change) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.subscribers) > 0 {
		p.queue = append(p.queue, c)
	}
}

// drain delivers the queue. When somebody is delivering already, also further up this stack, he delivers this too.
func (p *publisher) drain() {
	p.mu.Lock()
	if p.draining {
		p.mu.Unlock()
		return
	}
	p.draining = true
	defer func() {
		p.draining = false
		p.mu.Unlock()
	}()
	for len(p.queue) > 0 {
		c := p.queue[0]
		p.queue = p.queue[1:]
		keys := make([]int, 0, len(p.subscribers))
		for key := range p.subscribers {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			if fn, ok := p.subscribers[key]; ok {
				p.deliver(fn, c)
			}
		}
	}
}

// deliver calls fn without the lock, and holds it again afterwards even when fn panics.
func (p *publisher) deliver(fn func(Change), c Change) {
	p.mu.Unlock()
	defer p.mu.Lock()
	fn(c)
}
