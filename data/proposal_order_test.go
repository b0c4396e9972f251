package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// A proposal that is no longer, or not yet, filed has no units; filing one that has them is one step.
func TestConclusionWithUnits(t *testing.T) {
	o := openOffice(t)
	id := o.handled(answeredBy10May)
	o.refused(id, record.Values{"conclusion": ""}, "「县教育局」已于 2026-05-10 答复，审查结论不能空着")
	open := o.handled(record.Values{"title": "关于丑的建议"})
	o.refused(open, record.Values{"conclusion": "", "reviewed_on": ""}, "有承办单位「县教育局」，审查结论却空着")
	if _, got := o.try(proposal.Proposals, record.Values{"title": "关于寅的建议", "proposer": "民建县委", "lead_units": "县教育局"}); !strings.Contains(got, "审查结论却空着") {
		t.Errorf("got %q", got)
	}
	for status, old := range map[string]int64{"办理中": open, "已答复": id} { // stored before this was refused
		o.do("UPDATE proposal SET conclusion = '', status = '已提交'")
		if can := o.can(old); !slices.Equal(can, []string{"立案", "登记初审", "登记复审"}) {
			t.Errorf("offered are %v", can)
		}
		if got := o.step(old, "立案", record.Values{"reviewed_on": "2026-02-01"}); got != "" {
			t.Error(got)
		}
		o.expect(proposal.Proposals, old, record.Values{"status": status})
	}
}

// An opinion is of a reply that there is, and a round follows the reply of the one before.
func TestOpinionsAndRoundsFollowReplies(t *testing.T) {
	o := openOffice(t)
	id := o.handled(answeredBy10May)
	waiting := o.handled(record.Values{"title": "关于丑的建议"})
	o.refused(waiting, record.Values{"feedback_on": "2026-05-20", "satisfaction": "满意"}, "「县教育局」在第一次办理中还没有答复")
	o.refused(id, o.more(id, "feedback", rows.Row{"round": "1", "unit": "县公安局", "result": "满意"}), "「县公安局」在第一次办理中还没有答复，不能有对它的征询意见")
	o.must(id, o.more(id, "assignments", rows.Row{"round": "1", "unit": "县水务局", "role": "会办", "assigned_on": "2026-03-10", "returned_on": "2026-03-12"}))
	o.refused(id, o.more(id, "feedback", rows.Row{"round": "1", "unit": "县水务局", "result": "满意"}), "「县水务局」已于 2026-03-12 同意申退")
	o.refused(id, o.more(id, "feedback", rows.Row{"round": "2", "unit": "县教育局", "result": "满意"}), "「县教育局」不是第 2 轮办理的承办单位")
	o.must(id, record.Values{"feedback_on": "2026-05-20", "satisfaction": "不满意"})
	o.refused(id, o.unit(id, 0, rows.Row{"replied_on": "", "result_class": ""}), "不能有征询意见")
	o.refused(id, o.more(id, "assignments", rows.Row{"round": "2", "unit": "县卫生健康局", "role": "主办", "assigned_on": "2026-05-09"}),
		"「县卫生健康局」的重办交办日期 2026-05-09 早于「县教育局」的答复日期 2026-05-10")
	o.refused(waiting, o.more(waiting, "assignments", rows.Row{"round": "2", "unit": "县卫生健康局", "role": "主办"}), "第 2 轮办理以前还没有单位答复")
	for _, s := range []struct {
		step string
		v    record.Values
	}{
		{"重新交办", record.Values{"assigned_on": "2026-05-25"}},
		{"登记答复", record.Values{"replied_on": "2026-06-10", "result_class": "B"}},
		{"登记反馈", record.Values{"returned_on": "2026-06-20", "result": "不满意"}},
		{"重新交办", record.Values{"assigned_on": "2026-06-25"}},
	} {
		if got := o.step(id, s.step, s.v); got != "" {
			t.Fatal(got)
		}
	}
	o.refused(id, record.Values{"again_replied_on": "", "again_feedback_on": "", "again_satisfaction": ""}, "「县教育局」在第 2 轮办理中还没有答复，却已有第 3 轮办理")
}

