package roster

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// YearSupervisor is a 民主监督员 as he serves in a year.
type YearSupervisor struct {
	ID                                                                      int64
	Number, Name, Gender, BirthOn, Political, Workplace, Job, RecommendedBy string
	Group                                                                   int64 // number of his first group of the year, 0 without one
	Role, Units                                                             string
}

// YearSupervisors lists those who serve in the year as of the day (YYYY-MM-DD), or as of its end where the day is later: in one of its groups, or
// engaged for a time that has begun and is not over.
func YearSupervisors(ctx context.Context, db bun.IDB, year int, day string) ([]YearSupervisor, error) {
	var found []YearSupervisor
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var s YearSupervisor
		err := scan(&s.ID, &s.Number, &s.Name, &s.Gender, &s.BirthOn, &s.Political, &s.Workplace, &s.Job, &s.RecommendedBy, &s.Group, &s.Role, &s.Units)
		found = append(found, s)
		return err
	}, `SELECT v.id, v.number, p.name, p.gender, p.birth_on, p.political, p.workplace, p.job, v.recommended_by,
		COALESCE(g.number, 0), COALESCE(m.role, ''),
		COALESCE((SELECT group_concat(`+UnitNameSQL("x.unit_id", "?1")+`, '、' ORDER BY x.id) FROM group_unit x WHERE x.group_id = m.group_id AND `+OnDay+`), '')
		FROM supervisor v JOIN person p ON p.id = v.person_id
		LEFT JOIN group_member m ON m.id = (SELECT x.id FROM group_member x JOIN supervision_group y ON y.id = x.group_id
			WHERE x.supervisor_id = v.id AND `+OnDay+` AND y.year = ?0 AND y.from_on <= ?1 AND y.deleted_at = '' ORDER BY y.number, x.from_on DESC, x.id LIMIT 1)
		LEFT JOIN supervision_group g ON g.id = m.group_id
		WHERE v.deleted_at = '' AND p.deleted_at = '' AND (m.id IS NOT NULL
			OR NOT EXISTS (SELECT 1 FROM engagement e WHERE e.supervisor_id = v.id)
			OR EXISTS (SELECT 1 FROM engagement e WHERE e.supervisor_id = v.id AND e.from_on <= ?1 AND (e.from_on = '' OR CAST(substr(e.from_on, 1, 4) AS INTEGER) <= ?0)
				AND (e.to_on = '' OR e.to_on || '-31' >= min(?1, ?0 || '-12-31'))))
		ORDER BY g.number IS NULL, g.number, CASE m.role WHEN '组长' THEN 0 WHEN '副组长' THEN 1 WHEN '联络员' THEN 2 ELSE 3 END, v.id`, year, day)
	if err != nil {
		return nil, fmt.Errorf("supervisors of %d: %w", year, err)
	}
	return found, nil
}
