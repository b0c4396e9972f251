package main

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/datatest"
	"cppccdesk/data/store"
)

// table is a kind's rows as a workbook has them, all different.
type table struct {
	kind    string
	heading []any
	row     func(i int) []any
}

var benchTables = []table{
	{"members", []any{"姓名", "性别", "出生日期", "界别", "工作单位", "手机"}, func(i int) []any {
		return []any{
			"张" + string(rune('一'+i%5000)) + string(rune('一'+i/5000)), "男", fmt.Sprintf("19%02d-%02d-%02d", 50+i%50, 1+i%12, 1+i%28), "教育界",
			fmt.Sprintf("县第%d中学", i%300), fmt.Sprintf("139%08d", i),
		}
	}},
	{"proposals", []any{"案号", "案由", "第一提案人", "收到日期", "分类", "内容", "审查结论", "主办单位", "交办日期"}, func(i int) []any {
		text := make([]rune, 1800)
		for j := range text {
			text[j] = '一' + rune((i*31+j*7)%5000)
		}
		return []any{
			i + 1, fmt.Sprintf("关于第%d件事的建议", i+1), "张" + string(rune('一'+i%200)), fmt.Sprintf("2026-%02d-%02d", 1+i%2, 1+i%28), "经济发展", string(text), "立案",
			fmt.Sprintf("县第%d局", i%60), fmt.Sprintf("2026-03-%02d", 1+i%28),
		}
	}},
}

// write makes the workbook with n rows.
func (t table) write(b *testing.B, path string, n int) {
	b.Helper()
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	if err := w.SetRow("A1", t.heading); err != nil {
		b.Fatal(err)
	}
	for i := range n {
		if err := w.SetRow(fmt.Sprintf("A%d", i+2), t.row(i)); err != nil {
			b.Fatal(err)
		}
	}
	if err := errors.Join(w.Flush(), f.SaveAs(path), f.Close()); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkImport runs the whole command import, into a data folder with the program's schema, and beside it in turn a bare excelize reader
// that inserts the same rows into one table of a bare SQLite file in one transaction; it reports the ratio of the two times, and of what the
// processors worked meanwhile.
func BenchmarkImport(b *testing.B) {
	for _, of := range benchTables {
		for _, n := range []int{1000, 5000} {
			b.Run(fmt.Sprintf("%s/%d", of.kind, n), func(b *testing.B) {
				file := filepath.Join(b.TempDir(), "台账.xlsx")
				of.write(b, file, n)
				units := filepath.Join(b.TempDir(), "单位.xlsx") // that the proposals go to
				table{heading: []any{"单位编码", "单位名称"}, row: func(i int) []any { return []any{100 + i, fmt.Sprintf("县第%d局", i)} }}.write(b, units, 60)
				var bare, ours spent
				for range b.N {
					dir := b.TempDir()
					s, err := store.Open(b.Context(), store.Options{Dir: dir}) // the migrations are not the import's
					if err != nil {
						b.Fatal(err)
					}
					if err := s.Close(); err != nil {
						b.Fatal(err)
					}
					if end := run(b.Context(), "import", "units", units, "--data", dir); end.code != exitDone {
						b.Fatal(end.err)
					}
					bare.add(b, func() { bareImport(b, file, filepath.Join(b.TempDir(), "bare.db"), of, n) })
					ours.add(b, func() {
						if end := run(b.Context(), "import", of.kind, file, "--data", dir); end.code != exitDone {
							b.Fatal(end.err)
						}
					})
				}
				b.ReportMetric(ours.time.Seconds()/bare.time.Seconds(), "x-bare")
				b.ReportMetric(ours.processor.Seconds()/bare.processor.Seconds(), "x-bare-processor")
				b.ReportMetric(ours.time.Seconds()/float64(b.N)/float64(n)*1e6, "µs/row")
				b.ReportMetric(ours.processor.Seconds()/float64(b.N)/float64(n)*1e6, "processor-µs/row")
			})
		}
	}
}

// spent is what was spent on something.
type spent struct{ time, processor time.Duration }

func (s *spent) add(b *testing.B, do func()) {
	b.Helper()
	start, worked := time.Now(), datatest.ProcessorTime(b)
	do()
	s.time += time.Since(start)
	s.processor += datatest.ProcessorTime(b) - worked
}

func bareImport(b *testing.B, file, path string, of table, n int) {
	b.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		b.Fatal(err)
	}
	f, err := excelize.OpenFile(file)
	if err != nil {
		b.Fatal(err)
	}
	rows, err := f.Rows("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	columns, marks := "id INTEGER PRIMARY KEY", "NULL"
	for i := range of.heading {
		columns += fmt.Sprintf(", c%d", i)
		marks += ", ?"
	}
	if _, err := db.ExecContext(b.Context(), "CREATE TABLE bare ("+columns+")"); err != nil {
		b.Fatal(err)
	}
	tx, err := db.BeginTx(b.Context(), nil)
	if err != nil {
		b.Fatal(err)
	}
	insert, err := tx.PrepareContext(b.Context(), "INSERT INTO bare VALUES ("+marks+")")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = insert.Close() }()
	read := 0
	for ; rows.Next(); read++ {
		cells, err := rows.Columns()
		if err != nil {
			b.Fatal(err)
		}
		if read == 0 {
			continue // the heading
		}
		args := make([]any, len(cells))
		for i, cell := range cells {
			args[i] = cell
		}
		if _, err := insert.ExecContext(b.Context(), args...); err != nil {
			b.Fatal(err)
		}
	}
	if err := errors.Join(tx.Commit(), rows.Close(), f.Close(), db.Close()); err != nil || read != n+1 {
		b.Fatalf("%d rows read, %v", read, err)
	}
}
