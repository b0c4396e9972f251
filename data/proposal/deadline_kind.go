package proposal

import (
	"context"
	"fmt"

	"cppccdesk/data/calendar"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// Deadlines are the office's rules for deadlines (期限规则). Steps of the work ask for each by its code, so they can be changed, not added. A
// deadline already set stays as it was.
var Deadlines = &record.Kind{
	Name: "deadlines", Title: "期限规则", Layout: "期限规则表", From: "(SELECT * FROM deadline_rule) AS deadline_list", Order: "id", Table: "deadline_rule", Removed: true, Tables: deadlinesTables,
	Fields: []record.Field{
		{Key: "name", Title: "期限", Required: true, Section: "期限", Example: "提案答复", Width: 150},
		{Key: "base", Title: "从哪天起算", Required: true, Example: "交办日", Width: 110},
		{Key: "months", Title: "月", Type: record.Whole{}, Expr: "CAST(months AS TEXT)", Note: "月、天、工作日可以合用，先数月，再数天，再数工作日", Width: 50},
		{Key: "days", Title: "天", Type: record.Whole{}, Expr: "CAST(days AS TEXT)", Width: 50},
		{Key: "workdays", Title: "工作日", Type: record.Whole{}, Expr: "CAST(workdays AS TEXT)", Width: 70},
		{Key: "roll", Title: "遇休顺延", Type: record.YesNo{}, Note: "最后一天是休息日时顺延到下一个工作日", Width: 80},
		{Key: "source", Title: "依据", Type: record.Long{}, Width: 300},
	},
	Index: []string{"name"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		if found := by("name", v["name"]); len(found) > 0 {
			return found[0].ID, nil
		}
		return 0, nil
	},
	Save:  saveDeadline,
	Fixed: "各项期限由办理步骤使用，不能删除，只能修改。",
}

func saveDeadline(ctx context.Context, tx *store.Tx, _ record.Scope, id int64, v record.Values) (int64, error) {
	if id == 0 {
		return 0, store.Refuse(store.CodeInvalid, "没有名为「%s」的期限；各项期限由办理步骤决定，只能修改，不能增加。", v["name"])
	}
	var name string
	var rule calendar.Rule
	err := tx.QueryRowContext(ctx, "SELECT name, months, days, workdays FROM deadline_rule WHERE id = ?", id).
		Scan(&name, &rule.Months, &rule.Days, &rule.Workdays)
	if err != nil {
		return 0, fmt.Errorf("deadline rule %d: %w", id, err)
	}
	row := v.Pick("name", "base", "source")
	for _, part := range []struct {
		key, title string
		length     *int
	}{{"months", "月", &rule.Months}, {"days", "天", &rule.Days}, {"workdays", "工作日", &rule.Workdays}} {
		if v.Has(part.key) {
			*part.length = record.CountOf(v[part.key])
		}
		if *part.length < 0 {
			return 0, store.Refuse(store.CodeInvalid, "「%s」不能是负数。", part.title)
		}
		row[part.key] = *part.length
	}
	if err := rule.Check(); err != nil {
		return 0, store.Refuse(store.CodeInvalid, "%s（%s）。", err, name)
	}
	if v.Has("name") && v["name"] == "" || v.Has("base") && v["base"] == "" {
		return 0, store.Refuse(store.CodeInvalid, "期限的名称和从哪天起算不能为空。")
	}
	if v.Has("roll") {
		row["roll"] = record.Yes(v["roll"])
	}
	return tx.Put(ctx, "deadline_rule", id, row)
}
