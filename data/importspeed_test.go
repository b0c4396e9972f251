package data_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"testing"
	"time"

	"cppccdesk/data/datatest"
	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// rosterOf makes a roster of n people as rows of text, all different.
func rosterOf(n int) *intake.Workbook {
	rows := [][]string{{"姓名", "性别", "出生日期", "界别", "工作单位", "手机"}}
	for i := range n {
		rows = append(rows, []string{
			"张" + string(rune('一'+i%5000)) + string(rune('一'+i/5000)), "男", fmt.Sprintf("19%02d-%02d-%02d", 50+i%50, 1+i%12, 1+i%28), "教育界",
			fmt.Sprintf("县第%d中学", i%300), fmt.Sprintf("139%08d", i),
		})
	}
	return intake.FromText("名册", rows)
}

// planning is what planning an import took.
type planning struct {
	read, plan time.Duration
	kept       uint64 // bytes
	made       uint64 // objects, a measure of the work that does not depend on the machine
}

func measurePlan(tb testing.TB, store *store.Store, n int) (p planning) {
	tb.Helper()
	workbook := rosterOf(n)
	start := time.Now()
	if _, err := take.ReadTables(tb.Context(), store, roster.Members, record.Scope{}, workbook, take.Options{}); err != nil {
		tb.Fatal(err)
	}
	p.read = time.Since(start)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start = time.Now()
	im, err := take.PlanWith(tb.Context(), store, roster.Members, record.Scope{}, workbook, take.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	p.plan = time.Since(start)
	runtime.GC()
	runtime.ReadMemStats(&after)
	p.kept, p.made = after.HeapAlloc-before.HeapAlloc, after.Mallocs-before.Mallocs
	if im.Count(take.RowNew) != n {
		tb.Fatalf("%s, want %d new", im.Summary(), n)
	}
	return p
}

func TestPlanningGrowsWithTheRows(t *testing.T) {
	store := datatest.MustOpen(t)
	few, many := 200, 2000
	of, ofMany := measurePlan(t, store, few).made/uint64(few), measurePlan(t, store, many).made/uint64(many)
	t.Logf("%d objects a row of %d, %d of %d", of, few, ofMany, many)
	if ofMany > of*3/2 {
		t.Errorf("a row costs %d objects of %d rows and %d of %d: planning does not grow with the rows alone", of, few, ofMany, many)
	}
}

func TestPlanningStopsAtOnce(t *testing.T) {
	store := datatest.MustOpen(t)
	ctx, cancel := context.WithCancel(t.Context())
	var told []int
	after := 0 // how often it told of rows when it had been canceled
	_, err := take.PlanWith(ctx, store, roster.Members, record.Scope{}, rosterOf(3000), take.Options{Progress: func(done, total int) {
		told = append(told, done)
		if ctx.Err() != nil {
			after++
		}
		if done >= 300 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want it canceled", err)
	}
	if after > 1 {
		t.Errorf("it told of rows %d times after it was canceled", after)
	}
	if len(told) < 10 {
		t.Errorf("progress was told %d times only: %v", len(told), told)
	}
	if n, err := roster.Members.Count(t.Context(), store.DB(), record.Scope{}); err != nil || n != 0 {
		t.Errorf("%d members left behind, error %v", n, err)
	}
}

func BenchmarkPlan(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for range b.N {
				store := datatest.MustOpen(b)
				p := measurePlan(b, store, n)
				b.ReportMetric(float64(p.plan)/float64(n)/1000, "µs/row")
				b.ReportMetric(float64(p.plan)/float64(p.read), "x_read")
				b.ReportMetric(float64(p.kept)/float64(n), "B_kept/row")
			}
		})
	}
}
