package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A scheme with choices goes from lists to a workbook with drop-downs, and back as what was chosen.
func TestChoicesGoOutInWorkbooksAndComeBack(t *testing.T) {
	dir, work := sampleData(t), t.TempDir()
	take := func(kind, text string) {
		t.Helper()
		list := filepath.Join(work, kind+".csv")
		if err := os.WriteFile(list, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		mustRun(t, exitDone, "import", kind, list, "--data", dir, "--year", "2026")
	}
	take("rubrics", "方案名称,指标合计\n分档评分,分值相加\n")
	take("rubric-indicators", "方案名称,指标,权重（%）,满分,分档\n分档评分,答复质量,0,25,优25 良20 中15 差10\n分档评分,沟通面商,0,75,\n")
	take("panels", "年度,评议名称,评分方案,组号,小组名称,评委,评委类别,评议案号\n2026,分档试评,分档评分,1,甲组,赵一,常委,12\n2026,分档试评,,1,甲组,钱二,常委,12\n2026,分档试评,,1,甲组,孙三,常委,12\n")
	mustRun(t, exitDone, "score-books", "分档试评", "--out", work, "--data", dir, "--year", "2026")
	book := filepath.Join(work, "分档试评 第1组.xlsx")
	filled(t, book, filepath.Join(work, "1.xlsx"), func(f *excelize.File, sheet string) {
		rules, err := f.GetDataValidations(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if len(rules) == 0 || rules[0].Formula1 != `"优,良,中,差"` {
			t.Errorf("no drop-down of the choices: %+v", rules)
		}
		for cell, text := range map[string]any{"D5": "优", "D6": "差 10", "D7": 15, "E5": 70, "E6": 60, "E7": 65} {
			put(t, f, sheet, cell, text)
		}
	})
	filled(t, book, filepath.Join(work, "2.xlsx"), func(f *excelize.File, sheet string) {
		for _, row := range []string{"5", "6", "7"} {
			put(t, f, sheet, "D"+row, "尚可")
			put(t, f, sheet, "E"+row, 70)
		}
	})
	if end := mustRun(t, exitRejected, "score-returns", filepath.Join(work, "2.xlsx"), "--data", dir, "--year", "2026"); !strings.Contains(end.out, "「答复质量」填了 尚可，只能是 优 25、良 20、中 15、差 10 之一") {
		t.Error(end.out)
	}
	mustRun(t, exitDone, "score-returns", filepath.Join(work, "1.xlsx"), "--data", dir, "--year", "2026")
	got := mustRun(t, exitDone, "list", "scores", "--format", "json", "--data", dir, "--year", "2026").out
	for _, want := range []string{`"答复质量": "25"`, `"答复质量": "10"`, `"答复质量": "15"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s", want)
		}
	}
	if again := mustRun(t, exitDone, "score-returns", filepath.Join(work, "1.xlsx"), "--data", dir, "--year", "2026"); !strings.Contains(again.out, "\t0\t3\t") {
		t.Error(again.out)
	}
}
