package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/uptrace/bun"
)

// backupAttachments keeps the content of every attachment a new copy speaks of in the folder attachments beside it, read and compared with
// its digest. Those whose file is missing or damaged here are named in c.Missing.
func (s *Store) backupAttachments(ctx context.Context, c *Copy) error {
	into := filepath.Join(filepath.Dir(c.Path), attachmentsName)
	own := into == filepath.Join(s.dir, attachmentsName)
	c.Missing = nil
	for _, file := range c.Attachments {
		from := s.attachmentPath(file.Digest)
		whole, err := isWhole(ctx, from, file.Digest)
		if err != nil {
			return err
		}
		if !whole {
			c.Missing = append(c.Missing, file.Name)
			continue
		}
		if own {
			continue
		}
		if err := keepFile(ctx, from, into, file); err != nil {
			return s.notKept(ctx, file, err)
		}
	}
	return nil
}

// mendAttachments looks whether every attachment an older copy speaks of is kept whole beside it, and takes it from the data folder where
// not. Those that cannot be had are named in c.Missing.
func (s *Store) mendAttachments(ctx context.Context, c *Copy) error {
	into := filepath.Join(filepath.Dir(c.Path), attachmentsName)
	c.Missing = nil
	for _, file := range c.Attachments {
		err := keepFile(ctx, s.attachmentPath(file.Digest), into, file)
		switch {
		case err == nil:
		case errors.Is(err, fs.ErrNotExist) || CodeOf(err) == CodeCorrupt:
			c.Missing = append(c.Missing, file.Name)
		default:
			return s.notKept(ctx, file, err)
		}
	}
	return nil
}

func (s *Store) notKept(ctx context.Context, file StoredFile, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return Failure(CodeBackup, err, "数据库已备份，附件「%s」没有备份：%s", file.Name, Sentence(err))
}

// pruneAttachments removes from the backups folder the files that no copy there needs. Where it is not known what a copy needs, none.
func (s *Store) pruneAttachments() error {
	folder := filepath.Join(s.dir, backupsName)
	databases, err := entriesOf(CodeBackup, folder)
	if err != nil {
		return err
	}
	needed := map[string]bool{}
	for _, e := range databases {
		if filepath.Ext(e.Name()) != ".db" {
			continue
		}
		c, known := findManifest(filepath.Join(folder, e.Name()))
		if !known {
			return nil
		}
		for _, file := range c.Attachments {
			needed[file.Digest] = true
		}
	}
	folder = filepath.Join(folder, attachmentsName)
	entries, err := entriesOf(CodeBackup, folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if needed[e.Name()] || !ownName(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		if err := os.Remove(filepath.Join(folder, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return Failure(CodeBackup, err, "备份里不再需要的附件删除不了。请检查文件夹「%s」的权限。", folder)
		}
	}
	return nil
}

// entriesOf lists a folder; what does not exist has nothing in it. The error, of the code, is of a folder that cannot be listed.
func entriesOf(code Code, folder string) ([]fs.DirEntry, error) {
	entries, err := os.ReadDir(folder)
	if unlessMissing(err) != nil {
		return nil, unlisted(code, err, folder)
	}
	return entries, nil
}

// unlisted is the error for a folder that is there and cannot be listed: what it holds is not known, so it is not taken for empty.
func unlisted(code Code, err error, folder string) error {
	return Failure(code, err, "文件夹「%s」读不了，不知道里面有什么。请检查它的权限，再试一次。", folder)
}

// storedFiles lists the files that attachments speak of, those in the bin too, each once; none in a database from before there were any.
func storedFiles(ctx context.Context, db bun.IConn) ([]StoredFile, error) {
	present, err := Texts(ctx, db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = '"+AttachmentTable+"'")
	if err != nil || len(present) == 0 {
		return nil, err
	}
	var files []StoredFile
	rows, err := db.QueryContext(ctx, "SELECT digest, max(size), min(name) FROM attachment GROUP BY digest ORDER BY digest")
	if err != nil {
		return nil, fmt.Errorf("stored files: %w", err)
	}
	defer func() { _ = rows.Close() }() // rows.Err tells
	for rows.Next() {
		var f StoredFile
		if err := rows.Scan(&f.Digest, &f.Size, &f.Name); err != nil {
			return nil, fmt.Errorf("stored files: %w", err)
		}
		files = append(files, f)
	}
	return files, rows.Err()
}

// keepFile puts a copy of a stored file into another folder of stored files, unless a whole one is there: not a second name of the file
// itself, to which the same damage would happen. A file that is not what its digest says is CodeCorrupt, a missing one fs.ErrNotExist.
func keepFile(ctx context.Context, from, into string, file StoredFile) error {
	target := filepath.Join(into, file.Digest)
	if !sameFile(from, target) {
		if whole, err := isWhole(ctx, target, file.Digest); whole || err != nil {
			return err
		}
	}
	if _, err := os.Stat(from); err != nil {
		return err
	}
	whole, err := isWhole(ctx, from, file.Digest)
	if err != nil {
		return err
	}
	if !whole {
		return Refuse(CodeCorrupt, "文件内容与存入时不一样，已经损坏。")
	}
	if err := os.MkdirAll(into, 0o700); err != nil {
		return fmt.Errorf("keep attachment: %w", err)
	}
	if _, _, err := copyDigested(ctx, from, into, file.Size, nil); err != nil {
		return err
	}
	return nil
}

// isWhole says whether a stored file is there and is what its digest says; the error is that of ctx only.
func isWhole(ctx context.Context, path, digest string) (bool, error) {
	got, err := digestOf(ctx, path)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	return err == nil && got == digest, nil
}

func sameFile(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	two, err := os.Stat(b)
	return err == nil && os.SameFile(one, two)
}

// checkAttachments reads the file of every attachment and compares it with its digest.
func (s *Store) checkAttachments(ctx context.Context, r *Report) error {
	files, err := storedFiles(ctx, s.Reader)
	if err != nil {
		return err
	}
	var missing, damaged []string
	unread := map[string]error{}
	for _, file := range files {
		digest, err := digestOf(ctx, s.attachmentPath(file.Digest))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			missing = append(missing, file.Name)
		case err != nil && ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			unread[file.Name] = err
		case digest != file.Digest:
			damaged = append(damaged, file.Name)
		}
	}
	r.list(missing, func(name string) string {
		return fmt.Sprintf("附件「%s」的文件不见了，请从备份的 %s 文件夹找回。", name, attachmentsName)
	})
	r.list(damaged, func(name string) string {
		return fmt.Sprintf("附件「%s」的文件已损坏，请从备份的 %s 文件夹找回。", name, attachmentsName)
	})
	r.list(slices.Sorted(maps.Keys(unread)), func(name string) string {
		return fmt.Sprintf("附件「%s」的文件读不出来，不知道是不是完整：%s", name, Sentence(unread[name]))
	})
	return nil
}
