// Package proposal is the work on proposals (提案) as it is stored: saving, taking in and listing them with their parts, their flow, the rules of
// deadlines, the tracking of key proposals, and the figures of a year. What follows from a proposal on a day is in package docket.
package proposal

import (
	"strconv"
	"strings"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/zh"
)

// ofRound reads a column of the answers of a round.
func ofRound(round int, column string) string {
	return "COALESCE((SELECT max(a." + column + ") FROM answering a WHERE a.proposal_id = proposal_list.id AND a.round = " + strconv.Itoa(round) + "), '')"
}

// ofReplies reads a column of the replies of a round, nothing while one of its units has still to answer.
func ofReplies(round int, column string) string {
	return "COALESCE((SELECT CASE WHEN min(a.replied_on) <> '' THEN max(a." + column + ") END FROM answering a WHERE a.proposal_id = proposal_list.id AND a.round = " + strconv.Itoa(round) + "), '')"
}

// ofFeedback reads a column of what the first proposer thought of a round, of the units that answer the latest day and the worst word.
func ofFeedback(round int, column string) string {
	worst := "f." + column
	switch column {
	case "attitude", "result":
		worst = worstFirst(worst, docket.Satisfactions())
	case "adoption":
		worst = worstFirst(worst, docket.Adoptions())
	}
	return "COALESCE((SELECT f." + column + " FROM feedback f LEFT JOIN proposal_proposer x ON x.id = f.proposer_id WHERE f.proposal_id = proposal_list.id AND f.round = " +
		strconv.Itoa(round) + " AND (x.id IS NULL OR x.ordinal = 1 AND x.proposal_id = f.proposal_id) AND (f.unit_id IS NULL OR EXISTS (SELECT 1 FROM answering a WHERE" +
		" a.proposal_id = f.proposal_id AND a.round = f.round AND a.unit_id = f.unit_id)) ORDER BY " + worst + " DESC LIMIT 1), '')"
}

// worstFirst is SQL that orders a column of opinions as the docket does, by the words of a scale, the best of them first; it is to be read downwards.
func worstFirst(column string, scale []string) string {
	rank := "CASE"
	for i, word := range scale {
		rank += " WHEN " + column + " = '" + word + "' THEN " + strconv.Itoa(2*i)
	}
	rank += " WHEN " + column + " IN ('', '" + docket.NoOpinion + "') THEN -1 ELSE " + strconv.Itoa(2*len(scale)-3) + " END"
	return rank + " DESC, " + column
}

func ofRow(table, column, extra string) string {
	return "COALESCE((SELECT x." + column + " FROM " + table + " x WHERE x.proposal_id = proposal_list.id" + extra + " ORDER BY x.id LIMIT 1), '')"
}

// ofProposal reads a column of the proposal that the view does not have.
func ofProposal(column string) string {
	return "(SELECT p." + column + " FROM proposal p WHERE p.id = proposal_list.id)"
}

// ofKey reads what is known of a key proposal x as such.
func ofKey(expression string) string {
	return "COALESCE((SELECT " + expression + " FROM key_proposal x WHERE x.proposal_id = proposal_list.id), '')"
}

// lastTalk reads a column of the latest talk.
func lastTalk(column string) string {
	return "COALESCE((SELECT x." + column + " FROM consultation x WHERE x.proposal_id = proposal_list.id ORDER BY x.on_date DESC, x.id DESC LIMIT 1), '')"
}

const firstAnswer = " AND x.assignment_id IN (SELECT a.id FROM answering a WHERE a.proposal_id = proposal_list.id AND a.round = 1)"

// proposersNamed are the names of proposers as ledgers have them.
var proposersNamed = record.Several{Of: record.Name{Meant: proposersMeant, Others: outsiders}, Apart: secondsApart}

