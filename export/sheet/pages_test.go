package sheet

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cppccdesk/data/measure"
	"cppccdesk/export/page"
)

func pagesOf(t *testing.T, b Book) []page.Page {
	t.Helper()
	pages, err := Pages(b)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// textOf is what is on a page, blanks and line ends left out.
func textOf(p page.Page) string {
	var b strings.Builder
	for _, t := range p.Texts {
		b.WriteString(strings.ReplaceAll(t.String, " ", ""))
	}
	return b.String()
}

// The pages break where the workbook does, have its header on each, and hold every cell it has.
func TestPagesAreThoseOfTheWorkbook(t *testing.T) {
	for _, rows := range []int{0, 6, 100} {
		book := testBook(rows)
		data, _ := render(t, book)
		f := open(t, data)
		pages := pagesOf(t, book)
		sheets, err := book.layOut()
		if err != nil {
			t.Fatal(err)
		}
		if want := len(sheets[0].breaks) + 1; len(pages) != want {
			t.Errorf("%d rows: %d pages, the workbook has %d", rows, len(pages), want)
		}
		var all strings.Builder
		for i, p := range pages {
			text := textOf(p)
			all.WriteString(text)
			if !strings.Contains(text, "承办单位") || !strings.Contains(text, "征询反馈") {
				t.Errorf("%d rows: page %d has no header", rows, i+1)
			}
			within(t, p)
		}
		found, err := f.GetRows(f.GetSheetName(0))
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range found {
			for c, text := range row {
				if text = strings.NewReplacer(" ", "", "\n", "").Replace(text); !strings.Contains(all.String(), text) {
					t.Errorf("%d rows: %s %q is on no page", rows, cellName(c, r), text)
				}
			}
		}
	}
}

// within fails for what is outside the margins of the page but for its number.
func within(t *testing.T, p page.Page) {
	t.Helper()
	for _, text := range p.Texts {
		right := text.X + page.Width(text.String, text.Size, text.Bold)
		if text.X < marginLeft*pointsPerInch-1 || right > p.Width-marginRight*pointsPerInch+1 || text.Y > p.Height-footerEdge+1 {
			t.Errorf("%q is at %.0f–%.0f, %.0f of %.0f x %.0f", text.String, text.X, right, text.Y, p.Width, p.Height)
		}
	}
}

// A click on a number finds the records handed in with it; on a sum or a rate those it is made of; on a total all of them; on another cell the record of
// the row.
func TestSpotsCount(t *testing.T) {
	set := func(ids ...int64) measure.Set { return measure.Set{Kind: "proposals", IDs: ids} }
	book := Book{Date: testDay, Tables: []Table{{
		Title: "表", Of: "units", TotalLabel: "合计",
		Columns: []Column{
			{Key: "unit", Path: []string{"单位"}},
			{Key: "a", Path: []string{"收到"}, Kind: Int, Total: Sum},
			{Key: "b", Path: []string{"立案"}, Kind: Int, Total: Sum},
			{Key: "c", Path: []string{"未立案"}, Kind: Int, Calc: SumOf("a", "-b"), Total: Sum},
			{Key: "d", Path: []string{"立案率"}, Kind: Percent, Calc: Ratio([]string{"b"}, []string{"a"}), Total: Recalc},
			{Key: "e", Path: []string{"人数"}, Kind: Int, Total: Sum},
		},
		Rows: []Row{
			{ID: 7, Cells: []any{"教育局", Counted{3, set(1, 2, 3)}, Counted{1, set(2)}, nil, nil, 5}},
			{ID: 8, Cells: []any{"财政局", Counted{2, set(3, 4)}, Counted{0, measure.Set{}}, nil, nil, 0}},
		},
	}}}
	spots := map[string]page.Spot{}
	p := pagesOf(t, book)[0]
	for _, s := range p.Spots {
		spots[s.Name] = s
		if at, ok := p.At(s.X+s.Width/2, s.Y+s.Height/2); !ok || at.Name != s.Name {
			t.Errorf("in the middle of %s is %s", s.Name, at.Name)
		}
	}
	for name, want := range map[string]measure.Set{
		"教育局·单位": {Kind: "units", IDs: []int64{7}}, "教育局·收到": set(1, 2, 3), "教育局·立案": set(2), "教育局·未立案": set(1, 3), "教育局·立案率": set(1, 2, 3),
		"教育局·人数": {Kind: "units", IDs: []int64{7}}, "财政局·立案": {}, "财政局·人数": {},
		"合计·收到": set(1, 2, 3, 4), "合计·立案": set(2), "合计·未立案": set(1, 3, 4), "合计·人数": {Kind: "units", IDs: []int64{7}},
	} {
		if got := spots[name].Set; got.Kind != want.Kind || !slices.Equal(got.IDs, want.IDs) {
			t.Errorf("%s counts %v, want %v", name, got, want)
		}
	}
}

// Text is never printed under 9 points on A4: columns of text wrap first, then the paper turns, then it is A3.
func TestPaperForWideTables(t *testing.T) {
	table := func(columns int, portrait bool) Book {
		b := Table{Title: "表", Portrait: portrait}
		row := Row{}
		for range columns {
			b.Columns = append(b.Columns, Column{Path: []string{"一列文字"}})
			row.Cells = append(row.Cells, "十二个字的一段文字内容在此")
		}
		b.Rows = []Row{row}
		return Book{Date: testDay, Tables: []Table{b}}
	}
	for _, c := range []struct {
		name          string
		columns       int
		portrait      bool
		width, height float64
	}{
		{"Upright", 3, true, a4.short, a4.long},
		{"OnItsSide", 7, true, a4.long, a4.short},
		{"Narrowed", 8, false, a4.long, a4.short},
		{"Larger", 14, false, a3.long, a3.short},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := pagesOf(t, table(c.columns, c.portrait))[0]
			if p.Width != c.width || p.Height != c.height {
				t.Errorf("%.0f x %.0f, want %.0f x %.0f", p.Width, p.Height, c.width, c.height)
			}
			for _, text := range p.Texts {
				if text.Size < leastPrinted-0.01 && !strings.HasPrefix(text.String, "第") && p.Width != a3.long {
					t.Errorf("%q is of %.1f points", text.String, text.Size)
				}
			}
		})
	}
}

