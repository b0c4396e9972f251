package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
)

// rootWithMerged is a filed proposal of 县教育局 with one merged into it that had a number, and one that had none.
func rootWithMerged(t *testing.T) (o office, root, numbered, plain int64) {
	t.Helper()
	o = openOffice(t)
	file := func(title, proposer string) int64 {
		return o.save(proposal.Proposals, record.Values{"title": title, "proposer": proposer, "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-01"})
	}
	root, numbered = file("关于河道的建议", "民建县委"), file("关于水库的建议", "民盟县委")
	plain = o.save(proposal.Proposals, record.Values{"title": "关于桥梁的建议", "proposer": "民建县委", "joint": "民进县委", "received_on": "2026-01-21"})
	number := o.values(proposal.Proposals, root)["number"]
	for _, id := range []int64{numbered, plain} {
		o.walk(id, "并案", record.Values{"reviewed_on": "2026-02-10", "merged_number": number})
	}
	o.walk(root, "交办", record.Values{"lead_units": "县教育局", "assigned_on": "2026-03-10"})
	return o, root, numbered, plain
}

// The proposers of what was merged into a proposal are asked by themselves; the word of the first proposer of the root stays the proposal's.
func TestMergedProposersAreAskedByThemselves(t *testing.T) {
	o, root, numbered, _ := rootWithMerged(t)
	if got := o.step(numbered, "登记反馈", record.Values{"returned_on": "2026-05-20", "result": "满意"}); got == "" {
		t.Error("a merged proposal has feedback of its own")
	}
	o.walk(root, "登记答复", record.Values{"replied_on": "2026-05-01", "result_class": "A"})
	said := func(proposer, result string) {
		t.Helper()
		o.walk(root, "登记反馈", record.Values{"proposer": proposer, "returned_on": "2026-05-20", "result": result})
	}
	said("", "满意")
	if got := o.step(root, "登记反馈", record.Values{"returned_on": "2026-05-20", "result": "满意"}); !strings.Contains(got, "民盟县委、民进县委") {
		t.Errorf("who is still to be heard: %q", got)
	}
	said("民盟县委", "不满意")
	said("民进县委", "基本满意")
	if got := o.step(root, "登记反馈", record.Values{"proposer": "民盟县委", "returned_on": "2026-05-21", "result": "满意"}); got == "" {
		t.Error("asked twice")
	}
	o.expect(proposal.Proposals, root, record.Values{"satisfaction": "满意", "status": "已办结"})
	if got := o.way(root); !strings.Contains(got, "反馈 民盟县委 办理工作未表态、办理结果不满意") {
		t.Errorf("the root's way\n%s", got)
	}
	if got := o.way(numbered); !strings.Contains(got, "2026-05-01 主案答复 县教育局 A 类") || !strings.Contains(got, "2026-05-20 反馈 民盟县委 办理工作未表态、办理结果不满意") {
		t.Errorf("the merged one's way\n%s", got)
	}
	whos := o.complaints("2026-11-23")
	if !slices.ContainsFunc(whos, func(s string) bool { return strings.HasPrefix(s, "不满意") }) {
		t.Errorf("complaints %q", whos)
	}
}

// A merger is taken back by a step: what had a number is filed again, the other reviewed; not once its proposers were heard at the root.
func TestAMergerIsTakenBack(t *testing.T) {
	o, root, numbered, plain := rootWithMerged(t)
	number := o.values(proposal.Proposals, numbered)["number"]
	if got := o.step(plain, "解除并案", record.Values{"reviewed_on": "2026-03-01"}); got == "" {
		t.Error("taken back without a reason")
	}
	o.walk(plain, "解除并案", record.Values{"reviewed_on": "2026-03-01", "note": "不是一回事"})
	o.expect(proposal.Proposals, plain, record.Values{"status": "已提交", "merged_number": "", "note": "解除并案：不是一回事"})
	o.walk(root, "登记答复", record.Values{"replied_on": "2026-05-01", "result_class": "A"})
	o.walk(root, "登记反馈", record.Values{"proposer": "民盟县委", "returned_on": "2026-05-20", "result": "满意"})
	if got := o.step(numbered, "解除并案", record.Values{"reviewed_on": "2026-05-21", "note": "不是一回事"}); !strings.Contains(got, "号「关于河道的建议」已有民盟县委的征询意见，不能解除并案") {
		t.Errorf("after they were heard: %q", got)
	}
	o.refused(numbered, record.Values{"conclusion": "撤案"}, "不能解除并案")
	o.must(root, record.Values{"feedback": rows.Text(nil)})
	o.walk(numbered, "解除并案", record.Values{"reviewed_on": "2026-05-21", "note": "不是一回事"})
	o.expect(proposal.Proposals, numbered, record.Values{"status": "已立案", "number": number, "reviewed_on": "2026-05-21"})
	if got := o.values(proposal.Proposals, root)["merged_proposers"]; got != "" {
		t.Errorf("still merged: %q", got)
	}
}

