package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// step takes a step of a proposal and returns the sentence of a refusal.
func (o office) step(id int64, step string, v record.Values) string {
	o.tb.Helper()
	return store.Sentence(record.TakeStep(o.tb.Context(), o.Store, "测试", proposal.Proposals, in2026, step, v, id))
}

func (o office) can(id int64) []string {
	o.tb.Helper()
	record, err := proposal.Proposals.Record(o.tb.Context(), o.DB(), id)
	if err != nil {
		o.tb.Fatal(err)
	}
	return proposal.Proposals.Can(record)
}

func TestStepsOfAProposal(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{"title": "关于甲的建议", "proposer": "民建县委", "received_on": "2026-01-20"})
	steps := []struct {
		name  string
		v     record.Values
		state string
	}{
		{"退回修改", record.Values{"reviewed_on": "2026-01-25", "opinion": "一案多事"}, "草稿"},
		{"重新提交", record.Values{"reviewed_again": "2026-01-28"}, "已提交"},
		{"立案", record.Values{"reviewed_on": "2026-02-01"}, "已立案"},
		{"交办", record.Values{"lead_units": "县教育局、县水务局", "handling": "分办", "assigned_on": "2026-03-10"}, "办理中"},
		{"登记面商", record.Values{"on_date": "2026-04-01", "mode": "面谈", "unit": "县教育局"}, "办理中"},
		{"登记延期", record.Values{"unit": "县水务局", "extended_to": "2026-08-10", "extended_by": "李主席", "extended_why": "等上级批复", "extended_on": "2026-04-20"}, "办理中"},
		{"登记答复", record.Values{"unit": "县水务局", "replied_on": "2026-05-01", "result_class": "A"}, "办理中"},
		{"登记答复", record.Values{"replied_on": "2026-05-10", "result_class": "B"}, "已答复"},
		{"登记反馈", record.Values{"returned_on": "2026-05-20", "result": "不满意"}, "重新办理"},
		{"重新交办", record.Values{"assigned_on": "2026-05-25"}, "重新办理"},
		{"登记申退", record.Values{"unit": "县水务局", "asked_on": "2026-05-27", "asked_why": "不属本单位职责"}, "申退中"},
		{"同意申退", record.Values{"returned_on": "2026-05-28"}, "重新办理"},
		{"登记答复", record.Values{"replied_on": "2026-06-20", "result_class": "A"}, "已答复"},
		{"登记反馈", record.Values{"returned_on": "2026-06-25", "result": "满意"}, "已办结"},
	}
	for _, s := range steps {
		if can := o.can(id); !slices.Contains(can, s.name) {
			t.Fatalf("%s is not among %v", s.name, can)
		}
		if sentence := o.step(id, s.name, s.v); sentence != "" {
			t.Fatalf("%s: %s", s.name, sentence)
		}
		o.expect(proposal.Proposals, id, record.Values{"status": s.state})
		if next := o.can(id)[0]; s.state == "申退中" && next != "同意申退" {
			t.Errorf("%s is next while a unit asks to be let go", next)
		}
	}
	o.expect(proposal.Proposals, id, record.Values{"again_class": "A", "satisfaction": "不满意", "again_satisfaction": "满意"})
	for range steps { // every step is one write, undone as one
		state, err := o.UndoState(t.Context(), "测试")
		if err != nil || state.Undo == nil {
			t.Fatal(state, err)
		}
		if _, err := o.Revert(t.Context(), "测试", state.Undo.WriteID); err != nil {
			t.Fatal(err)
		}
	}
	o.expect(proposal.Proposals, id, record.Values{"status": "已提交", "conclusion": "", "assignments": "", "feedback": ""})
}

