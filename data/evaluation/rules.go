package evaluation

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

func init() {
	Evaluations.Rules = func(ctx context.Context, db bun.IDB, b record.Bench) ([]record.Ruling, error) {
		rulings, err := record.JudgedBy(Evaluations, evaluationsHold...)(ctx, db, b)
		if err != nil {
			return nil, err
		}
		seals, err := sealsHold(ctx, db, b)
		return append(rulings, seals), err
	}
	Panels.Rules = record.JudgedBy(Panels, panelsHold...)
	Scores.Rules = record.JudgedBy(Scores, scoresHold...)
	Rounds.Rules = record.JudgedBy(Rounds, roundsHold...)
}

// sealsHold judges whether the results locked by the day, that are locked still, are what was sealed: paper vouches for them by the seal.
func sealsHold(ctx context.Context, db bun.IDB, b record.Bench) (record.Ruling, error) {
	ruling := record.Ruling{Rule: "锁定的结果与封签相符", Kind: Evaluations}
	locked := fmt.Sprintf("e.year = %d AND e.deleted_at = '' AND k.locked_on <= %s", b.Year, store.QuoteText(b.Day))
	var err error
	if ruling.Looked, err = store.LookUp(ctx, db, "SELECT count(*) FROM result_lock k JOIN evaluation e ON e.id = k.evaluation_id WHERE k.unlocked_on = '' AND k.seal <> '' AND "+locked); err != nil {
		return ruling, err
	}
	broken, err := brokenAmong(ctx, db, locked)
	for _, s := range broken {
		ruling.Broken = append(ruling.Broken, record.Breach{ID: s.EvaluationID, Words: fmt.Sprintf("「%s」%s 锁定时的封签是 %s，按现在的数据重算是 %s", s.Evaluation, s.Lock.On, s.Lock.Seal, s.Now)})
	}
	return ruling, err
}

// Pieces of the queries: what is evaluated in the year, and the sheets handed in by the day.
var (
	panelsOfYear  = " FROM panel g JOIN evaluation e ON e.id = g.evaluation_id WHERE " + ofYear
	targetsOfYear = ` FROM evaluation_target t JOIN panel g ON g.id = t.panel_id JOIN evaluation e ON e.id = g.evaluation_id JOIN proposal p ON p.id = t.proposal_id JOIN unit u ON u.id = t.unit_id
		WHERE ` + ofYear
	sheetsOfYear = ` JOIN evaluation_target t ON t.id = s.target_id JOIN panel g ON g.id = t.panel_id JOIN evaluation e ON e.id = g.evaluation_id
		JOIN rater r ON r.id = s.rater_id JOIN unit u ON u.id = t.unit_id LEFT JOIN proposal p ON p.id = t.proposal_id WHERE e.year = ?0 AND e.deleted_at = ''`
	sheetsThen   = " FROM score_sheet s" + sheetsOfYear + " AND s.submitted_on <= ?1"
	pointsThen   = " FROM score x JOIN rubric_indicator i ON i.id = x.indicator_id JOIN score_sheet s ON s.id = x.sheet_id" + sheetsOfYear + " AND s.submitted_on <= ?1"
	sheetCalled  = "'第 ' || g.number || ' 组' || CASE WHEN (SELECT anonymous FROM rubric WHERE id = e.rubric_id) THEN '' ELSE '「' || r.name || '」' END || '对' || " + evaluatedSQL + " || '的评分表'"
	targetCalled = "'第 ' || g.number || ' 组评议的' || " + evaluatedSQL
	evaluatedSQL = "CASE WHEN t.proposal_id IS NULL THEN '「' || u.name || '」' ELSE '第 ' || COALESCE(p.number, '') || ' 号' END"
	asked        = "i.source = ''" // of raters
	deadRater    = roster.DeadBefore("r.person_id", "s.submitted_on")
	repliedFirst = "COALESCE((SELECT min(y.replied_on) FROM assignment a JOIN reply y ON y.assignment_id = a.id WHERE a.proposal_id = t.proposal_id AND a.unit_id = t.unit_id), '')"
	ownCalled    = "'第 ' || g.number || ' 组的评委「' || r.name || '」在被评议的「' || u.name || '」工作，没有注明回避'"
	targetFault  = "CASE WHEN p.deleted_at <> '' THEN '已经删除' WHEN p.conclusion <> '立案' THEN '没有立案' ELSE '不由「' || u.name || '」承办' END"
	targetFaulty = `(p.deleted_at <> '' OR p.conclusion <> '立案' OR NOT EXISTS (SELECT 1 FROM assignment a WHERE a.proposal_id = p.id AND a.unit_id = u.id UNION ALL SELECT 1 FROM assignment_past h JOIN assignment a ON a.id = h.assignment_id
		WHERE a.proposal_id = p.id AND h.unit_id = u.id))`
)

