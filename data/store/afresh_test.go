package store

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A lost or damaged database makes room for an empty one, and what is left of it is kept.
func TestStartAfresh(t *testing.T) {
	for name, c := range map[string]struct {
		leave map[string]string // what lies there, beside a copy
		kept  []string          // endings of what is in the backups folder afterwards, beside the copy
	}{
		"Gone":       {nil, nil},
		"Empty":      {map[string]string{"": ""}, []string{".db"}},
		"OnlyItsLog": {map[string]string{"-wal": "the newest work"}, []string{".db-wal"}},
		"Damaged":    {map[string]string{"": strings.Repeat("文本", 3000), "-shm": "index"}, []string{".db"}},
		"Short":      {map[string]string{"": "SQLite format 3"}, []string{".db"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := mustOpen(t, testOptions(dir))
			mustWrite(t, s, "登记", "INSERT INTO unit (name) VALUES ('卫健局')")
			mustBackUp(t, func() (string, error) { return s.BackupDaily(t.Context()) })
			mustClose(t, s)
			wantCode(t, startAfresh(t.Context(), testOptions(dir), ""), CodeConflict)
			path := filepath.Join(dir, databaseName)
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			for ending, content := range c.leave {
				if err := os.WriteFile(path+ending, []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := startAfresh(t.Context(), testOptions(dir), "王科长"); err != nil {
				t.Fatal(err)
			}
			fresh := mustOpen(t, testOptions(dir))
			if got := number(t, fresh, "SELECT count(*) FROM unit WHERE name = '卫健局'"); got != 0 {
				t.Errorf("%d rows of the old one", got)
			}
			if got := number(t, fresh, "SELECT count(*) FROM journal_write WHERE actor = '王科长' AND wording LIKE '从空白开始%'"); got != 1 {
				t.Errorf("%d lines in the journal", got)
			}
			copies, err := fresh.copies()
			if err != nil || !slices.ContainsFunc(copies, func(c Copy) bool { return c.State == CopyVerified }) {
				t.Errorf("copies %v, %v", copies, err)
			}
			holdKept(t, filepath.Join(dir, backupsName), c.leave, c.kept)
		})
	}
	t.Run("NotWhatIsNewer", func(t *testing.T) {
		dir := t.TempDir()
		mustClose(t, mustOpen(t, testOptions(dir, officeSchema, "CREATE TABLE later (id INTEGER PRIMARY KEY)")))
		wantCode(t, startAfresh(t.Context(), testOptions(dir), ""), CodeNewer)
	})
}

// holdKept holds what was set aside against what lay there.
func holdKept(t *testing.T, folder string, lay map[string]string, endings []string) {
	t.Helper()
	for _, ending := range endings {
		found, err := filepath.Glob(filepath.Join(folder, "*-before-new-damaged"+ending))
		if err != nil || len(found) != 1 {
			t.Errorf("%s: kept %v, %v", ending, found, err)
			continue
		}
		text, err := os.ReadFile(found[0])
		if want := lay[strings.TrimPrefix(ending, ".db")]; err != nil || string(text) != want {
			t.Errorf("%s: kept %q, want %q, %v", ending, text, want, err)
		}
	}
}
