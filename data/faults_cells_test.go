package data_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
)

// faultyWorkbook reads a file of the collection of workbooks that were once read wrong.
func faultyWorkbook(t *testing.T, name string) *intake.Workbook {
	t.Helper()
	path := filepath.Join("../../shared/data/faults", name)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		t.Skip("the collection of faulty workbooks is not beside the checkout")
	}
	workbook, err := intake.Open(t.Context(), path, intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return workbook
}

// cellCase is a workbook and what is to become of it.
type cellCase struct {
	kind    *record.Kind
	options take.Options
	keys    string // of the values to be shown
	want    string // a line for each row: what becomes of it with its values, or with the reason
	unknown string // the columns not taken in
	notes   string // the notes, one a line
}

// try takes the workbook in and compares what came of it.
func (c cellCase) try(t *testing.T, workbook *intake.Workbook) {
	t.Helper()
	o := openOffice(t)
	_, im := o.takenWith(c.kind, record.Scope{TermID: 1}, c.options, workbook.Sheets...)
	stored, err := c.kind.Records(t.Context(), o.DB(), record.Scope{TermID: 1, Year: 2026})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, row := range im.Rows {
		line := row.Outcome.String() + " " + row.Reason
		if at := slices.IndexFunc(stored, func(r record.Record) bool { return r.ID == row.ID }); at >= 0 {
			for key := range strings.FieldsSeq(c.keys) {
				line += stored[at].Values[key] + "|"
			}
		}
		lines = append(lines, strings.TrimRight(line, "|"))
	}
	if got := strings.Join(lines, "\n"); got != c.want {
		t.Errorf("rows\n%s\nwant\n%s", got, c.want)
	}
	if got := strings.Join(im.Unknown, " "); got != c.unknown {
		t.Errorf("not taken in %q, want %q", got, c.unknown)
	}
	if got := strings.Join(im.Notes, "\n"); got != c.notes {
		t.Errorf("notes\n%s\nwant\n%s", got, c.notes)
	}
}

// textCase is a workbook of text, and what is to become of it.
type textCase struct {
	cellCase
	rows []string
}

func tryTexts(t *testing.T, cases map[string]textCase) {
	t.Helper()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) { c.try(t, textOf(c.rows...)) })
	}
}

// textOf is a workbook of one sheet of rows, cells separated by commas.
func textOf(rows ...string) *intake.Workbook {
	return &intake.Workbook{Path: "台账.xlsx", Sheets: []intake.Sheet{sheetOf("名单", rows...)}}
}

const (
	failed    = "，是公式出错的标记，不是内容；请在表格里改正公式或填上内容，再导入。"
	uncounted = "退回 「出生年月」一栏为「公式」，表格里没有存下它的结果；请用 Excel 或 WPS 打开并保存一次，再导入。"
)

func TestFaultyColumns(t *testing.T) {
	for name, c := range map[string]cellCase{
		"alias_left_of_exact_heading_members.xlsx": {
			kind: roster.Members, keys: "name mobile office_phone",
			want: "新增 沈一鸣|13800000001|0571-88880001\n新增 顾蕾|13800000002|0571-88880002",
		},
		"due_date_taken_as_reply_date.xlsx": {
			kind: proposal.Proposals, keys: "number status assigned_on due_on replied_on",
			want: "新增 1|办理中|2026-03-01|2026-06-01\n新增 2|办理中|2026-03-01|2026-06-01",
		},
		"former_post_and_spouse_taken_as_member.xlsx": {
			kind: roster.Members, keys: "name birth_on mobile workplace job", unknown: "原工作单位 原职务 配偶出生年月 配偶手机号",
			want: "新增 沈一鸣\n新增 顾蕾\n新增 罗敏",
		},
	} {
		t.Run(name, func(t *testing.T) { c.try(t, faultyWorkbook(t, name)) })
	}
}

