package data_test

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"

	"cppccdesk/data/intake"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
)

// sheetOf is a sheet of rows of text, cells separated by commas.
func sheetOf(name string, rows ...string) intake.Sheet {
	cells := make([][]string, len(rows))
	for i, row := range rows {
		cells[i] = strings.Split(row, ",")
	}
	return intake.FromText(name, cells).Sheets[0]
}

// takenSheets takes in sheets while 2026 is the year worked on, planned before, and returns what became of the rows.
func (o office) takenSheets(kind *record.Kind, sheets ...intake.Sheet) (outcomes string, im *take.Import) {
	o.tb.Helper()
	scope := in2026
	if kind == proposal.Proposals {
		scope.Year = 0 // as the window and the command have it
	}
	return o.takenWith(kind, scope, take.Options{}, sheets...)
}

func (o office) takenWith(kind *record.Kind, scope record.Scope, options take.Options, sheets ...intake.Sheet) (outcomes string, im *take.Import) {
	o.tb.Helper()
	im, err := take.PlanWith(o.tb.Context(), o.Store, kind, scope, &intake.Workbook{Path: "台账.xlsx", Sheets: sheets}, options)
	if err != nil {
		o.tb.Fatal(err)
	}
	planned := outcomesOf(im)
	if err := take.Apply(o.tb.Context(), o.Store, "测试", im); err != nil {
		o.tb.Fatal(err)
	}
	if applied := outcomesOf(im); applied != planned {
		o.tb.Errorf("planned\n%s\napplied\n%s", planned, applied)
	}
	return planned, im
}

// titles are the 案号 and 案由 of a year's proposals.
func (o office) titles(year int) string {
	o.tb.Helper()
	records, err := proposal.Proposals.Records(o.tb.Context(), o.DB(), record.Scope{Year: year})
	if err != nil {
		o.tb.Fatal(err)
	}
	var lines []string
	for _, r := range records {
		lines = append(lines, r.Values["number"]+" "+r.Values["title"])
	}
	return strings.Join(lines, "|")
}

const ledgerHead = "案号,案由,第一提案人"

