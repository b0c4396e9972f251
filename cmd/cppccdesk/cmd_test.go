package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"cppccdesk/assets"
	"cppccdesk/data/datatest"
	"cppccdesk/export/sampleyear"
)

// ended is what one run of the program left behind.
type ended struct {
	code     int
	out, err string
}

func run(ctx context.Context, args ...string) ended {
	var out, err bytes.Buffer
	p := &program{out: &out, err: &err, now: datatest.Now}
	code := p.run(ctx, args)
	return ended{code, out.String(), err.String()}
}

// mustRun runs a command that has to end with the exit code.
func mustRun(t *testing.T, code int, args ...string) ended {
	t.Helper()
	end := run(t.Context(), args...)
	if end.code != code {
		t.Fatalf("%s: exit %d, want %d\n%s", strings.Join(args, " "), end.code, code, end.err)
	}
	return end
}

// sampleOnce runs the command sample in a fresh folder, once for all tests of this binary, and keeps the files it made.
var sampleOnce = sync.OnceValues(func() (end ended, files fstest.MapFS) {
	dir, err := os.MkdirTemp("", "cppccdesk")
	if err != nil {
		return ended{code: exitFailed, err: err.Error()}, nil
	}
	defer func() { _ = os.RemoveAll(dir) }()
	end, files = run(context.Background(), "sample", "--data", dir), fstest.MapFS{}
	entries, err := os.ReadDir(dir)
	for _, entry := range entries {
		if !entry.Type().IsRegular() {
			continue
		}
		content, failed := os.ReadFile(filepath.Join(dir, entry.Name()))
		if failed != nil {
			err = failed
		}
		files[entry.Name()] = &fstest.MapFile{Data: content, Mode: 0o600}
	}
	if err != nil {
		return ended{code: exitFailed, err: err.Error()}, nil
	}
	return end, files
})

// sampleData gives a data folder of the test's own with the sample year in it.
func sampleData(t *testing.T) string {
	t.Helper()
	end, files := sampleOnce()
	if end.code != exitDone {
		t.Fatalf("sample: exit %d\n%s", end.code, end.err)
	}
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

// sampleFile puts one of the shipped workbooks into a folder of the test.
func sampleFile(t *testing.T, name string) string {
	t.Helper()
	content, err := fs.ReadFile(assets.SampleFS, "sample/"+name)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), filepath.Base(name))
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func sampleRoster(t *testing.T) string {
	t.Helper()
	for _, entry := range sampleBooks(t) {
		if entry.Kind == "members" {
			return sampleFile(t, entry.Name)
		}
	}
	t.Fatal("the sample year has no roster of members")
	return ""
}

func lines(text string) []string { return strings.Split(strings.TrimRight(text, "\n"), "\n") }

func TestSample(t *testing.T) {
	end, _ := sampleOnce()
	if end.code != exitDone {
		t.Fatalf("exit %d, want 0\n%s", end.code, end.err)
	}
	printed := lines(end.out)
	if len(printed) != len(sampleBooks(t)) {
		t.Fatalf("%d files are reported, want %d:\n%s", len(printed), len(sampleBooks(t)), end.out)
	}
	for i, entry := range sampleBooks(t) {
		if !strings.Contains(printed[i], entry.Name+": new ") || !strings.HasSuffix(printed[i], " rejected 0") {
			t.Errorf("%s is reported as %q", entry.Name, printed[i])
		}
	}
	again := mustRun(t, exitFailed, "sample", "--data", sampleData(t))
	if !strings.Contains(again.err, "已有数据") {
		t.Errorf("a second sample year over the first is refused with %q", again.err)
	}
}

// facts counts what is in the sample year, as package sampleyear writes it into its facts.json.
type facts struct {
	Members, Supervisors, Units, Groups, PlanItems, TrackingNodes int
	Received, Filed                                               int
	Raters, Sheets                                                int
}

func sampleFacts(t *testing.T) (f facts) {
	t.Helper()
	text, err := os.ReadFile("../../export/sampleyear/testdata/facts.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestImportTwiceChangesNothing(t *testing.T) {
	dir, roster := t.TempDir(), sampleRoster(t)
	facts := sampleFacts(t)
	count := strconv.Itoa(facts.Members)
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"only looked at", []string{"--dry-run"}, "new " + count + " changed 0 same 0 rejected 0"},
		{"taken in", nil, "new " + count + " changed 0 same 0 rejected 0"},
		{"taken in again", nil, "new 0 changed 0 same " + count + " rejected 0"},
	} {
		end := mustRun(t, exitDone, append([]string{"import", "members", roster, "--data", dir}, tt.args...)...)
		if want := roster + ": " + tt.want + "\n"; end.out != want {
			t.Errorf("%s: printed %q, want %q", tt.name, end.out, want)
		}
	}
	if got := len(lines(mustRun(t, exitDone, "list", "members", "--data", dir).out)) - 1; got != facts.Members {
		t.Errorf("%d members are listed, want %d", got, facts.Members)
	}
}