// ownJudged chooses raters and their own units, but for those of which they left out their sheet: where they worked when they handed it in, by the end
// of a day, which is SQL, where they did not.
func ownJudged(end string) string {
	handedIn := "(SELECT strftime('%Y-%m-%dT%H:%M:%fZ', min(s.submitted_on), '+1 day', 'utc') FROM score_sheet s WHERE s.target_id = t.id AND s.rater_id = r.id AND s.submitted_on <> '')"
	return ` FROM evaluation_target t JOIN panel g ON g.id = t.panel_id JOIN evaluation e ON e.id = g.evaluation_id
		JOIN unit u ON u.id = t.unit_id JOIN rater r ON r.panel_id = g.id JOIN person q ON q.id = r.person_id
		WHERE e.deleted_at = '' AND r.excused = 0 AND ` + roster.WorkplaceBy("q", "min("+end+", COALESCE("+handedIn+", "+end+"))") + ` IN (SELECT c.name FROM unit_call c WHERE c.unit_id = u.id AND c.name <> '')
		AND NOT EXISTS (SELECT 1 FROM score_sheet s WHERE s.target_id = t.id AND s.rater_id = r.id AND s.void = 1 AND s.note LIKE '%回避%')`
}

var evaluationsHold = []record.Rule{{
	Name: "评分方案的权重合计 100%", Of: "SELECT count(DISTINCT e.rubric_id) FROM evaluation e WHERE " + ofYear + " AND EXISTS (SELECT 1 FROM rubric_indicator i JOIN rubric b ON b.id = i.rubric_id AND b.summing = '按权重' WHERE i.rubric_id = e.rubric_id AND i.manner = '打分')",
	Broken: `SELECT e.id, '「' || e.name || '」所用方案的权重合计 ' || (sum(i.weight) / 10.0) || '%' FROM evaluation e JOIN rubric b ON b.id = e.rubric_id AND b.summing = '按权重' JOIN rubric_indicator i ON i.rubric_id = e.rubric_id AND i.manner = '打分'
		WHERE ` + ofYear + ` GROUP BY e.id HAVING sum(i.weight) <> 1000 AND NOT (min(i.weight) = max(i.weight) AND abs(sum(i.weight) - 1000) * 2 <= count(*)) ORDER BY e.id`,
}}

var panelsHold = []record.Rule{
	{
		Name: "评议的是已立案的提案和它的承办单位", Of: "SELECT count(*)" + targetsOfYear,
		Broken: "SELECT g.id, " + targetCalled + " || " + targetFault + targetsOfYear + " AND " + targetFaulty + " ORDER BY g.number, p.number",
	},
	{
		Name: "评委不评自己的单位", Of: "SELECT count(*) FROM rater r JOIN panel g ON g.id = r.panel_id JOIN evaluation e ON e.id = g.evaluation_id WHERE " + ofYear,
		Broken: "SELECT g.id, " + ownCalled + ownJudged("?3") + " AND" + ofYear + " GROUP BY r.id ORDER BY g.number, r.name",
	},
	{
		Name: "评分表收齐，没有作废的", Of: "SELECT count(*) FROM rater r JOIN evaluation_target t ON t.panel_id = r.panel_id JOIN panel g ON g.id = r.panel_id JOIN evaluation e ON e.id = g.evaluation_id WHERE " + ofYear + " AND r.excused = 0 AND " + rates,

		Open: "SELECT g.id, " + targetCalled + ` || '还差 ' || count(*) || ' 张评分表' FROM evaluation_target t JOIN panel g ON g.id = t.panel_id JOIN evaluation e ON e.id = g.evaluation_id JOIN unit u ON u.id = t.unit_id LEFT JOIN proposal p ON p.id = t.proposal_id
			JOIN rater r ON r.panel_id = g.id AND r.excused = 0 AND ` + rates + ` WHERE ` + ofYear + `
			AND NOT EXISTS (SELECT 1 FROM score_sheet s WHERE s.target_id = t.id AND s.rater_id = r.id AND s.submitted_on <= ?1) GROUP BY t.id UNION ALL
			SELECT g.id, ` + targetCalled + ` || '作废 ' || count(*) || ' 张评分表' || CASE WHEN NOT EXISTS (SELECT 1 FROM score_sheet c WHERE c.target_id = t.id AND c.void = 0 AND c.submitted_on <= ?1) THEN '，没有一张计入' ELSE '' END
			FROM evaluation_target t JOIN panel g ON g.id = t.panel_id JOIN evaluation e ON e.id = g.evaluation_id JOIN unit u ON u.id = t.unit_id LEFT JOIN proposal p ON p.id = t.proposal_id
			JOIN rater r ON r.panel_id = g.id AND r.excused = 0 AND ` + rates + ` JOIN score_sheet s ON s.target_id = t.id AND s.rater_id = r.id AND s.void = 1 AND s.submitted_on <= ?1 AND EXISTS (SELECT 1 FROM score x WHERE x.sheet_id = s.id)
			WHERE ` + ofYear + ` GROUP BY t.id`,
	},
	{
		Name: "每个评议小组有评委和评议对象", Of: "SELECT count(*)" + panelsOfYear,
		Open: "SELECT g.id, '第 ' || g.number || ' 组没有' || CASE WHEN NOT EXISTS (SELECT 1 FROM rater r WHERE r.panel_id = g.id) THEN '评委' ELSE '评议对象' END" + panelsOfYear + `
			AND (NOT EXISTS (SELECT 1 FROM rater r WHERE r.panel_id = g.id) OR NOT EXISTS (SELECT 1 FROM evaluation_target t WHERE t.panel_id = g.id)) ORDER BY g.number`,
	},
}

