package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestMigrate(t *testing.T) {
	t.Run("SafetyCopyAndJournal", func(t *testing.T) {
		dir := t.TempDir()
		s := mustOpen(t, testOptions(dir))
		mustWrite(t, s, "登记", "INSERT INTO member (id, name, unit_id) VALUES (1, '张三', 1), (2, '李四', 1)")
		mustClose(t, s)
		second := `ALTER TABLE member ADD COLUMN post TEXT NOT NULL DEFAULT '委员';
			UPDATE member SET name = '张三丰' WHERE id = 1; DELETE FROM member WHERE id = 2;
			INSERT INTO unit (id, name) VALUES (2, '卫健局'); DROP TABLE "odd ""name";
			CREATE TABLE unit_new (id INTEGER PRIMARY KEY, title TEXT NOT NULL UNIQUE) STRICT;
			INSERT INTO unit_new SELECT id, name FROM unit; DROP TABLE unit; ALTER TABLE unit_new RENAME TO unit;`
		s = mustOpen(t, testOptions(dir, officeSchema, second))
		wantSound(t, s)
		got, err := Texts(t.Context(), s.DB(), `SELECT tbl || ' ' || row_id || ' ' || op || ' ' || coalesce(before_json, '') || ' ' || coalesce(after_json, '')
			FROM journal_row WHERE write_id = (SELECT max(id) FROM journal_write) ORDER BY id`)
		if err != nil {
			t.Fatal(err)
		}
		want := []string{
			`member 1 update {"name":"张三","post":null} {"name":"张三丰","post":"委员"}`,
			`member 2 delete {"age":null,"id":2,"name":"李四","photo":null,"score":null,"unit_id":1} `,
			`unit 1 update {"title":null} {"title":"教育局"}`,
			`unit 2 insert  `,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("journal of the migration (-want +got):\n%s", diff)
		}
		copies, err := filepath.Glob(filepath.Join(dir, backupsName, "cppccdesk-20261123-081200-w2-before-v2.db"))
		if err != nil || len(copies) != 1 {
			t.Fatalf("safety copies %v, %v", copies, err)
		}
		if err := verifyCopy(t.Context(), copies[0], nil); err != nil {
			t.Error(err)
		}
		if _, err := s.Revert(t.Context(), "王科长", 2); CodeOf(err) != CodeConflict {
			t.Errorf("undo across a migration: %v", err)
		}
		if _, err := writeAll(t.Context(), s, "坏引用", "INSERT INTO member (name, unit_id) VALUES ('王五', 99)"); CodeOf(err) != CodeStillUsed {
			t.Errorf("foreign keys stayed off after the migration: %v", err)
		}
	})
}

func TestAFailedMigrationIsRolledBack(t *testing.T) {
	for name, bad := range map[string]string{
		"BadSQL":     "INSERT INTO unit (id, name) VALUES (5, '财政局'); CREATE TABLE x (id INTEGER PRIMARY KEY); SELEKT;",
		"BrokenKeys": "DELETE FROM unit;",
	} {
		t.Run("RolledBack/"+name, func(t *testing.T) {
			dir := t.TempDir()
			s := mustOpen(t, testOptions(dir))
			mustWrite(t, s, "登记", "INSERT INTO member (id, name, unit_id) VALUES (1, '张三', 1)")
			before := contents(t, s)
			mustClose(t, s)
			_, err := Open(t.Context(), testOptions(dir, officeSchema, bad))
			wantCode(t, err, CodeMigration)
			s = mustOpen(t, testOptions(dir))
			if diff := cmp.Diff(before, contents(t, s)); diff != "" {
				t.Errorf("a failed migration left (-before +after):\n%s", diff)
			}
			if got := number(t, s, "SELECT count(*) FROM sqlite_schema WHERE name = 'x'"); got != 0 {
				t.Error("its table stayed")
			}
			wantSound(t, s)
		})
	}
}

// A new database is made at once, as one write, whatever number of steps there are; one that cannot be made is none.
func TestANewDatabaseIsMadeAtOnce(t *testing.T) {
	const second = "INSERT INTO unit (id, name) VALUES (2, '卫健局'); UPDATE unit SET name = '财政局' WHERE id = 1;"
	dir := t.TempDir()
	_, err := Open(t.Context(), testOptions(dir, officeSchema, second, "SELEKT;"))
	wantCode(t, err, CodeMigration)
	if want := "第 3 步"; !strings.Contains(Sentence(err), want) {
		t.Errorf("sentence %q lacks %q", Sentence(err), want)
	}
	s := mustOpen(t, testOptions(dir, officeSchema, second))
	wantSound(t, s)
	got, err := Texts(t.Context(), s.DB(), `SELECT wording || ' ' || (SELECT count(*) FROM journal_row r WHERE r.write_id = w.id AND r.tbl = 'unit') || ' ' || (SELECT max(version) FROM schema_migration) FROM journal_write w`)
	if err != nil || len(got) != 1 || got[0] != creationWording+" 2 2" {
		t.Errorf("journal %q, %v", got, err)
	}
}

func TestOtherVersions(t *testing.T) {
	t.Run("ANewerDatabaseIsRefused", func(t *testing.T) {
		dir := t.TempDir()
		mustClose(t, mustOpen(t, testOptions(dir, officeSchema, "CREATE TABLE later (id INTEGER PRIMARY KEY);")))
		before, err := os.ReadFile(filepath.Join(dir, databaseName))
		if err != nil {
			t.Fatal(err)
		}
		for _, readOnly := range []bool{false, true} {
			o := testOptions(dir)
			o.ReadOnly = readOnly
			_, err = Open(t.Context(), o)
			wantCode(t, err, CodeNewer)
			if got := Sentence(err); !strings.Contains(got, "新版程序") {
				t.Errorf("sentence %q does not say what to do", got)
			}
		}
		if after, err := os.ReadFile(filepath.Join(dir, databaseName)); err != nil || string(after) != string(before) {
			t.Errorf("refusing changed the file: %v", err)
		}
	})
	t.Run("AnOlderDatabaseIsNotReadUnmigrated", func(t *testing.T) {
		dir := t.TempDir()
		mustClose(t, mustOpen(t, testOptions(dir)))
		o := testOptions(dir, officeSchema, "CREATE TABLE later (id INTEGER PRIMARY KEY);")
		o.ReadOnly = true
		_, err := Open(t.Context(), o)
		wantCode(t, err, CodeOlder)
	})
}

func TestMigrationNames(t *testing.T) {
	for name, files := range map[string][]string{
		"Gap": {"0001_a.sql", "0003_b.sql"}, "Twice": {"0001_a.sql", "0001_b.sql"}, "NotFromOne": {"0002_a.sql"}, "NoNumber": {"first.sql"},
	} {
		t.Run(name, func(t *testing.T) {
			all := fstest.MapFS{}
			for _, f := range files {
				all[f] = &fstest.MapFile{}
			}
			if _, err := readMigrations(all); err == nil {
				t.Error("accepted")
			}
		})
	}
	if all, err := readMigrations(Migrations); err != nil || len(all) == 0 {
		t.Errorf("the program's own: %d, %v", len(all), err)
	}
}
