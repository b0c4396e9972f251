//go:build sqlite_fts5

package fold

import (
	"database/sql"
	"testing"

	_ "github.com/mattn/go-sqlite3"
)

// What Query makes is only right if SQLite finds it in what Pairs makes.
func TestQueryFindsPairsInSQLite(t *testing.T) {
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	for _, tokenizer := range []string{"ascii", "unicode61"} {
		table := "search_" + tokenizer
		if _, err := db.Exec("CREATE VIRTUAL TABLE " + table + " USING fts5(body, tokenize='" + tokenizer + "')"); err != nil {
			t.Fatal(err)
		}
		for _, tc := range []struct {
			name, text string
			found, not []string
		}{
			{
				"title", "关于加强县城停车难治理的建议(2026年)",
				[]string{"停车", "停车难", "治", "议", "2026", "202", "建议 停车", "加强县城停车难治理", "建议(2026年)", "议"},
				[]string{"车停", "停车位", "026", "停车 医院"},
			},
			{"mixed", "推进GDP核算与5G基站、a级别b项目", []string{"gdp", "GDP核", "5g基站", "基站、a级", "a级", "级别b", "别b项目", "项目"}, []string{"级b"}},
			{"long name", "买买提·阿里", []string{"买买提", "买买提·阿里", "阿里", "里"}, []string{"提里"}},
			{"rare characters", "张𠀀明", []string{"张𠀀明", "𠀀", "𠀀明"}, []string{"张明"}},
		} {
			t.Run(tokenizer+"/"+tc.name, func(t *testing.T) {
				if _, err := db.Exec("DELETE FROM " + table); err != nil {
					t.Fatal(err)
				}
				if _, err := db.Exec("INSERT INTO "+table+" VALUES (?)", Pairs(tc.text)); err != nil {
					t.Fatal(err)
				}
				for _, q := range tc.found {
					if !matches(t, db, table, q) {
						t.Errorf("%q (%s) not found in %q", q, Query(q), Pairs(tc.text))
					}
				}
				for _, q := range tc.not {
					if matches(t, db, table, q) {
						t.Errorf("%q (%s) found in %q", q, Query(q), Pairs(tc.text))
					}
				}
			})
		}
	}
}

func matches(t *testing.T, db *sql.DB, table, q string) bool {
	t.Helper()
	var n int
	if err := db.QueryRow("SELECT count(*) FROM "+table+" WHERE "+table+" MATCH ?", Query(q)).Scan(&n); err != nil {
		t.Fatalf("MATCH %s: %v", Query(q), err)
	}
	return n == 1
}
