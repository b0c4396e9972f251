package data

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/uptrace/bun"
)

// groupOccasion is what happens to a group when its rules are checked.
type groupOccasion int

const (
	forming    groupOccasion = iota // its members are named: the size must be right
	joining                         // one more comes: there must be room
	stationing                      // its members stay
)

// checkGroup refuses a group that breaks the rules on size, on stationing people in their own unit (回避) and on one
// person in several groups. Size and several groups are settings of the office.
func checkGroup(ctx context.Context, db bun.IDB, groupID int64, on groupOccasion) error {
	members, err := groupMembers(ctx, db, groupID)
	if err != nil {
		return err
	}
	rules, err := SettingMap(ctx, db)
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
		return Refuse(CodeInvalid, "第 %d 组有 %d 人,应为 %d 至 %d 人(人数上下限可在设置中修改)。", number, size, low, high)
	}
	if err := checkOwnUnit(ctx, db, groupID, members); err != nil {
		return err
	}
	if on == stationing || yes(rules["group.one_person_many"]) {
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

// checkOwnUnit refuses members who work in a unit the group is stationed in, also under the unit's short or former name.
func checkOwnUnit(ctx context.Context, db bun.IDB, groupID int64, members []groupMember) error {
	return scanRows(ctx, db, func(scan func(...any) error) error {
		var unit, name string
		var whole bool // a short name such as 县委 begins the names of other units too
		if err := scan(&unit, &name, &whole); err != nil {
			return err
		}
		for _, m := range members {
			if m.workplace == name || whole && strings.HasPrefix(m.workplace, name) {
				return Refuse(CodeInvalid, "「%s」的工作单位是「%s」,按回避规定不能派驻本单位「%s」。", m.name, m.workplace, unit)
			}
		}
		return nil
	}, `SELECT u.name, u.name, 1 FROM group_unit gu JOIN unit u ON u.id = gu.unit_id WHERE gu.group_id = ?0
		UNION ALL SELECT u.name, u.short, 0 FROM group_unit gu JOIN unit u ON u.id = gu.unit_id WHERE gu.group_id = ?0 AND u.short <> ''
		UNION ALL SELECT u.name, n.name, 1 FROM group_unit gu JOIN unit u ON u.id = gu.unit_id JOIN unit_name n ON n.unit_id = u.id WHERE gu.group_id = ?0`, groupID)
}

func checkOtherGroups(ctx context.Context, db bun.IDB, groupID int64, number, year int) error {
	return scanRows(ctx, db, func(scan func(...any) error) error {
		var name string
		var other int
		if err := scan(&name, &other); err != nil {
			return err
		}
		return Refuse(CodeInvalid, "「%s」已在第 %d 组,不能同时在第 %d 组(设置中可允许一人同时在多个小组)。", name, other, number)
	}, `SELECT p.name, g.number FROM group_member mine
		JOIN group_member m ON m.supervisor_id = mine.supervisor_id AND m.group_id <> mine.group_id
		JOIN supervision_group g ON g.id = m.group_id AND g.year = ? AND g.deleted_at = ''
		JOIN supervisor v ON v.id = m.supervisor_id AND v.deleted_at = ''
		JOIN person p ON p.id = v.person_id WHERE mine.group_id = ? ORDER BY g.number, p.id`, year, groupID)
}
