package take

import (
	"context"
	"regexp"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// unitSorts are what lists of units are grouped by beside the systems of the office, and no unit.
var unitSorts = regexp.MustCompile(`(系统|单位|部门|组织|团体|战线|企业)$|^(各?(乡镇|街道|乡镇街道|乡镇\(街道\)|镇街)|其他)$`)

// unitEnded is in what units are grouped by that are no more.
var unitEnded = regexp.MustCompile(`撤销|注销|停用|不再|已?并入|原有?单位`)

// overUnits reports whether a text alone is what units are grouped by: a system of the office, or a sort of units.
func overUnits(ctx context.Context, db bun.IDB) (func(string) bool, error) {
	systems, err := record.Word{Dictionary: "unit_system"}.List(ctx, db)
	if err != nil {
		return nil, err
	}
	units, err := store.Texts(ctx, db, "SELECT name FROM unit WHERE deleted_at = '' UNION SELECT short FROM unit WHERE deleted_at = ''")
	return func(text string) bool {
		return !slices.Contains(units, text) && (slices.Contains(systems, text) || unitSorts.MatchString(text))
	}, err
}

// refuseEndedUnit refuses a unit under a group of those that are no more, without the day it ended.
func refuseEndedUnit(t *taking) error {
	if !unitEnded.MatchString(t.row.Group) || t.values["to_on"] != "" {
		return nil
	}
	return store.Refuse(store.CodeInvalid, "上面的分组是「%s」，没有写从哪天起；请在「撤销日期」一栏写明，并入别的单位的请在名录里用「并入…」。", t.row.Group)
}
