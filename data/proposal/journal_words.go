package proposal

import "cppccdesk/data/record"

// What the journal calls the tables of each sort of record.
var (
	proposalsTables = map[string]record.TableWords{
		"proposal":          {Title: "提案", Name: []string{"title"}, Columns: map[string]string{"merged_into": "并入提案", "body": "内容", "open_why": "不公开原由", "archived_on": "归档日期", "archive_number": "档号", "review_meeting_id": "审查会", "passed_on": "转送日期", "passed_to": "转送单位", "submitted_by": "提交方式", "received_at": "收到时刻", "instructed_on": "批示日期", "instruction": "领导批示"}, YesNo: []string{"open", "excellent"}},
		"proposal_proposer": {Title: "提案人", Name: []string{"proposal_id", "name"}, Columns: map[string]string{"ordinal": "次序", "role": "身份"}},
		"proposal_review":   {Title: "提案审查", Name: []string{"proposal_id", "stage"}, Columns: map[string]string{"stage": "环节", "reviewer": "审查人", "conclusion": "结论"}},
		"review_past": {Title: "以往的审查", Name: []string{"proposal_id", "conclusion"}, Columns: map[string]string{
			"conclusion": "结论", "reviewed_on": "审查日期", "destination": "去向", "reasons": "不立案原因", "opinion": "意见", "number": "案号", "merged_into": "并入提案", "until_on": "到哪天为止",
		}},
		"archive_past":     {Title: "以往的归档", Name: []string{"proposal_id"}, Columns: map[string]string{"archived_on": "归档日期", "archive_number": "档号", "opened_on": "重新打开日期", "why": "原因"}},
		"proposal_refusal": {Title: "不立案原因", Name: []string{"proposal_id", "reason"}},
		"assignment": {Title: "交办", Name: []string{"proposal_id", "unit_id"}, Columns: map[string]string{
			"role": "办理角色", "assigned_on": "交办日期", "assigned_by": "交办人", "due_rule": "期限由来", "extended_to": "延期至", "extended_on": "延期批准日期", "extended_by": "延期批准人", "extended_why": "延期理由",
			"accepted_on": "签收日期", "asked_on": "申退日期", "asked_why": "申退理由", "kept_on": "申退驳回日期", "returned_on": "申退同意日期", "silent_on": "到期未反馈日期", "evaluation_id": "低分评议", "evaluation_score": "评议得分", "evaluation_unit_id": "被评议单位",
		}},
		"assignment_past": {Title: "交办的以往情况", Name: []string{"assignment_id", "unit_id"}, Columns: map[string]string{
			"role": "办理角色", "assigned_on": "交办日期", "due_rule": "期限由来", "extended_to": "延期至", "extended_on": "延期批准日期", "extended_by": "延期批准人", "extended_why": "延期理由",
			"accepted_on": "签收日期", "asked_on": "申退日期", "kept_on": "申退驳回日期", "returned_on": "申退同意日期", "until_on": "到哪天为止", "was_id": "原交办",
		}},
		"reply": {Title: "答复", Name: []string{"assignment_id"}, Columns: map[string]string{
			"replied_on": "答复日期", "doc_number": "答复文号", "result_class": "结果分类", "signer": "签发人", "contact": "联系人", "phone": "联系电话", "body": "正文",
		}},
		"consultation":   {Title: "协商", Name: []string{"proposal_id", "unit_id", "on_date"}, Columns: map[string]string{"mode": "方式", "people": "参加人"}},
		"reminder":       {Title: "催办", Name: []string{"proposal_id", "unit_id", "on_date"}, Columns: map[string]string{"mode": "催办方式", "person": "催办人"}},
		"feedback":       {Title: "征询意见", Name: []string{"proposal_id", "unit_id"}, Columns: map[string]string{"returned_on": "收回日期", "attitude": "办理态度", "result": "办理结果", "adoption": "采纳情况", "suggestions": "建议条数", "adopted": "采纳条数", "proposer_id": "提案人"}},
		"proposal_apart": {Title: "不是重复的提案", Name: []string{"proposal_id"}, Columns: map[string]string{"other_id": "另一件"}},
		"promise": {Title: "承诺事项", Name: []string{"proposal_id", "text"}, Columns: map[string]string{
			"text": "承诺事项", "made_on": "承诺日期", "due_on": "承诺时限", "settled_on": "落实日期", "outcome": "落实情况",
		}},
		"revisit": {Title: "回头看", Name: []string{"proposal_id", "on_date"}, Columns: map[string]string{"mode": "回头看方式", "people": "参加人员", "finding": "回头看结果"}},
		"reply_draft": {Title: "答复送审", Name: []string{"proposal_id", "unit_id", "sent_on"}, Columns: map[string]string{
			"sent_on": "送审日期", "turn": "当日第几次", "doc_number": "答复文号", "result_class": "结果分类", "signer": "签发人", "body": "正文", "judged_on": "审核日期", "outcome": "审核结果", "reason": "退回理由",
		}},
		"key_proposal": {Title: "重点提案", Name: []string{"proposal_id"}, Columns: map[string]string{"tracked": "全程跟踪", "tracked_on": "列入跟踪日期", "chair_leader": "督办领导", "office_leader": "领办领导", "method": "督办方式", "outcome": "督办成果"}, YesNo: []string{"tracked"}},
	}
	trackingTables = map[string]record.TableWords{
		"tracking_node": {Title: "跟踪节点", Name: []string{"proposal_id", "kind"}},
	}
	deadlinesTables = map[string]record.TableWords{
		"deadline_rule": {Title: "期限规则", Name: []string{"name", "applies"}, Columns: map[string]string{"code": "代码", "applies": "适用提案", "fixed_on": "固定日期", "base": "起算日", "months": "月数", "days": "天数", "workdays": "工作日数", "roll": "遇休息日顺延", "source": "依据"}, YesNo: []string{"roll"}},
	}
)
