package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/intake"
)

// taken takes in rows of text, planned before, and returns what became of each: the outcome, and the reason of one that was refused.
func (o office) taken(kind *data.Kind, rows ...string) (outcomes string, im *data.Import) {
	o.tb.Helper()
	cells := make([][]string, len(rows))
	for i, row := range rows {
		cells[i] = strings.Split(row, ",")
	}
	return o.takenWith(kind, in2026, data.ImportOptions{}, intake.FromText("粘贴", cells).Sheets...)
}

func outcomesOf(im *data.Import) string {
	var lines []string
	for _, row := range im.Rows {
		lines = append(lines, strings.TrimSpace(row.Outcome.String()+" "+row.Reason))
	}
	return strings.Join(lines, "\n")
}

// A row that stored anything is no row that says the same.
func TestARowThatWroteIsNotTheSame(t *testing.T) {
	o := openOffice(t)
	id := o.save(data.Proposals, data.Values{
		"title": "关于甲的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "lead_units": "县教育局",
		"assigned_on": "2026-03-10", "consulted_on": "2026-05-20", "consulted_by": "上门走访",
	})
	got, im := o.taken(data.Proposals, "案由,第一提案人,收到日期,面商日期", "关于甲的建议,民建县委,2026-01-20,2026-04-02")
	if talks := o.part(id, "consultations"); len(talks) != 2 {
		t.Fatalf("talks %v", talks)
	}
	if got != "变更" {
		t.Errorf("a row that added a talk is %q", got)
	}
	if changes := im.Rows[0].Changes; len(changes) != 1 || changes[0].Title != "面商" || !strings.HasPrefix(changes[0].New, "2026-04-02") {
		t.Errorf("changes %+v", changes)
	}
	if got, _ = o.taken(data.Proposals, "案由,第一提案人,收到日期,面商日期", "关于甲的建议,民建县委,2026-01-20,2026-04-02"); got != "相同" {
		t.Errorf("taken in again it is %q", got)
	}
}

// Two names of one unit in one file are one row twice.
func TestTwoNamesOfAUnitInOneFile(t *testing.T) {
	o := openOffice(t)
	id := o.split()
	got, _ := o.taken(data.Assignments, "案号,承办单位,答复日期", "21,县水务局,2026-05-10", "21,县水利局,2026-05-11", "21,水务局,2026-05-12")
	if want := "变更\n退回 与第 2 行重复，是同一承办与答复。\n退回 与第 2 行重复，是同一承办与答复。"; got != want {
		t.Errorf("got\n%s", got)
	}
	if units := o.part(id, "assignments"); column(units, "replied_on") != " 2026-05-10" {
		t.Errorf("units %v", units)
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
	got, _ := o.taken(data.Assignments, "案号,承办单位,备注", "12,县水务局,无会议")
	if want := "退回 2026 年有 2 次会议，都有案号 12 的提案，请填「届次」和「会议」说明是哪一件：第十届五次会议、第十届六次会议。"; got != want {
		t.Errorf("got\n%s", got)
	}
	got, _ = o.taken(data.Assignments, "案号,会议,承办单位,备注", "12,六次会议,县水务局,六次的", "12,五次会议,县水务局,五次的")
	if got != "变更\n变更" {
		t.Errorf("got\n%s", got)
	}
	if first, second := o.part(1, "assignments"), o.part(9, "assignments"); column(first, "note") != "五次的" || column(second, "note") != "六次的" {
		t.Errorf("notes %v %v", first, second)
	}
	got, _ = o.taken(data.Consultations, "案号,日期,方式", "12,2026-11-08,电话")
	if !strings.HasPrefix(got, "退回 2026 年有 2 次会议") {
		t.Errorf("a new row: got\n%s", got)
	}
	got, _ = o.taken(data.Consultations, "案号,届次,会议,日期,方式", "12,第十届,六次会议,2026-11-08,电话")
	if talks := o.part(9, "consultations"); got != "新增" || len(talks) != 1 {
		t.Errorf("got %s, talks %v", got, talks)
	}
}

// Two units can be talked to on one day in one way.
func TestTalksOfOneDayWithTwoUnits(t *testing.T) {
	o := openOffice(t)
	id := o.split()
	file := []string{"案号,日期,方式,承办单位,参加人员", "21,2026-05-10,上门走访,县教育局,张三", "21,2026-05-10,上门走访,县水务局,李四"}
	if got, _ := o.taken(data.Consultations, file...); got != "新增\n新增" {
		t.Errorf("got\n%s", got)
	}
	if talks := o.part(id, "consultations"); column(talks, "people") != "张三 李四" {
		t.Errorf("talks %v", talks)
	}
	file[1], file[2] = "21,2026-05-10,上门走访,教育局,张三", "21,2026-05-10,上门走访,县水利局,王五"
	if got, _ := o.taken(data.Consultations, file...); got != "相同\n变更" {
		t.Errorf("again, by other names of the units: got\n%s", got)
	}
	got, _ := o.taken(data.Consultations, "案号,日期,方式,情况", "21,2026-05-10,上门走访,说不清是哪一家")
	if want := "退回 提案 21 号已有 2 条面商与这一行相符，请填「承办单位」说明是哪一条。"; got != want {
		t.Errorf("got\n%s", got)
	}
	o.taken(data.Consultations, "案号,日期,方式,承办单位", "21,2026-06-01,电话,县教育局")
	if got, _ = o.taken(data.Consultations, "案号,日期,方式,情况", "21,2026-06-01,电话,谈妥"); got != "变更" {
		t.Errorf("without its unit, of one that can be meant alone: got\n%s", got)
	}
}
