package sampleyear

import "fmt"

// planItem is one line of the annual deployment, whose quantities and month windows are the office's own document's.
type planItem struct {
	code, title, nature, kind, form, target string
	from, to                                int
	owner                                   string
	approval                                int // number of the paper that approved it
}

var planItems = []planItem{
	{"(一)", "定向选派民主监督员进驻职能部门", "经常性监督", "派驻监督", "派驻", "98人、22组", 3, 11, "委员联络委员会", 3},
	{"(二)", "提案办理全程跟踪(热点难点)", "针对性监督", "全程跟踪", "提案监督", "3件", 4, 8, "提案委员会", 3},
	{"(三)", "提案办理民主评议", "重点监督", "民主评议", "民主评议", "13组、13件", 9, 11, "提案委员会", 7},
	{"(四)", "民主监督工作座谈会", "会议", "座谈会", "会议", "1次", 10, 10, "县政协办公室", 3},
	{"(五)", "提案工作专题调研", "调研", "专题调研", "专题", "2次", 5, 11, "提案委员会", 5},
	{"(六)", "民主监督员年度工作汇报会", "会议", "汇报会", "会议", "1次", 12, 12, "委员联络委员会", 3},
}

func writePlan(c *county) ([]byte, error) {
	b, err := newBook(false)
	if err != nil {
		return nil, err
	}
	month := func(i, m int) string {
		if i%2 == 0 {
			return fmt.Sprintf("%d年%d月", c.year, m)
		}
		return fmt.Sprintf("%d-%02d", c.year, m)
	}
	err = writePage(b, page[planItem]{
		sheet: "工作部署", title: fmt.Sprintf("%d年度县政协民主监督工作部署表(示例)", c.year),
		under: fmt.Sprintf("制表单位:政协云岭县委员会办公室        制表日期:%d年1月9日", c.year),
		columns: []column[planItem]{
			{"", "代号", 8, func(_ int, p planItem) any { return p.code }},
			{"", "年度", 8, func(int, planItem) any { return c.year }},
			{"", "工作事项", 42, func(_ int, p planItem) any { return p.title }},
			{"", "监督性质", 14, func(_ int, p planItem) any { return p.nature }},
			{"", "类别", 12, func(_ int, p planItem) any { return p.kind }},
			{"", "监督形式", 12, func(_ int, p planItem) any { return p.form }},
			{"", "目标", 14, func(_ int, p planItem) any { return p.target }},
			{"时间安排", "开始月份", 14, func(i int, p planItem) any { return month(i, p.from) }},
			{"时间安排", "结束月份", 14, func(i int, p planItem) any { return month(i, p.to) }},
			{"", "责任部门", 20, func(_ int, p planItem) any { return p.owner }},
			{"", "批准文号", 22, func(_ int, p planItem) any { return fmt.Sprintf("云协发〔%d〕%d号", c.year, p.approval) }},
			{"", "备注", 20, func(_ int, p planItem) any {
				if p.kind == "派驻监督" {
					return "每组4至5人"
				}
				return ""
			}},
		},
		foot: func(int) []string {
			return []string{"注:月份均含首尾;完成情况按台账记录统计,不另行填报。", "签发:            审核:            经办:"}
		},
	}, planItems)
	if err != nil {
		return nil, err
	}
	return b.bytes()
}

func writeActivities(c *county) ([]byte, error) {
	b, err := newBook(false)
	if err != nil {
		return nil, err
	}
	err = writePage(b, page[activity]{
		sheet: "会议调研", title: fmt.Sprintf("%d年度民主监督会议、调研活动台账(示例)", c.year),
		under: "填报单位(盖章):政协云岭县委员会办公室        单位:次、人",
		columns: []column[activity]{
			{"", "年度", 7, func(int, activity) any { return c.year }},
			{"", "活动类别", 11, func(_ int, a activity) any { return a.kind }},
			{"", "名  称", 28, func(_ int, a activity) any { return a.title }},
			{"时间", "计划日期", 14, func(i int, a activity) any { return dateText(i, a.planned) }},
			{"时间", "开始日期", 14, func(i int, a activity) any { return dateText(i+1, a.started) }},
			{"时间", "完成日期", 14, func(i int, a activity) any { return dateText(i+2, a.finished) }},
			{"", "地点", 24, func(_ int, a activity) any { return a.place }},
			{"", "牵头单位", 18, func(_ int, a activity) any { return a.organizer }},
			{"", "半天数", 8, func(_ int, a activity) any { return a.halfDays() }},
			{"", "列席\n人数", 8, func(_ int, a activity) any { return c.guests(a) }},
			{"", "参加\n人数", 8, func(_ int, a activity) any {
				if a.attendees == 0 {
					return ""
				}
				return a.attendees
			}},
			{"", "主要内容", 40, func(_ int, a activity) any { return a.content }},
			{"", "成果", 36, func(_ int, a activity) any { return a.outcome }},
		},
		foot: func(int) []string {
			return []string{"说明:完成日期为活动全部结束的日期,汇报会按年终安排填列。"}
		},
	}, c.activities)
	if err != nil {
		return nil, err
	}
	return b.bytes()
}

func writeTracking(c *county) ([]byte, error) {
	b, err := newBook(false)
	if err != nil {
		return nil, err
	}
	titles := map[int]string{}
	for _, p := range c.proposals {
		if p.tracked {
			titles[p.number] = p.title
		}
	}
	err = writePage(b, page[trackingNode]{
		sheet: "跟踪台账", title: fmt.Sprintf("%d年度重点提案办理全程跟踪台账(示例)", c.year),
		under: fmt.Sprintf("填报单位(盖章):政协云岭县委员会提案委员会        截至日期:%d年8月31日", c.year),
		columns: []column[trackingNode]{
			{"", "序号", 6, func(i int, _ trackingNode) any { return i + 1 }},
			{"", "提案号", 9, func(_ int, n trackingNode) any { return fmt.Sprint(n.number) }},
			{"", "跟踪节点", 11, func(_ int, n trackingNode) any { return n.kind }},
			{"", "计划日期", 14, func(i int, n trackingNode) any { return dateText(i, n.planned) }},
			{"", "完成日期", 14, func(i int, n trackingNode) any { return dateText(i+3, n.reached) }},
			{"", "进展情况", 52, func(_ int, n trackingNode) any { return n.note }},
			{"", "责任人", 14, func(i int, n trackingNode) any { return spaced(i, n.who) }},
		},
		groupOf: func(n trackingNode) string { return fmt.Sprintf("第%d号 %s", n.number, titles[n.number]) },
		foot: func(int) []string {
			return []string{"注:跟踪节点依次为交办、方案、面商、答复、落实、回访。"}
		},
	}, c.tracking())
	if err != nil {
		return nil, err
	}
	return b.bytes()
}
