package data_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// forSome adds a rule that is for some proposals only.
func (o office) forSome(name, applies string, v record.Values) int64 {
	o.tb.Helper()
	all := record.Values{"name": name, "applies": applies, "base": "交办日"}
	for key, value := range v {
		all[key] = value
	}
	return o.save(proposal.Deadlines, all)
}

// dueWhy is how the deadline of a proposal was counted.
func (o office) dueWhy(id int64) string {
	o.tb.Helper()
	all, err := store.Texts(o.tb.Context(), o.DB(), "SELECT due_rule FROM assignment WHERE proposal_id = ? ORDER BY id", id)
	if err != nil || len(all) == 0 {
		o.tb.Fatal(all, err)
	}
	return all[0]
}

// The most special rule that is for a proposal counts its deadline, and says so.
func TestDeadlineOfSomeProposals(t *testing.T) {
	o := openOffice(t)
	o.forSome("提案答复", "大会提案", record.Values{"fixed_on": "2026年9月30日前"})
	o.forSome("提案答复", "重点提案", record.Values{"months": "2"})
	for _, tc := range []struct {
		name string
		v    record.Values
		due  string
		why  string
	}{
		{"the rest", record.Values{"timing": "平时提案", "assigned_on": "2026-03-10"}, "2026-06-10", "交办 2026-03-10 起 3 个月，2026-06-10 到期；未逢节假日，不顺延"},
		{"of the session", record.Values{"timing": "大会提案", "assigned_on": "2026-03-10"}, "2026-09-30", "交办 2026-03-10 的限 9 月 30 日前（大会提案），2026-09-30 到期；未逢节假日，不顺延"},
		{"key, of the session", record.Values{"timing": "大会提案", "is_key": "是", "assigned_on": "2026-03-10"}, "2026-05-11", "交办 2026-03-10 起 2 个月（重点提案），2026-05-10 到期；逢周日，顺延至 2026-05-11"},
		{"key by its leader", record.Values{"chair_leader": "李主席", "assigned_on": "2026-03-10"}, "2026-05-11", ""},
		{"after the day", record.Values{"timing": "大会提案", "assigned_on": "2026-10-12"}, "2027-09-30", "交办 2026-10-12 的限 9 月 30 日前（大会提案）（当年已过，取下一年），2027-09-30 到期；未逢节假日，不顺延"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			id := o.assigned("关于"+tc.name+"的建议", tc.v)
			o.expect(proposal.Proposals, id, record.Values{"due_on": tc.due})
			if why := o.dueWhy(id); tc.why != "" && why != tc.why {
				t.Errorf("got  %s\nwant %s", why, tc.why)
			}
		})
	}
}

// 会议期间提案自闭会日起 3 个月，闭会期间自交办日起 3 个月.
func TestDeadlineFromTheClose(t *testing.T) {
	o := openOffice(t)
	o.forSome("提案答复", "大会提案", record.Values{"base": "闭会日", "months": "3"})
	unknown := o.assigned("关于甲的建议", record.Values{"timing": "大会提案", "assigned_on": "2026-03-10"})
	if why := o.dueWhy(unknown); !strings.HasPrefix(why, "交办 2026-03-10 起 3 个月（大会提案），2026-06-10 到期") {
		t.Errorf("the closing day is not known: %s", why)
	}
	session, err := store.LookUp(t.Context(), o.DB(), "SELECT session_id FROM proposal WHERE id = ?", unknown)
	if err != nil {
		t.Fatal(err)
	}
	o.change(roster.Sessions, session, record.Values{"opens_on": "2026-01-20", "closes_on": "2026-01-24"})
	id := o.assigned("关于乙的建议", record.Values{"timing": "大会提案", "assigned_on": "2026-03-10"})
	if why := o.dueWhy(id); why != "闭会 2026-01-24 起 3 个月（大会提案），2026-04-24 到期；未逢节假日，不顺延" {
		t.Error(why)
	}
	late := o.assigned("关于丙的建议", record.Values{"timing": "大会提案", "assigned_on": "2026-05-06"})
	if why := o.dueWhy(late); !strings.HasPrefix(why, "交办 2026-05-06 起 3 个月（大会提案），2026-08-06 到期") {
		t.Errorf("handed over after it would have ended: %s", why)
	}
	if _, text := o.moved(); !strings.Contains(text, "关于甲的建议 县教育局 2026-06-10 2026-04-24") || strings.Contains(text, "关于丙") {
		t.Errorf("of a session whose closing day was registered later:\n%s", text)
	}
}

