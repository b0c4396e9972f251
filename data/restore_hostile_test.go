package data_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// hostile is what somebody did to a copy before it is restored. With want empty the restore goes through and what was done must be gone.
type hostile struct {
	sql  string
	want string // in the sentence of the refusal
}

var hostiles = map[string]hostile{
	"DigestLeavesTheFolder":       {`UPDATE attachment SET digest = '../../outside'`, "附件校验码不对"},
	"DigestOfTheRightLength":      {`UPDATE attachment SET digest = '../' || substr(digest, 4)`, "附件校验码不对"},
	"DigestInCapitals":            {`UPDATE attachment SET digest = upper(digest)`, "附件校验码不对"},
	"NameLeavesTheFolder":         {`UPDATE attachment SET name = '../../../cppccdesk.db'`, "附件名不能用作文件名"},
	"NameWithBackslash":           {`UPDATE attachment SET name = '..\..\cppccdesk.db'`, "附件名不能用作文件名"},
	"NameIsAParent":               {`UPDATE attachment SET name = '..'`, "附件名不能用作文件名"},
	"NameIsADevice":               {`UPDATE attachment SET name = 'CON.pdf'`, "附件名不能用作文件名"},
	"NameWithControls":            {`UPDATE attachment SET name = 'a' || char(10) || '.pdf'`, "附件名不能用作文件名"},
	"NameInTheJournal":            {`UPDATE journal_row SET before_json = json_set(before_json, '$.name', '../../x') WHERE tbl = 'attachment' AND op = 'delete'`, "附件名不能用作文件名"},
	"DigestInTheJournal":          {`UPDATE journal_row SET before_json = json_set(before_json, '$.digest', '../../x') WHERE tbl = 'attachment' AND op = 'delete'`, "附件校验码不对"},
	"TriggerErasesTheJournal":     {`CREATE TRIGGER tidy AFTER INSERT ON member BEGIN DELETE FROM journal_row; END`, "多出触发器「tidy」"},
	"TriggerNamedLikeTheJournals": {`CREATE TRIGGER journal_evil AFTER INSERT ON member BEGIN DELETE FROM journal_row; END`, "多出触发器「journal_evil」"},
	"TriggerNamedLikeTheSearch":   {`CREATE TRIGGER proposal_search_evil AFTER INSERT ON proposal BEGIN DELETE FROM member; END`, "多出触发器「proposal_search_evil」"},
	"JournalTriggerAltered":       {`DROP TRIGGER journal_member_insert; CREATE TRIGGER journal_member_insert AFTER INSERT ON member BEGIN DELETE FROM journal_row; END`, ""},
	"SearchTriggerAltered":        {`DROP TRIGGER proposal_search_delete; CREATE TRIGGER proposal_search_delete AFTER DELETE ON proposal BEGIN DELETE FROM member; END`, "改动过触发器「proposal_search_delete」"},
	"ViewInPlaceOfATable":         {`DROP TABLE import_layout; CREATE VIEW import_layout AS SELECT 1 AS id`, "「import_layout」"},
	"ViewAltered":                 {`DROP VIEW unit_call; CREATE VIEW unit_call AS SELECT 1 AS id`, "改动过视图「unit_call」"},
	"ViewThatNeverEnds":           {`CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n`, "多出视图「endless」"},
	"VersionsAreAView":            {`ALTER TABLE schema_migration RENAME TO kept; CREATE VIEW schema_migration AS WITH RECURSIVE n(version) AS (SELECT 1 UNION ALL SELECT version + 1 FROM n) SELECT max(version) AS version FROM n`, "不是本程序的数据库"},
	"ForeignTable":                {`CREATE TABLE song (id INTEGER PRIMARY KEY)`, "多出表「song」"},
	"IndexMissing":                {`DROP INDEX attachment_record`, "缺少索引「attachment_record」"},
	"ColumnAdded":                 {`ALTER TABLE attachment ADD COLUMN evil TEXT`, "改动过表「attachment」"},
	"GeneratedColumn":             {`ALTER TABLE unit ADD COLUMN evil TEXT AS (hex(zeroblob(1000)))`, "改动过表「unit」"},
	"NearEmpty":                   {`DELETE FROM journal_row; DELETE FROM journal_write; DELETE FROM setting; DELETE FROM attachment; DELETE FROM member`, "没有操作记录"},
	"NoSettings":                  {`DELETE FROM setting`, "没有设置"},
	"NoJournalRows":               {`DELETE FROM journal_row`, "没有修改记录"},
	"JournalCutShort":             {`DELETE FROM journal_row WHERE id = (SELECT max(id) FROM journal_row)`, "修改记录不完整"},
	"JournalOfAnotherWrite":       {`UPDATE journal_row SET write_id = 77777 WHERE id = (SELECT max(id) FROM journal_row)`, "编号不连贯"},
	"JournalIsNoJSON":             {`UPDATE journal_row SET before_json = '{' WHERE op = 'delete'`, "修改记录不成样子"},
	"JournalTimeIsNone":           {`UPDATE journal_write SET at = 'gestern'`, "不成样子的时间"},
	"NoRoomForKeys":               {`INSERT INTO unit (id, name) VALUES (9223372036854775807, '某局')`, "不合规则的编号"},
	"RowBehindTheJournal":         {`INSERT INTO unit (name) VALUES ('某局')`, "没有来历"},
	"RowChangedBehindTheJournal":  {`UPDATE person SET name = '另一人' WHERE id = (SELECT row_id FROM journal_row WHERE tbl = 'person' AND op = 'update' LIMIT 1)`, "操作日志不一致"},
	"BrokenReference":             {`UPDATE member SET person_id = 999999`, "不存在的记录"},
	"NotUTF8":                     {`UPDATE unit SET name = CAST(x'ff' AS TEXT)`, "乱码"},
	"MigrationsRenamed":           {`UPDATE schema_migration SET name = 'x' WHERE version = 3`, "升级记录不是本程序的"},
	"OlderThanItSays":             {`DELETE FROM schema_migration WHERE version > 8`, "结构不是本程序的"},
	"NewerThanKnown":              {`INSERT INTO schema_migration VALUES (99, 'x', '')`, "更新版本"},
	"AnotherProgram":              {`PRAGMA application_id = 7`, "不是本程序的数据库"},
	"AWriteLeftRunning":           {`INSERT INTO journal_current VALUES (1)`, ""},
	"UserVersion":                 {`PRAGMA user_version = 2147483647`, ""},
	"SearchPoisoned":              {`INSERT INTO proposal_search (rowid, pairs) VALUES (424242, 'x')`, ""},
	"ShadowTablePoisoned":         {`UPDATE proposal_search_data SET block = zeroblob(3)`, ""},
	"StatisticsOfNonsense":        {`ANALYZE; UPDATE sqlite_stat1 SET stat = '99999999999999999999 1'`, ""},
}

