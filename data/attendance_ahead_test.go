package data_test

import (
	"slices"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/record"
)

// Of an activity to come nobody is offered to be registered as present or absent; leave is.
func TestNobodyIsRegisteredBeforehand(t *testing.T) {
	o := atWork(t)
	id := o.save(activity.Activities, record.Values{"kind": "座谈会", "title": "座谈", "started_on": "2026-05-20"})
	if why := o.takeStep(activity.Activities, id, "通知参会", record.Values{"invite": activity.OfList, "list": "张一"}); why != "" {
		t.Fatal(why)
	}
	for day, want := range map[string][]string{"2026-05-19": {"请假", "准假"}, "2026-05-20": {"到会", "请假", "准假", "缺席"}} {
		all, err := activity.Attendances.Records(t.Context(), o.DB(), record.Scope{Year: 2026, Day: day})
		if err != nil || len(all) != 1 {
			t.Fatal(all, err)
		}
		if got := activity.Attendances.Can(all[0]); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", day, got, want)
		}
	}
}
