package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// ruined is a data folder whose database is about to be damaged.
type ruined struct {
	t         *testing.T
	dir, path string
	content   []byte // of the database, with nothing in its log
}

func (r ruined) put(content []byte) {
	if err := os.WriteFile(r.path, content, 0o600); err != nil {
		r.t.Fatal(err)
	}
}

func (r ruined) cut(size int) { r.put(r.content[:min(size, len(r.content))]) }

func (r ruined) overwrite(offset int, with []byte) {
	changed := bytes.Clone(r.content)
	copy(changed[offset:], with)
	r.put(changed)
}

func (r ruined) do(statements string) { r.doWith(statements, false) }

// doWith runs statements on the database without the store; leaveLog leaves them in the log only, as a power cut would.
func (r ruined) doWith(statements string, leaveLog bool) {
	db, err := OpenPool(r.t.Context(), r.path, readWrite, 1)
	if err != nil {
		r.t.Fatal(err)
	}
	if _, err := db.ExecContext(r.t.Context(), "PRAGMA foreign_keys = OFF; "+statements); err != nil {
		r.t.Fatal(err)
	}
	var log []byte
	if leaveLog {
		if log, err = os.ReadFile(r.path + "-wal"); err != nil {
			r.t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		r.t.Fatal(err)
	}
	if leaveLog {
		r.put(r.content)
		if err := os.WriteFile(r.path+"-wal", log, 0o600); err != nil {
			r.t.Fatal(err)
		}
	}
}

// page is the offset of the root page of an object.
func (r ruined) page(name string) int {
	db, err := OpenPool(r.t.Context(), r.path, immutable, 1)
	if err != nil {
		r.t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var root int
	if err := db.QueryRowContext(r.t.Context(), "SELECT rootpage FROM sqlite_schema WHERE name = ?", name).Scan(&root); err != nil {
		r.t.Fatal(err)
	}
	return (root - 1) * 4096
}

const withoutTriggers = "DROP TRIGGER journal_member_insert; DROP TRIGGER journal_phone_insert; DROP TRIGGER journal_member_update; DROP TRIGGER journal_member_key; "

// damages are the ways a database is ruined. sound says that nothing is lost, so opening it is right.
var damages = map[string]struct {
	ruin  func(r ruined)
	sound bool
}{
	"Empty":               {ruin: func(r ruined) { r.cut(0) }},
	"OneByte":             {ruin: func(r ruined) { r.cut(1) }},
	"HalfAHeader":         {ruin: func(r ruined) { r.cut(50) }},
	"HeaderOnly":          {ruin: func(r ruined) { r.cut(100) }},
	"OnePage":             {ruin: func(r ruined) { r.cut(4096) }},
	"HalfThePages":        {ruin: func(r ruined) { r.cut(len(r.content) / 8192 * 4096) }},
	"HalfAPage":           {ruin: func(r ruined) { r.cut(len(r.content) - 2048) }},
	"LastPageGone":        {ruin: func(r ruined) { r.cut(len(r.content) - 4096) }},
	"Text":                {ruin: func(r ruined) { r.put([]byte(strings.Repeat("这是一个文本文件。", 300))) }},
	"Zip":                 {ruin: func(r ruined) { r.put(append([]byte("PK\x03\x04"), make([]byte, 9000)...)) }},
	"Zeroes":              {ruin: func(r ruined) { r.put(make([]byte, len(r.content))) }},
	"MagicFlipped":        {ruin: func(r ruined) { r.overwrite(3, []byte{'x'}) }},
	"PageSizeWrong":       {ruin: func(r ruined) { r.overwrite(16, []byte{0x02, 0x00}) }},
	"PageSizeNone":        {ruin: func(r ruined) { r.overwrite(16, []byte{0x11, 0x11}) }},
	"ReservedWrong":       {ruin: func(r ruined) { r.overwrite(20, []byte{200}) }},
	"FormatOfTheFuture":   {ruin: func(r ruined) { r.overwrite(18, []byte{9, 9}) }},
	"FreelistIntoNowhere": {ruin: func(r ruined) { r.overwrite(32, []byte{0, 0, 0xff, 0xff, 0, 0, 0, 3}) }},
	"SchemaFormatWrong":   {ruin: func(r ruined) { r.overwrite(44, []byte{0, 0, 0, 99}) }},
	"EncodingWrong":       {ruin: func(r ruined) { r.overwrite(56, []byte{0, 0, 0, 2}) }},
	"SchemaPageZeroed":    {ruin: func(r ruined) { r.overwrite(100, make([]byte, 3996)) }},
	"TablePageZeroed":     {ruin: func(r ruined) { r.overwrite(r.page("unit"), make([]byte, 4096)) }},
	"TablePageIsNoise":    {ruin: func(r ruined) { r.overwrite(r.page("member"), bytes.Repeat([]byte{0xa5}, 4096)) }},
	"CellPointerFlipped":  {ruin: func(r ruined) { r.overwrite(r.page("unit")+8, []byte{0xff, 0xff}) }},
	"JournalPageZeroed":   {ruin: func(r ruined) { r.overwrite(r.page("journal_row"), make([]byte, 4096)) }},
	"SearchPageZeroed":    {ruin: func(r ruined) { r.overwrite(r.page("member_search_data"), make([]byte, 4096)) }},
	"OfAnotherProgram":    {ruin: func(r ruined) { r.do("PRAGMA application_id = 7") }},
	"Newer":               {ruin: func(r ruined) { r.do("INSERT INTO schema_migration VALUES (99, 'x', '')") }},
	"TableGone":           {ruin: func(r ruined) { r.do("DROP TABLE phone") }},
	"SearchGone":          {ruin: func(r ruined) { r.do("DROP TABLE member_search") }},
	"VersionsGone":        {ruin: func(r ruined) { r.do("DROP TABLE schema_migration") }},
	"ColumnGone":          {ruin: func(r ruined) { r.do(withoutTriggers + "ALTER TABLE member RENAME COLUMN score TO points") }},
	"IndexOfNoRow": {ruin: func(r ruined) {
		r.do("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'unit') WHERE name = 'journal_row_by_record'")
	}},
	"BehindTheJournal": {ruin: func(r ruined) {
		r.do(withoutTriggers + "UPDATE unit SET name = '别的' WHERE 0; INSERT INTO member (id, name) VALUES (77, '某人')")
	}},
	"BrokenReference":   {ruin: func(r ruined) { r.do(withoutTriggers + "INSERT INTO phone (member_id, number) VALUES (999, '1')") }},
	"JournalGap":        {ruin: func(r ruined) { r.do("DELETE FROM journal_row WHERE tbl = 'member'") }},
	"AFolderInItsPlace": {ruin: func(r ruined) { _ = errors.Join(os.Remove(r.path), os.MkdirAll(filepath.Join(r.path, "x"), 0o700)) }},
	"ALinkToNowhere":    {ruin: func(r ruined) { _ = errors.Join(os.Remove(r.path), os.Symlink(filepath.Join(r.dir, "没有"), r.path)) }},
	"Gone":              {ruin: func(r ruined) { _ = os.Remove(r.path) }},
	"GoneButForItsLog": {ruin: func(r ruined) {
		r.doWith("PRAGMA user_version = 1", true)
		_ = os.Remove(r.path)
	}},
	"LogOfNoise":  {ruin: func(r ruined) { _ = os.WriteFile(r.path+"-wal", bytes.Repeat([]byte{0xa5}, 9000), 0o600) }, sound: true},
	"LogTorn":     {ruin: func(r ruined) { r.doWith("PRAGMA user_version = 1", true); _ = os.Truncate(r.path+"-wal", 1000) }, sound: true},
	"TriggerGone": {ruin: func(r ruined) { r.do("DROP TRIGGER journal_unit_insert") }, sound: true}, // made again on opening
}

// Every damage is said in a sentence, when the database is opened or by Check, and a copy brings everything back.
func TestDamagedDatabases(t *testing.T) {
	for name, d := range damages {
		t.Run(name, func(t *testing.T) {
			s, o, backup, then := restorable(t)
			if _, err := s.BackupDaily(t.Context()); err != nil {
				t.Fatal(err)
			}
			mustClose(t, s)
			r := ruined{t: t, dir: o.Dir, path: filepath.Join(o.Dir, databaseName)}
			var err error
			if r.content, err = os.ReadFile(r.path); err != nil {
				t.Fatal(err)
			}
			d.ruin(r)
			said := whatIsSaid(t, o)
			if d.sound != (said == "") {
				t.Errorf("said: %q", said)
			}
			if said != "" {
				wantChinese(t, said)
			}
			if err := restore(t.Context(), o, backup); err != nil {
				t.Fatalf("no way back: %v", err)
			}
			s = mustOpen(t, o)
			if got := contents(t, s); !d.sound && fmt.Sprint(got) != fmt.Sprint(then) {
				t.Errorf("restored %v", got)
			}
			wantSound(t, s)
		})
	}
}

// whatIsSaid opens a database and examines it, and gives the first sentence about damage.
func whatIsSaid(t *testing.T, o Options) string {
	t.Helper()
	s, err := Open(t.Context(), o)
	if err != nil {
		return Sentence(err)
	}
	defer mustClose(t, s)
	report, err := s.Check(t.Context())
	if err != nil {
		return Sentence(err)
	}
	return strings.Join(report.Findings, "")
}

// A copy with one bit flipped is refused or restored as it was; never are other data restored.
func TestOneBitFlippedInACopy(t *testing.T) {
	s, o, backup, then := restorable(t)
	mustClose(t, s)
	content, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	flips := 20
	if os.Getenv("CPPCCDESK_LONG_TESTS") != "" {
		flips = 500
	}
	random := rand.New(rand.NewPCG(1, 2))
	refused, other := 0, 0
	for range flips {
		at, bit := random.IntN(len(content)), byte(1)<<random.IntN(8)
		content[at] ^= bit
		if err := os.WriteFile(backup, content, 0o600); err != nil {
			t.Fatal(err)
		}
		content[at] ^= bit
		if err := restore(t.Context(), o, backup); err != nil {
			wantChinese(t, Sentence(err))
			refused++
			continue
		}
		s := mustOpen(t, o)
		if fmt.Sprint(contents(t, s)) != fmt.Sprint(then) {
			t.Errorf("bit %08b of byte %d restored other data", bit, at)
			other++
		}
		mustClose(t, s)
	}
	t.Logf("%d flips: %d refused, %d restored as it was, %d changed", flips, refused, flips-refused-other, other)
}

const restoreCrashDir = "CPPCCDESK_RESTORE_CRASH_TEST_DIR"

// restoreUntilKilled restores one copy after another.
func restoreUntilKilled(dir string) error {
	for n := 0; ; n++ {
		err := restore(context.Background(), testOptions(filepath.Join(dir, "data")), filepath.Join(dir, fmt.Sprintf("%d.db", n%2)))
		if err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// Whenever a restore is killed, the database is the one before or the one after, whole, and nothing else is left.
func TestRestoreKilledAtAnyMoment(t *testing.T) {
	kills := 6
	if os.Getenv("CPPCCDESK_LONG_TESTS") != "" {
		kills = 50
	}
	root := t.TempDir()
	o := testOptions(filepath.Join(root, "data"))
	s := mustOpen(t, o)
	want := map[string]bool{}
	for n := range 2 {
		mustWrite(t, s, "登记", fmt.Sprintf("INSERT INTO member (id, name) VALUES (%d, '张三')", n+1))
		if _, err := s.Backup(t.Context(), filepath.Join(root, fmt.Sprintf("%d.db", n))); err != nil {
			t.Fatal(err)
		}
		want[fmt.Sprint(contents(t, s))] = true
	}
	mustClose(t, s)
	random := rand.New(rand.NewPCG(3, 4))
	restored := 0
	for range kills {
		child := exec.CommandContext(t.Context(), os.Args[0])
		child.Env = append(os.Environ(), restoreCrashDir+"="+root)
		var out bytes.Buffer
		child.Stdout = &out
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(100+random.IntN(500))*time.Millisecond, func() { _ = child.Process.Kill() })
		_ = child.Wait() // it was killed
		timer.Stop()
		restored += strings.Count(out.String(), "\n")
		s := mustOpen(t, o)
		if got := fmt.Sprint(contents(t, s)); !want[got] {
			t.Errorf("after a kill there is %s", got)
		}
		wantSound(t, s)
		mustClose(t, s)
		left, err := filepath.Glob(filepath.Join(o.Dir, unfinished+"*"))
		if err != nil || len(left) > 0 {
			t.Errorf("left %v, %v", left, err)
		}
	}
	t.Logf("%d kills, %d restores finished between them", kills, restored)
}
