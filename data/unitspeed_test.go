package data_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// unitName is what the i-th of many units is called, like no other.
func unitName(i int) string {
	return fmt.Sprintf("县%c%c%c办", '一'+rune(i%50), '二'+rune(i/50%50), '三'+rune(i/2500))
}

// madeBy counts the objects, a row, that it takes to plan the n rows of a workbook of which none is of the outcome.
func madeBy(t *testing.T, s *store.Store, kind *record.Kind, n int, outcome take.Outcome, heading []string, row func(i int) []string) uint64 {
	t.Helper()
	rows := [][]string{heading}
	for i := range n {
		rows = append(rows, row(i))
	}
	workbook := intake.FromText("表", rows)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	im, err := take.PlanWith(t.Context(), s, kind, in2026, workbook, take.Options{})
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	if im.Count(outcome) != n {
		t.Fatalf("%s, want %d %s: %s", im.Summary(), n, outcome, im.Rows[0].Reason)
	}
	return (after.Mallocs - before.Mallocs) / uint64(n)
}

func TestImportOfUnitsGrowsWithTheRows(t *testing.T) {
	s := datatest.MustOpen(t)
	made := func(n int) uint64 {
		return madeBy(t, s, roster.Units, n, take.RowNew, []string{"单位编码", "单位名称"}, func(i int) []string { return []string{fmt.Sprint(10_000 + i), unitName(i)} })
	}
	few, many := made(100), made(1000)
	t.Logf("%d objects a row of 100, %d of 1000", few, many)
	if many > few*3/2 {
		t.Errorf("a row costs %d objects of 100 rows and %d of 1000: all units are looked at for each", few, many)
	}
}

func TestUnknownUnitAmongManyKnownOnesCostsNoMore(t *testing.T) {
	made := func(units int) uint64 {
		s := datatest.MustOpen(t)
		err := s.Write(t.Context(), "测试", "登记单位", func(ctx context.Context, tx *store.Tx) error {
			for i := range units {
				if _, err := tx.Insert(ctx, "unit", store.Columns{"name": unitName(i)}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		heading := []string{"案号", "案由", "第一提案人", "收到日期", "分类", "审查结论", "主办单位", "会办单位", "交办日期"}
		return madeBy(t, s, proposal.Proposals, 100, take.RowRejected, heading, func(i int) []string {
			return []string{fmt.Sprint(i + 1), fmt.Sprintf("关于第%d件事的建议", i+1), "张三", "2026-01-08", "经济发展", "立案", unitName(i), "谁也不是", "2026-03-08"}
		})
	}
	few, many := made(100), made(1500)
	t.Logf("%d objects a row beside 100 units, %d beside 1500", few, many)
	if many > few*2 {
		t.Errorf("a row refused costs %d objects beside 100 units and %d beside 1500: all their names are read for each", few, many)
	}
}