// Each sheet of a ledger of several years is of its own year, and one of a year without a session is refused.
func TestLedgerOfSeveralYears(t *testing.T) {
	o := openOffice(t)
	o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'")
	was := o.titles(2026)
	ledger := []intake.Sheet{
		sheetOf("2024年", "2024年提案登记台账", ledgerHead, "12,2024年的第12件建议,张三", "15,2024年的第15件建议,李四"),
		sheetOf("2025年", "2025年提案登记台账", ledgerHead, "12,2025年的第12件建议,张三", "15,2025年的第15件建议,李四"),
		sheetOf("2026年", "2026年提案登记台账", ledgerHead, "12,2026年的第12件建议,张三", "21,2026年的第21件建议,李四"),
	}
	refused := "退回 工作表「2024年」写的是 2024 年，这一年还没有登记会议；请先在「名册」的「会议」中登记，或改正工作表名称和标题。"
	asked := "待确认 案号 12 已是「关于治理城区内涝的建议」，案由不同；请选择同一件或跳过。"
	got, im := o.takenSheets(proposal.Proposals, ledger...)
	if want := strings.Join([]string{refused, refused, "新增", "新增", asked, "新增"}, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if want := "工作表「2025年」写的是 2025 年，其中的行录入 2025 年，不是当前的 2026 年。"; strings.Join(im.Notes, "|") != want {
		t.Errorf("notes %q", im.Notes)
	}
	if got := o.titles(2025); got != "12 2025年的第12件建议|15 2025年的第15件建议" {
		t.Errorf("2025: %s", got)
	}
	if got := o.titles(2026); got != was+"|21 2026年的第21件建议" {
		t.Errorf("2026: %s", got)
	}
	if got := o.titles(2024); got != "" {
		t.Errorf("2024: %s", got)
	}
	if got, _ := o.takenSheets(proposal.Proposals, ledger[1]); got != "相同\n相同" {
		t.Errorf("taken in again:\n%s", got)
	}
	o.do("INSERT INTO session (id, term_id, ordinal, name, year) VALUES (9, 1, 3, '三次会议', 2024)")
	if got, _ := o.takenSheets(proposal.Proposals, ledger[0]); got != "新增\n新增" {
		t.Errorf("once the session is registered:\n%s", got)
	}
}

// What a sheet's name and titles say of year and session: taken, refused, or left to the year worked on.
func TestWhereAYearIsNamed(t *testing.T) {
	row := "31,关于乡村振兴的建议,张三"
	for _, c := range []struct{ name, sheet, title, want, in2025, in2026 string }{
		{"the title alone", "Sheet1", "青溪县政协2025年度提案登记台账", "新增", "31", ""},
		{"the name alone", "2025", "提案登记台账", "新增", "31", ""},
		{"Chinese figures", "Sheet1", "二〇二五年提案登记台账", "新增", "31", ""},
		{"a session", "Sheet1", "政协青溪县第十届委员会第四次会议提案登记台账", "新增", "31", ""},
		{"a session as the sheet's name", "四次会议", "提案登记台账", "新增", "31", ""},
		{"session and year", "十届四次", "2025年提案登记台账", "新增", "31", ""},
		{"a date is no year", "Sheet1", "填报日期：2027年3月5日", "新增", "", "31"},
		{"a span is no year", "Sheet1", "2024—2025年提案登记台账", "新增", "", "31"},
		{"two years, one the name's", "2025年", "2025年提案登记台账（含2024年结转）", "新增", "31", ""},
		{
			"name and title differ", "2024年", "2025年提案登记台账",
			"退回 工作表「2024年」写的是 2024 年，工作表「2024年」的标题写的是 2025 年；请改成一致后再导入。", "", "",
		},
		{
			"session and year differ", "Sheet1", "2026年十届四次会议提案登记台账",
			"退回 工作表「Sheet1」的标题写的是第十届四次会议（2025 年），同处写的是 2026 年；请改成一致后再导入。", "", "",
		},
		{
			"a session that is not registered", "Sheet1", "九届三次会议提案登记台账",
			"退回 工作表「Sheet1」的标题写的是第九届三次会议，这次会议还没有登记；请先在「名册」的「会议」中登记，或改正工作表名称和标题。", "", "",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := openOffice(t)
			o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'")
			was := o.titles(2026)
			got, _ := o.takenSheets(proposal.Proposals, sheetOf(c.sheet, c.title, ledgerHead, row))
			if got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if got, want := o.titles(2025), strings.TrimSpace(c.in2025+" 关于乡村振兴的建议"); c.in2025 != "" && got != want || c.in2025 == "" && got != "" {
				t.Errorf("2025: %s", got)
			}
			if got := strings.TrimPrefix(o.titles(2026), was); (got != "") != (c.in2026 != "") {
				t.Errorf("2026: %s", got)
			}
		})
	}
}

// A row's own columns win over what is written above it.
func TestOwnColumnWinsOverTheTitle(t *testing.T) {
	o := openOffice(t)
	got, im := o.takenSheets(proposal.Proposals, sheetOf("2026年", "2026年提案", ledgerHead+",会议", "31,关于乡村振兴的建议,张三,四次会议"))
	if got != "新增" || o.titles(2025) != "31 关于乡村振兴的建议" || len(im.Notes) > 0 {
		t.Errorf("got %s, 2025 %s, notes %q", got, o.titles(2025), im.Notes)
	}
	item := sheetOf("2025年", "2025年工作部署", "年度,事项,类别,目标,开始月份", "2026,民主监督工作座谈会,座谈会,1次,10月", ",专题调研活动,专题调研,2次,5月")
	for _, want := range []string{"新增\n新增", "相同\n相同"} {
		if got, _ := o.takenSheets(plan.Items, item); got != want {
			t.Errorf("plan: got\n%s\nwant\n%s", got, want)
		}
	}
	for year, want := range map[int]string{2025: "专题调研活动", 2026: "民主监督工作座谈会"} {
		records, err := plan.Items.Records(t.Context(), o.DB(), record.Scope{Year: year})
		if err != nil || len(records) != 1 || records[0].Values["title"] != want {
			t.Errorf("%d: %v %v", year, records, err)
		}
	}
}

