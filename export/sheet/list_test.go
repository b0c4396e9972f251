package sheet

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

const (
	benchRows    = 100_000
	benchColumns = 20
)

// benchValue is one cell of the benchmark: every other one a number, the rest texts as lists have them.
func benchValue(r, c int) any {
	if c%2 == 0 {
		return r*benchColumns + c
	}
	return benchTexts[(r+c)%len(benchTexts)]
}

var benchTexts = []string{"关于加强农村饮水安全的提案", "农业农村局", "张小明", "2026-11-23", "办复", "满意"}

func benchRowsSeq(rows int) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		row := make([]any, benchColumns)
		for r := range rows {
			for c := range row {
				row[c] = benchValue(r, c)
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

func benchList(rows int) List {
	list := List{Name: "名单", Count: rows, Rows: benchRowsSeq(rows), Date: testDay}
	for c := range benchColumns {
		list.Columns = append(list.Columns, Column{Path: []string{fmt.Sprintf("第%d列", c+1)}, Kind: []Kind{Int, Text}[c%2]})
	}
	return list
}

func TestListHoldsEveryRow(t *testing.T) {
	const rows = 5000
	var buf bytes.Buffer
	res, err := RenderList(&buf, benchList(rows))
	if err != nil {
		t.Fatal(err)
	}
	if res.Rows != rows {
		t.Errorf("reported %d rows", res.Rows)
	}
	f := open(t, buf.Bytes())
	got, err := f.GetRows("名单", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != rows+1 {
		t.Fatalf("read %d rows", len(got))
	}
	for r := range rows {
		for c := range benchColumns {
			if want := fmt.Sprint(benchValue(r, c)); got[r+1][c] != want {
				t.Fatalf("row %d column %d: %q, want %q", r, c, got[r+1][c], want)
			}
		}
	}
}

func TestTemplateOffersItsChoices(t *testing.T) {
	var buf bytes.Buffer
	err := RenderTemplate(&buf, Template{Name: "名册", Fields: []TemplateField{
		{Column: Column{Path: []string{"姓名"}}, Required: true},
		{Column: Column{Path: []string{"界别"}}, Choices: []string{"农业界", "中共, 无党派", "=甲"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	f := open(t, buf.Bytes())
	dvs, err := f.GetDataValidations("名册")
	if err != nil {
		t.Fatal(err)
	}
	if len(dvs) != 2 || dvs[1].Formula1 != "'选项'!$B$1:$B$3" || dvs[1].Sqref != "B2:B1001" {
		t.Errorf("validations %+v", dvs)
	}
	for cell, want := range map[string]string{"B1": "农业界", "B2": "中共, 无党派", "B3": "=甲"} {
		if got, err := f.GetCellValue("选项", cell); err != nil || got != want {
			t.Errorf("%s holds %q (%v), want %q", cell, got, err, want)
		}
	}
}

// BenchmarkListAgainstStreamWriter writes the same 100,000 x 20 values through RenderList and through a bare excelize StreamWriter in
// turn, and reports the ratio of the two times.
func BenchmarkListAgainstStreamWriter(b *testing.B) {
	var ours, bare time.Duration
	for range b.N {
		start := time.Now()
		if err := bareStream(io.Discard, benchRows); err != nil {
			b.Fatal(err)
		}
		bare += time.Since(start)
		start = time.Now()
		if _, err := RenderList(io.Discard, benchList(benchRows)); err != nil {
			b.Fatal(err)
		}
		ours += time.Since(start)
	}
	b.ReportMetric(ours.Seconds()/bare.Seconds(), "x-bare")
	b.ReportMetric(bare.Seconds()/float64(b.N), "bare-s/op")
}

func bareStream(w io.Writer, rows int) error {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	sw, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	r := 0
	for row, err := range benchRowsSeq(rows) {
		if err != nil {
			return err
		}
		r++
		if err := sw.SetRow(fmt.Sprintf("A%d", r), row); err != nil {
			return err
		}
	}
	if err := sw.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}
