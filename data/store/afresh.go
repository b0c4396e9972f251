package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// CanStartAfresh says of an error of Open whether StartAfresh would help.
func CanStartAfresh(err error) bool {
	switch CodeOf(err) {
	case CodeLost, CodeCorrupt, CodeNotDatabase:
		return true
	}
	return false
}

// StartAfresh makes an empty database in dir where one was lost or is damaged. Nothing is deleted: what is left of the old one goes to the
// backups folder, and copies, attachments and drafts stay. The new database has a line in its journal that actor did it; "" is the working
// person. A database that can be opened stays as it is, with CodeConflict. version is the program's.
func StartAfresh(ctx context.Context, dir, actor, version string) error {
	return startAfresh(ctx, Options{Dir: dir, Now: time.Now, Version: version}, actor)
}

func startAfresh(ctx context.Context, o Options, actor string) error {
	present, err := Open(ctx, o)
	switch {
	case err == nil:
		return errors.Join(Refuse(CodeConflict, "「%s」里的数据库打得开，没有从空白开始。", present.Dir()), present.Close())
	case !CanStartAfresh(err):
		return err
	}
	o.afresh = true
	fresh, err := Open(ctx, o)
	if err != nil {
		return err
	}
	if actor == "" {
		actor = WorkingPerson(nil)
	}
	return errors.Join(fresh.note(ctx, note{actor: actor, wording: "从空白开始：原来的数据库打不开，留下的另存在备份文件夹"}), fresh.Close())
}

// openAfresh puts what is left of a database that cannot be opened into the backups folder and makes an empty one in its place. The caller
// holds the lock.
func (s *Store) openAfresh(ctx context.Context) error {
	if err := s.closeWriter(); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(s.dir, backupsName), 0o700); err != nil {
		return Failure(CodeBackup, err, "备份文件夹无法建立，没有从空白开始。请检查权限。")
	}
	putBack, err := s.setAside("-before-new-damaged")
	if err != nil {
		return err
	}
	err = forgetTaken(filepath.Join(s.dir, attachmentsName))
	if err == nil {
		err = removeIndex(s.Path())
	}
	if err == nil {
		err = s.openDatabase(ctx, true)
	}
	if err != nil {
		return errors.Join(err, s.closeWriter(), putBack())
	}
	return nil
}

// removeIndex removes what SQLite keeps beside a database and makes again by itself.
func removeIndex(path string) error {
	for _, suffix := range []string{"-shm", "-journal"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove index: %w", err)
		}
	}
	return nil
}

func (s *Store) closeWriter() error {
	if s.writer == nil {
		return nil
	}
	err := s.writer.Close()
	s.writer = nil
	return err
}