var scoresHold = []record.Rule{
	{
		Name: "得分不超过满分", Of: "SELECT count(*) FROM score x WHERE x.sheet_id IN (SELECT s.id" + sheetsThen + ")",
		Broken: "SELECT s.id, " + sheetCalled + " || '「' || i.name || '」得 ' || (x.points / 100.0) || ' 分，满分 ' || (i.marks / 100.0) || ' 分'" + pointsThen + " AND i.manner = '打分' AND x.points > i.marks ORDER BY s.id",
	},
	{
		Name: "得分的指标是方案里的", Of: "SELECT count(*) FROM score x WHERE x.sheet_id IN (SELECT s.id" + sheetsThen + ")",
		Broken: "SELECT s.id, " + sheetCalled + " || '有别的方案的指标「' || i.name || '」'" + pointsThen + " AND i.rubric_id <> e.rubric_id ORDER BY s.id",
	},
	{
		Name: "有效的评分表不漏项", Of: "SELECT count(*)" + sheetsThen + " AND s.void = 0",
		Broken: "SELECT s.id, " + sheetCalled + " || '漏 ' || (SELECT count(*) FROM rubric_indicator i WHERE i.rubric_id = e.rubric_id AND " + asked + " AND NOT EXISTS (SELECT 1 FROM score x WHERE x.sheet_id = s.id AND x.indicator_id = i.id)) || ' 项'" + sheetsThen + ` AND s.void = 0
			AND EXISTS (SELECT 1 FROM rubric_indicator i WHERE i.rubric_id = e.rubric_id AND ` + asked + " AND NOT EXISTS (SELECT 1 FROM score x WHERE x.sheet_id = s.id AND x.indicator_id = i.id)) ORDER BY s.id",
	},
	{
		Name: "评分表是本组评委的", Of: "SELECT count(*)" + sheetsThen,
		Broken: "SELECT s.id, " + sheetCalled + " || CASE WHEN r.panel_id <> g.id THEN '是别组评委的' ELSE '是回避的评委的，没有作废' END" + sheetsThen + " AND (r.panel_id <> g.id OR r.excused = 1 AND s.void = 0) ORDER BY s.id",
	},
	{
		Name: "评分表在答复以后，评委没有去世", Of: "SELECT count(*)" + sheetsThen + " AND s.void = 0",
		Broken: "SELECT s.id, " + sheetCalled + " || '交于 ' || s.submitted_on || CASE WHEN " + deadRater + " THEN '，评委在这以前已去世' ELSE '，早于答复日期 ' || " + repliedFirst + " END" + sheetsThen + " AND s.void = 0 AND s.submitted_on <> '' AND (" + deadRater + " OR s.submitted_on < " + repliedFirst + ") ORDER BY s.id",
	},
	{
		Name: "交表日期不晚于今天", Of: "SELECT count(*)" + sheetsThen,
		Broken: "SELECT s.id, " + sheetCalled + " || '的交表日期 ' || s.submitted_on || ' 还没有到' FROM score_sheet s" + sheetsOfYear + " AND s.submitted_on > ?2 ORDER BY s.id",
	},
}

// Pieces of the queries on votes: the rounds held by the day that were not voided, and how many ballots of one were typed in at first and spoiled.
const (
	roundsThen   = " FROM ballot_round o JOIN evaluation e ON e.id = o.evaluation_id WHERE e.year = ?0 AND e.deleted_at = '' AND o.held_on <= ?1 AND o.void_why = ''"
	roundCalled  = "'「' || e.name || '」第 ' || o.number || ' 轮'"
	lockedBefore = "EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = o.id AND k.locked_on < o.held_on)"
	typedFirst   = "(SELECT count(*) FROM ballot b WHERE b.round_id = o.id AND b.pass = 1)"
	roundLocked  = "EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = o.id AND k.locked_on <= ?1 AND (k.unlocked_on = '' OR k.unlocked_on > ?1))"
	spoilt       = "(SELECT count(*) FROM ballot b WHERE b.round_id = o.id AND b.pass = 1 AND b.spoiled = 1)"
)