// What hangs on a proposal by its number finds that of the year named, and nothing of another proposal's title.
func TestPartsOfAnotherYearsProposals(t *testing.T) {
	o := openOffice(t)
	o.do(
		"INSERT INTO proposal (id, session_id, number, title, conclusion, status) VALUES (8, 2, 12, '关于灌区改造的建议', '立案', '已立案')",
		"INSERT INTO proposal_proposer (proposal_id, ordinal, role, name) VALUES (8, 1, '提案人', '民进县委')",
		"INSERT INTO assignment (id, proposal_id, unit_id, role) VALUES (80, 8, 2, '主办')",
		"UPDATE proposal SET conclusion = '立案', received_on = '2026-01-20' WHERE id = 1",
	)
	units := sheetOf("2025年", "2025年提案承办台账", "案号,案由,承办单位,备注", "12,关于灌区改造的建议,县水务局,去年的", "12,关于治理城区内涝的建议,县水务局,今年的")
	refused := "退回 2025 年的案号 12 是「关于灌区改造的建议」，与这一行的案由「关于治理城区内涝的建议」不同；请核对案号和年度。"
	if got, _ := o.takenSheets(proposal.Assignments, units); got != "变更\n"+refused {
		t.Errorf("got\n%s", got)
	}
	if now, last := o.part(1, "assignments"), o.part(8, "assignments"); column(now, "note") != "" || column(last, "note") != "去年的" {
		t.Errorf("notes %v %v", now, last)
	}
	nodes := sheetOf("2025年", "2025年重点提案跟踪台账", "案号,节点,完成日期", "12,交办,2025-04-02")
	for _, want := range []string{"新增", "相同"} {
		if got, _ := o.takenSheets(proposal.Tracking, nodes); got != want {
			t.Errorf("tracking: %s", got)
		}
	}
	groups := sheetOf("2025年", "2025年监督小组派驻一览表", "组号,派驻单位", "1,县教育局")
	for _, want := range []string{"新增", "相同"} {
		if got, _ := o.takenSheets(roster.Groups, groups); got != want {
			t.Errorf("groups: %s", got)
		}
	}
	for year, want := range map[int]int{2025: 1, 2026: 0} {
		for _, kind := range []*record.Kind{proposal.Tracking, roster.Groups} {
			if records, err := kind.Records(t.Context(), o.DB(), record.Scope{Year: year}); err != nil || len(records) != want {
				t.Errorf("%s of %d: %v %v", kind.Name, year, records, err)
			}
		}
	}
}

// A row that finds its proposal by the number alone is asked about when it is about something else, whatever the options; decided on, it is
// written or left out.
func TestANumberWithAnotherTitleIsAsked(t *testing.T) {
	asked := "待确认 案号 12 已是「关于治理城区内涝的建议」，案由不同；请选择同一件或跳过。"
	for _, c := range []struct{ title, want string }{
		{"关于治理城区内涝的提案", "变更"},
		{"关于治理老城区内涝的建议", "变更"},
		{"治理城区内涝", "变更"},
		{"关于加强古树保护的建议", asked},
		{"关于治理城区内涝的第2件建议", asked},
		{"关于治理城市交通拥堵的建议", asked},
	} {
		for _, ask := range []bool{false, true} {
			o := openOffice(t)
			sheet := sheetOf("Sheet1", ledgerHead, "12,"+c.title+",民建县委")
			options := take.Options{Ask: ask}
			got, im := o.takenWith(proposal.Proposals, in2026, options, sheet)
			if got != c.want {
				t.Errorf("%s: got %s", c.title, got)
			}
			if c.want != asked {
				continue
			}
			o.expect(proposal.Proposals, 1, record.Values{"title": "关于治理城区内涝的建议"})
			if im.Summary() != "new 0 changed 0 same 0 rejected 1" {
				t.Error(im.Summary())
			}
			im.Decide(0, take.Decision{Do: take.DecideSame, ID: im.Rows[0].Likely[0].ID})
			if row := im.Rows[0]; row.Outcome != take.RowChanged || len(row.Changes) != 1 || row.Changes[0].New != c.title {
				t.Errorf("decided: %v %+v", row.Outcome, row.Changes)
			}
			if err := take.Apply(t.Context(), o.Store, "测试", im); err != nil {
				t.Fatal(err)
			}
			o.expect(proposal.Proposals, 1, record.Values{"title": c.title})
			if row := im.Rows[0]; row.Outcome != take.RowChanged || ask && len(row.Likely) != 1 {
				t.Errorf("written: %v %+v", row.Outcome, row.Likely)
			}
		}
	}
}

