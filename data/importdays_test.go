package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
)

// Several days in one cell are the first and the last of an activity; what has only one day is refused with them, and what is to come is not done.
func TestImportOfSeveralDays(t *testing.T) {
	o := atWork(t)
	of := func(id int64, from, to string) {
		t.Helper()
		o.expect(activity.Activities, id, record.Values{"started_on": from, "finished_on": to})
	}
	_, im := o.taken(activity.Activities, "名称,类别,时间", "甲,视察,2026年5月6日至8日", "乙,视察,2026.4.30-5.2", "丙,座谈会,2026年5月6日（星期三）上午")
	for i, days := range [][2]string{{"2026-05-06", "2026-05-08"}, {"2026-04-30", "2026-05-02"}, {"2026-05-06", ""}} {
		of(im.Rows[i].ID, days[0], days[1])
	}
	_, im = o.taken(activity.Activities, "名称,类别,时间,完成日期", "丁,视察,2026年5月6日至8日,", "戊,视察,2026年5月6日至8日,2026-05-08", "己,视察,2026年12月30日至31日,")
	of(im.Rows[0].ID, "2026-05-06", "2026-05-08")
	of(im.Rows[1].ID, "2026-05-06", "2026-05-08")
	of(im.Rows[2].ID, "2026-12-30", "")
	if want := "「时间」一栏的最后一天还没有到，没有填「完成日期」"; !strings.Contains(strings.Join(im.Strange, "\n"), want) {
		t.Errorf("of days to come: %q", im.Strange)
	}
	for want, c := range map[string]struct {
		kind *record.Kind
		rows []string
	}{
		"「完成日期」一栏却是「2026-05-09」": {activity.Activities, []string{"名称,类别,时间,完成日期", "庚,视察,2026年5月6日至8日,2026-05-09"}},
		"没有写年份，请写成":              {activity.Activities, []string{"名称,类别,时间", "庚,视察,5月6日至8日"}},
		"写了起止两天，这一项只记一天":         {supervision.Visits, []string{"日期,监督小组,监督形式", "2026年5月6日至8日,3,派驻"}},
		"应为日期": {activity.Activities, []string{"名称,类别,时间", "庚,视察,2026年5月8日至6日"}},
	} {
		if outcome, _ := o.taken(c.kind, c.rows...); !strings.Contains(outcome, want) {
			t.Errorf("%q: %s", c.rows[1], outcome)
		}
	}
	_, im = o.taken(activity.Activities, "年度,名称,类别,时间", "2026,辛,视察,5月6日至8日")
	of(im.Rows[0].ID, "2026-05-06", "2026-05-08")
	if !strings.Contains(strings.Join(im.Strange, "\n"), "按 2026 年读取") {
		t.Errorf("of days without a year: %q", im.Strange)
	}
}