// A rule for some proposals that is added, changed or deleted moves theirs alone, and so does a proposal that becomes one of them.
func TestRuleForSomeNamesWhatMoves(t *testing.T) {
	o := openOffice(t)
	key := o.assigned("关于甲的建议", record.Values{"is_key": "是"})
	rest := o.assigned("关于乙的建议", nil)
	rule := o.forSome("提案答复", "重点提案", record.Values{"workdays": "20"})
	all, text := o.moved()
	if len(all) != 1 || !strings.HasSuffix(text, "关于甲的建议 县教育局 2027-01-12 2026-11-09") {
		t.Fatalf("got\n%s", text)
	}
	o.change(proposal.Deadlines, rule, record.Values{"workdays": "40"})
	all, text = o.moved()
	if len(all) != 1 || !strings.Contains(text, "关于甲的建议 县教育局 2027-01-12 2026-12-07") {
		t.Fatalf("got\n%s", text)
	}
	if _, sentence := o.takeMoved(all...); sentence != "" {
		t.Fatal(sentence)
	}
	if why := o.dueWhy(key); !strings.HasPrefix(why, "交办 2026-10-12 起 40 个工作日（重点提案），2026-12-07 到期") {
		t.Error(why)
	}
	o.change(proposal.Proposals, rest, record.Values{"is_key": "是"})
	if _, text = o.moved(); !strings.Contains(text, "关于乙的建议 县教育局 2027-01-12 2026-12-07") {
		t.Errorf("became a key proposal: %s", text)
	}
	o.change(proposal.Proposals, rest, record.Values{"is_key": "否"})
	err := o.Write(t.Context(), "王芳", "删除期限规则", func(ctx context.Context, tx *store.Tx) error { return proposal.Deadlines.Bin(ctx, tx, rule) })
	if err != nil {
		t.Fatal(err)
	}
	if _, text = o.moved(); !strings.HasSuffix(text, "关于甲的建议 县教育局 2026-12-07 2027-01-12") {
		t.Errorf("the rule was deleted: %s", text)
	}
	write, err := store.LookUp(t.Context(), o.DB(), "SELECT max(id) FROM journal_write")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Revert(t.Context(), "王芳", write); err != nil {
		t.Fatal(err)
	}
	if _, text = o.moved(); text != "" {
		t.Errorf("the rule is back: %s", text)
	}
	why, err := data.MovedWhy(t.Context(), o.DB())
	if err != nil || why == "" {
		t.Errorf("why %q %v", why, err)
	}
}

// What 申退, 延期 and the form for opinions are measured by is the rule that is for the proposal, too.
func TestLimitsOfSomeProposals(t *testing.T) {
	o := openOffice(t)
	o.forSome("申请退办", "重点提案", record.Values{"workdays": "2"})
	o.forSome("延期最长", "重点提案", record.Values{"months": "4"})
	key := o.assigned("关于甲的建议", record.Values{"is_key": "是"})
	rest := o.assigned("关于乙的建议", nil)
	asked := record.Values{"asked_on": "2026-10-16", "asked_why": "不属本部门职责"}
	if sentence := o.step(key, "登记申退", asked); !strings.Contains(sentence, "最迟应在 2026-10-14 申退（交办 2026-10-12 起 2 个工作日（重点提案））") {
		t.Error(sentence)
	}
	o.mustStep(rest, "登记申退", asked)
	put := record.Values{"extended_to": "2027-03-12", "extended_by": "王主任", "extended_why": "情况复杂"}
	if sentence := o.step(key, "登记延期", put); !strings.Contains(sentence, "最长可以延期到 2027-02-12（交办 2026-10-12 起 4 个月（重点提案））") {
		t.Error(sentence)
	}
}

