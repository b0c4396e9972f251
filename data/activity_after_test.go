package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/record"
)

// After an activity its results and its papers are what it lacks, seen in the list and as the step that is next; before it nothing is.
func TestWhatAnActivityStillLacks(t *testing.T) {
	o := openOffice(t)
	held := o.save(activity.Activities, record.Values{"kind": "座谈会", "title": "座谈", "started_on": "2026-05-20"})
	ahead := o.save(activity.Activities, record.Values{"kind": "座谈会", "title": "以后的", "planned_on": "2026-12"})
	o.expect(activity.Activities, held, record.Values{"after": "缺成果、缺附件"})
	o.expect(activity.Activities, ahead, record.Values{"after": ""})
	results := record.Values{"outcome": "形成三条建议", "finished_on": "2026-05-20"}
	if sentence := o.takeStep(activity.Activities, ahead, "登记成果", results); !strings.Contains(sentence, "还没有开始日期") {
		t.Errorf("before it: %q", sentence)
	}
	if sentence := o.takeStep(activity.Activities, held, "登记成果", results); sentence != "" {
		t.Fatal(sentence)
	}
	o.expect(activity.Activities, held, record.Values{"after": "缺附件", "outcome": "形成三条建议", "finished_on": "2026-05-20"})
	if sentence := o.takeStep(activity.Activities, held, "登记成果", results); !strings.Contains(sentence, "成果已登记") {
		t.Errorf("twice: %q", sentence)
	}
	o.attach(activity.Activities, held, "纪要.docx", "甲")
	o.expect(activity.Activities, held, record.Values{"after": "已齐"})
	other := o.save(activity.Activities, record.Values{"kind": "视察", "title": "视察", "started_on": "2026-06-20"})
	o.attach(activity.Activities, other, "签到表.xlsx", "甲")
	o.expect(activity.Activities, other, record.Values{"after": "缺成果"})
	all, err := activity.Activities.Records(t.Context(), o.DB(), record.Scope{Year: 2026, Day: "2026-05-19"})
	if err != nil || all[0].Values["after"] != "" {
		t.Errorf("the day before: %v, %v", all[0].Values, err)
	}
}