// longTests names the environment variable with which the tests of damage and attack try everything.
const longTests = "CPPCCDESK_LONG_TESTS"

// hostilesShort are the ones tried every time: one of each way to go wrong.
var hostilesShort = []string{
	"DigestLeavesTheFolder", "NameLeavesTheFolder", "NameInTheJournal", "TriggerErasesTheJournal", "JournalTriggerAltered", "VersionsAreAView",
	"NearEmpty", "NoRoomForKeys", "RowBehindTheJournal", "NotUTF8", "ShadowTablePoisoned",
}

// attacked is a data folder with attachments, in data, and a copy of it, in copy. It is made once.
var attacked = sync.OnceValue(func() string {
	root, err := os.MkdirTemp("", "attacked")
	if err != nil {
		panic(err)
	}
	return root
})

var furnished sync.Once

// hostileCopy makes a data folder with an attachment and a copy of it, and does statement to the copy without any rule in the way.
func hostileCopy(t *testing.T, statement string) (dir, backup string) {
	t.Helper()
	furnished.Do(func() { attack(t, attacked()) })
	root := t.TempDir()
	if err := os.CopyFS(root, os.DirFS(attacked())); err != nil {
		t.Fatal(err)
	}
	backup = filepath.Join(root, "copy", "b.db")
	spoil(t, backup, statement)
	if err := os.Remove(backup + ".manifest"); err != nil { // whoever alters the one alters the other
		t.Fatal(err)
	}
	return filepath.Join(root, "data"), backup
}

