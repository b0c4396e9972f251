package plan

import "cppccdesk/data/record"

func init() { Items.Rules = record.JudgedBy(Items, itemsHold...) }

var itemsHold = []record.Rule{
	{
		Name: "部署事项的月份在年度以内", Of: "SELECT count(*) FROM plan_item i WHERE i.year = ?0 AND i.deleted_at = ''",
		Broken: `SELECT i.id, '「' || i.title || '」的时间 ' || i.from_month || ' 至 ' || i.to_month || ' 不在 ' || i.year || ' 年' FROM plan_item i WHERE i.year = ?0 AND i.deleted_at = ''
			AND (substr(i.from_month, 1, 4) <> CAST(i.year AS TEXT) OR substr(i.to_month, 1, 4) <> CAST(i.year AS TEXT)) ORDER BY i.id`,
	},
	{
		Name: "部署事项有目标", Of: "SELECT count(*) FROM plan_item i WHERE i.year = ?0 AND i.deleted_at = ''",
		Open: "SELECT i.id, '「' || i.title || '」没有目标数' FROM plan_item i WHERE i.year = ?0 AND i.deleted_at = '' AND NOT EXISTS (SELECT 1 FROM plan_target t WHERE t.plan_item_id = i.id) ORDER BY i.id",
	},
}
