package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"time"

	"cppccdesk/export/page"
)

// charted is a book of one table of n rows with a chart of its scores.
func charted(n int, lying bool) Book {
	t := Table{
		Name: "图", Title: "名次图", Portrait: true,
		Columns: []Column{{Key: "name", Path: []string{"对象"}, Width: 30}, {Key: "score", Path: []string{"得分"}, Kind: Decimal2}},
		Notes:   []string{"长短从 0 起。"},
		Charts:  []Chart{{Title: "得分", Label: "name", Value: "score", Lying: lying}},
	}
	for i := range n {
		t.Rows = append(t.Rows, Row{Cells: []any{fmt.Sprintf("单位%d", i+1), 100 - float64(i)*2.5}})
	}
	return Book{Title: "图", Date: time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC), Tables: []Table{t}}
}

func chartParts(t *testing.T, b Book) map[string]string {
	t.Helper()
	var first, again bytes.Buffer
	for _, w := range []io.Writer{&first, &again} {
		if _, err := Render(w, b); err != nil {
			t.Fatal(err)
		}
	}
	parts := partsOf(t, first.Bytes())
	for name, text := range partsOf(t, again.Bytes()) {
		if parts[name] != text {
			t.Errorf("%s of the same book is another", name)
		}
	}
	if !bytes.Equal(first.Bytes(), again.Bytes()) {
		t.Error("the same book has other bytes")
	}
	return parts
}

func partsOf(t *testing.T, content []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	return parts
}

// The chart of a workbook follows the cells of the rows, and stands below all of them.
func TestChartFollowsItsCells(t *testing.T) {
	parts := chartParts(t, charted(4, true))
	for _, want := range []string{"<f>&#39;图&#39;!$A$4:$A$7</f>", "<f>&#39;图&#39;!$B$4:$B$7</f>", "<f>&#39;图&#39;!$B$3</f>", `<max val="100">`, `<min val="0">`} {
		if !strings.Contains(parts["xl/charts/chart1.xml"], want) {
			t.Errorf("no %s in the chart", want)
		}
	}
	for _, want := range []string{
		`$A$7</f><strCache><ptCount val="4"></ptCount><pt idx="0"><v>单位1</v></pt>`, `$B$7</f><numCache><formatCode>General</formatCode><ptCount val="4"></ptCount><pt idx="0"><v>100</v></pt><pt idx="1"><v>97.5</v></pt>`,
	} {
		if !strings.Contains(parts["xl/charts/chart1.xml"], want) {
			t.Errorf("no %s in the chart\n%s", want, parts["xl/charts/chart1.xml"])
		}
	}
	if drawing := parts["xl/drawings/drawing1.xml"]; !strings.Contains(drawing, "<xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>8</xdr:row>") ||
		!strings.Contains(drawing, "<xdr:to><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>12</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>") {
		t.Error(drawing)
	}
	empty := charted(2, true)
	for i := range empty.Tables[0].Rows {
		empty.Tables[0].Rows[i].Cells[1] = "—"
	}
	if parts := chartParts(t, empty); parts["xl/charts/chart1.xml"] != "" {
		t.Error("a chart of nothing")
	}
}

// greys are the bars of a page from above to below and left to right, as wide and as high as they are.
func greys(p page.Page) (bars []page.Rule) {
	for _, r := range p.Rules {
		if r.Grey {
			bars = append(bars, r)
		}
	}
	return bars
}

// Pages have the bars of the chart, in proportion; a chart is on one page, and takes no row of the table along.
func TestChartOnPages(t *testing.T) {
	for _, lying := range []bool{true, false} {
		for _, n := range []int{2, 13, 20, 40} {
			b := charted(n, lying)
			without := b
			without.Tables = []Table{b.Tables[0]}
			without.Tables[0].Charts = nil
			pages, err := Pages(b)
			if err != nil {
				t.Fatal(err)
			}
			plain, err := Pages(without)
			if err != nil {
				t.Fatal(err)
			}
			last := pages[len(pages)-1]
			bars := greys(last)
			if len(bars) != n || len(pages) > len(plain)+1 {
				t.Fatalf("%d rows: %d bars on %d pages, %d without a chart", n, len(bars), len(pages), len(plain))
			}
			for i, bar := range bars {
				long, want := bar.Height/bars[0].Height, (100-float64(i)*2.5)/100
				if lying {
					long = bar.Width / bars[0].Width
				}
				if math.Abs(long-want) > 1e-9 {
					t.Errorf("bar %d of %d is %.4f of the first, want %.4f", i+1, n, long, want)
				}
				if bar.X < 0 || bar.X+bar.Width > last.Width || bar.Y+bar.Height > last.Height-marginBottom*pointsPerInch {
					t.Errorf("bar %d of %d is at %+v on a page of %.0f x %.0f", i+1, n, bar, last.Width, last.Height)
				}
			}
			if len(pages) > len(plain) && !strings.Contains(said(pages[len(plain)-1]), fmt.Sprintf("单位%d", n)) {
				t.Errorf("%d rows: the chart took the last one to its page", n)
			}
		}
	}
}

func said(p page.Page) string {
	var b strings.Builder
	for _, t := range p.Texts {
		b.WriteString(t.String + "\n")
	}
	return b.String()
}
