package export

import (
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/export/sheet"
)

var stationsLedger = Ledger{
	Code: "02", Name: "监督小组派驻一览表", Unit: "组、人", Kind: roster.Groups,
	Columns: []sheet.Column{
		{Key: "number", Path: []string{"组号"}, Kind: sheet.Center},
		{Key: "units", Path: []string{"派驻单位"}, Total: sheet.Count},
		{Key: "leader", Path: []string{"小组成员", "组长"}, Kind: sheet.Center},
		{Key: "members", Path: []string{"小组成员", "全体成员"}},
		{Key: "size", Path: []string{"小组成员", "人数"}, Kind: sheet.Int, Total: sheet.Sum},
		{Key: "committee", Path: []string{"联系专委会"}, Kind: sheet.Center},
		{Key: "focus", Path: []string{"重点监督事项"}},
		{Key: "from_on", Path: []string{"派驻时间", "开始"}, Kind: sheet.Date},
		{Key: "to_on", Path: []string{"派驻时间", "结束"}, Kind: sheet.Date},
	},
	Keep: func(y *Year, r record.Record) bool { return r.Values["from_on"] <= y.day() }, // stationed by then
	Notes: func(y *Year) []string {
		return []string{
			"合计行派驻单位一栏为有派驻单位的小组数，人数一栏为各组人数之和；一人参加多个小组的在各组都计一次。",
			"每组人数按设置为 " + y.Settings["group.size_min"] + "—" + y.Settings["group.size_max"] + " 人。",
		}
	},
}
