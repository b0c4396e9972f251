package data_test

import (
	"context"
	"slices"
	"testing"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// What is overdue for more days than the setting says is 严重逾期, as of the day.
func TestVeryLate(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{
		"title": "关于寅的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-01-22", "lead_units": "县水务局", "assigned_on": "2026-03-10", "due_on": "2026-05-10",
	})
	very := func(day string) bool {
		figures, err := proposal.Figures(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		f := measure.Of(figures, "overdue.very")
		if int(f.Num) != len(f.Counted.IDs) {
			t.Errorf("%s: %+v", day, f)
		}
		return slices.Contains(f.Counted.IDs, id)
	}
	for day, want := range map[string]bool{"2026-06-09": false, "2026-06-10": true, "2026-11-20": true} {
		if got := very(day); got != want {
			t.Errorf("%s: %v", day, got)
		}
	}
	if err := o.Write(t.Context(), "测试", "设置", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{"proposal.very_late": "60"})
	}); err != nil {
		t.Fatal(err)
	}
	if very("2026-07-09") || !very("2026-07-10") {
		t.Error("the setting does not count")
	}
	o.mustStep(id, "登记答复", record.Values{"replied_on": "2026-08-01", "result_class": "A"})
	if very("2026-08-01") || !very("2026-07-31") {
		t.Error("a reply ends it from its day on")
	}
}
