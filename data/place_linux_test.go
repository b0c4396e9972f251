package data

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// asNobody makes what the test does from here on meet the rights of the files below base, which root does not; that holds for one thread.
func asNobody(t *testing.T, base string) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	for dir := base; dir != "/"; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o005 != 0o005 {
			if err := os.Chmod(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			if dir != base {
				t.Cleanup(func() { _ = os.Chmod(dir, info.Mode().Perm()) })
			}
		}
	}
	runtime.LockOSThread() // never unlocked: the thread ends with the goroutine
	if err := unix.Setfsuid(65534); err != nil {
		t.Skipf("cannot act as nobody: %v", err)
	}
	t.Cleanup(func() { _ = unix.Setfsuid(0) })
}

// folder makes a folder with exactly these rights.
func folder(t *testing.T, path string, mode os.FileMode) string {
	t.Helper()
	if err := os.MkdirAll(path, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(path, 0o755) })
	return path
}

func TestAReadOnlyFolderIsOneSentence(t *testing.T) {
	base := t.TempDir()
	dir := folder(t, filepath.Join(base, "data"), 0o555)
	asNobody(t, base)
	_, err := Open(t.Context(), testOptions(dir))
	wantCode(t, err, CodeReadOnly)
	_, err = Open(t.Context(), testOptions(filepath.Join(dir, "inside")))
	wantCode(t, err, CodeNoFolder)
}

// A backups folder that cannot be listed may hold copies that need every attachment kept there.
func TestCopiesNotListedKeepTheirAttachments(t *testing.T) {
	base := t.TempDir()
	backups := filepath.Join(base, backupsName)
	kept := folder(t, filepath.Join(backups, attachmentsName), 0o777)
	file := filepath.Join(kept, strings.Repeat("a", 64))
	if err := os.WriteFile(file, []byte("kept"), 0o600); err != nil {
		t.Fatal(err)
	}
	folder(t, backups, 0o311)
	asNobody(t, base)
	err := (&Store{dir: base}).pruneAttachments()
	if _, gone := os.Stat(file); gone != nil {
		t.Errorf("the attachment of a copy was removed: %v", gone)
	}
	wantCode(t, err, CodeBackup)
}

func TestAFolderNotListedIsNotEmpty(t *testing.T) {
	for _, name := range []string{backupsName, attachmentsName} {
		t.Run(name, func(t *testing.T) {
			base := t.TempDir()
			folder(t, filepath.Join(base, name), 0o311)
			asNobody(t, base)
			o := testOptions(base)
			o.ReadOnly = true
			_, err := Open(t.Context(), o)
			wantCode(t, err, CodeReadOnly)
			if err != nil && !strings.Contains(err.Error(), name) {
				t.Errorf("the folder is not named: %v", err)
			}
		})
	}
}
