package roster

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/store"
)

// GroupUnit is a unit a group is stationed in.
type GroupUnit struct {
	ID   int64
	Name string
}

// onDay is the condition on a row x of a group that it holds on the day, which is named three times as an argument; an empty day is now.
var onDay = "(? = '' AND x.to_on = '' OR ? <> '' AND " + InForce("x", "?") + ")"

// UnitsOfGroup are the units a group is stationed in on the day (YYYY-MM-DD, empty: now).
func UnitsOfGroup(ctx context.Context, db bun.IDB, group int64, day string) (units []GroupUnit, err error) {
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var u GroupUnit
		err := scan(&u.ID, &u.Name)
		units = append(units, u)
		return err
	}, "SELECT u.id, u.name FROM group_unit x JOIN unit u ON u.id = x.unit_id WHERE x.group_id = ? AND "+onDay+" ORDER BY x.id", group, day, day, day, day)
	return units, err
}

// SupervisorsOf are the supervisors of a group on the day (YYYY-MM-DD, empty: now), as they came, the leader first.
func SupervisorsOf(ctx context.Context, db bun.IDB, group int64, day string) ([]int64, error) {
	return store.IDs(ctx, db, `SELECT x.supervisor_id FROM group_member x JOIN supervisor v ON v.id = x.supervisor_id AND v.deleted_at = ''
		WHERE x.group_id = ? AND `+onDay+` AND NOT (? <> '' AND `+DeadBefore("v.person_id", "?")+`) GROUP BY x.supervisor_id ORDER BY max(x.role = '组长') DESC, min(x.id)`, group, day, day, day, day, day, day)
}

// PeopleOfGroup is the SQL of the people who came to a group by the day, both SQL themselves; those who left are among them.
func PeopleOfGroup(group, day string) string {
	return "SELECT s.person_id FROM group_member m JOIN supervisor s ON s.id = m.supervisor_id AND s.deleted_at = '' WHERE m.group_id = " + group + " AND m.from_on <= " + day
}

// SupervisorNamed is SupervisorsNamed of one that cannot be several; field says in the refusal where to write who is meant, "" that everybody knows.
func SupervisorNamed(ctx context.Context, db bun.IDB, group int64, name, field string) (int64, error) {
	found, err := SupervisorsNamed(ctx, db, group, []string{name})
	if err != nil {
		return 0, err
	}
	if len(found) > 1 {
		return 0, store.Refuse(store.CodeInvalid, "有 %d 位监督员是「%s」，%s请写明是哪一位，如「张伟（县一中）」。", len(found), name, field)
	}
	return found[0], nil
}

// SupervisorsNamed finds supervisors by 姓名 or 姓名（单位）; of those of one name all in the group are meant, and others are
// refused in words.
func SupervisorsNamed(ctx context.Context, db bun.IDB, group int64, names []string) ([]int64, error) {
	have, err := groupMembers(ctx, db, group)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, name := range names {
		found, err := findSupervisors(ctx, db, have, name)
		if err != nil {
			return nil, err
		}
		for _, m := range found {
			if !slices.Contains(ids, m.supervisorID) {
				ids = append(ids, m.supervisorID)
			}
		}
	}
	return ids, nil
}
