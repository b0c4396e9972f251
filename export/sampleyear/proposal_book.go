package sampleyear

import (
	"fmt"
	"strconv"
)

func caseNumber(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (c *county) proposalColumns() []column[*proposal] {
	columns := []column[*proposal]{
		{"", "序号", 6, func(i int, _ *proposal) any { return i + 1 }},
		{"", "流水号", 11, func(_ int, p *proposal) any { return p.serial }},
		{"", "案 号", 7, func(_ int, p *proposal) any { return caseNumber(p.number) }},
		{"提案基本情况", "案  由", 38, func(i int, p *proposal) any {
			if i%31 == 8 {
				return " " + p.title + " "
			}
			return p.title
		}},
		{"提案基本情况", "第一提案人", 20, func(i int, p *proposal) any {
			if p.kind == "个人提案" || p.kind == "联名提案" {
				return spaced(i, p.proposers[0])
			}
			return p.proposers[0]
		}},
		{"提案基本情况", "联名人", 24, func(_ int, p *proposal) any { return join(p.proposers[1:]) }},
		{"提案基本情况", "提案类型", 12, func(_ int, p *proposal) any { return p.kind }},
		{"提案基本情况", "届次", 9, func(int, *proposal) any { return "第" + numeral(c.term) + "届" }},
		{"提案基本情况", "会议", 12, func(int, *proposal) any { return "第" + numeral(c.session) + "次会议" }},
		{"提案基本情况", "时间属性", 11, func(_ int, p *proposal) any { return p.timing }},
		{"提案基本情况", "提交方式", 11, func(_ int, p *proposal) any { return p.submitted }},
		{"提案基本情况", "收到日期", 13, func(i int, p *proposal) any { return dateText(i, p.received) }},
		{"提案基本情况", "分类", 11, func(_ int, p *proposal) any { return p.category }},
		{"提案基本情况", "建议承办单位", 22, func(_ int, p *proposal) any { return p.suggested }},
		{"提案基本情况", "是否公开", 8, func(_ int, p *proposal) any { return yesNo(p.open) }},
		{"提案基本情况", "内容", 60, func(_ int, p *proposal) any { return p.body }},
		{"审查立案", "审查结论", 11, func(_ int, p *proposal) any { return p.conclusion }},
		{"审查立案", "审查日期", 13, func(i int, p *proposal) any { return dateText(i+1, p.reviewed) }},
		{"审查立案", "审查会", 18, func(_ int, p *proposal) any { return c.reviewedAt(p) }},
		{"审查立案", "不立案原因", 22, func(_ int, p *proposal) any { return join(p.reasons) }},
		{"审查立案", "去向", 14, func(_ int, p *proposal) any { return p.destination }},
		{"审查立案", "并入案号", 8, func(_ int, p *proposal) any {
			if p.root == nil {
				return ""
			}
			return caseNumber(p.root.number)
		}},
		{"审查立案", "重点提案", 8, func(_ int, p *proposal) any { return yesNo(p.key) }},
		{"审查立案", "优秀提案", 8, func(_ int, p *proposal) any { return yesNo(p.excellent) }},
		{"审查立案", "批示日期", 13, func(i int, p *proposal) any { return dateText(i+1, p.instructed) }},
		{"审查立案", "领导批示", 24, func(_ int, p *proposal) any { return p.instruction }},
	}
	return append(columns, c.handlingColumns()...)
}

// alone is what is said of the reply in the proposal's one row; of several units each has a row of its own in the ledger of answers.
func (p *proposal) alone(said any) any {
	if len(p.leads) > 1 {
		return ""
	}
	return said
}

func (c *county) handlingColumns() []column[*proposal] {
	return []column[*proposal]{
		{"交办", "主办单位", 24, func(_ int, p *proposal) any { return join(p.leads) }},
		{"交办", "会办单位", 34, func(_ int, p *proposal) any { return join(p.cos) }},
		{"交办", "办理类型", 8, func(_ int, p *proposal) any { return p.mode }},
		{"交办", "交办日期", 13, func(i int, p *proposal) any { return dateText(i+2, p.assigned) }},
		{"交办", "交办单位", 30, func(_ int, p *proposal) any { return p.assignedBy }},
		{"交办", "办理期限", 13, func(i int, p *proposal) any { return dateText(i+3, p.due) }},
		{"答复", "答复日期", 13, func(i int, p *proposal) any { return p.alone(dateText(i+4, p.replied)) }},
		{"答复", "答复文号", 24, func(_ int, p *proposal) any { return p.alone(p.docNumber) }},
		{"答复", "办理结果", 8, func(_ int, p *proposal) any { return p.alone(p.class) }},
		{"答复", "签发人", 11, func(_ int, p *proposal) any { return p.alone(p.signer) }},
		{"面商", "面商日期", 13, func(i int, p *proposal) any { return dateText(i, p.consulted) }},
		{"面商", "面商方式", 13, func(_ int, p *proposal) any { return p.consultMode }},
		{"征询意见", "反馈日期", 13, func(i int, p *proposal) any { return dateText(i+1, p.returned) }},
		{"征询意见", "办理态度", 10, func(_ int, p *proposal) any { return p.attitude }},
		{"征询意见", "结果评价", 10, func(_ int, p *proposal) any { return p.satisfaction }},
		{"征询意见", "采纳情况", 13, func(_ int, p *proposal) any { return p.adoption }},
		{"重新办理", "重办交办日期", 14, func(i int, p *proposal) any { return dateText(i+2, p.again.assigned) }},
		{"重新办理", "重办期限", 13, func(i int, p *proposal) any { return dateText(i+3, p.again.due) }},
		{"重新办理", "重办答复日期", 14, func(i int, p *proposal) any { return p.alone(dateText(i+4, p.again.replied)) }},
		{"重新办理", "重办结果", 8, func(_ int, p *proposal) any { return p.alone(p.again.class) }},
		{"重新办理", "重办反馈日期", 14, func(i int, p *proposal) any { return dateText(i, p.again.returned) }},
		{"重新办理", "重办评价", 10, func(_ int, p *proposal) any { return p.again.satisfaction }},
		{"督办", "督办领导", 11, func(_ int, p *proposal) any { return p.chair }},
		{"督办", "领办领导", 16, func(_ int, p *proposal) any { return p.office }},
		{"督办", "督办专委会", 20, func(_ int, p *proposal) any { return p.committee }},
		{"督办", "督办成果", 24, func(_ int, p *proposal) any { return p.outcome }},
		{"督办", "督办方式", 12, func(_ int, p *proposal) any { return p.method }},
		{"", "扫描件页数", 8, func(i int, _ *proposal) any { return 2 + i%3 }},
		{"", "备注", 16, func(_ int, p *proposal) any {
			switch {
			case !p.again.assigned.IsZero():
				return "提案人对结果不满意,已重新交办"
			case p.conclusion == "撤案":
				return "所提站点已列入公交规划,提案人申请撤案"
			}
			return ""
		}},
	}
}

func writeProposals(c *county) ([]byte, error) {
	b, err := newBook(false)
	if err != nil {
		return nil, err
	}
	for _, timing := range []string{"大会提案", "平时提案"} {
		var rows []*proposal
		for _, p := range c.proposals {
			if p.timing == timing {
				rows = append(rows, p)
			}
		}
		err := writePage(b, page[*proposal]{
			sheet: timing, title: fmt.Sprintf("政协云岭县第%s届委员会第%s次会议提案登记台账(%s·示例)", numeral(c.term), numeral(c.session), timing),
			under:   fmt.Sprintf("填报单位(盖章):政协云岭县委员会提案委员会        截至日期:%s        单位:件", c.asOf.Format("2006年1月2日")),
			columns: c.proposalColumns(),
			total:   "%d 件",
			foot: func(int) []string {
				return []string{"注:本台账内容系示例;答复期限为交办日起3个月,末日逢节假日顺延。", "审核:            登记:            联系电话:0000-6110402"}
			},
		}, rows)
		if err != nil {
			return nil, err
		}
		for row := range rows { // long texts in rows of an ordinary height, as clerks leave them
			if err := b.file.SetRowHeight(timing, row+5, 30); err != nil {
				return nil, fmt.Errorf("set row height: %w", err)
			}
		}
	}
	return b.bytes()
}
