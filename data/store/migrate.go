package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"

	"github.com/uptrace/bun"
)

//go:embed schema
var schemaFiles embed.FS

// Migrations are the numbered .sql files from an empty database to the program's version, at its root. A test of a sort of record that the program
// does not have adds its own.
var Migrations = func() fs.FS {
	files, err := fs.Sub(schemaFiles, "schema")
	if err != nil {
		panic(err) // the name is a constant
	}
	return files
}()

// migration is one numbered .sql file.
type migration struct {
	version int
	name    string
	script  string
}

var migrationName = regexp.MustCompile(`^(\d{4})_([a-z0-9_]+)\.sql$`)

// readMigrations reads the .sql files at the root of files, which must be numbered from 1 without gaps.
func readMigrations(files fs.FS) ([]migration, error) {
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		return nil, fmt.Errorf("list migrations: %w", err)
	}
	var all []migration
	for i, name := range names { // Glob sorts
		m := migrationName.FindStringSubmatch(name)
		if m == nil {
			return nil, fmt.Errorf("migration %s is not named NNNN_name.sql", name)
		}
		version, err := strconv.Atoi(m[1])
		if err != nil || version != i+1 {
			return nil, fmt.Errorf("migration %s should have number %04d", name, i+1)
		}
		script, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read migration: %w", err)
		}
		all = append(all, migration{version, m[2], string(script)})
	}
	return all, nil
}

// applicationID marks the file as this program's (PRAGMA application_id): "CPPC".
const applicationID = 0x43505043

// migrate brings the database to the program's version and its journal triggers to the schema.
func (s *Store) migrate(ctx context.Context) (err error) {
	have, err := s.recognise(ctx, s.writer)
	if err != nil {
		return err
	}
	if have > 0 {
		if err := s.refuseAltered(ctx, have); err != nil {
			return err
		}
	}
	pending := s.migrations[have:]
	if have > 0 && len(pending) > 0 {
		if err := s.keepBeforeUpgrade(ctx, have); err != nil {
			return fmt.Errorf("safety copy: %w", err)
		}
	}
	conn, err := s.writer.DB.Conn(ctx)
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if have == 0 {
		if _, err := conn.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d;", applicationID)+coreSchema); err != nil {
			return fmt.Errorf("core schema: %w", err)
		}
	}
	// A table is rebuilt as https://www.sqlite.org/lang_altertable.html#otheralter says, which needs the keys off.
	if _, err := conn.ExecContext(ctx, "PRAGMA foreign_keys = OFF"); err != nil {
		return fmt.Errorf("foreign keys off: %w", err)
	}
	steps := [][]migration{pending} // a new database has nothing in it that a step could lose: it is made at once
	if have > 0 {
		steps = slices.Collect(slices.Chunk(pending, 1))
	}
	for _, step := range steps {
		if err := s.apply(ctx, conn, step, have > 0); err != nil {
			return err
		}
	}
	if _, err := conn.ExecContext(ctx, "PRAGMA foreign_keys = ON"); err != nil {
		return fmt.Errorf("foreign keys on: %w", err)
	}
	return inTransaction(ctx, conn, func() error { return refreshJournal(ctx, conn) })
}

// keepBeforeUpgrade makes a copy of a database of the version have. One that was made before, when the program ended during the same upgrade,
// will do while it is sound: the upgrade runs in steps, and only the first copy is of none of them.
func (s *Store) keepBeforeUpgrade(ctx context.Context, have int) error {
	before := fmt.Sprintf("v%d", len(s.migrations))
	var now Copy
	if err := now.position(ctx, s.writer); err != nil {
		return err
	}
	copies, err := s.copies()
	if err != nil {
		return err
	}
	for _, c := range copies {
		if c.Before != before || c.Schema != have || !now.holds(c) {
			continue
		}
		if c, err = c.Check(ctx); err != nil || c.State == CopyVerified {
			return err
		}
	}
	c, err := s.newCopy(ctx, CopyBefore, before)
	if err != nil {
		return err
	}
	return s.finishCopy(ctx, &c)
}

