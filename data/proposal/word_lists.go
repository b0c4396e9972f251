package proposal

import "cppccdesk/data/record"

// The office's words that the records of each sort hold.
var (
	proposalsLists = []record.WordList{
		{Dictionary: "field", Title: "五大建设", Columns: []record.WordColumn{{Table: "dictionary", Column: "parent", Where: "x.kind = 'proposal_category'"}, {Table: "word_past", Column: "parent"}}},
		{Dictionary: "proposal_category", Title: "提案分类", Parents: "field", Columns: []record.WordColumn{{Table: "proposal", Column: "category"}}},
		{
			Dictionary: "proposal_kind", Title: "提案类型", Groups: []string{"委员提案", "集体提案"}, Fixed: []string{"个人提案", "联名提案"},
			Columns: []record.WordColumn{{Table: "proposal", Column: "kind"}},
		},
		{Dictionary: "timing", Title: "时间属性", Fixed: []string{"大会提案", "平时提案"}, Columns: []record.WordColumn{{Table: "proposal", Column: "timing"}}},
		{Dictionary: "submission", Title: "提交方式", Columns: []record.WordColumn{{Table: "proposal", Column: "submitted_by"}}},
		{Dictionary: outsiders, Title: "名册外提案人", Columns: []record.WordColumn{{Table: "proposal_proposer", Column: "name", Where: "x.member_id IS NULL"}}},
		{Dictionary: "conclusion", Title: "审查结论", Closed: true, Columns: []record.WordColumn{{Table: "proposal", Column: "conclusion"}, {Table: "proposal_review", Column: "conclusion"}}},
		{Dictionary: "destination", Title: "不立案去向", Fixed: []string{"退回提案人"}, Columns: []record.WordColumn{{Table: "proposal", Column: "destination"}}},
		{Dictionary: "refusal_reason", Title: "不立案原因", Columns: []record.WordColumn{{Table: "proposal_refusal", Column: "reason"}}},
		{Dictionary: "handling", Title: "办理类型", Closed: true, Columns: []record.WordColumn{{Table: "proposal", Column: "handling"}}},
		{
			Dictionary: "consultation_mode", Title: "面商方式", Groups: []string{"面对面"}, Stored: map[string]string{"面对面": "face"},
			Columns: []record.WordColumn{{Table: "consultation", Column: "mode"}},
		},
		{Dictionary: "reminder_mode", Title: "催办方式", Columns: []record.WordColumn{{Table: "reminder", Column: "mode"}}},
		{Dictionary: "revisit_mode", Title: "回头看方式", Columns: []record.WordColumn{{Table: "revisit", Column: "mode"}}},
		{Dictionary: "result_class", Title: "办理结果", Fixed: []string{"A", "B"}, Columns: []record.WordColumn{{Table: "reply", Column: "result_class"}, {Table: "reply_draft", Column: "result_class"}}},
		{Dictionary: "satisfaction", Title: "征询意见", Closed: true, Columns: []record.WordColumn{{Table: "feedback", Column: "attitude"}, {Table: "feedback", Column: "result"}}},
		{Dictionary: "adoption", Title: "采纳情况", Fixed: []string{"采纳", "部分采纳"}, Columns: []record.WordColumn{{Table: "feedback", Column: "adoption"}}},
	}
	trackingLists = []record.WordList{
		{Dictionary: "tracking_node", Title: "跟踪节点", Fixed: []string{"落实"}, Columns: []record.WordColumn{{Table: "tracking_node", Column: "kind"}}},
	}
)
