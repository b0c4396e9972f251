package roster

import "cppccdesk/data/record"

func init() {
	Groups.Rules = record.JudgedBy(Groups, groupsHold...)
	Members.Rules = record.JudgedBy(Members, membersHold...)
}

// Pieces of the queries: the groups of the year that exist on the day, the people in them, and both together.
var (
	groupsThen  = " FROM supervision_group g WHERE " + groupThen
	membersThen = `(SELECT x.group_id, x.supervisor_id, x.role, v.person_id, p.name, ` + WorkplaceBy("p", "?3") + ` AS workplace FROM group_member x JOIN supervisor v ON v.id = x.supervisor_id AND v.deleted_at = ''
		JOIN person p ON p.id = v.person_id WHERE ` + OnDay + ")"
	inGroupsThen = membersThen + " m JOIN supervision_group g ON g.id = m.group_id AND " + groupThen
)

const (
	groupThen    = "g.year = ?0 AND g.deleted_at = '' AND g.from_on <= ?1"
	groupSetting = "(SELECT value FROM setting WHERE key = 'group."
)

var groupsHold = []record.Rule{
	{
		Name: "监督小组人数在上下限以内", Of: "SELECT count(*)" + groupsThen,
		Broken: "SELECT id, '第 ' || number || ' 组有 ' || n || ' 人，应为 ' || low || ' 至 ' || high || ' 人' FROM (SELECT g.id, g.number, (SELECT count(DISTINCT m.supervisor_id) FROM " + membersThen + ` m WHERE m.group_id = g.id) AS n,
			CAST(` + groupSetting + "size_min') AS INTEGER) AS low, CAST(COALESCE(NULLIF(" + groupSetting + "size_max'), ''), '1000') AS INTEGER) AS high" + groupsThen + ") WHERE n > 0 AND n NOT BETWEEN low AND high ORDER BY number",
		Open: "SELECT g.id, '第 ' || g.number || ' 组还没有成员'" + groupsThen + " AND NOT EXISTS (SELECT 1 FROM " + membersThen + " m WHERE m.group_id = g.id) ORDER BY g.number",
	},
	{
		Name: "每个监督小组有一名组长", Of: "SELECT count(*)" + groupsThen,
		Broken: "SELECT g.id, '第 ' || g.number || ' 组有 ' || count(*) || ' 名组长' FROM " + inGroupsThen + " WHERE m.role = '组长' GROUP BY g.id HAVING count(*) > 1 ORDER BY g.number",
		Open: "SELECT g.id, '第 ' || g.number || ' 组没有组长'" + groupsThen + " AND EXISTS (SELECT 1 FROM " + membersThen + " m WHERE m.group_id = g.id) AND NOT EXISTS (SELECT 1 FROM " + membersThen + ` m
			WHERE m.group_id = g.id AND m.role = '组长') ORDER BY g.number`,
	},
	{
		Name: "一名监督员只在一个小组", Of: "SELECT count(DISTINCT m.person_id) FROM " + inGroupsThen,
		Broken: "SELECT min(g.id), '「' || m.name || '」同时在第 ' || group_concat(DISTINCT g.number) || ' 组' FROM " + inGroupsThen + " WHERE " + groupSetting + "one_person_many') <> '是' GROUP BY m.person_id HAVING count(DISTINCT g.id) > 1 ORDER BY m.name",
	},
	{
		Name: "监督员不派驻本单位", Of: "SELECT count(DISTINCT m.person_id) FROM " + inGroupsThen,
		Broken: "SELECT g.id, '第 ' || g.number || ' 组的「' || m.name || '」在派驻单位「' || u.name || '」工作' FROM " + inGroupsThen + " JOIN group_unit x ON x.group_id = g.id AND " + OnDay + ` JOIN unit u ON u.id = x.unit_id
			WHERE m.workplace IN (SELECT c.name FROM unit_call c WHERE c.unit_id = u.id AND c.name <> '') ORDER BY g.number, m.name`,
	},
	{
		Name: "每个监督小组有派驻单位", Of: "SELECT count(*)" + groupsThen,
		Open: "SELECT g.id, '第 ' || g.number || ' 组没有派驻单位'" + groupsThen + " AND NOT EXISTS (SELECT 1 FROM group_unit x WHERE x.group_id = g.id AND " + OnDay + ") ORDER BY g.number",
	},
	{
		Name: "小组成员没有去世", Of: "SELECT count(DISTINCT m.supervisor_id) FROM " + inGroupsThen,
		Open: "SELECT g.id, '第 ' || g.number || ' 组的「' || m.name || '」已去世，请在小组中换人，并结束他的聘期' FROM " + inGroupsThen + " WHERE (g.to_on = '' OR g.to_on >= ?1) AND " + DeadBefore("m.person_id", "?1") + " ORDER BY g.number, m.name",
	},
	{
		Name: "小组成员在聘期以内", Of: "SELECT count(DISTINCT m.supervisor_id) FROM " + inGroupsThen,
		Broken: "SELECT g.id, '第 ' || g.number || ' 组的「' || m.name || '」在 ' || ?1 || ' 不在聘期内' FROM " + inGroupsThen + ` WHERE (g.to_on = '' OR g.to_on >= ?1) AND EXISTS (SELECT 1 FROM engagement e WHERE e.supervisor_id = m.supervisor_id)
			AND NOT EXISTS (SELECT 1 FROM engagement e WHERE e.supervisor_id = m.supervisor_id AND e.from_on <= ?1 AND (e.to_on = '' OR e.to_on || '-31' >= ?1)) ORDER BY g.number, m.name`,
	},
}

