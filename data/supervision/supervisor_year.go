package supervision

import (
	"context"
	"fmt"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// SupervisorYear is what a supervisor of a group did in a year.
type SupervisorYear struct {
	ID                        int64 // of the supervisor
	Name, Group               string
	Visits, Findings, Adopted int // those he took part in, those he made, those of them adopted
	Directs                   int // items of the 直通车
	Enough                    bool

	Points               int
	Reckoned, Grade, Why string // Grade is the office's where it gave one, else the reckoned
}

// SupervisorYears are the supervisors who were in a group of the year by the day, by group and as they came, with what they did until the day.
func SupervisorYears(ctx context.Context, db bun.IDB, year int, day string) (all []SupervisorYear, err error) {
	today := store.QuoteText(day)
	criteria := supervisorCriteria(today)
	visited := criteria[0].count()
	direct, by := directsBy(today), findingBy(today)
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var s SupervisorYear
		var number int
		err := scan(&s.ID, &s.Name, &number, &s.Visits, &s.Findings, &s.Adopted, &s.Directs, &s.Enough, &s.Points, &s.Reckoned, &s.Grade, &s.Why)
		s.Group = strconv.Itoa(number)
		all = append(all, s)
		return err
	}, "SELECT y.id, y.name, y.number, y.visits, y.findings, y.adopted, y.directs, y.enough, y.points, "+gradeOf("y.points")+", COALESCE(w.grade, "+gradeOf("y.points")+"), COALESCE(w.grade_why, '') FROM (SELECT s.id, "+roster.PersonTitle+" AS name, g.number, ("+
		visited+") AS visits, (SELECT count(*) "+by+") AS findings, (SELECT count(*) "+by+" AND f.outcome = '"+Adopted+"' AND f.settled_on <= "+today+") AS adopted, "+direct+" AS directs, "+
		findingsBy(today)+" >= "+findingsExpected+" AS enough, "+scoreOf("监督员", criteria)+` AS points
		FROM supervisor s JOIN person p ON p.id = s.person_id JOIN supervision_group g ON g.year = ?0 AND g.deleted_at = ''
			AND g.number = `+groupOf("s.id", "?0", today)+`
		WHERE s.deleted_at = '') y LEFT JOIN supervisor_review w ON w.supervisor_id = y.id AND w.year = ?0 AND w.graded_on <= `+today+" ORDER BY y.number, y.id", year)
	if err != nil {
		return nil, fmt.Errorf("supervisors at work in %d: %w", year, err)
	}
	return all, nil
}

// groupOf is the SQL of the number of the group of a year that a supervisor stands under on a day: the first of those he is in, else the one he left last; NULL
// where he was in none by then.
func groupOf(supervisor, year, day string) string {
	return "(SELECT o.number FROM supervision_group o JOIN group_member m ON m.group_id = o.id WHERE o.year = " + year + " AND o.deleted_at = '' AND o.from_on <= " + day + " AND m.supervisor_id = " + supervisor +
		" AND m.from_on <= " + day + " ORDER BY CASE WHEN " + roster.InForce("m", day) + " THEN '9999-12-31' ELSE m.to_on END DESC, o.number LIMIT 1)"
}

// DirectsByOthers counts the items of the year reported until the day by people who had been in no group of it by then: members of the committee, others.
func DirectsByOthers(ctx context.Context, db bun.IDB, year int, day string) (int64, error) {
	today := store.QuoteText(day)
	return store.LookUp(ctx, db, "SELECT count(*) FROM direct_item d WHERE d.year = ?0 AND d.deleted_at = '' AND d.on_date <= "+today+` AND NOT EXISTS (SELECT 1 FROM supervisor s
		WHERE s.person_id = d.person_id AND s.deleted_at = '' AND `+groupOf("s.id", "?0", today)+" IS NOT NULL)", year)
}

// supervisorCriteria are what a supervisor s is rated by on a day, in the year of a group g.
func supervisorCriteria(day string) []criterion {
	return []criterion{
		{"visits", Visits, "v.id", "FROM visit_person w JOIN visit v ON v.id = w.visit_id WHERE w.supervisor_id = s.id AND v.year = g.year AND v.deleted_at = '' AND v.on_date <= " + day, ""},
		{"findings", Findings, "f.id", findingBy(day), ""},
		{"directs", Directs, "d.id", directBy(day), ""},
	}
}

// SupervisorScore explains the points of a review of SupervisorReviews as of the day (YYYY-MM-DD), as GroupScore does.
func SupervisorScore(ctx context.Context, db bun.IDB, review int64, day string) ([]measure.Figure, error) {
	of := fmt.Sprintf("(SELECT year, supervisor_id FROM supervisor_review WHERE id = %d) g", review)
	if review < 0 {
		of = fmt.Sprintf("(SELECT %d AS year, %d AS supervisor_id) g", -review/perYear, -review%perYear)
	}
	return explained(ctx, db, "监督员", of+" CROSS JOIN supervisor s ON s.id = g.supervisor_id", supervisorCriteria(store.QuoteText(day)))
}
