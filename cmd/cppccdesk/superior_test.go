package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A superior's workbook is matched and filled from the command line; a file of somebody else is not replaced.
func TestSuperiorFormIsFilledUnattended(t *testing.T) {
	dir, work := sampleData(t), t.TempDir()
	blank, out := filepath.Join(work, "空白表.xlsx"), filepath.Join(work, "报.xlsx")
	f := excelize.NewFile()
	put(t, f, "Sheet1", "A1", "收到")
	put(t, f, "Sheet1", "A2", "领导签名")
	put(t, f, "Sheet1", "C2", "件")
	if err := f.SaveAs(blank); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	mustRun(t, exitFailed, "fill-form", "统计表", "--out", out, "--data", dir)
	dry := mustRun(t, exitDone, "match-form", "统计表", "--use", blank, "--dry-run", "--data", dir, "--year", "2026").out
	if !strings.Contains(dry, "Sheet1\tB2\t领导签名\t\t\t没有同名的指标") {
		t.Errorf("matched %s", dry)
	}
	set := mustRun(t, exitFailed, "fill-form", "统计表", "--out", out, "--data", dir, "--year", "2026")
	if !strings.Contains(set.err, "还没有写明哪个单元格") {
		t.Errorf("nothing is matched: %s", set.err)
	}
	filled(t, blank, blank, func(f *excelize.File, sheet string) { put(t, f, sheet, "C1", "件") })
	mustRun(t, exitDone, "match-form", "统计表", "--use", blank, "--data", dir, "--year", "2026")
	mustRun(t, exitDone, "fill-form", "统计表", "--out", out, "--date", "2026-12-31", "--data", dir, "--year", "2026")
	mustRun(t, exitDone, "fill-form", "统计表", "--out", out, "--date", "2026-12-31", "--data", dir, "--year", "2026")
	filled(t, out, out, func(f *excelize.File, sheet string) {
		if got, err := f.GetCellValue(sheet, "B1"); err != nil || got != "150" {
			t.Errorf("filled %q, %v", got, err)
		}
		if err := f.SetAppProps(&excelize.AppProperties{Application: "WPS"}); err != nil {
			t.Fatal(err)
		}
	})
	mustRun(t, exitFailed, "fill-form", "统计表", "--out", out, "--data", dir, "--year", "2026")
}
