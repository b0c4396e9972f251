package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"
	"github.com/uptrace/bun"
)

// Rehearse runs fn in the transaction of a write on a private copy of the database as it is now, and throws the copy away: what fn finds, the
// ids of new rows among it, is what Write would bring about at this moment. Nobody waits for it, and nothing is published. It ends with ctx or
// the store, and refuses where Write does, also inside a write or another rehearsal.
//
// The copy is a temporary database of SQLite's: in memory as far as its cache goes, and beyond that in a file of the system's temporary folder
// that no other program can open and that is gone with the process, however it ends.
func (s *Store) Rehearse(ctx context.Context, fn func(ctx context.Context, tx *Tx) error) (err error) {
	if s.readOnly {
		return s.refuseWriting()
	}
	if !s.rehearsing.TryRLock() {
		return errClosing
	}
	defer s.rehearsing.RUnlock()
	turn, err := s.enter(ctx, "预览")
	if err != nil {
		return err
	}
	defer turn.over.Store(true)
	defer func() {
		if err != nil && CodeOf(err) == CodeDiskFull {
			err = Failure(CodeDiskFull, err, "临时文件夹所在的磁盘已满，没有做成预览。请清理磁盘后再试，已保存的数据没有损失。")
		}
	}()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(s.alive, cancel)()
	scratch, err := openScratch(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, scratch.Close()) }()
	if err := copyPages(ctx, s.Reader, scratch); err != nil {
		return fmt.Errorf("copy for a rehearsal: %w", err)
	}
	tx, err := s.begin(ctx, scratch, "预览", "预览")
	if err != nil {
		return err
	}
	defer tx.end()
	return turn.call(ctx, tx, fn)
}

// copyStep is how many pages are copied between two looks at ctx.
const copyStep = 2048

// copyPages makes the empty database of the pool to the one that from reads, as it is at one moment.
func copyPages(ctx context.Context, from, to *bun.DB) (err error) {
	source, err := from.DB.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	target, err := to.DB.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	return InReadTransaction(ctx, source, func() error {
		// The first read is the moment of the copy; were there none, every write in between would begin the copy again.
		if _, err := source.ExecContext(ctx, "SELECT count(*) FROM sqlite_schema"); err != nil {
			return err
		}
		return target.Raw(func(target any) error {
			return source.Raw(func(source any) error {
				return backUp(ctx, source.(*sqlite3.SQLiteConn), target.(*sqlite3.SQLiteConn))
			})
		})
	})
}

func backUp(ctx context.Context, source, target *sqlite3.SQLiteConn) (err error) {
	backup, err := target.Backup("main", source, "main")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, backup.Close()) }()
	for done := false; !done; {
		if err := ctx.Err(); err != nil {
			return err
		}
		if done, err = backup.Step(copyStep); err != nil {
			return err
		}
	}
	return nil
}
