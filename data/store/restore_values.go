package store

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/uptrace/bun"
)

// highestID is the largest key of a row that leaves room for all that are still to come, and that JSON keeps.
const highestID = 1 << 53

// refuseUnsound refuses values in a rebuilt database that the schema lets through and the program does not expect.
func refuseUnsound(ctx context.Context, db *bun.DB, file string) error {
	for _, look := range []func(context.Context, bun.IConn) (string, error){refuseBare, refuseKeys, refuseTexts, refuseJournal, refuseAttachments} {
		problem, err := look(ctx, db)
		if err != nil {
			return err
		}
		if problem != "" {
			return Refuse(CodeForeign, "备份「%s」%s，没有恢复。请换一个备份。", file, problem)
		}
	}
	return nil
}

// refuseBare finds a database that lacks what even a new one has: the writes by which it was set up, and the settings.
func refuseBare(ctx context.Context, db bun.IConn) (string, error) {
	for _, need := range []struct{ table, problem string }{
		{"journal_write", "里没有操作记录，内容不完整"}, {"journal_row", "里没有修改记录，内容不完整"}, {"setting", "里没有设置，内容不完整"},
	} {
		var there, rows bool
		if err := db.QueryRowContext(ctx, "SELECT count(*) > 0 FROM sqlite_schema WHERE type = 'table' AND name = ?", need.table).Scan(&there); err != nil {
			return "", fmt.Errorf("look for rows: %w", err)
		}
		if !there {
			continue
		}
		if err := db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM "+QuoteName(need.table)+")").Scan(&rows); err != nil {
			return "", fmt.Errorf("look for rows: %w", err)
		}
		if !rows {
			return need.problem, nil
		}
	}
	return "", nil
}

// refuseKeys finds keys after which no more can be given, or that are none.
func refuseKeys(ctx context.Context, db bun.IConn) (string, error) {
	tables, err := journalledTables(ctx, db)
	if err != nil {
		return "", err
	}
	for _, table := range slices.Concat(tables, []string{"journal_write", "journal_row"}) {
		var low, high sql.NullInt64
		if err := db.QueryRowContext(ctx, "SELECT min(id), max(id) FROM "+QuoteName(table)).Scan(&low, &high); err != nil {
			return "", fmt.Errorf("keys of %s: %w", table, err)
		}
		if low.Valid && low.Int64 < 1 || high.Int64 > highestID {
			return fmt.Sprintf("的表 %s 里有不合规则的编号", table), nil
		}
	}
	return "", nil
}

// refuseTexts finds text that is not UTF-8, which is how a damaged 汉字 shows.
func refuseTexts(ctx context.Context, db bun.IConn) (string, error) {
	tables, err := Texts(ctx, db, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")
	if err != nil {
		return "", err
	}
	for _, table := range tables {
		problem, err := brokenText(ctx, db, table)
		if err != nil || problem != "" {
			return problem, err
		}
	}
	return "", nil
}

func brokenText(ctx context.Context, db bun.IConn, table string) (problem string, err error) {
	columns, err := Texts(ctx, db, "SELECT name FROM pragma_table_info(?) WHERE upper(type) IN ('TEXT', '', 'ANY')", table)
	if err != nil || len(columns) == 0 {
		return "", err
	}
	for i, name := range columns {
		columns[i] = QuoteName(name)
	}
	cells, into := make([]sql.RawBytes, len(columns)), make([]any, len(columns))
	for i := range cells {
		into[i] = &cells[i]
	}
	rows, err := db.QueryContext(ctx, "SELECT "+strings.Join(columns, ", ")+" FROM "+QuoteName(table))
	if err != nil {
		return "", fmt.Errorf("texts of %s: %w", table, err)
	}
	defer func() { _ = rows.Close() }() // rows.Err tells
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return "", fmt.Errorf("texts of %s: %w", table, err)
		}
		if i := slices.IndexFunc(cells, func(cell sql.RawBytes) bool { return !utf8.Valid(cell) }); i >= 0 {
			return fmt.Sprintf("的表 %s 里有乱码，已损坏", table), nil
		}
	}
	return "", rows.Err()
}

// refuseJournal finds a journal that could not have been written by the program: history, undo and the bin read it.
func refuseJournal(ctx context.Context, db bun.IConn) (string, error) {
	ats, err := Texts(ctx, db, "SELECT at FROM journal_write")
	if err != nil {
		return "", err
	}
	for _, at := range ats {
		if _, err := time.Parse(InstantLayout, at); err != nil {
			return "的操作记录里有不成样子的时间", nil //nolint:nilerr // that is the problem
		}
	}
	for _, look := range []struct{ problem, query string }{
		{"的操作记录编号不连贯", `SELECT EXISTS (SELECT 1 FROM journal_write WHERE last_row IS NULL OR last_row < first_row - 1 OR first_row < 1)`},
		{"的操作记录编号不连贯", `SELECT EXISTS (SELECT 1 FROM journal_row r LEFT JOIN journal_write w ON w.id = r.write_id
			WHERE w.id IS NULL OR r.id NOT BETWEEN w.first_row AND w.last_row)`},
		{"的修改记录不完整", `SELECT coalesce((SELECT sum(max(0, last_row - first_row + 1)) FROM journal_write), 0) <> (SELECT count(*) FROM journal_row)`},
		{"的修改记录不成样子", `SELECT EXISTS (SELECT 1 FROM journal_row WHERE op NOT IN ('insert', 'update', 'delete')
			OR NOT coalesce(json_valid(before_json), 1) OR NOT coalesce(json_valid(after_json), 1)
			OR coalesce(json_type(before_json), 'object') <> 'object' OR coalesce(json_type(after_json), 'object') <> 'object')`},
	} {
		var found bool
		if err := db.QueryRowContext(ctx, look.query).Scan(&found); err != nil {
			return "", fmt.Errorf("look at the journal: %w", err)
		}
		if found {
			return look.problem, nil
		}
	}
	return "", nil
}

// refuseAttachments finds attachments that name no stored file, or have a name under which no file may be written, also in the journal, from
// which undo and the bin take them.
func refuseAttachments(ctx context.Context, db bun.IConn) (string, error) {
	present, err := Texts(ctx, db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = '"+AttachmentTable+"'")
	if err != nil || len(present) == 0 {
		return "", err
	}
	for _, kept := range []struct {
		query string
		sound func(string) bool
		words string
	}{
		{"digest", isDigest, "的附件校验码不对"},
		{"name", isFileName, "的附件名不能用作文件名"},
	} {
		values, err := Texts(ctx, db, fmt.Sprintf(`SELECT %[1]s FROM attachment
			UNION SELECT json_extract(before_json, '$.%[1]s') FROM journal_row WHERE tbl = 'attachment' AND json_type(before_json, '$.%[1]s') IS NOT NULL
			UNION SELECT json_extract(after_json, '$.%[1]s') FROM journal_row WHERE tbl = 'attachment' AND json_type(after_json, '$.%[1]s') IS NOT NULL`, kept.query))
		if err != nil {
			return "", err
		}
		for _, value := range values {
			if !kept.sound(value) {
				return fmt.Sprintf("%s：「%s」", kept.words, plainFileName(filepath.Base(value))), nil
			}
		}
	}
	var large bool
	if err := db.QueryRowContext(ctx, "SELECT coalesce(max(size), 0) > ? FROM attachment", int64(attachmentLimit)).Scan(&large); err != nil {
		return "", fmt.Errorf("sizes of attachments: %w", err)
	}
	if large {
		return "的附件大小不合规则", nil
	}
	return "", nil
}
