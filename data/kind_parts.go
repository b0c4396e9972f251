package data

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"
)

// part is a table whose rows can belong to a record: its own row, the person it is about, its posts, members, files ...
type part struct {
	table  string
	column string // what names the row it hangs on
	of     string // the table that row is in; "" for the record's own row
}

const attachmentTable = "attachment"

// personal tables keep what is said of a human being with the person, whatever else he is.
var personal = []string{"member", "supervisor"}

// alsoParts hang on a record although deleting it does not delete them.
var alsoParts = []part{{"group_member", "supervisor_id", "supervisor"}}

// parts lists the tables whose rows can belong to a record of the kind, those they hang on first. What a deletion of the
// record's row would delete with it is part of it; so the schema says, not a list here.
func (k *Kind) parts(ctx context.Context, db bun.IConn) ([]part, error) {
	found := []part{{table: k.Table}}
	if slices.Contains(personal, k.Table) {
		found = append(found, part{"person", "person_id", k.Table})
	}
	hanging, err := hangingTables(ctx, db)
	if err != nil {
		return nil, err
	}
	hanging = append(hanging, alsoParts...)
	for i := 0; i < len(found); i++ {
		for _, h := range hanging {
			known := slices.ContainsFunc(found, func(p part) bool { return p.table == h.table })
			if h.of == found[i].table && h.of != "person" && !known {
				found = append(found, h)
			}
		}
	}
	return append(found, part{attachmentTable, "row_id", k.Table}), nil
}

// hangingTables lists the foreign keys by which a deletion takes rows of other tables along.
func hangingTables(ctx context.Context, db bun.IConn) ([]part, error) {
	return foreignKeys(ctx, db, "f.on_delete = 'CASCADE'")
}

// foreignKeys lists the references of the schema that satisfy a condition on pragma_foreign_key_list f of table m.name.
func foreignKeys(ctx context.Context, db bun.IConn, where string) ([]part, error) {
	lines, err := texts(ctx, db, `SELECT m.name || char(9) || f."from" || char(9) || f."table" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
		WHERE m.type = 'table' AND `+where+` ORDER BY m.name, f.id DESC`)
	if err != nil {
		return nil, fmt.Errorf("references: %w", err)
	}
	keys := make([]part, 0, len(lines))
	for _, line := range lines {
		word := strings.Split(line, "\t")
		keys = append(keys, part{word[0], word[1], word[2]})
	}
	return keys, nil
}

// rowsOf gives the ids of the rows that belong to the record, or did: those there are, and those the journal after its row
// `after` knows to have been its.
func (k *Kind) rowsOf(ctx context.Context, db bun.IConn, parts []part, id, after int64) (map[string][]int64, error) {
	rows := map[string][]int64{}
	for _, p := range parts {
		switch {
		case p.of == "":
			rows[p.table] = []int64{id}
			continue
		case len(rows[p.of]) == 0:
			continue
		}
		var err error
		if rows[p.table], err = p.rows(ctx, db, rows, after); err != nil {
			return nil, fmt.Errorf("rows of %s %d: %w", k.Name, id, err)
		}
	}
	return rows, nil
}

func (p part) rows(ctx context.Context, db bun.IConn, rows map[string][]int64, after int64) ([]int64, error) {
	owners := idList(rows[p.of])
	switch p.table {
	case "person":
		return numbers(ctx, db, fmt.Sprintf("SELECT person_id FROM main.%s WHERE id IN (%s)", quoteName(p.of), owners))
	case attachmentTable:
		return attachmentRows(ctx, db, rows, after)
	}
	query := fmt.Sprintf(`SELECT id FROM main.%[1]s WHERE %[2]s IN (%[3]s)
		UNION SELECT row_id FROM main.journal_row WHERE %[4]s = %[5]s AND id > %[6]d AND op <> 'insert' AND %[8]s AND json_extract(before_json, '$.%[7]s') IN (%[3]s)
		ORDER BY 1`, quoteName(p.table), quoteName(p.column), owners, tableColumn(after), quoteText(p.table), after, p.column, p.mentions(rows[p.of]))
	return numbers(ctx, db, query)
}

// mentionsMost is up to how many owners the text of the journal is searched before it is taken apart, which costs ten times as much.
const mentionsMost = 6

// mentions is SQL that is true for every image whose column names one of the owners, and for few others.
func (p part) mentions(owners []int64) string {
	if len(owners) > mentionsMost {
		return "true"
	}
	words := make([]string, len(owners))
	for i, owner := range owners {
		words[i] = fmt.Sprintf("instr(before_json, %s) > 0", quoteText(fmt.Sprintf("%q:%d", p.column, owner)))
	}
	return "(" + strings.Join(words, " OR ") + ")"
}

// tableColumn keeps SQLite from the index by table when only the journal's end is looked at.
func tableColumn(after int64) string {
	if after > 0 {
		return "+tbl"
	}
	return "tbl"
}

// attachmentRows are the files kept with any row of the record, the person's among them.
func attachmentRows(ctx context.Context, db bun.IConn, rows map[string][]int64, after int64) ([]int64, error) {
	var mine []string
	for table, ids := range rows {
		if len(ids) > 0 {
			mine = append(mine, fmt.Sprintf("(%%[1]s = %s AND %%[2]s IN (%s))", quoteText(table), idList(ids)))
		}
	}
	where := strings.Join(mine, " OR ")
	return numbers(ctx, db, fmt.Sprintf(`SELECT id FROM main.attachment WHERE %s
		UNION SELECT row_id FROM main.journal_row WHERE %s = 'attachment' AND id > %d AND op = 'delete' AND (%s) ORDER BY 1`,
		fmt.Sprintf(where, "tbl", "row_id"), tableColumn(after), after,
		fmt.Sprintf(where, "json_extract(before_json, '$.tbl')", "json_extract(before_json, '$.row_id')")))
}

func idList(ids []int64) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = strconv.FormatInt(id, 10)
	}
	return strings.Join(words, ", ")
}

// numbers reads a list of ids without formatting of the query.
func numbers(ctx context.Context, db bun.IConn, query string) ([]int64, error) {
	words, err := texts(ctx, db, query)
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
