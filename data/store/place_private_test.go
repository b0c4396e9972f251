//go:build linux

package store

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// What the program keeps is for its owner only, also what an older version made otherwise; other people's files stay as they are.
func TestFilesAreForTheirOwnerOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "数据[1]")
	s := mustOpen(t, testOptions(dir))
	mustWrite(t, s, "登记", "INSERT INTO member (id, name) VALUES (1, '张三')")
	mustBackUp(t, func() (string, error) { return s.BackupDaily(t.Context()) })
	open := func() (paths []string) {
		t.Helper()
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if info, e := e.Info(); err == nil && e == nil && info.Mode().Perm()&0o077 != 0 {
				paths = append(paths, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return paths
	}
	if got := open(); len(got) > 0 {
		t.Errorf("others can read %v", got)
	}
	mustClose(t, s)
	for _, name := range []string{"cppccdesk.log", "window.json", "crash-20261123-081200.000.txt", "drafts/a.json", "attachments/x", "2026年民主监督上报包/00.xlsx", "家人.jpg"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			return os.Chmod(path, 0o755)
		}
		return os.Chmod(path, 0o644)
	}); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, testOptions(dir))
	if got := open(); len(got) != 1 || filepath.Base(got[0]) != "家人.jpg" {
		t.Errorf("others can read %v", got)
	}
}
