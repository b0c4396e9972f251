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

// TestPrinted hands a file to the system's printing; where it takes none the file is opened, and how to print it is said.
func TestPrinted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "05 提案统计表.pdf")
	for _, c := range []struct {
		name, printer, opener, did string
		opened                     bool
	}{
		{"Printed", "exit 0", "exit 0", "lp", false},
		{"NoPrinter", "exit 1", "exit 0", "open", true},
		{"NoProgram", "", "exit 0", "open", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			if err := syscall.Mkfifo(filepath.Join(dir, "said"), 0o600); err != nil {
				t.Fatal(err)
			}
			opener := "xdg-open"
			if runtime.GOOS == "darwin" {
				opener = "open"
			}
			for name, ends := range map[string]string{"lp": c.printer, opener: c.opener} {
				if ends == "" {
					continue
				}
				says := ""
				if (name == "lp") == (c.did == "lp") {
					says = "printf %s \"$1\" >\"${0%/*}/said\" &\n"
				}
				if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+says+ends+"\n"), 0o700); err != nil {
					t.Fatal(err)
				}
			}
			t.Setenv("PATH", dir)
			opened, err := PrintWithSystem(path)
			if err != nil || opened != c.opened {
				t.Fatalf("opened %v, %v", opened, err)
			}
			if got, err := os.ReadFile(filepath.Join(dir, "said")); err != nil || string(got) != path {
				t.Errorf("%s was given %q, %v", c.did, got, err)
			}
		})
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := PrintWithSystem(path); !strings.Contains(store.Sentence(err), "没有能打开") {
		t.Error(store.Sentence(err))
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
