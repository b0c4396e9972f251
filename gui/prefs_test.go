package gui

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"cppccdesk/data/datatest/killed"
)

const prefsCrashDir = "CPPCCDESK_PREFS_CRASH_TEST_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(prefsCrashDir); dir != "" {
		fmt.Fprintln(os.Stderr, rememberUntilKilled(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// rememberUntilKilled saves one state of the window after the other and prints its number once it is saved.
func rememberUntilKilled(dir string) error {
	p := openPrefs(dir)
	n, _ := strconv.Atoi(p.Get("n"))
	for n++; ; n++ {
		p.Set("n", strconv.Itoa(n))
		p.Set("columns", strings.Repeat("列", n%5000))
		if err := p.save(); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

func TestPrefsSurviveAKill(t *testing.T) {
	dir := t.TempDir()
	told := 0
	for round := range 8 {
		told = killed.Child(t, prefsCrashDir, dir, round*3+1, 0)
		p := openPrefs(dir)
		n, err := strconv.Atoi(p.Get("n"))
		if err != nil || n < told || n > told+1 || p.Get("columns") != strings.Repeat("列", n%5000) {
			t.Fatalf("round %d: state %q after %d was saved", round, p.Get("n"), told)
		}
	}
	t.Logf("%d states saved", told)
}

// A damaged file costs the last change, not all of them, and the log says so.
func TestDamagedPrefs(t *testing.T) {
	huge := `{"window.page":"` + strings.Repeat("x", prefsLimit) + `"}`
	for name, damaged := range map[string]string{
		"Torn": `{"window.page":"rep`, "Empty": "", "Null": "null", "List": "[]", "Foreign": `{"window.page":7}`, "Zeros": string(make([]byte, 300)), "Huge": huge,
	} {
		t.Run(name, func(t *testing.T) {
			var said strings.Builder
			log.SetOutput(&said)
			defer log.SetOutput(os.Stderr)
			dir := t.TempDir()
			path := filepath.Join(dir, prefsName)
			write := func() {
				t.Helper()
				if err := os.WriteFile(path, []byte(damaged), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			write()
			if got := openPrefs(dir).Get("window.page"); got != "" || !strings.Contains(said.String(), "as on a first start") {
				t.Errorf("page %q, want none; the log says %q", got, &said)
			}
			for _, page := range []string{"roster", "report"} {
				p := openPrefs(dir)
				p.Set("window.page", page)
				if err := p.save(); err != nil {
					t.Fatal(err)
				}
			}
			write()
			for range 2 { // what is saved over the damaged file must not cost the good one
				said.Reset()
				p := openPrefs(dir)
				if got := p.Get("window.page"); got != "roster" || !strings.Contains(said.String(), "those saved before are taken") {
					t.Errorf("page %q, want roster; the log says %q", got, &said)
				}
				p.Set("other", "x")
				if err := p.save(); err != nil {
					t.Fatal(err)
				}
				write()
			}
		})
	}
}

func TestPrefsOfAFirstStartSayNothing(t *testing.T) {
	var said strings.Builder
	log.SetOutput(&said)
	defer log.SetOutput(os.Stderr)
	if openPrefs(t.TempDir()).Get("window.page") != "" || said.Len() != 0 {
		t.Errorf("the log says %q", &said)
	}
}

// A sudden end can leave Fyne's own preferences empty; the next start does not speak of them.
func TestHalfPreferencesOfFyneAreNotSpokenOf(t *testing.T) {
	config := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", config)
	t.Setenv("AppData", config)
	dir := filepath.Join(config, "fyne", appID)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "preferences.json"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	log.SetOutput(&said)
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	newApp()
	if strings.Contains(said.String(), "Preferences") {
		t.Errorf("the log says %s", said.String())
	}
}
