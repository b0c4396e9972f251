package supervision

import (
	"context"
	"fmt"
	"strconv"

	"github.com/uptrace/bun"

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
}

// SupervisorYears are the supervisors who were in a group of the year by the day, by group and as they came, with what they did until the day.
func SupervisorYears(ctx context.Context, db bun.IDB, year int, day string) (all []SupervisorYear, err error) {
	today := store.QuoteText(day)
	by := "FROM visit_finding f JOIN visit v ON v.id = f.visit_id WHERE f.supervisor_id = s.id AND v.year = g.year AND v.deleted_at = '' AND v.on_date <= " + today
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var s SupervisorYear
		var number int
		err := scan(&s.ID, &s.Name, &number, &s.Visits, &s.Findings, &s.Adopted, &s.Directs, &s.Enough)
		s.Group = strconv.Itoa(number)
		all = append(all, s)
		return err
	}, `SELECT s.id, `+roster.PersonTitle+`, g.number,
		(SELECT count(*) FROM visit_person w JOIN visit v ON v.id = w.visit_id WHERE w.supervisor_id = s.id AND v.year = g.year AND v.deleted_at = '' AND v.on_date <= `+today+`),
		(SELECT count(*) `+by+`), (SELECT count(*) `+by+` AND f.outcome = '`+Adopted+`' AND f.settled_on <= `+today+`),
		(SELECT count(*) FROM direct_item d WHERE d.person_id = s.person_id AND d.year = g.year AND d.deleted_at = '' AND d.on_date <= `+today+`),
		`+findingsBy(today)+` >= `+findingsExpected+`
		FROM supervisor s JOIN person p ON p.id = s.person_id JOIN supervision_group g ON g.year = ?0 AND g.deleted_at = ''
			AND g.number = (SELECT min(o.number) FROM supervision_group o JOIN group_member m ON m.group_id = o.id WHERE o.year = ?0 AND o.deleted_at = '' AND m.supervisor_id = s.id AND m.from_on <= `+today+`)
		WHERE s.deleted_at = '' ORDER BY g.number, s.id`, year)
	if err != nil {
		return nil, fmt.Errorf("supervisors at work in %d: %w", year, err)
	}
	return all, nil
}
