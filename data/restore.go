package data

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Restore makes the backup file the database in dir. The file is checked first (this program's, not newer, whole); the
// present database stays in the backups folder as a safety copy. Attachments it speaks of that are missing in dir are taken from the folder
// beside the file. At every moment dir holds the old database or the new
// one. The codes: CodeInUse while a program has dir open, CodeNotFound, CodeNotDatabase, CodeNewer, CodeCorrupt.
func Restore(ctx context.Context, dir, file string) error {
	return restore(ctx, Options{Dir: dir, Now: time.Now, migrations: ownMigrations(), fileSystem: networkFileSystem}, file)
}

func restore(ctx context.Context, o Options, file string) (err error) {
	migrations, err := readMigrations(o.migrations)
	if err != nil {
		return err
	}
	dir, err := makeDir(o.Dir)
	if err != nil {
		return err
	}
	if err := refuseNetwork(dir, o.fileSystem); err != nil {
		return err
	}
	s := &Store{dir: dir, now: o.Now, migrations: migrations}
	if err := s.verifyBackup(ctx, file); err != nil {
		return err
	}
	lock, err := takeLock(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Unlock()) }()
	incoming := s.path() + ".restoring"
	if err := copyDatabase(ctx, file, incoming); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if err := s.restoreAttachments(ctx, incoming, filepath.Join(filepath.Dir(file), attachmentsName)); err != nil {
		return fmt.Errorf("restore: %w", errors.Join(err, os.Remove(incoming)))
	}
	if err := s.keepPresent(ctx); err != nil {
		return fmt.Errorf("restore: %w", errors.Join(err, os.Remove(incoming)))
	}
	// The log belongs to the old database and is in its file or in the safety copy by now.
	for _, suffix := range []string{"-wal", "-shm"} {
		if err := os.Remove(s.path() + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return failure(CodeBusy, err, "旧数据库还被别的程序占用,没有恢复。请关闭那个程序后再试。")
		}
	}
	if err := moveIntoPlace(incoming, s.path()); err != nil {
		return failure(CodeBusy, err, "恢复没有完成:数据库文件换不了。请关闭占用它的程序后再试。")
	}
	return nil
}

// verifyBackup refuses a file that must not become the database.
func (s *Store) verifyBackup(ctx context.Context, file string) (err error) {
	there, err := os.Stat(file)
	if err != nil {
		return failure(CodeOf(err), err, "打不开备份文件「%s」。请检查文件是否存在。", file)
	}
	if own, err := os.Stat(s.path()); err == nil && os.SameFile(own, there) {
		return Refuse(CodeInvalid, "「%s」就是现在的数据库,不用恢复。请选择一个备份文件。", file)
	}
	if !isSQLite(file) {
		return Refuse(CodeNotDatabase, "「%s」不是数据库备份。请选择本程序备份的文件。", file)
	}
	db, err := openPool(ctx, file, readOnly, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	version, err := s.recognise(ctx, db)
	if err != nil {
		return err
	}
	if version == 0 {
		return Refuse(CodeNotDatabase, "「%s」里没有数据。请选择本程序备份的文件。", file)
	}
	return nil
}

// keepPresent puts the present database into the backups folder and the whole of it into its one file. A damaged one is
// kept as it lies, byte by byte.
func (s *Store) keepPresent(ctx context.Context) error {
	if _, err := os.Stat(s.path()); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := os.MkdirAll(filepath.Join(s.dir, backupsName), 0o700); err != nil {
		return failure(CodeBackup, err, "备份文件夹无法建立,没有恢复。请检查权限。")
	}
	kept, err := s.keepSound(ctx)
	if err != nil || kept {
		return err
	}
	damaged := s.backupPath("-before-restore-damaged")
	for _, suffix := range []string{"", "-wal"} {
		if err := copyFile(s.path()+suffix, damaged+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return failure(CodeBackup, err, "现有数据库留不了底,没有恢复。请检查磁盘空间和权限。")
		}
	}
	return nil
}

// keepSound makes the safety copy of a database that is whole, and says false when it is not.
func (s *Store) keepSound(ctx context.Context) (kept bool, err error) {
	db, err := openPool(ctx, s.path(), readWrite, 1)
	if err != nil {
		return false, nil // not a database: kept as a damaged one
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	s.writer = db
	c, err := s.newCopy(ctx, CopyBefore, "restore")
	if err == nil {
		err = s.finishCopy(ctx, &c)
	}
	switch CodeOf(err) {
	case CodeCorrupt, CodeNotDatabase:
		if err != nil {
			return false, nil
		}
	}
	if err != nil {
		return false, failure(CodeBackup, err, "现有数据库留不了底,没有恢复。请检查磁盘空间和权限。")
	}
	if _, err := db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		return false, fmt.Errorf("checkpoint: %w", err)
	}
	return true, nil
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("copy: %w", err)
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("copy: %w", err)
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}
