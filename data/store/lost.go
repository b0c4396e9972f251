package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/uptrace/bun"
)

// smallestFile is the size of the smallest database: one page of the smallest kind.
const smallestFile = 512

// refuseUnreadable refuses what lies in the place of the database and can be none, and a place where a database was: a new one made there
// would hide that the data are gone. create says that somebody wants a new one all the same.
func (s *Store) refuseUnreadable(create bool) error {
	size, err := s.presentSize()
	there := err == nil
	switch {
	case there && size >= smallestFile, create && (there && size == 0 || errors.Is(err, fs.ErrNotExist)):
		return nil
	case there && size > 0: // SQLite would take it for an empty one and write over it
		return Refuse(CodeCorrupt, "数据库「%s」只剩 %s，已损坏。请从最近的备份恢复。", s.Path(), SizeText(size))
	case !there && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	belonging, err := s.belongings()
	switch {
	case err != nil:
		return err
	case there && belonging == "":
		return Refuse(CodeLost, "数据库「%s」是空的（0 字节），里面没有数据。请从备份恢复，或从空白开始。", s.Path())
	case there:
		return Refuse(CodeLost, "数据库「%s」是空的（0 字节），%s还在。请从备份恢复，或从空白开始。", s.Path(), belonging)
	case belonging != "":
		return Refuse(CodeLost, "数据库「%s」不见了，%s还在。请从备份恢复，或从空白开始。", s.Path(), belonging)
	}
	return nil
}

// presentSize is the size of the file in the place of the database; fs.ErrNotExist when there is nothing, another error for what is no file.
func (s *Store) presentSize() (int64, error) {
	there, err := os.Lstat(s.Path())
	if errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	if err == nil && there.Mode()&fs.ModeSymlink != 0 {
		if there, err = os.Stat(s.Path()); errors.Is(err, fs.ErrNotExist) {
			return 0, Refuse(CodeLost, "数据库「%s」是一个链接，它所指的文件不见了。请找回那个文件，或从备份恢复。", s.Path())
		}
	}
	switch {
	case err != nil:
		return 0, Failure(CodeOf(err), err, "打不开数据库「%s」：%s", s.Path(), Sentence(err))
	case there.IsDir():
		return 0, Refuse(CodeNoFolder, "「%s」是一个文件夹，不是数据库。请把它移到别处，或从备份恢复。", s.Path())
	case !there.Mode().IsRegular():
		return 0, Refuse(CodeNotDatabase, "「%s」不是文件，不能作数据库。请把它移到别处，或从备份恢复。", s.Path())
	}
	return there.Size(), nil
}

// belongings names what of a database there is without it, "" for nothing.
func (s *Store) belongings() (string, error) {
	backups, err := s.namesIn(backupsName)
	if err != nil {
		return "", err
	}
	for _, name := range backups {
		if strings.HasPrefix(name, "cppccdesk-") && strings.HasSuffix(name, ".db") {
			return "它的备份", nil
		}
	}
	if fileHolds(s.Path() + "-wal") {
		return "它最近的修改（-wal 文件）", nil
	}
	attachments, err := s.namesIn(attachmentsName)
	if err == nil && slices.ContainsFunc(attachments, isDigest) {
		return "它的附件", nil
	}
	return "", err
}

// namesIn lists a folder of the data folder; none where there is no such folder.
func (s *Store) namesIn(name string) ([]string, error) {
	entries, err := entriesOf(CodeReadOnly, filepath.Join(s.dir, name))
	if err != nil {
		return nil, err
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, nil
}

// refuseDamaged looks through the file before anything is written to it. What SQLite finds in the indexes only is for Check.
func (s *Store) refuseDamaged(ctx context.Context) error {
	problems, err := Texts(ctx, s.writer, "PRAGMA quick_check(1)")
	if err == nil && (len(problems) != 1 || problems[0] != "ok") {
		err = fmt.Errorf("quick check: %s", strings.Join(problems, "; "))
	}
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	}
	if code := CodeOf(err); code != CodeInternal && code != CodeCorrupt {
		return err
	}
	return Failure(CodeCorrupt, err, "数据库文件已损坏。请从最近的备份恢复。")
}

// refuseAltered refuses a database of a version whose schema is not that of the version. The comparison makes a database, so it is done only
// when the schema is not the one the journal's triggers were last made for.
func (s *Store) refuseAltered(ctx context.Context, version int) error {
	unchanged, err := journalIsCurrent(ctx, s.writer)
	if err == nil && unchanged {
		return nil
	}
	told, err := readSchema(ctx, s.writer)
	if err != nil {
		return err
	}
	want, shadows, err := s.schemaOf(ctx, version)
	if err != nil {
		return err
	}
	if difference := schemaDifference(want, told, shadows); difference != "" {
		return Refuse(CodeCorrupt, "数据库的结构不对：%s。请从最近的备份恢复。", difference)
	}
	return nil
}

// schemaOf is the schema of a version, read from a new database of it in memory.
func (s *Store) schemaOf(ctx context.Context, version int) (want map[objectKey]object, shadows []string, err error) {
	db, err := openMemory(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	fresh := &Store{now: s.now, migrations: s.migrations[:version], writer: db}
	if err := fresh.migrate(ctx); err != nil {
		return nil, nil, err
	}
	if want, err = readSchema(ctx, db); err != nil {
		return nil, nil, err
	}
	shadows, err = shadowTables(ctx, db)
	return want, shadows, err
}

func shadowTables(ctx context.Context, db bun.IConn) ([]string, error) {
	return Texts(ctx, db, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'")
}
