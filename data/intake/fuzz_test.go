package intake

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"1965.03", "1965年3月7日", "19650307", "2019-01-12 16:04:48", "一九六五年十二月", "65.3", "23812"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		date, err := ParseDate(s)
		if err != nil {
			return
		}
		if err := date.check(); err != nil {
			t.Fatalf("%q gave %v: %v", s, date, err)
		}
		if again, err := ParseDate(date.String()); err != nil || again != date {
			t.Fatalf("%q gave %v, which reads back as %v, %v", s, date, again, err)
		}
	})
}

// FuzzFind takes lines of tab-separated cells; a first line of the form A1:B2 is a merged area.
func FuzzFind(f *testing.F) {
	f.Add("A1:C1\n委员名册\n姓名\t性别\t界别\n张三\t男\t教育界\n合计\t1")
	f.Add("A2:B2\n姓名\t出生\t\t手机\n\t年\t月\n张三\t1970\t5\n一、教育界\n注:无")
	f.Fuzz(func(t *testing.T, s string) {
		lines := strings.Split(s, "\n")
		rows := make([][]string, 0, len(lines))
		for _, line := range lines {
			rows = append(rows, strings.Split(line, "\t"))
		}
		wb := FromText("x", rows)
		if m, ok := parseArea(lines[0]); ok {
			wb.Sheets[0].Merges = []Merge{m}
		}
		tables, _ := Find(wb, roster)
		seen := map[int]bool{}
		for _, table := range tables {
			for _, row := range table.Rows {
				if seen[row.Line] || row.Line <= table.HeaderBottom || row.Line > len(lines) {
					t.Fatalf("row %d of a table with header %d-%d", row.Line, table.HeaderTop, table.HeaderBottom)
				}
				seen[row.Line] = true
				for _, field := range roster.Fields {
					_, _ = read(row, field)
				}
			}
			for _, skip := range table.Skipped {
				if seen[skip.Line] {
					t.Fatalf("row %d both kept and skipped, or skipped twice", skip.Line)
				}
				seen[skip.Line] = true
			}
		}
	})
}

func FuzzOpen(f *testing.F) {
	files, err := filepath.Glob("testdata/*.xls*")
	must(f, err)
	for _, path := range files {
		data, err := os.ReadFile(path)
		must(f, err)
		f.Add(data)
	}
	f.Add(compound(f, "Workbook", xlsBook()))
	f.Add(xlsxWith(f, func(w io.Writer) {
		_, _ = io.WriteString(w, `<worksheet><sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>姓名</t></is></c></row></sheetData></worksheet>`)
	}))
	f.Add([]byte("姓名,性别\n张三,男\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzOpen(t, data)
	})
}

// FuzzXLS changes the records of an .xls within an intact compound file, FuzzSheet the XML within an intact .xlsx:
// changes to the containers alone seldom get that far.
func FuzzXLS(f *testing.F) {
	f.Add(xlsBook())
	f.Fuzz(func(t *testing.T, stream []byte) {
		if len(stream) < 50_000 {
			fuzzOpen(t, compound(t, "Workbook", stream))
		}
	})
}

func FuzzSheet(f *testing.F) {
	f.Add(`<worksheet><sheetData><row r="2"><c r="B2" t="s"><v>0</v></c><c><f>A1</f><v>1E5</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`)
	f.Fuzz(func(t *testing.T, body string) {
		fuzzOpen(t, xlsxWith(t, func(w io.Writer) { _, _ = io.WriteString(w, body) }))
	})
}

func fuzzOpen(t *testing.T, data []byte) {
	t.Helper()
	wb, err := OpenBytes(context.Background(), "x.xls", data, Options{})
	var why *Error
	switch {
	case err != nil && !errors.As(err, &why):
		t.Fatalf("error of type %T: %v", err, err)
	case err != nil && why.Err != nil && strings.HasPrefix(why.Err.Error(), "panic"):
		t.Fatal(why.Err)
	case err == nil:
		_, _ = Find(wb, roster)
	}
}
