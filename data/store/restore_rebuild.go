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

// restoreLimit is the size above which a file is not taken for a database of this program.
const restoreLimit = 16 << 30

// rebuilt is a new database with the rows of a foreign file.
type rebuilt struct {
	dir   string // a folder of its own in the data folder
	path  string
	holds Contents
}

func (r *rebuilt) remove() error { return os.RemoveAll(r.dir) }

// rebuild copies a file, so that nobody can change it meanwhile, compares its schema with the program's of its version, copies its rows into
// a new database and checks that. The file is only read, and nothing its schema says is run.
func (s *Store) rebuild(ctx context.Context, file string) (_ *rebuilt, err error) {
	if err := s.refuseOther(file); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(s.dir, unfinished+"-*")
	if err != nil {
		return nil, Failure(CodeOf(err), err, "数据文件夹「%s」里写不了文件：%s", s.dir, Sentence(err))
	}
	r := &rebuilt{dir: dir, path: filepath.Join(dir, "new.db")}
	defer func() {
		if err != nil {
			err = errors.Join(err, r.remove())
		}
	}()
	source := filepath.Join(dir, "source.db")
	for _, suffix := range []string{"", "-wal"} {
		if err := copyFile(file+suffix, source+suffix); err != nil && (suffix == "" || !errors.Is(err, fs.ErrNotExist)) {
			if CodeOf(err) == CodeDiskFull {
				return nil, Failure(CodeDiskFull, err, "数据文件夹「%s」所在的磁盘已满，没有恢复。请清理磁盘后再试，现有的数据没有损失。", s.dir)
			}
			return nil, Failure(CodeOf(err), err, "备份文件「%s」读不了：%s", file, Sentence(err))
		}
	}
	if err := s.takeOver(ctx, r, source, file); err != nil {
		return nil, namedFor(file, err)
	}
	if err := matchManifest(ctx, source, file); err != nil {
		return nil, err
	}
	if err := os.Chmod(r.path, 0o600); err != nil {
		return nil, fmt.Errorf("restore: %w", err)
	}
	return r, nil
}

// matchManifest refuses a copy that is not what the manifest beside it describes. source is the private copy of file.
func matchManifest(ctx context.Context, source, file string) error {
	told, known := findManifest(file)
	if !known {
		return nil
	}
	digest, err := digestOf(ctx, source)
	if err != nil || digest == told.SHA256 {
		return err
	}
	return Refuse(CodeCorrupt, "备份「%s」与它的核验记录「%s」对不上，备份以后被改动过，没有恢复。请换一个备份；确认内容可信的，先移走核验记录再恢复。",
		file, filepath.Base(file)+manifestEnding)
}

// namedFor is the error of a foreign file with the file in its sentence.
func namedFor(file string, err error) error {
	var own *Error
	if errors.As(err, &own) || CodeOf(err) == CodeCanceled || CodeOf(err) == CodeDiskFull {
		return err
	}
	code := CodeOf(err)
	if code == CodeNotDatabase {
		return Failure(code, err, "「%s」不是数据库备份。请选择本程序备份的文件。", file)
	}
	return Failure(CodeCorrupt, err, "备份「%s」已损坏，读不完整，没有恢复。请换一个备份。", file)
}

// refuseOther refuses what by its look cannot be a copy of a database.
func (s *Store) refuseOther(file string) error {
	there, err := os.Stat(file)
	switch {
	case err != nil:
		return Failure(CodeOf(err), err, "打不开备份文件「%s」。请检查文件是否存在。", file)
	case !there.Mode().IsRegular():
		return Refuse(CodeNotDatabase, "「%s」不是文件。请选择本程序备份的文件。", file)
	case there.Size() > restoreLimit:
		return Refuse(CodeNotDatabase, "「%s」有 %s，不是本程序的备份。", file, SizeText(there.Size()))
	}
	if own, err := os.Stat(s.Path()); err == nil && os.SameFile(own, there) {
		return Refuse(CodeInvalid, "「%s」就是现在的数据库，不用恢复。请选择一个备份文件。", file)
	}
	if there.Size() == 0 {
		return Refuse(CodeNotDatabase, "「%s」是空的，没有数据。请选择本程序备份的文件。", file)
	}
	if !isSQLite(file) {
		return Refuse(CodeNotDatabase, "「%s」不是数据库备份。请选择本程序备份的文件。", file)
	}
	return nil
}

