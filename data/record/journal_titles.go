package record

import (
	"slices"
	"sync"
)

// tableWords are the words for the rows of a table that is not, or not only, shown by a Kind.
type tableWords struct {
	title   string
	name    []string          // the columns that name a row; references are followed to the name of what they refer to
	columns map[string]string // beyond commonWords and the fields of its kind
}

// journalWords are the words of every journalled table, the kinds' own included. A test holds them against the schema.
var journalWords = map[string]tableWords{
	"setting":       {"设置", []string{"label", "key"}, map[string]string{"value": "值", "label": "名称", "choice": "可选值", "key": "代码"}},
	"dictionary":    {"用词", []string{"name"}, map[string]string{"kind": "词表", "code": "代码", "parent": "归入", "active": "使用", "synonyms": "别的写法"}},
	"deadline_rule": {"期限规则", []string{"name"}, map[string]string{"code": "代码", "base": "起算日", "months": "月数", "days": "天数", "workdays": "工作日数", "roll": "遇休息日顺延", "source": "依据"}},
	"term":          {"届", []string{"name"}, map[string]string{"starts_on": "开始日期", "ends_on": "结束日期", "closed": "已结束", "closed_on": "结束办理日期"}},
	"session":       {"会议", []string{"name"}, map[string]string{"opens_on": "开幕日期", "closes_on": "闭幕日期"}},

	"sector":         {"界别", []string{"name"}, nil},
	"committee":      {"专委会", []string{"name"}, map[string]string{"short": "简称"}},
	"activity_group": {"活动组", []string{"name"}, nil},
	"body_name":      {"曾用名", []string{"name"}, map[string]string{"body": "类别", "body_id": "所属"}},
	"person":         {"人员", []string{"name"}, map[string]string{"birth_leap": "闰月生日", "photo": "照片"}},
	"member":         {"委员", []string{"person_id"}, map[string]string{"left_on": "离任日期"}},
	"member_post":    {"委员职务", []string{"member_id", "scope", "committee_id", "activity_group_id", "post"}, map[string]string{"scope": "范围"}},
	"member_status":  {"委员变动", []string{"member_id", "status"}, nil},
	"unit":           {"单位", []string{"name"}, map[string]string{"parent_id": "上级单位", "successor_id": "并入单位", "to_on": "停用日期"}},
	"unit_name":      {"单位曾用名", []string{"unit_id", "name"}, nil},
	"supervisor":     {"民主监督员", []string{"person_id"}, nil},
	"engagement":     {"聘期", []string{"supervisor_id", "from_on", "to_on"}, nil},

	"supervision_group": {"监督小组", []string{"year", "number", "name"}, nil},
	"group_member":      {"小组成员", []string{"group_id", "supervisor_id"}, map[string]string{"role": "组内职务"}},
	"group_unit":        {"派驻单位", []string{"group_id", "unit_id"}, nil},
	"plan_item":         {"部署事项", []string{"title"}, nil},
	"plan_target":       {"部署目标", []string{"plan_item_id", "measure"}, map[string]string{"measure": "单位", "target": "目标数"}},
	"activity":          {"活动", []string{"title"}, nil},

	"proposal":          {"提案", []string{"title"}, map[string]string{"merged_into": "并入提案", "body": "内容"}},
	"proposal_proposer": {"提案人", []string{"proposal_id", "name"}, map[string]string{"ordinal": "次序", "role": "身份"}},
	"proposal_review":   {"提案审查", []string{"proposal_id", "stage"}, map[string]string{"stage": "环节", "reviewer": "审查人", "conclusion": "结论"}},
	"proposal_refusal":  {"不立案原因", []string{"proposal_id", "reason"}, nil},
	"assignment": {"交办", []string{"proposal_id", "unit_id"}, map[string]string{
		"role": "办理角色", "assigned_on": "交办日期", "assigned_by": "交办人", "due_rule": "期限由来", "extended_to": "延期至", "extended_on": "延期批准日期",
		"accepted_on": "签收日期", "returned_on": "申退日期",
	}},
	"assignment_past": {"交办的以往情况", []string{"assignment_id", "unit_id"}, map[string]string{
		"role": "办理角色", "assigned_on": "交办日期", "due_rule": "期限由来", "extended_to": "延期至", "extended_on": "延期批准日期", "returned_on": "申退日期", "until_on": "到哪天为止", "was_id": "原交办",
	}},
	"reply": {"答复", []string{"assignment_id"}, map[string]string{
		"replied_on": "答复日期", "doc_number": "答复文号", "result_class": "结果分类", "signer": "签发人", "contact": "联系人", "phone": "联系电话", "body": "正文",
	}},
	"consultation":  {"协商", []string{"proposal_id", "unit_id", "on_date"}, map[string]string{"mode": "方式", "people": "参加人"}},
	"feedback":      {"征询意见", []string{"proposal_id", "unit_id"}, map[string]string{"returned_on": "收回日期", "attitude": "办理态度", "result": "办理结果", "adoption": "采纳情况", "proposer_id": "提案人"}},
	"key_proposal":  {"重点提案", []string{"proposal_id"}, map[string]string{"tracked": "全程跟踪", "chair_leader": "督办领导", "office_leader": "领办领导", "method": "督办方式", "outcome": "督办成果"}},
	"tracking_node": {"跟踪节点", []string{"proposal_id", "kind"}, nil},

	"rubric":            {"评分表方案", []string{"name"}, map[string]string{"aggregation": "汇总方法", "tie_rule": "并列名次", "weighted": "按类别加权"}},
	"rubric_indicator":  {"评分指标", []string{"rubric_id", "name"}, map[string]string{"parent_id": "上级指标", "weight": "权重（千分之）", "max_score": "满分"}},
	"rubric_grade":      {"评议等次", []string{"rubric_id", "name"}, map[string]string{"lower": "下限（百分之一分）"}},
	"rater_weight":      {"评委权重", []string{"rubric_id", "category"}, map[string]string{"weight": "权重（千分之）", "category": "评委类别"}},
	"evaluation":        {"民主评议", []string{"year", "name"}, nil},
	"panel":             {"评议小组", []string{"evaluation_id", "number"}, map[string]string{"leader": "组长"}},
	"rater":             {"评委", []string{"panel_id", "name"}, nil},
	"evaluation_target": {"评议对象", []string{"proposal_id", "unit_id"}, nil},
	"score_sheet":       {"评分表", []string{"target_id", "rater_id"}, nil},
	"score":             {"评分", []string{"sheet_id", "indicator_id"}, map[string]string{"points": "得分（百分之一分）"}},

	"attachment":    {"附件", []string{"name"}, map[string]string{"tbl": "所属表", "row_id": "所属记录", "digest": "内容校验", "size": "大小（字节）", "added_on": "添加日期"}},
	"import_layout": {"导入版式", []string{"kind"}, map[string]string{"headings": "表头", "mapping": "列的对应", "duplicates": "重复的处理", "used_on": "上次使用"}},
	"disclosure":    {"查看证件和电话", []string{"kind", "fields"}, map[string]string{"row_id": "所属记录", "fields": "内容", "purpose": "用途"}},
}

