package store

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestNoChangeSlipsPastTheJournal(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	mustWrite(t, s, "登记", "INSERT INTO member (id, name, unit_id) VALUES (1, '张三', 1)", "INSERT INTO phone (id, member_id, number) VALUES (1, 1, '139')",
		`INSERT INTO "odd ""name" VALUES (1, 'x')`)
	for name, statement := range map[string]string{
		"Insert":      "INSERT INTO unit (name) VALUES ('卫健局')",
		"Update":      "UPDATE member SET name = '李四'",
		"Delete":      "DELETE FROM phone",
		"Replace":     "INSERT OR REPLACE INTO phone (id, member_id, number) VALUES (1, 1, '138')",
		"Upsert":      "INSERT INTO phone (id, member_id, number) VALUES (1, 1, '138') ON CONFLICT DO UPDATE SET number = '138'",
		"LetterCase":  "UPDATE unit SET name = 'A'",
		"Cascade":     "DELETE FROM member",
		"OddName":     `UPDATE "odd ""name" SET "a 'b" = 'y'`,
		"NullToEmpty": "UPDATE member SET photo = x''",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := s.writer.ExecContext(t.Context(), statement)
			wantCode(t, err, CodeNoJournal)
		})
	}
	t.Run("AChangedKey", func(t *testing.T) {
		_, err := writeAll(t.Context(), s, "换号", "UPDATE phone SET id = 9")
		wantCode(t, err, CodeInvalid)
	})
	t.Run("ReplaceJournalsTheRowItRemoves", func(t *testing.T) {
		id := mustWrite(t, s, "替换", "INSERT OR REPLACE INTO unit (id, name) VALUES (8, 'abc')", "INSERT OR REPLACE INTO unit (id, name) VALUES (9, 'ABC')")
		got, err := Texts(t.Context(), s.DB(), fmt.Sprintf("SELECT op || ' ' || row_id FROM journal_row WHERE write_id = %d ORDER BY id", id))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"insert 8", "delete 8", "insert 9"}, got); diff != "" {
			t.Errorf("journal (-want +got):\n%s", diff)
		}
	})
}

func TestEveryTableHasItsTriggers(t *testing.T) {
	for name, o := range map[string]Options{
		"OfficeSchema":      testOptions(t.TempDir()),
		"TheProgramsSchema": {Dir: t.TempDir(), Now: testOptions("").Now},
	} {
		t.Run(name, func(t *testing.T) {
			s := mustOpen(t, o)
			missing, err := Texts(t.Context(), s.DB(), `SELECT t.name || ' ' || e.value FROM pragma_table_list t, json_each('["insert","update","delete","key"]') e
				WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT GLOB 'sqlite_*' AND t.name NOT GLOB 'journal_*' AND t.name NOT GLOB 'line_*' AND t.name <> 'schema_migration'
				AND NOT EXISTS (SELECT 1 FROM sqlite_schema x WHERE x.type = 'trigger' AND x.tbl_name = t.name AND x.name = 'journal_' || t.name || '_' || e.value)`)
			if err != nil {
				t.Fatal(err)
			}
			if len(missing) > 0 {
				t.Errorf("tables without triggers: %v", missing)
			}
			if got := number(t, s, "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name GLOB '*_search_*'"); got != 0 {
				t.Errorf("%d triggers on shadow tables", got)
			}
		})
	}
}

// A reference without an index is looked for through the whole table, also each time what it refers to is removed.
func TestReferencesAreIndexed(t *testing.T) {
	s := mustOpen(t, Options{Dir: t.TempDir(), Now: testOptions("").Now})
	missing, err := Texts(t.Context(), s.DB(), `SELECT m.name || '.' || f."from" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
		WHERE m.type = 'table' AND NOT EXISTS (SELECT 1 FROM pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c
			WHERE c.seqno = 0 AND c.name = f."from" AND NOT i.partial)`)
	if err != nil {
		t.Fatal(err)
	}
	if len(missing) > 0 {
		t.Errorf("references without an index: %v", missing)
	}
}

func TestTriggersFollowTheSchema(t *testing.T) {
	o := testOptions(t.TempDir())
	s := mustOpen(t, o)
	if _, err := s.writer.ExecContext(t.Context(), "DROP TRIGGER journal_unit_update"); err != nil {
		t.Fatal(err)
	}
	mustClose(t, s)
	s = mustOpen(t, testOptions(o.Dir, officeSchema, "ALTER TABLE unit ADD COLUMN tel TEXT"))
	id := mustWrite(t, s, "改电话", "UPDATE unit SET tel = '5566' WHERE id = 1")
	if got := number(t, s, fmt.Sprintf(`SELECT count(*) FROM journal_row WHERE write_id = %d AND before_json = '{"tel":null}' AND after_json = '{"tel":"5566"}'`, id)); got != 1 {
		t.Error("the new column is not journalled")
	}
}

