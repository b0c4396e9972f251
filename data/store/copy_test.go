package store

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// flipBit turns one bit of a file over.
func flipBit(t *testing.T, path string, at int64) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	content[at/8] ^= 1 << (at % 8)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func mustBackUp(t *testing.T, backUp func() (string, error)) Copy {
	t.Helper()
	path, err := backUp()
	if err != nil || path == "" {
		t.Fatalf("backup %q, %v", path, err)
	}
	return findCopy(path)
}

func TestCopy(t *testing.T) {
	o := testOptions(t.TempDir())
	o.Version = "1.2.3"
	s := mustOpen(t, o)
	mustWrite(t, s, "登记张三", "INSERT INTO member (id, name) VALUES (1, '张三')")
	daily := func() (string, error) { return s.BackupDaily(t.Context()) }
	c := mustBackUp(t, daily)
	if c.Kind != CopyDaily || c.State != CopyVerified || c.Rows["member"] != 1 || c.Writes != 2 || c.LastWording != "登记张三" || c.Version != "1.2.3" ||
		c.Schema != 1 || c.Size == 0 || !c.Made.Equal(testClock) {
		t.Errorf("copy %+v", c)
	}
	mustWrite(t, s, "登记", "INSERT INTO member (id, name) VALUES (2, '李四')")
	second := mustBackUp(t, daily) // in the same second
	if second.Path == c.Path || !lies(c.Path) {
		t.Errorf("%s was used again", c.Path)
	}
	manual := mustBackUp(t, func() (string, error) { return s.BackupNow(t.Context(), "王芳") })
	if manual.Kind != CopyManual {
		t.Errorf("a person's copy is %+v", manual)
	}
	if path, err := s.BackupNow(t.Context(), "王芳"); err != nil || path != "" {
		t.Errorf("a copy of the same again: %q, %v", path, err)
	}
}

// None of many flipped bits is taken for a whole copy: of the copy, and of its manifest.
func TestOneFlippedBit(t *testing.T) {
	flips := 30
	if long() {
		flips = 1000
	}
	s := mustOpen(t, testOptions(t.TempDir()))
	mustWrite(t, s, "登记", "INSERT INTO member (id, name) VALUES (1, '张三')")
	c := mustBackUp(t, func() (string, error) { return s.BackupDaily(t.Context()) })
	random := rand.New(rand.NewPCG(1, 1))
	for _, path := range []string{c.Path, c.Path + manifestEnding} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		for range flips {
			at := random.Int64N(info.Size() * 8)
			flipBit(t, path, at)
			found := findCopy(c.Path)
			if found.State == CopyVerified {
				if found, err = found.Check(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if found.State == CopyVerified {
				t.Errorf("bit %d of %s is not missed", at, filepath.Base(path))
			}
			flipBit(t, path, at)
		}
	}
}

func TestADamagedCopyIsNamedAndReplaced(t *testing.T) {
	o := testOptions(t.TempDir())
	now := testClock
	o.Now = func() time.Time { return now }
	s := mustOpen(t, o)
	mustWrite(t, s, "登记", "INSERT INTO member (id, name) VALUES (1, '张三')")
	c := mustBackUp(t, func() (string, error) { return s.BackupDaily(t.Context()) })
	flipBit(t, c.Path, c.Size*4)
	name := filepath.Base(c.Path)
	if report, err := s.Check(t.Context()); err != nil || len(report.Findings) != 1 || !strings.Contains(report.Findings[0], "备份已损坏，不能用来恢复：「"+name+"」") {
		t.Errorf("check: %v, %v", report.Findings, err)
	}
	if made, err := s.TendCopies(t.Context()); err != nil || made != "" {
		t.Errorf("read again within the week: %q, %v", made, err)
	}
	now = now.AddDate(0, 0, 7)
	made, err := s.TendCopies(t.Context())
	last, ok := s.LastBackup()
	if err != nil || made == "" || !ok || last.Path != made {
		t.Errorf("made %q, %v; the newest verified is %q", made, err, last.Path)
	}
	warnings, err := s.CopyWarnings(t.Context())
	if err != nil || len(warnings) != 1 || !strings.Contains(warnings[0], name) {
		t.Errorf("warnings %v, %v", warnings, err)
	}
	if made, err := s.TendCopies(t.Context()); err != nil || made != "" {
		t.Errorf("replaced again: %q, %v", made, err)
	}
}

// A copy from before there were manifests is not verified until it has been opened.
func TestACopyWithoutAManifest(t *testing.T) {
	s := mustOpen(t, testOptions(t.TempDir()))
	mustWrite(t, s, "登记", "INSERT INTO member (id, name) VALUES (1, '张三')")
	whole := mustBackUp(t, func() (string, error) { return s.BackupDaily(t.Context()) })
	folder := filepath.Dir(whole.Path)
	for _, name := range []string{"cppccdesk-20261101-0812-w2.db", "cppccdesk-20261102-0812-w2.db"} {
		if err := copyFile(whole.Path, filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	torn := filepath.Join(folder, "cppccdesk-20261102-0812-w2.db")
	if err := os.Truncate(torn, whole.Size/2); err != nil {
		t.Fatal(err)
	}
	states := func(want ...CopyState) {
		t.Helper()
		copies, err := Copies(s.dir)
		if err != nil || len(copies) != len(want) {
			t.Fatalf("copies %v, %v", paths(copies), err)
		}
		for i, c := range copies {
			if c.State != want[i] {
				t.Errorf("%s: state %d, want %d", filepath.Base(c.Path), c.State, want[i])
			}
		}
	}
	states(CopyVerified, CopyUnverified, CopyUnverified)
	if _, err := s.TendCopies(t.Context()); err != nil {
		t.Fatal(err)
	}
	states(CopyVerified, CopyVerified, CopyDamaged, CopyVerified) // the newest is made for the damaged one
}

func TestHalfFilesAreCleared(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, testOptions(dir))
	mustWrite(t, s, "登记", "INSERT INTO member (id, name) VALUES (1, '张三')")
	c := mustBackUp(t, func() (string, error) { return s.BackupDaily(t.Context()) })
	mustClose(t, s)
	folder := filepath.Join(dir, backupsName)
	ours := []string{"cppccdesk-20261122-0812-w1.db.partial", "cppccdesk-20261122-081200.2-w1-manual.db.partial", filepath.Base(c.Path) + ".manifest.partial"}
	others := []string{"报告.db.partial", "cppccdesk.partial", "下载.partial"}
	for _, name := range append(ours[:len(ours):len(ours)], others...) {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	mustOpen(t, testOptions(dir))
	for _, name := range ours {
		if lies(filepath.Join(folder, name)) {
			t.Errorf("%s is still there", name)
		}
	}
	for _, name := range others {
		if !lies(filepath.Join(folder, name)) {
			t.Errorf("%s is gone", name)
		}
	}
}

// findCopy reads what is known of one copy, which may lie anywhere.
func findCopy(path string) Copy {
	c, known := findManifest(path)
	if !known {
		c, _ = parseCopyName(filepath.Base(path), time.Local)
	}
	c.Path = path
	return c.sized()
}