// recognise gives the version of a database of this program, 0 for an empty file, and refuses any other file and a
// newer version.
func (s *Store) recognise(ctx context.Context, db bun.IConn) (version int, err error) {
	var id, tables, own int
	err = db.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id), count(*),
		coalesce(sum(name = 'schema_migration'), 0) FROM sqlite_schema`).Scan(&id, &tables, &own)
	if err != nil {
		return 0, fmt.Errorf("read schema: %w", err)
	}
	if tables == 0 && (id == 0 || id == applicationID) {
		return 0, nil
	}
	if id != applicationID || own == 0 {
		return 0, Refuse(CodeNotDatabase, "这个文件不是本程序的数据库。请检查文件，或从备份恢复。")
	}
	if version, err = currentVersion(ctx, db); err != nil {
		return 0, err
	}
	if newest := len(s.migrations); version > newest {
		return 0, Refuse(CodeNewer, "这个数据库由更新版本的程序建立（数据版本 %d，本程序只到 %d）。请安装新版程序后再打开。", version, newest)
	}
	return version, nil
}

func currentVersion(ctx context.Context, db queryRower) (int, error) {
	var version int
	if err := db.QueryRowContext(ctx, "SELECT coalesce(max(version), 0) FROM schema_migration").Scan(&version); err != nil {
		return 0, fmt.Errorf("read schema version: %w", err)
	}
	return version, nil
}

type queryRower interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func (s *Store) requireCurrentVersion(ctx context.Context) error {
	have, err := s.recognise(ctx, s.Reader)
	if err != nil {
		return err
	}
	if want := len(s.migrations); have < want {
		return Refuse(CodeOlder, "数据库是旧版本（%d，现为 %d）。请先启动一次程序，让它升级数据库。", have, want)
	}
	return nil
}

// apply runs migrations as one write of the journal, which a database in use keeps even when no row changed: what was written before it is not undone.
func (s *Store) apply(ctx context.Context, conn *sql.Conn, step []migration, used bool) error {
	if len(step) == 0 {
		return nil
	}
	at := step[0]
	err := inTransaction(ctx, conn, func() error {
		return s.journalled(ctx, conn, wordingOf(step, used), used, func() error {
			for _, at = range step {
				if err := s.applyScript(ctx, conn, at); err != nil {
					return err
				}
			}
			return nil
		})
	})
	if err != nil {
		return Failure(CodeMigration, fmt.Errorf("migration %04d_%s: %w", at.version, at.name, err),
			"升级数据库时出错（第 %d 步），已退回升级前的状态，数据没有损失。请把日志文件交给技术人员。", at.version)
	}
	return nil
}

// wordingOf is what migrations are called in the journal.
func wordingOf(step []migration, used bool) string {
	if !used {
		return creationWording
	}
	return fmt.Sprintf(migrationWording+" %d 版", step[len(step)-1].version)
}

// applyScript runs a migration and records it.
func (s *Store) applyScript(ctx context.Context, conn *sql.Conn, m migration) error {
	if _, err := conn.ExecContext(ctx, m.script); err != nil {
		return fmt.Errorf("script: %w", err)
	}
	_, err := conn.ExecContext(ctx, "INSERT INTO schema_migration (version, name, applied_at) VALUES (?, ?, ?)", m.version, m.name, Instant(s.now()))
	if err != nil {
		return fmt.Errorf("record: %w", err)
	}
	return nil
}

// journalled has a write of the journal for what change does to the schema and to rows, which no trigger sees.
func (s *Store) journalled(ctx context.Context, conn *sql.Conn, wording string, used bool, change func() error) error {
	writeID, err := startJournal(ctx, conn, s.now(), systemActor, wording)
	if err != nil {
		return err
	}
	if err := dropJournalTriggers(ctx, conn); err != nil {
		return err
	}
	before, err := keepSnapshots(ctx, conn)
	if err != nil {
		return err
	}
	if err := change(); err != nil {
		return err
	}
	broken, err := brokenKeys(ctx, conn)
	if err != nil {
		return err
	}
	if len(broken) > 0 {
		return fmt.Errorf("broken foreign keys: %v", broken)
	}
	if err := reconcile(ctx, conn, writeID, before); err != nil {
		return err
	}
	if err := forgetLines(ctx, conn); err != nil {
		return err
	}
	if err := refreshJournal(ctx, conn); err != nil {
		return err
	}
	_, err = closeJournal(ctx, conn, writeID, used)
	return err
}

// brokenKeys names the rows that refer to nothing, as "table rowid -> parent".
func brokenKeys(ctx context.Context, db bun.IConn) ([]string, error) {
	broken, err := Texts(ctx, db, `SELECT "table" || ' ' || coalesce(rowid, '?') || ' -> ' || parent FROM pragma_foreign_key_check`)
	if err != nil {
		return nil, fmt.Errorf("foreign key check: %w", err)
	}
	return broken, nil
}

func inTransaction(ctx context.Context, conn *sql.Conn, fn func() error) error {
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	err := fn()
	if err == nil {
		_, err = conn.ExecContext(ctx, "COMMIT")
	}
	if err != nil {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") // fails only when SQLite has rolled back by itself
	}
	return err
}
