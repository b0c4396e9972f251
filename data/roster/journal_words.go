package roster

import "cppccdesk/data/record"

// What the journal calls the tables of each sort of record.
var (
	termsTables = map[string]record.TableWords{
		"term": {Title: "届", Name: []string{"name"}, Columns: map[string]string{"starts_on": "开始日期", "ends_on": "结束日期", "closed": "已结束", "closed_on": "结束办理日期"}, YesNo: []string{"closed"}},
	}
	sessionsTables = map[string]record.TableWords{
		"session": {Title: "会议", Name: []string{"name"}, Columns: map[string]string{"opens_on": "开幕日期", "closes_on": "闭幕日期", "cut_off": "提案截止"}},
	}
	sectorsTables = map[string]record.TableWords{
		"sector":    {Title: "界别", Name: []string{"name"}},
		"body_name": {Title: "曾用名", Name: []string{"name"}, Columns: map[string]string{"body": "类别", "body_id": "所属"}},
	}
	committeesTables = map[string]record.TableWords{
		"committee": {Title: "专委会", Name: []string{"name"}, Columns: map[string]string{"short": "简称"}},
	}
	activityGroupsTables = map[string]record.TableWords{
		"activity_group": {Title: "活动组", Name: []string{"name"}},
	}
	membersTables = map[string]record.TableWords{
		"person":        {Title: "人员", Name: []string{"name"}, Columns: map[string]string{"birth_leap": "闰月生日", "photo": "照片"}, YesNo: []string{"birth_lunar", "birth_leap", "compatriot"}},
		"member":        {Title: "委员", Name: []string{"person_id"}, Columns: map[string]string{"left_on": "离任日期"}},
		"member_post":   {Title: "委员职务", Name: []string{"member_id", "scope", "committee_id", "activity_group_id", "post"}, Columns: map[string]string{"scope": "范围"}},
		"member_status": {Title: "委员变动", Name: []string{"member_id", "status"}},
	}
	unitsTables = map[string]record.TableWords{
		"unit":      {Title: "单位", Name: []string{"name"}, Columns: map[string]string{"parent_id": "上级单位", "successor_id": "并入单位", "to_on": "停用日期"}, YesNo: []string{"major"}},
		"unit_name": {Title: "单位曾用名", Name: []string{"unit_id", "name"}},
	}
	supervisorsTables = map[string]record.TableWords{
		"supervisor": {Title: "民主监督员", Name: []string{"person_id"}},
		"engagement": {Title: "聘期", Name: []string{"supervisor_id", "from_on", "to_on"}},
	}
	groupsTables = map[string]record.TableWords{
		"supervision_group": {Title: "监督小组", Name: []string{"year", "number", "name"}, Columns: map[string]string{
			"report_on": "年度报告日期", "unit_opinion": "单位评价", "grade": "考评等次", "grade_why": "考评理由", "graded_on": "考评日期",
		}},
		"group_member": {Title: "小组成员", Name: []string{"group_id", "supervisor_id"}, Columns: map[string]string{"group_id": "监督小组", "role": "组内职务"}},
		"group_unit":   {Title: "派驻单位", Name: []string{"group_id", "unit_id"}, Columns: map[string]string{"group_id": "监督小组"}},
	}
)
