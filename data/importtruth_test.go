package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
)

// taken takes in rows of text, planned before, and returns what became of each: the outcome, and the reason of one that was refused.
func (o office) taken(kind *record.Kind, rows ...string) (outcomes string, im *take.Import) {
	o.tb.Helper()
	cells := make([][]string, len(rows))
	for i, row := range rows {
		cells[i] = strings.Split(row, ",")
	}
	return o.takenWith(kind, in2026, take.Options{}, intake.FromText("粘贴", cells).Sheets...)
}

func outcomesOf(im *take.Import) string {
	var lines []string
	for _, row := range im.Rows {
		lines = append(lines, strings.TrimSpace(row.Outcome.String()+" "+row.Reason))
	}
	return strings.Join(lines, "\n")
}

// A row that stored anything is no row that says the same.
func TestARowThatWroteIsNotTheSame(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{
		"title": "关于甲的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "lead_units": "县教育局",
		"assigned_on": "2026-03-10", "consulted_on": "2026-05-20", "consulted_by": "上门走访",
	})
	got, im := o.taken(proposal.Proposals, "案由,第一提案人,收到日期,面商日期", "关于甲的建议,民建县委,2026-01-20,2026-04-02")
	if talks := o.part(id, "consultations"); len(talks) != 2 {
		t.Fatalf("talks %v", talks)
	}
	if got != "变更" {
		t.Errorf("a row that added a talk is %q", got)
	}
	if changes := im.Rows[0].Changes; len(changes) != 1 || changes[0].Title != "面商" || !strings.HasPrefix(changes[0].New, "2026-04-02") {
		t.Errorf("changes %+v", changes)
	}
	if got, _ = o.taken(proposal.Proposals, "案由,第一提案人,收到日期,面商日期", "关于甲的建议,民建县委,2026-01-20,2026-04-02"); got != "相同" {
		t.Errorf("taken in again it is %q", got)
	}
}

// A proposal is added in the state of the one before it that it is like; its own is stored in the end.
func TestStatesOfProposalsAddedFromAFile(t *testing.T) {
	o := openOffice(t)
	_, im := o.taken(proposal.Proposals, "案号,案由,提案人,收到日期,审查结论,主办单位,交办日期,答复日期,办理结果",
		"41,关于加强城区停车管理的建议,民建县委,2026-01-20,立案,县教育局,2026-03-10,,",
		"42,关于治理城区内涝问题的建议,民盟县委,2026-01-20,立案,县教育局,2026-03-10,,",
		"43,关于夜间经济的建议,民进县委,2026-01-20,立案,县教育局,2026-03-10,2026-05-10,A",
		"44,关于校园食堂的建议,民进县委,2026-01-20,立案,县教育局,2026-03-10,2026-05-10,A",
		"45,关于河道清淤的建议,民进县委,2026-01-20,立案,县教育局,2026-03-10,,",
	)
	got := strings.Join(o.texts(`SELECT p.number || ' ' || p.status || ' ' || count(*) FROM proposal p JOIN journal_row j ON j.tbl = 'proposal' AND j.row_id = p.id
		WHERE p.number > 40 GROUP BY p.id ORDER BY p.number`), "、")
	if want := "41 办理中 2、42 办理中 1、43 已答复 2、44 已答复 1、45 办理中 2"; got != want {
		t.Errorf("states, and how often each was written:\n%s\nwant\n%s", got, want)
	}
	if _, err := o.Revert(t.Context(), "测试", im.WriteID); err != nil {
		t.Fatal(err)
	}
	if left := o.texts("SELECT title FROM proposal WHERE number > 40"); len(left) > 0 {
		t.Errorf("left after undoing it: %q", left)
	}
}

// Rows of one file that say different things of one record are all refused, whichever comes first, and those that say the same are one.
func TestTwoNamesOfAUnitInOneFile(t *testing.T) {
	o := openOffice(t)
	id := o.split()
	got, _ := o.taken(proposal.Assignments, "案号,承办单位,答复日期", "21,县水务局,2026-05-10", "21,县水利局,2026-05-11", "21,水务局,2026-05-12")
	const both = "说的是同一承办与答复，内容不同，都没有收；请核对后只留一行，再导入。"
	if want := "退回 与第 3 行、第 4 行" + both + "\n退回 与第 2 行、第 4 行" + both + "\n退回 与第 2 行、第 3 行" + both; got != want {
		t.Errorf("got\n%s", got)
	}
	if units := o.part(id, "assignments"); column(units, "replied_on") != " " {
		t.Errorf("units %v", units)
	}
	got, _ = o.taken(proposal.Assignments, "案号,承办单位,答复日期", "21,县水务局,2026-05-10", "21,县教育局,2026-05-12", "21,县水利局,2026-05-10")
	if want := "变更\n变更\n相同"; got != want {
		t.Errorf("said twice alike: got\n%s", got)
	}
	got, _ = o.taken(proposal.Consultations, "案号,日期,方式,承办单位,参加人员", "21,2026-05-10,上门走访,县教育局,张三", "21,2026-05-10,上门走访,县教育局,李四")
	if strings.Count(got, "内容不同，都没有收") != 2 {
		t.Errorf("talks: got\n%s", got)
	}
	got, _ = o.taken(roster.Units, "单位名称,联系人", "县气象局,张三", "县气象局,李四", "县档案局,王五", "县档案局,王五")
	if lines := strings.Split(got, "\n"); strings.Count(got, "内容不同，都没有收") != 2 || lines[2] != "新增" || lines[3] != "相同" {
		t.Errorf("new units: got\n%s", got)
	}
}