func TestDeadlineRulesRefuse(t *testing.T) {
	o := openOffice(t)
	special := o.forSome("提案答复", "平时提案", record.Values{"days": "45"})
	general := o.rule("reply")
	refused := func(id int64, v record.Values, want string) { t.Helper(); o.refuses(proposal.Deadlines, id, v, want) }
	refused(0, record.Values{"name": "提案答复", "applies": "平时提案", "base": "交办日", "days": "30"}, "已有适用「平时提案」的规则")
	refused(0, record.Values{"name": "提案答复", "base": "交办日", "days": "30"}, "已有一般规则")
	refused(0, record.Values{"name": "整改", "applies": "重点提案", "base": "送达日", "days": "30"}, "不是提案的期限")
	refused(0, record.Values{"name": "提案答复", "applies": "重点提案", "base": "交办日"}, "至少填一项，或者填固定日期")
	refused(0, record.Values{"name": "提案答复", "applies": "重点提案", "base": "答复日", "days": "30"}, "不能从「答复日」起算，可以从「交办日、闭会日」起算")
	refused(general, record.Values{"applies": "重点提案"}, "是一般规则")
	refused(special, record.Values{"applies": ""}, "请删除适用「平时提案」的这一条")
	refused(special, record.Values{"name": "申请退办"}, "不能改成「申请退办」的")
	refused(general, record.Values{"name": "申请退办"}, "已有名为「申请退办」的期限")
	refused(general, record.Values{"fixed_on": "9月31日"}, "没有 9 月 31 日这一天")
	o.change(proposal.Deadlines, general, record.Values{"name": "答复期限"})
	o.expect(proposal.Deadlines, special, record.Values{"name": "答复期限", "applies": "平时提案", "days": "45"})
	err := o.Write(t.Context(), "王芳", "删除", func(ctx context.Context, tx *store.Tx) error { return proposal.Deadlines.Bin(ctx, tx, general) })
	if !strings.Contains(store.Sentence(err), "不能删除，只能修改") {
		t.Errorf("the general rule was deleted: %v", err)
	}
}

// A sheet of rules adds those for some proposals and changes the general ones; the list that is given out comes back as it is.
func TestDeadlineRulesTaken(t *testing.T) {
	o := openOffice(t)
	path := filepath.Join(t.TempDir(), "期限规则.csv")
	lines := "期限,适用,起算,月,天,工作日,统一截止日,遇休顺延\n提案答复,,交办日,4,,,,是\n提案答复,大会提案,交办日,,,,8月31日前,否\n会办意见送主办,重点提案,交办日,,,10,,是\n"
	lines = strings.Replace(lines, "起算,", "从哪天起算,", 1)
	if err := os.WriteFile(path, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	for round := range 2 {
		im, err := take.PlanFile(t.Context(), o.Store, proposal.Deadlines, in2026, path)
		if err != nil {
			t.Fatal(err)
		}
		created, changed, same, rejected := im.Count(take.RowNew), im.Count(take.RowChanged), im.Count(take.RowSame), im.Count(take.RowRejected)
		if round == 0 && (created != 2 || changed != 1 || rejected != 0) || round == 1 && same != 3 {
			t.Fatalf("round %d: new %d changed %d same %d rejected %d", round, created, changed, same, rejected)
		}
		if round == 0 {
			if err := take.Apply(t.Context(), o.Store, "王芳", im); err != nil {
				t.Fatal(err)
			}
		}
	}
	o.expect(proposal.Deadlines, o.rule("reply/大会提案"), record.Values{"name": "提案答复", "fixed_on": "8月31日", "roll": "否", "base": "交办日"})
	o.expect(proposal.Deadlines, o.rule("co_opinion/重点提案"), record.Values{"workdays": "10", "roll": "是"})
}
