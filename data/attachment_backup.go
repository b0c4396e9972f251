package data

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/uptrace/bun"
)

// backupAttachments keeps the content of every attachment in the folder attachments of a backup folder. What lies there already is not
// written again; stored files never change, so on the same disk a second name for the file will do. A file that is missing here cannot be
// kept and is for Check to tell.
func (s *Store) backupAttachments(ctx context.Context, folder string) error {
	into := filepath.Join(folder, attachmentsName)
	if into == filepath.Join(s.dir, attachmentsName) {
		return nil
	}
	files, err := storedFiles(ctx, s.reader)
	if err != nil || len(files) == 0 {
		return err
	}
	if err := os.MkdirAll(into, 0o700); err != nil {
		return failure(CodeBackup, err, "数据库已备份,附件没有备份:文件夹「%s」无法建立。", into)
	}
	for _, file := range files {
		err := keepFile(ctx, s.attachmentPath(file.Digest), into, file)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil && CodeOf(err) == CodeCanceled:
			return err
		case err != nil:
			return failure(CodeBackup, err, "数据库已备份,附件「%s」没有备份:%s", file.Name, Sentence(err))
		}
	}
	return nil
}

// storedFiles lists the files that attachments speak of, those in the bin too, each once; none in a database from before there were any.
func storedFiles(ctx context.Context, db bun.IConn) ([]StoredFile, error) {
	present, err := texts(ctx, db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = '"+attachmentTable+"'")
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

// keepFile puts a stored file into another folder of stored files, unless it is there.
func keepFile(ctx context.Context, from, into string, file StoredFile) error {
	target := filepath.Join(into, file.Digest)
	if there, err := os.Stat(target); err == nil && there.Size() == file.Size {
		return nil
	}
	if _, err := os.Stat(from); err != nil {
		return err
	}
	if os.Link(from, target) == nil {
		return nil
	}
	digest, _, err := copyDigested(ctx, from, into, file.Size, nil)
	if err == nil && digest != file.Digest {
		err = errors.Join(Refuse(CodeCorrupt, "文件内容与存入时不一样,已经损坏。"), os.Remove(filepath.Join(into, digest)))
	}
	return err
}

// restoreAttachments takes the files a restored database speaks of, as far as they are missing, from the folder beside its backup.
func (s *Store) restoreAttachments(ctx context.Context, database, from string) (err error) {
	db, err := openPool(ctx, database, immutable, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	files, err := storedFiles(ctx, db)
	if err != nil || len(files) == 0 {
		return err
	}
	into := filepath.Join(s.dir, attachmentsName)
	if err := os.MkdirAll(into, 0o700); err != nil {
		return failure(CodeOf(err), err, "附件文件夹无法建立:%s", Sentence(err))
	}
	for _, file := range files {
		err := keepFile(ctx, filepath.Join(from, file.Digest), into, file)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return failure(CodeOf(err), err, "附件「%s」没有恢复:%s", file.Name, Sentence(err))
		}
	}
	return nil
}

// checkAttachments reads the file of every attachment and compares it with its digest.
func (s *Store) checkAttachments(ctx context.Context, r *Report) error {
	files, err := storedFiles(ctx, s.reader)
	if err != nil {
		return err
	}
	var missing, damaged []string
	for _, file := range files {
		digest, err := digestOf(ctx, s.attachmentPath(file.Digest))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			missing = append(missing, file.Name)
		case err != nil && ctx.Err() != nil:
			return ctx.Err()
		case err != nil || digest != file.Digest:
			damaged = append(damaged, file.Name)
		}
	}
	r.list(missing, func(name string) string {
		return fmt.Sprintf("附件「%s」的文件不见了,请从备份的 %s 文件夹找回。", name, attachmentsName)
	})
	r.list(damaged, func(name string) string {
		return fmt.Sprintf("附件「%s」的文件已损坏,请从备份的 %s 文件夹找回。", name, attachmentsName)
	})
	return nil
}
