package roster

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// InForce is SQL for the condition that a row with the days from_on and to_on, of a member or a unit of a group, is in force on the day, itself SQL: the last day is the first
// it is not.
func InForce(row, day string) string {
	return row + ".from_on <= " + day + " AND (" + row + ".to_on = '' OR " + row + ".to_on > " + day + ")"
}

// OnDay is InForce of a row x on day ?1.
var OnDay = InForce("x", "?1")

// groupMembersSQL and groupUnitsSQL are the members and the units of groups on day ?1, of group ?0 or when that is 0 of all.
var (
	groupMembersSQL = `SELECT x.group_id, x.role, p.name FROM group_member x JOIN supervisor v ON v.id = x.supervisor_id AND v.deleted_at = ''
		JOIN person p ON p.id = v.person_id WHERE (?0 = 0 OR x.group_id = ?0) AND ` + OnDay + `
		ORDER BY x.role = '组长' DESC, x.role = '副组长' DESC, x.role = '联络员' DESC,
			(SELECT min(f.id) FROM group_member f WHERE f.group_id = x.group_id AND f.supervisor_id = x.supervisor_id)`
	groupUnitsSQL = `SELECT x.group_id, '', ` + unitNameOnDay + ` FROM group_unit x WHERE (?0 = 0 OR x.group_id = ?0) AND ` + OnDay + " ORDER BY x.id"
)

// groupsAsOf sets members, units and changes of the groups to those of the scope's day. A group that begins later keeps what it is to begin with.
func groupsAsOf(ctx context.Context, db bun.IDB, scope record.Scope, id int64, records []record.Record) error {
	named := map[int64]map[string][]string{} // by group and field
	for _, query := range []string{groupMembersSQL, groupUnitsSQL} {
		err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
			var group int64
			var role, name string
			err := scan(&group, &role, &name)
			if named[group] == nil {
				named[group] = map[string][]string{}
			}
			for _, field := range groupFields(role) {
				named[group][field] = append(named[group][field], name)
			}
			return err
		}, query, id, scope.Day)
		if err != nil {
			return err
		}
	}
	for _, r := range records {
		if r.Values["from_on"] > scope.Day {
			continue
		}
		for _, field := range []string{"units", "leader", "deputy", "liaison", "members"} {
			setOrDrop(r.Values, field, strings.Join(named[r.ID][field], "、"))
		}
		r.Values["size"] = strconv.Itoa(len(named[r.ID]["members"]))
		lines := slices.DeleteFunc(strings.Split(r.Values["changes"], "\n"), func(line string) bool { return line[:min(len(line), len(scope.Day))] > scope.Day })
		setOrDrop(r.Values, "changes", strings.Join(lines, "\n"))
	}
	return nil
}

// groupFields are the fields that name who has the role in a group, or without one the units.
func groupFields(role string) []string {
	switch role {
	case "":
		return []string{"units"}
	case "组长":
		return []string{"members", "leader"}
	case "副组长":
		return []string{"members", "deputy"}
	case "联络员":
		return []string{"members", "liaison"}
	default:
		return []string{"members"}
	}
}

// setOrDrop sets a value, or removes it when it is empty: what is empty is absent.
func setOrDrop(v record.Values, key, text string) {
	if text == "" {
		delete(v, key)
		return
	}
	v[key] = text
}
