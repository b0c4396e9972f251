package record_test

import (
	"slices"
	"strings"
	"testing"

	_ "cppccdesk/data" // registers the kinds
	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// Every table and every column the journal may speak of has words.
func TestJournalHasWordsForEverything(t *testing.T) {
	s := datatest.MustOpen(t)
	lines, err := store.Texts(t.Context(), s.DB(), `SELECT t.name || ' ' || group_concat(c.name, ' ') FROM pragma_table_list t, pragma_table_info(t.name) c
		WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND t.name NOT LIKE 'journal\_%' ESCAPE '\'
		AND t.name NOT LIKE 'line\_%' ESCAPE '\' AND t.name <> 'schema_migration' GROUP BY t.name`)
	if err != nil {
		t.Fatal(err)
	}
	there := map[string][]string{}
	for _, line := range lines {
		words := strings.Fields(line)
		there[words[0]] = words[1:]
	}
	for table, columns := range there {
		words, ok := record.Tables()[table]
		if !ok {
			t.Errorf("table %s has no words", table)
			continue
		}
		for _, column := range columns {
			if _, ok := record.ColumnTitle(table, column); !ok && column != "id" {
				t.Errorf("column %s.%s has no words ", table, column)
			}
		}
		for _, name := range append(words.YesNo, words.Name...) {
			if !slices.Contains(columns, name) {
				t.Errorf("table %s is to have %s, which it does not have", table, name)
			}
		}
	}
	for table := range record.Tables() {
		if there[table] == nil {
			t.Errorf("there are words for table %s, which is not there", table)
		}
	}
}