// A rework begins no earlier than the opinion that it is for, whichever way it is told; that of a unit follows what was said of it.
func TestReworkFollowsTheOpinion(t *testing.T) {
	o := openOffice(t)
	id := o.handled(answeredBy10May)
	if got := o.step(id, "登记反馈", record.Values{"returned_on": "2026-05-28", "result": "不满意"}); got != "" {
		t.Fatal(got)
	}
	const words = "「县教育局」的重办交办日期 2026-05-25 早于第 1 轮「不满意」的反馈日期 2026-05-28，请核对。"
	if got := o.step(id, "重新交办", record.Values{"assigned_on": "2026-05-25"}); !strings.Contains(got, words) {
		t.Errorf("by the step: %q", got)
	}
	o.refused(id, record.Values{"again_on": "2026-05-25"}, words)
	table := [][]string{{"案号", "轮次", "承办单位", "分工", "交办日期"}, {o.values(proposal.Proposals, id)["number"], "2", "县教育局", "主办", "2026-05-25"}}
	if got := o.imported(proposal.Assignments, table...); !strings.Contains(got, words) {
		t.Errorf("by a file: %q", got)
	}
	if got := o.step(id, "重新交办", record.Values{"assigned_on": "2026-05-28"}); got != "" {
		t.Error(got)
	}
	split := o.save(proposal.Proposals, record.Values{
		"title": "关于丑的建议", "proposer": "民建县委", "conclusion": "立案", "assignments": rows.Text([]rows.Row{
			{"round": "1", "unit": "县教育局", "role": "分办", "assigned_on": "2026-03-10", "replied_on": "2026-05-10"}, {"round": "1", "unit": "县水务局", "role": "分办", "assigned_on": "2026-03-10", "replied_on": "2026-05-10"},
		}),
	})
	o.must(split, o.more(split, "feedback", rows.Row{"round": "1", "unit": "县教育局", "returned_on": "2026-05-20", "result": "不满意"}))
	o.must(split, o.more(split, "feedback", rows.Row{"round": "1", "unit": "县水务局", "returned_on": "2026-06-20", "result": "不满意"}))
	o.must(split, o.more(split, "assignments", rows.Row{"round": "2", "unit": "县教育局", "role": "分办", "assigned_on": "2026-05-20"}))
	o.refused(split, o.more(split, "assignments", rows.Row{"round": "2", "unit": "县水务局", "role": "分办", "assigned_on": "2026-05-20"}), "「县水务局」的重办交办日期 2026-05-20 早于第 1 轮「不满意」的反馈日期 2026-06-20")
}

// Whatever is dated follows what it comes after, and the sentence names both.
func TestDatesOfAProposalFollowEachOther(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"replied_on": "2026-05-10", "feedback_on": "2026-05-20", "satisfaction": "满意"})
	for _, c := range []struct {
		name  string
		v     record.Values
		words string
	}{
		{"reviewed before it came in", record.Values{"reviewed_on": "2026-01-10"}, "审查日期 2026-01-10 早于收到日期 2026-01-20"},
		{"reviewed after the assignment", record.Values{"reviewed_on": "2026-03-11"}, "「县教育局」的交办日期 2026-03-10 早于审查日期 2026-03-11"},
		{"reviewed after the reply", record.Values{"reviewed_on": "2026-06-01", "assigned_on": ""}, "「县教育局」的答复日期 2026-05-10 早于审查日期 2026-06-01"},
		{"answered before the assignment", record.Values{"replied_on": "2026-03-09"}, "「县教育局」的答复日期 2026-03-09 早于「县教育局」的交办日期 2026-03-10"},
		{"due before the assignment", record.Values{"due_on": "2026-03-01"}, "「县教育局」的办理期限 2026-03-01 早于「县教育局」的交办日期 2026-03-10"},
		{"extended to before the deadline", o.unit(id, 0, rows.Row{"extended_to": "2026-06-01", "extended_on": "2026-05-01", "extended_by": "李主席", "extended_why": "等上级批复"}), "「县教育局」的延期至 2026-06-01 早于「县教育局」的办理期限 2026-06-10"},
		{"extended before the assignment", o.unit(id, 0, rows.Row{"extended_to": "2026-03-01", "extended_on": "2026-05-01", "extended_by": "李主席", "extended_why": "等上级批复"}), "「县教育局」的延期至 2026-03-01 早于"},
		{"let go before the assignment", o.unit(id, 1, rows.Row{"returned_on": "2026-03-01"}), "「县公安局」的申退同意日期 2026-03-01 早于「县公安局」的交办日期 2026-03-10"},
		{"an opinion before the reply", record.Values{"feedback_on": "2026-05-09"}, "反馈日期 2026-05-09 早于答复日期 2026-05-10"},
		{"a talk before it came in", record.Values{"consulted_on": "2026-01-02", "consulted_by": "面谈"}, "面商日期 2026-01-02 早于收到日期 2026-01-20"},
	} {
		t.Run(c.name, func(t *testing.T) {
			office{o.Store, t}.refused(id, c.v, c.words)
		})
	}
	table := [][]string{{"案号", "案由", "提案人", "收到日期", "审查日期", "主办单位", "交办日期", "答复日期"}, {"31", "关于卯的建议", "民建县委", "2026-01-20", "2026-06-01", "县教育局", "2026-03-10", "2026-05-10"}}
	if got := o.imported(proposal.Proposals, table...); !strings.Contains(got, "早于审查日期 2026-06-01") {
		t.Errorf("taken in: %q", got)
	}
}

