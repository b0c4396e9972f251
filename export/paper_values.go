package export

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/zh"
)

// commonValues are the fields of every paper.
var commonValues = []value[int]{
	{"年度", "工作年度，如 2026", func(y *paperYear, _ int) string { return fmt.Sprint(y.Year) }},
	{"日期", "文书的日期，如 2026年3月10日", func(y *paperYear, _ int) string { return dayText(y.Date.Format(time.DateOnly)) }},
	{"统计日期", "件数、逾期天数统计到的日期：文书的日期，晚于今天的统计到今天", func(y *paperYear, _ int) string { return dayText(y.day) }},
	{"落款", "设置里的「文书落款」，空着是填报单位", func(y *paperYear, _ int) string { return y.setting("paper.office|office.name") }},
	{"填报单位", "设置里的「填报单位」", func(y *paperYear, _ int) string { return y.setting("office.name") }},
	{"县名", "设置里的县（市、区）名称", func(y *paperYear, _ int) string { return y.setting("office.county") }},
	{"发文字号", "设置里的「发文字号」，序号在生成时写明", func(y *paperYear, i int) string { return y.number(i) }},
	{"联系人", "设置里的「文书联系人」，空着是填报人", func(y *paperYear, _ int) string { return y.setting("paper.contact|report.filler") }},
	{"联系电话", "设置里的「文书联系电话」，空着是报表的联系电话", func(y *paperYear, _ int) string { return y.setting("paper.phone|report.phone") }},
	{"抄送", "设置里的「抄送」", func(y *paperYear, _ int) string { return y.setting("paper.copies") }},
	{"办理结果口径", "设置里 A、B、C 的含义", func(y *paperYear, _ int) string {
		return strings.TrimSuffix(record.EditionOf(y.setting("result_class.scheme"), y.Year), "。")
	}},
	{"会议", "政协某县第十届委员会第五次会议", func(y *paperYear, _ int) string { return y.sessions() }},
	{"答复期限", "期限规则里的「提案答复」", func(y *paperYear, _ int) string { return y.period("reply") }},
	{"重办期限", "期限规则里的「重新办理后答复」", func(y *paperYear, _ int) string { return y.period("reply_rework") }},
	{"会办期限", "期限规则里的「会办意见送主办」", func(y *paperYear, _ int) string { return y.period("co_opinion") }},
	{"申退期限", "期限规则里的「申请退办」", func(y *paperYear, _ int) string { return y.period("return") }},
	{"报送措施期限", "期限规则里的「监督意见反馈」", func(y *paperYear, _ int) string { return y.period("opinion_reply") }},
	{"整改答复期限", "期限规则里的「整改」", func(y *paperYear, _ int) string { return y.period("rectification") }},
	{"反馈期限", "期限规则里的「征询意见表返还」的长短，如 15个工作日", func(y *paperYear, _ int) string {
		rules := y.ruler.Rules("feedback")
		if len(rules) == 0 {
			return ""
		}
		return lengthOf(rules[len(rules)-1])
	}},
}

// caseValues are the fields of a proposal.
var caseValues = []value[*proposal.PaperCase]{
	{"会议", "这件提案的会议", func(y *paperYear, c *proposal.PaperCase) string { return y.session(c) }},
	{"案号", "如 12", func(_ *paperYear, c *proposal.PaperCase) string { return blankZero(c.Number) }},
	{"流水号", "收件时的号", func(_ *paperYear, c *proposal.PaperCase) string { return c.Serial }},
	{"案由", "提案的题目", func(_ *paperYear, c *proposal.PaperCase) string { return c.Title }},
	{"提案者", "如 张三等 3 人", func(_ *paperYear, c *proposal.PaperCase) string { return c.Line.ProposerText() }},
	{"全部提案者", "用顿号分开，含附议人", func(_ *paperYear, c *proposal.PaperCase) string { return zh.JoinNames(namesOfProposers(c, true)) }},
	{"提案类型", "个人提案、联名提案等", func(_ *paperYear, c *proposal.PaperCase) string { return c.Kind }},
	{"分类", "提案分类", func(_ *paperYear, c *proposal.PaperCase) string { return c.Category }},
	{"内容", "提案全文，一段一行", func(_ *paperYear, c *proposal.PaperCase) string { return c.Body }},
	{"收到日期", "", func(_ *paperYear, c *proposal.PaperCase) string { return dayText(c.ReceivedOn) }},
	{"审查日期", "", func(_ *paperYear, c *proposal.PaperCase) string { return dayText(c.ReviewedOn) }},
	{"主办单位", "最近一轮的主办、分办单位，用顿号分开", func(_ *paperYear, c *proposal.PaperCase) string {
		return unitsOf(c, func(a docket.Assignment) bool { return a.Answers() })
	}},
	{"会办单位", "最近一轮的会办单位，用顿号分开", func(_ *paperYear, c *proposal.PaperCase) string {
		return unitsOf(c, func(a docket.Assignment) bool { return !a.Answers() })
	}},
	{"重点提案", "重点提案写「重点」，别的空着", func(_ *paperYear, c *proposal.PaperCase) string {
		if c.IsKey {
			return "重点"
		}
		return ""
	}},
}

