package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/uptrace/bun"
)

// Reference is a column whose values are keys of rows of a table, its own perhaps.
type Reference struct {
	Table  string
	Column string
	Of     string // the table referred to; "" for none, where the rows of Table are meant themselves
}

// AttachmentTable is where attachments are noted. Their tbl and row_id are a reference to a row of any table, which no foreign key says.
const AttachmentTable = "attachment"

// HangingTables lists the foreign keys by which a deletion takes rows of other tables along.
func HangingTables(ctx context.Context, db bun.IConn) ([]Reference, error) {
	return ForeignKeys(ctx, db, "f.on_delete = 'CASCADE'")
}

// ForeignKeys lists the references of the schema that satisfy a condition on pragma_foreign_key_list f of table m.name.
func ForeignKeys(ctx context.Context, db bun.IConn, where string) ([]Reference, error) {
	lines, err := Texts(ctx, db, `SELECT m.name || char(9) || f."from" || char(9) || f."table" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
		WHERE m.type = 'table' AND `+where+` ORDER BY m.name, f.id DESC`)
	if err != nil {
		return nil, fmt.Errorf("references: %w", err)
	}
	keys := make([]Reference, 0, len(lines))
	for _, line := range lines {
		word := strings.Split(line, "\t")
		keys = append(keys, Reference{word[0], word[1], word[2]})
	}
	return keys, nil
}

// IDList is the ids joined by commas, for a list of SQL.
func IDList(ids []int64) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = strconv.FormatInt(id, 10)
	}
	return strings.Join(words, ", ")
}

// JSONList is IDList as json_each reads it.
func JSONList(ids []int64) string { return "[" + IDList(ids) + "]" }

// Numbers reads a list of ids without formatting of the query.
func Numbers(ctx context.Context, db bun.IConn, query string) ([]int64, error) {
	words, err := Texts(ctx, db, query)
	if err != nil {
		return nil, err
	}
	found := make([]int64, 0, len(words))
	for _, word := range words {
		id, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("key %q: %w", word, err)
		}
		found = append(found, id)
	}
	return found, nil
}