// TestImportRejects takes in a roster of mistakes: the sound rows are kept, the others come back as a workbook that can be
// mended and taken in again.
func TestImportRejects(t *testing.T) {
	dir, faulty := t.TempDir(), sampleFile(t, sampleyear.ErrorsFile)
	rejects := filepath.Join(t.TempDir(), "退回.xlsx")
	end := mustRun(t, exitRejected, "import", "members", faulty, "--rejects", rejects, "--data", dir)
	counts := "new " + strconv.Itoa(sampleyear.FaultySound) + " changed 0 same " + strconv.Itoa(sampleyear.FaultyRepeated) + " rejected " + strconv.Itoa(sampleyear.FaultyRefused)
	if !strings.HasSuffix(end.out, ": "+counts+"\n") {
		t.Errorf("printed %q, want %s", end.out, counts)
	}
	if got := strings.Count(end.err, "行退回："); got != sampleyear.FaultyRefused {
		t.Errorf("%d reasons are printed, want %d:\n%s", got, sampleyear.FaultyRefused, end.err)
	}
	again := mustRun(t, exitRejected, "import", "members", rejects, "--data", dir)
	if want := "new 0 changed 0 same 0 rejected " + strconv.Itoa(sampleyear.FaultyRefused) + "\n"; !strings.HasSuffix(again.out, want) {
		t.Errorf("the refused rows taken in as they are: printed %q, want %q", again.out, want)
	}
}

// TestImportFailures: a file that cannot be read is one sentence, and the other files are still taken in.
func TestImportFailures(t *testing.T) {
	dir, roster := t.TempDir(), sampleRoster(t)
	broken := filepath.Join(t.TempDir(), "坏文件.xlsx")
	if err := os.WriteFile(broken, []byte("PK\x03\x04 and no more"), 0o600); err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(t.TempDir(), "没有.xlsx")
	for _, tt := range []struct {
		name  string
		files []string
		taken int // files reported as taken in
	}{
		{"broken", []string{broken}, 0},
		{"missing", []string{missing}, 0},
		{"a sound one after a broken one", []string{broken, roster}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			end := mustRun(t, exitFailed, append([]string{"import", "members", "--data", dir}, tt.files...)...)
			if got := strings.Count(end.out, ": new "); got != tt.taken {
				t.Errorf("%d files are taken in, want %d", got, tt.taken)
			}
			if !strings.Contains(end.err, "。") || strings.Contains(end.err, "意外错误") {
				t.Errorf("the reason is %q", end.err)
			}
		})
	}
}

func TestList(t *testing.T) {
	dir := sampleData(t)
	facts := sampleFacts(t)
	for kind, want := range map[string]int{
		"members": facts.Members, "supervisors": facts.Supervisors, "units": facts.Units, "groups": facts.Groups,
		"proposals": facts.Received, "plan": facts.PlanItems, "tracking": facts.TrackingNodes, "panels": facts.Raters, "scores": facts.Sheets,
	} {
		t.Run(kind, func(t *testing.T) {
			rows := lines(mustRun(t, exitDone, "list", kind, "--year", "2026", "--data", dir).out)
			if len(rows)-1 != want {
				t.Errorf("%d rows, want %d", len(rows)-1, want)
			}
			columns := strings.Count(rows[0], "\t")
			for i, row := range rows {
				if strings.Count(row, "\t") != columns {
					t.Fatalf("line %d has other columns than the headings: %q", i+1, row)
				}
			}
			var objects []map[string]string
			text := mustRun(t, exitDone, "list", kind, "--year", "2026", "--format", "json", "--data", dir).out
			if err := json.Unmarshal([]byte(text), &objects); err != nil {
				t.Fatal(err)
			}
			if len(objects) != want || len(objects[0]) != columns+1 {
				t.Errorf("%d objects of %d members, want %d of %d", len(objects), len(objects[0]), want, columns+1)
			}
		})
	}
}

func TestFigures(t *testing.T) {
	dir := sampleData(t)
	facts := sampleFacts(t)
	type figure struct{ Name, Value, Numerator, Denominator, Rule, Code string }
	var figures []figure
	if err := json.Unmarshal([]byte(mustRun(t, exitDone, "figures", "--year", "2026", "--format", "json", "--data", dir).out), &figures); err != nil {
		t.Fatal(err)
	}
	byName := map[string]figure{}
	for _, f := range figures {
		byName[f.Name] = f
		if f.Name == "" || f.Value == "" || f.Numerator == "" || f.Denominator != "" && f.Rule == "" {
			t.Errorf("%+v is not complete", f)
		}
	}
	if f := byName["立案率"]; f.Numerator != strconv.Itoa(facts.Filed) || f.Denominator != strconv.Itoa(facts.Received) {
		t.Errorf("立案率 is %s of %s, want %d of %d", f.Numerator, f.Denominator, facts.Filed, facts.Received)
	}
	rows := lines(mustRun(t, exitDone, "figures", "--year", "2026", "--format", "tsv", "--data", dir).out)
	if rows[0] != "name\tvalue\tnumerator\tdenominator\trule\tcode" || len(rows)-1 != len(figures) {
		t.Errorf("%d lines under %q, want %d", len(rows)-1, rows[0], len(figures))
	}
}

