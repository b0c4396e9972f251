package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/activity"
	"cppccdesk/data/measure"
	"cppccdesk/data/plan"
	"cppccdesk/data/record"
)

// 约访, 活动组会议 and 政情通报 count for the plan and have figures of their own, as of any day.
func TestContactsWithMembersAreCounted(t *testing.T) {
	o := openOffice(t)
	for _, v := range []record.Values{
		{"kind": "约访", "title": "约访一", "started_on": "2026-03-10", "finished_on": "2026-03-10"},
		{"kind": "活动组会议", "title": "第一活动组会议", "started_on": "2026-04-10", "finished_on": "2026-04-10"},
		{"kind": "政情通报", "title": "上半年政情通报", "started_on": "2026-06-20", "finished_on": "2026-06-20"},
	} {
		o.save(activity.Activities, v)
	}
	for _, title := range []string{"委员定期约访", "活动组会议", "政情通报会"} {
		o.save(plan.Items, record.Values{"title": title, "targets": "1次", "from_month": "1月", "to_month": "12月"})
	}
	for day, want := range map[string]string{"2026-03-31": "1 0 0", "2026-05-31": "1 1 0", "2026-06-30": "1 1 1"} {
		progress, err := plan.ProgressOf(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		var counted []string
		for _, p := range progress {
			counted = append(counted, record.WholeNumber(int(p.Targets[0].Done)))
		}
		if got := strings.Join(counted, " "); got != want {
			t.Errorf("the plan on %s: %s, want %s", day, got, want)
		}
		figures, err := data.Figures(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		counted = nil
		for _, code := range []string{"contact.interviews", "contact.group_talks", "contact.briefings"} {
			counted = append(counted, record.WholeNumber(int(measure.Of(figures, code).Num)))
		}
		if got := strings.Join(counted, " "); got != want {
			t.Errorf("figures on %s: %s, want %s", day, got, want)
		}
	}
}

// A half of the year without its briefing is on 首页 two weeks before it ends; one fixed for a day is enough.
func TestBriefingOfHalfAYearIsDue(t *testing.T) {
	o := openOffice(t)
	missing := func(day string) string {
		t.Helper()
		due, err := data.Due(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range due {
			if item.Kind == activity.Briefing {
				return item.On + " " + item.Title
			}
		}
		return ""
	}
	for day, want := range map[string]string{"2026-06-15": "", "2026-06-16": "2026-06-30 上半年政情通报 0 / 1 次", "2026-07-01": "", "2026-12-17": "2026-12-31 下半年政情通报 0 / 1 次"} {
		if got := missing(day); got != want {
			t.Errorf("on %s: %q, want %q", day, got, want)
		}
	}
	o.save(activity.Activities, record.Values{"kind": "政情通报", "title": "下半年政情通报", "started_on": "2026-12-28"})
	if got := missing("2026-12-17"); got != "" {
		t.Errorf("fixed for a day, yet %q", got)
	}
}
