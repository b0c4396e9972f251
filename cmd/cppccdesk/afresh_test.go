package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A lost database is no dead end where there is no copy to go back to.
func TestRestoreNewStartsAfresh(t *testing.T) {
	dir := sampleData(t)
	mustRun(t, exitDone, "backup", "--out", filepath.Join(t.TempDir(), "b.db"), "--data", dir)
	mustRun(t, exitFailed, "restore", "--new", "--data", dir)
	for _, ending := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(filepath.Join(dir, "cppccdesk.db"+ending)); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "cppccdesk.db-wal"), []byte("最近的修改"), 0o600); err != nil {
		t.Fatal(err)
	}
	if end := mustRun(t, exitFailed, "list", "units", "--data", dir); !strings.Contains(end.err, "restore --new") {
		t.Errorf("the way out is not named: %s", end.err)
	}
	mustRun(t, exitUsage, "restore", "--new", "备份.db", "--data", dir)
	mustRun(t, exitUsage, "restore", "--new", "--dry-run", "--data", dir)
	mustRun(t, exitDone, "restore", "--new", "--as", "王芳", "--data", dir)
	if out := mustRun(t, exitDone, "log", "--data", dir).out; !strings.Contains(out, "王芳") || !strings.Contains(out, "从空白开始") {
		t.Errorf("the journal says %q", out)
	}
	if kept, err := filepath.Glob(filepath.Join(dir, "backups", "*-before-new-damaged.db-wal")); err != nil || len(kept) != 1 {
		t.Errorf("kept %v, %v", kept, err)
	}
}
