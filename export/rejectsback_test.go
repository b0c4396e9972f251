package export_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
	"cppccdesk/export"
)

// mend writes another text into the cells of a workbook that hold one.
func mend(t *testing.T, path, from, to string) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sheet := f.GetSheetList()[0]
	found, err := f.SearchSheet(sheet, from)
	if err != nil || len(found) != 1 {
		t.Fatalf("%s is in %v: %v", from, found, err)
	}
	if err := f.SetCellStr(sheet, found[0], to); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
}

// Refused rows come back for the same reasons, and once mended with what stood above them: the group, merged cells.
func TestRefusedRowsKeepWhatStoodAbove(t *testing.T) {
	f := excelize.NewFile()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, cells := range [][]any{
		{"委员名册"},
		{"姓名", "工作单位", "手机", "备注"},
		{"一、教育界"},
		{"甲一", "县一中", "13800000001"},
		{"甲二", nil, "1380000000"},
		{"二、离任委员"},
		{"甲三", "县二中", "13800000003"},
		{"三、经济界"},
		{"甲四"},
	} {
		must(f.SetSheetRow("Sheet1", "A"+string(rune('1'+i)), &cells))
	}
	must(f.MergeCell("Sheet1", "B4", "B5"))
	path := filepath.Join(t.TempDir(), "名册.xlsx")
	must(f.SaveAs(path))
	s := datatest.MustOpen(t)
	must(s.Write(t.Context(), "测试", "建立届次", func(ctx context.Context, tx *store.Tx) error {
		_, err := roster.EnsureTerm(ctx, tx, 11)
		return err
	}))
	outcomes := func(im *take.Import) string {
		var lines []string
		for _, row := range im.Rows {
			lines = append(lines, row.Outcome.String()+" "+row.Reason)
		}
		return strings.Join(lines, "\n")
	}
	refused := func(im *take.Import) (rows []take.Row, reasons string) {
		for _, row := range im.Rows {
			if row.Outcome == take.RowRejected {
				rows, reasons = append(rows, row), reasons+row.Reason+"\n"
			}
		}
		return rows, reasons
	}
	im := planBack(t, s, roster.Members, path)
	rows, reasons := refused(im)
	if len(rows) != 2 {
		t.Fatalf("%s", outcomes(im))
	}
	rejects := filepath.Join(t.TempDir(), "退回.xlsx")
	must(export.WriteRejects(rejects, rows))
	back := planBack(t, s, roster.Members, rejects)
	if rows, again := refused(back); len(rows) != 2 || !strings.Contains(again, "应为 11 位") || !strings.Contains(again, "上面的分组是「离任委员」") {
		t.Errorf("came back as\n%swere\n%s", outcomes(back), reasons)
	}
	mend(t, rejects, "1380000000", "13800000002")
	im = planBack(t, s, roster.Members, rejects)
	must(take.Apply(t.Context(), s, "测试", im))
	term, err := roster.CurrentTerm(t.Context(), s.DB())
	must(err)
	members, err := roster.Members.Records(t.Context(), s.DB(), record.Scope{TermID: term})
	must(err)
	if len(members) != 1 || members[0].Values["sector"] != "教育界" || members[0].Values["workplace"] != "县一中" {
		t.Errorf("taken %v\n%s", members, outcomes(im))
	}
}
