package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/supervision"
	"cppccdesk/data/take"
)

// A number of one member beside the name of another is asked about: neither is renamed, nor given the number.
func TestNumberOfOneNameOfAnother(t *testing.T) {
	o := openOffice(t)
	one := o.save(roster.Members, record.Values{"name": "张三", "id_number": "11010119700301001X", "mobile": "13800000001"})
	other := o.save(roster.Members, record.Values{"name": "李四", "mobile": "13800000002"})
	for row, want := range map[string]string{
		"李四,11010119700301001X,,校长": "身份证号是「张三」的，姓名却是另一位委员「李四」的",
		"李四,,13800000001,校长":        "手机是「张三」的，姓名却是另一位委员「李四」的",
	} {
		if outcomes, _ := o.taken(roster.Members, "姓名,身份证号,手机,职务", row); !strings.HasPrefix(outcomes, "待确认 "+want) {
			t.Errorf("%s: %s", row, outcomes)
		}
	}
	o.expect(roster.Members, one, record.Values{"name": "张三", "job": ""})
	o.expect(roster.Members, other, record.Values{"name": "李四", "job": "", "mobile": "13800000002"})
	if outcomes, _ := o.taken(roster.Members, "姓名,身份证号,职务", "张叁,11010119700301001X,校长"); outcomes != "变更" {
		t.Errorf("a name that is nobody's: %s", outcomes)
	}
	o.edit(roster.Members, one, record.Values{"number": "YL09"})
	sheet := pipedSheet("姓名|委员编号", "李四|YL09")
	if outcomes, _ := o.takenWith(roster.Members, in2026, take.Options{Match: "number"}, sheet); !strings.HasPrefix(outcomes, "待确认 委员编号是「张叁」的，姓名却是另一位委员「李四」的") {
		t.Errorf("found by the number on the roster: %s", outcomes)
	}
	sheet = pipedSheet("姓名|手机", "李四|13800000001")
	outcomes, _ := o.takenWith(roster.Members, in2026, take.Options{Decided: map[take.RowKey]take.Decision{{Sheet: sheet.Name, Line: 2}: {Do: take.DecideSame, ID: other}}}, sheet)
	if outcomes != "变更" {
		t.Errorf("decided: %s", outcomes)
	}
}

// An empty cell of 是 or 否 tells nothing: a new record has what it has without the column, and a stored one keeps what it has.
func TestEmptyYesNoTellsNothing(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "张三"})
	id := o.save(proposal.Proposals, record.Values{"number": "1", "title": "旧的", "proposer": "张三", "received_on": "2026-01-10", "is_key": "是", "conclusion": "立案"})
	outcomes, _ := o.taken(proposal.Proposals, "案号,案由,提案人,收到日期,是否公开,重点提案", "1,旧的,张三,2026-01-10,,", "2,甲,张三,2026-01-10,,", "3,乙,张三,2026-01-10,不公开,")
	if outcomes != "相同\n新增\n新增" {
		t.Fatalf("taken as %s", outcomes)
	}
	o.expect(proposal.Proposals, id, record.Values{"is_key": "是", "open": "是"})
	if got := strings.Join(o.texts("SELECT number || open FROM proposal WHERE number IN (2, 3) ORDER BY number"), " "); got != "21 30" {
		t.Errorf("stored %q", got)
	}
}

// A code that another item of the plan has is asked about; months, names and dates of another year are refused until the year is named.
func TestRowsOfAnotherItemOrYear(t *testing.T) {
	o := openOffice(t)
	o.save(plan.Items, record.Values{"code": "（二）", "title": "民主监督工作座谈会", "kind": "座谈会", "from_month": "2026-10", "year": "2026"})
	outcomes, _ := o.taken(plan.Items, "代号,事项,类别,目标,开始月份,结束月份",
		"(二),换了名字的另一件事,专题调研,2次,2026-04,2026-08", "（三）,营商环境调研,专题调研,2次,2025-03,2025-11", "（二）,民主监督工作座谈会,座谈会,1次,2026-10,")
	lines := strings.Split(outcomes, "\n")
	for i, want := range []string{"待确认 代号「二」已是「民主监督工作座谈会」的，事项不同", "退回 2025-03 至 2025-11 不在 2026 年", "变更"} {
		if len(lines) != 3 || !strings.HasPrefix(lines[i], want) {
			t.Errorf("row %d of %s, want %s", i, outcomes, want)
		}
	}
	outcomes, _ = o.taken(evaluation.Evaluations, "评议名称,评分方案", "2025年民主评议,五项均值四等次")
	if !strings.HasPrefix(outcomes, "退回 评议名称写的是 2025 年，这一行要录入 2026 年") {
		t.Errorf("evaluation: %s", outcomes)
	}
	outcomes, _ = o.taken(supervision.Letters, "文号,标题,被监督单位,送达日期", "40,关于旧年的意见,县教育局,2025-10-09")
	if !strings.HasPrefix(outcomes, "退回 「送达日期」一栏为 2025-10-09，这一行要录入 2026 年") {
		t.Errorf("letter: %s", outcomes)
	}
}

// Points that are all within their weights, or within ten, may be of another scale: they are asked about.
func TestPointsThatMayBeWeighted(t *testing.T) {
	o := openOffice(t)
	o.save(evaluation.Panels, record.Values{"number": "1", "name": "评一", "category": "常委", "proposals": "12"})
	for row, want := range map[string]string{
		"14|18.8|37.2|23.8": "待确认 各项得分都不超过权重",
		"9.3|9.4|9.3|9.5":   "待确认 各项得分都不超过 10 分",
		"14|18.8|90|23.8":   "新增",
	} {
		if got, _ := o.takenSheets(evaluation.Scores, pipedSheet("组号|评议案号|评委|组织领导|沟通面商|办理成效|规范答复", "1|12|评一|"+row)); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s", row, got)
		}
	}
}
