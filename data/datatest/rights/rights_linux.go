// Package rights gives tests folders that may not be written to or listed, also when they run as root.
package rights

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// AsNobody makes what the test does from here on meet the rights of the files below base, which root does not; that holds for one thread.
func AsNobody(tb testing.TB, base string) {
	tb.Helper()
	if os.Getuid() != 0 {
		return
	}
	for dir := base; dir != "/"; dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			tb.Fatal(err)
		}
		if info.Mode().Perm()&0o005 != 0o005 {
			if err := os.Chmod(dir, 0o755); err != nil {
				tb.Fatal(err)
			}
			if dir != base {
				tb.Cleanup(func() { _ = os.Chmod(dir, info.Mode().Perm()) })
			}
		}
	}
	runtime.LockOSThread() // never unlocked: the thread ends with the goroutine
	if err := unix.Setfsuid(65534); err != nil {
		tb.Skipf("cannot act as nobody: %v", err)
	}
	tb.Cleanup(func() { _ = unix.Setfsuid(0) })
}

// Folder makes a folder with exactly these rights.
func Folder(tb testing.TB, path string, mode os.FileMode) string {
	tb.Helper()
	if err := os.MkdirAll(path, 0o755); err != nil {
		tb.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = os.Chmod(path, 0o755) })
	return path
}