// TestListsBehindFigures lists what some figures count, as of a day, and finds as many records as they say.
func TestListsBehindFigures(t *testing.T) {
	dir := sampleData(t)
	count := func(args ...string) int {
		t.Helper()
		var records []map[string]string
		out := mustRun(t, exitDone, append([]string{"list", "--format", "json", "--year", "2026", "--data", dir}, args...)...).out
		if err := json.Unmarshal([]byte(out), &records); err != nil {
			t.Fatal(err)
		}
		return len(records)
	}
	var figures []struct{ Name, Numerator, Denominator, Code string }
	day := "2026-06-30"
	if err := json.Unmarshal([]byte(mustRun(t, exitDone, "figures", "--date", day, "--format", "json", "--data", dir).out), &figures); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]string{
		"reply_rate": "proposals", "办复率": "proposals", "participation_rate": "members", "units": "units",
		"assignments": "assignments", "promises": "promises", "promises.kept": "promises", "promises.late": "promises", "promises.kept_rate": "promises",
	}
	for _, f := range figures {
		kind := kinds[f.Code]
		if kind == "" {
			continue
		}
		if got := count(kind, "--figure", f.Code, "--date", day); strconv.Itoa(got) != f.Numerator {
			t.Errorf("%s: %d listed, %s counted", f.Name, got, f.Numerator)
		}
		if f.Denominator == "" {
			continue
		}
		base, rest := count(kind, "--figure", f.Name, "--date", day, "--part", "分母"), count(kind, "--figure", f.Name, "--date", day, "--part", "未计入")
		if num, _ := strconv.Atoi(f.Numerator); strconv.Itoa(base) != f.Denominator || num+rest != base {
			t.Errorf("%s: %d and %d listed of %s ÷ %s", f.Name, base, rest, f.Numerator, f.Denominator)
		}
	}
	for _, c := range [][]string{
		{"members", "--figure", "立案率"},
		{"proposals", "--figure", "没有的"},
		{"proposals", "--figure", "立案率", "--part", "商"},
		{"proposals", "--figure", "filed", "--part", "分母"},
		{"proposals", "--figure", "filed", "--date", "昨天"},
		{"proposals", "--date", "2026-01-01"},
		{"proposals", "--part", "分母"},
	} {
		mustRun(t, exitUsage, append([]string{"list", "--data", dir}, c...)...)
	}
}

func TestReport(t *testing.T) {
	dir := sampleData(t)
	pack := func(more ...string) map[string][]byte {
		t.Helper()
		out := t.TempDir()
		end := mustRun(t, exitDone, append([]string{"report", "--year", "2026", "--date", "2026-11-23", "--data", dir, "--out", out}, more...)...)
		books := map[string][]byte{}
		for _, path := range lines(end.out) {
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			books[filepath.Base(path)] = content
		}
		return books
	}
	whole, again := pack(), pack()
	if len(whole) < 10 {
		t.Errorf("%d workbooks, want 00 to 09", len(whole))
	}
	for name, content := range whole {
		if !bytes.Equal(content, again[name]) {
			t.Errorf("%s differs between two runs of the same day", name)
		}
	}
	for name := range pack("--only", "03") {
		if !strings.HasPrefix(name, "03") {
			t.Errorf("--only 03 wrote %s", name)
		}
	}
}

func TestBackupRestoreCheck(t *testing.T) {
	dir, file := sampleData(t), filepath.Join(t.TempDir(), "备份.db")
	sound := mustRun(t, exitDone, "check", "--data", dir).out
	if !strings.HasPrefix(sound, "ok\t") {
		t.Errorf("check printed %q", sound)
	}
	if out := mustRun(t, exitDone, "backup", "--out", file, "--data", dir).out; out != file+"\n" {
		t.Errorf("backup printed %q", out)
	}
	other := t.TempDir()
	mustRun(t, exitDone, "restore", file, "--data", other)
	if got := mustRun(t, exitDone, "check", "--data", other).out; got != sound {
		t.Errorf("the restored data checks as %q, before it was %q", got, sound)
	}
	members := mustRun(t, exitDone, "list", "members", "--data", dir).out
	if got := mustRun(t, exitDone, "list", "members", "--data", other).out; got != members {
		t.Error("the restored members are not those of the backup")
	}
	text := filepath.Join(t.TempDir(), "不是备份.db")
	if err := os.WriteFile(text, []byte("这不是数据库"), 0o600); err != nil {
		t.Fatal(err)
	}
	mustRun(t, exitFailed, "restore", text, "--data", other)
	if got := mustRun(t, exitDone, "check", "--data", other).out; got != sound {
		t.Errorf("after a refused restore the data checks as %q, want %q", got, sound)
	}
}

