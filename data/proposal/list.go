package proposal

import (
	"context"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// Search finds proposals of the year (0: all years) whose title or body holds the words.
func Search(ctx context.Context, db bun.IDB, words string, year int) ([]int64, error) {
	match := fold.Query(words)
	if match == "" {
		return nil, nil
	}
	if year == 0 {
		return store.IDs(ctx, db, "SELECT rowid FROM proposal_search WHERE proposal_search MATCH ?", match)
	}
	return store.IDs(ctx, db, `SELECT f.rowid FROM proposal_search f JOIN proposal p ON p.id = f.rowid JOIN session s ON s.id = p.session_id
		WHERE proposal_search MATCH ? AND s.year = ?`, match, year)
}

// Evidenced ends the text of a node of the tracking that keeps files, as （3 个附件）.
const Evidenced = " 个附件）"

// evidence is the SQL of how many files node n keeps, "" for none.
const evidence = "COALESCE((SELECT '（' || count(*) || '" + Evidenced + "' FROM attachment t WHERE t.tbl = 'tracking_node' AND t.row_id = n.id AND t.deleted_at = '' HAVING count(*) > 0), '')"

// Milestone is one thing that happened to a proposal, or has to.
type Milestone struct {
	On   string
	Text string
	Open bool // still to come
}

// CourseOf is the way of one proposal so far (经过), in the order of the dates, and behind it what has still to be; what is of one day by round, in each by what comes before what
// (交办, 签收, 申退, 改派, 面商, 答复, 反馈), then as it was entered. Work handed over on the day on which other work was let go was handed on (改派) where that had been handed over
// before, or leads in its place; else it was given together with it.
func CourseOf(ctx context.Context, db bun.IDB, id int64) ([]Milestone, error) {
	var milestones []Milestone
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var s Milestone
		err := scan(&s.On, &s.Text, &s.Open)
		s.Text = strings.TrimSpace(s.Text)
		milestones = append(milestones, s)
		return err
	}, `
		WITH stage AS (
			SELECT w.was_id AS id, w.assignment_id AS becomes, x.round, w.role, w.unit_id, w.assigned_on, w.extended_to, w.extended_on, w.extended_by, w.extended_why, w.returned_on, w.until_on
			FROM assignment_past w JOIN assignment x ON x.id = w.assignment_id WHERE x.proposal_id = ?0
			UNION ALL SELECT id, id, round, role, unit_id, assigned_on, extended_to, extended_on, extended_by, extended_why, returned_on, '9999-12-31' FROM assignment WHERE proposal_id = ?0),
		review AS (SELECT id, conclusion, reviewed_on, number, until_on, reasons, opinion FROM review_past WHERE proposal_id = ?0
			UNION ALL SELECT 0, conclusion, reviewed_on, number, '9999-12-31', '', COALESCE((SELECT v.opinion FROM proposal_review v WHERE v.proposal_id = ?0 AND v.stage = '审定'), '') FROM proposal WHERE id = ?0),
		reviewed AS ( -- each with the one that came in its place
			SELECT *, lead(conclusion) OVER later AS next, lead(reviewed_on) OVER later AS next_on, lead(number) OVER later AS next_number, lead(opinion) OVER later AS next_opinion FROM review WINDOW later AS (ORDER BY until_on, id)),
		given AS ( -- work as it was handed over; again is the day on which it was once another was let go (改派)
			SELECT a.id, a.round, a.role, a.unit_id, a.assigned_on, CASE WHEN EXISTS (SELECT 1 FROM stage e WHERE e.id = a.id AND e.becomes = a.becomes AND e.until_on < a.until_on)
				OR EXISTS (SELECT 1 FROM assignment l WHERE l.proposal_id = ?0 AND l.round = a.round AND l.id <> a.id AND l.returned_on <> '' AND l.returned_on <= a.assigned_on
					AND (l.assigned_on < a.assigned_on OR l.id < a.id AND l.role = '主办' AND a.role = '主办')) THEN a.assigned_on ELSE '' END AS again
			FROM stage a WHERE NOT EXISTS (SELECT 1 FROM stage e WHERE e.id = a.id AND e.becomes = a.becomes AND e.role = a.role AND e.until_on < a.until_on))
		SELECT on_date, text, open FROM (
		SELECT received_on AS on_date, '收件' || CASE WHEN serial <> '' THEN ' · 流水号 ' || serial ELSE '' END AS text, 0 AS open, 0 AS round, 0 AS place, 0 AS entered
			FROM proposal WHERE id = ?0
		UNION ALL SELECT v.on_date, v.stage || ' ' || v.reviewer || CASE WHEN v.conclusion <> '' THEN ' 建议' || v.conclusion ELSE '' END || ' ' || replace(v.opinion, char(10), '；'), 0, 0, CASE v.stage WHEN '初审' THEN 1 ELSE 2 END, v.id
			FROM proposal_review v WHERE v.proposal_id = ?0 AND v.stage <> '审定'
		UNION ALL SELECT reviewed_on, '审查 ' || conclusion || CASE WHEN number IS NOT NULL THEN '，案号 ' || number ELSE '' END
			|| COALESCE((SELECT ' ' || replace(v.opinion, char(10), '；') FROM proposal_review v WHERE v.proposal_id = ?0 AND v.stage = '审定' AND v.opinion <> ''), ''), 0, 0, 3.7, 0
			FROM proposal WHERE id = ?0 AND conclusion <> ''
		UNION ALL SELECT reviewed_on, '审查 ' || conclusion || CASE WHEN number IS NOT NULL THEN '，案号 ' || number ELSE '' END || CASE WHEN reasons <> '' THEN ' ' || reasons ELSE '' END
			|| CASE WHEN opinion <> '' THEN ' ' || replace(opinion, char(10), '；') ELSE '' END, 0, 0, 3, id
			FROM reviewed WHERE id <> 0 AND (next <> conclusion OR next_on <> reviewed_on OR next = '退回修改' AND next_opinion <> opinion)
		UNION ALL SELECT until_on, CASE conclusion WHEN '并案' THEN '解除并案' ELSE '重新提交' END, 0, 0, 3.5, id
			FROM reviewed WHERE id <> 0 AND (conclusion = '并案' AND next <> '并案' OR conclusion = '退回修改' AND (next = '' OR next_on > until_on))
		UNION ALL SELECT until_on, '更正案号 ' || number || ' 改为 ' || next_number, 0, 0, 3.6, id FROM reviewed WHERE id <> 0 AND next_number <> number
		UNION ALL SELECT min(a.assigned_on), CASE WHEN a.again <> '' THEN '改派 ' WHEN a.round > 1 THEN '重新办理（第 ' || a.round || ' 轮） ' ELSE '交办 ' END || group_concat(a.role || ' ' || u.name, '、'
			ORDER BY a.role = '会办', a.id) || COALESCE((SELECT '（第 ' || h.number || ' 批交办会' || CASE h.place WHEN '' THEN '' ELSE '，' || h.place END || '）' FROM handover h
			JOIN proposal p ON p.id = ?0 JOIN session s ON s.id = p.session_id AND s.year = h.year WHERE a.round = 1 AND a.again = '' AND h.held_on = (SELECT min(x.assigned_on) FROM answering x WHERE x.proposal_id = ?0 AND x.round = 1)), ''), 0, a.round, CASE a.again WHEN '' THEN 2 ELSE 4.4 END, 0
			FROM given a JOIN unit u ON u.id = a.unit_id GROUP BY a.round, a.again
		UNION ALL SELECT a.assigned_on, '评议低分 ' || u.name || ' 「' || e.name || '」' || a.evaluation_score || CASE WHEN h.id = u.id THEN '，送去重新办理'
			ELSE '，' || u.name || '已于 ' || u.to_on || ' 并入' || h.name || '，由其重新办理' END, 0, a.round, 1, a.id
			FROM assignment a JOIN unit u ON u.id = a.evaluation_unit_id JOIN evaluation e ON e.id = a.evaluation_id JOIN unit h ON h.id = `+roster.SuccessorSQL("u.id", "a.assigned_on")+` WHERE a.proposal_id = ?0
		UNION ALL SELECT DISTINCT a.until_on, '移交 ' || u.name || ' 并入 ' || s.name || '，由其接着办理', 0, a.round, 3, 0 FROM stage a
			JOIN unit u ON u.id = a.unit_id AND u.to_on = a.until_on JOIN unit s ON s.id = u.successor_id
		UNION ALL SELECT a.accepted_on, '签收 ' || u.name, 0, a.round, CASE WHEN EXISTS (SELECT 1 FROM given g WHERE g.id = a.id AND g.again <> '') THEN 4.6 ELSE 3 END, a.id FROM assignment a JOIN unit u ON u.id = a.unit_id WHERE a.proposal_id = ?0 AND a.accepted_on <> ''
		UNION ALL SELECT a.asked_on, '申退 ' || u.name || ' ' || replace(a.asked_why, char(10), '；'), 0, a.round, 4, a.id FROM assignment a JOIN unit u ON u.id = a.unit_id WHERE a.proposal_id = ?0 AND a.asked_on <> ''
		UNION ALL SELECT a.kept_on, '驳回申退 ' || u.name, 0, a.round, 4.2, a.id FROM assignment a JOIN unit u ON u.id = a.unit_id WHERE a.proposal_id = ?0 AND a.kept_on <> ''
		UNION ALL SELECT a.returned_on, '同意申退 ' || u.name, 0, a.round, 4.3, a.id FROM assignment a JOIN unit u ON u.id = a.unit_id WHERE a.proposal_id = ?0 AND a.returned_on <> ''
		UNION ALL SELECT a.extended_on, '延期 ' || u.name || ' 至 ' || a.extended_to || CASE WHEN a.extended_by <> '' THEN '，' || a.extended_by || '批准' ELSE '' END || CASE WHEN a.extended_why <> '' THEN '：' || a.extended_why ELSE '' END, 0, a.round, 4.5, a.id FROM stage a JOIN unit u ON u.id = a.unit_id WHERE a.extended_on <> ''
			AND NOT EXISTS (SELECT 1 FROM stage e WHERE e.becomes = a.becomes AND e.extended_on = a.extended_on AND e.extended_to = a.extended_to AND e.until_on < a.until_on)
		UNION ALL SELECT c.on_date, '面商 ' || c.mode || ' ' || c.people, 0,
			COALESCE((SELECT max(a.round) FROM assignment a WHERE a.proposal_id = ?0 AND a.assigned_on < c.on_date), 1), 5, c.id FROM consultation c WHERE c.proposal_id = ?0
		UNION ALL SELECT m.on_date, '催办 ' || u.name || ' ' || m.mode || CASE WHEN m.person <> '' THEN ' ' || m.person ELSE '' END, 0,
			COALESCE((SELECT max(a.round) FROM assignment a WHERE a.proposal_id = ?0 AND a.assigned_on <= m.on_date), 1), 5, m.id
			FROM reminder m JOIN unit u ON u.id = m.unit_id WHERE m.proposal_id = ?0
		UNION ALL SELECT d.sent_on, '答复送审 ' || u.name || ' ' || d.result_class || ' 类 ' || d.doc_number, 0, d.round, 6, d.id FROM reply_draft d JOIN unit u ON u.id = d.unit_id WHERE d.proposal_id = ?0
		UNION ALL SELECT d.judged_on, '答复退回 ' || u.name || ' ' || replace(d.reason, char(10), '；'), 0, d.round, 6, d.id FROM reply_draft d JOIN unit u ON u.id = d.unit_id WHERE d.proposal_id = ?0 AND d.outcome = '退回'
		UNION ALL SELECT a.replied_on, '答复 ' || u.name || ' ' || a.result_class || ' 类 ' || a.doc_number, 0, a.round, 6, r.id
			FROM answering a JOIN unit u ON u.id = a.unit_id JOIN reply r ON r.assignment_id = a.id WHERE a.proposal_id = ?0 AND a.replied_on <> ''
		UNION ALL SELECT a.replied_on, '主案答复 ' || u.name || ' ' || a.result_class || ' 类 ' || a.doc_number, 0, a.round, 6, r.id
			FROM proposal m JOIN answering a ON a.proposal_id = m.merged_into JOIN unit u ON u.id = a.unit_id JOIN reply r ON r.assignment_id = a.id
			WHERE m.id = ?0 AND m.conclusion = '并案' AND a.replied_on <> ''
		UNION ALL SELECT f.returned_on, '反馈 ' || CASE WHEN q.id IS NULL OR q.ordinal = 1 AND q.proposal_id = f.proposal_id THEN '' ELSE q.name || ' ' END
			|| '办理工作' || f.attitude || '、办理结果' || f.result, 0, f.round, 7, f.id
			FROM feedback f LEFT JOIN proposal_proposer q ON q.id = f.proposer_id WHERE f.proposal_id = ?0 OR q.proposal_id = ?0
		UNION ALL SELECT a.silent_on, '到期未反馈 ' || u.name, 0, a.round, 7.5, a.id FROM assignment a JOIN unit u ON u.id = a.unit_id WHERE a.proposal_id = ?0 AND a.silent_on <> ''
		UNION ALL SELECT p.made_on, '承诺 ' || u.name || ' ' || p.text || CASE WHEN p.due_on <> '' THEN '，' || p.due_on || ' 前落实' ELSE '' END, 0, 99, 8, p.id
			FROM promise p JOIN unit u ON u.id = p.unit_id WHERE p.proposal_id = ?0 AND p.made_on <> ''
		UNION ALL SELECT p.settled_on, p.outcome || ' ' || p.text, 0, 99, 9, p.id FROM promise p WHERE p.proposal_id = ?0 AND p.settled_on <> ''
		UNION ALL SELECT v.on_date, '回头看 ' || v.finding || COALESCE(' ' || u.name, '') || CASE v.mode WHEN '' THEN '' ELSE ' ' || v.mode END || CASE v.people WHEN '' THEN '' ELSE ' ' || v.people END
			|| CASE v.note WHEN '' THEN '' ELSE ' ' || replace(v.note, char(10), '；') END, 0, 99, 8.5, v.id FROM revisit v LEFT JOIN unit u ON u.id = v.unit_id WHERE v.proposal_id = ?0
		UNION ALL SELECT p.due_on, '承诺时限 ' || u.name || ' ' || p.text, 1, 0, 9, p.id FROM promise p JOIN unit u ON u.id = p.unit_id
			WHERE p.proposal_id = ?0 AND p.settled_on = '' AND p.due_on <> ''
		UNION ALL SELECT n.done_on, '跟踪 ' || n.kind || ' ' || n.person || ' ' || replace(n.note, char(10), '；') || `+evidence+`, 0, 50, 9, n.id FROM tracking_node n WHERE n.proposal_id = ?0 AND n.done_on <> ''
		UNION ALL SELECT n.due_on, '跟踪 ' || n.kind || ' ' || n.person || `+evidence+`, 1, 50, 9, n.id FROM tracking_node n WHERE n.proposal_id = ?0 AND n.done_on = '' AND n.due_on <> ''
		UNION ALL SELECT archived_on, '归档 ' || archive_number, 0, 99, 10, 999999999 FROM proposal WHERE id = ?0 AND archived_on <> ''
		UNION ALL SELECT archived_on, '归档 ' || archive_number, 0, 99, 10, 2 * id FROM archive_past WHERE proposal_id = ?0
		UNION ALL SELECT opened_on, '重新打开 ' || replace(why, char(10), '；'), 0, 99, 10, 2 * id + 1 FROM archive_past WHERE proposal_id = ?0
		UNION ALL SELECT a.due_on, '答复期限 ' || u.name, 1, a.round, 8, a.id
			FROM answering a JOIN unit u ON u.id = a.unit_id WHERE a.proposal_id = ?0 AND a.replied_on = '' AND a.due_on <> ''
		) ORDER BY open, on_date, round, place, entered`, id)
	if err != nil {
		return nil, fmt.Errorf("course of proposal %d: %w", id, err)
	}
	open, err := toCome(ctx, db, id)
	return withOpen(milestones, open), err
}
