package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// Restored is what a restore leaves.
type Restored struct {
	Holds Contents // of the database there is now
	Lost  []string // names of the attachments whose file is neither in the data folder nor beside the copy
}

// Restore makes a database with the content of file, which may be anything, the database in dir. The file itself never becomes the database:
// its schema must be this program's, and its rows are copied into a new database, which is checked. The present database stays in the backups
// folder. Attachments that are missing or damaged in dir are taken from the folder beside the file. At every moment dir holds the old
// database or the new one. The codes: CodeInUse while a program has dir open, CodeNotFound, CodeNotDatabase, CodeNewer, CodeCorrupt,
// CodeForeign, CodeDiskFull. The new database has a line in its journal that actor restored it; "" is the working person of the copy.
func Restore(ctx context.Context, dir, file, actor string) (Restored, error) {
	return restoreInto(ctx, Options{Dir: dir, Now: time.Now, migrations: Migrations, fileSystem: networkFileSystem}, file, actor)
}

// closedStore is a data folder that is not opened.
func closedStore(o Options) (*Store, error) {
	migrations, err := readMigrations(o.migrations)
	if err != nil {
		return nil, err
	}
	dir, err := makeDir(o.Dir)
	if err != nil {
		return nil, err
	}
	if err := refuseNetwork(dir, o.fileSystem); err != nil {
		return nil, err
	}
	return &Store{dir: dir, now: o.Now, migrations: migrations}, nil
}

func restoreInto(ctx context.Context, o Options, file, actor string) (done Restored, err error) {
	s, err := closedStore(o)
	if err != nil {
		return done, err
	}
	if s.lock, err = takeLock(s.dir, "restore", s.now); err != nil {
		return done, err
	}
	defer func(lock *flock.Flock) { err = errors.Join(err, release(lock)) }(s.lock)
	if err := s.clearUnfinished(); err != nil {
		return done, err
	}
	made, err := s.rebuild(ctx, file)
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, made.remove()) }()
	done.Holds = made.holds
	if done.Lost, err = s.restoreAttachments(ctx, made.path, filepath.Join(filepath.Dir(file), attachmentsName)); err != nil {
		return done, fmt.Errorf("restore: %w", err)
	}
	if err := s.noteRestore(ctx, made, file, actor); err != nil {
		return done, err
	}
	noting, err := takeNoting(ctx, s.dir)
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, noting.Unlock()) }()
	return done, s.replace(ctx, made.path)
}

// noteRestore leaves the line of the restore in the new database.
func (s *Store) noteRestore(ctx context.Context, made *rebuilt, file, actor string) error {
	return noteFile(ctx, made.path, s.now(), note{actor: actor, wording: fmt.Sprintf("从备份「%s」恢复：%s", Absolute(file), made.holds.Sentence())})
}

// replace keeps the present database and gives the new one its name.
func (s *Store) replace(ctx context.Context, incoming string) error {
	putBack, err := s.keepPresent(ctx)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if err := forgetTaken(filepath.Join(s.dir, attachmentsName)); err != nil {
		return fmt.Errorf("restore: %w", errors.Join(err, putBack()))
	}
	// The log belongs to the old database and is in its file or beside it in the backups folder by now.
	for _, suffix := range []string{"-wal", "-shm", "-journal"} {
		if err := os.Remove(s.Path() + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Failure(CodeBusy, errors.Join(err, putBack()), "旧数据库还被别的程序占用，没有恢复。请关闭那个程序后再试。")
		}
	}
	if err := moveIntoPlace(incoming, s.Path()); err != nil {
		return Failure(CodeBusy, errors.Join(err, putBack()), "恢复没有完成：数据库文件换不了。请关闭占用它的程序后再试。")
	}
	return nil
}

// keepPresent puts the present database into the backups folder: a sound one as a copy, with all of it in its one file, and anything else, also
// what is no database, as it lies. putBack undoes the latter.
func (s *Store) keepPresent(ctx context.Context) (putBack func() error, err error) {
	putBack = func() error { return nil }
	there, err := os.Lstat(s.Path())
	if errors.Is(err, fs.ErrNotExist) && !fileHolds(s.Path()+"-wal") {
		return putBack, nil
	}
	if err := os.MkdirAll(filepath.Join(s.dir, backupsName), 0o700); err != nil {
		return nil, Failure(CodeBackup, err, "备份文件夹无法建立，没有恢复。请检查权限。")
	}
	if there != nil && there.Mode().IsRegular() && there.Size() > 0 {
		if kept, err := s.keepSound(ctx); err != nil || kept {
			return putBack, err
		}
	}
	return s.setAside("-before-restore-damaged")
}

// setAside moves a database that cannot be read into the backups folder, with its log: what is in it may still be got out by somebody. The
// database goes first, so that its file is never left without the log that may complete it. reason is as in backupPath.
func (s *Store) setAside(reason string) (putBack func() error, err error) {
	damaged := s.backupPath(reason)
	var moved []string
	putBack = func() error {
		var err error
		for _, suffix := range moved {
			err = errors.Join(err, os.Rename(damaged+suffix, s.Path()+suffix))
		}
		return err
	}
	for _, suffix := range []string{"", "-wal"} {
		err := os.Rename(s.Path()+suffix, damaged+suffix)
		switch {
		case err == nil:
			moved = append(moved, suffix)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, Failure(CodeBackup, errors.Join(err, putBack()), "现有数据库留不了底，没有换掉。请检查磁盘空间和权限。")
		}
	}
	return putBack, nil
}

// keepSound makes the safety copy of a database that is whole, and says false when it is not.
func (s *Store) keepSound(ctx context.Context) (kept bool, err error) {
	db, err := OpenPool(ctx, s.Path(), readWrite, 1)
	if err != nil {
		return false, nil // not a database: kept as a damaged one
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	s.writer = db
	defer func() { s.writer = nil }()
	c, err := s.newCopy(ctx, CopyBefore, "restore")
	if err == nil {
		err = s.finishCopy(ctx, &c)
	}
	if err != nil {
		if code := CodeOf(err); code == CodeDiskFull || code == CodeCanceled || code == CodeBusy || errors.Is(err, fs.ErrPermission) {
			return false, Failure(CodeBackup, err, "现有数据库留不了底，没有恢复：%s", Sentence(err))
		}
		return false, nil
	}
	if _, err := db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return false, fmt.Errorf("checkpoint: %w", err)
	}
	return true, nil
}

// unfinished begins the names of what a restore is made in.
const unfinished = databaseName + ".restoring"

// clearUnfinished removes what a restore left when it was ended in the middle. The caller holds the lock.
func (s *Store) clearUnfinished() error {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return Failure(CodeNoFolder, err, "数据文件夹「%s」读不了。请检查权限。", s.dir)
	}
	for _, e := range entries {
		if len(e.Name()) < len(unfinished) || e.Name()[:len(unfinished)] != unfinished {
			continue
		}
		if err := os.RemoveAll(filepath.Join(s.dir, e.Name())); err != nil {
			return Failure(CodeReadOnly, err, "上次没有完成的恢复留下的「%s」删除不了。请检查权限。", e.Name())
		}
	}
	return nil
}

// fileHolds says whether there is a file with anything in it, or may be one.
func fileHolds(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() > 0 || err != nil && !errors.Is(err, fs.ErrNotExist)
}

// copyFile copies a file into a new one.
func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("copy: %w", err)
	}
	defer func() { _ = in.Close() }() // only read
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("copy: %w", err)
	}
	if _, err = io.Copy(out, in); err != nil {
		err = fmt.Errorf("copy: %w", err)
	}
	return errors.Join(err, out.Close())
}
