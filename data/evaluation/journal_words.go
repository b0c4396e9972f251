package evaluation

import "cppccdesk/data/record"

// What the journal calls the tables of each sort of record.
var (
	panelsTables = map[string]record.TableWords{
		"panel":             {Title: "评议小组", Name: []string{"evaluation_id", "number"}, Columns: map[string]string{"leader": "组长"}},
		"rater":             {Title: "评委", Name: []string{"panel_id", "name"}, Columns: map[string]string{"slot": "无记名的第几张"}, YesNo: []string{"excused"}},
		"evaluation_target": {Title: "评议对象", Name: []string{"proposal_id", "unit_id"}, Columns: map[string]string{"class": "对象类别"}},
	}
	scoresTables = map[string]record.TableWords{
		"score_sheet": {Title: "评分表", Name: []string{"target_id", "rater_id"}, Columns: map[string]string{"target_id": "评议对象"}, YesNo: []string{"void"}},
		"score":       {Title: "评分", Name: []string{"sheet_id", "indicator_id"}, Columns: map[string]string{"sheet_id": "评分表", "indicator_id": "评分指标", "points": "得分（百分之一分）"}},
	}
	checkTables = map[string]record.TableWords{
		"score_check":       {Title: "评分表二录", Name: []string{"target_id", "rater_id"}, Columns: map[string]string{"target_id": "评议对象"}, YesNo: []string{"void"}},
		"score_check_point": {Title: "二录的评分", Name: []string{"check_id", "indicator_id"}, Columns: map[string]string{"check_id": "评分表二录", "indicator_id": "评分指标", "points": "得分（百分之一分）"}},
		"score_settlement": {Title: "评分表不同的核对", Name: []string{"target_id", "rater_id"}, Columns: map[string]string{
			"target_id": "评议对象", "indicator_id": "评分指标", "first": "一录", "second": "二录", "chosen": "以第几次为准", "settled_by": "核对人", "settled_on": "核对日期",
		}},
	}
	evaluationTables = map[string]record.TableWords{
		"result_lock": {Title: "结果锁定", Name: []string{"evaluation_id", "locked_on"}, Columns: map[string]string{
			"evaluation_id": "民主评议", "round_id": "评议票务", "locked_on": "锁定日期", "locked_by": "锁定人", "locked_second": "复核人", "seal": "封签", "records": "锁定时的提案记录",
			"unlocked_on": "撤销锁定日期", "unlocked_by": "撤销锁定经办人", "unlocked_second": "撤销锁定复核人", "unlocked_why": "撤销锁定原因",
		}},
		"evaluation":    {Title: "民主评议", Name: []string{"year", "name"}},
		"ballot_target": {Title: "票决对象", Name: []string{"evaluation_id", "unit_id"}, Columns: map[string]string{"evaluation_id": "民主评议", "class": "类别"}},
	}
	roundTables = map[string]record.TableWords{
		"ballot_round": {Title: "评议票务", Name: []string{"evaluation_id", "number"}, Columns: map[string]string{"evaluation_id": "民主评议"}},
	}
	ballotTables = map[string]record.TableWords{
		"ballot":      {Title: "评议票", Name: []string{"round_id", "number", "pass"}, Columns: map[string]string{"round_id": "评议票务", "pass": "录入"}, YesNo: []string{"spoiled"}},
		"ballot_mark": {Title: "票上所选", Name: []string{"ballot_id", "target_id"}, Columns: map[string]string{"ballot_id": "评议票", "target_id": "票决对象", "option_id": "档次"}},
		"ballot_settlement": {Title: "不同的核对", Name: []string{"round_id", "number"}, Columns: map[string]string{
			"round_id": "评议票务", "number": "票号", "target_id": "票决对象", "option_id": "档次", "spoiled": "整张无效", "settled_by": "核对人", "settled_on": "核对日期",
		}, YesNo: []string{"spoiled"}},
	}
	rubricTables = map[string]record.TableWords{
		"rubric":        {Title: "评分表方案", Name: []string{"name"}, Columns: map[string]string{"aggregation": "汇总方法", "tie_rule": "并列名次", "weighted": "按类别加权", "method": "计分方式", "satisfied_line": "满意度线（百分之一个百分点）", "rework_line": "重办线", "summing": "指标合计", "least_sheets": "定等至少", "anonymous": "无记名"}, YesNo: []string{"weighted", "anonymous"}},
		"rubric_option": {Title: "票决档次", Name: []string{"rubric_id", "name"}, Columns: map[string]string{"points": "档分（百分之一分）", "counted": "计入有效票", "satisfied": "满意侧"}, YesNo: []string{"counted", "satisfied"}},
		"rubric_indicator": {Title: "评分指标", Name: []string{"rubric_id", "name"}, Columns: map[string]string{
			"heading": "上级指标", "weight": "权重（千分之）", "marks": "满分（百分之一分）", "manner": "打分方式", "source": "取自记录", "step": "每件扣（百分之一分）", "choices": "分档",
		}},
		"rubric_grade": {Title: "评议等次", Name: []string{"rubric_id", "name"}, Columns: map[string]string{"lower": "下限（百分之一分）"}},
		"rater_weight": {Title: "评委权重", Name: []string{"rubric_id", "category"}, Columns: map[string]string{"weight": "权重（千分之）", "category": "评委类别"}},
	}
)
