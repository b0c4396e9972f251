// Package activity is what the office holds: meetings, studies, inspections (活动).
package activity

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// Activities are meetings and studies: 座谈会, 专题调研, 汇报会 and what else the dictionary has. One with a date of
// completion counts for the plan.
var Activities = &record.Kind{
	Name: "activities", Title: "活动", Layout: "会议调研活动登记表", From: activityView,
	Scope: "year = ?", Order: "CASE WHEN started_on <> '' THEN started_on WHEN planned_on <> '' THEN planned_on ELSE finished_on END, id", Table: "activity", Tables: activitiesTables, Lists: activitiesLists,
	Fields: []record.Field{
		{Key: "year", Title: "年度", Aliases: []string{"年份"}, Type: record.Whole{}, Section: "活动", Note: "空着就是当前年度", Width: 60},
		{Key: "kind", Title: "类别", Aliases: []string{"活动类别", "活动类型", "类型"}, Type: record.Word{Dictionary: "activity_kind"}, Required: true, Example: "座谈会", Width: 90},
		{Key: "duty", Title: "到会要求", Aliases: []string{"参加要求"}, Type: record.Word{Words: []string{Obligatory, Voluntary}}, Default: Obligatory, Note: "必到的计入出席率", FormOnly: true},
		{Key: "title", Title: "名称", Aliases: []string{"活动名称", "主题", "活动主题", "会议名称", "调研题目"}, Required: true, Example: "民主监督工作座谈会", Width: 280},
		{Key: "planned_on", Title: "计划日期", Aliases: []string{"计划时间", "拟定时间"}, Type: record.Month{}, Section: "时间地点", Width: 90},
		{Key: "started_on", Title: "开始日期", Aliases: []string{"开始时间", "举办日期", "召开日期", "活动时间", "活动日期", "时间", "日期"}, Type: record.Day{}, Until: "finished_on", Width: 90},
		{Key: "finished_on", Title: "完成日期", Aliases: []string{"完成时间", "结束日期"}, Type: record.Day{}, Note: "填了才计入年度部署完成数", Width: 90},
		{Key: "half_days", Title: "半天数", Aliases: []string{"会期半天数", "半天"}, Type: record.Whole{Min: 1}, Default: "1", Example: "1", Note: "开一天是 2 个半天", Width: 60},
		{Key: "place", Title: "地点", Aliases: []string{"活动地点", "会议地点"}, Width: 140},
		{Key: "organizer", Title: "牵头单位", Aliases: []string{"主办单位", "组织单位", "牵头专委会"}, Section: "内容", Width: 140},
		{Key: "guests", Title: "列席人数", Aliases: []string{"其他人数"}, Type: record.Whole{Of: "人"}, Note: "不是委员、监督员的人", FormOnly: true},
		{Key: "attendees", Title: "参加人数", Aliases: []string{"人数", "参会人数"}, Type: record.Whole{Of: "人"}, Expr: "attendees_now", Example: "35", Note: "登记了出席的由程序统计：到会加列席", Width: 70},
		{Key: "status", Title: "出席登记", ListOnly: true, Width: 80},
		{Key: "after", Title: "会后", ListOnly: true, Width: 100},
		{Key: "due", Title: "应到", Type: record.Whole{}, ListOnly: true, Width: 50},
		{Key: "present", Title: "到会", Type: record.Whole{}, ListOnly: true, Width: 50},
		{Key: "excused", Title: "请假", Type: record.Whole{}, ListOnly: true, FormOnly: true},
		{Key: "asking", Title: "待批", Type: record.Whole{}, ListOnly: true, FormOnly: true},
		{Key: "absent", Title: "缺席", Type: record.Whole{}, ListOnly: true, FormOnly: true},
		{Key: "unmarked", Title: "未登记", Type: record.Whole{}, ListOnly: true, FormOnly: true},
		{Key: "content", Title: "主要内容", Aliases: []string{"内容", "议题"}, Type: record.Long{}, FormOnly: true},
		{Key: "outcome", Title: "成果", Aliases: []string{"成果形式", "活动成果"}, Type: record.Long{}, FormOnly: true},
		{Key: "attendances", Title: "出席", Part: attendances, Expr: "activity_list.id", Section: "出席"},
	},
	Used: record.UsedBy(record.Use{
		What: "%d 条监督意见", Query: "SELECT count(*) FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id AND l.deleted_at = '' WHERE x.activity_id = ?",
	}),
	Binned: &record.Binned{
		Measure: "次", Name: "t.title", Note: "t.year || ' 年 ' || t.kind",
		Rivals: []record.Rival{
			{Query: "SELECT t.title FROM activity t JOIN activity x ON x.year = t.year AND x.kind = t.kind AND x.title = t.title AND x.deleted_at = '' WHERE t.id = ?0", Reason: "当年已登记了同样的活动「%s」"},
		},
	},
	Index: []string{"title"}, Occasion: "started_on",
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		same := slices.DeleteFunc(slices.Clone(by("title", v["title"])), func(r record.Record) bool {
			return v["kind"] != "" && r.Values["kind"] != v["kind"]
		})
		return record.MatchInYear(v, same), nil
	},
}

func init() {
	Activities.Save, Activities.AsOf = saveActivity, activitiesAsOf
}

func saveActivity(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	was := record.Values{}
	if id != 0 {
		stored, err := Activities.RecordWith(ctx, tx, scope, id, record.FlatFields)
		if err != nil {
			return 0, err
		}
		was = stored.Values
	}
	more := store.Columns{}
	told, err := Activities.Field("attendees").Canonical(v["attendees"])
	if err != nil {
		return 0, store.Refuse(store.CodeInvalid, "活动的「参加人数」一栏为「%s」，%s。", v["attendees"], err)
	}
	if v.Has("attendees") {
		more["attendees"] = record.CountOf(told)
	}
	if id, err = Activities.Plain(ctx, tx, scope, id, v, more); err != nil {
		return 0, err
	}
	if err := checkActivityDates(ctx, tx, id); err != nil {
		return 0, err
	}
	if err := checkHeld(ctx, tx, id, v); err != nil {
		return 0, err
	}
	if err := invite(ctx, tx, id, v); err != nil {
		return 0, err
	}
	return id, checkAttendances(ctx, tx, id, v, was)
}

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

// checkHeld refuses what is known only once an activity has taken place of one whose day is still to come: its days are plans until then.
func checkHeld(ctx context.Context, tx *store.Tx, id int64, v record.Values) error {
	if !slices.ContainsFunc([]string{"started_on", "finished_on", "outcome", "attendees"}, v.Has) {
		return nil
	}
	p, err := placeOf(ctx, tx, id)
	if err != nil || p.held <= tx.Today() {
		return err
	}
	known, err := store.Texts(ctx, tx, "SELECT CASE WHEN outcome <> '' THEN 'outcome' ELSE 'attendees' END FROM activity WHERE id = ? AND (outcome <> '' OR attendees > 0)", id)
	if err != nil || len(known) == 0 {
		return err
	}
	return store.Refuse(store.CodeInvalid, "「%s」%s 才举行，现在不能填写「%s」；请核对日期。", p.title, p.held, Activities.Field(known[0]).Title)
}
