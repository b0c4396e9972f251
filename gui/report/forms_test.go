package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/superior"
	"cppccdesk/export/sheet"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/records"
)

// blankBook writes a superior's workbook: the empty cells right of 收到 and of 领导签名.
func blankBook(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "统计表.xlsx")
	text := func(key string) func(v record.Values) any { return func(v record.Values) any { return v[key] } }
	fields := []sheet.Field[record.Values]{
		{Column: sheet.Column{Key: "a", Path: []string{"项目"}}, Value: text("a")}, {Column: sheet.Column{Key: "b", Path: []string{"件数"}}, Value: text("b")},
	}
	table := sheet.Table{Title: "统计表", Columns: sheet.Columns(fields), Rows: sheet.Rows(fields, []record.Values{{"a": "收到"}, {"a": "领导签名"}})}
	if _, err := sheet.Write(path, sheet.Book{Title: "统计表", Tables: []sheet.Table{table}}); err != nil {
		t.Fatal(err)
	}
	return path
}

// A blank workbook is added, its cells stand in the form with what is left to choose, and it is filled as of the day on the page.
func TestBlankWorkbookIsMatchedAndFilled(t *testing.T) {
	st := datatest.MustOpen(t)
	d := desktest.New(t, st)
	p := NewForms(d)
	desktest.Show(d, p)
	p.take(blankBook(t))
	if !p.Active() {
		t.Fatal("the form is not open for what is left to match")
	}
	form, err := superior.Forms.Find(t.Context(), st.DB(), d.Scope(), "统计表")
	if err != nil {
		t.Fatal(err)
	}
	cells, err := superior.Cells(t.Context(), st.DB(), form.ID)
	if err != nil || len(cells) != 2 || cells[0].Code != "received" || cells[1].Code != "" || cells[1].Label != "领导签名／件数" {
		t.Fatalf("matched %v, %v", cells, err)
	}
	p.Escape()
	row := records.Row{ID: form.ID, Values: record.Values{"name": "统计表", "open_count": "1"}}
	out := filepath.Join(t.TempDir(), "报.xlsx")
	p.date.SetText("2026-06-31")
	if _, err := p.day(); err == nil || !strings.Contains(err.Error(), "填报日期") {
		t.Errorf("a day that is none: %v", err)
	}
	p.date.SetText("2026-06-30")
	day, err := p.day()
	if err != nil || day != "2026-06-30" {
		t.Errorf("day %s, %v", day, err)
	}
	p.write(row, day, out)
	if _, err := os.Stat(out); err != nil {
		t.Error(err)
	}
	again := blankBook(t)
	p.take(again)
	if d.Native().Canvas().Overlays().Top() == nil {
		t.Error("a workbook of the same name takes the place of the one before without a question")
	}
}
