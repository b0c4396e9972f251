package sheet

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// roundTrip writes texts as one column of a list and of an official table, and reads them back.
func roundTrip(t *testing.T, texts []string) (list, table []string) {
	t.Helper()
	var buf bytes.Buffer
	columns := []Column{{Path: []string{"序"}, Kind: Int}, {Path: []string{"文"}}}
	if _, err := RenderList(&buf, List{Name: "文", Columns: columns, Rows: func(yield func([]any, error) bool) {
		for i, s := range texts {
			if !yield([]any{i, s}, nil) {
				return
			}
		}
	}}); err != nil {
		t.Fatal(err)
	}
	tab := Table{Name: "文", Columns: columns}
	for i, s := range texts {
		tab.Rows = append(tab.Rows, Row{Cells: []any{i, s}})
	}
	b, _ := render(t, Book{Tables: []Table{tab}})
	return secondColumn(t, buf.Bytes(), len(texts)), secondColumn(t, b, len(texts))
}

func secondColumn(t *testing.T, b []byte, n int) []string {
	t.Helper()
	f := open(t, b)
	out := make([]string, n)
	for i := range n {
		v, err := f.GetCellValue("文", cellName(1, i+1))
		if err != nil {
			t.Fatal(err)
		}
		if formula, err := f.GetCellFormula("文", cellName(1, i+1)); err != nil || formula != "" {
			t.Fatalf("row %d became formula %q (%v)", i, formula, err)
		}
		out[i] = v
	}
	return out
}

func TestHostileText(t *testing.T) {
	texts := []string{
		"=1+1", "=cmd|' /C calc'!A0", "+8613800000000", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=1+1", "'=1", "|x",
		"0012", "110101199001010000", " 前后空格 ", "多行\n第二行", "<b>&amp;\"'", "_x000D_", "_x005F_x000D_", "]]>", "𠮷野家", "—", "1e5", "TRUE", "#N/A",
	}
	list, table := roundTrip(t, texts)
	for i, want := range texts {
		if list[i] != want || table[i] != want {
			t.Errorf("%q came back as %q (list) and %q (table)", want, list[i], table[i])
		}
	}
}

func TestRandomTextComesBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(20261123, 1))
	alphabet := []rune("=+-@'\"<>&_x005FdD0 \t\r\n,;提案县政协𠮷\u00a0\u200b\ufeff\uff1d%#!")
	texts := make([]string, 3000)
	for i := range texts {
		var b strings.Builder
		for range 1 + rng.IntN(14) {
			b.WriteRune(alphabet[rng.IntN(len(alphabet))])
		}
		texts[i] = b.String()
	}
	list, table := roundTrip(t, texts)
	for i, want := range texts {
		if list[i] != want || table[i] != want {
			t.Fatalf("%q came back as %q (list) and %q (table)", want, list[i], table[i])
		}
	}
}

func TestClean(t *testing.T) {
	long := strings.Repeat("政", excelize.TotalCellChars)
	for _, c := range []struct {
		name, in, want string
		cut            bool
	}{
		{"plain", "提案", "提案", false},
		{"control characters", "提\x00\x0b案\x1f", "提案", false},
		{"kept white space", "a\t\r\nb", "a\t\r\nb", false},
		{"noncharacters", "a\ufffe\uffffb", "ab", false},
		{"broken UTF-8", "a\xffb", "a\uFFFDb", false},
		{"at the limit", long, long, false},
		{"over the limit", long + "协", strings.Repeat("政", excelize.TotalCellChars-utf16Len(cutMark)) + cutMark, true},
		{"surrogate at the edge", strings.Repeat("𠮷", 20000), strings.Repeat("𠮷", (excelize.TotalCellChars-utf16Len(cutMark))/2) + cutMark, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, cut := clean(c.in)
			if got != c.want || cut != c.cut {
				t.Errorf("got %d runes, cut %v", len([]rune(got)), cut)
			}
		})
	}
}

func TestRiskyCellsCarryQuotePrefix(t *testing.T) {
	tab := Table{Name: "文", Columns: []Column{{Path: []string{"文"}}}, Rows: []Row{{Cells: []any{"=1+1"}}, {Cells: []any{"平常"}}}}
	b, _ := render(t, Book{Tables: []Table{tab}})
	f := open(t, b)
	for cell, want := range map[string]bool{"A2": true, "A3": false} {
		id, err := f.GetCellStyle("文", cell)
		if err != nil {
			t.Fatal(err)
		}
		q := f.Styles.CellXfs.Xf[id].QuotePrefix
		if (q != nil && *q) != want {
			t.Errorf("%s: quotePrefix %v, want %v", cell, q, want)
		}
	}
}

func TestSheetNames(t *testing.T) {
	taken := sheetNames{}
	for _, c := range []struct{ in, want string }{
		{"01 民主监督员名册", "01 民主监督员名册"},
		{"01 民主监督员名册", "01 民主监督员名册(2)"},
		{"a/b:c*[d]?", "a_b_c__d__"},
		{"'引号'", "引号"},
		{"", "表"},
		{"history", "表history"},
		{strings.Repeat("长", 40), strings.Repeat("长", 31)},
		{strings.Repeat("长", 41), strings.Repeat("长", 28) + "(2)"},
		{"Abc", "Abc"},
		{"ABC", "ABC(2)"},
	} {
		if got := taken.legal(c.in); got != c.want {
			t.Errorf("%q became %q, want %q", c.in, got, c.want)
		}
	}
}

func TestDatumShow(t *testing.T) {
	for _, c := range []struct {
		kind Kind
		in   any
		want string
	}{
		{Int, 1234567, "1,234,567"},
		{Int, -1234, "-1,234"},
		{Percent, 0.955, "95.50%"},
		{Percent, 2.0 / 3, "66.67%"},
		{Percent, 0.99995, "100.00%"},
		{Percent1, 2.0 / 3, "66.7%"},
		{Percent0, 0.665, "67%"},
		{Decimal2, 1.005, "1.01"},
		{Decimal2, -0.001, "0.00"},
		{Decimal1, 0.1 + 0.2, "0.3"},
		{Date, "2026-11-23", "2026-11-23"},
		{Date, "2026年", "2026年"},
		{Date, "1900-01-15", "1900-01-15"},
		{Code, 110101199001010000, "110101199001010000"},
		{Int, int64(1234567890123456789), "1234567890123456789"},
		{Text, true, "是"},
		{Text, nil, ""},
		{Percent, "—", "—"},
	} {
		if got := datumOf(c.kind, c.in).show(c.kind); got != c.want {
			t.Errorf("%v as kind %d shows %q, want %q", c.in, c.kind, got, c.want)
		}
	}
}
