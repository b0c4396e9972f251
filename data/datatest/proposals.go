package datatest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// ManyProposals fills a store with n proposals of 1,800 characters, one in a thousand of which speaks of 雨污分流. Nine in ten are filed, and most of
// those assigned, answered and fed back on.
func ManyProposals(tb testing.TB, n int) *store.Store {
	tb.Helper()
	st := MustOpen(tb)
	body := strings.Repeat("关于加强老旧小区改造、方便群众停车出行的若干建议。", 72)
	statements := []string{
		"INSERT INTO term (id, ordinal, name, starts_on) VALUES (1, 10, '第十届', '2022-01-01')",
		"INSERT INTO session (id, term_id, ordinal, name, year) VALUES (1, 1, 5, '五次会议', 2026)",
		"INSERT INTO unit (id, name) WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 60) SELECT n, '县第' || n || '局' FROM i",
		"INSERT INTO person (id, name) WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 300) SELECT n, '委员' || n FROM i",
		"INSERT INTO member (id, person_id, term_id) SELECT id, id, 1 FROM person",
		`INSERT INTO proposal (id, session_id, number, serial, title, body, kind, timing, received_on, category, conclusion, reviewed_on)
			WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < ?0)
			SELECT n, 1, CASE WHEN n % 10 > 0 THEN n END, printf('%06d', n), '关于第 ' || n || ' 件事的建议', ?1 || CASE WHEN n % 1000 = 0 THEN '推进雨污分流。' ELSE '' END,
			CASE n % 3 WHEN 0 THEN '联名提案' WHEN 1 THEN '个人提案' ELSE '党派团体提案' END, '大会提案', '2026-01-20',
			(SELECT d.name FROM dictionary d WHERE d.kind = 'proposal_category' AND (SELECT count(*) FROM dictionary e WHERE e.kind = d.kind AND e.id < d.id) = n % 5), CASE WHEN n % 10 > 0 THEN '立案' ELSE '' END,
			CASE WHEN n % 10 > 0 THEN '2026-02-10' ELSE '' END FROM i`,
		"INSERT INTO proposal_proposer (proposal_id, ordinal, role, member_id, name) SELECT id, 1, '提案人', 1 + id % 300, '委员' || (1 + id % 300) FROM proposal",
		"INSERT INTO proposal_proposer (proposal_id, ordinal, role, member_id, name) SELECT id, 2, '联名', 1 + (id + 7) % 300, '委员' || (1 + (id + 7) % 300) FROM proposal WHERE id % 3 = 0",
		`INSERT INTO assignment (id, proposal_id, unit_id, round, role, assigned_on, due_on, due_rule) SELECT id, id, 1 + id % 60, 1, '主办', '2026-02-20',
			'2026-05-20', '自交办之日起三个月内答复，2026-02-20 起，至 2026-05-20' FROM proposal WHERE number IS NOT NULL`,
		"INSERT INTO assignment (proposal_id, unit_id, round, role, assigned_on) SELECT id, 1 + (id + 5) % 60, 1, '会办', '2026-02-20' FROM proposal WHERE number IS NOT NULL AND id % 4 = 0",
		"INSERT INTO reply (assignment_id, replied_on, result_class) SELECT id, CASE id % 7 WHEN 0 THEN '2026-06-01' ELSE '2026-05-01' END, substr('ABC', 1 + id % 3, 1) FROM assignment WHERE role = '主办' AND id % 20 > 0",
		"INSERT INTO consultation (proposal_id, on_date, mode) SELECT proposal_id, '2026-04-01', CASE id % 2 WHEN 0 THEN '面谈' ELSE '电话' END FROM assignment WHERE role = '主办'",
		`INSERT INTO feedback (proposal_id, proposer_id, round, returned_on, attitude, result, adoption)
			SELECT a.proposal_id, q.id, 1, '2026-06-10', '满意', CASE a.id % 9 WHEN 0 THEN '基本满意' ELSE '满意' END, '采纳'
			FROM assignment a JOIN reply y ON y.assignment_id = a.id JOIN proposal_proposer q ON q.proposal_id = a.proposal_id AND q.ordinal = 1`,
	}
	err := st.Write(tb.Context(), "测试", "录入提案", func(ctx context.Context, tx *store.Tx) error {
		for _, statement := range statements {
			if _, err := tx.ExecContext(ctx, statement, n, body); err != nil {
				return fmt.Errorf("%.60s: %w", statement, err)
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return st
}

// BareProposals reads eight columns of all proposals by one bare query, and counts them.
func BareProposals(tb testing.TB, db *bun.DB) (n int, err error) {
	tb.Helper()
	var id, number int64
	var texts [6]string
	return n, store.ScanRows(tb.Context(), db, func(scan func(...any) error) error {
		n++
		return scan(&id, &number, &texts[0], &texts[1], &texts[2], &texts[3], &texts[4], &texts[5])
	}, "SELECT id, COALESCE(number, 0), serial, title, kind, received_on, category, conclusion FROM proposal ORDER BY number")
}