func TestDamageFailsTheCheck(t *testing.T) {
	dir := sampleData(t)
	path := filepath.Join(dir, "cppccdesk.db")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(content) / 3; i < len(content)/3+64<<10; i++ {
		content[i] = 0xA5
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if end := mustRun(t, exitFailed, "check", "--data", dir); !strings.Contains(end.err, "。") || strings.Contains(end.err, "意外错误") {
		t.Errorf("damage is told as %q", end.err)
	}
}

func TestMisuse(t *testing.T) {
	dir := t.TempDir()
	for _, tt := range []struct {
		name string
		args []string
	}{
		{"no such command", []string{"importt"}},
		{"no such flag", []string{"check", "--dta", dir}},
		{"flag without its value", []string{"check", "--data"}},
		{"window with a file that is not there", []string{"--data", dir, "a.xlsx"}},
		{"window with an unknown flag", []string{"--screen"}},
		{"window with an unknown first start", []string{"--first", "demo", "--data", dir}},
		{"sample with a file", []string{"sample", "a.xlsx", "--data", dir}},
		{"sample of a year that is none", []string{"sample", "--year", "26", "--data", dir}},
		{"import of nothing", []string{"import", "--data", dir}},
		{"import without a file", []string{"import", "members", "--data", dir}},
		{"import of an unknown kind", []string{"import", "people", "a.xlsx", "--data", dir}},
		{"list of nothing", []string{"list", "--data", dir}},
		{"list of an unknown kind", []string{"list", "people", "--data", dir}},
		{"figures with a kind", []string{"figures", "members", "--data", dir}},
		{"report without a folder", []string{"report", "--year", "2026", "--data", dir}},
		{"report of an impossible day", []string{"report", "--out", dir, "--date", "2026-02-30", "--data", dir}},
		{"backup without a file", []string{"backup", "--data", dir}},
		{"restore without a file", []string{"restore", "--data", dir}},
		{"check with a file", []string{"check", "a.db", "--data", dir}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			end := mustRun(t, exitUsage, tt.args...)
			if end.out != "" || !strings.Contains(end.err, "用法：") || !strings.Contains(lines(end.err)[0], "。") {
				t.Errorf("printed %q and said %q", end.out, end.err)
			}
		})
	}
	end := mustRun(t, exitUsage, "list", "members", "--format", "xml", "--data", sampleData(t))
	if !strings.Contains(end.err, "xml") {
		t.Errorf("an unknown format is told as %q", end.err)
	}
}

func TestHelpAndVersion(t *testing.T) {
	for _, args := range [][]string{{"help"}, {"--help"}, {"-h"}, {"import", "--help"}} {
		end := mustRun(t, exitDone, args...)
		for _, c := range newLine(&program{now: datatest.Now}).Model.Leaves(true) {
			if !strings.Contains(end.out, "cppccdesk "+c.Path()) {
				t.Errorf("%v does not name %s", args, c.Path())
			}
		}
	}
	if end := mustRun(t, exitDone, "version"); end.out != version+"\n" {
		t.Errorf("version printed %q", end.out)
	}
}

func TestWindowWithoutAScreen(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("Linux only: X alone is missing in this way")
	}
	t.Setenv("DISPLAY", "")
	dir := filepath.Join(t.TempDir(), "data")
	if end := mustRun(t, exitFailed, "--data", dir); !strings.Contains(end.err, "DISPLAY") {
		t.Errorf("a missing screen is told as %q", end.err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a window that could not open left a data folder: %v", err)
	}
}

func TestSecondCopyAsksForTheFirstWindow(t *testing.T) {
	t.Setenv("DISPLAY", ":0") // never reached
	dir := t.TempDir()
	first := datatest.MustOpenDir(t, dir)
	raised := make(chan []string, 1)
	first.OnRaise(t.Context(), func(paths []string) { raised <- paths })
	roster := filepath.Join(t.TempDir(), "委员 名册.xlsx")
	if err := os.WriteFile(roster, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if end := mustRun(t, exitDone, roster, "--data", dir); !strings.Contains(end.err, "已经打开") {
		t.Errorf("the second copy says %q", end.err)
	}
	if paths := <-raised; len(paths) != 1 || paths[0] != roster {
		t.Errorf("the first copy is asked to take in %q", paths)
	}
}