// commonWords are the columns that mean the same wherever they are.
var commonWords = map[string]string{
	"name": "名称", "note": "备注", "sort": "排序", "year": "年度", "number": "编号", "title": "名称", "kind": "类别", "role": "角色", "ordinal": "次序",
	"from_on": "开始日期", "to_on": "结束日期", "until_on": "使用至", "on_date": "日期", "due_on": "期限", "done_on": "完成日期", "round": "轮次", "category": "类别",
	"status": "状态", "reason": "原因", "post": "职务", "opinion": "意见", "short": "简称",
	"person_id": "人员", "term_id": "届次", "session_id": "会议", "sector_id": "界别", "committee_id": "专委会", "activity_group_id": "活动组",
	"member_id": "委员", "unit_id": "单位", "supervisor_id": "民主监督员", "group_id": "监督小组", "plan_item_id": "部署事项", "proposal_id": "提案",
	"assignment_id": "交办", "rubric_id": "评分表方案", "evaluation_id": "民主评议", "panel_id": "评议小组", "target_id": "评议对象", "rater_id": "评委",
	"sheet_id": "评分表", "indicator_id": "评分指标", binColumn: "回收站",
}

// yesNoColumns hold 1 or 0 for 是 or 否.
var yesNoColumns = []string{
	"birth_lunar", "birth_leap", "compatriot", "major", "open", "excellent", "tracked", "closed", "void", "excused", "weighted", "active", "roll",
}

// fieldWords are the fields of kinds by table and column, with those of people under person.
var fieldWords = sync.OnceValue(func() map[string]map[string]*Field {
	found := map[string]map[string]*Field{"person": {}}
	for _, k := range Kinds() {
		if found[k.Table] == nil {
			found[k.Table] = map[string]*Field{}
		}
		tables := []string{k.Table}
		if slices.Contains(personal, k.Table) {
			tables = append(tables, "person")
		}
		for i := range k.Fields {
			f := &k.Fields[i]
			for _, table := range tables {
				if found[table][f.Key] == nil && (f.Expr == "" || f.Bool) {
					found[table][f.Key] = f
				}
			}
		}
	}
	return found
})

// columnTitle is what a column is called; ok is false when it has no words.
func columnTitle(table, column string) (title string, ok bool) {
	if title, ok := journalWords[table].columns[column]; ok {
		return title, true
	}
	if f := fieldWords()[table][column]; f != nil {
		return f.Title, true
	}
	title, ok = commonWords[column]
	return title, ok
}

// sensitiveColumn tells whether a column is masked unless asked for.
func sensitiveColumn(table, column string) bool {
	f := fieldWords()[table][column]
	return f != nil && f.Sensitive
}
