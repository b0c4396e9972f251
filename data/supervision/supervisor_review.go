package supervision

import (
	"context"
	"fmt"
	"maps"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// SupervisorReviews are the supervisors of a year's groups with what is reckoned of them, and the grades that the office gives itself (监督员考评), which
// come before the reckoned ones. Only those are stored: one who has none goes by a negative id of his and the year.
var SupervisorReviews = &record.Kind{
	Name: "supervisor-reviews", Title: "监督员考评", Layout: "民主监督员考评表", Scope: "year = ?", Order: "team, supervisor_id", Table: "supervisor_review", Removed: true,
	From: `(SELECT COALESCE(w.id, -(y.year * ` + strconv.Itoa(perYear) + ` + y.supervisor_id)) AS id, y.*, COALESCE(w.grade, '') AS grade, COALESCE(w.grade_why, '') AS grade_why, COALESCE(w.graded_on, '') AS graded_on, ` + roster.PersonTitle + ` AS name FROM (
		SELECT year, supervisor_id, min(team) AS team FROM (
			SELECT g.year, m.supervisor_id, g.number AS team FROM group_member m JOIN supervision_group g ON g.id = m.group_id AND g.deleted_at = ''
			UNION ALL SELECT year, supervisor_id, ` + strconv.Itoa(perYear) + ` FROM supervisor_review) GROUP BY year, supervisor_id) y
		JOIN supervisor s ON s.id = y.supervisor_id JOIN person p ON p.id = s.person_id
		LEFT JOIN supervisor_review w ON w.supervisor_id = y.supervisor_id AND w.year = y.year WHERE s.deleted_at = '' OR w.id IS NOT NULL) AS review_list`,
	Fields: []record.Field{
		{Key: "year", Title: "年度", Aliases: []string{"年份"}, Type: record.Whole{}, Section: "考评", Note: "空着就是当前年度", FormOnly: true},
		{Key: "name", Title: "姓名", Aliases: []string{"监督员"}, Expr: "name", Required: true, Example: "张小明", Width: 90},
		reckoned("group", "组号", record.Whole{}), reckoned("visits", "监督活动", record.Whole{}), reckoned("findings", "问题建议", record.Whole{}),
		reckoned("adopted", "采纳", record.Whole{}), reckoned("directs", "直通车", record.Whole{}), reckoned("points", "得分", record.Whole{}), reckoned("reckoned", "测算等次", record.Text{}),
		{Key: "grade", Title: "考评等次", Aliases: []string{"等次"}, Type: record.Word{Words: roster.ReviewGrades}, Note: "办公室另行评定的，和理由、日期同时写明；不写的以测算为准", Example: "优秀", Width: 90},
		{Key: "grade_why", Title: "考评理由", Aliases: []string{"理由"}, Type: record.Long{}, Example: "主席会议评定", Width: 260},
		{Key: "graded_on", Title: "考评日期", Type: record.Day{}, Today: true, Example: "2026-11-20", Width: 100},
	},
	Index: []string{"name"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		return record.MatchInYear(v, by("name", v["name"])), nil
	},
	Tables: map[string]record.TableWords{"supervisor_review": {Title: "监督员考评", Name: []string{"year", "supervisor_id"}, Columns: map[string]string{"supervisor_id": "姓名"}}},
	AsOf:   reviewsAsOf,
	Locked: func(_ context.Context, _ bun.IDB, id int64) error {
		if id < 0 {
			return store.Refuse(store.CodeInvalid, "这位监督员没有另行评定等次，没有可以删除的；得分由程序从记录里算。")
		}
		return nil
	},
}

func init() { SupervisorReviews.Save = saveReview }

// perYear is above the id of every supervisor, and above the number of every group.
const perYear = 1_000_000

// reckoned is a field that follows from the records on a day.
func reckoned(key, title string, holds record.Type) record.Field {
	return record.Field{Key: key, Title: title, Type: holds, Expr: "''", ListOnly: true, Width: 68}
}

func saveReview(ctx context.Context, tx *store.Tx, scope record.Scope, id int64, v record.Values) (int64, error) {
	if id < 0 { // the first grade
		r, err := SupervisorReviews.Record(ctx, tx, id)
		if err != nil {
			return 0, err
		}
		first := record.Values{"year": r.Values["year"], "name": r.Values["name"]}
		maps.Copy(first, v)
		id, v = 0, first
	}
	more := store.Columns{}
	if v["name"] != "" {
		found, err := roster.SupervisorNamed(ctx, tx, 0, v["name"], "")
		if err != nil {
			return 0, err
		}
		more["supervisor_id"] = found
	}
	for _, key := range []string{"grade", "grade_why", "graded_on"} {
		if value, told := v[key]; value == "" && (told || id == 0) {
			return 0, store.Refuse(store.CodeInvalid, "考评等次、理由和日期要同时写明，缺少「%s」；要以测算的等次为准，请删除这条评定。", SupervisorReviews.Field(key).Title)
		}
	}
	if err := record.CheckHappened(tx, "考评日期", v["graded_on"]); err != nil {
		return 0, err
	}
	return SupervisorReviews.Plain(ctx, tx, scope, id, v, more)
}

// reviewsAsOf sets what is reckoned of the supervisors, and takes out the grades that were given after the day.
func reviewsAsOf(ctx context.Context, db bun.IDB, scope record.Scope, _ int64, records []record.Record) error {
	supervisors := map[int64]int64{} // by the id of a grade
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id, supervisor int64
		err := scan(&id, &supervisor)
		supervisors[id] = supervisor
		return err
	}, "SELECT id, supervisor_id FROM supervisor_review")
	if err != nil {
		return fmt.Errorf("grades of supervisors: %w", err)
	}
	years := map[string]map[int64]SupervisorYear{}
	for _, r := range records {
		v := r.Values
		forget(v, scope.Day, []fact{{date: "graded_on", also: []string{"grade", "grade_why"}}})
		if years[v["year"]] == nil {
			all, err := SupervisorYears(ctx, db, record.CountOf(v["year"]), scope.Day)
			if err != nil {
				return err
			}
			of := make(map[int64]SupervisorYear, len(all))
			for _, s := range all {
				of[s.ID] = s
			}
			years[v["year"]] = of
		}
		supervisor := supervisors[r.ID]
		if r.ID < 0 {
			supervisor = -r.ID % perYear
		}
		if s, ok := years[v["year"]][supervisor]; ok {
			v["group"], v["reckoned"], v["points"] = s.Group, s.Reckoned, strconv.Itoa(s.Points)
			for key, n := range map[string]int{"visits": s.Visits, "findings": s.Findings, "adopted": s.Adopted, "directs": s.Directs} {
				if n > 0 {
					v[key] = strconv.Itoa(n)
				}
			}
		}
	}
	return nil
}