// Two rows of one number about different things are told apart from two rows of one proposal.
func TestOneNumberTwiceInAFile(t *testing.T) {
	o := openOffice(t)
	got, _ := o.taken(proposal.Proposals, ledgerHead, "31,关于乡村振兴的建议,张三", "31,关于古树保护的建议,张三", "31,关于乡村振兴的建议,张三")
	if want := "新增\n退回 案号 31 已是「关于乡村振兴的建议」，案由不同（第 2 行）；请核对编号。\n相同"; got != want {
		t.Errorf("got\n%s", got)
	}
}

// A number without a date or year is one of the year worked on.
func TestANumberIsOfTheYearWorkedOn(t *testing.T) {
	o := openOffice(t)
	o.do(
		"UPDATE setting SET value = '2026' WHERE key = 'work.year'",
		"INSERT INTO proposal (id, session_id, number, title, conclusion, status) VALUES (8, 2, 31, '关于灌区改造的建议', '立案', '已立案')",
		"INSERT INTO proposal_proposer (proposal_id, ordinal, role, name) VALUES (8, 1, '提案人', '民进县委')",
	)
	if got, _ := o.takenSheets(proposal.Proposals, sheetOf("Sheet1", ledgerHead, "31,关于灌区改造的建议,民进县委")); got != "新增" {
		t.Errorf("got %s", got)
	}
	if got := o.titles(2026); !strings.HasSuffix(got, "|31 关于灌区改造的建议") {
		t.Errorf("2026: %s", got)
	}
}

