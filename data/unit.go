package data

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/intake"
)

// Units are the 承办/派驻单位. A former or short name finds its unit too.
var Units = &Kind{
	Name: "units", Title: "单位", Layout: "承办单位名录", From: "unit_list", Order: "code = '', code, id", Table: "unit",
	Fields: []Field{
		{Key: "code", Title: "单位编码", Aliases: []string{"编码", "编号", "单位代码"}, Section: "基本情况", Example: "101", Width: 80},
		{Key: "name", Title: "单位名称", Aliases: []string{"名称", "承办单位", "单位", "单位全称"}, Required: true, Example: "县水务局", Width: 190},
		{Key: "short", Title: "简称", Aliases: []string{"单位简称"}, Example: "水务局", Width: 100},
		{Key: "former_names", Title: "曾用名", Aliases: []string{"原名称", "原名", "历史名称"}, Many: true, Example: "县水利局", Note: "机构改革前的名称,多个用、分隔", Width: 150},
		{Key: "system", Title: "所属系统", Aliases: []string{"系统", "单位类别", "类别"}, Dictionary: "unit_system", Example: "政府系统", Width: 90},
		{Key: "parent", Title: "上级单位", Aliases: []string{"主管单位", "主管部门"}, Width: 120},
		{Key: "leader", Title: "分管领导", Aliases: []string{"分管负责人"}, Section: "联系", Width: 80},
		{Key: "contact", Title: "联系人", Aliases: []string{"联络员", "经办人"}, Width: 80},
		{Key: "phone", Title: "联系电话", Aliases: []string{"电话", "办公电话"}, Kind: intake.KindPhone, Width: 120},
		{Key: "major", Title: "承办大户", Aliases: []string{"是否承办大户", "大户"}, Bool: true, Width: 80},
		{Key: "from_on", Title: "启用日期", Aliases: []string{"启用期", "成立日期"}, Kind: intake.KindMonth, FormOnly: true},
		{Key: "note", Title: "备注", Long: true, FormOnly: true},
	},
	Index: []string{"name", "former_names", "code"},
	Match: func(v Values, by Candidates) (int64, error) {
		for _, key := range []string{"name", "former_names"} {
			if found := by(key, v["name"]); len(found) > 0 {
				return found[0].ID, nil
			}
		}
		return 0, nil
	},
}

func saveUnit(ctx context.Context, tx *Tx, _ Scope, id int64, v Values) (int64, error) {
	row := v.pick("code", "name", "short", "system", "leader", "contact", "phone", "from_on", "note")
	if name, ok := v["name"]; (ok || id == 0) && name == "" {
		return 0, Refuse(CodeInvalid, "缺少单位名称。")
	}
	if v.Has("major") {
		row["major"] = yes(v["major"])
	}
	if parent, ok := v["parent"]; ok {
		parentID := int64(0)
		if parent != "" {
			var err error
			if parentID, err = findUnit(ctx, tx, parent); err != nil {
				return 0, err
			}
		}
		if parentID != 0 && parentID == id {
			return 0, Refuse(CodeInvalid, "上级单位不能是本单位。")
		}
		row["parent_id"] = orNull(parentID)
	}
	if id != 0 && v.Has("name") {
		if err := keepFormerName(ctx, tx, id, v); err != nil {
			return 0, err
		}
	}
	id, err := tx.put(ctx, "unit", id, row)
	if err != nil || !v.Has("former_names") {
		return id, err
	}
	return id, tx.saveFormerNames(ctx, id, v.Many("former_names"))
}

// keepFormerName notes the present name as a former one when v renames the unit. A row found by a former name does not
// rename the unit back.
func keepFormerName(ctx context.Context, tx *Tx, id int64, v Values) error {
	old, err := Units.Record(ctx, tx, id)
	if err != nil {
		return err
	}
	if now := old.Values["name"]; now != v["name"] && !v.Has("former_names") {
		v["former_names"] = JoinNames(append(old.Values.Many("former_names"), now))
	} else if now != v["name"] && !slices.Contains(v.Many("former_names"), now) {
		v["former_names"] = JoinNames(append(v.Many("former_names"), now))
	}
	return nil
}

func (tx *Tx) saveFormerNames(ctx context.Context, unitID int64, names []string) error {
	have, err := Units.Record(ctx, tx, unitID)
	if err != nil {
		return err
	}
	old := have.Values.Many("former_names")
	for _, name := range old {
		if !slices.Contains(names, name) {
			if err := tx.exec(ctx, "DELETE FROM unit_name WHERE unit_id = ? AND name = ?", unitID, name); err != nil {
				return err
			}
		}
	}
	for _, name := range names {
		if !slices.Contains(old, name) {
			if _, err := tx.insert(ctx, "unit_name", columns{"unit_id": unitID, "name": name}); err != nil {
				return err
			}
		}
	}
	return nil
}

// findUnit finds a unit by its name, short name or a former name; an unknown or ambiguous one is refused in words.
func findUnit(ctx context.Context, db bun.IDB, name string) (int64, error) {
	name = strings.TrimSpace(name)
	for _, query := range []string{
		"SELECT id FROM unit WHERE deleted_at = '' AND name = ?",
		"SELECT id FROM unit WHERE deleted_at = '' AND short = ?",
		"SELECT DISTINCT u.id FROM unit_name n JOIN unit u ON u.id = n.unit_id WHERE u.deleted_at = '' AND n.name = ?",
	} {
		found, err := ids(ctx, db, query, name)
		if err != nil {
			return 0, err
		}
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			return 0, Refuse(CodeInvalid, "「%s」对应多个单位,请写全称。", name)
		}
	}
	return 0, Refuse(CodeNotFound, "单位「%s」不在承办单位名录中,请先登记该单位,或把它登记为某单位的曾用名。", name)
}

// FindUnits finds several units named together, each as findUnit does.
func FindUnits(ctx context.Context, db bun.IDB, names string) ([]int64, error) {
	var found []int64
	for _, name := range SplitNames(names) {
		id, err := findUnit(ctx, db, name)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(found, id) {
			found = append(found, id)
		}
	}
	return found, nil
}

// The saver reads Units back, so the declaration cannot name it itself.
func init() { Units.Save = saveUnit }
