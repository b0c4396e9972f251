package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"

	"cppccdesk/data/fold"
)

// driverName is the SQLite driver with the program's own SQL functions on every connection.
const driverName = "cppccdesk_sqlite3"

// wary is the driver for files that may have been made by anybody, see foreign.
const wary = "cppccdesk_wary"

func init() {
	sql.Register(driverName, &sqlite3.SQLiteDriver{ConnectHook: func(conn *sqlite3.SQLiteConn) error {
		watchRows(conn)
		return addFunctions(conn)
	}})
	sql.Register(wary, &sqlite3.SQLiteDriver{ConnectHook: beWary})
}

// cellLimit is the size above which a text or BLOB of a foreign file is not read: attachments lie beside the database, so what is in it is
// some kilobytes.
const cellLimit = 64 << 20

// beWary makes a connection on which nothing that is written in the file's schema may run a function of the program, every cell is looked at
// before it is believed, and no value may ask for much memory.
func beWary(conn *sqlite3.SQLiteConn) error {
	if err := addFunctions(conn); err != nil {
		return err
	}
	conn.SetLimit(sqlite3.SQLITE_LIMIT_LENGTH, cellLimit)
	conn.SetLimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
	if _, err := conn.Exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON", nil); err != nil {
		return fmt.Errorf("be wary: %w", err)
	}
	return nil
}

// addFunctions gives a connection fold_key(text, ...) and fold_pairs(text). Both are pure, so they may stand in indexes
// and generated columns; NULL counts as no text.
func addFunctions(conn *sqlite3.SQLiteConn) error {
	key := func(parts ...any) string {
		texts := make([]string, len(parts))
		for i, p := range parts {
			texts[i] = sqlText(p)
		}
		return fold.Key(texts...)
	}
	if err := conn.RegisterFunc("fold_key", key, true); err != nil {
		return fmt.Errorf("register fold_key: %w", err)
	}
	if err := conn.RegisterFunc("fold_pairs", func(text any) string { return fold.Pairs(sqlText(text)) }, true); err != nil {
		return fmt.Errorf("register fold_pairs: %w", err)
	}
	return nil
}

func sqlText(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []byte:
		return string(v)
	}
	return fmt.Sprint(v)
}

// access says how a connection may use the file.
type access int

const (
	readWrite access = iota
	ReadOnly
	immutable // a file nobody changes, on a medium where not even a lock can be taken
	foreign   // only read, and believed nothing, see beWary
)

// dsn names a database file for go-sqlite3. The path is absolute, because a URI has no other, and goes in escaped: a bare '#', '?' or '%'
// would cut it. go-sqlite3 sets busy_timeout first, then the others on every connection it opens.
func dsn(path string, how access) string {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/data -> file:///C:/data
	}
	escaped := strings.NewReplacer("?", "%3F", "#", "%23").Replace((&url.URL{Path: p}).EscapedPath())
	return "file://" + escaped + "?" + strings.Join(parameters(how), "&")
}

func parameters(how access) []string {
	params := []string{"_busy_timeout=5000", "_foreign_keys=1", "_recursive_triggers=1", "_synchronous=FULL"}
	switch how {
	case readWrite:
		params = append(params, "mode=rwc", "_txlock=immediate", "_cache_size=-64000") // KiB: an import fits in
	case ReadOnly, foreign:
		params = append(params, "mode=ro", "_query_only=1", "_cache_size=-16000")
	case immutable:
		params = append(params, "mode=ro", "immutable=1", "_query_only=1")
	}
	return params
}

// OpenPool opens a pool of at most size connections and proves that the file can be read as a database. Where reading
// cannot even keep its lock file, as on a read-only medium or a full disk, the file is read as one that nobody changes.
func OpenPool(ctx context.Context, path string, how access, size int) (*bun.DB, error) {
	db, err := openExactly(ctx, path, how, size)
	var lite sqlite3.Error
	if how != ReadOnly || !errors.As(err, &lite) || !lacksRoom(lite) {
		return db, err
	}
	if fileHolds(path + "-wal") {
		return nil, err // the newest commits are still in there
	}
	return openExactly(ctx, path, immutable, size)
}

// lacksRoom tells that SQLite could not make the files it keeps beside a database.
func lacksRoom(e sqlite3.Error) bool {
	switch e.Code {
	case sqlite3.ErrCantOpen, sqlite3.ErrReadonly, sqlite3.ErrFull:
		return true
	}
	return e.ExtendedCode == sqlite3.ErrIoErrSHMSize || e.ExtendedCode == sqlite3.ErrIoErrSHMOpen || e.ExtendedCode == sqlite3.ErrIoErrSHMMap
}

func openExactly(ctx context.Context, path string, how access, size int) (*bun.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	driver := driverName
	if how == foreign {
		driver = wary
	}
	return openDSN(ctx, driver, dsn(abs, how), path, size)
}

// openMemory opens a new database that nobody else sees and that ends with its pool.
func openMemory(ctx context.Context) (*bun.DB, error) {
	return openDSN(ctx, driverName, ":memory:", "a database in memory", 1)
}

// openScratch opens a new database that nobody else sees, like one that is written to, and that ends with its pool. What does not fit in its
// cache is in a temporary file.
func openScratch(ctx context.Context) (*bun.DB, error) {
	return openDSN(ctx, driverName, "file:?"+strings.Join(parameters(readWrite), "&"), "a temporary database", 1)
}

func openDSN(ctx context.Context, driver, name, path string, size int) (*bun.DB, error) {
	pool, err := sql.Open(driver, name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	pool.SetMaxOpenConns(size)
	pool.SetMaxIdleConns(size)
	var tables int
	if err := pool.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, errors.Join(err, pool.Close()))
	}
	return bun.NewDB(pool, sqlitedialect.New()), nil
}

// Texts reads the first column of every row of a query as text.
func Texts(ctx context.Context, db bun.IConn, query string, args ...any) (_ []string, err error) {
	rows, err := queryRows(ctx, db, query, args)
	if err != nil {
		return nil, fmt.Errorf("query: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var all []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, fmt.Errorf("query: %w", err)
		}
		all = append(all, text)
	}
	return all, rows.Err()
}

// InReadTransaction shows fn one state of the data throughout.
func InReadTransaction(ctx context.Context, conn *sql.Conn, fn func() error) error {
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer func() { _, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") }() // nothing was written
	return fn()
}
