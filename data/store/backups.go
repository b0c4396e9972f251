package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// BackupDaily makes a verified copy in the backups folder when the data changed since the newest sound one made for the day, and prunes the
// folder. It gives the path of the new copy, "" when none was needed. Attachments that cannot be kept are named in the copy.
func (s *Store) BackupDaily(ctx context.Context) (string, error) {
	return s.backUpKind(ctx, CopyDaily, systemActor)
}

// BackupNow is BackupDaily for a person who asks for a copy: those are kept by a rule of their own.
func (s *Store) BackupNow(ctx context.Context, actor string) (string, error) {
	return s.backUpKind(ctx, CopyManual, actor)
}

// keep does something with the copies of the backups folder while nobody else does.
func (s *Store) keep(ctx context.Context, do func() error) error {
	select {
	case s.keeping <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-s.keeping }()
	return do()
}

func (s *Store) backUpKind(ctx context.Context, kind CopyKind, actor string) (path string, err error) {
	err = s.keep(ctx, func() error {
		path, err = s.copyUnlessSame(ctx, kind, actor)
		return err
	})
	return path, err
}

func (s *Store) copyUnlessSame(ctx context.Context, kind CopyKind, actor string) (string, error) {
	copies, err := s.copies()
	if err != nil {
		return "", err
	}
	for _, c := range copies {
		if c.Kind != kind || c.State != CopyVerified {
			continue
		}
		same, err := s.sameAs(ctx, c)
		if err != nil {
			return "", err
		}
		if same && len(c.Missing) > 0 { // they may have been found again
			return "", s.finishCopy(ctx, &c)
		}
		if same {
			return "", nil
		}
		break
	}
	return s.renewCopy(ctx, kind, actor)
}

// sameAs says whether no data changed since a copy was made.
func (s *Store) sameAs(ctx context.Context, c Copy) (bool, error) {
	var now Copy
	if err := now.position(ctx, s.Reader); err != nil {
		return false, err
	}
	return now.holds(c), nil
}

// renewCopy makes a copy whether one is needed or not, prunes the folder and leaves a line in the journal.
func (s *Store) renewCopy(ctx context.Context, kind CopyKind, actor string) (string, error) {
	var c Copy
	err := s.turn(ctx, func() (err error) {
		c, err = s.newCopy(ctx, kind, "")
		return err
	})
	if err != nil {
		return "", err
	}
	if err := s.finishCopy(ctx, &c); err != nil {
		return "", err
	}
	if err := s.pruneCopies(); err != nil {
		return c.Path, err
	}
	return c.Path, s.noteDone(ctx, note{actor: actor, wording: Outgoing{Verb: "备份", What: "全部数据", Count: c.records(), Unit: "行", Whole: true, To: c.Path}.wording()})
}

// newCopy makes a copy in the backups folder under a name that no file had, and does not finish it. Nobody may write meanwhile.
func (s *Store) newCopy(ctx context.Context, kind CopyKind, before string) (Copy, error) {
	folder := filepath.Join(s.dir, backupsName)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return Copy{}, Failure(CodeBackup, err, "备份文件夹「%s」无法建立。请检查权限。", folder)
	}
	copies, err := s.copies()
	if err != nil {
		return Copy{}, err
	}
	c := Copy{Kind: kind, Before: before, Made: s.now()}
	c.Serial, c.Counted = count(copies, c.Made)
	reason := ""
	switch kind {
	case CopyBefore:
		reason = "-before-" + before
	case CopyManual:
		reason = "-manual"
	}
	c.Path = s.backupPath(reason)
	return c, s.copyTo(ctx, &c)
}

// backupPath names a file of the backups folder for this moment; reason is such as -before-v3. The name is new: of several in one second the
// later ones are numbered.
func (s *Store) backupPath(reason string) string {
	stamp, write := s.now().Format(copyStamp), s.lastWrite()
	for n := 1; ; n++ {
		number := ""
		if n > 1 {
			number = fmt.Sprintf(".%d", n)
		}
		path := filepath.Join(s.dir, backupsName, fmt.Sprintf("cppccdesk-%s%s-w%d%s.db", stamp, number, write, reason))
		if !lies(path) && !lies(path+manifestEnding) {
			return path
		}
	}
}

// lies says whether anything has that name, or may have.
func lies(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// lastWrite is the number of the last write, 0 when it cannot be read: it only names files.
func (s *Store) lastWrite() int64 {
	db := s.Reader
	if db == nil {
		db = s.writer
	}
	var c Copy
	if db == nil || c.position(context.Background(), db) != nil {
		return 0
	}
	return c.Writes
}

// pruneCopies removes the copies that need not be kept any more, and the attachments that no copy needs.
func (s *Store) pruneCopies() error {
	copies, err := s.copies()
	if err != nil {
		return err
	}
	for _, c := range prune(copies) {
		for _, path := range []string{c.Path, c.Path + manifestEnding, c.Path + "-wal"} {
			if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return Failure(CodeBackup, err, "旧备份「%s」删除不了。请检查权限。", filepath.Base(path))
			}
		}
	}
	return s.pruneAttachments()
}

// LastBackup gives the newest verified copy in the backups folder; ok is false when there is none.
func (s *Store) LastBackup() (last Copy, ok bool) {
	copies, err := s.copies()
	if err != nil {
		return Copy{}, false
	}
	for _, c := range copies {
		if c.State == CopyVerified {
			return c, true
		}
	}
	return Copy{}, false
}

// removeHalfCopies clears away what a crash left unfinished in the backups folder.
func (s *Store) removeHalfCopies() error {
	folder := filepath.Join(s.dir, backupsName)
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return Failure(CodeBackup, err, "备份文件夹「%s」读不了。请检查权限。", folder)
	}
	for _, e := range entries {
		name, _, half := strings.Cut(e.Name(), PartialEnding)
		_, own := parseCopyName(strings.TrimSuffix(name, manifestEnding), s.now().Location())
		if !half || !own || !e.Type().IsRegular() {
			continue
		}
		if err := os.Remove(filepath.Join(folder, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Failure(CodeBackup, err, "未完成的备份「%s」删除不了。请检查权限。", e.Name())
		}
	}
	return nil
}
