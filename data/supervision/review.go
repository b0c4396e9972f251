package supervision

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// ReviewRules are the criteria of the yearly rating (考评标准): points for each and at most. What is counted is known to the program, so they can be
// changed, not added.
var ReviewRules = &record.Kind{
	Name: "review-rules", Title: "考评标准", Layout: "监督考评标准表", From: "(SELECT * FROM review_rule) AS rule_list", Order: "id", Table: "review_rule", Removed: true,
	Fields: []record.Field{
		{Key: "subject", Title: "考评对象", Required: true, Section: "标准", Type: record.Word{Words: []string{"小组", "监督员"}}, Example: "小组", Width: 80},
		{Key: "name", Title: "考评项目", Aliases: []string{"项目"}, Required: true, Example: "监督活动次数", Width: 160},
		{Key: "each", Title: "每项得分", Type: record.Whole{}, Expr: "CAST(each AS TEXT)", Note: "计 0 分的写 0", Width: 80},
		{Key: "most", Title: "最多得分", Type: record.Whole{}, Expr: "CAST(most AS TEXT)", Width: 80},
		{Key: "source", Title: "说明", Type: record.Long{}, Width: 300},
	},
	Index: []string{"name"},
	Match: func(v record.Values, by record.Candidates) (int64, error) {
		for _, r := range by("name", v["name"]) {
			if alike(v, r.Values, "subject") {
				return r.ID, nil
			}
		}
		return 0, nil
	},
	Tables: map[string]record.TableWords{"review_rule": {Title: "考评标准", Name: []string{"subject", "name"}, Columns: map[string]string{"code": "代码", "each": "每项得分", "most": "最多得分"}}},
	Save: func(ctx context.Context, tx *store.Tx, _ record.Scope, id int64, v record.Values) (int64, error) {
		if id == 0 {
			return 0, store.Refuse(store.CodeInvalid, "没有名为「%s」的考评项目；考评项目由程序统计，只能修改分值，不能增加。", v["name"])
		}
		row := v.Pick("source")
		for _, key := range []string{"each", "most"} {
			if v.Has(key) {
				points := record.CountOf(v[key])
				if points < 0 || points > 100 {
					return 0, store.Refuse(store.CodeInvalid, "「%s」应在 0 到 100 之间。", v[key])
				}
				row[key] = points
			}
		}
		if v.Has("name") {
			if v["name"] == "" {
				return 0, store.Refuse(store.CodeInvalid, "考评项目的名称不能为空。")
			}
			row["name"] = v["name"]
		}
		return tx.Put(ctx, "review_rule", id, row)
	},
	Fixed: "考评项目由程序统计，不能增减，只能改分值和名称。",
}

// criterion is something that rules of reviews give points for, by their code: the SQL of the records it counts, and of how often it is there where that is
// not their number.
type criterion struct {
	code     string
	kind     *record.Kind // nil: there are no records of its own
	id, from string
	times    string
}

func (c *criterion) count() string {
	if c.times != "" {
		return c.times
	}
	return "SELECT count(*) " + c.from
}

// timesOf is the SQL of how often what a rule r counts is there.
func timesOf(all []criterion) string {
	sql := "CASE r.code"
	for i := range all {
		sql += " WHEN '" + all[i].code + "' THEN (" + all[i].count() + ")"
	}
	return sql + " ELSE 0 END"
}

// scoreOf is the SQL of the points that the rules of a subject give for all of it.
func scoreOf(subject string, all []criterion) string {
	return "(SELECT COALESCE(sum(min(r.most, r.each * " + timesOf(all) + ")), 0) FROM review_rule r WHERE r.subject = '" + subject + "')"
}

// explained are the points that each rule of the subject gives, with the records behind them, and under what they add up to. of is the SQL of whom the
// criteria are of.
func explained(ctx context.Context, db bun.IDB, subject, of string, all []criterion) ([]measure.Figure, error) {
	var figures []measure.Figure
	var sum int64
	c := &counter{ctx: ctx, db: db}
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var f measure.Figure
		var each, times int64
		if err := scan(&f.Code, &f.Name, &each, &f.Den, &times); err != nil {
			return err
		}
		f.Num, f.Unit = min(f.Den, each*times), "分"
		f.Rule = fmt.Sprintf("%d × %d 分，最多 %d 分", times, each, f.Den)
		sum += f.Num
		figures = append(figures, f)
		return nil
	}, "SELECT r.code, r.name, r.each, r.most, "+timesOf(all)+" FROM review_rule r CROSS JOIN "+of+" WHERE r.subject = ? ORDER BY r.id", subject)
	if err != nil {
		return nil, fmt.Errorf("rules of a review: %w", err)
	}
	if len(figures) == 0 {
		return nil, nil
	}
	grade, err := store.Texts(ctx, db, "SELECT "+gradeOf(strconv.FormatInt(sum, 10)))
	if err != nil {
		return nil, err
	}
	for i := range figures {
		f := &figures[i]
		f.Under = fmt.Sprintf("考评测算 %d 分，%s", sum, strings.Join(grade, ""))
		if at := slices.IndexFunc(all, func(c criterion) bool { return c.code == f.Code }); at >= 0 && all[at].kind != nil {
			f.Counted = c.set(all[at].kind, "SELECT "+all[at].id+" FROM "+of+" CROSS JOIN "+strings.TrimPrefix(all[at].from, "FROM ")+" ORDER BY 1")
		}
		f.Code = "review." + f.Code
	}
	return figures, c.err
}