var roundsHold = []record.Rule{
	{
		Name: "票决到会过半数，收回不超过发出", Of: "SELECT count(*)" + roundsThen,
		Broken: "SELECT o.id, " + roundCalled + " || CASE WHEN o.due > 0 AND o.present * 2 <= o.due THEN '应到 ' || o.due || ' 人，实到 ' || o.present || ' 人，没有过半数' WHEN o.returned > o.issued THEN '收回 ' || o.returned || ' 张，多于发出 ' || o.issued || ' 张' WHEN o.issued > o.present THEN '发出 ' || o.issued || ' 张，多于实到 ' || o.present || ' 人' ELSE '无效 ' || o.spoiled || ' 张，多于收回 ' || o.returned || ' 张' END" + roundsThen + `
			AND (o.due > 0 AND o.present * 2 <= o.due OR o.returned > o.issued OR o.issued > o.present OR o.spoiled > o.returned) ORDER BY o.id`,
	},
	{
		Name: "锁定的票决录入与收回、无效票数相符", Of: "SELECT count(*)" + roundsThen + " AND " + roundLocked,
		Broken: "SELECT o.id, " + roundCalled + " || '收回 ' || o.returned || ' 张、无效 ' || o.spoiled || ' 张，录入 ' || " + typedFirst + " || ' 张、无效 ' || " + spoilt + " || ' 张'" + roundsThen + `
			AND ` + roundLocked + ` AND (o.returned <> ` + typedFirst + " OR o.spoiled <> " + spoilt + ") ORDER BY o.id",
		Open: "SELECT o.id, " + roundCalled + " || '还没有锁定计票'" + roundsThen + " AND NOT " + roundLocked + " ORDER BY o.id",
	},
	{
		Name: "票决的日期在年度以内，锁定不早于票决", Of: "SELECT count(*) FROM ballot_round o JOIN evaluation e ON e.id = o.evaluation_id WHERE e.year = ?0 AND e.deleted_at = '' AND o.held_on <= ?1",
		Broken: "SELECT o.id, " + roundCalled + " || CASE WHEN o.held_on > ?2 THEN '的日期 ' || o.held_on || ' 还没有到' WHEN " + lockedBefore + " THEN '于 ' || (SELECT min(k.locked_on) FROM result_lock k WHERE k.round_id = o.id) || ' 锁定，早于票决 ' || o.held_on ELSE '的日期 ' || o.held_on || ' 不在 ' || e.year || ' 年' END" + ` FROM ballot_round o JOIN evaluation e ON e.id = o.evaluation_id
			WHERE e.year = ?0 AND e.deleted_at = '' AND (o.held_on > ?2 OR substr(o.held_on, 1, 4) <> CAST(e.year AS TEXT) OR ` + lockedBefore + `) ORDER BY o.id`,
	},
	{
		Name: "一录、二录由两个人录", Of: "SELECT count(*) FROM ballot b WHERE b.pass = 2 AND b.round_id IN (SELECT o.id" + roundsThen + ")",
		Broken: "SELECT o.id, " + roundCalled + ` || '的 ' || count(*) || ' 张票两次都由「' || a.entered_by || '」录入' FROM ballot a JOIN ballot b ON b.round_id = a.round_id AND b.number = a.number AND b.pass = 2 AND b.entered_by = a.entered_by
			JOIN ballot_round o ON o.id = a.round_id JOIN evaluation e ON e.id = o.evaluation_id WHERE a.pass = 1 AND e.year = ?0 AND e.deleted_at = '' AND o.held_on <= ?1 AND o.void_why = '' GROUP BY o.id, a.entered_by ORDER BY o.id`,
	},
	{
		Name: "选票选的是本方案的选项、本次的对象", Of: "SELECT count(*) FROM ballot_mark m JOIN ballot b ON b.id = m.ballot_id WHERE b.round_id IN (SELECT o.id" + roundsThen + ")",
		Broken: "SELECT o.id, " + roundCalled + " || '第 ' || b.number || ' 号票选了「' || p.name || '」，不是这次评议的'" + ` FROM ballot_mark m JOIN ballot b ON b.id = m.ballot_id JOIN ballot_round o ON o.id = b.round_id JOIN evaluation e ON e.id = o.evaluation_id
			JOIN rubric_option p ON p.id = m.option_id JOIN ballot_target t ON t.id = m.target_id
			WHERE e.year = ?0 AND e.deleted_at = '' AND o.held_on <= ?1 AND o.void_why = '' AND (p.rubric_id <> e.rubric_id OR t.evaluation_id <> e.id) ORDER BY o.id, b.number`,
	},
}