func TestNotesAreAddedTo(t *testing.T) {
	o := openOffice(t)
	id := o.handled(nil)
	o.must(id, o.unit(id, 0, rows.Row{"note": "联系人 3 月起换人"}))
	for _, s := range []struct {
		v    record.Values
		want string
	}{
		{record.Values{"extended_to": "2026-07-10", "extended_by": "李主席", "extended_why": "补批，等上级批复", "note": "等上级批复"}, "联系人 3 月起换人\n等上级批复"},
		{record.Values{"extended_to": "2026-07-20", "extended_by": "李主席", "extended_why": "补批，等上级批复"}, "联系人 3 月起换人\n等上级批复"},
	} {
		if got := o.step(id, "登记延期", s.v); got != "" {
			t.Fatal(got)
		}
		if got := o.part(id, "assignments")[0]["note"]; got != s.want {
			t.Errorf("note %q, want %q", got, s.want)
		}
	}
	if got := o.step(id, "登记延期", record.Values{"extended_to": "2026-06-01", "extended_by": "李主席", "extended_why": "等上级批复"}); !strings.Contains(got, "延期至 2026-06-01 不晚于现在的期限 2026-07-20") {
		t.Errorf("got %q", got)
	}
}

// A talk is with a unit that works, or worked, on the proposal.
func TestTalksKeepTheirUnit(t *testing.T) {
	o := openOffice(t)
	id := o.handled(nil)
	o.must(id, o.more(id, "consultations", rows.Row{"on_date": "2026-04-01", "mode": "面谈", "unit": "县公安局"}))
	o.refused(id, record.Values{"co_units": ""}, "2026-04-01的面商是与「县公安局」进行的")
	o.refused(id, o.changed(id, "assignments", func(all []rows.Row) []rows.Row { return all[:1] }), "2026-04-01的面商是与「县公安局」进行的")
	o.must(id, o.unit(id, 1, rows.Row{"returned_on": "2026-04-10"}))
	merged := o.handled(record.Values{"title": "关于丑的建议"})
	o.must(merged, o.more(merged, "consultations", rows.Row{"on_date": "2026-04-01", "mode": "面谈", "unit": "县公安局"}))
	if _, got := o.merge(4, 3, "2026-04-20"); got != "" {
		t.Fatal(got)
	}
	o.must(merged, record.Values{"note": "备注"})
	if got := column(o.part(merged, "consultations"), "unit"); got != "县公安局" {
		t.Errorf("the talk is with %s", got)
	}
}

// A lead that is let go leaves its co-units, and the proposal waits for a new one (待改派).
func TestLeadIsLetGo(t *testing.T) {
	o := openOffice(t)
	id := o.handled(nil)
	for _, s := range []struct {
		step, want, state string
		v                 record.Values
	}{
		{"登记申退", "", "申退中", record.Values{"asked_on": "2026-03-11", "asked_why": "不属本单位职责"}},
		{"同意申退", "", "已立案", record.Values{"returned_on": "2026-03-12", "note": "不属本单位职责"}},
		{"撤案", "已有承办单位「县公安局」，去掉以后才能改审查结论。现在可以做的有：交办。", "已立案", record.Values{"reviewed_on": "2026-03-15", "opinion": "已经解决"}},
		{"交办", "「县教育局」已于 2026-03-12 同意申退，第一次办理不能再交办给它；确实由它承办，请清除申退日期。", "已立案", record.Values{"lead_units": "县教育局", "assigned_on": "2026-03-16"}},
		{"交办", "", "办理中", record.Values{"lead_units": "卫健局", "assigned_on": "2026-03-16", "handling": "会办"}},
	} {
		if got := o.step(id, s.step, s.v); got != s.want {
			t.Fatalf("%s: got %q, want %q", s.step, got, s.want)
		}
		o.expect(proposal.Proposals, id, record.Values{"status": s.state})
	}
	units := o.part(id, "assignments")
	if column(units, "unit") != "县教育局 县卫生健康局 县公安局" || column(units, "assigned_on") != "2026-03-10 2026-03-16 2026-03-10" || column(units, "role") != "主办 主办 会办" {
		t.Errorf("units %v", units)
	}
	for _, s := range []struct {
		step string
		v    record.Values
	}{
		{"登记答复", record.Values{"replied_on": "2026-05-10", "result_class": "B"}},
		{"登记反馈", record.Values{"returned_on": "2026-05-20", "result": "不满意"}},
		{"重新交办", record.Values{"assigned_on": "2026-05-25"}},
		{"登记申退", record.Values{"asked_on": "2026-05-27", "asked_why": "不属本单位职责"}},
		{"同意申退", record.Values{"returned_on": "2026-05-28"}},
		{"改派", record.Values{"unit": "县水务局", "assigned_on": "2026-06-01"}},
	} {
		if got := o.step(id, s.step, s.v); got != "" {
			t.Fatalf("%s: %s", s.step, got)
		}
	}
	if units := o.part(id, "assignments"); column(units, "round") != "1 1 1 2 2 2" || column(units[4:], "unit") != "县水务局 县公安局" {
		t.Errorf("units %v", units)
	}
}