// termThen is the term whose years hold the year, the newest of several.
const termThen = "(SELECT s.term_id FROM session s WHERE s.year = ?0 ORDER BY s.term_id DESC LIMIT 1)"

var membersHold = []record.Rule{
	{
		Name: "委员有界别", Of: "SELECT count(*) FROM member m WHERE m.deleted_at = '' AND m.joined_on <= ?1 AND m.term_id = " + termThen,
		Open: "SELECT m.id, '「' || p.name || '」没有界别' FROM member m JOIN person p ON p.id = m.person_id WHERE m.deleted_at = '' AND m.joined_on <= ?1 AND m.sector_id IS NULL AND m.term_id = " + termThen + " ORDER BY p.name",
	},
	{
		Name: "委员的界别、专委会、活动组是本届的", Of: "SELECT count(*) FROM member m WHERE m.deleted_at = '' AND m.joined_on <= ?1 AND m.term_id = " + termThen,
		Broken: `SELECT m.id, '「' || p.name || '」的' || x.what || '「' || x.name || '」是另一届的' FROM member m JOIN person p ON p.id = m.person_id JOIN (
			SELECT m.id, '界别' AS what, s.name, s.term_id FROM member m JOIN sector s ON s.id = m.sector_id
			UNION ALL SELECT o.member_id, '专委会', c.name, c.term_id FROM member_post o JOIN committee c ON c.id = o.committee_id
			UNION ALL SELECT o.member_id, '活动组', a.name, a.term_id FROM member_post o JOIN activity_group a ON a.id = o.activity_group_id) x ON x.id = m.id AND x.term_id <> m.term_id
			WHERE m.deleted_at = '' AND m.term_id = ` + termThen + " ORDER BY p.name",
	},
	{
		Name: "任职起止先后相符", Of: "SELECT count(*) FROM member_post o JOIN member m ON m.id = o.member_id WHERE m.deleted_at = '' AND o.from_on <= ?1 AND m.term_id = " + termThen,
		Broken: `SELECT m.id, '「' || p.name || '」' || d.what || '的止日 ' || d.to_on || ' 早于起日 ' || d.from_on FROM member m JOIN person p ON p.id = m.person_id JOIN (
			SELECT member_id, post AS what, from_on, to_on FROM member_post UNION ALL SELECT id, '委员任期', joined_on, left_on FROM member) d ON d.member_id = m.id
			WHERE m.deleted_at = '' AND d.to_on <> '' AND d.to_on < d.from_on AND m.term_id = ` + termThen + " ORDER BY p.name",
	},
}
