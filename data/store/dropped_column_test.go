package store_test

import (
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// A migration may drop a column, whatever the journal knows of it.
func TestHistoryOutlivesDroppedColumns(t *testing.T) {
	const shelves = `CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER) STRICT;
		CREATE TABLE book (id INTEGER PRIMARY KEY, shelf_id INTEGER NOT NULL REFERENCES shelf (id) ON DELETE CASCADE, title TEXT) STRICT;
		CREATE TABLE attachment (id INTEGER PRIMARY KEY, tbl TEXT, row_id INTEGER, name TEXT, digest TEXT, size INTEGER, deleted_at TEXT NOT NULL DEFAULT '') STRICT;`
	o := store.OptionsOf(t.TempDir(), shelves)
	s := store.MustOpen(t, o)
	store.MustWrite(t, s, "登记", "INSERT INTO shelf (id, name, age) VALUES (1, '甲', 40)", "INSERT INTO book (id, shelf_id, title) VALUES (1, 1, '上'), (2, 1, '下')")
	store.MustWrite(t, s, "改年份", "UPDATE shelf SET age = 41")
	store.MustWrite(t, s, "去书", "DELETE FROM book WHERE id = 1")
	store.MustWrite(t, s, "改名", "UPDATE shelf SET name = '乙'")
	store.MustClose(t, s)
	s = store.MustOpen(t, store.OptionsOf(o.Dir, shelves, "ALTER TABLE book DROP COLUMN title; ALTER TABLE shelf DROP COLUMN age;"))
	kind := &record.Kind{Name: "shelves", Title: "书架", From: "shelf", Table: "shelf", Fields: []record.Field{{Key: "name", Title: "名称"}}}
	course, err := kind.Course(t.Context(), s, 1)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, entry := range course {
		got = append(got, entry.Wording)
	}
	if len(got) != 4 || got[0] != "改名" || got[3] != "登记" || len(course[0].Changes) != 1 || course[0].Changes[0].Old != "甲" {
		t.Errorf("course %+v", course)
	}
	if entries, err := kind.History(t.Context(), s, 1); err != nil || len(entries) != 4 {
		t.Errorf("history %v, %v", entries, err)
	}
}
