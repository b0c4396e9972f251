package export

import (
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/export/sheet"
)

var stationsReport = Report{Code: "02", Name: "监督小组派驻一览表", Build: func(y *Year) []sheet.Table {
	fields := []sheet.Field[record.Record]{
		{Column: sheet.Column{Key: "number", Path: []string{"组号"}, Kind: sheet.Center}, Value: numberOf("number")},
		{Column: sheet.Column{Key: "units", Path: []string{"派驻单位"}, Total: sheet.Count}, Value: valueOf("units")},
		{Column: sheet.Column{Key: "leader", Path: []string{"小组成员", "组长"}, Kind: sheet.Center}, Value: valueOf("leader")},
		{Column: sheet.Column{Key: "members", Path: []string{"小组成员", "全体成员"}}, Value: valueOf("members")},
		{Column: sheet.Column{Key: "size", Path: []string{"小组成员", "人数"}, Kind: sheet.Int, Total: sheet.Sum}, Value: numberOf("size")},
		{Column: sheet.Column{Key: "committee", Path: []string{"联系专委会"}, Kind: sheet.Center}, Value: valueOf("committee")},
		{Column: sheet.Column{Key: "focus", Path: []string{"重点监督事项"}}, Value: valueOf("focus")},
		{Column: sheet.Column{Key: "from", Path: []string{"派驻时间", "开始"}, Kind: sheet.Date}, Value: valueOf("from_on")},
		{Column: sheet.Column{Key: "to", Path: []string{"派驻时间", "结束"}, Kind: sheet.Date}, Value: valueOf("to_on")},
	}
	t := y.table("监督小组派驻一览表", "组、人")
	t.Columns, t.Rows = sheet.Columns(fields), sheet.Rows(fields, y.Groups)
	sheet.Identify(&t, roster.Groups.Name, y.Groups, func(r record.Record) int64 { return r.ID })
	t.Notes = []string{
		"合计行派驻单位一栏为有派驻单位的小组数，人数一栏为各组人数之和；一人参加多个小组的在各组都计一次。",
		"每组人数按设置为 " + y.Settings["group.size_min"] + "—" + y.Settings["group.size_max"] + " 人。",
	}
	return []sheet.Table{t}
}}
