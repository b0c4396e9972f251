package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/supervision"
	"cppccdesk/data/take"
)

// A table of one judge's scores of one target a row is no block, even where its first row has no scores.
func TestFlatScoresAreNoBlocks(t *testing.T) {
	o := openOffice(t)
	for _, rater := range []string{"评一", "评二"} {
		o.save(evaluation.Panels, record.Values{"number": "1", "name": rater, "category": "常委", "proposals": "12"})
	}
	o.takenSheets(evaluation.Scores, pipedSheet("组号|评委|评议案号|组织领导|沟通面商|办理成效|规范答复", "1|评一|12|90|91|92|93", "1|评二|12|80|81|82|83"))
	was := o.rows("SELECT group_concat(s.points, ' ') FROM score s")
	target := o.rows("SELECT u.name FROM assignment a JOIN unit u ON u.id = a.unit_id JOIN proposal p ON p.id = a.proposal_id WHERE p.number = 12 LIMIT 1")
	im, err := take.PlanWith(t.Context(), o.Store, evaluation.Scores, in2026, &intake.Workbook{Path: "台账.xlsx", Sheets: []intake.Sheet{pipedSheet("承办单位|评委|组织领导|沟通面商|办理成效|规范答复", target+"|评一||||", target+"|评二|70|71|72|73")}}, take.Options{})
	if err != nil || len(im.Rows) != 2 || im.Rows[0].Outcome != take.RowRejected || was == "" {
		t.Errorf("%v %v", im, err)
	}
}

// What a column or a remark says of the review of a proposal is not passed over.
func TestReviewsInColumnsAndRemarks(t *testing.T) {
	for name, c := range map[string]struct{ head, row, want string }{
		"not filed":   {"流水号|案由|第一提案人|是否立案", "71|关于甲的建议|张三|否", "退回 「是否立案」一栏为「否」"},
		"filed":       {"流水号|案由|第一提案人|是否立案", "71|关于甲的建议|张三|是", "新增"},
		"a remark":    {"案号|案由|第一提案人|备注", "71|关于甲的建议|张三|不予立案，转信访局", "退回 「备注」一栏写着「不予立案，转信访局」"},
		"merged":      {"案号|案由|第一提案人|备注", "71|关于甲的建议|张三|并入3号", "退回 「备注」一栏写着「并入3号」"},
		"withdrawn":   {"案号|案由|第一提案人|备注", "71|关于甲的建议|张三|提案人已撤回", "退回 「备注」一栏写着"},
		"a plain one": {"案号|案由|第一提案人|备注", "71|关于甲的建议|张三|纸质件一份", "新增"},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'", "DELETE FROM assignment", "DELETE FROM proposal_proposer", "DELETE FROM proposal")
			if outcomes, _ := o.takenSheets(proposal.Proposals, pipedSheet(c.head, c.row)); !strings.HasPrefix(outcomes, c.want) {
				t.Errorf("%s, want %s", outcomes, c.want)
			}
		})
	}
}

// A row that does not say of which round it is, of a case handled again, is refused.
func TestRoundsUnsaid(t *testing.T) {
	o := openOffice(t)
	o.do("DELETE FROM assignment")
	const head = "案号|轮次|承办单位|分工|交办日期|答复日期|办理结果"
	first, _ := o.takenSheets(proposal.Assignments, pipedSheet(head, "12|1|县水务局|主办|2026-02-01|2026-03-01|B", "12|2|县水务局|主办|2026-04-01|2026-05-01|A"))
	if got := o.rows("SELECT COALESCE(max(round), 0) FROM assignment"); got != "2" {
		t.Fatal(got, first)
	}
	outcomes, _ := o.takenSheets(proposal.Assignments, pipedSheet("案号|承办单位|答复日期|办理结果", "12|县水务局|2026-06-01|C"))
	if want := "退回 这一件办理过 2 轮，没有写明是哪一轮的"; !strings.HasPrefix(outcomes, want) {
		t.Errorf("%s, want %s", outcomes, want)
	}
	title := o.rows("SELECT title FROM proposal WHERE number = 12")
	outcomes, _ = o.takenSheets(proposal.Proposals, pipedSheet("案号|案由|第一提案人|办理结果", "12|"+title+"|张三|C"))
	if want := "看不出说的是哪一轮"; !strings.Contains(outcomes, want) {
		t.Errorf("%s, want %s", outcomes, want)
	}
}

// Letters of one number and two titles, and activities of one name on two days, are asked about.
func TestOthersOfTheSameNumberOrName(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Groups, record.Values{"number": "1"})
	head := "文号|标题|被监督单位|监督小组|起草日期"
	o.takenSheets(supervision.Letters, pipedSheet(head, "4|关于窗口服务的监督意见|县水务局|1|2026-03-01"))
	was := o.rows("SELECT title FROM opinion_letter")
	o.takenSheets(supervision.Letters, pipedSheet(head, "4|关于规范停车收费的监督意见|县公安局|1|2026-04-01"))
	if got := o.rows("SELECT group_concat(title) FROM opinion_letter"); was == "" || got != was {
		t.Errorf("titles %q, was %q", got, was)
	}
	head = "类别|活动名称|开始日期|地点"
	o.takenSheets(activity.Activities, pipedSheet(head, "其他|主席会议|2026-03-01|二楼"))
	outcomes, _ := o.takenSheets(activity.Activities, pipedSheet(head, "其他|主席会议|2026-04-01|三楼"))
	if got, want := o.rows("SELECT group_concat(started_on) FROM activity WHERE title = '主席会议'"), "2026-03-01"; got != want || !strings.Contains(outcomes, "是另一次的请在名称里写明第几次") {
		t.Errorf("on %s, want %s: %s", got, want, outcomes)
	}
}

