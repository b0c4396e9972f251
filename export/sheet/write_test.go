package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestSameDataSameBytes(t *testing.T) {
	book := testBook(60)
	book.Tables = append(book.Tables, handlingTable(3), handlingTable(7), handlingTable(0))
	first, _ := render(t, book)
	for range 5 {
		if again, _ := render(t, book); !bytes.Equal(first, again) {
			t.Fatal("the same book gave different bytes")
		}
	}
	book.Date = book.Date.AddDate(0, 0, 1)
	if other, _ := render(t, book); bytes.Equal(first, other) {
		t.Fatal("another date gave the same bytes")
	}
}

// TestFormulasAgreeWithStoredValues recalculates every formula and compares it with the value stored beside it.
func TestFormulasAgreeWithStoredValues(t *testing.T) {
	for _, rows := range []int{0, 1, 13, 100, 700} {
		t.Run(strconv.Itoa(rows), func(t *testing.T) {
			b, _ := render(t, testBook(rows))
			f := open(t, b)
			seen := 0
			eachCell(t, f, func(cell, stored string) {
				formula, err := f.GetCellFormula(f.GetSheetName(0), cell)
				if err != nil {
					t.Fatal(err)
				}
				if formula == "" {
					return
				}
				seen++
				got, err := f.CalcCellValue(f.GetSheetName(0), cell, excelize.Options{RawCellValue: true})
				if err != nil {
					t.Fatalf("%s =%s: %v", cell, formula, err)
				}
				if !sameNumber(got, stored) {
					t.Errorf("%s =%s: stored %q, recalculated %q", cell, formula, stored, got)
				}
			})
			if want := 9 + 3*rows; seen < want {
				t.Errorf("only %d formulas, want at least %d", seen, want)
			}
		})
	}
}

func eachCell(t *testing.T, f *excelize.File, visit func(cell, stored string)) {
	t.Helper()
	rows, err := f.GetRows(f.GetSheetName(0), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for r, row := range rows {
		for c, v := range row {
			visit(cellName(c, r), v)
		}
	}
}

func sameNumber(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return a == b
	}
	return math.Abs(x-y) <= 1e-12*math.Max(1, math.Abs(x))
}

func TestTotalsAreReported(t *testing.T) {
	b, res := render(t, testBook(30))
	preview, err := Preview(testBook(30))
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, b)
	for _, key := range []string{"lead", "co", "all", "replied", "rate", "satrate", "score"} {
		fig, ok := res.Total(0, key)
		if !ok {
			t.Fatalf("no total for %s", key)
		}
		if ahead, _ := preview.Total(0, key); ahead != fig {
			t.Errorf("%s: preview %+v, written %+v", key, ahead, fig)
		}
		shown, err := f.GetCellValue(fig.Sheet, fig.Cell)
		if err != nil {
			t.Fatal(err)
		}
		if shown != fig.Text {
			t.Errorf("%s at %s: workbook shows %q, figure says %q", key, fig.Cell, shown, fig.Text)
		}
		formula, err := f.GetCellFormula(fig.Sheet, fig.Cell)
		if err != nil {
			t.Fatal(err)
		}
		if formula == "" || formula != fig.Formula {
			t.Errorf("%s: formula %q, figure says %q", key, formula, fig.Formula)
		}
	}
	if res.Sheets[0].Rows != 30 {
		t.Errorf("rows %d, want 30", res.Sheets[0].Rows)
	}
}

// TestFormulaCellsHoldNumbers looks at the raw XML: a total must have <f> and a numeric <v>, not a string.
func TestFormulaCellsHoldNumbers(t *testing.T) {
	b, res := render(t, testBook(5))
	fig, _ := res.Total(0, "lead")
	xml := packagePart(t, b, "xl/worksheets/sheet1.xml")
	at := strings.Index(xml, `r="`+fig.Cell+`"`)
	if at < 0 {
		t.Fatal("total cell missing")
	}
	cell := xml[at : at+strings.Index(xml[at:], "</c>")]
	if strings.Contains(cell, `t="str"`) || !strings.Contains(cell, "<f>SUM(") || !strings.Contains(cell, "<v>10</v>") {
		t.Errorf("total cell is %s", cell)
	}
}

