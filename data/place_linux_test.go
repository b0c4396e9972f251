package data

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// As root every folder can be written, so the test looks at the file system as nobody; that holds for one thread.
func TestAReadOnlyFolderIsOneSentence(t *testing.T) {
	base := t.TempDir()
	for dir := base; dir != "/" && os.Getuid() == 0; dir = filepath.Dir(dir) {
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
	dir := filepath.Join(base, "data")
	if err := os.Mkdir(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() == 0 {
		runtime.LockOSThread() // never unlocked: the thread ends with the goroutine
		if err := unix.Setfsuid(65534); err != nil {
			t.Skipf("cannot act as nobody: %v", err)
		}
		defer func() { _ = unix.Setfsuid(0) }()
	}
	_, err := Open(t.Context(), testOptions(dir))
	wantCode(t, err, CodeReadOnly)
	_, err = Open(t.Context(), testOptions(filepath.Join(dir, "inside")))
	wantCode(t, err, CodeNoFolder)
}