// Headings say by what calendar births are, and in what days are counted.
func TestHeadingsOfOtherMeasures(t *testing.T) {
	o := openOffice(t)
	o.takenSheets(roster.Members, pipedSheet("姓名|工作单位|出生日期（农历）", "甲一|县一中|1980-09-01"))
	if got, want := o.valuesOf(roster.Members, "name", "birth_on", "birth_lunar"), "甲一 1980-09-01 是"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	_, im := o.takenSheets(activity.Activities, pipedSheet("类别|活动名称|开始日期|天数", "其他|主席会议|2026-03-01|2"))
	if got := strings.Join(im.Notes, ""); !strings.Contains(got, "「天数」是天数，没有录入半天数") {
		t.Errorf("said %s", got)
	}
}

// What says less stays as it is; a unit is parted from a post where its name is the longest.
func TestLessIsNoChange(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "甲一", "workplace": "县一中", "job": "县政协主席", "office_phone": "0000-6110100"})
	o.takenSheets(roster.Members, pipedSheet("姓名|工作单位|职务|办公电话", "甲一|县一中|主席|6110100"))
	if got, want := o.valuesOf(roster.Members, "name", "job", "office_phone"), "甲一 县政协主席 0000-6110100"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	o.save(roster.Units, record.Values{"name": "石桥镇人民政府", "short": "石桥镇"})
	o.takenSheets(roster.Members, pipedSheet("姓名|手机|工作单位及职务", "甲二||石桥镇卫生院院长"))
	if got, want := o.valuesOf(roster.Members, "name", "workplace", "job"), "甲一 县一中 县政协主席|甲二 石桥镇卫生院 院长"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// The year beside a number is taken, leave without a state is refused, and what a shorter list takes away is named.
func TestYearsLeaveAndShorterLists(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Groups, record.Values{"number": "1"})
	for _, earlier := range []string{"2025年4号", "云协监〔2025〕4号", "2025年第4号", "2025-4"} {
		outcomes, _ := o.takenSheets(supervision.Letters, pipedSheet("文号|标题|被监督单位|监督小组|起草日期|原意见书", "5|关于窗口服务的监督意见|县水务局|1|2026-03-01|"+earlier))
		if want := "退回 2025 年没有第 4 号意见书"; !strings.HasPrefix(outcomes, want) {
			t.Errorf("%s: %s, want %s", earlier, outcomes, want)
		}
	}
	o.save(roster.Members, record.Values{"name": "甲一", "workplace": "县一中"})
	o.save(activity.Activities, record.Values{"kind": "座谈会", "title": "座谈", "started_on": "2026-03-01", "half_days": "4"})
	outcomes, _ := o.takenSheets(activity.Attendances, pipedSheet("活动名称|姓名|请假半天数", "座谈|甲一|4"))
	if want := "写了请假半天数 4，出席情况却是应到"; !strings.Contains(outcomes, want) {
		t.Errorf("%s, want %s", outcomes, want)
	}
	o.save(roster.Committees, record.Values{"name": "提案委员会"})
	o.save(roster.Committees, record.Values{"name": "经济委员会"})
	o.save(roster.Members, record.Values{"name": "甲二", "workplace": "县二中", "committees": "提案委员会、经济委员会"})
	_, im := o.takenSheets(roster.Members, pipedSheet("姓名|工作单位|专委会", "甲二|县二中|经济委员会"))
	if got, want := strings.Join(im.Strange, ""), "「专委会」比已有的少，照表中的录入：第 2 行去掉了「提案委员会」"; !strings.Contains(got, want) {
		t.Errorf("said %s, want %s", got, want)
	}
}

// A proposal is merged into one of its own year: a number with another year or session is refused.
func TestMergedIntoAnotherYear(t *testing.T) {
	for text, want := range map[string]string{"2025年12号": "退回 「并入案号」一栏为「2025年12号」", "2025-12": "退回 「并入案号」", "十届四次会议第12号": "退回 「并入案号」", "12": "新增", "第12号": "新增"} {
		o := openOffice(t)
		outcomes, _ := o.takenWith(proposal.Proposals, in2026, take.Options{}, pipedSheet("流水号|案由|第一提案人|收到日期|审查结论|并入案号", "71|关于甲的建议|张三|2026-01-10|并案|"+text))
		if !strings.HasPrefix(outcomes, want) {
			t.Errorf("%s: %s, want %s", text, outcomes, want)
		}
	}
}
