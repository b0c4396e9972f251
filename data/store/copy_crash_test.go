package store

import (
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

	"cppccdesk/data/datatest/killed"
)

// copyCrash says to a child what to do until it is killed, and where: backup:DIR.
const copyCrash = "CPPCCDESK_COPY_CRASH_TEST"

// newerSchema is what an upgrade of officeSchema does in its second step.
const newerSchema = "ALTER TABLE member ADD COLUMN post TEXT NOT NULL DEFAULT '委员'; INSERT INTO unit (name) SELECT 'u' || id FROM member;"

func copyUntilKilled(what string) error {
	ctx := context.Background()
	work, dir, _ := strings.Cut(what, ":")
	o := testOptions(dir)
	o.Now = time.Now
	if work == "migrate" {
		o.migrations = schemaOf(officeSchema, newerSchema, "UPDATE member SET name = name || '.';")
	}
	s, err := Open(ctx, o)
	if err != nil {
		return err
	}
	fmt.Println("open")
	for n := 0; work != "migrate"; n++ {
		if work == "attach" {
			path := filepath.Join(dir, "..", fmt.Sprint("file", n%50))
			if err := os.WriteFile(path, []byte(strings.Repeat(fmt.Sprint(n), 50_000)), 0o600); err != nil {
				return err
			}
			if _, err := s.TakeFile(ctx, path, nil); err != nil {
				return err
			}
			continue
		}
		if _, err := writeAll(ctx, s, "登记", "INSERT INTO member (name, photo) VALUES ('张三', randomblob(9000))"); err != nil {
			return err
		}
		if _, err := s.BackupDaily(ctx); err != nil {
			return err
		}
	}
	return s.Close()
}

// startChild starts a child on some work; said is closed when it says that it has the store open, or ends.
func startChild(t *testing.T, what string) (child *exec.Cmd, said chan struct{}) {
	t.Helper()
	child, out := killed.Start(t, copyCrash, what)
	said = make(chan struct{})
	go func() {
		defer close(said)
		_, _ = out.Read(make([]byte, 8)) // the end of the child says the same
	}()
	return child, said
}

func rounds() int {
	if long() {
		return 50
	}
	return 4
}

// killing does rounds in which a child is killed at a random moment within span; round says whether any had got somewhere by then. While none
// has, as on a slow machine, the span grows and there are more rounds.
func killing(t *testing.T, random *rand.Rand, span time.Duration, round func(after time.Duration) bool) {
	t.Helper()
	reached := false
	for i := 0; i < rounds() || !reached && span < time.Minute; i++ {
		if round(time.Duration(random.Int64N(int64(span)))) {
			reached = true
		} else if !reached {
			span *= 2
		}
	}
	if !reached {
		t.Error("the kills come too early to test anything")
	}
}

// wantOnlyWhole fails when a copy is offered as verified that is not what it says, or when nothing is.
func wantOnlyWhole(t *testing.T, dir string) (copies []Copy) {
	t.Helper()
	copies, err := Copies(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range copies {
		found, err := c.Check(t.Context())
		if err == nil && found.State == CopyVerified {
			err = verifyCopy(t.Context(), c.Path, nil)
		}
		if err != nil || found.State != CopyVerified {
			t.Errorf("%s: state %d, %v", filepath.Base(c.Path), found.State, err)
		}
	}
	return copies
}

func TestKilledWhileBackingUp(t *testing.T) {
	o := testOptions(t.TempDir())
	o.Now = time.Now
	random := rand.New(rand.NewPCG(5, 5))
	kept := 0
	killing(t, random, 400*time.Millisecond, func(after time.Duration) bool {
		child, said := startChild(t, "backup:"+o.Dir)
		<-said
		time.AfterFunc(after, func() { _ = child.Process.Kill() })
		_ = child.Wait() // it was killed
		s := mustOpen(t, o)
		if half, err := filepath.Glob(filepath.Join(o.Dir, backupsName, "*"+PartialEnding)); err != nil || len(half) > 0 {
			t.Errorf("left: %v, %v", half, err)
		}
		kept = len(wantOnlyWhole(t, o.Dir))
		wantSound(t, s)
		mustClose(t, s)
		return kept > 0
	})
	t.Logf("%d copies kept, all whole", kept)
}

// However often an upgrade is killed and begun again, a copy of the old version that none of its steps has touched is there.
func TestKilledWhileUpgrading(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 6))
	upgraded := 0
	for range rounds() {
		o := testOptions(t.TempDir())
		o.Now = time.Now
		s := mustOpen(t, o)
		mustWrite(t, s, "登记", "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO member (name) SELECT '张' || i FROM n")
		then := contents(t, s)
		mustClose(t, s)
		for range 3 {
			child, said := startChild(t, "migrate:"+o.Dir)
			timer := time.AfterFunc(time.Duration(100+random.IntN(400))*time.Millisecond, func() { _ = child.Process.Kill() })
			<-said
			_ = child.Wait() // it was killed, or is done
			timer.Stop()
		}
		wantOnlyWhole(t, o.Dir)
		o.migrations = schemaOf(officeSchema, newerSchema, "UPDATE member SET name = name || '.';")
		s = mustOpen(t, o)
		wantSound(t, s)
		mustClose(t, s)
		old, err := olderCopy(t, o.Dir)
		if err != nil {
			t.Fatal(err)
		}
		before := testOptions(t.TempDir())
		if err := copyFile(old.Path, filepath.Join(before.Dir, databaseName)); err != nil {
			t.Fatal(err)
		}
		s = mustOpen(t, before)
		if got := contents(t, s); strings.Join(got, "\n") != strings.Join(then, "\n") {
			t.Errorf("%s is not the old version", old.Path)
		}
		mustClose(t, s)
		upgraded++
	}
	t.Logf("%d upgrades, each killed up to 3 times: the untouched copy was there every time", upgraded)
}

// olderCopy is the verified copy of the version before the upgrade.
func olderCopy(t *testing.T, dir string) (Copy, error) {
	t.Helper()
	copies, err := Copies(dir)
	for _, c := range copies {
		if c.Schema == 1 && c.State == CopyVerified {
			return c, nil
		}
	}
	return Copy{}, errors.Join(err, fmt.Errorf("no copy of the old version among %v", paths(copies)))
}

func TestKilledWhileAttaching(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 8))
	o := testOptions(filepath.Join(t.TempDir(), "data"))
	taken := 0
	killing(t, random, 200*time.Millisecond, func(after time.Duration) bool {
		child, said := startChild(t, "attach:"+o.Dir)
		<-said
		time.AfterFunc(after, func() { _ = child.Process.Kill() })
		_ = child.Wait() // it was killed
		entries, err := os.ReadDir(filepath.Join(o.Dir, attachmentsName))
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		taken = 0
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), PartialEnding) {
				continue // nothing refers to it
			}
			taken++
			if whole, err := isWhole(t.Context(), filepath.Join(o.Dir, attachmentsName, e.Name()), e.Name()); err != nil || !whole {
				t.Errorf("%s is half a file: %v", e.Name(), err)
			}
		}
		return taken > 0
	})
	t.Logf("%d files taken, all whole", taken)
}