// Two sessions of a year have a proposal of one number: a ledger says which, or its row is refused.
func TestLedgerOfAYearWithTwoSessions(t *testing.T) {
	o := openOffice(t)
	o.do(
		"INSERT INTO session (id, term_id, ordinal, name, year) VALUES (3, 1, 6, '六次会议', 2026)",
		"INSERT INTO proposal (id, session_id, number, title, received_on, conclusion, status) VALUES (9, 3, 12, '关于第二个十二号的建议', '2026-11-02', '立案', '已立案')",
		"INSERT INTO proposal_proposer (proposal_id, ordinal, role, name) VALUES (9, 1, '提案人', '民盟县委')",
		"INSERT INTO assignment (proposal_id, unit_id, role, assigned_on) VALUES (9, 2, '主办', '2026-11-05')",
		"UPDATE proposal SET received_on = '2026-01-20', conclusion = '立案' WHERE id = 1",
	)
	got, _ := o.taken(proposal.Assignments, "案号,承办单位,备注", "12,县水务局,无会议")
	if want := "退回 2026 年有 2 次会议，都有案号 12 的提案，请填「届次」和「会议」说明是哪一件：第十届五次会议、第十届六次会议。"; got != want {
		t.Errorf("got\n%s", got)
	}
	got, _ = o.taken(proposal.Assignments, "案号,会议,承办单位,备注", "12,六次会议,县水务局,六次的", "12,五次会议,县水务局,五次的")
	if got != "变更\n变更" {
		t.Errorf("got\n%s", got)
	}
	if first, second := o.part(1, "assignments"), o.part(9, "assignments"); column(first, "note") != "五次的" || column(second, "note") != "六次的" {
		t.Errorf("notes %v %v", first, second)
	}
	got, _ = o.taken(proposal.Consultations, "案号,日期,方式", "12,2026-11-08,电话")
	if !strings.HasPrefix(got, "退回 2026 年有 2 次会议") {
		t.Errorf("a new row: got\n%s", got)
	}
	got, _ = o.taken(proposal.Consultations, "案号,届次,会议,日期,方式", "12,第十届,六次会议,2026-11-08,电话")
	if talks := o.part(9, "consultations"); got != "新增" || len(talks) != 1 {
		t.Errorf("got %s, talks %v", got, talks)
	}
}

// Two units can be talked to on one day in one way.
func TestTalksOfOneDayWithTwoUnits(t *testing.T) {
	o := openOffice(t)
	id := o.split()
	file := []string{"案号,日期,方式,承办单位,参加人员", "21,2026-05-10,上门走访,县教育局,张三", "21,2026-05-10,上门走访,县水务局,李四"}
	if got, _ := o.taken(proposal.Consultations, file...); got != "新增\n新增" {
		t.Errorf("got\n%s", got)
	}
	if talks := o.part(id, "consultations"); column(talks, "people") != "张三 李四" {
		t.Errorf("talks %v", talks)
	}
	file[1], file[2] = "21,2026-05-10,上门走访,教育局,张三", "21,2026-05-10,上门走访,县水利局,王五"
	if got, _ := o.taken(proposal.Consultations, file...); got != "相同\n变更" {
		t.Errorf("again, by other names of the units: got\n%s", got)
	}
	got, _ := o.taken(proposal.Consultations, "案号,日期,方式,情况", "21,2026-05-10,上门走访,说不清是哪一家")
	if want := "退回 提案 21 号已有 2 条面商与这一行相符，请填「承办单位」说明是哪一条。"; got != want {
		t.Errorf("got\n%s", got)
	}
	o.taken(proposal.Consultations, "案号,日期,方式,承办单位", "21,2026-06-01,电话,县教育局")
	if got, _ = o.taken(proposal.Consultations, "案号,日期,方式,情况", "21,2026-06-01,电话,谈妥"); got != "变更" {
		t.Errorf("without its unit, of one that can be meant alone: got\n%s", got)
	}
}

