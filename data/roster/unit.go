package roster

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// Units are the 承办/派驻单位. A former or short name finds its unit too, and every name of a unit that was merged into
// another finds the other.
var Units = &record.Kind{
	Name: "units", Title: "单位", Layout: "承办单位名录", From: "unit_list", Order: "successor_id IS NOT NULL, code = '', code, id", Table: "unit", Tables: unitsTables, Lists: unitsLists, Found: foundUnits,
	Fields: []record.Field{
		{Key: "code", Title: "单位编码", Aliases: []string{"单位代码", "编码", "编号"}, Type: record.Text{Fold: fold.Plain}, Section: "基本情况", Example: "101", Width: 80},
		{Key: "name", Title: "单位名称", Aliases: []string{"名称", "承办单位", "单位", "单位全称"}, Type: record.Text{Fold: fold.Called}, Required: true, Example: "县水务局", Width: 190},
		{Key: "state", Title: "状态", ListOnly: true, Width: 96},
		{Key: "short", Title: "简称", Aliases: []string{"单位简称"}, Type: record.Text{Fold: fold.Called}, Example: "水务局", Width: 100},
		{Key: "former_names", Title: "曾用名", Aliases: []string{"原名称", "原名", "历史名称"}, Type: record.Several{Of: record.Text{Fold: fold.Called}}, Adds: true, Example: "县水利局", Note: "机构改革前的名称，多个用、分隔；改名时旧名自动记入", Width: 124},
		{Key: "renamed_on", Title: "改名日期", Type: record.Day{}, TakeOnly: true, Asked: true, Note: "改单位名称时填写，空着就是今天"},
		{Key: "name_history", Title: "名称沿革", ListOnly: true, Width: 150},
		{Key: "merged", Title: "并入的单位", ListOnly: true, Width: 150},
		{Key: "system", Title: "所属系统", Aliases: []string{"系统", "单位类别", "类别"}, Type: record.Word{Dictionary: "unit_system"}, Example: "政府系统", Width: 90},
		{Key: "parent", Title: "上级单位", Aliases: []string{"主管单位", "主管部门"}, Width: 120},
		{Key: "leader", Title: "分管领导", Aliases: []string{"分管负责人"}, Section: "联系", Width: 80},
		{Key: "contact", Title: "联系人", Aliases: []string{"联络员", "经办人"}, Width: 80},
		{Key: "phone", Title: "联系电话", Aliases: []string{"电话", "办公电话", "联系人电话", "联系人手机", "联系人联系电话", "联系人手机号"}, Type: record.Phone{}, Width: 120},
		{Key: "major", Title: "承办大户", Aliases: []string{"是否承办大户", "大户"}, Type: record.YesNo{}, Width: 80},
		{Key: "from_on", Title: "启用日期", Aliases: []string{"启用期", "成立日期"}, Type: record.Month{}, FormOnly: true},
		{Key: "to_on", Title: "撤销日期", Aliases: []string{"停用日期"}, Type: record.Day{}, Note: "并入别的单位请用「并入…」，这里只填没有承接单位的", FormOnly: true},
		{Key: "note", Title: "备注", Type: record.Long{}, FormOnly: true},
	},
	Binned: &record.Binned{
		Measure: "个", Name: "t.name", Note: "t.system",
		Rivals: []record.Rival{
			{Query: "SELECT t.name FROM unit t JOIN unit x ON x.name = t.name AND x.deleted_at = '' WHERE t.id = ?0", Reason: "名录里已有同名的单位「%s」"},
			{Query: "SELECT x.name FROM unit t JOIN unit x ON lower(x.code) = lower(t.code) AND x.id <> t.id AND x.deleted_at = '' WHERE t.id = ?0 AND t.code <> ''", Reason: "它的单位编码现在是「%s」的，请先改正那个单位的编码"},
		},
	},
	Index: []string{"name", "former_names", "short", "code"},
	Match: matchUnit,
	Like:  likeUnit,
	Used:  record.UsedBy(bodyUses["unit"]...),
}