func TestReasonsOfARefusalAreOfTheDictionary(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{"title": "关于子的建议", "proposer": "民建县委"})
	if got := o.step(id, "不予立案", record.Values{"reviewed_on": "2026-02-01", "reasons": "一案多事、不喜欢", "destination": "退回提案人"}); !strings.HasPrefix(got, "不立案原因「不喜欢」不对") {
		t.Errorf("got %q", got)
	}
	o.refused(id, record.Values{"conclusion": "不予立案", "reasons": "不喜欢"}, "不立案原因「不喜欢」不对")
	if got := o.imported(proposal.Proposals, []string{"案由", "提案人", "审查结论", "不立案原因"}, []string{"关于丑的建议", "民建县委", "不予立案", "不喜欢"}); !strings.Contains(got, "不立案原因「不喜欢」不对") {
		t.Errorf("taken in: %q", got)
	}
	o.must(id, record.Values{"conclusion": "不予立案", "reasons": "一案多事、属于学术研讨"})
	o.do("UPDATE dictionary SET active = 0 WHERE name = '属于学术研讨'")
	o.must(id, record.Values{"reasons": "属于学术研讨、指名举报"}) // what it had stays
}

// A step is taken in the state of the day, whatever is dated later.
func TestStepBeforeALaterReply(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"replied_on": "2026-09-10", "feedback_on": "2026-09-20", "satisfaction": "满意"})
	ready := o.save(proposal.Proposals, record.Values{"title": "关于丑的建议", "proposer": "民建县委", "conclusion": "立案"})
	today := record.Scope{Year: 2026, Day: "2026-08-26"}
	for _, s := range []struct {
		id   int64
		step string
		v    record.Values
	}{
		{id, "登记面商", record.Values{"on_date": "2026-08-25", "mode": "面谈"}},
		{ready, "交办", record.Values{"lead_units": "县教育局", "assigned_on": "2026-09-01"}},
	} {
		if err := record.TakeStep(t.Context(), o.Store, "测试", proposal.Proposals, today, s.step, s.v, s.id); err != nil {
			t.Errorf("%s: %s", s.step, store.Sentence(err))
		}
	}
}

// A number that says the conclusion says it to the review too.
func TestMergedNumberIsReviewed(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{"title": "关于丑的建议", "proposer": "民建县委", "conclusion": "不予立案", "reasons": "一案多事"})
	o.must(id, record.Values{"merged_number": "12"})
	if got := o.rows("SELECT p.conclusion || ' ' || r.conclusion FROM proposal p JOIN proposal_review r ON r.proposal_id = p.id"); got != "并案 并案" {
		t.Errorf("the proposal and its review: %s", got)
	}
}

// A 并入案号 says which proposal it means, of the session of the proposal it is typed for, and why one cannot be meant.
func TestMergedNumberTellsWhoseItIs(t *testing.T) {
	o := openOffice(t)
	root := o.handled(record.Values{"number": "31"})
	id := o.save(proposal.Proposals, record.Values{"title": "关于甲的建议", "proposer": "民建县委", "received_on": "2026-01-20"})
	withdrawn := o.save(proposal.Proposals, record.Values{"title": "关于乙的建议", "proposer": "民建县委", "received_on": "2026-01-20", "number": "32"})
	o.step(withdrawn, "撤案", record.Values{"opinion": "已经解决"})
	at := record.Scope{Year: 2026, Day: "2026-12-31"}
	tell := func(of int64, number string) string {
		told, err := proposal.Proposals.Field("merged_number").Tells(t.Context(), o.DB(), at, of, number)
		if err != nil {
			t.Fatal(err)
		}
		if told.Refused {
			return "✗ " + told.Words
		}
		return told.Words
	}
	for _, c := range []struct {
		name   string
		of     int64
		number string
		want   string
	}{
		{"a filed one", id, "31", "并入 31 号「"},
		{"of a new proposal", 0, "31", "并入 31 号「"},
		{"no such number", id, "33", "✗ 没有案号是 33 的提案。"},
		{"itself", root, "31", "✗ 这是它自己的案号。"},
		{"not filed", id, "32", "✗ 32 号「关于乙的建议」（民建县委，已撤案）没有立案，不能并入。"},
		{"no number", id, "甲", ""},
	} {
		if got := tell(c.of, c.number); !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}
