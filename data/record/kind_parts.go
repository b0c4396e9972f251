package record

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// personal tables keep what is said of a human being with the person, whatever else he is.
var personal = []string{"member", "supervisor"}

// alsoParts hang on a record although deleting it does not delete them.
var alsoParts = []store.Reference{{Table: "group_member", Column: "supervisor_id", Of: "supervisor"}}

// parts lists the tables whose rows can belong to a record of the kind, those they hang on first. What a deletion of the
// record's row would delete with it is part of it; so the schema says, not a list here.
func (k *Kind) parts(ctx context.Context, db bun.IConn) ([]store.Reference, error) {
	found := []store.Reference{{Table: k.Table}}
	if slices.Contains(personal, k.Table) {
		found = append(found, store.Reference{Table: "person", Column: "person_id", Of: k.Table})
	}
	hanging, err := store.HangingTables(ctx, db)
	if err != nil {
		return nil, err
	}
	hanging = append(hanging, alsoParts...)
	for i := 0; i < len(found); i++ {
		for _, h := range hanging {
			known := slices.ContainsFunc(found, func(p store.Reference) bool { return p.Table == h.Table })
			if h.Of == found[i].Table && h.Of != "person" && !known {
				found = append(found, h)
			}
		}
	}
	return append(found, store.Reference{Table: store.AttachmentTable, Column: "row_id", Of: k.Table}), nil
}

// rowsOf gives the ids of the rows that belong to the record, or did: those there are, and those the journal after its row
// `after` knows to have been its.
func (k *Kind) rowsOf(ctx context.Context, db bun.IConn, parts []store.Reference, id, after int64) (map[string][]int64, error) {
	rows := map[string][]int64{}
	for _, p := range parts {
		switch {
		case p.Of == "":
			rows[p.Table] = []int64{id}
			continue
		case len(rows[p.Of]) == 0:
			continue
		}
		var err error
		if rows[p.Table], err = hangingRows(ctx, p, db, rows, after); err != nil {
			return nil, fmt.Errorf("rows of %s %d: %w", k.Name, id, err)
		}
	}
	return rows, nil
}

func hangingRows(ctx context.Context, p store.Reference, db bun.IConn, rows map[string][]int64, after int64) ([]int64, error) {
	owners := store.IDList(rows[p.Of])
	switch p.Table {
	case "person":
		return store.Numbers(ctx, db, fmt.Sprintf("SELECT person_id FROM main.%s WHERE id IN (%s)", store.QuoteName(p.Of), owners))
	case store.AttachmentTable:
		return attachmentRows(ctx, db, rows, after)
	}
	query := fmt.Sprintf(`SELECT id FROM main.%[1]s WHERE %[2]s IN (%[3]s)
		UNION SELECT row_id FROM main.journal_row WHERE %[4]s = %[5]s AND id > %[6]d AND op <> 'insert' AND %[8]s AND json_extract(before_json, '$.%[7]s') IN (%[3]s)
		ORDER BY 1`, store.QuoteName(p.Table), store.QuoteName(p.Column), owners, tableColumn(after), store.QuoteText(p.Table), after, p.Column, mentions(p, rows[p.Of]))
	return store.Numbers(ctx, db, query)
}

// mentionsMost is up to how many owners the text of the journal is searched before it is taken apart, which costs ten times as much.
const mentionsMost = 6

// mentions is SQL that is true for every image whose column names one of the owners, and for few others.
func mentions(p store.Reference, owners []int64) string {
	if len(owners) > mentionsMost {
		return "true"
	}
	words := make([]string, len(owners))
	for i, owner := range owners {
		words[i] = fmt.Sprintf("instr(before_json, %s) > 0", store.QuoteText(fmt.Sprintf("%q:%d", p.Column, owner)))
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
			mine = append(mine, fmt.Sprintf("(%%[1]s = %s AND %%[2]s IN (%s))", store.QuoteText(table), store.IDList(ids)))
		}
	}
	where := strings.Join(mine, " OR ")
	return store.Numbers(ctx, db, fmt.Sprintf(`SELECT id FROM main.attachment WHERE %s
		UNION SELECT row_id FROM main.journal_row WHERE %s = 'attachment' AND id > %d AND op = 'delete' AND (%s) ORDER BY 1`,
		fmt.Sprintf(where, "tbl", "row_id"), tableColumn(after), after,
		fmt.Sprintf(where, "json_extract(before_json, '$.tbl')", "json_extract(before_json, '$.row_id')")))
}