func saveUnit(ctx context.Context, tx *store.Tx, _ record.Scope, id int64, v record.Values) (int64, error) {
	row := v.Pick("code", "name", "short", "system", "leader", "contact", "phone", "from_on", "to_on", "note")
	if name, ok := v["name"]; (ok || id == 0) && name == "" {
		return 0, store.Refuse(store.CodeInvalid, "缺少单位名称。")
	}
	if err := RefuseMerged(ctx, tx, id); err != nil {
		return 0, err
	}
	if v.Has("major") {
		row["major"] = record.Yes(v["major"])
	}
	if parent, ok := v["parent"]; ok {
		parentID, err := parentUnit(ctx, tx, id, parent)
		if err != nil {
			return 0, err
		}
		row["parent_id"] = store.OrNull(parentID)
	}
	if err := refuseTaken(ctx, tx, id, v); err != nil {
		return 0, err
	}
	renamed := ""
	if id != 0 && v.Has("name") {
		var err error
		if renamed, err = keepFormerName(ctx, tx, id, v); err != nil {
			return 0, err
		}
	}
	id, err := tx.Put(ctx, "unit", id, row)
	if err != nil || !v.Has("former_names") {
		return id, err
	}
	return id, saveFormerNames(ctx, tx, id, v.Many("former_names"), renamed, v["renamed_on"])
}

// RefuseMerged keeps a unit that was merged into another as it was on that day.
func RefuseMerged(ctx context.Context, db bun.IDB, id int64) error {
	var name, into, on string
	err := db.QueryRowContext(ctx, "SELECT u.name, s.name, u.to_on FROM unit u JOIN unit s ON s.id = u.successor_id WHERE u.id = ?", id).Scan(&name, &into, &on)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read unit %d: %w", id, err)
	}
	return store.Refuse(store.CodeConflict, "「%s」已于 %s 并入「%s」，只能查看；如果并错了，请撤销那次合并。", name, on, into)
}

// parentUnit finds the unit above; a circle of units above each other is refused.
func parentUnit(ctx context.Context, db bun.IDB, id int64, name string) (int64, error) {
	if name == "" {
		return 0, nil
	}
	parentID, err := FindUnit(ctx, db, name)
	if err != nil {
		return 0, err
	}
	if parentID == id && id != 0 {
		return 0, store.Refuse(store.CodeInvalid, "上级单位不能是本单位。")
	}
	below, err := store.LookUp(ctx, db, `WITH RECURSIVE above (id) AS (SELECT ?0 UNION SELECT u.parent_id FROM unit u JOIN above a ON a.id = u.id WHERE u.parent_id IS NOT NULL)
		SELECT count(*) FROM above WHERE id = ?1`, parentID, id)
	if err != nil {
		return 0, err
	}
	if below > 0 {
		return 0, store.Refuse(store.CodeInvalid, "「%s」是本单位的下属单位，不能又是它的上级单位。", name)
	}
	return parentID, nil
}

// keepFormerName notes the present name as a former one when v renames the unit, and gives it.
func keepFormerName(ctx context.Context, tx *store.Tx, id int64, v record.Values) (renamed string, err error) {
	old, err := Units.Record(ctx, tx, id)
	if err != nil {
		return "", err
	}
	now := old.Values["name"]
	if now == v["name"] {
		return "", nil
	}
	if on := v["renamed_on"]; on > tx.Today() {
		return "", store.Refuse(store.CodeInvalid, "改名日期 %s 还没有到，请到那一天再改。", on)
	}
	names := v.Many("former_names")
	if !v.Has("former_names") {
		names = old.Values.Many("former_names")
	}
	if !slices.Contains(names, now) {
		names = append(names, now)
	}
	names = slices.DeleteFunc(names, func(n string) bool { return n == v["name"] }) // it took an old name again
	v["former_names"] = zh.JoinNames(names)
	return now, nil
}

// saveFormerNames makes the unit's former names these. The one given up just now was valid until the day it was renamed,
// today without one.
func saveFormerNames(ctx context.Context, tx *store.Tx, unitID int64, names []string, renamed, on string) error {
	have, err := Units.Record(ctx, tx, unitID)
	if err != nil {
		return err
	}
	old := have.Values.Many("former_names")
	for _, name := range old {
		if !slices.Contains(names, name) {
			if err := tx.Run(ctx, "DELETE FROM unit_name WHERE unit_id = ? AND name = ?", unitID, name); err != nil {
				return err
			}
		}
	}
	for _, name := range names {
		if slices.Contains(old, name) {
			continue
		}
		row := store.Columns{"unit_id": unitID, "name": name}
		if name == renamed {
			row["until_on"] = cmp.Or(on, tx.Today())
		}
		if _, err := tx.Insert(ctx, "unit_name", row); err != nil {
			return err
		}
	}
	return nil
}

// The saver reads Units back, so the declaration cannot name it itself.
func init() { Units.Save = saveUnit }