// What a heading means is more than the words it holds.
func TestWhatHeadingsMean(t *testing.T) {
	tryTexts(t, map[string]textCase{
		"the exact heading wins wherever it is": {
			cellCase{kind: roster.Supervisors, keys: "name mobile", want: "新增 丁一|13900000001", unknown: "联系电话"},
			[]string{"姓名,联系电话,手机", "丁一,0571-8888,13900000001"},
		},
		"an alias serves where the exact heading is missing": {
			cellCase{kind: roster.Members, keys: "name mobile", want: "新增 丁一|13900000001"},
			[]string{"姓名,联系电话", "丁一,13900000001"},
		},
		"a plan is no event": {
			cellCase{kind: proposal.Proposals, keys: "number assigned_on due_on replied_on", want: "新增 31|2026-03-01|2026-06-01", unknown: "拟面商日期 计划答复日期"},
			[]string{"案号,案由,提案人,承办单位,交办日期,应办复日期,计划答复日期,拟面商日期", "31,关于停车的建议,张三,县教育局,2026-03-01,2026-06-01,2026-05-01,2026-04-01"},
		},
		"nor one under a heading of its own": {
			cellCase{kind: proposal.Proposals, keys: "number due_on replied_on", want: "新增 31|2026-06-01"},
			[]string{"案号,案由,提案人,承办单位,交办日期,要求", ",,,,,答复日期", "31,关于停车的建议,张三,县教育局,2026-03-01,2026-06-01"},
		},
		"a deadline beside a plan": {
			cellCase{kind: proposal.Proposals, keys: "number due_on replied_on", want: "新增 31|2026-06-01|2026-05-20", unknown: "拟答复时间"},
			[]string{"案号,案由,提案人,承办单位,交办日期,拟答复时间,限办日期,办复时间", "31,关于停车的建议,张三,县教育局,2026-03-01,2026-05-01,2026-06-01,2026-05-20"},
		},
		"a plan alone is no deadline": {
			cellCase{kind: proposal.Proposals, keys: "number replied_on", want: "新增 31", unknown: "拟答复时间"},
			[]string{"案号,案由,提案人,承办单位,交办日期,拟答复时间", "31,关于停车的建议,张三,县教育局,2026-03-01,2026-05-01"},
		},
		"what a review came to": {
			cellCase{kind: proposal.Proposals, keys: "title conclusion received_on", want: "新增 关于停车的建议|立案|2026-01-10"},
			[]string{"案由,领衔提案人,收文日期,审查意见", "关于停车的建议,张三,2026-01-10,准予立案"},
		},
		"others have their own columns": {
			cellCase{kind: roster.Members, keys: "name mobile birth_on", want: "新增 丁一||1970-01\n新增 马二||1971-02\n新增 方三||1972-03", unknown: "推荐人手机号码 爱人工作单位 联系人电话"},
			[]string{
				"姓名,出生年月,推荐人手机号码,爱人工作单位,联系人电话", "丁一,1970.01,13900000001,县医院,13700000001", "马二,1971.02,13900000002,县医院,13700000002",
				"方三,1972.03,13900000003,县医院,13700000003",
			},
		},
		"what is called just so is meant": {
			cellCase{kind: roster.Units, keys: "name contact phone former_names", want: "新增 县财政局|丁一|0571-8888|县财税局"},
			[]string{"单位名称,联系人,联系人电话,原名称", "县财政局,丁一,0571-8888,县财税局"},
		},
		"the last word says what a thing is": {
			cellCase{kind: proposal.Proposals, keys: "number proposer", want: "新增 31|张三", unknown: "提案者回执"},
			[]string{"案号,案由,提案人姓名,提案者回执", "31,关于停车的建议,张三,已交"},
		},
	})
}

func TestFaultyCells(t *testing.T) {
	for name, c := range map[string]cellCase{
		"date1904_reset_by_extlst.xlsx": {kind: roster.Members, keys: "name birth_on", want: "新增 沈一鸣|1975-03-08"},
		"escape.xlsx": {
			kind: roster.Members, keys: "name workplace note",
			want: "新增 沈一鸣|青溪县第一中学|a_x000D_b\n退回 「工作单位」里含有控制字符（U+0007），请删去它，不能保存。\n新增 罗敏|青溪𠮷县|x",
		},
		"excel_errors_stored_as_words.xlsx": {
			kind: roster.Members,
			want: "退回 「姓名」一栏为「#N/A」" + failed + "\n退回 「工作单位及职务」一栏为「#REF!」" + failed +
				"\n退回 「界别」一栏为「#N/A」" + failed + "\n退回 「手机」一栏为「#VALUE!」" + failed,
		},
		"formula_without_stored_result.xlsx": {kind: roster.Members, want: uncounted + "\n" + uncounted + strings.TrimPrefix(strings.Replace(uncounted, "出生年月", "工作单位", 1), "退回 ")},
		"row_element_per_cell.xlsx":          {kind: roster.Members, keys: "name gender workplace", want: "新增 沈一鸣|男|青溪一中\n新增 顾蕾|女|青溪二中"},
		"utf16le_nobom.csv": {
			kind: roster.Members, keys: "name gender mobile",
			want: "新增 沈一鸣|男|13800000001\n新增 顾蕾|女|13800000002\n新增 马骏驰|男|13800000003\n新增 罗敏|女|13800000004",
		},
		"texts_of_several_lines.csv": {
			kind: proposal.Proposals, keys: "serial title",
			want: "新增 0001|关于缓解城区停车难的建议\n新增 0002|关于规范电动车充电的建议\n新增 0003|关于改造背街小巷的建议",
		},
		"result_without_reply_date_dropped.csv": {
			kind:    proposal.Proposals,
			options: take.Options{Assigned: intake.Assignments{"满意度": ""}}, // its words are refused before
			want:    strings.TrimSuffix(strings.Repeat("退回 「县教育局」有办理结果或答复文号，却没有答复日期，请补上答复日期。\n", 2), "\n"),
		},
		"english_headings_to_map.csv": {
			kind: proposal.Proposals, keys: "title proposer",
			options: take.Options{Assigned: intake.Assignments{"personnel": "proposer", "reason": "title", "content": "body"}},
			want:    "新增 关于缓解城区停车难的建议|张三\n新增 关于规范电动车充电的建议|张三\n新增 关于改造背街小巷的建议|张三",
		},
	} {
		t.Run(name, func(t *testing.T) { c.try(t, faultyWorkbook(t, name)) })
	}
}

