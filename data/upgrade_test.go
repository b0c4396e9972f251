package data_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/datatest"
	"cppccdesk/data/measure"
)

// unpacked is the file of a fixture.
func unpacked(t *testing.T, name string) []byte {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	packed, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := io.ReadAll(packed)
	if err != nil {
		t.Fatal(err)
	}
	return whole
}

// The sample year as the program of 26 November 2026 kept it, at migration 14, upgrades: each of the 178 figures that it printed as of three days is the same to the
// digit.
func TestSampleYearOfAnOldProgramUpgrades(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "cppccdesk.db"), unpacked(t, "sample_0014.db.gz"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := datatest.MustOpenDir(t, dir)
	if wrong, err := s.MendLines(t.Context()); err != nil || len(wrong) > 0 {
		t.Fatal(wrong, err)
	}
	if report, err := s.Check(t.Context()); err != nil || len(report.Findings) > 0 {
		t.Fatal(report.Findings, err)
	}
	printed, err := os.ReadFile("testdata/figures_0014.tsv")
	if err != nil {
		t.Fatal(err)
	}
	now := map[string]map[string]measure.Figure{}
	lines := strings.Split(strings.TrimSpace(string(printed)), "\n")
	for _, line := range lines {
		was := strings.Split(line, "\t") // day, code, numerator, denominator, value
		day, code := was[0], was[1]
		if now[day] == nil {
			figures, err := data.Figures(t.Context(), s.DB(), 2026, day)
			if err != nil {
				t.Fatal(err)
			}
			now[day] = map[string]measure.Figure{}
			for _, f := range figures {
				now[day][f.Code] = f
			}
		}
		f, known := now[day][code]
		got := fmt.Sprint(f.Num, " ", f.Text())
		if was[3] != "" {
			got = fmt.Sprint(f.Num, " ", f.Den, " ", f.Text())
		}
		want := strings.Join(strings.Fields(strings.Join(was[2:], " ")), " ")
		if !known {
			got = ""
		}
		if got != want {
			t.Errorf("%s %s: %q, was %q", day, code, got, want)
		}
	}
	if len(lines) < 500 {
		t.Errorf("%d figures", len(lines))
	}
}
