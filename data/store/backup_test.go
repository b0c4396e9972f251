package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestBackup(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	mustWrite(t, s, "登记", "INSERT INTO member (id, name, photo) VALUES (1, '张三', x'00')")
	out := filepath.Join(t.TempDir(), "U盘 备份.db")
	for range 2 { // the second replaces the first
		if _, err := s.Backup(t.Context(), out); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(filepath.Dir(out))
	if err != nil || len(entries) != 2 { // and its manifest
		t.Errorf("beside the backup lies %v, %v", entries, err)
	}
	t.Run("NotOverAnotherFile", func(t *testing.T) {
		letter := filepath.Join(t.TempDir(), "报告.docx")
		if err := os.WriteFile(letter, []byte("重要"), 0o600); err != nil {
			t.Fatal(err)
		}
		wantCode(t, MayReplace(letter, true), CodeExists)
		if got, err := os.ReadFile(letter); err != nil || string(got) != "重要" {
			t.Errorf("the file is now %q, %v", got, err)
		}
	})
	t.Run("NotOverTheDatabase", func(t *testing.T) {
		_, err := s.Backup(t.Context(), s.Path())
		wantCode(t, err, CodeBackup)
	})
	t.Run("NotIntoNowhere", func(t *testing.T) {
		_, err := s.Backup(t.Context(), filepath.Join(t.TempDir(), "no", "b.db"))
		wantCode(t, err, CodeBackup)
	})
	t.Run("WhereMigrationsLeftGaps", func(t *testing.T) { // VACUUM closes them, and the copy is whole all the same
		for _, statement := range []string{"CREATE VIEW gone AS SELECT 1 AS x", "CREATE VIEW stays AS SELECT 1 AS x", "DROP VIEW gone"} {
			mustWrite(t, s, "升级", statement)
		}
		if _, err := s.Backup(t.Context(), out); err != nil {
			t.Error(err)
		}
	})
	t.Run("NotInsideAWrite", func(t *testing.T) {
		err := s.Write(t.Context(), "王科长", "备份", func(ctx context.Context, _ *Tx) error {
			_, err := s.Backup(ctx, out)
			return err
		})
		wantCode(t, err, CodeNested)
	})
	t.Run("ADamagedCopyFailsItsCheck", func(t *testing.T) {
		bad := filepath.Join(t.TempDir(), "bad.db")
		if err := copyFile(out, bad); err != nil {
			t.Fatal(err)
		}
		damage(t, bad, 8192)
		wantCode(t, verifyCopy(t.Context(), bad, nil), CodeCorrupt)
	})
	t.Run("ACopyWithFewerRowsFailsItsCheck", func(t *testing.T) {
		wantCode(t, verifyCopy(t.Context(), out, []string{"member 2 2"}), CodeCorrupt)
	})
}

func TestBackupDaily(t *testing.T) {
	o := testOptions(t.TempDir())
	now := testClock
	o.Now = func() time.Time { return now }
	s := mustOpen(t, o)
	if _, ok := s.LastBackup(); ok {
		t.Error("a backup before the first one")
	}
	daily := func() string {
		t.Helper()
		path, err := s.BackupDaily(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return filepath.Base(path)
	}
	if got := daily(); got != "cppccdesk-20261123-081200-w1.db" {
		t.Errorf("first backup %q", got)
	}
	if got := daily(); got != "." {
		t.Errorf("nothing changed, yet %q", got)
	}
	for range 9 {
		now = now.AddDate(0, 0, 1)
		mustWrite(t, s, "登记", "INSERT INTO phone (member_id, number) SELECT id, '1' FROM member", fmt.Sprintf("INSERT INTO unit (name) VALUES ('单位%d')", now.Unix()))
		daily()
	}
	copies, err := s.copies()
	if err != nil {
		t.Fatal(err)
	}
	// 2 December back to 26 November by day; 23-29 November also by week; November also by month.
	if len(copies) != 7 {
		t.Errorf("kept %v", paths(copies))
	}
	last, ok := s.LastBackup()
	if !ok || !last.Made.Equal(now) || filepath.Base(last.Path) != "cppccdesk-20261202-081200-w19.db" { // nine of the writes are lines of backups
		t.Errorf("last backup %+v %v", last, ok)
	}
}

func paths(copies []Copy) (names []string) {
	for _, c := range copies {
		names = append(names, filepath.Base(c.Path))
	}
	return names
}

// restorable is a store with a backup from before a member was deleted, and the contents there were then.
func restorable(t *testing.T) (s *Store, o Options, backup string, then []string) {
	t.Helper()
	o = testOptions(t.TempDir())
	s = mustOpen(t, o)
	mustWrite(t, s, "登记", "INSERT INTO member (id, name) VALUES (1, '张三')")
	backup = filepath.Join(t.TempDir(), "b.db")
	if _, err := s.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	then = contents(t, s)
	mustWrite(t, s, "误删", "DELETE FROM member")
	return s, o, backup, then
}

func TestRestore(t *testing.T) {
	t.Run("OK", func(t *testing.T) {
		s, o, backup, then := restorable(t)
		wantCode(t, restore(t.Context(), o, backup), CodeInUse)
		now := contents(t, s)
		mustClose(t, s)
		if err := restore(t.Context(), o, backup); err != nil {
			t.Fatal(err)
		}
		s = mustOpen(t, o)
		if diff := cmp.Diff(then, contents(t, s)); diff != "" {
			t.Errorf("restored (-want +got):\n%s", diff)
		}
		wantSound(t, s)
		mustClose(t, s)
		safety := filepath.Join(o.Dir, backupsName, "cppccdesk-20261123-081200-w3-before-restore.db")
		if err := restore(t.Context(), o, safety); err != nil { // and back
			t.Fatal(err)
		}
		if diff := cmp.Diff(now, contents(t, mustOpen(t, o))); diff != "" {
			t.Errorf("restored the safety copy (-want +got):\n%s", diff)
		}
	})
	t.Run("ABackupFollowsEvenWhenTheNumbersRepeat", func(t *testing.T) {
		s, o, backup, _ := restorable(t)
		if _, err := s.BackupDaily(t.Context()); err != nil {
			t.Fatal(err)
		}
		mustClose(t, s)
		if err := restore(t.Context(), o, backup); err != nil {
			t.Fatal(err)
		}
		o.Now = func() time.Time { return testClock.Add(time.Hour) }
		s = mustOpen(t, o)
		mustWrite(t, s, "另一件事", "INSERT INTO unit (name) VALUES ('卫健局')")
		if path, err := s.BackupDaily(t.Context()); err != nil || path == "" {
			t.Errorf("backup %q, %v", path, err)
		}
	})
}

func TestRestoreWithoutASoundDatabase(t *testing.T) {
	t.Run("OverADamagedDatabase", func(t *testing.T) {
		s, o, backup, then := restorable(t)
		mustClose(t, s)
		damage(t, filepath.Join(o.Dir, databaseName), 0)
		if err := restore(t.Context(), o, backup); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(then, contents(t, mustOpen(t, o))); diff != "" {
			t.Errorf("restored (-want +got):\n%s", diff)
		}
		if kept, err := filepath.Glob(filepath.Join(o.Dir, backupsName, "*-before-restore-damaged.db")); err != nil || len(kept) != 1 {
			t.Errorf("the damaged file was not kept: %v, %v", kept, err)
		}
	})
	t.Run("IntoAnEmptyFolder", func(t *testing.T) {
		_, _, backup, then := restorable(t)
		o := testOptions(filepath.Join(t.TempDir(), "new"))
		if err := restore(t.Context(), o, backup); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(then, contents(t, mustOpen(t, o))); diff != "" {
			t.Errorf("restored (-want +got):\n%s", diff)
		}
	})
}

func TestRestoreRefuses(t *testing.T) {
	s, o, backup, _ := restorable(t)
	before := contents(t, s)
	mustClose(t, s)
	text := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(text, []byte("文本"), 0o600); err != nil {
		t.Fatal(err)
	}
	damaged := filepath.Join(t.TempDir(), "damaged.db")
	if err := copyFile(backup, damaged); err != nil {
		t.Fatal(err)
	}
	damage(t, damaged, 8192)
	newer := testOptions(t.TempDir(), officeSchema, "CREATE TABLE later (id INTEGER PRIMARY KEY);")
	mustClose(t, mustOpen(t, newer))
	for name, c := range map[string]struct {
		file string
		code Code
	}{
		"NoFile": {text + "x", CodeNotFound}, "NotADatabase": {text, CodeNotDatabase}, "Damaged": {damaged, CodeCorrupt},
		"Newer": {filepath.Join(newer.Dir, databaseName), CodeNewer}, "Itself": {filepath.Join(o.Dir, databaseName), CodeInvalid},
	} {
		t.Run(name, func(t *testing.T) { wantCode(t, restore(t.Context(), o, c.file), c.code) })
	}
	if diff := cmp.Diff(before, contents(t, mustOpen(t, o))); diff != "" {
		t.Errorf("a refused restore changed (-before +now):\n%s", diff)
	}
}

func TestCheck(t *testing.T) {
	for name, c := range map[string]struct {
		behind []string // done with the triggers dropped
		want   []string
	}{
		"AllWell":      {nil, nil},
		"ChangedRow":   {[]string{"UPDATE member SET name = '李四' WHERE id = 1"}, []string{"表 member 的记录 1 与操作日志不一致（name）。"}},
		"NewRow":       {[]string{"INSERT INTO unit (id, name) VALUES (9, '财政局')"}, []string{"表 unit 的记录 9 在操作日志里没有来历。"}},
		"MissingRow":   {[]string{"DELETE FROM member WHERE id = 1"}, []string{"表 member 的记录 1 不见了，操作日志里没有删除的记载。"}},
		"BrokenKey":    {[]string{"PRAGMA foreign_keys = OFF", "INSERT INTO phone (id, member_id, number) VALUES (1, 77, '')"}, []string{"记录指向不存在的记录：phone 1 -> member", "表 phone 的记录 1 在操作日志里没有来历。"}},
		"GoneTriggers": {[]string{"DROP TRIGGER journal_unit_insert"}, []string{"操作日志的触发器缺失或被改动，重新启动程序会自动补上。"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := mustOpen(t, testOptions(t.TempDir()))
			mustWrite(t, s, "登记", "INSERT INTO member (id, name, unit_id) VALUES (1, '张三', 1), (2, '王五', 1)")
			mustWrite(t, s, "改名", "UPDATE member SET name = '张三丰' WHERE id = 1")
			mustWrite(t, s, "删除", "DELETE FROM member WHERE id = 2")
			if c.behind != nil && name != "GoneTriggers" {
				if err := dropJournalTriggers(t.Context(), s.writer); err != nil {
					t.Fatal(err)
				}
			}
			for _, statement := range c.behind {
				if _, err := s.writer.ExecContext(t.Context(), statement); err != nil {
					t.Fatal(err)
				}
			}
			if name != "GoneTriggers" {
				if err := refreshJournal(t.Context(), s.writer); err != nil {
					t.Fatal(err)
				}
			}
			r, err := s.Check(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, r.Findings); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// A copy is not written over the database of another data folder, whoever has it open; over an earlier copy it is, also one of that name.
func TestBackupOverAnotherFolder(t *testing.T) {
	s, o := mustOpen(t, testOptions(t.TempDir())), testOptions(t.TempDir())
	other := mustOpen(t, o)
	mustWrite(t, other, "登记", "INSERT INTO unit (id, name) VALUES (9, '财政局')")
	before := contents(t, other)
	mustClose(t, other)
	out := filepath.Join(o.Dir, databaseName)
	for _, replace := range []bool{false, true} {
		wantCode(t, s.MaySend(Outgoing{Verb: "备份", What: "全部数据", To: out, Database: true, Replace: replace}), CodeInvalid)
	}
	if diff := cmp.Diff(before, contents(t, mustOpen(t, o))); diff != "" {
		t.Errorf("changed (-before +now):\n%s", diff)
	}
	copied := filepath.Join(t.TempDir(), databaseName)
	for range 2 {
		if err := s.MaySend(Outgoing{Verb: "备份", What: "全部数据", To: copied, Database: true}); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Backup(t.Context(), copied); err != nil {
			t.Fatal(err)
		}
	}
}
