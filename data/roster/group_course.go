package roster

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// groupCourse is how a change of a group's members or units is kept. Who served and leaves keeps his row with the day; who
// never served, because the group had not begun or the change corrects a mistake of the same day, leaves no trace. A group
// whose time is over can only be corrected.
type groupCourse struct {
	groupID int64
	on      string // the day of the change, "" for a correction: as if it had always been so
}

// readCourse finds out what a change means; changedOn is the day given, or "" for today.
func readCourse(ctx context.Context, tx *store.Tx, groupID int64, isNew bool, changedOn string) (groupCourse, error) {
	c := groupCourse{groupID: groupID}
	if isNew {
		return c, nil
	}
	var year, number int
	var from, to string
	err := tx.QueryRowContext(ctx, "SELECT year, number, from_on, to_on FROM supervision_group WHERE id = ?", groupID).Scan(&year, &number, &from, &to)
	if err != nil {
		return c, fmt.Errorf("read group %d: %w", groupID, err)
	}
	if from == "" {
		from = fmt.Sprintf("%04d-01-01", year)
	}
	if to == "" {
		to = fmt.Sprintf("%04d-12-31", year)
	}
	on := changedOn
	switch {
	case on == "":
		on = tx.Today()
	case on > tx.Today():
		return c, store.Refuse(store.CodeInvalid, "变动日期 %s 还没有到，请到那一天再改。", on)
	case on < from || on > to:
		return c, store.Refuse(store.CodeInvalid, "变动日期 %s 不在第 %d 组的派驻期（%s 至 %s）内。", on, number, from, to)
	}
	if on > from && on <= to {
		c.on = on
	}
	return c, nil
}

// end ends a row of the table, of a member or a unit, that began on from.
func (c groupCourse) end(ctx context.Context, tx *store.Tx, table string, id int64, from string) error {
	if c.on == "" || from >= c.on {
		return tx.Run(ctx, "DELETE FROM "+table+" WHERE id = ?", id)
	}
	return tx.Update(ctx, table, id, store.Columns{"to_on": c.on})
}

// begin adds a row; who was there until this very day stays without a break.
func (c groupCourse) begin(ctx context.Context, tx *store.Tx, table string, row store.Columns, who string) error {
	row["group_id"] = c.groupID
	query, args := "SELECT id FROM "+table+" WHERE group_id = ? AND "+who+" = ? AND (from_on = ? OR to_on <> '' AND to_on = ?", []any{c.groupID, row[who], c.on, c.on}
	if role, ok := row["role"]; ok {
		query, args = query+" AND role = ?", append(args, role)
	}
	query, args = query+") ORDER BY to_on = ? DESC LIMIT 1", append(args, c.on)
	again, err := store.LookUp(ctx, tx, query, args...)
	if err != nil {
		return err
	}
	if again != 0 {
		back := store.Columns{"to_on": ""}
		if role, ok := row["role"]; ok {
			back["role"] = role
		}
		return tx.Update(ctx, table, again, back)
	}
	row["from_on"] = c.on
	_, err = tx.Insert(ctx, table, row)
	return err
}

// saveUnits stations the group in exactly the units v names.
func (c groupCourse) saveUnits(ctx context.Context, tx *store.Tx, v record.Values) error {
	if !v.Has("units") {
		return nil
	}
	type station struct {
		id, unitID int64
		from       string
	}
	var have []station
	var haveUnits []int64
	err := store.ScanRows(ctx, tx, func(scan func(...any) error) error {
		var s station
		err := scan(&s.id, &s.unitID, &s.from)
		have, haveUnits = append(have, s), append(haveUnits, s.unitID)
		return err
	}, "SELECT id, unit_id, from_on FROM group_unit WHERE group_id = ? AND to_on = '' ORDER BY id", c.groupID)
	if err != nil {
		return err
	}
	wanted, err := FindUnits(ctx, tx, v["units"], haveUnits...)
	if err != nil {
		return err
	}
	for _, s := range have {
		if !slices.Contains(wanted, s.unitID) {
			if err := c.end(ctx, tx, "group_unit", s.id, s.from); err != nil {
				return err
			}
		}
	}
	for _, unitID := range wanted {
		if !slices.Contains(haveUnits, unitID) {
			if err := c.begin(ctx, tx, "group_unit", store.Columns{"unit_id": unitID}, "unit_id"); err != nil {
				return err
			}
		}
	}
	return nil
}

// saveMembers makes the group's members and their posts what v says, and leaves what it does not speak of.
func (c groupCourse) saveMembers(ctx context.Context, tx *store.Tx, v record.Values) error {
	have, err := groupMembers(ctx, tx, c.groupID)
	if err != nil {
		return err
	}
	wanted, err := wantedRoles(ctx, tx, have, v)
	if err != nil {
		return err
	}
	for _, m := range have {
		role, stays := wanted[m.supervisorID]
		switch {
		case stays && role == m.role:
		case !stays:
			err = c.end(ctx, tx, "group_member", m.id, m.fromOn)
		case c.on == "" || m.fromOn >= c.on:
			err = tx.Update(ctx, "group_member", m.id, store.Columns{"role": role})
		default: // another post from that day on
			if err = c.end(ctx, tx, "group_member", m.id, m.fromOn); err == nil {
				err = c.join(ctx, tx, m.supervisorID, role)
			}
		}
		if err != nil {
			return err
		}
		delete(wanted, m.supervisorID)
	}
	for _, supervisorID := range slices.Sorted(maps.Keys(wanted)) {
		if err := c.join(ctx, tx, supervisorID, wanted[supervisorID]); err != nil {
			return err
		}
	}
	return nil
}

// join puts a supervisor into the group.
func (c groupCourse) join(ctx context.Context, tx *store.Tx, supervisorID int64, role string) error {
	return c.begin(ctx, tx, "group_member", store.Columns{"supervisor_id": supervisorID, "role": role}, "supervisor_id")
}
