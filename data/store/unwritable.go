package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
)

// probeSize is how much must fit on the disk for the database to be opened for writing: SQLite's shared memory and some pages.
const probeSize = 64 << 10

// orRead is what becomes of opening for writing that failed: where nothing can be written the cause is named, and with Options.OrRead the
// database is opened for reading. The lock stays when it was taken, so that nobody writes under the open window once there is room again.
func (s *Store) orRead(ctx context.Context, o Options, failed error) error {
	switch CodeOf(failed) {
	case CodeReadOnly, CodeDiskFull, CodeNoFolder, CodeBackup, CodeMigration, CodeInternal:
	default:
		return failed // not for want of writing
	}
	if s.dir == "" {
		return failed // there is no folder
	}
	cause := unwritable(s.dir, tryWriting(s.dir, s.Path()))
	switch {
	case cause == nil:
		return failed
	case !o.OrRead:
		return cause
	}
	if err := s.closeWriter(); err != nil {
		return errors.Join(cause, err)
	}
	s.readOnly, s.unwritten = true, cause
	switch err := s.openForReading(ctx, o); {
	case err == nil:
		return nil
	case CodeOf(err) == CodeCorrupt, CodeOf(err) == CodeNotDatabase, CodeOf(err) == CodeForeign, CodeOf(err) == CodeNewer, CodeOf(err) == CodeLost:
		return err
	}
	return cause
}

// tryWriting writes a file beside the database and opens the database for writing, and gives what the system says against either.
func tryWriting(dir, database string) (err error) {
	f, err := os.CreateTemp(dir, unfinished+"-probe-*") // removed at the next start when the program is ended in between
	if err != nil {
		return err
	}
	_, err = f.Write(make([]byte, probeSize))
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close(), os.Remove(f.Name())); err != nil {
		return err
	}
	if f, err = os.OpenFile(database, os.O_RDWR, 0); err != nil {
		return unlessMissing(err)
	}
	return f.Close()
}

// unwritable is the error for a data folder in which nothing can be written: why, and what to do. It is nil when err, of tryWriting, is another.
func unwritable(dir string, err error) error {
	switch {
	case diskFull(err):
		return Failure(CodeDiskFull, err, "磁盘已满，「%s」里写不了。请清理磁盘，再重新打开程序；已保存的数据都在。", dir)
	case writeProtected(err):
		return Failure(CodeReadOnly, err, "「%s」所在的磁盘是只读的，写不了。请解除写保护，或把整个文件夹复制到本机硬盘，再打开程序。", dir)
	case errors.Is(err, fs.ErrPermission):
		return Failure(CodeReadOnly, err, "没有权限写入「%s」。请管理员开放权限，或把整个文件夹复制到自己的文件夹，再打开程序。", dir)
	}
	return nil
}

// Unwritten is why a store opened with Options.OrRead is open for reading only, as one sentence; nil when it is not.
func (s *Store) Unwritten() error { return s.unwritten }

// refuseWriting is the refusal of a store that is open for reading only.
func (s *Store) refuseWriting() error {
	if s.unwritten != nil {
		return Failure(CodeOf(s.unwritten), s.unwritten, "没有保存：%s", Sentence(s.unwritten))
	}
	return Refuse(CodeReadOnly, "数据是以只读方式打开的，不能保存。")
}
