package supervision

import (
	"context"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// FoundAt are the findings of the visit that a letter with these values (group, visited_on, unit) names as its source, in their order: what its points
// can begin with. None while it names none, or one that is not there.
func FoundAt(ctx context.Context, db bun.IDB, letter record.Values) ([]string, error) {
	named := record.Values{"group": letter["group"]}
	record.CanonicalNumber(named, "group")
	if named["group"] == "" || letter["visited_on"] == "" {
		return nil, nil
	}
	return store.Texts(ctx, db, `SELECT f.text FROM visit_finding f WHERE f.visit_id = (SELECT v.id FROM visit v JOIN supervision_group g ON g.id = v.group_id JOIN unit u ON u.id = v.unit_id
		WHERE CAST(g.number AS TEXT) = ? AND v.on_date = ? AND v.deleted_at = '' ORDER BY u.name <> ?, v.id LIMIT 1) ORDER BY f.ordinal`, named["group"], letter["visited_on"], letter["unit"])
}
