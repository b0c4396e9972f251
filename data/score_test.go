package data_test

import (
	"testing"

	"cppccdesk/data/activity"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

func TestActivityAndTrackingRefused(t *testing.T) {
	o := openOffice(t)
	for _, test := range []struct {
		name     string
		kind     *record.Kind
		v        record.Values
		sentence string
	}{
		{"activity without a title", activity.Activities, record.Values{"kind": "座谈会", "title": ""}, "缺少活动「名称」。"},
		{"activity of unknown kind", activity.Activities, record.Values{"kind": "联欢", "title": "甲"}, "类别「联欢」不对，应为座谈会、专题调研、汇报会、视察、约访、政情通报、活动组会议、培训、全会、常委会、其他之一；要用别的词，请先在「设置」的用词里增加。"},
		{"activity that ends before it begins", activity.Activities, record.Values{"kind": "视察", "title": "甲", "started_on": "2026-05-02", "finished_on": "2026-05-01"}, "完成日期 2026-05-01 早于开始日期 2026-05-02。"},
		{"attendees in words", activity.Activities, record.Values{"kind": "视察", "title": "甲", "attendees": "数十"}, "活动的「参加人数」一栏为「数十」，应为整数，如 12。"},
		{"unknown node", proposal.Tracking, record.Values{"number": "12", "kind": "验收"}, "跟踪节点「验收」不对，应为交办、方案、面商、答复、落实、回访之一；要用别的词，请先在「设置」的用词里增加。"},
		{"unknown proposal", proposal.Tracking, record.Values{"number": "99", "kind": "交办"}, "2026 年的提案中没有案号 99，请先登记该提案，或检查案号。"},
		{"proposal number in words", proposal.Tracking, record.Values{"number": "内涝", "kind": "交办"}, "案号「内涝」不对，应为 12 这样的数字。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, got := o.try(test.kind, test.v); got != test.sentence {
				t.Errorf("got  %s\nwant %s", got, test.sentence)
			}
		})
	}
}

func TestActivityAndTrackingSaved(t *testing.T) {
	o := openOffice(t)
	id := o.save(activity.Activities, record.Values{"kind": "专题调研", "title": "农村饮水", "planned_on": "2026-05", "attendees": "12"})
	if again := o.save(activity.Activities, record.Values{"kind": "专题调研", "title": "农村饮水", "finished_on": "2026-06-01"}); again != id {
		t.Errorf("got %d, want %d", again, id)
	}
	o.expect(activity.Activities, id, record.Values{"year": "2026", "planned_on": "2026-05", "finished_on": "2026-06-01", "attendees": "12"})

	node := o.save(proposal.Tracking, record.Values{"number": "第012号", "kind": "面商", "due_on": "2026-05-01"})
	if again := o.save(proposal.Tracking, record.Values{"number": "12", "kind": "面商", "done_on": "2026-04-28", "person": "张三"}); again != node {
		t.Errorf("got %d, want %d", again, node)
	}
	o.expect(proposal.Tracking, node, record.Values{"number": "12", "title": "关于治理城区内涝的建议", "due_on": "2026-05-01", "done_on": "2026-04-28", "person": "张三"})
	var tracked int
	if err := o.DB().QueryRowContext(t.Context(), "SELECT count(*) FROM key_proposal WHERE proposal_id = 1 AND tracked").Scan(&tracked); err != nil || tracked != 1 {
		t.Errorf("tracked: %d, %v", tracked, err)
	}
}

