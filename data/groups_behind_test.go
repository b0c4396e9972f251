package data_test

import (
	"context"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// A group that is short in the quarter is on 首页 two weeks before its quarter ends, one line for all of a day, and stays there as missed; the figures
// count it afterwards.
func TestGroupsBehindAreDue(t *testing.T) {
	o := atWork(t)
	o.save(supervision.Visits, record.Values{"on_date": "2026-08-12", "group": "4", "unit": "县水务局"})
	behind := func(day string) string {
		t.Helper()
		due, err := data.Due(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		for _, item := range due {
			if item.Kind == "监督活动" {
				lines = append(lines, item.On+" "+item.Title)
			}
		}
		return strings.Join(lines, "|")
	}
	const second = "2026-03-31 一季度监督活动不足（已错过）：第 4 组|2026-06-30 二季度监督活动不足（已错过）：第 3、4 组"
	const third = second + "|2026-09-30 三季度监督活动不足（已错过）：第 3 组"
	for day, want := range map[string]string{
		"2026-03-20": "2026-03-31 一季度监督活动不足：第 4 组", "2026-09-15": second, "2026-09-16": second + "|2026-09-30 三季度监督活动不足：第 3 组", "2026-11-16": third + "|2026-11-30 四季度监督活动不足：第 3 组",
		"2026-12-20": third + "|2026-11-30 四季度监督活动不足（已错过）：第 3 组|2026-12-31 四季度监督活动不足：第 4 组",
	} {
		if got := behind(day); got != want {
			t.Errorf("on %s: %s, want %s", day, got, want)
		}
	}
	entries, err := data.Agenda(t.Context(), o.DB(), 2026, "2026-06-01", "2026-09-30", "2026-09-16", roster.Groups.Name)
	var seen []string
	for _, e := range entries {
		seen = append(seen, e.On+" "+record.Turns[e.Turn]+" "+e.Who+e.Title)
	}
	if got, want := strings.Join(seen, "|"), "2026-06-30 逾期 第 3 组二季度监督活动不足|2026-06-30 逾期 第 4 组二季度监督活动不足|2026-09-30 到期 第 3 组三季度监督活动不足"; got != want || err != nil {
		t.Errorf("the calendar has %s, %v; want %s", got, err, want)
	}
	figures, err := data.Figures(t.Context(), o.DB(), 2026, "2026-10-01")
	if err != nil {
		t.Fatal(err)
	}
	if short, enough := measure.Of(figures, "groups_short"), measure.Of(figures, "supervisors_suggesting_rate"); short.Num != 2 || enough.Num != 0 || enough.Den != 8 {
		t.Errorf("short %d, suggesting %d / %d", short.Num, enough.Num, enough.Den)
	}
	if err := o.Write(t.Context(), "测试", "设置", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{"group.visits_quarter": "0"})
	}); err != nil {
		t.Fatal(err)
	}
	if got := behind("2026-09-16"); got != "" {
		t.Errorf("nothing is expected, yet %s", got)
	}
}
