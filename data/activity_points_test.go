package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/supervision"
)

// What is raised at an activity becomes a point that says so: activities of one name are told apart by their day, and a letter is not handed in before them.
func TestPointsOfActivities(t *testing.T) {
	o := atWork(t)
	may := o.save(activity.Activities, record.Values{"kind": "座谈会", "title": "营商环境座谈会", "started_on": "2026-05-20", "finished_on": "2026-05-20"})
	o.save(activity.Activities, record.Values{"kind": "视察", "title": "小组会议", "started_on": "2026-03-02"})
	june := o.save(activity.Activities, record.Values{"kind": "座谈会", "title": "小组会议", "started_on": "2026-06-02"})
	letter := o.save(supervision.Letters, record.Values{"title": "会上的", "unit": "县水务局", "points": rowsText(
		rows.Row{"text": "甲", "source": "会议活动 营商环境座谈会"}, rows.Row{"text": "乙", "source": "会议活动 2026-06-02 小组会议"},
	)})
	all, err := supervision.Points.Records(t.Context(), o.DB(), in2026)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range all {
		got = append(got, r.Values["origin"]+" "+r.Values["source"])
	}
	if want := "会议活动 会议活动 营商环境座谈会|会议活动 会议活动 2026-06-02 小组会议"; strings.Join(got, "|") != want {
		t.Errorf("got %s, want %s", strings.Join(got, "|"), want)
	}
	for id, want := range map[int64]int64{may: 1, june: 1} {
		work, err := supervision.ActivityWork(t.Context(), o.DB(), id, "2026-11-23")
		if err != nil || work[0].Num != want || work[1].Num != 0 {
			t.Errorf("of activity %d has come %v, %v", id, work, err)
		}
	}
	for want, points := range map[string]rows.Row{
		"2026 年没有「会议活动 没开的会」":                         {"text": "甲", "source": "会议活动 没开的会"},
		"2026 年有 2 次「小组会议」，请在名称前写明日期":                 {"text": "甲", "source": "会议活动 小组会议"},
		"应写成「直通车 2026-3」「提案 2026-12」":                 {"text": "甲", "source": "信访"},
		"送审日期 2026-05-10 早于来源活动「营商环境座谈会」的 2026-05-20": {"text": "甲", "source": "会议活动 营商环境座谈会"},
	} {
		if _, sentence := o.saveAs(supervision.Letters, 0, record.Values{"title": "又", "unit": "县水务局", "submitted_on": "2026-05-10", "points": rowsText(points)}); !strings.Contains(sentence, want) {
			t.Errorf("got %q, want %q", sentence, want)
		}
	}
	if sentence := o.takeStep(supervision.Letters, letter, "送审", record.Values{"submitted_on": "2026-05-10"}); !strings.Contains(sentence, "早于来源活动") {
		t.Errorf("handed in before its activity: %q", sentence)
	}
	for _, s := range []stepTo{
		{"送审", record.Values{"submitted_on": "2026-06-10"}, ""},
		{"领导审签", record.Values{"leader_on": "2026-06-11", "leader": "李主席"}, ""},
		{"主席会议审定", record.Values{"approved_on": "2026-06-12"}, ""},
		{"送达", record.Values{"delivered_on": "2026-06-15"}, ""},
	} {
		if sentence := o.takeStep(supervision.Letters, letter, s.name, s.v); sentence != "" {
			t.Fatalf("%s: %s", s.name, sentence)
		}
	}
	if found := o.brokenOf(supervision.Points); len(found) > 0 {
		t.Errorf("found %q", found)
	}
	o.remove(activity.Activities, may)
	if found := strings.Join(o.brokenOf(supervision.Points), "|"); !strings.Contains(found, "的来源活动「营商环境座谈会」已经删除") {
		t.Errorf("found %q", found)
	}
}