// takeOver fills r from the private copy source of file.
func (s *Store) takeOver(ctx context.Context, r *rebuilt, source, file string) (err error) {
	from, err := OpenPool(ctx, source, foreign, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	told, err := readSchema(ctx, from)
	if err != nil {
		return err
	}
	if len(told) == 0 {
		return Refuse(CodeNotDatabase, "「%s」里没有数据。请选择本程序备份的文件。", file)
	}
	if t := told[objectKey{"table", "schema_migration"}]; !strings.HasPrefix(strings.ToUpper(t.sql), "CREATE TABLE") { // a view would be run
		return Refuse(CodeNotDatabase, "「%s」不是本程序的数据库备份。请选择本程序备份的文件。", file)
	}
	version, err := s.recognise(ctx, from)
	if err != nil {
		return err
	}
	if version < 1 {
		return Refuse(CodeNotDatabase, "「%s」里没有数据。请选择本程序备份的文件。", file)
	}
	into, err := OpenPool(ctx, r.path, readWrite, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, into.Close()) }()
	if _, err := into.ExecContext(ctx, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"); err != nil { // nobody misses half a file
		return fmt.Errorf("prepare rebuilding: %w", err)
	}
	fresh := &Store{now: s.now, migrations: s.migrations[:version], writer: into}
	if err := fresh.migrate(ctx); err != nil {
		return err
	}
	if err := compareSchema(ctx, into, told, file); err != nil {
		return err
	}
	if err := soundFile(ctx, from); err != nil {
		return err
	}
	if err := from.Close(); err != nil {
		return fmt.Errorf("close source: %w", err)
	}
	if err := copyRows(ctx, into, source, file); err != nil {
		return err
	}
	return r.examine(ctx, into, file)
}

// soundFile runs SQLite's own check of a file whose schema is known to be the program's: the indexes on expressions need its functions.
func soundFile(ctx context.Context, db bun.IConn) error {
	if _, err := db.ExecContext(ctx, "PRAGMA trusted_schema = ON"); err != nil {
		return fmt.Errorf("trust schema: %w", err)
	}
	problems, err := Texts(ctx, db, "PRAGMA integrity_check(1)")
	if err != nil {
		return fmt.Errorf("integrity check: %w", err)
	}
	if len(problems) != 1 || problems[0] != "ok" {
		return fmt.Errorf("integrity check: %s", strings.Join(problems, "; "))
	}
	return nil
}

