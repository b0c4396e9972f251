package activity

import (
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

func init() { Activities.Rules = record.JudgedBy(Activities, activitiesHold...) }

const (
	activitiesOfYear = " FROM activity a WHERE a.year = ?0 AND a.deleted_at = ''"
	activitiesThen   = activitiesOfYear + " AND " + day + " <= ?1"
)

var activitiesHold = []record.Rule{
	{
		Name: "活动的日期在年度以内，先后相符", Of: "SELECT count(*)" + activitiesThen,
		Broken: "SELECT a.id, '「' || a.title || '」' || CASE WHEN a.started_on <> '' AND a.finished_on <> '' AND a.finished_on < a.started_on THEN '的完成日期早于开始日期' ELSE '的日期不在 ' || a.year || ' 年' END" + activitiesOfYear + `
			AND (a.started_on <> '' AND a.finished_on <> '' AND a.finished_on < a.started_on OR a.finished_on <> '' AND substr(a.finished_on, 1, 4) <> CAST(a.year AS TEXT)
			OR a.finished_on = '' AND a.started_on <> '' AND substr(a.started_on, 1, 4) <> CAST(a.year AS TEXT)) ORDER BY a.id`,
	},
	{
		Name: "没有开始的活动没有到会和成果", Of: "SELECT count(*)" + activitiesThen,
		Broken: "SELECT a.id, '「' || a.title || '」' || " + day + " || ' 还没有到，却' || CASE WHEN a.outcome <> '' THEN '有成果' ELSE '登记了到会' END" + activitiesOfYear + " AND " + day + " > ?2 AND (a.outcome <> '' OR EXISTS (SELECT 1 FROM attendance x WHERE x.activity_id = a.id AND x.state = '" + Present + "')) ORDER BY a.id",
	},
	{
		Name: "到会的人没有去世", Of: "SELECT count(*) FROM attendance x WHERE x.state = '" + Present + "' AND x.activity_id IN (SELECT a.id" + activitiesThen + ")",
		Broken: "SELECT a.id, '「' || a.title || '」登记「' || p.name || '」到会，他在 ' || " + day + " || ' 以前已去世' FROM activity a JOIN attendance x ON x.activity_id = a.id AND x.state = '" + Present + "' JOIN person p ON p.id = x.person_id WHERE a.year = ?0 AND a.deleted_at = '' AND " +
			day + " <= ?1 AND " + roster.DeadBefore("x.person_id", day) + " ORDER BY a.id, p.name",
	},
	{
		Name: "参加人数与登记的到会相符", Of: "SELECT count(*)" + activitiesThen + " AND EXISTS (SELECT 1 FROM attendance x WHERE x.activity_id = a.id AND x.state = '" + Present + "')",
		Broken: "SELECT id, '「' || title || '」填写参加 ' || attendees || ' 人，登记到会 ' || came || ' 人、列席 ' || guests || ' 人' FROM (SELECT a.*, (SELECT count(*) FROM attendance x WHERE x.activity_id = a.id AND x.state = '" + Present + "') AS came" + activitiesOfYear + `)
			WHERE came > 0 AND attendees > 0 AND attendees <> came + guests ORDER BY id`,
	},
	{
		Name: "到会和请假不超过活动的半天数", Of: "SELECT count(*) FROM attendance x WHERE x.activity_id IN (SELECT a.id" + activitiesThen + ")",
		Broken: `SELECT a.id, '「' || a.title || '」有 ' || a.half_days || ' 个半天，「' || p.name || '」登记了 ' || (x.came + x.excused) || ' 个' FROM activity a JOIN attendance x ON x.activity_id = a.id JOIN person p ON p.id = x.person_id
			WHERE a.year = ?0 AND a.deleted_at = '' AND x.came + x.excused > a.half_days ORDER BY a.id, p.name`,
	},
}
