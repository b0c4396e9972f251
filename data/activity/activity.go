// Package activity is what the office holds: meetings, studies, inspections (活动).
package activity

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"cppccdesk/data/intake"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// Activities are meetings and studies: 座谈会, 专题调研, 汇报会 and what else the dictionary has. One with a date of
// completion counts for the plan.
var Activities = &record.Kind{
	Name: "activities", Title: "活动", Layout: "会议调研活动登记表", From: "(SELECT * FROM activity WHERE deleted_at = '') AS activity_list",
	Scope: "year = ?", Order: "CASE WHEN started_on <> '' THEN started_on WHEN planned_on <> '' THEN planned_on ELSE finished_on END, id", Table: "activity", Tables: activitiesTables, Lists: activitiesLists,
	Fields: []record.Field{
		{Key: "year", Title: "年度", Aliases: []string{"年份"}, Kind: intake.KindInt, Section: "活动", Note: "空着就是当前年度", Width: 60},
		{Key: "kind", Title: "类别", Aliases: []string{"活动类别", "活动类型", "类型"}, Dictionary: "activity_kind", Required: true, Example: "座谈会", Width: 90},
		{Key: "title", Title: "名称", Aliases: []string{"活动名称", "主题", "活动主题", "会议名称", "调研题目"}, Required: true, Example: "民主监督工作座谈会", Width: 280},
		{Key: "planned_on", Title: "计划日期", Aliases: []string{"计划时间", "拟定时间"}, Kind: intake.KindMonth, Section: "时间地点", Width: 90},
		{Key: "started_on", Title: "开始日期", Aliases: []string{"开始时间", "举办日期", "召开日期"}, Kind: intake.KindDate, Width: 90},
		{Key: "finished_on", Title: "完成日期", Aliases: []string{"完成时间", "结束日期"}, Kind: intake.KindDate, Note: "填了才计入年度部署完成数", Width: 90},
		{Key: "place", Title: "地点", Aliases: []string{"活动地点", "会议地点"}, Width: 140},
		{Key: "organizer", Title: "牵头单位", Aliases: []string{"主办单位", "组织单位", "牵头专委会"}, Section: "内容", Width: 140},
		{Key: "attendees", Title: "参加人数", Aliases: []string{"人数", "参会人数"}, Kind: intake.KindInt, Example: "35", Width: 70},
		{Key: "content", Title: "主要内容", Aliases: []string{"内容", "议题"}, Long: true, FormOnly: true},
		{Key: "outcome", Title: "成果", Aliases: []string{"成果形式", "活动成果"}, Long: true, FormOnly: true},
	},
	Binned: &record.Binned{
		Measure: "次", Name: "t.title", Note: "t.year || ' 年 ' || t.kind",
		Rivals: []record.Rival{
			{Query: "SELECT t.title FROM activity t JOIN activity x ON x.year = t.year AND x.kind = t.kind AND x.title = t.title AND x.deleted_at = '' WHERE t.id = ?0", Reason: "当年已登记了同样的活动「%s」"},
		},
	},
	Index: []string{"title"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		same := slices.DeleteFunc(slices.Clone(by("title", v["title"])), func(r record.Record) bool {
			return v["kind"] != "" && r.Values["kind"] != v["kind"]
		})
		return record.MatchInYear(v, same), nil
	},
}

func saveActivity(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	id, err := Activities.Plain(ctx, tx, scope, id, v, nil)
	if err != nil {
		return 0, err
	}
	return id, checkActivityDates(ctx, tx, id)
}

func init() { Activities.Save = saveActivity }

func checkActivityDates(ctx context.Context, tx *store.Tx, id int64) error {
	var year int
	var started, finished string
	if err := tx.QueryRowContext(ctx, "SELECT year, started_on, finished_on FROM activity WHERE id = ?", id).Scan(&year, &started, &finished); err != nil {
		return fmt.Errorf("read activity %d: %w", id, err)
	}
	if finished != "" && finished < started {
		return store.Refuse(store.CodeInvalid, "完成日期 %s 早于开始日期 %s。", finished, started)
	}
	// The day that an activity counts by for the plan is of its year.
	if day := cmp.Or(finished, started); day != "" && day[:4] != fmt.Sprintf("%04d", year) {
		title := "开始日期"
		if finished != "" {
			title = "完成日期"
		}
		return store.Refuse(store.CodeInvalid, "%s %s 不在年度 %d 年内，请核对日期或「年度」。", title, day, year)
	}
	return nil
}
