package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"cppccdesk/data"
	"cppccdesk/data/datatest"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// asOf is a proposal as of a day, as its page and the commands read it.
func (o office) asOf(id int64, day string) record.Record {
	o.tb.Helper()
	r, err := proposal.Proposals.RecordOn(o.tb.Context(), o.DB(), id, day)
	if err != nil {
		o.tb.Fatal(err)
	}
	return r
}

// silentOn says on a day, and of another, that it is waited no more.
func (o office) silentOn(id int64, day, on string) string {
	o.tb.Helper()
	return store.Sentence(record.TakeStep(o.tb.Context(), o.Store, "测试", proposal.Proposals, record.Scope{Year: 2026, Day: day}, "到期未反馈", record.Values{"silent_on": on}, id))
}

// opinionsDue are the opinions of proposers that are late or soon due on a day, and how many days they are from it.
func (o office) opinionsDue(year int, day string) (all []string) {
	o.tb.Helper()
	due, err := data.Due(o.tb.Context(), o.DB(), year, day)
	if err != nil {
		o.tb.Fatal(err)
	}
	for _, item := range due {
		if item.Kind == "征询意见" {
			all = append(all, fmt.Sprintf("%s %d %s %s", item.On, item.Days, item.Who, item.Title))
		}
	}
	return all
}

// An answered proposal whose opinion is not back is late after its deadline by the office's rule: in its way, its list, the calendar and on the first page.
func TestFeedbackHasADeadline(t *testing.T) {
	o := openOffice(t)
	id := o.handled(answeredBy10May) // Sunday; 15 working days on
	const due = "2026-05-29"
	if got := o.asOf(id, "2026-05-20").Values["feedback_due_on"]; got != due {
		t.Errorf("due on %q", got)
	}
	if got := o.way(id); !strings.Contains(got, due+" 反馈期限 县教育局") {
		t.Errorf("the way\n%s", got)
	}
	for day, want := range map[string]string{"2026-05-14": "", "2026-05-15": "29 14", "2026-06-03": "29 -5"} {
		if got := strings.Join(o.opinionsDue(2026, day), "\n"); want == "" && got != "" || want != "" && !strings.HasPrefix(got, "2026-05-"+want+" 民建县委 ") {
			t.Errorf("on %s due\n%s", day, got)
		}
	}
	entries, err := data.Agenda(t.Context(), o.DB(), 2026, due, due, "2026-06-03", proposal.Proposals.Name)
	if err != nil || !slices.ContainsFunc(entries, func(e data.Entry) bool { return e.What == "征询意见" && e.Turn == record.Overdue }) {
		t.Errorf("the calendar has %v %v", entries, err)
	}
	if n := measure.Of(o.figuresOn("2026-06-03"), "overdue").Num; n != 0 {
		t.Errorf("%d replies overdue", n)
	}
}

// It moves with the rule, and what comes back ends it.
func TestFeedbackDeadlineMovesAndEnds(t *testing.T) {
	o := openOffice(t)
	id := o.handled(answeredBy10May)
	o.setRule("feedback", "10")
	if got := o.asOf(id, "2026-05-20").Values["feedback_due_on"]; got != "2026-05-22" {
		t.Errorf("by another rule due on %q", got)
	}
	o.mustStep(id, "登记反馈", record.Values{"returned_on": "2026-06-04", "result": "满意"})
	if got := o.opinionsDue(2026, "2026-06-04"); got != nil || strings.Contains(o.way(id), "反馈期限") {
		t.Errorf("still due: %v\n%s", got, o.way(id))
	}
	if got := o.opinionsDue(2026, "2026-06-03"); len(got) != 1 {
		t.Errorf("the day before it was due: %v", got)
	}
}

// setRule changes how many working days a rule counts.
func (o office) setRule(code string, workdays string) {
	o.tb.Helper()
	if _, why := o.saveAs(proposal.Deadlines, o.rule(code), record.Values{"workdays": workdays}); why != "" {
		o.tb.Fatal(why)
	}
}