// gradeOf is the SQL of the grade that points reckon to.
func gradeOf(points string) string {
	line := func(key string) string {
		return "(SELECT CAST(value AS INTEGER) FROM setting WHERE key = '" + key + "')"
	}
	return "(SELECT CASE WHEN p >= " + line("group.excellent") + " THEN '" + roster.ReviewGrades[0] + "' WHEN p >= " + line("group.competent") +
		" THEN '" + roster.ReviewGrades[1] + "' ELSE '" + roster.ReviewGrades[2] + "' END FROM (SELECT " + points + " AS p))"
}

// groupCriteria are what a group g is rated by on a day.
func groupCriteria(day string) []criterion {
	var met, within []string
	for q := range quarters {
		enough := "(" + quarterEnds(q) + " <> '' AND " + visitsIn(q, day) + " >= max(1, " + visitsExpected + "))"
		met = append(met, enough)
		within = append(within, enough+" AND v.on_date BETWEEN g.year || '-"+quarters[q].first+"' AND g.year || '-"+quarters[q].last+"'")
	}
	opinion := func(word string) string { return on("g.report_on", day) + " AND g.unit_opinion = '" + word + "'" }
	return []criterion{
		{"visits", Visits, "v.id", visitOf + day, ""},
		{"quarters", Visits, "v.id", visitOf + day + " AND (" + strings.Join(within, " OR ") + ")", strings.Join(met, " + ")},
		{"findings", Findings, "f.id", findingOf + day, ""},
		{"adopted", Findings, "f.id", findingOf + day + " AND " + adopted(day), ""},
		{"report", nil, "", "", on("g.report_on", day)},
		{"satisfied", nil, "", "", opinion("满意")},
		{"mostly", nil, "", "", opinion("基本满意")},
	}
}

// groupScore is the SQL of the points of a group g on a day.
func groupScore(day string) string { return scoreOf("小组", groupCriteria(day)) }

// GroupScore explains the points of a group as of the day (YYYY-MM-DD): by each criterion those it gives, with the records behind them.
func GroupScore(ctx context.Context, db bun.IDB, group int64, day string) ([]measure.Figure, error) {
	of := fmt.Sprintf("(SELECT * FROM supervision_group WHERE id = %d) g", group)
	return explained(ctx, db, "小组", of, groupCriteria(store.QuoteText(day)))
}

// GroupReview is the rating of a group of the year as of a day.
type GroupReview struct {
	ID                         int64
	Number, Name               string
	Points                     int
	Reckoned, Grade, Why, Unit string // Grade is the office's where it gave one, else the reckoned; Unit is what its unit thinks of it
	ReportOn                   string
}

// GroupReviews are the ratings of the groups of the year as of the day (YYYY-MM-DD), by number.
func GroupReviews(ctx context.Context, db bun.IDB, year int, day string) (all []GroupReview, err error) {
	today := store.QuoteText(day)
	graded, reported := on("g.graded_on", today), on("g.report_on", today)
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var r GroupReview
		err := scan(&r.ID, &r.Number, &r.Name, &r.Points, &r.Reckoned, &r.Grade, &r.Why, &r.Unit, &r.ReportOn)
		all = append(all, r)
		return err
	}, "SELECT id, number, name, points, "+gradeOf("points")+", CASE WHEN graded THEN grade ELSE "+gradeOf("points")+" END, CASE WHEN graded THEN grade_why ELSE '' END, CASE WHEN reported THEN unit_opinion ELSE '' END, CASE WHEN reported THEN report_on ELSE '' END"+
		" FROM (SELECT g.*, "+groupScore(today)+" AS points, "+graded+" AS graded, "+reported+" AS reported FROM supervision_group g WHERE g.year = ? AND g.deleted_at = '' AND g.from_on <= "+today+") ORDER BY number", year)
	if err != nil {
		return nil, fmt.Errorf("ratings of groups of %d: %w", year, err)
	}
	return all, nil
}