// The file that showed the fault, in an office that has those years.
func TestThreeYearsInThreeSheets(t *testing.T) {
	const path = "../../shared/data/faults/three_years_in_three_sheets.xlsx"
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		t.Skip("the collection of faulty workbooks is not beside the checkout")
	}
	o := openOffice(t)
	o.do(
		"UPDATE setting SET value = '2026' WHERE key = 'work.year'",
		"INSERT INTO session (id, term_id, ordinal, name, year) VALUES (9, 1, 3, '三次会议', 2024)",
		"INSERT INTO proposal (id, session_id, number, title, conclusion, status) VALUES (8, 1, 1, '关于灌区改造的建议', '立案', '已立案')",
		"INSERT INTO proposal_proposer (proposal_id, ordinal, role, name) VALUES (8, 1, '提案人', '民进县委')",
	)
	workbook, err := intake.Open(t.Context(), path, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	// Its results have no dates of reply, for which rows are refused.
	im, err := take.PlanWith(t.Context(), o.Store, proposal.Proposals, record.Scope{}, workbook, take.Options{Assigned: intake.Assignments{"办理结果": ""}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := im.Summary(), "new 8 changed 0 same 0 rejected 1"; got != want {
		t.Errorf("%s\n%s", got, outcomesOf(im))
	}
	if row := im.Rows[6]; row.Outcome != take.RowAsked || row.Sheet != "2026年" {
		t.Errorf("%+v", row)
	}
}

// People belong to no year: what a roster's title says is nothing to them.
func TestRostersAreOfNoYear(t *testing.T) {
	o := openOffice(t)
	for _, kind := range []*record.Kind{roster.Supervisors, roster.Members} {
		if got, _ := o.takenSheets(kind, sheetOf("2024年", "2023年名册", "姓名,工作单位", "丁一,县一中")); got != "新增" {
			t.Errorf("%s: %s", kind.Name, got)
		}
	}
}

// A year that only the file's name says is the rows', as one in a title is; a title goes before it.
func TestYearOfTheFilesName(t *testing.T) {
	for _, c := range []struct{ file, title, year2025, year2026, says string }{
		{"2025年度提案办理台账.xlsx", "", "12 关于古树保护的建议", "", "新增"},
		{"2025年度提案办理台账.xlsx", "2026年提案台账,,", "", "12 关于古树保护的建议", "新增"},
		{"2024年度提案办理台账.xlsx", "", "", "", "退回 文件名「2024年度提案办理台账」写的是 2024 年，这一年还没有登记会议"},
		{"提案台账2027年1月5日导出.xlsx", "", "", "12 关于古树保护的建议", "新增"},
	} {
		o := openOffice(t)
		o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'", "DELETE FROM assignment", "DELETE FROM proposal_proposer", "DELETE FROM proposal")
		rows := []string{ledgerHead, "12,关于古树保护的建议,张三"}
		if c.title != "" {
			rows = append([]string{c.title}, rows...)
		}
		im, err := take.PlanWith(t.Context(), o.Store, proposal.Proposals, record.Scope{}, &intake.Workbook{Path: c.file, Sheets: []intake.Sheet{sheetOf("Sheet1", rows...)}}, take.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := take.Apply(t.Context(), o.Store, "测试", im); err != nil {
			t.Fatal(err)
		}
		if got := outcomesOf(im); !strings.HasPrefix(got, c.says) || o.titles(2025) != c.year2025 || o.titles(2026) != c.year2026 {
			t.Errorf("%s under %q: %s, 2025 %q, 2026 %q", c.file, c.title, got, o.titles(2025), o.titles(2026))
		}
	}
}

// 去年 says which year only to whoever knows when it was written.
func TestAYearThatIsOnlyRelativeIsRefused(t *testing.T) {
	rows := []string{"案号,案由,提案人", "81,关于甲的建议,民建县委"}
	for title, refused := range map[string]bool{
		"去年": true, "上年度": true, "上一年提案": true, "前年": true, "明年": true, "历年提案": true, "去年提案台账": true,
		"2026年（含去年结转）": false, "2026年度与上年度对比": false, "当前年度": false, "今年": false, "本年度": false, "说明年度": false, "60岁以上年龄": false, "目前年度": false, "提案": false,
	} {
		for _, where := range []string{"sheet", "title"} {
			o := openOffice(t)
			sheet := sheetOf(title, rows...)
			if where == "title" {
				sheet = sheetOf("提案", append([]string{title + "提案台账,,", ",,"}, rows...)...)
			}
			got, _ := o.takenSheets(proposal.Proposals, sheet)
			if !refused != (got == "新增") || refused && (!strings.Contains(got, "看不出是哪一年") || !strings.Contains(got, "工作表「")) {
				t.Errorf("%s as %s: %s", title, where, got)
			}
		}
	}
	o := openOffice(t)
	if got, _ := o.takenSheets(proposal.Proposals, sheetOf("去年", "案号,案由,提案人,会议", "81,关于甲的建议,民建县委,四次会议")); got != "新增" || o.titles(2025) == "" {
		t.Errorf("a row that says its session: %s, %s", got, o.titles(2025))
	}
	im, err := take.PlanWith(t.Context(), o.Store, proposal.Proposals, record.Scope{}, &intake.Workbook{Path: "去年提案.xlsx", Sheets: []intake.Sheet{sheetOf("Sheet1", rows...)}}, take.Options{})
	if err != nil || !strings.Contains(outcomesOf(im), "文件名「去年提案」写的是「去年」") {
		t.Errorf("name of the file: %v %s", err, outcomesOf(im))
	}
}
