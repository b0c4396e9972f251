package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/uptrace/bun"
)

// manifestEnding ends the name of the manifest that lies beside a copy: its description as JSON on one line, and on a second line the
// SHA-256 of the first.
const manifestEnding = ".manifest"

// manifestLimit is the size above which a file is not a manifest: one attachment takes some 150 bytes.
const manifestLimit = 64 << 20

// writeManifest puts the manifest of a copy beside it. After a power cut the file is the old one or the new one.
func writeManifest(c Copy) error {
	text, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	sum := sha256.Sum256(text)
	if err := ReplaceFile(c.Path+manifestEnding, "", fmt.Appendf(text, "\n%s\n", hex.EncodeToString(sum[:]))); err != nil {
		return Failure(CodeOf(err), err, "备份「%s」的核验记录写不了：%s", filepath.Base(c.Path), Sentence(err))
	}
	return nil
}

// readManifest reads the manifest beside the copy in path. One that is damaged itself is none.
func readManifest(path string) (Copy, error) {
	f, err := os.Open(path + manifestEnding)
	if err != nil {
		return Copy{}, err
	}
	text, err := io.ReadAll(io.LimitReader(f, manifestLimit))
	if err := errors.Join(err, f.Close()); err != nil {
		return Copy{}, fmt.Errorf("read manifest: %w", err)
	}
	line, told, _ := strings.Cut(string(text), "\n")
	sum := sha256.Sum256([]byte(line))
	if strings.TrimSpace(told) != hex.EncodeToString(sum[:]) {
		return Copy{}, errors.New("read manifest: its checksum differs")
	}
	var c Copy
	if err := json.Unmarshal([]byte(line), &c); err != nil {
		return Copy{}, fmt.Errorf("read manifest: %w", err)
	}
	if c.SHA256 == "" {
		return Copy{}, errors.New("read manifest: it has no digest")
	}
	return c, nil
}

// findManifest is readManifest for whom it does not matter why there is none.
func findManifest(path string) (c Copy, known bool) {
	c, err := readManifest(path)
	return c, err == nil
}

// dropManifest removes the manifest beside path, before the copy there is replaced.
func dropManifest(path string) error {
	if err := os.Remove(path + manifestEnding); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove old manifest: %w", err)
	}
	return nil
}

// position fills in the last write that changed data. Writes that only say what was done, such as making a backup, do not count.
func (c *Copy) position(ctx context.Context, db bun.IConn) error {
	err := db.QueryRowContext(ctx, "SELECT id, at, wording FROM journal_write WHERE last_row >= first_row ORDER BY id DESC LIMIT 1").
		Scan(&c.Writes, &c.LastAt, &c.LastWording)
	if errors.Is(err, sql.ErrNoRows) {
		c.Writes, c.LastAt, c.LastWording = 0, "", ""
		return nil
	}
	if err != nil {
		return fmt.Errorf("last write: %w", err)
	}
	return nil
}

// rowsPerTable counts the rows of every table but SQLite's own.
func rowsPerTable(ctx context.Context, db bun.IConn) (map[string]int64, error) {
	tables, err := Texts(ctx, db, `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`)
	if err != nil {
		return nil, fmt.Errorf("list tables: %w", err)
	}
	rows := make(map[string]int64, len(tables))
	for _, table := range tables {
		var n int64
		if err := db.QueryRowContext(ctx, "SELECT count(*) FROM "+QuoteName(table)).Scan(&n); err != nil {
			return nil, fmt.Errorf("count rows: %w", err)
		}
		rows[table] = n
	}
	return rows, nil
}
