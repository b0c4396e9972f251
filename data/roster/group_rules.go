package roster

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// groupOccasion is what happens to a group when its rules are checked.
type groupOccasion int

const (
	forming    groupOccasion = iota // its members are named: the size must be right
	joining                         // one more comes: there must be room
	stationing                      // its members stay
)

// checkGroupsOf is checkGroup for the groups a supervisor has come back to.
func checkGroupsOf(ctx context.Context, tx *store.Tx, supervisor int64) error {
	groups, err := store.IDs(ctx, tx, `SELECT DISTINCT g.id FROM group_member m JOIN supervision_group g ON g.id = m.group_id AND g.deleted_at = ''
		WHERE m.supervisor_id = ? AND m.to_on = '' ORDER BY g.id`, supervisor)
	if err != nil {
		return err
	}
	for _, id := range groups {
		if err := checkGroup(ctx, tx, id, joining); err != nil {
			return err
		}
	}
	return nil
}

// checkGroup refuses a group that breaks the rules on size, on stationing people in their own unit (回避) and on one
// person in several groups. Size and several groups are settings of the office.
func checkGroup(ctx context.Context, db bun.IDB, groupID int64, on groupOccasion) error {
	members, err := groupMembers(ctx, db, groupID)
	if err != nil {
		return err
	}
	rules, err := record.SettingMap(ctx, db)
	if err != nil {
		return err
	}
	var number, year int
	if err := db.QueryRowContext(ctx, "SELECT number, year FROM supervision_group WHERE id = ?", groupID).Scan(&number, &year); err != nil {
		return fmt.Errorf("read group %d: %w", groupID, err)
	}
	size := len(members)
	low, high := groupRules(rules).sizes()
	if on == forming && (size < low || size > high) || on == joining && size > high {
		return store.Refuse(store.CodeInvalid, "第 %d 组有 %d 人，应为 %d 至 %d 人（人数上下限可在设置中修改）。", number, size, low, high)
	}
	if rules["group.own_unit"] != "提醒" {
		if err := checkOwnUnit(ctx, db, groupID); err != nil {
			return err
		}
	}
	if on == stationing || record.Yes(rules["group.one_person_many"]) {
		return nil
	}
	return checkOtherGroups(ctx, db, groupID, number, year)
}

type groupRules map[string]string

// sizes are the least and most members of a group; an empty or unreadable setting is no limit.
func (r groupRules) sizes() (low, high int) {
	low, err := strconv.Atoi(strings.TrimSpace(r["group.size_min"]))
	if err != nil {
		low = 0
	}
	high, err = strconv.Atoi(strings.TrimSpace(r["group.size_max"]))
	if err != nil {
		high = 1000
	}
	return low, high
}

// checkOwnUnit refuses members who work in a unit the group is stationed in, under any of its names, or in the unit above
// or below it when the office's setting says so (回避).
func checkOwnUnit(ctx context.Context, db bun.IDB, groupID int64) error {
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var name, workplace, unit, relation string
		var number int
		if err := scan(&name, &workplace, &unit, &relation, &number); err != nil {
			return err
		}
		if relation == "本单位" {
			return store.Refuse(store.CodeInvalid, "「%s」的工作单位是「%s」，按回避规定不能随第 %d 组派驻本单位「%s」。", name, workplace, number, unit)
		}
		return store.Refuse(store.CodeInvalid, "「%s」的工作单位「%s」是「%s」的%s，按回避规定不能随第 %d 组派驻（回避范围可在设置中修改）。", name, workplace, unit, relation, number)
	}, `SELECT o.name, o.workplace, o.unit, o.relation, g.number FROM group_own_unit o JOIN supervision_group g ON g.id = o.group_id
		WHERE o.group_id = ? ORDER BY o.relation <> '本单位', o.name`, groupID)
}

// checkHisGroups holds the groups a supervisor is in against his workplace, after that was changed.
func checkHisGroups(ctx context.Context, tx *store.Tx, supervisorID int64) error {
	rules, err := record.SettingMap(ctx, tx)
	if err != nil || rules["group.own_unit"] == "提醒" {
		return err
	}
	groups, err := store.IDs(ctx, tx, `SELECT g.id FROM group_member m JOIN supervision_group g ON g.id = m.group_id
		WHERE m.supervisor_id = ?0 AND m.to_on = '' AND g.deleted_at = '' AND g.year >= CAST(substr(?1, 1, 4) AS INTEGER) AND (g.to_on = '' OR g.to_on >= ?1) ORDER BY g.year DESC, g.number`, supervisorID, tx.Today())
	if err != nil {
		return err
	}
	for _, id := range groups {
		if err := checkOwnUnit(ctx, tx, id); err != nil {
			return err
		}
	}
	return nil
}

func checkOtherGroups(ctx context.Context, db bun.IDB, groupID int64, number, year int) error {
	return store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var name string
		var other int
		if err := scan(&name, &other); err != nil {
			return err
		}
		return store.Refuse(store.CodeInvalid, "「%s」已在第 %d 组，不能同时在第 %d 组（设置中可允许一人同时在多个小组）。", name, other, number)
	}, `SELECT mine.name, g.number FROM group_now mine
		JOIN group_now m ON m.supervisor_id = mine.supervisor_id AND m.group_id <> mine.group_id
		JOIN supervision_group g ON g.id = m.group_id AND g.year = ? AND g.deleted_at = ''
		WHERE mine.group_id = ? ORDER BY g.number, mine.person_id`, year, groupID)
}
