package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"
)

// objectKey names an object of a schema.
type objectKey struct{ kind, name string }

// object is the rest of its line in sqlite_schema.
type object struct{ table, sql string }

// readSchema reads a schema as text, without having SQLite believe any of it.
func readSchema(ctx context.Context, db bun.IConn) (_ map[objectKey]object, err error) {
	rows, err := db.QueryContext(ctx, "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema")
	if err != nil {
		return nil, fmt.Errorf("read schema: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	all := map[objectKey]object{}
	for rows.Next() {
		var k objectKey
		var o object
		if err := rows.Scan(&k.kind, &k.name, &o.table, &o.sql); err != nil {
			return nil, fmt.Errorf("read schema: %w", err)
		}
		o.sql = strings.Join(strings.Fields(o.sql), " ")
		all[k] = o
	}
	return all, rows.Err()
}

// compareSchema refuses the schema told of file unless it is that of the new database, object by object: nothing more, nothing less, nothing
// else. Of the tables behind a full-text table only the names are compared, and the triggers of the journal may be missing or altered: neither
// is taken over. What SQLite keeps for itself is left out.
func compareSchema(ctx context.Context, fresh *bun.DB, told map[objectKey]object, file string) error {
	want, err := readSchema(ctx, fresh)
	if err != nil {
		return err
	}
	shadows, err := shadowTables(ctx, fresh)
	if err != nil {
		return err
	}
	difference := schemaDifference(want, told, shadows)
	if difference == "" {
		return nil
	}
	return Refuse(CodeForeign, "备份「%s」的结构不是本程序的：%s。没有恢复，请换一个备份。", file, difference)
}

// schemaDifference names the first object by which told is not want, "" when there is none.
func schemaDifference(want, told map[objectKey]object, shadows []string) string {
	var extra, missing, changed []string
	for k, o := range told {
		if _, ok := want[k]; !ok && !ofSQLite(k, o, want) {
			extra = append(extra, k.words())
		}
	}
	for k, o := range want {
		is, ok := told[k]
		switch {
		case ofSQLite(k, o, want):
		case !ok && ofJournal(k): // made again
		case !ok:
			missing = append(missing, k.words())
		case is.table != o.table:
			changed = append(changed, k.words())
		case is.sql != o.sql && !slices.Contains(shadows, k.name) && !ofJournal(k):
			changed = append(changed, k.words())
		}
	}
	for _, d := range []struct {
		words string
		names []string
	}{{"多出", extra}, {"缺少", missing}, {"改动过", changed}} {
		if len(d.names) > 0 {
			slices.Sort(d.names)
			return d.words + d.names[0]
		}
	}
	return ""
}

// ofSQLite tells what SQLite itself puts into a schema: the indexes behind UNIQUE and the statistics of ANALYZE. They have no text of their
// own, or belong to nothing that is read.
func ofSQLite(k objectKey, o object, want map[objectKey]object) bool {
	switch {
	case k.kind == "index" && strings.HasPrefix(k.name, "sqlite_autoindex_"):
		_, ok := want[objectKey{"table", o.table}]
		return ok && o.sql == ""
	case k.kind == "table" && (k.name == "sqlite_stat1" || k.name == "sqlite_stat4"):
		return true
	}
	return false
}

func ofJournal(k objectKey) bool { return k.kind == "trigger" && strings.HasPrefix(k.name, "journal_") }

// words names the object for people; of a hostile name only a part, on one line.
func (k objectKey) words() string {
	kind, ok := map[string]string{"table": "表", "index": "索引", "trigger": "触发器", "view": "视图"}[k.kind]
	if !ok {
		kind = "对象"
	}
	name := []rune(strings.Join(strings.Fields(k.name), " "))
	if len(name) > 40 {
		name = append(name[:40], '…')
	}
	return kind + "「" + string(name) + "」"
}