// Proposals are the 提案 of a year's session, with review, assignment, reply, feedback and rework beside each.
var Proposals = &record.Kind{
	Name: "proposals", Title: "提案", Layout: "提案台账", From: "proposal_list", Scope: "year = ?", Table: "proposal", Tables: proposalsTables, Lists: proposalsLists, Found: foundProposals,
	Order: "number = 0, number, serial, id", Line: proposalLine, Listed: listed,
	Fields: []record.Field{
		{Key: "number", Later: true, Title: "案号", Aliases: []string{"提案号", "提案编号", "立案号", "立案编号", "案件号", "编号"}, Type: record.Whole{Min: 1}, Section: "提案", Note: "空着就由程序在立案时接着编", Width: 60, Example: "12"},
		{Key: "serial", Title: "流水号", Aliases: []string{"收件号"}, Width: 70, Example: "0012"},
		{Key: "title", Title: "案由", Aliases: []string{"提案案由", "提案名称", "提案标题", "提案题目", "标题", "题目", "题名"}, Required: true, Width: 330, Example: "关于加强城区停车管理的建议"},
		{Key: "proposer", Title: "第一提案人", Aliases: []string{"提案人", "提案者", "提案委员", "领衔提案人", "第一提案者", "提案单位", "提案人（单位）", "提案人姓名", "委员姓名", "姓名"}, Type: proposersNamed, Required: true, Width: 110, Example: "张小明", NoForm: true},
		{
			Key: "joint", Title: "联名人", Aliases: []string{"联名委员", "联名提案人", "联名提案者", "联署人"}, Type: proposersNamed, Width: 110, NoForm: true,
			Expr: "COALESCE((SELECT group_concat(y.name, '、') FROM (SELECT x.name FROM proposal_proposer x WHERE x.proposal_id = proposal_list.id AND x.ordinal > 1 ORDER BY x.ordinal) y), '')",
		},
		{
			Key: "seconders", Title: "附议人", Aliases: []string{"附议委员", "附议者", "附议"}, Type: proposersNamed, NoForm: true, FormOnly: true,
			Expr: "COALESCE((SELECT group_concat(y.name, '、') FROM (SELECT x.name FROM proposal_proposer x WHERE x.proposal_id = proposal_list.id AND x.role = '附议' ORDER BY x.ordinal) y), '')",
		},
		{Key: "proposers", Title: "提案人", Part: proposers, Expr: "proposal_list.id", Required: true},
		{Key: "kind", Title: "提案类型", Aliases: []string{"提案性质", "性质", "类型"}, Type: record.Word{Dictionary: "proposal_kind"}, Note: "空着就按提案人判断", Width: 80},
		{Key: "year", Title: "年度", Expr: "CAST(year AS TEXT)", ListOnly: true, FormOnly: true},
		{Key: "term_name", Title: "届次", FormOnly: true},
		{Key: "session_name", Title: "会议", Aliases: []string{"会议次", "次会议", "会次"}, FormOnly: true},
		{Key: "timing", Title: "时间属性", Aliases: []string{"提交时段"}, Type: record.Word{Dictionary: "timing"}, Note: "空着按收到的日期、时刻和会议的提案截止、闭幕日期定", Width: 80},
		{Key: "submitted_by", Title: "提交方式", Aliases: []string{"提交形式", "提交途径", "提交渠道"}, Type: record.Word{Dictionary: "submission"}, Expr: ofProposal("submitted_by"), Example: "网上", FormOnly: true},
		{Key: "received_on", Title: "收到日期", Aliases: []string{"收件日期", "提交日期", "发布时间", "收到时间", "收文日期", "收文时间", "收件时间", "提交时间", "提案日期"}, Type: record.Day{}, Today: true, Clock: "received_at", Width: 90},
		{Key: "received_at", Title: "收到时刻", Aliases: []string{"收件时刻", "提交时刻"}, Expr: ofProposal("received_at"), Type: record.Text{Read: intake.ParseClock}, FormOnly: true, Note: "提案截止那天收到的要写，如 09:30"},
		{Key: "category", Title: "分类", Aliases: []string{"类别", "提案分类", "提案类别"}, Type: record.Word{Dictionary: "proposal_category"}, Width: 80},
		{Key: "suggested_units", Title: "建议承办单位", Aliases: []string{"建议办理单位"}, Type: record.Several{}, FormOnly: true},
		{Key: "open", Title: "是否公开", Aliases: []string{"是否同意公开"}, Type: record.YesNo{}, Default: "是", FormOnly: true},
		{Key: "open_why", Title: "不公开原由", Aliases: []string{"不公开原因", "不公开理由"}, Expr: ofProposal("open_why"), FormOnly: true, Note: "不公开的要写明"},
		{Key: "body", Title: "内容", Aliases: []string{"提案内容", "正文"}, Expr: ofProposal("body"), Type: record.Long{}, FormOnly: true, Note: "分「一、情况」「二、分析」「三、建议」三段，一事一案", Tells: tellsText},
		{Key: "status", Title: "状态", ListOnly: true, Width: 80},
		{Key: "conclusion", Later: true, Title: "审查结论", Aliases: []string{"审查结果", "立案情况", "审查意见", "立案意见", "审查立案情况", "是否立案"}, Type: record.Word{Dictionary: "conclusion"}, Section: "审查", FormOnly: true},
		{Key: "reviewed_on", Later: true, Title: "审查日期", Aliases: []string{"立案日期", "审查时间"}, Type: record.Day{}, FormOnly: true},
		{Key: "reasons", Later: true, Title: "不立案原因", Aliases: []string{"不予立案原因"}, Type: record.Several{Of: record.Word{Dictionary: "refusal_reason"}}, FormOnly: true},
		{Key: "destination", Later: true, Title: "去向", Aliases: []string{"处理去向", "不立案去向"}, Type: record.Word{Dictionary: "destination"}, FormOnly: true},
		{Key: "passed_on", Later: true, Title: "转送日期", Aliases: []string{"转送时间"}, Expr: ofProposal("passed_on"), Type: record.Day{}, FormOnly: true},
		{Key: "passed_to", Later: true, Title: "转送单位", Aliases: []string{"转送", "报送单位"}, Expr: ofProposal("passed_to"), Note: "不立案的转给谁，如社情民意信息室", FormOnly: true},
		{Key: "merged_number", Later: true, Title: "并入案号", Aliases: []string{"并入"}, Type: record.Whole{Min: 1}, FormOnly: true, Tells: tellsRoot},
		{Key: "review_meeting", Later: true, Title: "审查会", Expr: "COALESCE((SELECT m.name FROM proposal p JOIN review_meeting m ON m.id = p.review_meeting_id WHERE p.id = proposal_list.id), '')", FormOnly: true},
		{Key: "reviews", Later: true, Title: "三审意见", Part: reviews, Expr: "proposal_list.id", With: []string{"conclusion", "reviewed_on", "number", "merged_number"}},
		{Key: "is_key", Later: true, Title: "重点提案", Aliases: []string{"是否重点", "重点", "是否为重点提案", "是否重点提案"}, Type: record.YesNo{}, Width: 70},
		{Key: "excellent", Later: true, Title: "优秀提案", Aliases: []string{"是否优秀"}, Type: record.YesNo{}, FormOnly: true},
		{Key: "handling", Later: true, Title: "办理类型", Aliases: []string{"办理方式"}, Type: record.Word{Dictionary: "handling"}, Section: "办理", FormOnly: true},
		{Key: "assignments", Later: true, Title: "承办单位", Part: assignments, Expr: "proposal_list.id"},
		{Key: "consultations", Later: true, Title: "面商", Part: consultations, Expr: "proposal_list.id"},
		{Key: "drafts", Later: true, Title: "答复送审", Part: replyDrafts, When: showsDrafts, Expr: "proposal_list.id"},
		{Key: "feedback", Later: true, Title: "征询意见", Part: feedback, Expr: "proposal_list.id"},
		{Key: "reminders", Later: true, Title: "催办", Part: reminders, Expr: "proposal_list.id"},
		{Key: "promises", Later: true, Title: "承诺事项", Part: promises, Expr: "proposal_list.id"},
		{Key: "revisits", Later: true, Title: "回头看", Part: revisits, Expr: "proposal_list.id"},
		{Key: "nodes", Later: true, Title: "全程跟踪", Part: trackingNodes, When: showsNodes, Expr: "proposal_list.id"},
		{Key: "tracked_on", Later: true, Title: "列入跟踪日期", Expr: ofKey("x.tracked_on"), Type: record.Day{}, When: showsNodes, FormOnly: true, Note: "从哪天起算全程跟踪；空着就是从立案起"},
		{Key: "lead_units", Title: "主办单位", Aliases: []string{"承办单位", "承办部门", "主办部门", "办理单位", "主办"}, Type: record.Several{}, Width: 130, NoForm: true, Tells: tellsUnits, TellsEmpty: true},
		{Key: "co_units", Title: "会办单位", Aliases: []string{"协办单位", "会办", "协办部门", "会办部门", "配合部门", "协助部门"}, Type: record.Several{}, Width: 110, NoForm: true},
		{Key: "assigned_on", Title: "交办日期", Aliases: []string{"交办时间"}, Type: record.Day{}, Width: 90, NoForm: true, Tells: tellsBatch},
		{Key: "assigned_by", Title: "交办单位", Expr: ofRow("assignment", "assigned_by", " AND x.round = 1"), FormOnly: true, NoForm: true},
		{Key: "due_on", Title: "办理期限", Aliases: []string{"期限", "办结期限", "答复期限", "答复时限", "办理时限", "要求答复时间", "要求答复日期", "应答复时间", "应答复日期", "应办复日期", "要求办复日期", "要求办结日期", "要求办结时间", "应办结日期", "限办日期", "限办时间", "限定办结日期", "应办复时间", "办复期限", "办复时限", "办复截止日期", "答复截止日期", "办结截止日期", "办理截止日期", "答复要求日期"}, Expr: "first_due_on", Type: record.Day{}, Ahead: true, After: "assigned_on", Note: "空着就按期限规则计算", Width: 90, NoForm: true},
		{Key: "open_due_on", Title: "现行期限", Type: record.Day{}, Ahead: true, ListOnly: true, Width: 90},
		{Key: "consulted_on", Title: "面商日期", Aliases: []string{"面商时间"}, Expr: lastTalk("on_date"), Type: record.Day{}, FormOnly: true, NoForm: true},
		{Key: "consulted_by", Title: "面商方式", Aliases: []string{"面商形式", "沟通方式"}, Expr: lastTalk("mode"), Type: record.Word{Dictionary: "consultation_mode"}, FormOnly: true, NoForm: true},
		{Key: "replied_on", Title: "答复日期", Aliases: []string{"答复时间", "办复日期", "办复时间", "回复日期", "回复时间", "办结日期", "办结时间"}, Expr: ofReplies(1, "replied_on"), Type: record.Day{}, Width: 90, NoForm: true},
		{Key: "doc_number", Title: "答复文号", Aliases: []string{"文号", "答复件文号", "答复函文号", "复文号", "办复文号"}, Expr: ofRound(1, "doc_number"), FormOnly: true, NoForm: true},
		{Key: "result_class", Title: "办理结果", Aliases: []string{"结果类别", "类别标记", "办理结果类别", "类型ABC", "类别ABC", "ABC类", "办理类别", "答复类别", "办复类别", "答复类型", "办复结果"}, Expr: ofReplies(1, "result_class"), Type: record.Word{Dictionary: "result_class"}, Width: 70, NoForm: true},
		{Key: "signer", Title: "签发人", Expr: "COALESCE((SELECT x.signer FROM reply x WHERE 1 = 1" + firstAnswer + " ORDER BY x.id LIMIT 1), '')", FormOnly: true, NoForm: true},
		{Key: "feedback_on", Title: "反馈日期", Aliases: []string{"反馈时间"}, Expr: ofFeedback(1, "returned_on"), Type: record.Day{}, FormOnly: true, NoForm: true},
		{Key: "attitude", Title: "办理态度", Aliases: []string{"办理工作", "态度", "反馈态度"}, Expr: ofFeedback(1, "attitude"), Type: record.Word{Dictionary: "satisfaction"}, FormOnly: true, NoForm: true},
		{Key: "satisfaction", Title: "结果评价", Aliases: []string{"满意度", "满意程度", "满意情况", "委员满意度", "提案人满意度", "提案者满意度", "办理结果评价", "反馈结果"}, Expr: ofFeedback(1, "result"), Type: record.Word{Dictionary: "satisfaction"}, Width: 80, NoForm: true},
		{Key: "class_now", Title: "现行结果", Expr: "''", ListOnly: true, Width: 70},
		{Key: "satisfaction_now", Title: "现行评价", Expr: "''", ListOnly: true, Width: 80},
		{Key: feedbackDue, Title: "反馈期限", Expr: "''", Type: record.Day{}, Ahead: true, ListOnly: true, Width: 90},
		{Key: "adoption", Title: "采纳情况", Expr: ofFeedback(1, "adoption"), Type: record.Word{Dictionary: "adoption"}, FormOnly: true, NoForm: true},
		{Key: "again_on", Title: "重办交办日期", Expr: ofRound(2, "assigned_on"), Type: record.Day{}, FormOnly: true, NoForm: true},
		{Key: "again_due_on", Title: "重办期限", Expr: ofRound(2, "due_on"), Type: record.Day{}, FormOnly: true, NoForm: true},
		{Key: "again_replied_on", Title: "重办答复日期", Expr: ofReplies(2, "replied_on"), Type: record.Day{}, FormOnly: true, NoForm: true},
		{Key: "again_class", Title: "重办结果", Expr: ofReplies(2, "result_class"), Type: record.Word{Dictionary: "result_class"}, FormOnly: true, NoForm: true},
		{Key: "again_feedback_on", Title: "重办反馈日期", Expr: ofFeedback(2, "returned_on"), Type: record.Day{}, FormOnly: true, NoForm: true},
		{Key: "again_satisfaction", Title: "重办评价", Expr: ofFeedback(2, "result"), Type: record.Word{Dictionary: "satisfaction"}, FormOnly: true, NoForm: true},
		{Key: "chair_leader", Later: true, Title: "督办领导", Aliases: []string{"领导督办", "县领导督办", "区领导督办", "市领导督办", "督办县领导", "督办区领导", "督办市领导"}, Section: "督办", FormOnly: true},
		{Key: "office_leader", Later: true, Title: "领办领导", Expr: ofKey("x.office_leader"), FormOnly: true},
		{Key: "committee", Later: true, Title: "督办专委会", Expr: ofKey("(SELECT c.name FROM committee c WHERE c.id = x.committee_id)"), Type: record.Ref{Kind: "committees"}, FormOnly: true},
		{Key: "method", Later: true, Title: "督办方式", FormOnly: true},
		{Key: "outcome", Later: true, Title: "督办成果", Expr: ofKey("x.outcome"), Type: record.Long{}, FormOnly: true},
		{Key: "instructed_on", Later: true, Title: "批示日期", Aliases: []string{"领导批示日期", "批示时间", "阅批日期"}, Expr: ofProposal("instructed_on"), Type: record.Day{}, FormOnly: true},
		{Key: "instruction", Later: true, Title: "领导批示", Aliases: []string{"批示内容", "领导阅批", "批示情况"}, Expr: ofProposal("instruction"), Type: record.Long{}, FormOnly: true, Note: "哪位领导、怎样批示"},
		{Key: "note", Title: "备注", Type: record.Long{}, FormOnly: true},
		{Key: checksReplies, Title: "答复要先送审", Expr: "(SELECT value FROM setting WHERE key = 'proposal.check_replies')", ListOnly: true, FormOnly: true, ForSteps: true},
		{Key: mostRounds, Title: "自动重办到第几轮", Expr: "(SELECT value FROM setting WHERE key = 'proposal.rounds')", ListOnly: true, FormOnly: true, ForSteps: true},
		{Key: feedbackEnds, Title: "最后的反馈期限", Expr: "''", ListOnly: true, FormOnly: true, ForSteps: true},
		{Key: feedbackOver, Title: "反馈期限已过", Expr: "''", ListOnly: true, FormOnly: true, ForSteps: true},
		{Key: goneUnits, Title: "已撤销的承办单位", Expr: goneUnitsSQL, ListOnly: true, FormOnly: true, ForSteps: true},
		{Key: nodeWords, Title: "跟踪节点", Expr: nodeWordsSQL, ListOnly: true, FormOnly: true, ForSteps: true},
		{Key: mergedProposers, Title: "并入提案的提案人", Expr: mergedProposersSQL, ListOnly: true, FormOnly: true, ForSteps: true},
		{Key: "archived_on", Title: "归档日期", Expr: ofProposal("archived_on"), Type: record.Day{}, ListOnly: true, FormOnly: true},
		{Key: "archive_number", Title: "档号", Expr: ofProposal("archive_number"), ListOnly: true, FormOnly: true},
	},
	Used: record.UsedBy(
		record.Use{What: "%d 件并入它的提案", Query: "SELECT count(*) FROM proposal WHERE merged_into = ? AND deleted_at = ''"},
		record.Use{What: "%d 次民主评议", Query: `SELECT count(DISTINCT e.id) FROM evaluation e WHERE e.deleted_at = '' AND (EXISTS (SELECT 1 FROM ballot_target b WHERE b.evaluation_id = e.id AND b.proposal_id = ?0)
			OR EXISTS (SELECT 1 FROM evaluation_target t JOIN panel p ON p.id = t.panel_id WHERE p.evaluation_id = e.id AND t.proposal_id = ?0))`},
		record.Use{What: "%d 条监督意见", Query: "SELECT count(*) FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id AND l.deleted_at = '' WHERE x.proposal_id = ?"},
	),
	Binned: &record.Binned{
		Measure: "件", Name: "CASE WHEN t.number IS NULL THEN '' ELSE t.number || ' 号 ' END || t.title", Note: "(SELECT s.name FROM session s WHERE s.id = t.session_id)",
		Rivals: []record.Rival{
			{Query: "SELECT x.number || ' 号「' || x.title || '」' FROM proposal t JOIN proposal x ON x.session_id = t.session_id AND x.number = t.number AND x.deleted_at = '' WHERE t.id = ?0", Reason: "它的案号已给了%s"},
			{Query: "SELECT x.serial || '「' || x.title || '」' FROM proposal t JOIN proposal x ON x.session_id = t.session_id AND x.serial = t.serial AND x.deleted_at = '' WHERE t.id = ?0 AND t.serial <> ''", Reason: "它的流水号已给了%s"},
		},
	},
	Index:   []string{"serial", "number", "title"},
	Subject: "title",
	Match:   match,
}