func TestPanels(t *testing.T) {
	o := openOffice(t)
	o.do("INSERT INTO assignment (proposal_id, unit_id, role) VALUES (1, 4, '会办')") // 县公安局 helps with 12
	first := o.save(evaluation.Panels, record.Values{"number": "第1组", "panel": "经济组", "committee": "提案委", "leader": "评一", "name": "评一", "category": "常委", "proposals": "第12号"})
	o.save(evaluation.Panels, record.Values{"number": "1", "name": "评二", "category": "提案人", "excused": "是", "proposals": "12"})
	o.expect(evaluation.Panels, first, record.Values{
		"evaluation": "2026年重点提案办理民主评议", "rubric": "提案办理质量评分表（两级百分制）", "number": "1", "panel": "经济组", "committee": "提案委",
		"leader": "评一", "proposals": "12", "units": "县水务局", "excused": "否", "proposal_titles": "关于治理城区内涝的建议",
	})
	t.Run("a target is corrected", func(t *testing.T) {
		if _, sentence := o.saveAs(evaluation.Panels, first, record.Values{"proposals": "15"}); sentence != "" {
			t.Fatal(sentence)
		}
		o.expect(evaluation.Panels, first, record.Values{"proposals": "15", "units": "县教育局"})
		if _, sentence := o.saveAs(evaluation.Panels, first, record.Values{"proposals": "12", "units": "县公安局"}); sentence != "" {
			t.Fatal(sentence)
		}
		o.expect(evaluation.Panels, first, record.Values{"proposals": "12", "units": "县公安局"})
	})
	o.save(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": "评一", "points:组织领导": "90"})
	for _, test := range []struct {
		name     string
		v        record.Values
		sentence string
	}{
		{"no rater", record.Values{"number": "1", "name": ""}, "缺少评委姓名。"},
		{"no number", record.Values{"number": "", "name": "甲"}, "组号「」不对，应为 1、2、3 这样的数字。"},
		{"unknown category", record.Values{"number": "1", "name": "甲", "category": "路人"}, "评委类别「路人」不对，应为常委、提案人、评议小组成员、服务对象之一；要用别的词，请先在「设置」的用词里增加。"},
		{"unknown proposal", record.Values{"number": "2", "name": "甲", "proposals": "99"}, "2026 年的提案中没有案号 99，请先登记该提案，或检查案号。"},
		{"proposal without a lead unit", record.Values{"number": "2", "name": "甲", "proposals": "20"}, "案号 20 的提案还没有主办单位，请填写承办单位。"},
		{"unknown unit", record.Values{"number": "2", "name": "甲", "proposals": "20", "units": "县粮食局"}, "单位「县粮食局」不在承办单位名录中，请先登记该单位，或把它登记为某单位的曾用名。"},
		{"numbers and units do not pair", record.Values{"number": "2", "name": "甲", "proposals": "12、15、20", "units": "县教育局、县水务局"}, "有 3 个案号却有 2 个承办单位，对不上；请每行写一个案号。"},
		{"unknown rubric", record.Values{"number": "2", "name": "甲", "rubric": "甲方案", "evaluation": "乙评议"}, "没有评分方案「甲方案」，现有的是：提案办理质量评分表（两级百分制）、双向评议三等次（延边州）、单件百分制（海南省 2002）、五项均值四等次（万众评公务）、双向评议：提案质量（泾县）、绩效公众评价（20/20/20/40）、票决换算、满意度线（60%）、120 分制承办单位考核、扣分制（宝鸡）、目标考核小分值（凤阳，2 分）、单件百分制（按期取自提案记录）、办理评价票（单位平均分）。"},
		{"another rubric after scoring", record.Values{"number": "1", "name": "评一", "rubric": "单件百分制（海南省 2002）"}, "这次评议已有 1 份评分表，不能再改用评分方案「单件百分制（海南省 2002）」。"},
		{"excused after scoring", record.Values{"number": "1", "name": "评一", "excused": "是"}, "评委「评一」已交评分表，不能改为回避；请先把他的评分表作废。"},
		{"a scored target dropped", record.Values{"number": "1", "name": "评一", "proposals": "15"}, "案号 12（县公安局）已有 1 份评分表，不能从这个小组去掉；一组评多件时请在「评议案号」里用、写全。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, got := o.try(evaluation.Panels, test.v); got != test.sentence {
				t.Errorf("got  %s\nwant %s", got, test.sentence)
			}
		})
	}
}