func TestTablesTheJournalCannotWatchAreRefused(t *testing.T) {
	for name, script := range map[string]string{
		"NoKey":        "CREATE TABLE a (name TEXT)",
		"TextKey":      "CREATE TABLE a (id TEXT PRIMARY KEY)",
		"OtherKey":     "CREATE TABLE a (no INTEGER PRIMARY KEY)",
		"CompoundKey":  "CREATE TABLE a (id INTEGER, b INTEGER, PRIMARY KEY (id, b))",
		"WithoutRowID": "CREATE TABLE a (id INTEGER PRIMARY KEY) WITHOUT ROWID",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(t.Context(), testOptions(t.TempDir(), script))
			wantCode(t, err, CodeMigration)
		})
	}
}

func TestHistory(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	mustWrite(t, s, "登记", "INSERT INTO member (id, name, photo, score, age) VALUES (5, '张\"三', x'00FF', 0.1, 3)")
	mustWrite(t, s, "改名", "UPDATE member SET name = '张三', score = 1e300 WHERE id = 5")
	mustWrite(t, s, "删除", "DELETE FROM member WHERE id = 5")
	got, err := s.History(t.Context(), "member", 5)
	if err != nil {
		t.Fatal(err)
	}
	row := func(name string, score float64) map[string]any {
		return map[string]any{"id": int64(5), "name": name, "photo": []byte{0, 255}, "score": score, "age": int64(3), "unit_id": nil}
	}
	want := []Entry{
		{WriteID: 4, At: testClock, Actor: "王科长", Wording: "删除", Op: "delete", Before: row("张三", 1e300)},
		{
			WriteID: 3, At: testClock, Actor: "王科长", Wording: "改名", Op: "update",
			Before: map[string]any{"name": `张"三`, "score": 0.1}, After: map[string]any{"name": "张三", "score": 1e300},
		},
		{WriteID: 2, At: testClock, Actor: "王科长", Wording: "登记", Op: "insert", After: row(`张"三`, 0.1)},
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateApproxTime(0)); diff != "" {
		t.Errorf("history (-want +got):\n%s", diff)
	}
	if none, err := s.History(t.Context(), "member", 99); err != nil || len(none) != 0 {
		t.Errorf("history of nobody = %v, %v", none, err)
	}
}

// The journal must give back any value SQLite can hold, or undo would not be exact.
func TestJournalValuesAreExact(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir(), "CREATE TABLE thing (id INTEGER PRIMARY KEY, v ANY) STRICT;"))
	for name, value := range map[string]any{
		"Null": nil, "Empty": "", "Text": "张三 <&> \u2028\U0001F600\\\"\n\t\x01", "NUL": "a\x00b", "JSONText": `{"a":[1]}`, "NumberText": "1.0",
		"Zero": int64(0), "MaxInt": int64(math.MaxInt64), "MinInt": int64(math.MinInt64), "Sum": 0.1 + 0.2, "Whole": 5.0, "Tiny": 5e-324,
		"Huge": math.MaxFloat64, "Infinity": math.Inf(1), "Third": 1.0 / 3, "Blob": []byte{0, 1, 255}, "EmptyBlob": []byte{},
	} {
		t.Run(name, func(t *testing.T) {
			var id int64
			set := func(query string, v any) {
				t.Helper()
				err := s.Write(t.Context(), "王科长", "存", func(ctx context.Context, tx *Tx) error {
					return tx.Tx.Tx.QueryRowContext(ctx, query, v, id).Scan(&id)
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			set("INSERT INTO thing (v) SELECT ?1 WHERE ?2 = 0 RETURNING id", value)
			set("UPDATE thing SET v = ?1 WHERE id = ?2 RETURNING id", "别的")
			set("UPDATE thing SET v = ?1 WHERE id = ?2 RETURNING id", value)
			entries, err := s.History(t.Context(), "thing", id)
			if err != nil {
				t.Fatal(err)
			}
			first, last := entries[len(entries)-1].After["v"], entries[0].After["v"]
			if diff := cmp.Diff([]any{value, value}, []any{first, last}); diff != "" {
				t.Errorf("value (-stored +journalled):\n%s", diff)
			}
		})
	}
	t.Run("JSONSubtype", func(t *testing.T) {
		mustWrite(t, s, "存", `INSERT INTO thing (id, v) VALUES (999, json('{"a":1}'))`)
		entries, err := s.History(t.Context(), "thing", 999)
		if err != nil || entries[0].After["v"] != `{"a":1}` {
			t.Errorf("JSON made by SQL came back as %v, %v", entries, err)
		}
	})
}