// Once the deadline is over the office waits no more: the proposal is ended without a sheet that came back.
func TestFeedbackThatNeverCame(t *testing.T) {
	o := openOffice(t)
	id := o.handled(answeredBy10May)
	if why := o.silentOn(id, "2026-05-29", "2026-05-29"); !strings.Contains(why, "反馈期限是 2026-05-29，过了这一天") {
		t.Errorf("on the last day: %q", why)
	}
	if can := proposal.Proposals.Can(o.asOf(id, "2026-05-29")); slices.Contains(can, "到期未反馈") {
		t.Errorf("offered on the last day: %v", can)
	}
	if can := proposal.Proposals.Can(o.asOf(id, "2026-05-30")); !slices.Contains(can, "到期未反馈") || can[0] != "登记反馈" {
		t.Errorf("on the day after can be done %v", can)
	}
	if why := o.silentOn(id, "2026-06-10", "2026-05-29"); !strings.Contains(why, "应晚于这一天") {
		t.Errorf("told the last day: %q", why)
	}
}

// It ends the proposal as of its day, changes no figure of what came back, and is undone as it was.
func TestFeedbackThatNeverCameCountsNothing(t *testing.T) {
	o := openOffice(t)
	id := o.handled(answeredBy10May)
	was, dumped := o.figuresOn("2026-06-30"), o.dump()
	if why := o.silentOn(id, "2026-06-10", "2026-06-10"); why != "" {
		t.Fatal(why)
	}
	for day, want := range map[string]string{"2026-06-09": "已答复", "2026-06-10": "已办结"} {
		if got := o.asOf(id, day).Values["status"]; got != want {
			t.Errorf("on %s %s, want %s", day, got, want)
		}
	}
	if got := o.way(id); !strings.Contains(got, "2026-06-10 到期未反馈 县教育局") || strings.Contains(got, "反馈期限") {
		t.Errorf("the way\n%s", got)
	}
	now := o.figuresOn("2026-06-30")
	for _, code := range []string{"returned_rate", "result_satisfaction_rate", "attitude_satisfaction_rate", "reply_rate", "overdue"} {
		if a, b := measure.Of(was, code), measure.Of(now, code); a.Num != b.Num || a.Den != b.Den {
			t.Errorf("%s was %v and is %v", code, a, b)
		}
	}
	if got := o.opinionsDue(2026, "2026-06-30"); got != nil {
		t.Errorf("still due: %v", got)
	}
	if !o.undo(0) || !slices.Equal(dumped, o.dump()) {
		t.Error("undone it is not as it was")
	}
}

// What comes back after all takes the place of the silence: from its day on, or of all of it where it was there by then.
func TestFeedbackAfterSilence(t *testing.T) {
	for on, wants := range map[string][]string{
		"2026-06-20": {"已办结", "已办结", "重新办理", "2026-06-10 到期未反馈 县教育局"},
		"2026-06-05": {"重新办理", "重新办理", "重新办理", "2026-06-05 反馈"},
	} {
		o := openOffice(t)
		id := o.handled(answeredBy10May)
		if why := o.silentOn(id, "2026-06-10", "2026-06-10"); why != "" {
			t.Fatal(why)
		}
		o.mustStep(id, "登记反馈", record.Values{"returned_on": on, "result": "不满意"})
		for i, day := range []string{"2026-06-10", "2026-06-19", "2026-06-20"} {
			if got := o.asOf(id, day).Values["status"]; got != wants[i] {
				t.Errorf("back on %s, on %s %s, want %s", on, day, got, wants[i])
			}
		}
		if got := o.way(id); !strings.Contains(got, wants[3]) || strings.Contains(got, "到期未反馈") != (on > "2026-06-10") {
			t.Errorf("back on %s, the way\n%s", on, got)
		}
		if n := measure.Of(o.figuresOn("2026-06-30"), "returned_rate").Num; n != 1 {
			t.Errorf("back on %s, %d are back", on, n)
		}
	}
}

