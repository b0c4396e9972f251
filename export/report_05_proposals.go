package export

import "cppccdesk/export/sheet"

var proposalsReport = Report{Code: "05", Name: "提案工作情况统计表", Build: func(y *Year) []sheet.Table {
	return []sheet.Table{
		y.indicators(),
		y.division("提案分类情况统计表", "分类", "category"),
		y.division("提案领域情况统计表", "五大建设", "field"),
		y.division("提案来源情况统计表", "提案类型", "kind"),
		y.division("提案时间属性统计表", "时间属性", "timing"),
		y.division("提案界别情况统计表", "界别", "sector"),
		y.division("提案党派情况统计表", "党派", "party"),
		y.bodies("提案专委会情况统计表", "专委会", "committee"),
		y.bodies("提案活动组情况统计表", "活动组", "group"),
	}
}}

// indicatorGroups are the figures of the first sheet. A rate stands with both its counts, so the counts it is made of are
// not repeated.
var indicatorGroups = []figureGroup{
	{"一、收到与审查", []string{"received", "filed", "filing_rate", "merging_rate", "transfer_rate", "refusal_rate", "not_filed_rate", "not_filed.to.", "unsettled", "filed_original", "filed_original.merged"}},
	{"二、提案者", []string{"filed_share.class.委员提案", "filed_share.class.集体提案", "participation_rate", "proposer_times", "received.joint3", "filed.joint3", "received_share.submission."}},
	{"三、交办与答复", []string{"due", "assignments", "assignments.", "units", "co_only_units", "reply_rate", "reply_rate_original", "on_time_rate", "overdue", "overdue.first", "overdue.again", "overdue.very", "late", "face_rate", "carried_over_rate", "overdue.before"}},
	{"四、办理结果", []string{"answered_share.class.", "solved_rate", "carried_out_rate", "b_to_a_rate", "b_to_a_last_rate", "adopted_rate", "suggestions.adopted_rate"}},
	{"五、征询反馈", []string{
		"returned_rate", "result_satisfaction_rate", "first_satisfaction_rate", "result_pure_rate", "attitude_satisfaction_rate", "attitude_pure_rate",
		"returned.result.不满意", "returned.attitude.不满意", "reworked", "reworked.low",
	}},
	{"六、重点提案", []string{"key", "tracked", "instructed_rate", "key_instructed_rate"}},
}
