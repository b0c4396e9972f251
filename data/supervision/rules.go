package supervision

import (
	"strings"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

func init() {
	Visits.Rules = record.JudgedBy(Visits, append(visitsHold, visitsToGone())...)
	Letters.Rules = record.JudgedBy(Letters, append(lettersHold(), lettersToGone())...)
	Points.Rules = record.JudgedBy(Points, append(pointsHold, approvedInTime())...)
	Directs.Rules = record.JudgedBy(Directs, directsHold()...)
}

// Pieces of the queries.
const (
	visitsThen   = " FROM visit v JOIN supervision_group g ON g.id = v.group_id WHERE v.year = ?0 AND v.deleted_at = '' AND v.on_date <= ?1"
	visitCalled  = "'第 ' || g.number || ' 组 ' || v.on_date || ' 的活动'"
	lettersThen  = " FROM opinion_letter l WHERE l.year = ?0 AND l.deleted_at = ''"
	lettersKnown = lettersThen + " AND COALESCE(NULLIF(l.submitted_on, ''), NULLIF(l.leader_on, ''), NULLIF(l.approved_on, ''), NULLIF(l.delivered_on, ''), l.received_on) <= ?1" // a draft has no day
	letterCalled = "CASE WHEN l.number IS NULL THEN '「' || l.title || '」' ELSE '意见书 ' || l.number || ' 号' END"
	pointsThen   = " FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id WHERE l.year = ?0 AND l.deleted_at = '' AND l.delivered_on <> '' AND l.delivered_on <= ?1"
	pointCalled  = "'意见 ' || COALESCE(l.number, '') || '-' || x.ordinal || ' '"
)

var visitsHold = []record.Rule{
	{
		Name: "监督活动在年度以内", Of: "SELECT count(*) FROM visit v WHERE v.year = ?0 AND v.deleted_at = '' AND v.on_date <= ?1",
		Broken: "SELECT v.id, " + visitCalled + ` || CASE WHEN g.year <> v.year THEN '是 ' || g.year || ' 年的小组的' ELSE '不在 ' || v.year || ' 年' END FROM visit v JOIN supervision_group g ON g.id = v.group_id
			WHERE v.year = ?0 AND v.deleted_at = '' AND (substr(v.on_date, 1, 4) <> CAST(v.year AS TEXT) OR g.year <> v.year) ORDER BY v.on_date, v.id`,
	},
	{
		Name: "监督活动在派驻以后，有参加的人", Of: "SELECT count(*)" + visitsThen,
		Broken: "SELECT v.id, " + visitCalled + " || '早于小组派驻的日期 ' || g.from_on" + visitsThen + " AND v.on_date < g.from_on ORDER BY v.on_date, v.id",
		Open:   "SELECT v.id, " + visitCalled + " || '没有参加的人'" + visitsThen + " AND NOT EXISTS (SELECT 1 FROM visit_person x WHERE x.visit_id = v.id) ORDER BY v.on_date, v.id",
	},
	{
		Name: "参加监督活动的是本组成员", Of: "SELECT count(*) FROM visit_person x WHERE x.visit_id IN (SELECT v.id" + visitsThen + ")",
		Broken: "SELECT v.id, " + visitCalled + ` || '有「' || p.name || '」，他当天不在本组' FROM visit v JOIN supervision_group g ON g.id = v.group_id JOIN visit_person x ON x.visit_id = v.id
			JOIN supervisor s ON s.id = x.supervisor_id JOIN person p ON p.id = s.person_id WHERE v.year = ?0 AND v.deleted_at = '' AND v.on_date <= ?1
			AND NOT EXISTS (SELECT 1 FROM group_member m WHERE m.group_id = g.id AND m.supervisor_id = s.id AND ` + roster.InForce("m", "v.on_date") + ") ORDER BY v.on_date, v.id",
	},
	{
		Name: "问题建议的提出人是本组成员", Of: "SELECT count(*) FROM visit_finding f WHERE f.supervisor_id IS NOT NULL AND f.visit_id IN (SELECT v.id" + visitsThen + ")",
		Broken: "SELECT v.id, " + visitCalled + " || '有「' || p.name || '」提出的问题建议，他当天不在本组'" + strangeRaisers + " AND v.year = ?0 AND v.deleted_at = '' AND v.on_date <= ?1 ORDER BY v.on_date, v.id",
	},
	{
		Name: "问题建议的采纳日期在活动以后", Of: "SELECT count(*) FROM visit_finding f WHERE f.settled_on <> '' AND f.settled_on <= ?1 AND f.visit_id IN (SELECT v.id" + visitsThen + ")",
		Broken: "SELECT v.id, " + visitCalled + ` || '有采纳日期 ' || f.settled_on || CASE WHEN f.settled_on > ?2 THEN '，还没有到' ELSE '，早于活动' END FROM visit v JOIN supervision_group g ON g.id = v.group_id JOIN visit_finding f ON f.visit_id = v.id
			WHERE v.year = ?0 AND v.deleted_at = '' AND v.on_date <= ?1 AND f.settled_on <> '' AND (f.settled_on < v.on_date OR f.settled_on > ?2) ORDER BY v.on_date, v.id`,
	},
}

// returnedSince is SQL that tells whether a point x was returned after it was signed off.
var returnedSince = "(x.returned_on > x.closed_on OR x.returned_on = x.closed_on AND NOT " + pointReturns.again() + ")"

// before is SQL that tells whether a fact of a point x is dated before the receipt of its letter.
func before(column string) string {
	return "(x." + column + " <> '' AND x." + column + " <= ?1 AND x." + column + " < l.received_on)"
}

// directsHold is what holds of items of the 直通车; the order of their dates is that of the directStages.
func directsHold() []record.Rule {
	const then = " FROM direct_item d WHERE d.year = ?0 AND d.deleted_at = '' AND d.on_date <= ?1"
	var wrong, words []string
	add := func(condition, text string) {
		wrong, words = append(wrong, condition), append(words, "WHEN "+condition+" THEN "+text)
	}
	add("substr(d.on_date, 1, 4) <> CAST(d.year AS TEXT)", "'不在 ' || d.year || ' 年'")
	for i, s := range directStages {
		add("d."+s.key+" > ?2", "'的"+s.title+" ' || d."+s.key+" || ' 还没有到'")
		if i == 0 {
			continue
		}
		before := directStages[i-1]
		taken := "d.declined_on = '' AND "
		if s.key == "triaged_on" {
			taken = ""
		}
		add(taken+"d."+s.key+" <> '' AND d."+s.key+" <= ?1 AND (d."+before.key+" = '' OR d."+before.key+" > d."+s.key+")",
			"'的"+s.title+" ' || d."+s.key+" || CASE d."+before.key+" WHEN '' THEN '，没有"+before.title+"' ELSE ' 早于"+before.title+" ' || d."+before.key+" END")
	}
	add("d.declined_on > ?2", "'的不予受理日期 ' || d.declined_on || ' 还没有到'")
	add("d.declined_on <> '' AND d.declined_on <= ?1 AND (d.declined_on < d.triaged_on OR d.told_on <> '' AND d.told_on < d.declined_on)", "'的不予受理日期 ' || d.declined_on || ' 早于分流日期，或晚于反馈日期'")
	return []record.Rule{
		{
			Name: "直通车事项的反映日期不晚于今天", Of: "SELECT count(*)" + then,
			Broken: "SELECT d.id, '直通车 ' || d.number || ' 号的反映日期 ' || d.on_date || ' 还没有到' FROM direct_item d WHERE d.year = ?0 AND d.deleted_at = '' AND d.on_date > ?2 ORDER BY d.number",
		},
		{
			Name: "直通车事项的分流、转办、答复、反馈先后相符", Of: "SELECT count(*)" + then,
			Broken: "SELECT d.id, '直通车 ' || d.number || ' 号' || CASE " + strings.Join(words, " ") + " END" + then + " AND (" + strings.Join(wrong, " OR ") + ") ORDER BY d.number",
		},
		{
			Name: "直通车期限所在年份有节假日表", Of: "SELECT count(*)" + then + " AND " + directDue("?1") + " <> ''",
			Open: "SELECT d.id, '直通车 ' || d.number || ' 号的期限 ' || " + directDue("?1") + " || ' 所在的年份没有节假日表'" + then + " AND " + noNotice(directDue("?1")) + " ORDER BY d.number",
		},
		{
			Name: "转办的直通车事项有类别、单位和期限", Of: "SELECT count(*)" + then + " AND d.passed_on <> '' AND d.passed_on <= ?1",
			Broken: "SELECT d.id, '直通车 ' || d.number || ' 号转办了，没有' || CASE WHEN d.class = '' THEN '类别' WHEN d.handler_id IS NULL THEN '转办单位' ELSE '办理期限' END" + then +
				" AND d.passed_on <> '' AND d.passed_on <= ?1 AND (d.class = '' OR d.handler_id IS NULL OR d.due_on = '') ORDER BY d.number",
		},
	}
}

// lettersHold is what holds of letters; the order of their dates is that of the milestones. An old ledger lacks some of them: of its letters it is not known.
func lettersHold() []record.Rule {
	var wrong, words, lacks, lacking []string
	when := func(is *[]string, says *[]string, condition, words string) {
		*is, *says = append(*is, condition), append(*says, "WHEN "+condition+" THEN "+words)
	}
	for i, m := range milestones {
		there := "l." + m.key + " <> '' AND l." + m.key + " <= ?1"
		for _, before := range milestones[:i] {
			when(&wrong, &words, there+" AND l."+before.key+" > l."+m.key, "'的"+m.title+" ' || l."+m.key+" || ' 早于"+before.title+" ' || l."+before.key)
			when(&lacks, &lacking, there+" AND l."+before.key+" = ''", "'有"+m.title+"，没有"+before.title+"'")
		}
		when(&wrong, &words, "l."+m.key+" > ?2", "'的"+m.title+" ' || l."+m.key+" || ' 还没有到'")
	}
	return []record.Rule{
		{
			Name: "意见书的审签、审定、送达、签收先后相符", Of: "SELECT count(*)" + lettersKnown,
			Broken: "SELECT l.id, " + letterCalled + " || CASE " + strings.Join(words, " ") + " END" + lettersThen + " AND (" + strings.Join(wrong, " OR ") + ") ORDER BY l.number, l.id",
			Open:   "SELECT l.id, " + letterCalled + " || CASE " + strings.Join(lacking, " ") + " END" + lettersThen + " AND (" + strings.Join(lacks, " OR ") + ") ORDER BY l.number, l.id",
		},
		{
			Name: "审定的意见书有文号，文号不重复", Of: "SELECT count(*)" + lettersThen + " AND l.approved_on <> '' AND l.approved_on <= ?1",
			Broken: "SELECT l.id, " + letterCalled + " || CASE WHEN l.number IS NULL THEN '已经审定，没有文号' ELSE '与另一份同号' END" + lettersThen + ` AND (l.approved_on <> '' AND l.approved_on <= ?1 AND l.number IS NULL
				OR l.number IS NOT NULL AND EXISTS (SELECT 1 FROM opinion_letter o WHERE o.year = l.year AND o.number = l.number AND o.id <> l.id AND o.deleted_at = '')) ORDER BY l.number, l.id`,
		},
		{
			Name: "送达的意见书有意见", Of: "SELECT count(*)" + lettersThen + " AND l.delivered_on <> '' AND l.delivered_on <= ?1",
			Open: "SELECT l.id, " + letterCalled + " || '已经送达，没有登记意见'" + lettersThen + " AND l.delivered_on <> '' AND l.delivered_on <= ?1 AND NOT EXISTS (SELECT 1 FROM opinion_point x WHERE x.letter_id = l.id) ORDER BY l.number, l.id",
		},
		{
			Name: "送达的意见书有整改期限", Of: "SELECT count(*)" + lettersThen + " AND l.delivered_on <> '' AND l.delivered_on <= ?1",
			Open: "SELECT l.id, " + letterCalled + " || '已于 ' || l.delivered_on || ' 送达，没有整改期限，不会算作逾期'" + lettersThen + " AND l.delivered_on <> '' AND l.delivered_on <= ?1 AND l.due_on = '' ORDER BY l.number, l.id",
		},
		{
			Name: "意见书的来源活动是本组的，在送审以前", Of: "SELECT count(l.visit_id)" + lettersKnown,
			Broken: "SELECT l.id, " + letterCalled + ` || CASE WHEN v.deleted_at <> '' THEN '的来源活动已经删除' WHEN v.group_id <> l.group_id THEN '的来源活动是别组的' ELSE '的送审日期 ' || l.submitted_on || ' 早于来源活动 ' || v.on_date END FROM opinion_letter l JOIN visit v ON v.id = l.visit_id
				WHERE l.year = ?0 AND l.deleted_at = '' AND (v.deleted_at <> '' OR v.group_id <> l.group_id OR l.submitted_on <> '' AND l.submitted_on < v.on_date) ORDER BY l.number, l.id`,
		},
	}
}

// noNotice is SQL that tells whether the year of a deadline has no holiday notice.
func noNotice(due string) string {
	return "(" + due + " <> '' AND NOT EXISTS (SELECT 1 FROM holiday h WHERE h.notice = CAST(substr(" + due + ", 1, 4) AS INTEGER) AND h.deleted_at = ''))"
}

var pointsHold = []record.Rule{
	{
		Name: "会议活动提出的意见在活动以后送审", Of: "SELECT count(x.activity_id)" + pointsThen,
		Broken: "SELECT x.id, " + pointCalled + " || CASE WHEN a.deleted_at <> '' THEN '的来源活动「' || a.title || '」已经删除' ELSE '的送审日期 ' || l.submitted_on || ' 早于来源活动 ' || " + heldSQL + ` END FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id JOIN activity a ON a.id = x.activity_id
			WHERE l.year = ?0 AND l.deleted_at = '' AND (a.deleted_at <> '' OR l.submitted_on <> '' AND l.submitted_on < ` + heldSQL + ") ORDER BY l.number, x.ordinal",
	},
	{
		Name: "整改期限所在年份有节假日表", Of: "SELECT count(*)" + pointsThen + " AND " + pointDue("?1") + " <> ''",
		Open: "SELECT x.id, " + pointCalled + " || '的期限 ' || " + pointDue("?1") + " || ' 所在的年份没有节假日表'" + pointsThen + " AND " + noNotice(pointDue("?1")) + " ORDER BY l.number, x.ordinal",
	},
	{
		Name: "整改的各个日期在送达以后、今天以前", Of: "SELECT count(*)" + pointsThen,
		Broken: "SELECT x.id, " + pointCalled + ` || '有日期 ' || d.day || CASE WHEN d.day > ?2 THEN ' 还没有到' WHEN l.delivered_on = '' THEN '，意见书没有送达' ELSE ' 早于送达日期 ' || l.delivered_on END FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id JOIN (
			SELECT id, measure_on AS day FROM opinion_point UNION ALL SELECT id, progress_on FROM opinion_point UNION ALL SELECT id, replied_on FROM opinion_point UNION ALL SELECT id, returned_on FROM opinion_point
			UNION ALL SELECT id, accepted_on FROM opinion_point UNION ALL SELECT id, looked_on FROM opinion_point UNION ALL SELECT id, closed_on FROM opinion_point UNION ALL SELECT id, extended_on FROM opinion_point) d ON d.id = x.id
			WHERE l.year = ?0 AND l.deleted_at = '' AND d.day <> '' AND (d.day > ?2 OR d.day <= ?1 AND (l.delivered_on = '' OR d.day < l.delivered_on)) ORDER BY l.number, x.ordinal`,
	},
	{
		Name: "销号的意见有答复、已认可、回头看过", Of: "SELECT count(*)" + pointsThen + " AND x.closed_on <> '' AND x.closed_on <= ?1",
		Broken: "SELECT x.id, " + pointCalled + " || '已于 ' || x.closed_on || ' 销号，' || CASE WHEN x.replied_on = '' THEN '没有答复' WHEN x.accepted_on = '' THEN '没有认可' WHEN x.looked_on = '' THEN '没有回头看' WHEN " + returnedSince + " THEN '又于 ' || x.returned_on || ' 退回' ELSE '早于回头看或认可' END" + pointsThen + `
			AND x.closed_on <> '' AND x.closed_on <= ?1 AND (x.replied_on = '' OR x.accepted_on = '' OR x.looked_on = '' OR x.accepted_on < x.replied_on OR x.looked_on < x.accepted_on OR x.closed_on < x.looked_on OR ` + returnedSince + `) ORDER BY l.number, x.ordinal`,
	},
	{
		Name: "整改在签收以后", Of: "SELECT count(*)" + pointsThen + " AND (x.measure_on BETWEEN '1' AND ?1 OR x.progress_on BETWEEN '1' AND ?1 OR x.replied_on BETWEEN '1' AND ?1)",
		Broken: "SELECT x.id, " + pointCalled + " || '的' || CASE WHEN " + before("measure_on") + " THEN '措施日期 ' || x.measure_on WHEN " + before("progress_on") + " THEN '进展日期 ' || x.progress_on ELSE '答复日期 ' || x.replied_on END || ' 早于签收日期 ' || l.received_on" + pointsThen +
			" AND (" + before("measure_on") + " OR " + before("progress_on") + " OR " + before("replied_on") + ") ORDER BY l.number, x.ordinal",
		Open: "SELECT x.id, " + pointCalled + " || '已经开始整改，意见书没有签收日期'" + pointsThen + " AND l.received_on = '' AND (x.measure_on <> '' OR x.progress_on <> '' OR x.replied_on <> '') ORDER BY l.number, x.ordinal",
	},
	{
		Name: "延期在期限以后，有批准日期", Of: "SELECT count(*)" + pointsThen + " AND x.extended_to <> '' AND x.extended_on <= ?1",
		Broken: "SELECT x.id, " + pointCalled + " || '延期至 ' || x.extended_to || CASE WHEN x.extended_on = '' THEN '，没有批准日期' WHEN x.extended_to < x.extended_on THEN '，批准时（' || x.extended_on || '）已过' ELSE '，不晚于原期限 ' || " + putOffOn("x.extended_on") + " END" + pointsThen +
			" AND x.extended_to <> '' AND (x.extended_on = '' OR x.extended_on <= ?1 AND (x.extended_to < x.extended_on OR x.extended_to <= " + putOffOn("x.extended_on") + ")) ORDER BY l.number, x.ordinal",
	},
}

// approvedInTime is what holds of each extension of a point: that it was approved while there was a deadline to put off.
func approvedInTime() record.Rule {
	const of = " FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id JOIN point_extension e ON e.point_id = x.id WHERE l.year = ?0 AND l.deleted_at = '' AND l.delivered_on <> '' AND l.delivered_on <= ?1 AND e.extended_on <= ?1"
	said := "instr(e.extended_why, '" + proposal.AgreedAfter + "') > 0"
	over := "'的期限 ' || " + dueBefore + " || ' 过后，' || e.extended_on || "
	return record.Rule{
		Name: "整改的延期在期限届满、答复以前批准", Of: "SELECT count(*)" + of,
		Broken: "SELECT x.id, " + pointCalled + " || CASE WHEN " + repliedThen + " THEN '已经答复，' || e.extended_on || ' 才批准由 ' || " + dueBefore + " || ' 延期至 ' || e.extended_to ELSE " + over +
			"' 才批准延期至 ' || e.extended_to || '，没有写明补批' END" + of + " AND (" + repliedThen + " OR " + overThen + " AND NOT " + said + ") ORDER BY l.number, x.ordinal, e.id",
		Open: "SELECT x.id, " + pointCalled + " || " + over + "' 补批延期至 ' || e.extended_to || '，请核对批件'" + of + " AND NOT " + repliedThen + " AND " + overThen + " AND " + said + " ORDER BY l.number, x.ordinal, e.id",
	}
}
