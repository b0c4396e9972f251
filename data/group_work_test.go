package data_test

import (
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/activity"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/supervision"
)

// The records behind what a group did are counted as of any day; another group's are not among them.
func TestWorkOfAGroup(t *testing.T) {
	o := atWork(t)
	o.supervisors("赵一", "赵二", "赵三", "赵四")
	o.save(roster.Groups, record.Values{"number": "9", "units": "县公安局", "leader": "赵一", "members": "赵一、赵二、赵三、赵四", "from_on": "2026-03-01"})
	o.save(supervision.Visits, record.Values{"on_date": "2026-05-12", "group": "3"})
	o.save(supervision.Visits, record.Values{"on_date": "2026-08-12", "group": "3", "findings": rowsText(rows.Row{"kind": "建议", "text": "己", "outcome": "已采纳", "settled_on": "2026-08-20"}, rows.Row{"kind": "问题", "text": "庚"})})
	o.save(supervision.Visits, record.Values{"on_date": "2026-08-13", "group": "9", "content": "座谈"})
	o.save(supervision.Directs, record.Values{"on_date": "2026-08-13", "raiser": "张二", "content": "甲"})
	o.letter("一份", "2026-03-10", "一", "二")
	o.letter("起草的", "", "三")
	o.save(activity.Activities, record.Values{
		"kind": "座谈会", "title": "民主监督工作座谈会", "started_on": "2026-10-20", "finished_on": "2026-10-20",
		"attendances": rowsText(rows.Row{"name": "张二", "state": "到会"}),
	})
	o.save(activity.Activities, record.Values{
		"kind": "座谈会", "title": "没有来的", "started_on": "2026-10-21", "finished_on": "2026-10-21",
		"attendances": rowsText(rows.Row{"name": "张二", "state": "缺席"}),
	})
	for day, want := range map[string]string{
		"2026-03-01": "0 0 0 0 2 0 0 0 0 0",
		"2026-05-12": "1 0 0 0 2 1 2 0 0 0",
		"2026-08-19": "2 1 2 0 2 1 2 0 1 0",
		"2026-11-23": "2 1 2 1 2 1 2 0 1 1",
	} {
		figures, err := data.GroupWork(t.Context(), o.DB(), 1, day)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range figures {
			if f.Under != "" {
				continue // points of its rating, which count otherwise than they list
			}
			if f.Num != f.Counted.Len() {
				t.Errorf("%s says %d and lists %d", f.Name, f.Num, f.Counted.Len())
			}
			got = append(got, fmt.Sprint(f.Num))
		}
		if line := strings.Join(got, " "); line != want {
			t.Errorf("on %s: %s, want %s", day, line, want)
		}
	}
}
