//go:build !windows

package win

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"cppccdesk/data/store"
)

// TestNothingOpensTheFile has a system without a program for the file: what is said names it.
func TestNothingOpensTheFile(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	path := filepath.Join(t.TempDir(), "05 提案统计表.xlsx")
	if said := store.Sentence(OpenWithSystem(path)); !strings.Contains(said, "没有能打开") || !strings.Contains(said, path) {
		t.Error(said)
	}
}

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