func packagePart(t *testing.T, b []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A sheet that is a little longer than a page is one page, and the workbook says so; one that is longer has pages of more than a few rows.
func TestSheetALittleLongerThanAPageIsOne(t *testing.T) {
	shrunk, parted := 0, 0
	for rows := 1; rows < 60; rows++ {
		b := Book{Title: "表", Date: testDay, Tables: []Table{handlingTable(rows)}}
		sheets, err := b.layOut()
		if err != nil {
			t.Fatal(err)
		}
		l := sheets[0]
		if len(pagesOf(t, b)) != len(l.breaks)+1 {
			t.Errorf("%d rows: %d breaks, %d pages", rows, len(l.breaks), len(pagesOf(t, b)))
		}
		switch {
		case l.onePage > 0:
			shrunk++
			for _, p := range pagesOf(t, b) {
				within(t, p)
			}
			if data, _ := render(t, b); len(l.breaks) > 0 || !strings.Contains(packagePart(t, data, "xl/worksheets/sheet1.xml"), `fitToHeight="1"`) {
				t.Errorf("%d rows: breaks %v, or the workbook has pages of its own", rows, l.breaks)
			}
		case len(l.breaks) == 1:
			if parted++; len(l.rows)-l.breaks[0] < 4 {
				t.Errorf("%d rows: the second page begins at row %d of %d", rows, l.breaks[0], len(l.rows))
			}
		}
	}
	if shrunk == 0 || parted == 0 {
		t.Errorf("%d shrunk, %d parted", shrunk, parted)
	}
}

func TestPagesKeepTheTailInCompany(t *testing.T) {
	for rows := 1; rows < 90; rows++ {
		l, err := layOut(handlingTable(rows), "表", testDay)
		if err != nil {
			t.Fatal(err)
		}
		if len(l.breaks) == 0 {
			continue
		}
		if !slices.IsSorted(l.breaks) {
			t.Fatalf("%d rows: breaks %v", rows, l.breaks)
		}
		last := l.breaks[len(l.breaks)-1]
		if last > l.tailTop-tailCompany {
			t.Errorf("%d rows: last page begins at row %d, the tail at %d", rows, last, l.tailTop)
		}
		for _, b := range l.breaks {
			if l.rows[b-1].role == groupRole {
				t.Errorf("%d rows: page ends with a group heading at row %d", rows, b)
			}
		}
	}
}

// A case of several lines lies on one page, but for one that no page holds.
func TestPagesKeepCasesWhole(t *testing.T) {
	for _, lines := range []int{2, 5, 7, 200} {
		tab := Table{Title: "表", Columns: []Column{{Key: "case", Path: []string{"事项"}, Merge: true}, {Path: []string{"节点"}}}}
		for n := range 400 / lines {
			for k := range lines {
				tab.Rows = append(tab.Rows, Row{Cells: []any{fmt.Sprintf("第 %d 件", n+1), fmt.Sprintf("节点 %d", k+1)}})
			}
		}
		l, err := layOut(tab, "表", testDay)
		if err != nil {
			t.Fatal(err)
		}
		if len(l.breaks) < 5 {
			t.Fatalf("cases of %d lines: breaks %v", lines, l.breaks)
		}
		parted := 0
		for _, b := range l.breaks {
			if (b-l.bodyTop)%lines != 0 && b < l.tailTop {
				parted++
			}
		}
		if parted > 0 != (lines == 200) {
			t.Errorf("cases of %d lines: %d of %d pages end within one", lines, parted, len(l.breaks))
		}
	}
}

func TestHeaderTree(t *testing.T) {
	cells, levels := headerTree([]Column{
		{Path: []string{"单位"}},
		{Path: []string{"办理", "主办"}},
		{Path: []string{"办理", "协办"}},
		{Path: []string{"反馈", "态度", "好"}},
		{Path: []string{"反馈", "态度", "差"}},
		{Path: []string{"反馈", "率"}},
		{Path: []string{"单位"}},
	})
	want := []headCell{
		{"单位", span{0, 0, 2, 0}},
		{"办理", span{0, 1, 0, 2}},
		{"主办", span{1, 1, 2, 1}},
		{"协办", span{1, 2, 2, 2}},
		{"反馈", span{0, 3, 0, 5}},
		{"态度", span{1, 3, 1, 4}},
		{"好", span{2, 3, 2, 3}},
		{"差", span{2, 4, 2, 4}},
		{"率", span{1, 5, 2, 5}},
		{"单位", span{0, 6, 2, 6}},
	}
	if levels != 3 || !slices.Equal(cells, want) {
		t.Errorf("levels %d, cells %+v", levels, cells)
	}
}

func TestRefusals(t *testing.T) {
	ratio := func(c Column) Table {
		return Table{Title: "表", Columns: []Column{{Key: "a", Path: []string{"甲"}, Merge: true}, c}}
	}
	for name, tab := range map[string]Table{
		"no columns":          {Title: "表"},
		"unknown operand":     ratio(Column{Calc: SumOf("nothing")}),
		"ratio without parts": ratio(Column{Calc: Ratio(nil, nil)}),
		"recalc of a value":   ratio(Column{Total: Recalc}),
		"rate of no total":    {Columns: []Column{{Key: "a"}, {Calc: Ratio([]string{"a"}, []string{"a"}), Total: Recalc}}},
		"operand merged":      ratio(Column{Calc: SumOf("a")}),
		"key twice":           ratio(Column{Key: "a"}),
		"filter and merge":    {Columns: []Column{{Merge: true}}, Filter: true},
		"filter and groups":   {Columns: []Column{{}}, Filter: true, Rows: []Row{{Group: "组"}}},
		"too many cells":      {Columns: []Column{{}}, Rows: []Row{{Cells: []any{1, 2}}}},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Render(io.Discard, Book{Date: testDay, Tables: []Table{tab}}); err == nil {
				t.Error("accepted")
			}
		})
	}
}

func TestWriteRefusesWithASentence(t *testing.T) {
	dir := t.TempDir()
	asFile := filepath.Join(dir, "文件夹.xlsx")
	if err := os.Mkdir(asFile, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{
		"folder missing":   filepath.Join(dir, "没有", "表.xlsx"),
		"path is a folder": asFile,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Write(path, testBook(1))
			var own *Error
			if !errors.As(err, &own) || !strings.HasSuffix(own.Sentence, "。") {
				t.Errorf("got %v", err)
			}
		})
	}
	// A list whose rows fail leaves the older file and no litter.
	path := filepath.Join(dir, "名单.xlsx")
	if err := os.WriteFile(path, []byte("older"), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("source failed")
	_, err := WriteList(path, List{Name: "名单", Columns: []Column{{Path: []string{"姓名"}}}, Rows: func(yield func([]any, error) bool) {
		_ = yield([]any{"张三"}, nil) && yield(nil, broken)
	}})
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if kept, err := os.ReadFile(path); err != nil || string(kept) != "older" {
		t.Errorf("older file: %q %v", kept, err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".~*")); err != nil || len(left) > 0 {
		t.Errorf("left behind %v %v", left, err)
	}
}
