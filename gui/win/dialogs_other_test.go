//go:build !windows

package win

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

// TestOpenedBesideTheProgram has a program in place of the desktop's that says what it is to open.
func TestOpenedBesideTheProgram(t *testing.T) {
	dir := t.TempDir()
	said := filepath.Join(dir, "said")
	if err := syscall.Mkfifo(said, 0o600); err != nil {
		t.Fatal(err)
	}
	name := "xdg-open"
	if runtime.GOOS == "darwin" {
		name = "open"
	}
	script := "#!/bin/sh\nprintf %s \"$1\" >\"${0%/*}/said\"\n"
	if err := os.WriteFile(filepath.Join(dir, name), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	if err := openWithSystem("上报包/05 提案统计表.xlsx"); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(said); err != nil || string(got) != "上报包/05 提案统计表.xlsx" {
		t.Errorf("opened %q, %v", got, err)
	}
}
