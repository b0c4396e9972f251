package data_test

import (
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// figuresOn are the figures of 2026 of the office's proposals on a day, whose identities hold.
func (o office) figuresOn(day string) []measure.Figure {
	o.tb.Helper()
	figures, err := proposal.Figures(o.tb.Context(), o.DB(), 2026, day)
	if err != nil {
		o.tb.Fatal(err)
	}
	for _, identity := range proposal.Identities(figures) {
		if identity.Difference() != 0 {
			o.tb.Errorf("on %s %+v does not add up", day, identity)
		}
	}
	return figures
}

// expectFigures compares figures on a day with their numbers: 3, or 1/2 of a rate.
func (o office) expectFigures(day string, want map[string]string) {
	o.tb.Helper()
	figures := o.figuresOn(day)
	for code, want := range want {
		f := measure.Of(figures, code)
		got := record.WholeNumber(int(f.Num))
		if f.Num == 0 {
			got = "0"
		}
		if f.IsRate {
			got += "/" + record.WholeNumber(int(f.Den))
		}
		if got != want {
			o.tb.Errorf("on %s %s is %s, want %s", day, code, got, want)
		}
	}
}

// Proposals are divided by what their first proposer belongs to, committees on the day they came in; bodies are known by their names, and what is not certain stays
// without a party.
func TestProposalsByWhatTheirProposersBelongTo(t *testing.T) {
	o := openOffice(t)
	o.do("UPDATE proposal SET kind = '党派提案', received_on = '2026-01-20'")
	for _, v := range []record.Values{
		{"name": "张小明", "political": "民盟", "sector": "教育界", "committees": "提案委员会、教科卫体委员会", "activity_groups": "城关活动组"},
		{"name": "李芳", "political": "群众", "sector": "农业界", "post_history": "2022-01-10 至 2026-03-01 专委会 提案委员会 委员\n2026-03-02 起 专委会 农业农村委员会 委员"},
		{"name": "王强", "sector": "教育界"},
	} {
		o.save(roster.Members, v)
	}
	for _, v := range []record.Values{
		{"serial": "001", "proposer": "张小明", "kind": "个人提案"},
		{"serial": "002", "proposer": "李芳", "joint": "张小明、王强", "kind": "联名提案"},
		{"serial": "003", "proposer": "李芳", "seconder": "张小明、王强", "received_on": "2026-04-01"},
		{"serial": "004", "proposer": "王强", "joint": "李芳"},
		{"serial": "005", "proposer": "中国农工民主党县委", "kind": "党派提案"},
		{"serial": "006", "proposer": "民盟民建联合支部", "kind": "党派提案"},
		{"serial": "007", "proposer": "教育界", "kind": "界别提案"},
		{"serial": "008", "proposer": "提案委", "kind": "专委会提案"},
		{"serial": "009", "proposer": "民盟文化社", "kind": "团体提案"},
		{"serial": "010", "proposer": "县政协教科卫体委员会", "kind": "专委会提案"},
		{"serial": "011", "proposer": "政协云岭县委员会教科卫体委", "kind": "专委会提案"},
	} {
		v["title"] = "关于" + v["serial"] + "的建议"
		if v["received_on"] == "" {
			v["received_on"] = "2026-01-20"
		}
		o.save(proposal.Proposals, v)
	}
	o.expectFigures("2026-02-01", map[string]string{
		"received": "13", "received.party.民盟": "2", "received.party.农工党": "2", "received.party.民建": "1", "received.party.群众": "1", "received.party.": "7",
		"received.sector.教育界": "3", "received.sector.农业界": "1", "received.sector.": "9",
		"received.committee.提案委员会": "3", "received.committee.教科卫体委员会": "3", "received.committee.农业农村委员会": "0", "received.committee.": "8",
		"received.group.城关活动组": "1", "received.group.": "12", "received.joint3": "1", "filed.joint3": "0", "proposer_times": "6", "proposers": "3",
	})
	o.expectFigures("2026-04-01", map[string]string{
		"received": "14", "received.party.群众": "2", "received.committee.提案委员会": "3", "received.committee.农业农村委员会": "1", "received.joint3": "1", "proposer_times": "7",
		"filed.party.民建": "1", "filed.party.民盟": "1", "filed.party.农工党": "1", "filed.party.群众": "0", "received.session.第十届五次会议": "14",
	})
}

// What the year before left is counted on the day the year begins; what became of it since by the day asked for.
func TestFiguresOfTheYearBefore(t *testing.T) {
	o := openOffice(t)
	answer := func(serial, replied, class string) {
		v := record.Values{
			"term_name": "第十届", "session_name": "四次会议", "serial": serial, "number": serial, "title": "关于" + serial + "的建议", "proposer": "民盟县委", "kind": "党派提案", "conclusion": "立案",
			"received_on": "2025-01-20", "reviewed_on": "2025-02-01", "lead_units": "县教育局", "assigned_on": "2025-03-10", "due_on": "2025-06-10",
		}
		if replied != "" {
			v["replied_on"], v["result_class"] = replied, class
		}
		o.save(proposal.Proposals, v)
	}
	answer("101", "2025-05-01", "A")
	answer("102", "2026-02-10", "A")
	answer("103", "", "")
	answer("104", "2026-01-01", "B")
	answer("105", "2025-05-01", "B")
	answer("106", "2025-05-01", "B")
	o.save(proposal.Promises, record.Values{"year": "2025", "number": "105", "unit": "县教育局", "text": "建成", "made_on": "2025-05-01", "due_on": "2026-06-30", "settled_on": "2026-03-20", "outcome": "已落实"})
	o.expectFigures("2026-01-01", map[string]string{"carried_over": "3", "carried_over_rate": "1/3", "b_to_a_last_rate": "0/2", "overdue": "0", "overdue.before": "2"})
	o.expectFigures("2026-02-10", map[string]string{"carried_over": "3", "carried_over_rate": "2/3", "b_to_a_last_rate": "0/2", "overdue.before": "1"})
	o.expectFigures("2026-03-20", map[string]string{"carried_over": "3", "carried_over_rate": "2/3", "b_to_a_last_rate": "1/2"})
	o.expectFigures("2025-04-01", map[string]string{"carried_over": "6", "b_to_a_last_rate": "0/0", "overdue.before": "0"})
}

// What the years before left to be done is on 首页 of this one.
func TestDueOfTheYearBefore(t *testing.T) {
	o := openOffice(t)
	var answered int64
	for _, number := range []string{"101", "102"} {
		answered = o.save(proposal.Proposals, record.Values{
			"term_name": "第十届", "session_name": "四次会议", "serial": number, "number": number, "title": "关于" + number + "的建议", "proposer": "民盟县委", "kind": "党派提案", "conclusion": "立案",
			"received_on": "2025-01-20", "reviewed_on": "2025-02-01", "lead_units": "县教育局", "assigned_on": "2025-03-10", "due_on": "2025-06-10",
		})
	}
	o.mustStep(answered, "登记答复", record.Values{"replied_on": "2025-06-01", "result_class": "B"})
	o.save(proposal.Promises, record.Values{"year": "2025", "number": "102", "unit": "县教育局", "text": "建成", "made_on": "2025-06-01", "due_on": "2026-06-30"})
	for day, want := range map[string]string{
		"2026-01-01": "答复 2025 年第 101 号 关于101的建议", "2026-06-20": "答复 2025 年第 101 号 关于101的建议、承诺 2025 年第 102 号 建成",
	} {
		due, err := data.Due(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, item := range due {
			if item.ProposalID != 0 {
				got = append(got, item.Kind+" "+item.Title)
			}
		}
		if strings.Join(got, "、") != want {
			t.Errorf("%s: %s", day, strings.Join(got, "、"))
		}
	}
}

// By root a merged proposal counts with its root, by original for itself; the first round's opinion stays what it was.
func TestOriginalsAndFirstOpinions(t *testing.T) {
	o := openOffice(t)
	o.do("DELETE FROM assignment", "DELETE FROM proposal_proposer", "DELETE FROM proposal")
	root := o.handled(record.Values{"number": "31"})
	o.handled(record.Values{"number": "32"})
	for _, serial := range []string{"901", "902"} {
		o.save(proposal.Proposals, record.Values{
			"serial": serial, "title": "关于" + serial + "的建议", "proposer": "民进县委", "kind": "党派提案", "conclusion": "并案", "merged_number": "31",
			"received_on": "2026-01-20", "reviewed_on": "2026-02-20",
		})
	}
	o.expectFigures("2026-02-19", map[string]string{"filed_original.merged": "0"})
	o.expectFigures("2026-03-20", map[string]string{"filed": "2", "filed_original": "4", "filed_original.merged": "2", "due_original": "4", "reply_rate_original": "0/4", "reply_rate": "0/2"})
	o.walked(root, stepTo{"登记答复", answeredBy10May, "已答复"}, stepTo{"登记反馈", record.Values{"returned_on": "2026-05-20", "result": "不满意"}, "重新办理"})
	o.expectFigures("2026-05-20", map[string]string{"reply_rate_original": "3/4", "reply_rate": "1/2", "first_satisfaction_rate": "0/1", "result_satisfaction_rate": "0/1"})
	o.walked(root, stepTo{"重新交办", record.Values{"assigned_on": "2026-06-20"}, "重新办理"},
		stepTo{"登记答复", record.Values{"replied_on": "2026-07-10", "result_class": "A"}, "已答复"}, stepTo{"登记反馈", record.Values{"returned_on": "2026-07-20", "result": "满意"}, "已办结"})
	o.expectFigures("2026-07-20", map[string]string{"first_satisfaction_rate": "0/1", "result_satisfaction_rate": "1/1"})
}

// 分办 stands beside 主办 of a unit; who only helps is counted apart.
func TestRolesOfUnitsAreCounted(t *testing.T) {
	o := openOffice(t)
	o.do("DELETE FROM assignment", "INSERT INTO assignment (proposal_id, unit_id, role, assigned_on) VALUES (1, 1, '主办', '2026-03-10'), (1, 4, '会办', '2026-03-10'),"+
		" (2, 1, '分办', '2026-03-10'), (2, 2, '分办', '2026-03-10'), (3, 2, '主办', '2026-04-10'), (3, 1, '会办', '2026-04-10')")
	o.expectFigures("2026-03-31", map[string]string{"assignments": "3", "units": "2", "co_only_units": "1"})
	figures, err := proposal.Proposals.FiguresEach(t.Context(), o.DB(), 2026, "2026-04-30")
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string]int64{
		proposal.UnitPrefix(1) + "lead": 2, proposal.UnitPrefix(1) + "sole": 1, proposal.UnitPrefix(1) + "split": 1, proposal.UnitPrefix(1) + "co": 1,
		proposal.UnitPrefix(2) + "sole": 1, proposal.UnitPrefix(2) + "split": 1, proposal.UnitPrefix(4) + "lead": 0, proposal.UnitPrefix(4) + "co": 1,
	} {
		if got := measure.Of(figures, code).Num; got != want {
			t.Errorf("%s is %d, want %d", code, got, want)
		}
	}
}

// How proposals came in and what leaders wrote on them is typed, taken in from a ledger in the office's own words, and counted on the day.
func TestSubmissionsAndInstructions(t *testing.T) {
	o := openOffice(t)
	o.do("DELETE FROM assignment", "DELETE FROM proposal_proposer", "DELETE FROM proposal")
	outcomes, _ := o.taken(proposal.Proposals, "案号,案由,提案人,提案类型,收到日期,审查结论,审查日期,重点提案,提交方式,批示日期,领导批示",
		"41,关于甲的建议,民盟县委,党派提案,2026-01-20,立案,2026-02-01,是,网络提交,2026-04-10,请县教育局抓紧办理",
		"42,关于乙的建议,民盟县委,党派提案,2026-01-20,立案,2026-02-01,是,纸质,,",
		"43,关于丙的建议,民盟县委,党派提案,2026-01-20,立案,2026-02-01,否,,,县长已阅")
	if outcomes != "新增\n新增\n新增" {
		t.Fatal(outcomes)
	}
	o.expectFigures("2026-03-01", map[string]string{
		"received.submission.网上": "1", "received.submission.纸质": "1", "received.submission.": "1", "filed.submission.网上": "1",
		"instructed": "1", "instructed_rate": "1/3", "key_instructed_rate": "0/2",
	})
	o.expectFigures("2026-04-10", map[string]string{"instructed": "2", "instructed_rate": "2/3", "key_instructed_rate": "1/2"})
	id, err := store.LookUp(t.Context(), o.DB(), "SELECT id FROM proposal WHERE number = 42")
	if err != nil {
		t.Fatal(err)
	}
	o.change(proposal.Proposals, id, record.Values{"instructed_on": "2026-05-01", "instruction": "同意", "submitted_by": "电子邮件"})
	o.expectFigures("2026-05-01", map[string]string{"instructed": "3", "key_instructed_rate": "2/2", "received.submission.电子邮件": "1", "received.submission.纸质": "0"})
	o.expect(proposal.Proposals, id, record.Values{"instructed_on": "2026-05-01", "instruction": "同意", "submitted_by": "电子邮件"})
	o.refuses(proposal.Proposals, id, record.Values{"instructed_on": "2031-05-01"}, "批示日期")
	for day, want := range map[string]string{"2026-04-30": "", "2026-05-01": "同意"} {
		handled, err := proposal.HandledIn(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		v := record.Values{"instructed_on": "2026-05-01", "instruction": "同意"}
		handled[1].OnDay(v, day)
		if v["instruction"] != want || (v["instructed_on"] == "") != (want == "") {
			t.Errorf("on %s %v", day, v)
		}
	}
}

// Who has something to reply to is listed with how many days he has had it; what is answered, let go or only helped with is not held.
func TestUnitsHoldProposalsForDays(t *testing.T) {
	o := openOffice(t)
	o.do("DELETE FROM assignment", "INSERT INTO assignment (id, proposal_id, unit_id, role, assigned_on, due_on, returned_on) VALUES (1, 1, 1, '主办', '2026-03-10', '2026-06-10', ''), (2, 2, 1, '分办', '2026-03-20', '2026-09-20', ''),"+
		" (3, 2, 2, '分办', '2026-03-20', '', ''), (4, 3, 1, '主办', '2026-03-31', '2026-09-30', ''), (5, 3, 2, '会办', '2026-03-31', '2026-06-30', ''), (6, 1, 3, '主办', '2026-03-01', '2026-06-01', '2026-03-05')",
		"INSERT INTO reply (assignment_id, replied_on, result_class) VALUES (4, '2026-07-10', 'A')")
	for day, want := range map[string]string{
		"2026-03-15": "县教育局 1 0 5 10",
		"2026-07-01": "县教育局 3 1 113 206；县水务局 1 0 103 206",
		"2026-07-10": "县教育局 2 1 122 234；县水务局 1 0 112 224",
	} {
		held, err := proposal.Holdings(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range held {
			got = append(got, fmt.Sprint(h.Unit, " ", h.Open, h.Late, h.Oldest(), h.Median()))
			if h.All.Len() != h.Open || h.Overdue.Len() != h.Late {
				t.Errorf("on %s %s: %+v", day, h.Unit, h)
			}
		}
		if text := strings.Join(got, "；"); text != want {
			t.Errorf("on %s %s, want %s", day, text, want)
		}
	}
}
