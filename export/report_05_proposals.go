package export

import "cppccdesk/export/sheet"

var proposalsReport = Report{Code: "05", Name: "提案工作情况统计表", Build: func(y *Year) []sheet.Table {
	return []sheet.Table{
		y.indicators(),
		y.division("提案分类情况统计表", "分类", "category"),
		y.division("提案领域情况统计表", "五大建设", "field"),
		y.division("提案来源情况统计表", "提案类型", "kind"),
		y.division("提案时间属性统计表", "时间属性", "timing"),
	}
}}

// indicatorGroups are the figures of the first sheet. A rate stands with both its counts, so the counts it is made of are
// not repeated.
var indicatorGroups = []figureGroup{
	{"一、收到与审查", []string{"received", "filed", "filing_rate", "merging_rate", "transfer_rate", "refusal_rate", "not_filed_rate", "unsettled"}},
	{"二、提案者", []string{"filed_share.class.委员提案", "filed_share.class.集体提案", "participation_rate"}},
	{"三、交办与答复", []string{"due", "assignments", "units", "reply_rate", "on_time_rate", "overdue", "late", "face_rate"}},
	{"四、办理结果", []string{"answered_share.class.", "solved_rate", "carried_out_rate", "b_to_a_rate", "adopted_rate"}},
	{"五、征询反馈", []string{
		"returned_rate", "result_satisfaction_rate", "result_pure_rate", "attitude_satisfaction_rate", "attitude_pure_rate",
		"returned.result.不满意", "returned.attitude.不满意", "reworked", "reworked.low",
	}},
	{"六、重点提案", []string{"key", "tracked"}},
}
