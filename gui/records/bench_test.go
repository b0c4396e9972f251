package records

import (
	"context"
	"fmt"
	"runtime"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"cppccdesk/data/datatest"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/grid"
)

// manyMembers fills a store with n members. They are put into the tables as they are: saving each would take a minute at 100,000.
func manyMembers(b *testing.B, n int) *store.Store {
	b.Helper()
	st := datatest.MustOpen(b)
	err := st.Write(b.Context(), "测试", "新建委员", func(ctx context.Context, tx *store.Tx) error {
		id, err := roster.Members.Save(ctx, tx, record.Scope{Year: 2026}, 0, record.Values{"name": "张小明", "sector": "教育界"})
		if err != nil {
			return err
		}
		for _, sql := range []string{
			`WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < ?)
			INSERT INTO person (name, gender, birth_on, political, workplace, job)
			SELECT substr('张单曾白王李赵陈', n % 8 + 1, 1) || substr('建国丽云秀英伟小明强芳', n % 10 + 1, 2) || char(19968 + n % 20000), '男',
				printf('19%02d-%02d-%02d', 50 + n % 45, n % 12 + 1, n % 28 + 1), '中共党员', '县第' || (n % 97) || '中学', '教师' FROM i`,
			`INSERT INTO member (person_id, term_id, sector_id, number, terms_served)
			SELECT p.id, m.term_id, m.sector_id, printf('B%06d', p.id), p.id % 5 FROM person p, member m WHERE m.id = ? AND p.id <> m.person_id`,
		} {
			arg := any(n - 1)
			if sql[0] == 'I' {
				arg = id
			}
			if _, err := tx.ExecContext(ctx, sql, arg); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return st
}

// BenchmarkOpenList measures from the wish to see the list to its rows being in place, and how much of that holds the window up; a bare read
// of the same records stands beside it.
func BenchmarkOpenList(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		store := manyMembers(b, n)
		d := desktest.New(b, store)
		l := New(d, testList)
		d.Native().SetContent(l.Content())
		d.Native().Resize(fyne.NewSize(1366, 768))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var window time.Duration
			for b.Loop() {
				found, err := readRows(b.Context(), store, &l.config, d.Scope())
				if err != nil || len(found) != n {
					b.Fatalf("%d rows, %v", len(found), err)
				}
				start := time.Now()
				l.grid.SetRows(found)
				window += time.Since(start)
			}
			b.ReportMetric(float64(window.Microseconds())/1000/float64(b.N), "SetRows-ms")
		})
		b.Run(fmt.Sprint(n, "/bare read"), func(b *testing.B) {
			for b.Loop() {
				if _, err := roster.Members.Records(b.Context(), store.DB(), d.Scope()); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprint(n, "/memory"), func(b *testing.B) {
			for b.Loop() {
				runtime.GC()
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				rows, err := readRows(context.Background(), store, &l.config, d.Scope())
				runtime.GC()
				runtime.ReadMemStats(&after)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(n), "bytes/row")
				runtime.KeepAlive(rows)
			}
		})
		b.Run(fmt.Sprint(n, "/filter"), func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				l.grid.SetCondition(grid.Condition{Column: "birth_on", From: fmt.Sprintf("19%02d-01-01", 50+i%40)})
			}
			l.grid.ClearFilters()
		})
	}
}
