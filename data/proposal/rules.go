package proposal

import (
	"context"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/calendar"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
)

func init() { Proposals.Rules = judge }

// judge judges the proposals of the year: each by itself as it was on the day, then among each other.
func judge(ctx context.Context, db bun.IDB, b record.Bench) ([]record.Ruling, error) {
	cases, err := Cases(ctx, db, Filter{Year: b.Year})
	if err != nil {
		return nil, err
	}
	rulings := judgeCases(cases, b)
	days, err := WorkCalendar()
	if err != nil {
		return nil, err
	}
	rulings = append(rulings, judgeDeadlines(cases, days, b.Day))
	among, err := record.Judge(ctx, db, b, Proposals, rules)
	return append(rulings, among...), err
}

// judgeCases judges proposals each by itself. What has happened after the day is left out, but for what cannot have happened at all.
func judgeCases(cases []docket.Case, b record.Bench) []record.Ruling {
	var rulings []record.Ruling
	at := map[string]int{}
	for i, name := range docket.RuleNames() {
		at[name] = i
		rulings = append(rulings, record.Ruling{Rule: name, Kind: Proposals, Looked: int64(len(cases))})
	}
	add := func(c *docket.Case, fault docket.Fault) {
		r := &rulings[at[fault.Rule]]
		r.Broken = append(r.Broken, record.Breach{ID: c.ID, Words: called(c) + "：" + strings.TrimSuffix(fault.Words, "。")})
	}
	for i := range cases {
		then := cases[i].On(b.Day)
		then.People = cases[i].People
		for _, fault := range then.Faults(b.Limit()) {
			add(&cases[i], fault)
		}
		for _, fault := range cases[i].Faults(b.Limit()) {
			if fault.Rule == docket.LaterRule {
				add(&cases[i], fault)
			}
		}
	}
	return rulings
}

// judgeDeadlines looks for deadlines in years that have no table of holidays yet: they may be moved when it comes.
func judgeDeadlines(cases []docket.Case, days *calendar.Calendar, day string) record.Ruling {
	r := record.Ruling{Rule: "办理期限所在年份有节假日表", Kind: Proposals}
	for i := range cases {
		c := cases[i].On(day)
		for _, a := range c.Answering() {
			if a.DueOn == "" {
				continue
			}
			r.Looked++
			due, err := calendar.ParseDate(a.DueOn)
			switch {
			case err != nil:
				r.Broken = append(r.Broken, record.Breach{ID: c.ID, Words: called(&c) + "的办理期限「" + a.DueOn + "」不是日期"})
			case !days.Known(due.Year):
				r.Open = append(r.Open, record.Breach{ID: c.ID, Words: called(&c) + "的办理期限 " + a.DueOn + " 在没有节假日表的 " + strconv.Itoa(due.Year) + " 年"})
			}
		}
	}
	return r
}

// called is what a breach calls a proposal.
func called(c *docket.Case) string {
	if c.Number != 0 {
		return "第 " + strconv.Itoa(c.Number) + " 号"
	}
	return "「" + c.Title + "」"
}

// Pieces of the queries: the proposals received in a year by a day, and what one is called.
const (
	ofYear   = " FROM proposal p JOIN session s ON s.id = p.session_id WHERE s.year = ?0 AND p.deleted_at = '' AND p.received_on <= ?1"
	calledAs = "CASE WHEN p.number IS NULL THEN '「' || p.title || '」' ELSE '第 ' || p.number || ' 号' END"
)

