package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestDossierOfAUnit(t *testing.T) {
	dir, out := sampleData(t), filepath.Join(t.TempDir(), "档案.xlsx")
	end := mustRun(t, exitDone, "dossier", "县教育局", "--data", dir, "--figures", "--year", "2026")
	if !strings.Contains(end.out, "按期办复率") {
		t.Errorf("the numbers are %q", end.out)
	}
	all := lines(mustRun(t, exitDone, "dossier", "县教育局", "--data", dir).out)
	then := lines(mustRun(t, exitDone, "dossier", "县教育局", "--data", dir, "--date", "2026-02-01").out)
	if len(all) < 5 || len(then) >= len(all) {
		t.Errorf("%d rows now, %d before the work began", len(all), len(then))
	}
	mustRun(t, exitDone, "dossier", "县教育局", "--data", dir, "--out", out)
	mustRun(t, exitFailed, "dossier", "县气象台", "--data", dir)
	mustRun(t, exitUsage, "dossier", "--data", dir)
}
