package intake

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"
)

// rosterOf20000 is a workbook of 20,000 rows and 15 columns of text, numbers and dates.
func rosterOf20000(b *testing.B) []byte {
	b.Helper()
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	must(b, err)
	style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	must(b, err)
	header := []any{"姓名", "性别", "出生年月", "政治面貌", "工作单位及职务", "界别", "手机", "身份证号"}
	for len(header) < 15 {
		header = append(header, fmt.Sprintf("其他%d", len(header)))
	}
	must(b, w.SetRow("A1", header))
	for i := range 20_000 {
		row := []any{
			fmt.Sprintf("样%d", i), "男",
			excelize.Cell{StyleID: style, Value: 20_000 + i%9000},
			"群众", fmt.Sprintf("第%d中学教师", i%300),
			"教育界", fmt.Sprintf("138%08d", i), "11010519491231002X",
		}
		for len(row) < 15 {
			row = append(row, i*len(row))
		}
		must(b, w.SetRow(fmt.Sprintf("A%d", i+2), row))
	}
	must(b, w.Flush())
	var buf bytes.Buffer
	must(b, f.Write(&buf))
	return buf.Bytes()
}

// BenchmarkIntake reads the workbook, finds the table and reads every typed cell of its rows.
func BenchmarkIntake(b *testing.B) {
	data := rosterOf20000(b)
	for b.Loop() {
		wb, err := OpenBytes(context.Background(), "x.xlsx", data, Options{})
		must(b, err)
		tables, _ := Find(wb, roster)
		if len(tables) != 1 || len(tables[0].Rows) != 20_000 {
			b.Fatal("rows lost")
		}
		for _, row := range tables[0].Rows {
			for _, field := range roster.Fields {
				_, err := read(row, field)
				must(b, err)
			}
		}
	}
}

// BenchmarkBare reads the same rows with excelize's row reader and does nothing with them.
func BenchmarkBare(b *testing.B) {
	data := rosterOf20000(b)
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		must(b, err)
		rows, err := f.Rows("Sheet1")
		must(b, err)
		n := 0
		for rows.Next() {
			_, err := rows.Columns()
			must(b, err)
			n++
		}
		must(b, rows.Close())
		must(b, f.Close())
		if n != 20_001 {
			b.Fatal("rows lost")
		}
	}
}
