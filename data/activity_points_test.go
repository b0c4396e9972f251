package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data"
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
		o.goes(supervision.Letters, letter, s)
	}
	if found := o.brokenOf(supervision.Points); len(found) > 0 {
		t.Errorf("found %q", found)
	}
	o.withoutActivity(letter, may)
}

// withoutActivity deletes the activity that points of a letter come from while the letter is in the bin, and brings that back.
func (o office) withoutActivity(letter, held int64) {
	o.tb.Helper()
	o.remove(supervision.Letters, letter)
	o.remove(activity.Activities, held)
	if err := o.restore(record.BinKey{Kind: supervision.Letters.Name, ID: letter}); err != nil {
		o.tb.Fatal(err)
	}
	if found := strings.Join(o.brokenOf(supervision.Points), "|"); !strings.Contains(found, "的来源活动「营商环境座谈会」已经删除") {
		o.tb.Errorf("found %q", found)
	}
}

// The step 转整改 writes an opinion raised at an activity into a letter to the unit that is still being drafted for it, else into a new one, each once.
func TestOpinionRaisedAtAnActivity(t *testing.T) {
	o := atWork(t)
	held := o.save(activity.Activities, record.Values{"kind": "座谈会", "title": "营商环境座谈会", "started_on": "2026-05-20"})
	ahead := o.save(activity.Activities, record.Values{"kind": "座谈会", "title": "还没有开的", "planned_on": "2026-12"})
	for _, s := range []struct {
		id         int64
		unit, text string
		want       string
	}{
		{held, "县水务局", "公开缴费标准", ""},
		{held, "县水务局", "公开缴费标准", "已写入给县水务局的「关于「营商环境座谈会」意见的监督意见」"},
		{held, "县水务局", "延长窗口时间", ""},
		{held, "县教育局", "公开缴费标准", ""},
		{held, "没有的局", "公开缴费标准", "没有的局"},
		{held, "", "公开缴费标准", "缺少「被监督单位」"},
		{held, "县教育局", "", "缺少「意见内容」"},
		{ahead, "县水务局", "早了", "还没有开始日期"},
	} {
		sentence := o.takeStep(activity.Activities, s.id, data.RaiseStep, record.Values{"unit": s.unit, "text": s.text})
		if s.want == "" && sentence != "" || !strings.Contains(sentence, s.want) {
			t.Errorf("%s to %q: %q, want %q", s.text, s.unit, sentence, s.want)
		}
	}
	all, err := supervision.Points.Records(t.Context(), o.DB(), in2026)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range all {
		got = append(got, strings.Join([]string{r.Values["title"], r.Values["unit"], r.Values["text"], r.Values["source"], r.Values["status"]}, " "))
	}
	want := "关于「营商环境座谈会」意见的监督意见 县水务局 公开缴费标准 会议活动 营商环境座谈会 未送达|" +
		"关于「营商环境座谈会」意见的监督意见 县水务局 延长窗口时间 会议活动 营商环境座谈会 未送达|" +
		"关于「营商环境座谈会」意见的监督意见 县教育局 公开缴费标准 会议活动 营商环境座谈会 未送达"
	if strings.Join(got, "|") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if work, err := supervision.ActivityWork(t.Context(), o.DB(), held, "2026-11-23"); err != nil || work[0].Num != 3 {
		t.Errorf("what has come of it: %v, %v", work, err)
	}
}

// What a point can come from is offered in words that its field takes.
func TestOriginsAreTaken(t *testing.T) {
	o := atWork(t)
	o.save(activity.Activities, record.Values{"kind": "座谈会", "title": "营商环境座谈会", "started_on": "2026-05-20"})
	o.save(activity.Activities, record.Values{"kind": "视察", "title": "小组会议", "started_on": "2026-03-02"})
	o.save(activity.Activities, record.Values{"kind": "座谈会", "title": "小组会议", "started_on": "2026-06-02"})
	offered, err := supervision.OriginsOf(t.Context(), o.Store, 2026)
	if err != nil || len(offered) < 3 {
		t.Fatalf("offered %v, %v", offered, err)
	}
	var points []rows.Row
	for i, w := range offered {
		points = append(points, rows.Row{"text": "意见" + strings.Repeat("甲", i+1), "source": w.Word})
	}
	id := o.save(supervision.Letters, record.Values{"title": "都写上", "unit": "县水务局", "points": rows.Text(points)})
	letter, err := supervision.Letters.Record(t.Context(), o.DB(), id)
	if err != nil {
		t.Fatal(err)
	}
	stored, err := rows.Parse(letter.Values["points"])
	if err != nil || len(stored) != len(offered) {
		t.Fatalf("stored %v, %v", stored, err)
	}
	for i, row := range stored {
		if row["source"] != offered[i].Word {
			t.Errorf("offered %q, stored %q", offered[i].Word, row["source"])
		}
	}
}