func TestStepsRefused(t *testing.T) {
	o := openOffice(t)
	received := o.save(proposal.Proposals, record.Values{"title": "关于癸的建议", "proposer": "民建县委"})
	split := o.split()
	for _, c := range []struct {
		name, step string
		id         int64
		v          record.Values
		want       string
	}{
		{"not of this state", "登记答复", received, record.Values{"replied_on": "2026-05-01", "result_class": "A"}, "现在是「已提交」，要「办理中」或「重新办理」或「答复待审」或「申退中」时才能登记答复。现在可以做的有：立案、并案、不予立案、退回修改、登记初审、登记复审。"},
		{"unknown", "送审", received, nil, "没有「送审」这一步"},
		{"something missing", "立案", received, nil, "缺少「审查日期」，立案要填的是：审查日期（必填）、案号、审查会。"},
		{"something not asked", "立案", received, record.Values{"reviewed_on": "2026-02-01", "title": "乙"}, "立案不问「title」"},
		{"which unit", "登记答复", split, record.Values{"replied_on": "2026-05-01", "result_class": "A"}, "有 2 家单位，请写明「承办单位」是哪一家：县教育局、县水务局。"},
		{"a unit it has nothing to do with", "登记答复", split, record.Values{"unit": "县公安局", "replied_on": "2026-05-01", "result_class": "A"}, "「县公安局」不在其中"},
		{"no date", "登记答复", split, record.Values{"unit": "县教育局", "replied_on": "五月", "result_class": "A"}, "「答复日期」一栏为「五月」"},
		{"no word of the dictionary", "登记答复", split, record.Values{"unit": "县教育局", "replied_on": "2026-05-01", "result_class": "E"}, "办理结果「E」不对"},
		{"a day before the assignment", "登记答复", split, record.Values{"unit": "县教育局", "replied_on": "2026-03-01", "result_class": "A"}, "早于"},
		{"nobody answered", "登记反馈", split, record.Values{"returned_on": "2026-05-01", "result": "满意"}, "还没有单位答复"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := o.step(c.id, c.step, c.v); !strings.Contains(got, c.want) {
				t.Errorf("got %q, want it to say %q", got, c.want)
			}
		})
	}
}

// What a proposer has said of one unit is not asked again, while the others have still to be rated.
func TestFeedbackOfAUnitAlreadyRated(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{
		"title": "关于丑的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-01-22",
		"lead_units": "县水务局、县教育局", "handling": "分办", "assigned_on": "2026-03-10",
	})
	for _, unit := range []string{"县水务局", "县教育局"} {
		o.mustStep(id, "登记答复", record.Values{"unit": unit, "replied_on": "2026-05-10", "result_class": "A"})
	}
	rated := record.Values{"unit": "县水务局", "returned_on": "2026-05-20", "result": "满意"}
	o.mustStep(id, "登记反馈", rated)
	if got := o.step(id, "登记反馈", rated); got != "「民建县委」对「县水务局」的征询意见已收回，还没有收回的有：县教育局。" {
		t.Error(got)
	}
}

// Many are assigned at once, or none.
func TestStepOfSeveral(t *testing.T) {
	o := openOffice(t)
	var ids []int64
	for _, title := range []string{"关于甲的建议", "关于乙的建议", "关于丙的建议", "关于丁的建议"} {
		ids = append(ids, o.save(proposal.Proposals, record.Values{"title": title, "proposer": "民建县委", "conclusion": "立案"}))
	}
	v := record.Values{"lead_units": "县教育局", "assigned_on": "2026-03-10"}
	if err := record.TakeStep(t.Context(), o.Store, "测试", proposal.Proposals, in2026, "交办", v, append(ids, 1)...); !strings.Contains(store.Sentence(err), "12 号：") {
		t.Errorf("got %q", store.Sentence(err))
	}
	o.expect(proposal.Proposals, ids[0], record.Values{"status": "已立案"})
	if err := record.TakeStep(t.Context(), o.Store, "测试", proposal.Proposals, in2026, "交办", v, ids...); err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		o.expect(proposal.Proposals, id, record.Values{"status": "办理中"})
	}
	wording, err := o.UndoState(t.Context(), "测试")
	if err != nil || wording.Undo == nil || !strings.Contains(wording.Undo.Wording, "等 4 件") {
		t.Errorf("%+v, %v", wording.Undo, err)
	}
}

// What is next for a proposal that was not filed is its archive; it can still be filed.
func TestNextOfARefusedProposal(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{"title": "关于甲的建议", "proposer": "民建县委", "received_on": "2026-01-20"})
	o.mustStep(id, "不予立案", record.Values{"reviewed_on": "2026-02-01", "reasons": "内容空泛且没有具体建议", "destination": "退回提案人"})
	if can := o.can(id); can[0] != "归档" || !slices.Contains(can, "立案") {
		t.Errorf("next is one of %v", can)
	}
}