// rules are what holds among proposals, and of words and names in them.
var rules = []record.Rule{
	{
		Name: "案号在一次会议内不重复", Of: "SELECT count(p.number)" + ofYear,
		Broken: "SELECT p.id, " + calledAs + " || '「' || p.title || '」与另一件同号'" + ofYear + ` AND p.number IS NOT NULL
			AND EXISTS (SELECT 1 FROM proposal o WHERE o.session_id = p.session_id AND o.number = p.number AND o.id <> p.id AND o.deleted_at = '') ORDER BY p.number, p.id`,
		Open: "SELECT p.id, " + calledAs + " || '已立案，还没有案号'" + ofYear + " AND p.conclusion = '立案' AND p.reviewed_on <= ?1 AND p.number IS NULL ORDER BY p.id",
	},
	{
		Name: "并入的提案已立案，不连环", Of: "SELECT count(*)" + ofYear + " AND p.merged_into IS NOT NULL AND p.reviewed_on <= ?1",
		Broken: "SELECT p.id, " + calledAs + ` || CASE WHEN r.id = p.id THEN '并入了自己' WHEN r.id IS NULL OR r.deleted_at <> '' THEN '并入的提案已不存在' WHEN r.merged_into IS NOT NULL THEN '并入的提案自己也并入了别的提案'
			WHEN r.session_id <> p.session_id THEN '并入了另一次会议的提案' ELSE '并入的提案没有立案' END
			FROM proposal p JOIN session s ON s.id = p.session_id LEFT JOIN proposal r ON r.id = p.merged_into
			WHERE s.year = ?0 AND p.deleted_at = '' AND p.received_on <= ?1 AND p.reviewed_on <= ?1 AND p.merged_into IS NOT NULL
			AND (r.id IS NULL OR r.id = p.id OR r.deleted_at <> '' OR r.merged_into IS NOT NULL OR r.session_id <> p.session_id OR r.conclusion <> '立案') ORDER BY p.id`,
	},
	{
		Name: "收到日期与会议的年度相符", Of: "SELECT count(*)" + ofYear,
		Broken: "SELECT p.id, " + calledAs + " || '的收到日期 ' || p.received_on || ' 离会议的年度 ' || s.year || ' 太远'" + ofYear + " AND p.received_on <> '' AND CAST(substr(p.received_on, 1, 4) AS INTEGER) NOT IN (s.year, s.year - 1) ORDER BY p.id",
	},
	{
		Name: "委员提案的提案人在委员名册中",
		Of:   "SELECT count(*) FROM proposal_proposer x WHERE x.proposal_id IN (SELECT p.id" + ofYear + " AND p.kind IN ('个人提案', '联名提案'))",
		Broken: "SELECT p.id, " + calledAs + ` || '的提案人「' || x.name || '」不在委员名册中' FROM proposal p JOIN session s ON s.id = p.session_id JOIN proposal_proposer x ON x.proposal_id = p.id
			WHERE s.year = ?0 AND p.deleted_at = '' AND p.received_on <= ?1 AND p.kind IN ('个人提案', '联名提案') AND x.member_id IS NULL ORDER BY p.id, x.ordinal`,
	},
	wordRule("分类", "category", "proposal_category"), wordRule("提案类型", "kind", "proposal_kind"), wordRule("时间属性", "timing", "timing"), wordRule("审查结论", "conclusion", "conclusion"),
	{
		Name: "反馈评价在用词表中", Of: "SELECT count(*) FROM feedback f WHERE f.returned_on <= ?1 AND f.proposal_id IN (SELECT p.id" + ofYear + ")",
		Broken: "SELECT p.id, " + calledAs + ` || '的反馈写着「' || w.word || '」，用词表里没有' FROM proposal p JOIN session s ON s.id = p.session_id
			JOIN (SELECT proposal_id, returned_on, attitude AS word FROM feedback UNION SELECT proposal_id, returned_on, result FROM feedback) w ON w.proposal_id = p.id
			WHERE s.year = ?0 AND p.deleted_at = '' AND p.received_on <= ?1 AND w.returned_on <= ?1 AND w.word <> ''
			AND NOT EXISTS (SELECT 1 FROM dictionary d WHERE d.kind = 'satisfaction' AND d.name = w.word) ORDER BY p.id`,
	},
	{
		Name: "答复的办理结果有分类", Of: "SELECT count(*) FROM reply r JOIN assignment a ON a.id = r.assignment_id WHERE r.replied_on <= ?1 AND a.role <> '会办' AND a.proposal_id IN (SELECT p.id" + ofYear + ")",
		Broken: "SELECT p.id, " + calledAs + ` || '「' || u.name || '」的办理结果「' || r.result_class || '」不是分类' FROM proposal p JOIN session s ON s.id = p.session_id JOIN assignment a ON a.proposal_id = p.id
			JOIN unit u ON u.id = a.unit_id JOIN reply r ON r.assignment_id = a.id WHERE s.year = ?0 AND p.deleted_at = '' AND p.received_on <= ?1 AND r.replied_on <= ?1 AND r.result_class <> ''
			AND NOT EXISTS (SELECT 1 FROM dictionary d WHERE d.kind = 'result_class' AND r.result_class IN (d.name, d.code)) ORDER BY p.id`,
		Open: "SELECT p.id, " + calledAs + ` || '「' || u.name || '」已答复，没有填办理结果' FROM proposal p JOIN session s ON s.id = p.session_id JOIN assignment a ON a.proposal_id = p.id
			JOIN unit u ON u.id = a.unit_id JOIN reply r ON r.assignment_id = a.id WHERE s.year = ?0 AND p.deleted_at = '' AND p.received_on <= ?1 AND r.replied_on <= ?1 AND r.result_class = '' AND a.role <> '会办' ORDER BY p.id`,
	},
	{
		Name: "延期不超过六个月，有批准日期", Of: "SELECT count(*) FROM assignment a WHERE a.extended_to <> '' AND (a.extended_on = '' OR a.extended_on <= ?1) AND a.proposal_id IN (SELECT p.id" + ofYear + ")",
		Broken: "SELECT p.id, " + calledAs + ` || '「' || u.name || '」由 ' || a.due_on || ' 延期至 ' || a.extended_to || '，超过六个月' FROM proposal p JOIN session s ON s.id = p.session_id
			JOIN assignment a ON a.proposal_id = p.id JOIN unit u ON u.id = a.unit_id WHERE s.year = ?0 AND p.deleted_at = '' AND p.received_on <= ?1
			AND a.extended_to <> '' AND a.due_on <> '' AND (a.extended_on = '' OR a.extended_on <= ?1) AND a.extended_to > date(a.due_on, '+6 months', '+10 days') ORDER BY p.id`,
		Open: "SELECT p.id, " + calledAs + ` || '「' || u.name || '」的延期没有批准日期' FROM proposal p JOIN session s ON s.id = p.session_id
			JOIN assignment a ON a.proposal_id = p.id JOIN unit u ON u.id = a.unit_id WHERE s.year = ?0 AND p.deleted_at = '' AND p.received_on <= ?1 AND a.extended_to <> '' AND a.extended_on = '' ORDER BY p.id`,
	},
	{
		Name: "全程跟踪的节点在交办以后", Of: "SELECT count(*) FROM tracking_node n WHERE n.done_on <> '' AND n.done_on <= ?1 AND n.proposal_id IN (SELECT p.id" + ofYear + ")",
		Broken: "SELECT p.id, " + calledAs + ` || '的「' || n.kind || '」完成于 ' || n.done_on || CASE WHEN n.done_on > ?2 THEN '，还没有到这一天' ELSE '，早于收到日期 ' || p.received_on END FROM proposal p JOIN session s ON s.id = p.session_id
			JOIN tracking_node n ON n.proposal_id = p.id WHERE s.year = ?0 AND p.deleted_at = '' AND p.received_on <= ?1 AND n.done_on <> '' AND (n.done_on < p.received_on OR n.done_on > ?2) ORDER BY p.id`,
	},
}

// wordRule is that a column of proposals has a word of the dictionary, or is empty.
func wordRule(title, column, dictionary string) record.Rule {
	return record.Rule{
		Name: title + "在用词表中", Of: "SELECT count(*)" + ofYear + " AND p." + column + " <> ''",
		Broken: "SELECT p.id, " + calledAs + " || '的" + title + "「' || p." + column + " || '」用词表里没有'" + ofYear + " AND p." + column + ` <> ''
			AND NOT EXISTS (SELECT 1 FROM dictionary d WHERE d.kind = '` + dictionary + "' AND p." + column + " IN (d.name, d.code)) ORDER BY p.id",
	}
}
