package assets

import (
	"bytes"
	"errors"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite licenses/modules from the module cache")

// noticeFile matches the names under which a module states its terms.
var noticeFile = regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying|copyright|notice|patents)([-._].*)?$`)

// linkedModules returns the directory of every module whose packages go into the program on Linux or Windows, by module path.
func linkedModules(t *testing.T) map[string]string {
	t.Helper()
	dirs := map[string]string{}
	for _, goos := range []string{"linux", "windows"} {
		cmd := exec.Command("go", "list", "-deps", "-tags", "migrated_fynedo sqlite_fts5",
			"-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Dir}}{{end}}{{end}}", "./cmd/cppccdesk")
		cmd.Dir = ".."
		cmd.Env = append(os.Environ(), "GOOS="+goos, "GOARCH=amd64", "CGO_ENABLED=1")
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("go list for %s: %v\n%s", goos, err, stderr.String())
		}
		for line := range strings.Lines(string(out)) {
			if path, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				dirs[path] = dir
			}
		}
	}
	dirs["go"] = runtimeRoot(t)
	return dirs
}

func runtimeRoot(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatalf("go env GOROOT for %s: %v", runtime.Version(), err)
	}
	return strings.TrimSpace(string(out))
}

// notice returns the text of the notice files in dir and below it (Fyne's fonts and GLFW's C sources have their own), each under a line
// with its name, or nil when the module's root has none.
func notice(t *testing.T, module, dir string) []byte {
	t.Helper()
	var text bytes.Buffer
	inRoot := false
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != dir && (module == "go" || d.Name() == "testdata") {
				return fs.SkipDir
			}
			return nil
		}
		if !noticeFile.MatchString(d.Name()) || strings.HasSuffix(name, ".go") {
			return nil
		}
		inRoot = inRoot || filepath.Dir(name) == dir
		relative, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		body, err := os.ReadFile(name)
		text.WriteString("== " + filepath.ToSlash(relative) + "\n\n")
		text.Write(bytes.TrimSpace(bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n"))))
		text.WriteString("\n\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if !inRoot {
		return nil
	}
	return text.Bytes()
}

// The terms of nearly every licence ask that its text goes wherever the program goes.
func TestEveryLinkedModuleHasItsNotice(t *testing.T) {
	linked := linkedModules(t)
	if *update {
		if err := os.RemoveAll(filepath.Join("licenses", "modules")); err != nil {
			t.Fatal(err)
		}
	}
	for path, dir := range linked {
		want := notice(t, path, dir)
		if len(want) == 0 {
			t.Errorf("module %s has no licence file in its root: it may not be linked until its terms are found", path)
			continue
		}
		name := "licenses/modules/" + path + ".txt"
		if *update {
			writeNotice(t, name, want)
			continue
		}
		got, err := LicenseFS.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) {
			t.Errorf("no notice for the linked module %s: run go test ./assets -update", path)
		} else if !bytes.Equal(got, want) {
			t.Errorf("the notice for %s is not that of the linked version: run go test ./assets -update", path)
		}
	}
}

func writeNotice(t *testing.T, name string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestNoticesOfUnlinkedModulesAreGone(t *testing.T) {
	if *update {
		t.Skip("the embedded notices are those from before the update")
	}
	linked := linkedModules(t)
	var stale []string
	err := fs.WalkDir(LicenseFS, "licenses/modules", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		module := strings.TrimSuffix(strings.TrimPrefix(name, "licenses/modules/"), ".txt")
		if _, ok := linked[module]; !ok {
			stale = append(stale, module)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if slices.Sort(stale); len(stale) > 0 {
		t.Errorf("notices of modules that are not linked: %v; run go test ./assets -update", stale)
	}
}

func TestFontsAndTablesCarryTheirTerms(t *testing.T) {
	for name, phrase := range map[string]string{
		"fonts/OFL.txt":                  "SIL OPEN FONT LICENSE Version 1.1",
		"holidays/LICENSE.holiday-cn":    "MIT License",
		"licenses/data/cnchar-order.txt": "Copyright (c) 2017 - present theajack",
		"licenses/data/unicode.txt":      "UNICODE, INC. LICENSE AGREEMENT",
	} {
		text, err := LicenseFS.ReadFile(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if !bytes.Contains(text, []byte(phrase)) {
			t.Errorf("%s does not contain %q", name, phrase)
		}
	}
}