func TestScores(t *testing.T) {
	o := openOffice(t)
	for _, rater := range []record.Values{
		{"number": "1", "name": "评一", "category": "常委", "proposals": "12"},
		{"number": "1", "name": "评二"},
		{"number": "1", "name": "评三", "excused": "是"},
		{"number": "2", "name": "评四", "proposals": "12、15"},
	} {
		o.save(evaluation.Panels, rater)
	}
	id := o.save(evaluation.Scores, record.Values{
		"number": "1", "proposal": "12", "name": "评一", "category": "常委", "submitted_on": "2026-10-10",
		"points:组织领导": "90", "points:沟通面商": "87.25", "points:办理成效": "100", "points:规范答复": "0.5",
	})
	o.expect(evaluation.Scores, id, record.Values{
		"number": "1", "proposal": "12", "unit": "县水务局", "points:组织领导": "90", "points:沟通面商": "87.25", "points:办理成效": "100", "points:规范答复": "0.5", "void": "否",
	})
	t.Run("one indicator corrected", func(t *testing.T) {
		if _, sentence := o.saveAs(evaluation.Scores, id, record.Values{"points:规范答复": "80"}); sentence != "" {
			t.Fatal(sentence)
		}
		o.expect(evaluation.Scores, id, record.Values{"points:规范答复": "80", "points:组织领导": "90", "submitted_on": "2026-10-10"})
	})
	t.Run("a panel with one target needs no proposal number", func(t *testing.T) {
		second := o.save(evaluation.Scores, record.Values{"number": "1", "name": "评二", "category": "提案人", "points:组织领导": "70"})
		o.expect(evaluation.Scores, second, record.Values{"proposal": "12", "category": "提案人"})
	})
	for _, test := range []struct {
		name     string
		v        record.Values
		sentence string
	}{
		{"no panel", record.Values{"number": "", "name": "评一"}, "缺少评议小组的组号。"},
		{"unknown panel", record.Values{"number": "7", "name": "评一"}, "2026 年没有第 7 评议小组，请先导入评议小组及评委名单。"},
		{"unknown rater", record.Values{"number": "1", "proposal": "12", "name": "路人", "points:组织领导": "70"}, "「路人」不是第 1 评议小组的评委，该组评委是：评一、评二、评三。"},
		{"no rater", record.Values{"number": "1", "proposal": "12", "name": ""}, "缺少评委姓名。"},
		{"excused rater", record.Values{"number": "1", "proposal": "12", "name": "评三", "points:组织领导": "70"}, "评委「评三」已登记回避，不能打分。"},
		{"another category", record.Values{"number": "1", "proposal": "12", "name": "评一", "category": "服务对象"}, "评委「评一」在名单中是「常委」，与评分表上的「服务对象」不一致。"},
		{"not this panel's proposal", record.Values{"number": "1", "proposal": "15", "name": "评一"}, "第 1 评议小组不评案号 15，请检查组号、案号和承办单位。"},
		{"one of two targets not told", record.Values{"number": "2", "name": "评四", "points:组织领导": "70"}, "第 2 评议小组有 2 个评议对象，请写明案号和承办单位。"},
		{"over the maximum", record.Values{"number": "1", "proposal": "12", "name": "评一", "points:组织领导": "100.01"}, "组织领导的得分 100.01 超过满分 100。"},
		{"three decimals", record.Values{"number": "1", "proposal": "12", "name": "评一", "points:组织领导": "87.255"}, "组织领导的得分 87.255 多于两位小数。"},
		{"negative", record.Values{"number": "1", "proposal": "12", "name": "评一", "points:组织领导": "-1"}, "组织领导的得分 -1 不能是负数。"},
		{"in words", record.Values{"number": "1", "proposal": "12", "name": "评一", "points:组织领导": "优"}, "组织领导的得分「优」不是数，请填 87.25 这样的数字。"},
		{"an indicator of another rubric", record.Values{"number": "1", "proposal": "12", "name": "评一", "points:办理速度": "20"}, "这次评议的评分方案没有指标「办理速度」。"},
		{"an empty sheet", record.Values{"number": "2", "proposal": "15", "name": "评四", "points:组织领导": ""}, "评委「评四」的评分表没有填写任何得分。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, got := o.try(evaluation.Scores, test.v); got != test.sentence {
				t.Errorf("got  %s\nwant %s", got, test.sentence)
			}
		})
	}
}