// fourMembers is what the roster of the collection holds, however it was saved.
const fourMembers = "新增 沈一鸣|男|1975-03|13800000001\n新增 顾蕾|女|1980-11|13800000002\n新增 马骏驰|男|1969-07|13800000003\n新增 罗敏|女|1988-05|13800000004"

// Web systems write pages with tables and call them workbooks.
func TestPagesUnderTheNameOfAWorkbook(t *testing.T) {
	for _, name := range []string{"html_div.xls", "html_style_first.xls", "html_tr_first.xls"} {
		t.Run(name, func(t *testing.T) {
			cellCase{kind: roster.Members, keys: "name gender birth_on mobile", want: fourMembers}.try(t, faultyWorkbook(t, name))
		})
	}
	for name, text := range map[string]string{
		"a page with all around it": `<!DOCTYPE html><html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"><title>导出</title><!--[if gte mso 9]><xml><x:Name>表</x:Name></xml><![endif]-->
			</head><body><h3>委员名册</h3><table border=1><thead><tr><th rowspan="2">姓名</th><th colspan="2">出生年月</th><th rowspan=2>手机</th></tr><tr><th>年</th><th>月</th></tr></thead>
			<tbody><tr><td>丁&nbsp;一</td><td>1970</td><td>1</td><td style='mso-number-format:"\@"'>13900000001</td></tr></tbody></table></body></html>`,
		"a table in a table, ends left out": "<table><tr><td><table><tr><td>姓名<td>出生年月<td>手机<tr><td>丁一<td>1970-01<td>13900000001</table></table>",
		"an XML workbook of 2003": `<?xml version="1.0" encoding="GB2312"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
			xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="名册"><Table><Row><Cell ss:MergeAcross="2"><Data ss:Type="String">委员名册</Data></Cell></Row>
			<Row ss:Index="3"><Cell><Data ss:Type="String">姓名</Data></Cell><Cell><Data ss:Type="String">出生年月</Data></Cell><Cell ss:Index="4"><Data ss:Type="String">手机</Data></Cell></Row>
			<Row ss:Hidden="1"><Cell><Data ss:Type="String">丁一</Data><Comment><ss:Data>组长</ss:Data></Comment></Cell><Cell><Data ss:Type="DateTime">1970-01-05T00:00:00.000</Data></Cell>
			<Cell ss:Index="4" ss:Formula="=1"><Data ss:Type="Number">13900000001</Data></Cell></Row></Table></Worksheet></Workbook>`,
	} {
		t.Run(name, func(t *testing.T) {
			workbook, err := intake.OpenBytes(t.Context(), "导出.xls", []byte(text), intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			born := "1970-01"
			if strings.Contains(text, "1970-01-05") {
				born = "1970-01-05"
			}
			notes := ""
			if strings.Contains(text, "<Comment>") {
				notes = "1 行是隐藏或筛选掉的（第 4 行），照样录入。\n1 行有批注（第 4 行），照样录入。\n工作表「名册」有 1 处批注（A4），不录入；要留的请写进表格的一栏。"
			}
			cellCase{kind: roster.Members, keys: "name birth_on mobile", want: "新增 丁一|" + born + "|13900000001", notes: notes}.try(t, workbook)
		})
	}
}

// Tables side by side are read all, from left to right.
func TestTablesSideBySide(t *testing.T) {
	t.Run("two_tables_side_by_side.xlsx", func(t *testing.T) {
		cellCase{kind: roster.Members, keys: "name gender workplace job", want: "新增 沈一鸣|男|青溪县第一中学|校长\n新增 顾蕾|女|青溪县人民医院|副院长\n" +
			"新增 苗五|男|青溪县财政局\n新增 马骏驰|男|青溪县恒远公司|董事长\n新增 罗敏|女|青溪县茶业公司|总经理"}.try(t, faultyWorkbook(t, "two_tables_side_by_side.xlsx"))
	})
	tryTexts(t, map[string]textCase{
		"three, the last without its last column": {
			cellCase{kind: roster.Members, keys: "name mobile", want: "新增 丁一|13900000001\n新增 马二|13900000002\n新增 方三\n退回 与第 2 行重复，是同一委员。"},
			[]string{"姓名,性别,手机,姓名,性别,手机,姓名,性别", "丁一,男,13900000001,马二,女,13900000002,方三,男", ",,,,,,丁一,男"},
		},
		"a family beside its member is no second roster": {
			cellCase{
				kind: roster.Members, keys: "name gender", want: "新增 丁一|男", unknown: "与本人关系",
				notes: "工作表「名单」有几栏都叫「姓名」，只读了 A 列，D 列没有读取，看不出它是什么；要读它请把标题写明白（命令用 --map 姓名#2=项目）。\n工作表「名单」有几栏都叫「性别」，只读了 B 列，F 列没有读取，看不出它是什么；要读它请把标题写明白（命令用 --map 性别#2=项目）。",
			},
			[]string{"姓名,性别,工作单位,姓名,与本人关系,性别", "丁一,男,县医院,马二,妻,女"},
		},
	})
}

// Marks that no column says are named in the preview.
func TestMarkedRows(t *testing.T) {
	for name, notes := range map[string]string{
		"filtered.xlsx":    "2 行是隐藏或筛选掉的（第 3、4 行），照样录入。",
		"strike_rows.xlsx": "1 行有删除线（第 5 行），照样录入。\n1 行底色与别的行不同（第 6 行），照样录入。\n1 行有批注（第 4 行），照样录入。\n工作表「名单」有 1 处批注（B4），不录入；要留的请写进表格的一栏。",
	} {
		t.Run(name, func(t *testing.T) {
			cellCase{kind: roster.Members, keys: "name gender birth_on mobile", want: fourMembers, notes: notes}.try(t, faultyWorkbook(t, name))
		})
	}
	marked := textOf("姓名,手机", "丁一,13900000001", "马二,13900000002", "合计,2")
	marked.Sheets[0].Unseen = map[int]bool{2: true, 3: true}
	cellCase{
		kind: roster.Members, keys: "name", want: "新增 丁一\n新增 马二",
		notes: "1 行是隐藏或筛选掉的（第 3 行），照样录入。",
	}.try(t, marked)
}

// A second row of headings is no record, merged or not.
func TestSecondRowOfHeadings(t *testing.T) {
	cellCase{kind: proposal.Proposals, keys: "number title proposer lead_units", want: "新增 31|关于停车的建议|张三|县教育局", unknown: "报交办机关/签字"}.try(t,
		textOf("提案,姓名,提案题目,承办单位,是否为重点提案,,报交办机关", ",,,,是,区领导督办,签字,日期", "31,张三,关于停车的建议,县教育局,√,,已签"))
	o := openOffice(t)
	im, err := take.PlanWith(t.Context(), o.Store, proposal.Proposals, record.Scope{}, faultyWorkbook(t, "mulu.xlsx"), take.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(im.Rows) != 3 || im.Rows[0].Name != "关于改善乡村学校饮水的提案 教育界" {
		t.Errorf("%d rows, the first %q", len(im.Rows), im.Rows[0].Name)
	}
}

// Rows with characters that were lost are refused by name, the others are taken.
func TestLostCharacters(t *testing.T) {
	lost := "退回 「姓名」一栏为「王\uFFFD」，有认不出的字；请在原来的表格里改成认得出的字，或另存为 .xlsx，再导入。"
	cellCase{kind: roster.Members, keys: "name", want: lost + "\n新增 丁一"}.try(t, textOf("姓名,工作单位", "王\uFFFD,县医院", "丁一,县医院"))
	o := openOffice(t)
	im, err := take.PlanWith(t.Context(), o.Store, roster.Members, in2026, faultyWorkbook(t, "gbk_user_defined_char_becomes_fffd.csv"), take.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := im.Summary(); got != "new 59 changed 0 same 0 rejected 1" || im.Rows[1].Reason != strings.TrimPrefix(lost, "退回 ") {
		t.Errorf("%s, %s", got, im.Rows[1].Reason)
	}
}

// A failed formula is one also where its mark was saved as text.
func TestMarksOfFailedFormulas(t *testing.T) {
	cellCase{kind: roster.Members, keys: "name", want: "退回 「工作单位」一栏为「#N/A」" + failed + "\n新增 马二"}.try(t,
		textOf("姓名,工作单位", "丁一,#N/A", "马二,"))
}