// A PDF takes its name in one step as a workbook does, and the characters it cannot draw are named.
func TestWritePages(t *testing.T) {
	path := filepath.Join(t.TempDir(), "表.pdf")
	missing, err := WritePages(path, Book{Title: "表", Date: testDay, Tables: []Table{{Title: "表\U0010FFFD", Columns: []Column{{Path: []string{"列"}}}}}})
	if err != nil || string(missing) != "\U0010FFFD" {
		t.Errorf("missing %q, %v", string(missing), err)
	}
	data, err := os.ReadFile(path)
	if err != nil || !strings.HasPrefix(string(data), "%PDF-") {
		t.Errorf("%d bytes, %v", len(data), err)
	}
}

// However much a table shrinks to fit its page, its title and what is around it are as large on paper as on every other sheet.
func TestTitlesAreOfOneSize(t *testing.T) {
	for _, columns := range []int{2, 9, 30} {
		table := Table{Title: "提案登记台账", Org: "政协办公室", Unit: "件", Date: testDay, Signature: true, Notes: []string{"一条说明。"}}
		for i := range columns {
			table.Columns = append(table.Columns, Column{Path: []string{"列" + strconv.Itoa(i)}, Width: 14})
		}
		table.Rows = []Row{{Cells: make([]any, columns)}}
		pages, err := Pages(Book{Title: "表", Date: testDay, Tables: []Table{table}})
		if err != nil {
			t.Fatal(err)
		}
		sizes := map[string]float64{}
		for _, text := range pages[0].Texts {
			sizes[text.String] = text.Size
		}
		for text, want := range map[string]float64{"提案登记台账": titleSize, "注：一条说明。": textSize} {
			if got := sizes[text]; math.Abs(got-want) > 0.5 {
				t.Errorf("%d columns: %s is %.2f points, want %.0f", columns, text, got, want)
			}
		}
	}
}
