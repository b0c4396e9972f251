package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/uptrace/bun"
)

// PartialEnding ends the name of a copy that is not verified yet.
const PartialEnding = ".partial"

// Backup writes a copy of the database to the file out and gives it that name only when the copy has been opened and
// checked: integrity, foreign keys, and as many rows in every table. Writers wait meanwhile, readers do not. Its manifest lies beside it, and
// the attachments in the folder attachments beside it, which the backups of one folder share. An attachment that is missing or damaged fails
// the backup with CodeBackup and its name, when everything else is kept. It gives how many rows of data the copy holds.
// A file that is there is replaced, see MayReplace; CodeDiskFull when there is no room.
func (s *Store) Backup(ctx context.Context, out string) (rows int, err error) {
	abs, err := filepath.Abs(out)
	if err != nil {
		return 0, Failure(CodeBackup, err, "备份文件「%s」的位置无法使用。请换一个位置。", out)
	}
	if own, err := os.Stat(s.Path()); err == nil {
		if there, err := os.Stat(abs); err == nil && os.SameFile(own, there) {
			return 0, Refuse(CodeBackup, "不能把备份写到正在使用的数据库上。请换一个文件名。")
		}
	}
	c := Copy{Path: abs, Kind: CopyManual, Made: s.now(), Counted: s.now()}
	if err := s.turn(ctx, func() error { return s.copyTo(ctx, &c) }); err != nil {
		return 0, err
	}
	if err := s.finishCopy(ctx, &c); err != nil {
		return 0, err
	}
	return c.records(), c.refuseMissing()
}

// turn does something while nobody writes.
func (s *Store) turn(ctx context.Context, do func() error) error {
	if !s.readOnly {
		t, err := s.acquire(ctx, "备份")
		if err != nil {
			return err
		}
		defer t.release()
	}
	return do()
}

// sqliteHead begins every SQLite file.
const sqliteHead = "SQLite format 3\x00"

// isSQLite says whether path begins like a SQLite file (https://www.sqlite.org/fileformat.html).
func isSQLite(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	var header [16]byte
	_, err = io.ReadFull(f, header[:])
	return err == nil && string(header[:]) == sqliteHead
}

// copyTo makes a verified copy of the store's database in c.Path and describes it. Nobody else may write meanwhile, or it takes another
// attempt. The copy has no manifest before finishCopy.
func (s *Store) copyTo(ctx context.Context, c *Copy) error {
	c.Version, c.Checked = s.version, s.now()
	err := copyDescribed(ctx, s.Path(), c.Path, func(temp string) error { return c.describe(ctx, temp) })
	if err != nil {
		if code := CodeOf(err); code == CodeDiskFull || code == CodeCanceled {
			return err
		}
		return Failure(CodeBackup, err, "备份没有做成：%s", Sentence(err))
	}
	c.State = CopyVerified
	return nil
}

// finishCopy keeps the attachments a copy speaks of beside it and then writes its manifest.
func (s *Store) finishCopy(ctx context.Context, c *Copy) error {
	if err := s.backupAttachments(ctx, c); err != nil {
		return err
	}
	return writeManifest(*c)
}

// copyAttempts is how often a copy is tried when another process keeps writing meanwhile.
const copyAttempts = 5

// copyDescribed copies the database from to the file out, verified, complete or not at all; look sees the verified file before it has its name.
func copyDescribed(ctx context.Context, from, out string, look func(temp string) error) (err error) {
	source, err := OpenPool(ctx, from, ReadOnly, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	// VACUUM INTO only reads the source, but query_only refuses it; the connection is still opened read-only.
	if _, err := source.ExecContext(ctx, "PRAGMA query_only = OFF"); err != nil {
		return fmt.Errorf("prepare copy: %w", err)
	}
	temp := out + PartialEnding
	defer func() {
		if e := os.Remove(temp); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}()
	for range copyAttempts {
		if err := emptyFile(temp); err != nil {
			return err
		}
		before, err := countRows(ctx, source)
		if err != nil {
			return err
		}
		if _, err := source.ExecContext(ctx, "VACUUM INTO ?", temp); err != nil {
			return fmt.Errorf("vacuum into %s: %w", temp, err)
		}
		after, err := countRows(ctx, source)
		if err != nil {
			return err
		}
		if !slices.Equal(before, after) {
			continue
		}
		if err := verifyCopy(ctx, temp, before); err != nil {
			return err
		}
		if err := look(temp); err != nil {
			return err
		}
		if err := dropManifest(out); err != nil {
			return err
		}
		return moveIntoPlace(temp, out)
	}
	return Refuse(CodeBusy, "数据一直在改动，没有复制成功。请稍后再试。")
}

// emptyFile makes an empty file that only this user may read, which SQLite then fills; what a crash left there goes.
func emptyFile(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove old partial copy: %w", err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("make copy: %w", err)
	}
	return f.Close()
}

// countRows gives "table rows" for every table there is, and the last write.
func countRows(ctx context.Context, db bun.IConn) ([]string, error) {
	tables, err := Texts(ctx, db, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name")
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	queries := make([]string, 0, len(tables))
	for _, table := range tables {
		last := "coalesce(max(rowid), 0)"
		if strings.HasPrefix(table, "sqlite_") { // VACUUM numbers SQLite's own rows anew where migrations left gaps
			last = "0"
		}
		queries = append(queries, fmt.Sprintf("SELECT %s || ' ' || count(*) || ' ' || %s FROM %s", QuoteText(table), last, QuoteName(table)))
	}
	var counts []string
	for _, query := range queries {
		count, err := Texts(ctx, db, query)
		if err != nil {
			return nil, fmt.Errorf("count rows: %w", err)
		}
		counts = append(counts, count...)
	}
	return counts, nil
}

// verifyCopy opens a copy and checks it; counts, unless nil, is what countRows must give.
func verifyCopy(ctx context.Context, path string, counts []string) (err error) {
	db, err := OpenPool(ctx, path, immutable, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	problems, err := Texts(ctx, db, "PRAGMA integrity_check")
	if err != nil {
		return fmt.Errorf("integrity check: %w", err)
	}
	if len(problems) != 1 || problems[0] != "ok" {
		return Failure(CodeCorrupt, fmt.Errorf("integrity check: %s", strings.Join(problems, "; ")), "数据库文件已损坏。")
	}
	broken, err := brokenKeys(ctx, db)
	if err != nil {
		return err
	}
	if len(broken) > 0 {
		return Failure(CodeCorrupt, fmt.Errorf("foreign keys: %v", broken), "数据库里有 %d 条记录指向不存在的记录。", len(broken))
	}
	if counts == nil {
		return nil
	}
	copied, err := countRows(ctx, db)
	if err != nil {
		return err
	}
	if !slices.Equal(copied, counts) {
		return Refuse(CodeCorrupt, "复制出来的记录数与原数据库不一致。")
	}
	return nil
}

// moveIntoPlace gives a finished file its name so that a power cut leaves the old file or the new one.
func moveIntoPlace(temp, out string) error {
	f, err := os.OpenFile(temp, os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("flush copy: %w", err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("flush copy: %w", err)
	}
	if err := os.Rename(temp, out); err != nil {
		return fmt.Errorf("name copy: %w", err)
	}
	return syncDir(filepath.Dir(out))
}
