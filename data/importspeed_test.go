package data_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"testing"
	"time"

	"cppccdesk/data"
	"cppccdesk/data/datatest"
	"cppccdesk/data/intake"
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

func planTime(tb testing.TB, store *data.Store, n int) (read, plan time.Duration, memory uint64) {
	tb.Helper()
	workbook := rosterOf(n)
	start := time.Now()
	if _, err := store.ReadTables(tb.Context(), data.Members, data.Scope{}, workbook, data.ImportOptions{}); err != nil {
		tb.Fatal(err)
	}
	read = time.Since(start)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start = time.Now()
	im, err := store.PlanWith(tb.Context(), data.Members, data.Scope{}, workbook, data.ImportOptions{})
	if err != nil {
		tb.Fatal(err)
	}
	plan = time.Since(start)
	runtime.GC()
	runtime.ReadMemStats(&after)
	if im.Count(data.RowNew) != n {
		tb.Fatalf("%s, want %d new", im.Summary(), n)
	}
	return read, plan, after.HeapAlloc - before.HeapAlloc
}

func TestPlanningGrowsWithTheRows(t *testing.T) {
	store := datatest.MustOpen(t)
	sizes := []int{500, 5000}
	var each []time.Duration
	for _, n := range sizes {
		read, plan, memory := planTime(t, store, n)
		each = append(each, plan/time.Duration(n))
		t.Logf("%d rows: read %v, plan %v (%.0f x), %v a row, %d kB kept", n, read, plan, float64(plan)/float64(read), plan/time.Duration(n), memory>>10)
	}
	if each[1] > 4*each[0] {
		t.Errorf("a row costs %v of %d rows and %v of %d: planning does not grow with the rows alone", each[0], sizes[0], each[1], sizes[1])
	}
}

func TestPlanningStopsAtOnce(t *testing.T) {
	store := datatest.MustOpen(t)
	ctx, cancel := context.WithCancel(t.Context())
	var told []int
	var canceled time.Time
	_, err := store.PlanWith(ctx, data.Members, data.Scope{}, rosterOf(3000), data.ImportOptions{Progress: func(done, total int) {
		told = append(told, done)
		if done >= 300 && canceled.IsZero() {
			canceled = time.Now()
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want it canceled", err)
	}
	if late := time.Since(canceled); late > time.Second {
		t.Errorf("it went on for %v", late)
	}
	if len(told) < 10 {
		t.Errorf("progress was told %d times only: %v", len(told), told)
	}
	if n, err := data.Members.Count(t.Context(), store.DB(), data.Scope{}); err != nil || n != 0 {
		t.Errorf("%d members left behind, error %v", n, err)
	}
}

func BenchmarkPlan(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for range b.N {
				store := datatest.MustOpen(b)
				read, plan, memory := planTime(b, store, n)
				b.ReportMetric(float64(plan)/float64(n)/1000, "µs/row")
				b.ReportMetric(float64(plan)/float64(read), "x_read")
				b.ReportMetric(float64(memory)/float64(n), "B_kept/row")
			}
		})
	}
}
