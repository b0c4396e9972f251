package roster

import (
	"context"
	"fmt"
	"iter"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/gui/records"
)

var memberList = records.Config{
	Kind: roster.Members, Key: "roster.members", Unit: "人", Title: "name", Names: []string{"name"},
	Tags: []string{"sector", "posts", "committees", "status"}, Flex: "workplace", Hide: []string{"ethnicity", "committees", "job", "mobile", "status"},
	Filters: []records.Filter{
		{Text: "界别", Field: "sector"},
		{Text: "党派", Field: "political"},
		{Text: "专委会", Field: "committees"},
		{Text: "状态", Field: "status"},
		{Text: "女委员", Keep: func(v record.Values) bool { return v["gender"] == "女" }},
	},
	Sums:    []string{"terms_served"},
	Sources: map[string]records.Source{"sector": records.FromSectors, "committees": records.FromCommittees, "activity_groups": records.FromActivityGroups},
	Foot: func(rows iter.Seq[records.Row]) string {
		return fmt.Sprintf("%d 个界别", len(distinct(rows, "sector")))
	},
}

var supervisorList = records.Config{
	Kind: roster.Supervisors, Key: "roster.supervisors", Unit: "人", Title: "name", Names: []string{"name"},
	Numbers: []string{"group_number"}, Tags: []string{"role", "units"}, Flex: "workplace", Hide: []string{"birth_on", "recommended_by", "from_on", "to_on", "job", "mobile"},
	Filters: []records.Filter{
		{Text: "小组", Field: "group_number"},
		{Text: "派驻单位", Field: "units"},
		{Text: "组长", Keep: func(v record.Values) bool { return v["role"] == "组长" }},
		{Text: "未编组", Keep: func(v record.Values) bool { return v["group_number"] == "" }},
	},
	Foot: func(rows iter.Seq[records.Row]) string {
		return fmt.Sprintf("编入 %d 个小组", len(distinct(rows, "group_number")))
	},
}

var groupList = records.Config{
	Kind: roster.Groups, Key: "roster.groups", Unit: "组", Title: "name", Sums: []string{"size"}, Names: []string{"leader", "deputy", "liaison", "members"},
	Numbers: []string{"number"}, Tags: []string{"units", "committee"}, Flex: "members", Hide: []string{"year", "deputy", "liaison", "committee", "focus", "from_on", "to_on", "changes", "warnings", "visits", "quarters", "quarters_short", "findings", "suggesting", "five", "points", "reckoned"},
	Filters: []records.Filter{
		{Text: "活动不足", Keep: func(v record.Values) bool { return v["quarters_short"] != "" }},
		{Text: "五有不全", Keep: func(v record.Values) bool { return v["five"] != supervision.AllFive }},
		{Text: "应回避", Keep: func(v record.Values) bool { return v["warnings"] != "" }},
		{Text: "有变动", Keep: func(v record.Values) bool { return v["changes"] != "" }},
		{Text: "派驻单位", Field: "units"},
		{Text: "联系专委会", Field: "committee"},
		{Text: "人数", Field: "size"},
	},
	Work: func(ctx context.Context, st *store.Store, id int64, day string) ([]measure.Figure, error) {
		return data.GroupWork(ctx, st.DB(), id, day)
	},
	Sources: map[string]records.Source{
		"units": records.FromUnits, "leader": records.FromSupervisors, "deputy": records.FromSupervisors,
		"liaison": records.FromSupervisors, "members": records.FromSupervisors, "committee": records.FromCommittees,
	},
	Foot: func(rows iter.Seq[records.Row]) string {
		return fmt.Sprintf("成员 %d 人 · 派驻 %d 个单位", len(distinct(rows, "members")), len(distinct(rows, "units")))
	},
}

var unitList = records.Config{
	Kind: roster.Units, Key: "roster.units", Unit: "个", Title: "name", Names: []string{"leader", "contact"},
	Tags: []string{"system", "state"}, Flex: "name", Hide: []string{"parent", "name_history", "merged", "short", "major", "contact"},
	Filters: []records.Filter{
		{Text: "系统", Field: "system"},
		{Text: "承办大户", Keep: func(v record.Values) bool { return v["major"] == "是" }},
		{Text: "已并入或撤销", Keep: func(v record.Values) bool { return v["state"] != "" }},
		{Text: "有曾用名", Keep: func(v record.Values) bool { return v["former_names"] != "" }},
	},
	Sources: map[string]records.Source{"parent": records.FromUnits},
}

// distinct are the values of a field among the rows, each once.
func distinct(rows iter.Seq[records.Row], field string) map[string]bool {
	out := map[string]bool{}
	for r := range rows {
		for _, value := range r.Values.Many(field) {
			out[value] = true
		}
	}
	return out
}
