package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/uptrace/bun"
)

// restoreAttachments takes the files a rebuilt database speaks of, as far as they are missing or damaged, from the folder beside its copy, and
// names those that cannot be had.
func (s *Store) restoreAttachments(ctx context.Context, database, from string) (lost []string, err error) {
	db, err := OpenPool(ctx, database, immutable, 1)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	files, err := storedFiles(ctx, db)
	if err != nil || len(files) == 0 {
		return nil, err
	}
	into := filepath.Join(s.dir, attachmentsName)
	if err := os.MkdirAll(into, 0o700); err != nil {
		return nil, Failure(CodeOf(err), err, "附件文件夹无法建立：%s", Sentence(err))
	}
	for _, file := range files {
		there, err := hasStored(ctx, into, file.Digest)
		if err != nil {
			return nil, err
		}
		if there {
			continue
		}
		if there, err = hasStored(ctx, from, file.Digest); err != nil {
			return nil, err
		}
		if !there {
			lost = append(lost, file.Name)
			continue
		}
		if err := s.replaceStored(ctx, from, file); err != nil {
			return nil, Failure(CodeOf(err), err, "附件「%s」没有恢复：%s", file.Name, Sentence(err))
		}
	}
	return lost, nil
}

// replaceStored copies a whole file from a folder of stored files in the place of a missing or damaged one.
func (s *Store) replaceStored(ctx context.Context, from string, file StoredFile) error {
	if err := os.Remove(s.attachmentPath(file.Digest)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove damaged attachment: %w", err)
	}
	_, _, err := copyDigested(ctx, filepath.Join(from, file.Digest), filepath.Join(s.dir, attachmentsName), file.Size, nil)
	return err
}

// lostAttachments names the attachments of a database whose file is neither in the data folder nor in the folder beside.
func (s *Store) lostAttachments(ctx context.Context, db bun.IConn, beside string) (lost []string, err error) {
	files, err := storedFiles(ctx, db)
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		there := false
		for _, folder := range []string{filepath.Join(s.dir, attachmentsName), beside} {
			if there, err = hasStored(ctx, folder, file.Digest); err != nil || there {
				break
			}
		}
		if err != nil {
			return nil, err
		}
		if !there {
			lost = append(lost, file.Name)
		}
	}
	return lost, nil
}

// hasStored says whether a folder has a stored file, whole. Links are not followed out of it. The error is that of ctx.
func hasStored(ctx context.Context, folder, digest string) (bool, error) {
	path := filepath.Join(folder, digest)
	if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() {
		if got, err := digestOf(ctx, path); err == nil {
			return got == digest, nil
		}
	}
	return false, ctx.Err() // what cannot be read is not to be had
}
