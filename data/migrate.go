package data

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
)

//go:embed schema
var schemaFiles embed.FS

func ownMigrations() fs.FS {
	files, err := fs.Sub(schemaFiles, "schema")
	if err != nil {
		panic(err) // the name is a constant
	}
	return files
}

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

// migrate brings the database to the program's version and its journal triggers to the schema.
func (s *Store) migrate(ctx context.Context) (err error) {
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, coreSchema); err != nil {
		return fmt.Errorf("core schema: %w", err)
	}
	have, err := currentVersion(ctx, conn.Conn)
	if err != nil {
		return err
	}
	for _, m := range s.migrations {
		if m.version <= have {
			continue
		}
		if err := s.apply(ctx, conn.Conn, m); err != nil {
			return err
		}
	}
	return inTransaction(ctx, conn.Conn, func() error { return refreshJournal(ctx, conn.Conn) })
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
	have, err := currentVersion(ctx, s.reader.DB)
	if err != nil {
		return err
	}
	if want := len(s.migrations); have < want {
		return Refuse(CodeOlder, "数据库是旧版本(%d,现为 %d)。请先启动一次程序,让它升级数据库。", have, want)
	}
	return nil
}

func (s *Store) apply(ctx context.Context, conn *sql.Conn, m migration) error {
	err := inTransaction(ctx, conn, func() error {
		if _, err := conn.ExecContext(ctx, m.script); err != nil {
			return err
		}
		_, err := conn.ExecContext(ctx, "INSERT INTO schema_migration (version, name, applied_at) VALUES (?, ?, ?)",
			m.version, m.name, Instant(s.now()))
		return err
	})
	if err != nil {
		return failure(CodeMigration, fmt.Errorf("migration %04d_%s: %w", m.version, m.name, err),
			"升级数据库时出错(第 %d 步),已退回升级前的状态,数据没有损失。请把日志文件交给技术人员。", m.version)
	}
	return nil
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
