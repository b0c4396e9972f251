package main

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data"
)

// benchRoster writes a roster of n people, all different, as a workbook.
func benchRoster(b *testing.B, path string, n int) {
	b.Helper()
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	rows := [][]any{{"姓名", "性别", "出生日期", "界别", "工作单位", "手机"}}
	for i := range n {
		rows = append(rows, []any{
			"张" + string(rune('一'+i%5000)) + string(rune('一'+i/5000)), "男", fmt.Sprintf("19%02d-%02d-%02d", 50+i%50, 1+i%12, 1+i%28), "教育界",
			fmt.Sprintf("县第%d中学", i%300), fmt.Sprintf("139%08d", i),
		})
	}
	for i, row := range rows {
		if err := w.SetRow(fmt.Sprintf("A%d", i+1), row); err != nil {
			b.Fatal(err)
		}
	}
	if err := errors.Join(w.Flush(), f.SaveAs(path), f.Close()); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkImport runs the whole command import, into a data folder with the program's schema, and beside it in turn a bare excelize reader
// that inserts the same rows into one table of a bare SQLite file in one transaction; it reports the ratio of the two times.
func BenchmarkImport(b *testing.B) {
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			roster := filepath.Join(b.TempDir(), "委员名册.xlsx")
			benchRoster(b, roster, n)
			var bare, ours time.Duration
			for range b.N {
				dir := b.TempDir()
				s, err := data.Open(b.Context(), data.Options{Dir: dir}) // the migrations are not the import's
				if err != nil {
					b.Fatal(err)
				}
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
				start := time.Now()
				bareImport(b, roster, filepath.Join(b.TempDir(), "bare.db"), n)
				bare += time.Since(start)
				start = time.Now()
				if end := run(b.Context(), "import", "members", roster, "--data", dir); end.code != exitDone {
					b.Fatal(end.err)
				}
				ours += time.Since(start)
			}
			b.ReportMetric(ours.Seconds()/bare.Seconds(), "x-bare")
			b.ReportMetric(ours.Seconds()/float64(b.N)/float64(n)*1e6, "µs/row")
		})
	}
}

func bareImport(b *testing.B, roster, path string, n int) {
	b.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		b.Fatal(err)
	}
	f, err := excelize.OpenFile(roster)
	if err != nil {
		b.Fatal(err)
	}
	rows, err := f.Rows("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	if _, err := db.ExecContext(b.Context(), "CREATE TABLE member (id INTEGER PRIMARY KEY, name, sex, born, sector, job, phone)"); err != nil {
		b.Fatal(err)
	}
	tx, err := db.BeginTx(b.Context(), nil)
	if err != nil {
		b.Fatal(err)
	}
	insert, err := tx.PrepareContext(b.Context(), "INSERT INTO member (name, sex, born, sector, job, phone) VALUES (?, ?, ?, ?, ?, ?)")
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
		if _, err := insert.ExecContext(b.Context(), cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]); err != nil {
			b.Fatal(err)
		}
	}
	if err := errors.Join(tx.Commit(), rows.Close(), f.Close(), db.Close()); err != nil || read != n+1 {
		b.Fatalf("%d rows read, %v", read, err)
	}
}