func attack(t *testing.T, root string) {
	t.Helper()
	dir := filepath.Join(root, "data")
	if err := errors.Join(os.Mkdir(dir, 0o700), os.Mkdir(filepath.Join(root, "copy"), 0o700)); err != nil {
		t.Fatal(err)
	}
	o := office{datatest.MustOpenDir(t, dir), t}
	id := o.save(roster.Members, record.Values{"name": "张小明"})
	o.attach(roster.Members, id, "a.pdf", "甲")
	o.save(roster.Units, record.Values{"name": "县教育局"})
	o.attach(roster.Members, id, "b.pdf", "乙")
	entries, err := roster.Members.Course(t.Context(), o.Store, id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Revert(t.Context(), "测试", entries[0].WriteID); err != nil { // so that the journal has an attachment, too
		t.Fatal(err)
	}
	o.change(roster.Members, id, record.Values{"name": "张晓明"})
	_, err = o.Backup(t.Context(), filepath.Join(root, "copy", "b.db"))
	if err := errors.Join(err, o.Close()); err != nil {
		t.Fatal(err)
	}
}

// spoil runs statements on a database with its own triggers put aside, and puts them back unless they were meant.
func spoil(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("cppccdesk_sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(t.Context(), "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY"); err != nil {
		t.Fatal(err)
	}
	triggers, err := triggersOf(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	aside := !strings.Contains(statement, "TRIGGER")
	run := func(text string) {
		t.Helper()
		if _, err := db.ExecContext(t.Context(), text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	for name := range triggers {
		if aside {
			run(`DROP TRIGGER "` + name + `"`)
		}
	}
	run("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; " + statement)
	for _, text := range triggers {
		if aside && !strings.Contains(statement, "DROP TABLE") {
			run(text)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func triggersOf(ctx context.Context, db *sql.DB) (map[string]string, error) {
	rows, err := db.QueryContext(ctx, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }() // rows.Err tells
	triggers := map[string]string{}
	for rows.Next() {
		var name, text string
		if err := rows.Scan(&name, &text); err != nil {
			return nil, err
		}
		triggers[name] = text
	}
	return triggers, rows.Err()
}

// treeOf lists every file below a folder with its size.
func treeOf(t *testing.T, root string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(root, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		fmt.Fprintf(&all, "%s %x\n", path, content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// A copy that is not what its manifest says is refused, however right it looks, and restored without the manifest; what is restored is
// the user's alone.
func TestRestoreOfAlteredCopy(t *testing.T) {
	o := office{datatest.MustOpen(t), t}
	o.save(roster.Members, record.Values{"name": "张小明"})
	backup := filepath.Join(t.TempDir(), "b.db")
	_, err := o.Backup(t.Context(), backup)
	dir := o.Dir()
	if err := errors.Join(err, o.Close()); err != nil {
		t.Fatal(err)
	}
	spoil(t, backup, "VACUUM")
	if _, err := store.Restore(t.Context(), dir, backup, "王芳"); err == nil || !strings.Contains(store.Sentence(err), "与它的核验记录「b.db.manifest」对不上") {
		t.Fatalf("with its manifest: %v", err)
	}
	if err := errors.Join(os.Remove(backup+".manifest"), os.Chmod(backup, 0o644)); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Restore(t.Context(), dir, backup, "王芳"); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(dir, "cppccdesk.db")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("restored with %v, %v", info.Mode(), err)
	}
}

func TestHostileRestores(t *testing.T) {
	furnished.Do(func() { attack(t, attacked()) })
	t.Cleanup(func() { _ = os.RemoveAll(attacked()) })
	for name, h := range hostiles {
		if os.Getenv(longTests) == "" && !slices.Contains(hostilesShort, name) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			dir, backup := hostileCopy(t, h.sql)
			before, copied := treeOf(t, dir), treeOf(t, filepath.Dir(backup))
			_, err := store.Restore(t.Context(), dir, backup, "王芳")
			if copied != treeOf(t, filepath.Dir(backup)) {
				t.Error("the copy was changed")
			}
			if h.want != "" {
				if err == nil || !strings.Contains(store.Sentence(err), h.want) {
					t.Fatalf("got %q, want %q: %v", store.Sentence(err), h.want, err)
				}
				if strings.ReplaceAll(before, "cppccdesk.lock", "") != strings.ReplaceAll(treeOf(t, dir), "cppccdesk.lock", "") {
					t.Error("a refused restore changed the data folder")
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			o := office{datatest.MustOpenDir(t, dir), t}
			o.save(roster.Members, record.Values{"name": "王新"}) // runs whatever trigger came along
			report, err := o.Check(t.Context())
			if err != nil || len(report.Findings) > 0 {
				t.Errorf("after the restore: %v, %v", report.Findings, err)
			}
			var foreign int
			if err := o.DB().QueryRowContext(t.Context(), `SELECT (SELECT count(*) FROM journal_current) + (SELECT user_version FROM pragma_user_version)
				+ (SELECT count(*) FROM proposal_search WHERE rowid = 424242) + (SELECT count(*) FROM sqlite_schema WHERE name LIKE 'sqlite_stat%')`).Scan(&foreign); err != nil || foreign != 0 {
				t.Errorf("%d foreign things came along, %v", foreign, err)
			}
		})
	}
}
