package data_test

import (
	"maps"
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// The clock of these stores says 2026-11-23: what happened lies not behind it, deadlines and plans may.
func TestNothingHappenedAfterToday(t *testing.T) {
	o := openOffice(t)
	assigned := record.Values{
		"title": "关于路灯的建议", "proposer": "民革县委", "received_on": "2026-03-01", "conclusion": "立案", "reviewed_on": "2026-03-02",
		"lead_units": "县教育局", "assigned_on": "2026-03-03", "due_on": "2027-06-03",
	}
	id := o.save(proposal.Proposals, assigned)
	for title, with := range map[string]record.Values{
		"收到日期":        {"received_on": "2026-11-24", "conclusion": "", "reviewed_on": "", "lead_units": "", "assigned_on": "", "due_on": ""},
		"审查日期":        {"reviewed_on": "2026-11-24", "lead_units": "", "assigned_on": "", "due_on": ""},
		"「县教育局」的交办日期": {"assigned_on": "2026-11-24"},
		"「县教育局」的答复日期": {"replied_on": "2026-11-24", "result_class": "A"},
		"面商日期":        {"consulted_on": "2026-11-24", "consult_mode": "座谈会"},
		"第 1 轮反馈日期":   {"replied_on": "2026-11-20", "result_class": "A", "feedback_on": "2026-11-24", "satisfaction": "满意"},
	} {
		v := maps.Clone(assigned)
		maps.Copy(v, with)
		if _, sentence := o.saveAs(proposal.Proposals, 0, v); !strings.HasPrefix(sentence, title+" 2026-11-24 晚于今天（2026-11-23）") {
			t.Errorf("%s on the day after today: %q", title, sentence)
		}
	}
	if _, sentence := o.saveAs(proposal.Proposals, id, record.Values{"replied_on": "2026-11-23", "result_class": "A"}); sentence != "" {
		t.Errorf("an answer of today: %q", sentence)
	}
}

func TestStepsAreNotOfTheFuture(t *testing.T) {
	for _, c := range []struct {
		step string
		v    record.Values
		want string
	}{
		{"登记答复", record.Values{"replied_on": "2027-07-01", "result_class": "A"}, "「县教育局」的答复日期 2027-07-01 晚于今天（2026-11-23）"},
		{"签收", record.Values{"accepted_on": "2027-07-01"}, "「县教育局」的签收日期 2027-07-01 晚于今天（2026-11-23）"},
		{"登记面商", record.Values{"on_date": "2027-07-01", "mode": "座谈会"}, "面商日期 2027-07-01 晚于今天（2026-11-23）"},
		{"登记延期", record.Values{"extended_to": "2027-09-01", "extended_by": "李主席", "extended_why": "特批"}, ""},
	} {
		o := openOffice(t)
		id := o.save(proposal.Proposals, record.Values{
			"title": "关于路灯的建议", "proposer": "民革县委", "received_on": "2026-03-01", "conclusion": "立案", "reviewed_on": "2026-03-02",
			"lead_units": "县教育局", "assigned_on": "2026-03-03", "due_on": "2027-06-03",
		})
		err := record.TakeStep(t.Context(), o.Store, "测试", proposal.Proposals, in2026, c.step, c.v, id)
		if got := store.Sentence(err); !strings.HasPrefix(got, c.want) || (got == "") != (c.want == "") {
			t.Errorf("%s: got %q, want %q", c.step, got, c.want)
		}
	}
}

func TestLedgersAreNotOfTheFuture(t *testing.T) {
	o := openOffice(t)
	if _, sentence := o.try(proposal.Tracking, record.Values{"number": "12", "kind": "面商", "due_on": "2027-04-01", "done_on": "2027-04-02"}); !strings.HasPrefix(sentence, "完成日期 2027-04-02 晚于今天") {
		t.Errorf("a node done after today: %q", sentence)
	}
	o.save(proposal.Tracking, record.Values{"number": "12", "kind": "面商", "due_on": "2027-04-01"})
	if _, sentence := o.saveAs(evaluation.Scores, 0, record.Values{"number": "1", "proposal": "12", "name": "张三", "submitted_on": "2027-09-14"}); !strings.HasPrefix(sentence, "交表日期 2027-09-14 晚于今天") {
		t.Errorf("a score sheet of after today: %q", sentence)
	}
}

// What supervision and activities say has happened is not of after today, whatever way it comes in; what is planned may be.
func TestSupervisionAndActivitiesAreNotOfTheFuture(t *testing.T) {
	o := atWork(t)
	letter := o.letter("窗口", "2026-03-10", "甲")
	if sentence := o.takeStep(supervision.Points, o.points(letter)[0], "批准延期", record.Values{"extended_to": "2027-03-10", "extended_on": "2026-11-24", "extended_by": "李主席", "extended_why": "工程未完"}); !strings.HasPrefix(sentence, "延期批准日期 2026-11-24 晚于今天") {
		t.Errorf("an extension granted after today: %q", sentence)
	}
	ahead := record.Values{"on_date": "2026-12-12", "group": "3", "people": "张一"}
	visit := o.save(supervision.Visits, ahead)
	if _, sentence := o.saveAs(supervision.Visits, visit, record.Values{"findings": rowsText(rows.Row{"kind": "问题", "text": "甲"})}); !strings.HasPrefix(sentence, "监督活动 2026-12-12 才举行") {
		t.Errorf("findings of a visit to come: %q", sentence)
	}
	id := o.save(activity.Activities, record.Values{"kind": "汇报会", "title": "年度汇报会", "started_on": "2026-12-12", "finished_on": "2026-12-13"})
	for key, want := range map[string]string{"outcome": "成果", "attendees": "参加人数"} {
		if _, sentence := o.saveAs(activity.Activities, id, record.Values{key: "5"}); !strings.HasPrefix(sentence, "「年度汇报会」2026-12-12 才举行，现在不能填写「"+want+"」") {
			t.Errorf("%s of a meeting to come: %q", key, sentence)
		}
	}
	if got, _ := o.taken(activity.Activities, "类别,名称,开始日期,参加人数", "座谈会,年末座谈会,2026-12-20,30"); !strings.Contains(got, "2026-12-20 才举行") {
		t.Errorf("taken in: %q", got)
	}
}

// An activity counts in its year, so the days it was held on are of that year.
func TestActivityOfAnotherYear(t *testing.T) {
	o := openOffice(t)
	for _, v := range []record.Values{
		{"year": "2026", "kind": "座谈会", "title": "会三", "started_on": "2025-06-08", "finished_on": "2025-06-09"},
		{"year": "2026", "kind": "座谈会", "title": "会三", "started_on": "2025-06-08"},
		{"kind": "座谈会", "title": "会三", "finished_on": "2025-06-09"},
	} {
		if _, sentence := o.try(activity.Activities, v); !strings.Contains(sentence, "不在年度 2026 年内") {
			t.Errorf("%v: %q", v, sentence)
		}
	}
	o.save(activity.Activities, record.Values{"year": "2026", "kind": "专题调研", "title": "跨年的调研", "started_on": "2025-12-20", "finished_on": "2026-01-09"})
}

// What counts as the membership on a day is the term in force on it, whatever year its first session is of.
func TestMembersAreOfTheTermInForce(t *testing.T) {
	o := openOffice(t)
	o.do(
		"UPDATE term SET starts_on = '2021-12-20' WHERE id = 1",
		"INSERT INTO term (id, ordinal, name, starts_on) VALUES (2, 11, '第十一届', '2026-11-20')",
		"INSERT INTO session (id, term_id, ordinal, name, year, opens_on) VALUES (3, 2, 1, '一次会议', 2027, '2027-01-15')",
		"INSERT INTO person (id, name) VALUES (1, '甲'), (2, '乙'), (3, '丙')",
		"INSERT INTO member (id, term_id, person_id, joined_on) VALUES (1, 1, 1, ''), (2, 1, 2, ''), (3, 1, 3, ''), (4, 2, 1, '2026-11-20')",
	)
	for day, want := range map[string]int64{"2026-11-19": 3, "2026-11-20": 1, "2026-11-23": 1, "2027-01-16": 1} {
		figures, err := proposal.Figures(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		if got := measure.Of(figures, "members").Num; got != want {
			t.Errorf("members on %s: got %d, want %d", day, got, want)
		}
	}
}