// Rows of one proposal are one change: who leads and who helps can be exchanged, and rounds come in any order.
func TestRowsOfOneProposalAreOneChange(t *testing.T) {
	for _, order := range [][2]int{{0, 1}, {1, 0}} {
		o := openOffice(t)
		id := o.save(proposal.Proposals, record.Values{
			"title": "关于甲的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "handling": "会办",
			"lead_units": "县教育局", "co_units": "县水务局", "assigned_on": "2026-03-10",
		})
		both := func(header, a, b string) string {
			t.Helper()
			rows := []string{a, b}
			got, _ := o.taken(proposal.Assignments, header, rows[order[0]], rows[order[1]])
			lines := strings.Split(got, "\n")
			return lines[order[0]] + " " + lines[order[1]]
		}
		got := both("案号,承办单位,分工", "21,县教育局,会办", "21,县水务局,主办")
		if units := o.part(id, "assignments"); got != "变更 变更" || column(units, "unit") != "县水务局 县教育局" {
			t.Errorf("in order %v got %s, units %v", order, got, units)
		}
		got = both("案号,轮次,承办单位,分工,交办日期,答复日期", "21,2,县水务局,主办,2026-07-01,", "21,1,县水务局,主办,2026-03-10,2026-06-01")
		if units := o.part(id, "assignments"); got != "新增 变更" || column(units, "round") != "1 1 2" {
			t.Errorf("in order %v got %s, units %v", order, got, units)
		}
		got = both("案号,承办单位,分工,交办日期", "15,县教育局,分办,2026-04-01", "15,县公安局,分办,2026-04-01")
		if units := o.part(2, "assignments"); got != "变更 新增" || column(units, "role") != "分办 分办" {
			t.Errorf("in order %v got %s, units %v", order, got, units)
		}
		got = both("案号,承办单位,答复日期,办理结果", "15,县教育局,2026-05-10,A", "15,县公安局,2026-05-12,B")
		if units := o.part(2, "assignments"); got != "变更 变更" || column(units, "replied_on") != "2026-05-10 2026-05-12" {
			t.Errorf("in order %v got %s, units %v", order, got, units)
		}
		if got = both("案号,承办单位,答复日期,办理结果", "15,教育局,2026-05-10,A", "15,县公安局,2026-05-13,B"); got != "相同 变更" {
			t.Errorf("in order %v got %s", order, got)
		}
	}
}

// Rows that cannot be taken together are taken one by one: the good ones enter, and the bad ones are named.
func TestRowsThatContradictEachOther(t *testing.T) {
	o := openOffice(t)
	id := o.split()
	got, im := o.taken(proposal.Assignments, "案号,承办单位,分工,答复日期,备注",
		"21,县教育局,,2026-05-10,", "12,县水务局,,,别的提案", "21,县水务局,,2025-05-10,", "21,县公安局,主办,,", "21,教育局,,2026-05-11,", "21,县无此局,会办,,", "21,县卫生健康局,分办,,")
	lines := strings.Split(got, "\n")
	for i, want := range []string{"退回 与第 6 行说的是同一承办与答复", "变更", "退回 「县水务局」的", "退回 ", "退回 与第 2 行说的是同一承办与答复", "退回 ", "新增"} {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("row %d: %s, want %s", im.Rows[i].Line, lines[i], want)
		}
	}
	if units := o.part(id, "assignments"); column(units, "unit") != "县教育局 县水务局 县卫生健康局" || column(units, "replied_on") != "  " {
		t.Errorf("units %v", units)
	}
	// The first that speaks of a record counts, also when it is refused.
	got, _ = o.taken(proposal.Assignments, "案号,承办单位,办理结果,答复日期", "21,县教育局,A,2025-05-10", "21,县教育局,B,", "21,县卫生健康局,A,2026-05-01", "21,县水务局,A,2026-05-02")
	if lines := strings.Split(got, "\n"); !strings.HasPrefix(lines[0], "退回") || lines[1] != "退回 与第 2 行重复，是同一承办与答复。" || lines[2] != "变更" || lines[3] != "变更" {
		t.Errorf("got\n%s", got)
	}
	// One that is refused by itself is no hindrance to the others.
	got, _ = o.taken(proposal.Assignments, "案号,承办单位,分工,答复日期", "21,县水务局,主办,", "21,县公安局,写错,", "21,县教育局,会办,2026-05-10", "21,县卫生健康局,会办,")
	if lines := strings.Split(got, "\n"); lines[0] != "变更" || !strings.HasPrefix(lines[1], "退回") || lines[2] != "变更" || lines[3] != "变更" {
		t.Errorf("got\n%s", got)
	}
}

// Radicals and compatibility ideographs, which copying from a PDF file leaves, are the characters they look like: in headings, names, units and words.
func TestRadicalsAreTheirCharacters(t *testing.T) {
	o := openOffice(t)
	o.do("INSERT INTO unit (id, name) VALUES (9, '县民政局')")
	if got, _ := o.taken(roster.Members, "姓名,性别,政治面貌", "马长民,女,中共党员"); got != "新增" {
		t.Fatal(got)
	}
	for _, c := range []struct {
		kind *record.Kind
		rows []string
	}{
		{roster.Members, []string{"姓名,性别,政治⾯貌", "⻢⻓⺠,⼥,中共党员"}},
		{roster.Units, []string{"单位名称,单位简称", "县⺠政局,"}},
	} {
		got, im := o.taken(c.kind, c.rows...)
		if got != "相同" || len(im.Unknown) > 0 {
			t.Errorf("%s: %s, unknown %v, changes %+v", c.rows[1], got, im.Unknown, im.Rows[0].Changes)
		}
	}
}