// A proposal is merged into one that is filed by then and not answered yet, whatever the way in.
func TestIntoWhatAProposalIsMerged(t *testing.T) {
	o := openOffice(t)
	root := o.save(proposal.Proposals, record.Values{"title": "关于河道的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-10", "number": "5"})
	plain := func(title string) int64 {
		return o.save(proposal.Proposals, record.Values{"title": title, "proposer": "民进县委", "received_on": "2026-01-20"})
	}
	id := plain("关于桥梁的建议")
	early := record.Values{"reviewed_on": "2026-02-09", "merged_number": "5"}
	const words = "5 号 2026-02-10 才立案，不能在 2026-02-09 并入它"
	if got := o.step(id, "并案", early); !strings.Contains(got, words) {
		t.Errorf("before it is filed: %q", got)
	}
	o.refused(id, record.Values{"conclusion": "并案", "reviewed_on": "2026-02-09", "merged_number": "5"}, words)
	o.walk(id, "并案", record.Values{"reviewed_on": "2026-02-20", "merged_number": "5"})
	o.refused(id, record.Values{"reviewed_on": "2026-02-09"}, words)
	o.refused(root, record.Values{"reviewed_on": "2026-02-21"}, "「关于桥梁的建议」2026-02-20 已并入这一件，立案日期 2026-02-21 不能晚于这一天")

	o.walk(root, "更正案号", record.Values{"number": "6", "renumbered": "2026-03-01", "note": "抄错"})
	for day, want := range map[string]int{"2026-02-19": 0, "2026-02-28": 5, "2026-03-01": 6, "2026-11-23": 6} {
		lines, err := proposal.Find(t.Context(), o.DB(), proposal.Filter{IDs: []int64{id}}, day)
		if err != nil || len(lines) != 1 || lines[0].MergedNumber != want {
			t.Errorf("on %s into %+v, want %d (%v)", day, lines, want, err)
		}
	}
	o.walk(root, "交办", record.Values{"lead_units": "县教育局", "assigned_on": "2026-03-10"})
	o.walk(root, "登记答复", record.Values{"replied_on": "2026-05-26", "result_class": "A"})
	late := plain("关于水库的建议")
	if got := o.step(late, "并案", record.Values{"reviewed_on": "2026-05-26", "merged_number": "6"}); !strings.Contains(got, "6 号已于 2026-05-26 由「县教育局」答复，不能在 2026-05-26 并入它") {
		t.Errorf("into one that is answered: %q", got)
	}
	o.walk(late, "并案", record.Values{"reviewed_on": "2026-05-25", "merged_number": "6"})
}

// A merger that is stored before the other was filed shows no number until then.
func TestANumberThatWasNotGivenYet(t *testing.T) {
	o := openOffice(t)
	o.save(proposal.Proposals, record.Values{"title": "关于河道的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-10", "number": "5"})
	id := o.save(proposal.Proposals, record.Values{"title": "关于桥梁的建议", "proposer": "民进县委", "received_on": "2026-01-20", "conclusion": "并案", "merged_number": "5"})
	o.must(id, record.Values{"note": "没有写日期"})
	for day, want := range map[string]int{"2026-02-09": 0, "2026-02-10": 5} {
		lines, err := proposal.Find(t.Context(), o.DB(), proposal.Filter{IDs: []int64{id}}, day)
		if err != nil || len(lines) != 1 || lines[0].MergedNumber != want {
			t.Errorf("on %s into %+v, want %d (%v)", day, lines, want, err)
		}
	}
}

// A list has the worst of what the first proposer said of several units, as figures have.
func TestAListHasTheWorstOpinion(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{
		"title": "关于河道的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "lead_units": "县教育局、县水务局", "handling": "分办", "assigned_on": "2026-03-10",
	})
	for _, unit := range []string{"县教育局", "县水务局"} {
		o.walk(id, "登记答复", record.Values{"unit": unit, "replied_on": "2026-05-01", "result_class": "B"})
	}
	o.walk(id, "登记反馈", record.Values{"unit": "县教育局", "returned_on": "2026-05-20", "attitude": "基本满意", "result": "满意", "adoption": "采纳"})
	o.walk(id, "登记反馈", record.Values{"unit": "县水务局", "returned_on": "2026-05-21", "attitude": "满意", "result": "基本满意", "adoption": "未采纳"})
	o.expect(proposal.Proposals, id, record.Values{"satisfaction": "基本满意", "attitude": "基本满意", "adoption": "未采纳", "feedback_on": "2026-05-21"})
	if line := lineNow(t, o, id); line.FirstSatisfaction != "基本满意" || line.LedgerSatisfaction != "基本满意" {
		t.Errorf("figures count %q, the list shows %q", line.FirstSatisfaction, line.LedgerSatisfaction)
	}
}

// lineNow is the line of a proposal on a day after everything.
func lineNow(t *testing.T, o office, id int64) docket.Line {
	t.Helper()
	lines, err := proposal.Find(t.Context(), o.DB(), proposal.Filter{IDs: []int64{id}}, "2026-11-23")
	if err != nil || len(lines) != 1 {
		t.Fatal(lines, err)
	}
	return lines[0]
}