// After a rework of which nothing was said, what was said of the reply before calls for no further one, and promises are still followed.
func TestSilenceAfterARework(t *testing.T) {
	o := openOffice(t)
	id := o.handled(answeredBy10May)
	o.mustStep(id, "登记反馈", record.Values{"returned_on": "2026-05-20", "result": "不满意"})
	o.mustStep(id, "登记答复", record.Values{"replied_on": "2026-06-20", "result_class": "B"})
	o.mustStep(id, "登记承诺", record.Values{"text": "增设停车位", "due_on": "2026-12-01"})
	today := datatest.Clock.Format(time.DateOnly)
	if why := o.silentOn(id, today, today); why != "" {
		t.Fatal(why)
	}
	o.expect(proposal.Proposals, id, record.Values{"status": "跟踪中"})
	o.mustStep(id, "登记落实", record.Values{"settled_on": today, "outcome": "已落实"})
	o.expect(proposal.Proposals, id, record.Values{"status": "已办结"})
	o.mustStep(id, "归档", record.Values{"archived_on": today})
}

// Of units that answer each for itself each reply has its own deadline; the step waits for the last of them and leaves alone what was said.
func TestSilenceOfSeveralUnits(t *testing.T) {
	o := openOffice(t)
	id := o.split()
	o.mustStep(id, "登记答复", record.Values{"unit": "县教育局", "replied_on": "2026-05-10", "result_class": "A"})
	if got := o.opinionsDue(2026, "2026-06-10"); len(got) != 1 {
		t.Errorf("of the first reply is due %v", got)
	}
	o.mustStep(id, "登记答复", record.Values{"unit": "县水务局", "replied_on": "2026-06-08", "result_class": "A"})
	if why := o.silentOn(id, "2026-06-10", "2026-06-10"); !strings.Contains(why, "反馈期限是 2026-06-30") { // 端午 is in between
		t.Errorf("of the second reply: %q", why)
	}
	o.mustStep(id, "登记反馈", record.Values{"unit": "县水务局", "returned_on": "2026-06-15", "result": "满意"})
	if why := o.silentOn(id, "2026-06-16", "2026-06-16"); why != "" {
		t.Fatal(why)
	}
	o.expect(proposal.Proposals, id, record.Values{"status": "已办结"})
	if got := column(o.part(id, "assignments"), "silent_on"); got != "2026-06-16 " {
		t.Errorf("closed on %q", got)
	}
}

// However it is written, a silence follows a reply of which nothing had been said by then.
func TestSilenceThatCannotBe(t *testing.T) {
	o := openOffice(t)
	id := o.handled(nil)
	set := func(unit, on string) record.Values {
		all := o.part(id, "assignments")
		for _, row := range all {
			if row["unit"] == unit {
				row["silent_on"] = on
			}
		}
		return record.Values{"assignments": rowsText(all...)}
	}
	o.refused(id, set("县教育局", "2026-06-10"), "还没有答复，不能有到期未反馈的日期")
	o.refused(id, set("县公安局", "2026-06-10"), "会办单位，不用征询意见")
	o.mustStep(id, "登记答复", answeredBy10May)
	o.refused(id, set("县教育局", "2026-05-29"), "反馈期限是 2026-05-29")
	o.refused(id, set("县教育局", "2026-12-29"), "晚于今天")
	o.mustStep(id, "登记反馈", record.Values{"returned_on": "2026-06-05", "result": "满意"})
	o.refused(id, set("县教育局", "2026-06-10"), "已于 2026-06-05 收回，不能又在 2026-06-10 记作到期未反馈")
	o.must(id, set("县教育局", "2026-06-03"))
}

// In the next year an opinion that was due in it is asked for, one of the year before no more.
func TestFeedbackDueInTheNextYear(t *testing.T) {
	o := openOffice(t)
	o.handled(record.Values{"replied_on": "2026-11-20", "result_class": "A"})
	o.handled(record.Values{"title": "关于丑的建议", "replied_on": "2026-05-10", "result_class": "A"})
	o.setRule("feedback", "60")
	if got := o.opinionsDue(2027, "2027-03-10"); len(got) != 1 || !strings.Contains(got[0], "2026 年第") {
		t.Errorf("due in the next year: %v", got)
	}
	if got := o.opinionsDue(2026, "2027-03-10"); len(got) != 2 {
		t.Errorf("due in the year: %v", got)
	}
}
