package data_test

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// movedDay is the day of the tests' clock.
const movedDay = "2026-11-23"

func (o office) moved() (all []proposal.Moved, text string) {
	o.tb.Helper()
	all, err := data.MovedDeadlines(o.tb.Context(), o.DB(), movedDay)
	if err != nil {
		o.tb.Fatal(err)
	}
	lines := make([]string, len(all))
	for i, m := range all {
		lines[i] = strings.Join([]string{m.What, m.Unit, m.Was, m.Now}, " ")
	}
	return all, strings.Join(lines, "\n")
}

func (o office) takeMoved(chosen ...proposal.Moved) (write int64, sentence string) {
	o.tb.Helper()
	err := o.Write(o.tb.Context(), "王芳", data.TakeWording(len(chosen), "新规则"), func(ctx context.Context, tx *store.Tx) error {
		return data.TakeMoved(ctx, tx, movedDay, chosen)
	})
	if err != nil {
		return 0, store.Sentence(err)
	}
	write, err = store.LookUp(o.tb.Context(), o.DB(), "SELECT max(id) FROM journal_write")
	if err != nil {
		o.tb.Fatal(err)
	}
	return write, ""
}

func (o office) rule(code string) int64 {
	o.tb.Helper()
	id, err := store.LookUp(o.tb.Context(), o.DB(), "SELECT id FROM deadline_rule WHERE code = ?", code)
	if err != nil {
		o.tb.Fatal(err)
	}
	return id
}

// assigned is a proposal given to a unit, and what else is said of it.
func (o office) assigned(title string, v record.Values) int64 {
	o.tb.Helper()
	all := record.Values{"title": title, "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-01", "lead_units": "县教育局", "assigned_on": "2026-10-12"}
	for key, value := range v {
		all[key] = value
	}
	return o.save(proposal.Proposals, all)
}

// A rule that is changed leaves deadlines alone, names those it would move, and gives the chosen ones the new day; undo takes it back.
func TestRuleChangedNamesWhatMoves(t *testing.T) {
	o := openOffice(t)
	open := o.assigned("关于甲的建议", record.Values{"co_units": "县水务局"})
	o.assigned("关于乙的建议", record.Values{"assigned_on": "2026-03-10", "replied_on": "2026-05-10", "result_class": "A"})
	o.assigned("关于丙的建议", record.Values{"due_on": "2026-12-31"})
	extended := o.assigned("关于丁的建议", nil)
	o.mustStep(extended, "登记延期", record.Values{"extended_to": "2027-02-26", "extended_by": "王主任", "extended_why": "情况复杂"})
	other := o.assigned("关于戊的建议", nil)
	if _, text := o.moved(); text != "" {
		t.Errorf("nothing was changed: %s", text)
	}
	o.change(proposal.Deadlines, o.rule("reply"), record.Values{"months": "4"})
	all, text := o.moved()
	if want := "关于甲的建议 县教育局 2027-01-12 2027-02-12\n关于戊的建议 县教育局 2027-01-12 2027-02-12"; regexp.MustCompile(`第 \d+ 号 `).ReplaceAllString(text, "") != want {
		t.Fatalf("got\n%s", text)
	}
	write, sentence := o.takeMoved(all[0])
	if sentence != "" {
		t.Fatal(sentence)
	}
	o.expect(proposal.Proposals, open, record.Values{"due_on": "2027-02-12"})
	if units := o.part(open, "assignments"); len(units) != 2 || units[1]["due_on"] != "2026-11-12" {
		t.Errorf("the opinion of the other unit has a rule of its own: %v", units)
	}
	o.change(proposal.Deadlines, o.rule("co_opinion"), record.Values{"months": "2"})
	if all, text := o.moved(); len(all) != 2 || !strings.Contains(text, "关于甲的建议 县水务局 2026-11-12 2026-12-14") {
		t.Errorf("got\n%s", text)
	}
	o.change(proposal.Deadlines, o.rule("co_opinion"), record.Values{"months": "1"})
	o.expect(proposal.Proposals, other, record.Values{"due_on": "2027-01-12"})
	if _, text := o.moved(); strings.Count(text, "\n") != 0 || !strings.Contains(text, "关于戊的建议") {
		t.Errorf("after one was taken over: %s", text)
	}
	why, err := data.MovedWhy(t.Context(), o.DB())
	if err != nil || why == "" {
		t.Errorf("why %q %v", why, err)
	}
	if _, err := o.Revert(t.Context(), "王芳", write); err != nil {
		t.Fatal(err)
	}
	o.expect(proposal.Proposals, open, record.Values{"due_on": "2027-01-12"})
	o.change(proposal.Deadlines, o.rule("reply"), record.Values{"months": "5"})
	if _, sentence = o.takeMoved(all[1]); !strings.Contains(sentence, "刚才又变了") {
		t.Errorf("an old list: %q", sentence)
	}
	o.change(proposal.Deadlines, o.rule("reply"), record.Values{"months": "3"})
	if _, text := o.moved(); text != "" {
		t.Errorf("the rule is as it was: %s", text)
	}
}

// The notice of a year moves what lies on its holidays, of letters and the 直通车 too.
func TestHolidaysNameWhatMoves(t *testing.T) {
	o := atWork(t)
	proposalID := o.assigned("关于甲的建议", record.Values{"assigned_on": "2026-11-10"})
	letter := o.save(supervision.Letters, record.Values{"title": "关于窗口的意见", "unit": "县教育局", "submitted_on": "2026-11-01", "leader_on": "2026-11-02", "approved_on": "2026-11-03", "delivered_on": "2026-11-10", "received_on": "2026-11-10", "points": rowsText(rows.Row{"text": "窗口无人"})})
	o.change(proposal.Deadlines, o.rule("direct_general"), record.Values{"workdays": "60"})
	direct := o.reported("路灯不亮", triagedAs("一般"), stepTo{"转办", record.Values{"passed_on": "2026-11-10"}, ""})
	waiting := o.reported("井盖破损")
	if _, text := o.moved(); text != "" {
		t.Fatalf("nothing was changed: %s", text)
	}
	o.off("2027-02-10", record.Values{"name": "春节"})
	o.off("2026-05-14", record.Values{"name": "县庆日"})
	all, text := o.moved()
	want := []string{"关于甲的建议 县教育局 2027-02-10 2027-02-11", "意见书第 1 号 关于窗口的意见 县教育局 2027-02-10 2027-02-11", "路灯不亮 县教育局", "井盖破损  2026-05-14 2026-05-15"}
	if len(all) < 3 {
		t.Fatalf("got\n%s", text)
	}
	for _, line := range want {
		if line != want[2] && !strings.Contains(text, line) {
			t.Errorf("got\n%s\nwant %s", text, line)
		}
	}
	if _, sentence := o.takeMoved(all...); sentence != "" {
		t.Fatal(sentence)
	}
	if _, text := o.moved(); text != "" {
		t.Errorf("all were taken over: %s", text)
	}
	o.expect(proposal.Proposals, proposalID, record.Values{"due_on": "2027-02-11"})
	if due := o.values(supervision.Letters, letter); due["due_on"] != "2027-02-11" || !strings.Contains(due["due_rule"], "逢春节，顺延至 2027-02-11") {
		t.Errorf("letter %v", due)
	}
	if due := o.values(supervision.Directs, waiting)["due_now"]; due != "2026-05-15" {
		t.Errorf("to be passed on by %s", due)
	}
	_ = direct
	o.refuses(supervision.Letters, letter, record.Values{"due_on": "2026-11-01"}, "早于送达日期")
}
