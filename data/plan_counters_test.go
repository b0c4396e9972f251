package data_test

import (
	"strconv"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/plan"
	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
)

// Items count what groups do, the letters with how much of them is signed off, and the 直通车, each as of any day; each number is the size of what it opens.
func TestThePlanCountsSupervision(t *testing.T) {
	o := atWork(t)
	for _, item := range []record.Values{
		{"title": "监督小组开展监督活动", "kind": "", "targets": "3次、1组、4条", "from_month": "3", "to_month": "11"},
		{"title": "监督意见书送达和销号", "kind": "", "targets": "2份、3条、60％", "from_month": "3", "to_month": "11"},
		{"title": "监督直通车", "kind": "", "targets": "2件", "from_month": "3", "to_month": "11"},
	} {
		o.save(plan.Items, item)
	}
	for _, on := range []string{"2026-03-05", "2026-04-06"} {
		o.save(supervision.Visits, record.Values{"group": "3", "on_date": on, "form": "派驻"})
	}
	first := o.points(o.letter("一", "2026-03-10", "甲", "乙"))
	o.letter("二", "2026-05-10", "丙")
	o.letter("三", "", "丁")
	o.signedOff(first[0], "2026-08-06")
	o.signedOff(first[1], "2026-09-06")
	o.reported("路灯不亮")
	done := func(day string) string {
		t.Helper()
		all, err := plan.ProgressOf(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, p := range all {
			for _, of := range p.Targets {
				if of.Counted.Kind == "" || !of.IsRate() && of.Counted.Len() != of.Done {
					t.Errorf("%s %s: %d of %v", p.Item.Title, of.Measure, of.Done, of.Counted)
				}
				if _, err := data.KindByName(of.Counted.Kind); err != nil {
					t.Error(err)
				}
				texts = append(texts, strconv.FormatInt(of.Done, 10)+of.Measure)
			}
			texts = append(texts, string(p.State))
		}
		return strings.Join(texts, " ")
	}
	for day, want := range map[string]string{
		"2026-03-04": "0次 0组 0条 进行中 0份 0条 0% 进行中 0件 进行中",
		"2026-03-31": "1次 1组 0条 进行中 1份 2条 0% 进行中 0件 进行中",
		"2026-08-06": "2次 1组 0条 进行中 2份 3条 33% 进行中 1件 进行中",
		"2026-09-06": "2次 1组 0条 进行中 2份 3条 66% 已完成 1件 进行中",
	} {
		if got := done(day); got != want {
			t.Errorf("on %s\n%s, want\n%s", day, got, want)
		}
	}
	if got := o.figures("2026-09-06", "plan..%"); got != "66.67%" {
		t.Errorf("the rate is %s", got)
	}
	for targets, words := range map[string]string{"120%": "不能超过 100%", "3人": "不能以「3人」为目标"} {
		if _, why := o.saveAs(plan.Items, 0, record.Values{"title": "销号", "targets": targets, "from_month": "3"}); !strings.Contains(why, words) {
			t.Errorf("%s: %q", targets, why)
		}
	}
}