// wholeCaseValues are caseValues with the deadline of the proposal as a whole.
var wholeCaseValues = joined(caseValues,
	value[*proposal.PaperCase]{"办理期限", "分办的各单位不同的分别写明；都已答复的是最近一轮的期限", func(y *paperYear, c *proposal.PaperCase) string {
		return y.dueOfUnits(c)
	}},
	value[*proposal.PaperCase]{"逾期期限", "逾期的最早的期限，没有逾期的空着", func(y *paperYear, c *proposal.PaperCase) string {
		if !c.Line.Late() {
			return ""
		}
		return y.dueText(c.Line.OpenDueOn)
	}},
	value[*proposal.PaperCase]{"逾期单位", "逾期没有答复的承办单位，没有的空着", func(y *paperYear, c *proposal.PaperCase) string {
		var late []string
		for _, a := range c.Overdue(y.day) {
			if !slices.Contains(late, a.Unit) {
				late = append(late, a.Unit)
			}
		}
		return zh.JoinNames(late)
	}},
	value[*proposal.PaperCase]{"逾期天数", "没有逾期的空着", func(y *paperYear, c *proposal.PaperCase) string {
		if !c.Line.Late() {
			return ""
		}
		return fmt.Sprint(daysFrom(c.Line.OpenDueOn, y.day))
	}},
)

// dueOfUnits is the deadline of a proposal; where several units that have to answer have other ones, that of each.
func (y *paperYear) dueOfUnits(c *proposal.PaperCase) string {
	var each []string
	several := false
	for _, a := range c.Newest() {
		if !a.Answers() || a.ReturnedOn != "" || a.RepliedOn != "" && c.Line.OpenDueOn != "" {
			continue
		}
		each, several = append(each, a.Unit+y.dueText(a.DueOn)), several || a.DueOn != c.DueOn()
	}
	if several && len(each) > 1 {
		return zh.JoinNames(each)
	}
	return y.dueText(c.DueOn())
}

// unitsOf are the units of the newest round for which keep holds.
func unitsOf(c *proposal.PaperCase, keep func(docket.Assignment) bool) string {
	var names []string
	for _, a := range c.Newest() {
		if keep(a) {
			names = append(names, a.Unit)
		}
	}
	return zh.JoinNames(names)
}

// blankZero is a number, nothing for none.
func blankZero[N int | int64](n N) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func namesOfProposers(c *proposal.PaperCase, seconding bool) []string {
	var names []string
	for _, p := range c.Proposers {
		if seconding || !p.Seconds {
			names = append(names, p.Name)
		}
	}
	return names
}

// assigned is the work of one unit on a proposal.
type assigned struct {
	*proposal.PaperCase
	docket.Assignment

	work proposal.PaperAssignment
}

// assignedOf are the works of the newest round of a proposal.
func assignedOf(c *proposal.PaperCase) []assigned {
	var all []assigned
	for _, a := range c.Newest() {
		all = append(all, assigned{c, a, c.Work[a.ID]})
	}
	return all
}

// assignedValues are the fields of the work of a unit, with those of its proposal.
var assignedValues = joined(lifted(caseValues, func(_ *paperYear, a assigned) *proposal.PaperCase { return a.PaperCase }), []value[assigned]{
	{"单位", "承办单位", func(_ *paperYear, a assigned) string { return a.Unit }},
	{"单位联系人", "单位名录里的联系人", func(y *paperYear, a assigned) string { return y.units[a.UnitID].Contact }},
	{"单位电话", "单位名录里的电话", func(y *paperYear, a assigned) string { return y.units[a.UnitID].Phone }},
	{"职责", "主办、分办或会办", func(_ *paperYear, a assigned) string { return a.Role }},
	{"第几轮", "重新办理的写「重新办理」，别的空着", func(_ *paperYear, a assigned) string {
		if a.Round > 1 {
			return "重新办理"
		}
		return ""
	}},
	{"交办单位", "由谁交办", func(_ *paperYear, a assigned) string { return a.work.AssignedBy }},
	{"交办日期", "", func(_ *paperYear, a assigned) string { return dayText(a.AssignedOn) }},
	{"交办批次", "在哪一次交办会上交办，如 第 1 批；不是会上交办的空着", func(y *paperYear, a assigned) string { return y.batch(a) }},
	{"办理期限", "延期的是延期以后的", func(y *paperYear, a assigned) string { return y.dueText(a.DueOn) }},
	{"期限依据", "期限是怎样算出来的", func(y *paperYear, a assigned) string {
		return y.days.Explain(a.Why(), a.AssignedOn, a.DueOn)
	}},
	{"逾期天数", "没有逾期的空着", func(y *paperYear, a assigned) string {
		if !a.Late(y.day) {
			return ""
		}
		return fmt.Sprint(daysFrom(a.DueOn, y.day))
	}},
	{"剩余天数", "离期限还有几天", func(y *paperYear, a assigned) string {
		if a.DueOn < y.day {
			return ""
		}
		return fmt.Sprint(daysFrom(y.day, a.DueOn))
	}},
	{"答复日期", "", func(_ *paperYear, a assigned) string { return dayText(a.RepliedOn) }},
	{"答复文号", "", func(_ *paperYear, a assigned) string { return a.work.DocNumber }},
	{"办理结果", "A、B、C", func(_ *paperYear, a assigned) string { return a.ResultClass }},
}...)

// lifted are the fields of a thing as those of another that has it.
func lifted[T, Of any](all []value[Of], of func(y *paperYear, v T) Of) []value[T] {
	out := make([]value[T], len(all))
	for i, v := range all {
		out[i] = value[T]{v.name, v.note, func(y *paperYear, t T) string { return v.of(y, of(y, t)) }}
	}
	return out
}