// copyRows replaces the rows of a new database with those of source. The triggers are off meanwhile, except those that keep a full-text table,
// which are named after it: what such a table holds follows from the rows.
func copyRows(ctx context.Context, into *bun.DB, source, file string) (err error) {
	virtual, err := Texts(ctx, into, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'")
	if err != nil {
		return err
	}
	triggers, err := Texts(ctx, into, "SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid")
	if err != nil {
		return err
	}
	all := slices.Clone(triggers)
	triggers = slices.DeleteFunc(triggers, func(name string) bool {
		return slices.ContainsFunc(virtual, func(table string) bool { return strings.HasPrefix(name, table+"_") })
	})
	remade := make([]string, 0, len(triggers))
	for _, name := range triggers {
		sql, err := Texts(ctx, into, "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?", name)
		if err != nil {
			return err
		}
		remade = append(remade, sql...)
		if _, err := into.ExecContext(ctx, "DROP TRIGGER "+QuoteName(name)); err != nil {
			return fmt.Errorf("triggers off: %w", err)
		}
	}
	abs, err := filepath.Abs(source)
	if err != nil {
		return fmt.Errorf("copy rows: %w", err)
	}
	if _, err := into.ExecContext(ctx, "PRAGMA foreign_keys = OFF; PRAGMA cell_size_check = ON; ATTACH ? AS source", dsn(abs, foreign)); err != nil {
		return fmt.Errorf("attach source: %w", err)
	}
	if err := copyTables(ctx, into, file); err != nil {
		return err
	}
	if _, err := into.ExecContext(ctx, "DETACH source; PRAGMA foreign_keys = ON"); err != nil {
		return fmt.Errorf("detach source: %w", err)
	}
	if slices.Contains(virtual, "proposal_search") && !slices.Contains(all, "proposal_search_insert") { // before schema 10 triggers filled it
		if err := fillSearch(ctx, into, "TRUE"); err != nil {
			return err
		}
	}
	for _, sql := range remade {
		if _, err := into.ExecContext(ctx, sql); err != nil {
			return fmt.Errorf("triggers on: %w", err)
		}
	}
	return refreshJournal(ctx, into)
}

// copyTables copies every table of the attached database source, except what belongs to a running write and the lines, which follow from the
// rest, and counts.
func copyTables(ctx context.Context, into *bun.DB, file string) error {
	tables, err := Texts(ctx, into, `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
		AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE 'line\_%' ESCAPE '\' AND name NOT IN ('journal_current', 'journal_shape') ORDER BY name`)
	if err != nil {
		return err
	}
	for _, table := range tables {
		if err := sameMigrations(ctx, into, table, file); err != nil {
			return err
		}
		columns, err := Texts(ctx, into, "SELECT name FROM pragma_table_info(?)", table) // the generated ones follow from the others
		if err != nil {
			return err
		}
		for i, name := range columns {
			columns[i] = QuoteName(name)
		}
		list, name := strings.Join(columns, ", "), QuoteName(table)
		_, err = into.ExecContext(ctx, fmt.Sprintf("DELETE FROM main.%[1]s; INSERT INTO main.%[1]s (%[2]s) SELECT %[2]s FROM source.%[1]s", name, list))
		if err != nil {
			return explainCopy(err, table, file)
		}
		var alike bool
		err = into.QueryRowContext(ctx, fmt.Sprintf(`SELECT (SELECT count(*) || ' ' || coalesce(max(rowid), 0) FROM main.%[1]s)
			= (SELECT count(*) || ' ' || coalesce(max(rowid), 0) FROM source.%[1]s)`, name)).Scan(&alike)
		if err != nil {
			return fmt.Errorf("count %s: %w", table, err)
		}
		if !alike {
			return Refuse(CodeCorrupt, "备份「%s」的表 %s 没有复制完整，没有恢复。请换一个备份。", file, table)
		}
	}
	return nil
}

// explainCopy words the refusal of rows that break a rule of the schema.
func explainCopy(err error, table, file string) error {
	switch CodeOf(err) {
	case CodeDuplicate, CodeInvalid, CodeStillUsed:
		return Failure(CodeCorrupt, err, "备份「%s」的表 %s 里有不合规则的内容，没有恢复。请换一个备份。", file, table)
	}
	return fmt.Errorf("copy %s: %w", table, err)
}

// sameMigrations refuses a record of migrations that is not the program's.
func sameMigrations(ctx context.Context, into *bun.DB, table, file string) error {
	if table != "schema_migration" {
		return nil
	}
	var alike bool
	err := into.QueryRowContext(ctx, `SELECT (SELECT group_concat(version || ' ' || name) FROM (SELECT * FROM main.schema_migration ORDER BY version))
		= (SELECT group_concat(version || ' ' || name) FROM (SELECT * FROM source.schema_migration ORDER BY version))`).Scan(&alike)
	if err != nil {
		return fmt.Errorf("compare migrations: %w", err)
	}
	if !alike {
		return Refuse(CodeForeign, "备份「%s」的升级记录不是本程序的，没有恢复。请换一个备份。", file)
	}
	return nil
}

// examine looks at the new database as a whole and finds out what it holds.
func (r *rebuilt) examine(ctx context.Context, db *bun.DB, file string) (err error) {
	if err := refuseUnsound(ctx, db, file); err != nil {
		return err
	}
	conn, err := db.DB.Conn(ctx)
	if err != nil {
		return fmt.Errorf("examine: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	var report Report
	if err := report.examine(ctx, conn); err != nil {
		return err
	}
	if n := len(report.Findings); n > 0 {
		return Refuse(CodeCorrupt, "备份「%s」没有通过检查（%d 处问题），没有恢复：%s请换一个备份。", file, n, report.Findings[0])
	}
	r.holds, err = readContents(ctx, conn)
	return err
}
