package datatest

import (
	"context"
	"fmt"
	"testing"

	"cppccdesk/data/store"
)

// What each year of ManyYears holds.
const (
	YearMembers    = 180
	YearActivities = 60 // each with all members
	YearGroups     = 22 // of four supervisors
	YearVisits     = 40 * YearGroups
	YearPoints     = 3 * YearVisits // of a letter for each visit, which found as many things
)

// ManyYears fills a store with years of supervision and activities, the last of which is 2026. Nine letters in ten are received and most of their points
// replied to and signed off; nine people in ten came.
func ManyYears(tb testing.TB, years int) *store.Store {
	tb.Helper()
	st := MustOpen(tb)
	statements := []string{
		"INSERT INTO term (id, ordinal, name, starts_on) VALUES (1, 10, '第十届', '2017-01-01')",
		"INSERT INTO unit (id, name) SELECT n, '县第' || n || '局' FROM n WHERE n <= 60",
		"INSERT INTO sector (id, term_id, name, sort) SELECT n, 1, '界别' || n, n FROM n WHERE n <= 16",
		"INSERT INTO person (id, name) SELECT n, '委员' || n FROM n WHERE n <= ?1",
		"INSERT INTO member (id, person_id, term_id, sector_id) SELECT id, id, 1, 1 + id % 16 FROM person",
		"INSERT INTO supervisor (id, person_id, from_on) SELECT id, id, '2017-01-01' FROM person WHERE id <= 98",
		"INSERT INTO supervision_group (id, year, number) SELECT n, 2026 - (n - 1) / ?2, 1 + (n - 1) % ?2 FROM n WHERE n <= ?0 * ?2",
		"INSERT INTO group_member (group_id, supervisor_id, role) SELECT g.id, 4 * g.number - n, CASE n WHEN 3 THEN '组长' WHEN 2 THEN '副组长' ELSE '成员' END FROM supervision_group g, (SELECT 0 AS n UNION SELECT n FROM n WHERE n < 4) m",
		"INSERT INTO group_unit (group_id, unit_id) SELECT id, number FROM supervision_group",
		`INSERT INTO visit (id, year, group_id, unit_id, form, on_date, place, content) SELECT 40 * (g.id - 1) + n, g.year, g.id, g.number, '派驻', date(g.year || '-02-01', (7 * n) || ' days'),
			'县第' || g.number || '局', '听取办理情况的汇报，查阅办理档案，走访服务窗口，与干部职工座谈' FROM supervision_group g, n WHERE n <= 40`,
		"INSERT INTO visit_person (visit_id, supervisor_id) SELECT v.id, m.supervisor_id FROM visit v JOIN group_member m ON m.group_id = v.group_id",
		`INSERT INTO visit_finding (visit_id, ordinal, kind, text, outcome, settled_on) SELECT v.id, n, CASE n WHEN 1 THEN '问题' ELSE '建议' END, '第' || n || '条：完善一次性告知和限时办结制度',
			CASE n WHEN 3 THEN '已采纳' ELSE '' END, CASE n WHEN 3 THEN date(v.on_date, '30 days') ELSE '' END FROM visit v, n WHERE n <= 3`,
		`INSERT INTO opinion_letter (id, year, number, title, group_id, unit_id, visit_id, submitted_on, leader, leader_on, approved_on, delivered_on, received_on, receiver, measures_due, due_on)
			SELECT id, year, 1 + (id - 1) % ?3, '关于改进第' || id || '件事的监督意见', group_id, unit_id, id, on_date, '李', on_date, on_date, on_date, CASE WHEN id % 10 THEN on_date ELSE '' END, '王',
			date(on_date, '1 month'), date(on_date, '3 months') FROM visit`,
		`INSERT INTO opinion_point (letter_id, ordinal, text, measure, measure_on, first_replied_on, replied_on, reply, accepted_on, looked_on, looked, closed_on)
			SELECT id, n, '第' || n || '条：完善一次性告知和限时办结制度', '成立专班，制定整改清单', date(on_date, '20 days'), date(on_date, '60 days'), date(on_date, '60 days'), '已完善',
			date(on_date, '70 days'), date(on_date, '80 days'), '整改到位', date(on_date, '90 days') FROM visit v, n WHERE n <= 3 AND v.id % 10 AND (v.id + n) % 8`,
		"INSERT INTO opinion_point (letter_id, ordinal, text) SELECT id, n, '第' || n || '条：完善一次性告知和限时办结制度' FROM visit v, n WHERE n <= 3 AND NOT (v.id % 10 AND (v.id + n) % 8)",
		`INSERT INTO activity (id, year, kind, title, started_on, finished_on, half_days) SELECT n, 2026 - (n - 1) / ?4, CASE n % 3 WHEN 0 THEN '座谈会' WHEN 1 THEN '专题调研' ELSE '视察' END,
			'第' || n || '次活动', date((2026 - (n - 1) / ?4) || '-01-10', (5 * ((n - 1) % ?4)) || ' days'), date((2026 - (n - 1) / ?4) || '-01-10', (5 * ((n - 1) % ?4)) || ' days'), 1 + n % 2
			FROM n WHERE n <= ?0 * ?4`,
		"INSERT INTO attendance (activity_id, person_id, state, speech) SELECT a.id, p.id, CASE (a.id + p.id) % 20 WHEN 0 THEN '缺席' WHEN 1 THEN '请假' ELSE '到会' END, CASE (a.id + p.id) % 20 WHEN 2 THEN '口头' ELSE '' END FROM activity a, person p",
	}
	err := st.Write(tb.Context(), "测试", "录入多年的监督和活动", func(ctx context.Context, tx *store.Tx) error {
		if _, err := tx.ExecContext(ctx, "CREATE TEMP TABLE n (n INTEGER PRIMARY KEY) STRICT"); err != nil {
			return fmt.Errorf("numbers: %w", err)
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO n WITH RECURSIVE i (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 1000) SELECT n FROM i"); err != nil {
			return fmt.Errorf("numbers: %w", err)
		}
		for _, statement := range statements {
			if _, err := tx.ExecContext(ctx, statement, years, YearMembers, YearGroups, YearVisits, YearActivities); err != nil {
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