// match finds a proposal of the year by 流水号, else by 案号, else by title and first proposer.
func match(v record.Values, by record.Candidates) (int64, error) {
	if err := partUnits(v); err != nil {
		return 0, err
	}
	for _, key := range []string{"serial", "number"} {
		if v[key] == "" {
			continue
		}
		for _, r := range by(key, v[key]) {
			if sameSession(v, r.Values) {
				return r.ID, nil
			}
		}
	}
	for _, r := range by("title", v["title"]) {
		first, _ := countedProposers(v["proposer"])
		if (v["proposer"] == r.Values["proposer"] || first == r.Values["proposer"]) && sameSession(v, r.Values) && !contradict(v, r.Values, "serial") && !contradict(v, r.Values, "number") {
			return r.ID, nil
		}
	}
	return 0, nil
}

func contradict(a, b record.Values, key string) bool {
	return a[key] != "" && b[key] != "" && a[key] != b[key]
}

// sameSession tells whether v can speak of a proposal of the stored one's session: as 届次 and 会议 say, else by the year.
func sameSession(v, stored record.Values) bool {
	term, session := SessionOrdinals(v)
	if session == 0 && v["year"] != "" && v["year"] != stored["year"] {
		return false
	}
	if term == 0 && session == 0 && v["year"] == "" {
		on := v["received_on"]
		return len(on) < 4 || on[:4] == stored["year"] || strings.HasPrefix(stored["received_on"], on[:4])
	}
	return (term == 0 || term == zh.ParseOrdinal(stored["term_name"])) && (session == 0 || session == zh.ParseOrdinal(stored["session_name"]))
}

// SessionOrdinals reads 届次 and 会议: 第十届 and 第五次会议, or both in one: 十届五次.
func SessionOrdinals(v record.Values) (term, session int) {
	text := v["term_name"]
	before, after, both := strings.Cut(text, "届")
	term = zh.ParseOrdinal(before)
	if session = zh.ParseOrdinal(v["session_name"]); session == 0 && both {
		session = zh.ParseOrdinal(after)
	}
	if _, rest, ok := strings.Cut(v["session_name"], "届"); ok {
		session = zh.ParseOrdinal(rest)
	}
	return term, session
}

// The saver reads Proposals back, so the declaration cannot name it itself.
func init() {
	Proposals.Save, Proposals.Figures, Proposals.Doubts, Proposals.Begins, Proposals.AsOf = save, Figures, doubts, begins, proposalsAsOf
	Proposals.FiguresEach = figuresOfUnits
}
