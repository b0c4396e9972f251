package crash

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// clock goes a millisecond on each time it is asked.
func clock() func() time.Time {
	at := time.Date(2026, 11, 23, 14, 30, 0, 0, time.UTC)
	return func() time.Time {
		at = at.Add(time.Millisecond)
		return at
	}
}

var now = clock()

func mustOpen(t *testing.T, dir string) (*Keeper, Ending) {
	t.Helper()
	k, last, err := Open(dir, "0.3.0", now)
	if err != nil {
		t.Fatal(err)
	}
	return k, last
}

func TestEndings(t *testing.T) {
	for _, c := range []struct {
		name   string
		run    func(t *testing.T, k *Keeper)
		sudden bool
		report bool
	}{
		{"ByItself", func(t *testing.T, k *Keeper) { t.Helper(); must(t, k.Close()) }, false, false},
		{"Killed", func(t *testing.T, k *Keeper) { t.Helper(); must(t, k.Abandon()) }, true, false},
		{"Panic", func(t *testing.T, k *Keeper) {
			t.Helper()
			_, err := k.Record("boom", []byte("goroutine 1 [running]:"))
			must(t, err)
			must(t, k.Abandon())
		}, true, true},
		{"PanicThatWasSurvived", func(t *testing.T, k *Keeper) {
			t.Helper()
			_, err := k.Record("boom", nil)
			must(t, err)
			must(t, k.Close())
		}, false, false},
		{"RuntimeEndedIt", func(t *testing.T, k *Keeper) {
			t.Helper()
			must(t, os.WriteFile(k.path(pendingFile), []byte("fatal error: concurrent map writes"), 0o600))
			must(t, k.Abandon())
		}, true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			k, last := mustOpen(t, dir)
			if last.Sudden {
				t.Fatal("a first start follows a sudden end")
			}
			c.run(t, k)
			k, last = mustOpen(t, dir)
			defer func() { must(t, k.Close()) }()
			if last.Sudden != c.sudden || (last.Report != "") != c.report {
				t.Errorf("%+v, want sudden %v, report %v", last, c.sudden, c.report)
			}
			must(t, k.Abandon())
			if k, last = mustOpen(t, dir); !last.Sudden || last.Report != "" {
				t.Errorf("killed afterwards: %+v, want no report of the run before", last)
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestReportHoldsNoPersonalData(t *testing.T) {
	k, _ := mustOpen(t, t.TempDir())
	defer func() { must(t, k.Close()) }()
	path, err := k.Record(errors.New("save 张小明 13800001234 53010219700101123X"), []byte("main.go:12 +0x1234567\ngoroutine 7"))
	must(t, err)
	text, err := os.ReadFile(path)
	must(t, err)
	for _, secret := range []string{"张", "小明", "13800001234", "1970"} {
		if strings.Contains(string(text), secret) {
			t.Errorf("the report holds %q:\n%s", secret, text)
		}
	}
	for _, kept := range []string{"cppccdesk 0.3.0", "2026-11-23T14:30:0", "save", "main.go:12 +0x1234567", "*errors.errorString"} {
		if !strings.Contains(string(text), kept) {
			t.Errorf("the report lacks %q:\n%s", kept, text)
		}
	}
}

func TestOldReportsGo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "数据[1") // no pattern
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	at := now()
	k, _, err := Open(dir, "0.3.0", func() time.Time { at = at.Add(time.Second); return at })
	must(t, err)
	defer func() { must(t, k.Close()) }()
	for range keep + 3 {
		if _, err := k.Record("boom", nil); err != nil {
			t.Fatal(err)
		}
	}
	found, err := k.reports()
	must(t, err)
	if len(found) != keep {
		t.Errorf("%d reports stay, want %d", len(found), keep)
	}
}

// A panic in a goroutine of its own cannot be recovered from: the Go runtime ends the program and writes the reason itself.
func TestRuntimeWritesItsReason(t *testing.T) {
	if dir := os.Getenv("CRASH_TEST_DIR"); dir != "" {
		mustOpen(t, dir)
		go func() { panic("boom in a goroutine") }()
		select {}
	}
	dir := t.TempDir()
	c := exec.Command(os.Args[0], "-test.run=^TestRuntimeWritesItsReason$")
	c.Env = append(os.Environ(), "CRASH_TEST_DIR="+dir)
	if err := c.Run(); err == nil {
		t.Fatal("the program survived")
	}
	k, last := mustOpen(t, dir)
	defer func() { must(t, k.Close()) }()
	if !last.Sudden || last.Report == "" {
		t.Fatalf("%+v, want a report", last)
	}
	text, err := os.ReadFile(last.Report)
	must(t, err)
	if !strings.Contains(string(text), "boom in a goroutine") {
		t.Errorf("report:\n%s", text)
	}
}
