package supervision

import (
	"context"
	"strconv"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// GroupWork counts what a group has done in its year until the day: the records behind 五有, and what its members reported by the 直通车.
func GroupWork(ctx context.Context, db bun.IDB, group int64, day string) ([]measure.Figure, error) {
	today, is := store.QuoteText(day), strconv.FormatInt(group, 10)
	visited := "FROM visit v WHERE v.deleted_at = '' AND v.on_date <= " + today + " AND v.group_id = " + is
	found := "FROM visit_finding f JOIN visit v ON v.id = f.visit_id WHERE v.deleted_at = '' AND v.on_date <= " + today + " AND v.group_id = " + is
	written := "FROM opinion_letter l WHERE l.deleted_at = '' AND l.group_id = " + is
	followed := "FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id WHERE l.deleted_at = '' AND l.group_id = " + is + " AND " + on("l.delivered_on", today)
	c := &counter{ctx: ctx, db: db}
	figures := make([]measure.Figure, 0, 9)
	for _, f := range []struct {
		code, name, unit, rule string
		kind                   *record.Kind
		query                  string
	}{
		{"visits", "监督活动", "次", "活动日期在当日以前", Visits, "SELECT v.id " + visited},
		{"recorded", "有记录的活动", "次", "写了活动内容或问题建议", Visits, "SELECT v.id " + visited + " AND " + recorded},
		{"findings", "问题建议", "条", "当日以前活动中提出的", Findings, "SELECT f.id " + found},
		{"adopted", "采纳的建议", "条", "当日以前答复采纳的", Findings, "SELECT f.id " + found + " AND " + adopted(today)},
		{"letters", "意见书", "份", "小组的意见书，起草的也在内", Letters, "SELECT l.id " + written},
		{"submitted", "送审的意见书", "份", "当日以前送审的", Letters, "SELECT l.id " + written + " AND " + on("l.submitted_on", today)},
		{"points", "送达的意见", "条", "当日以前送达的意见书中的", Points, "SELECT x.id " + followed},
		{"closed", "销号的意见", "条", "当日以前销号的", Points, "SELECT x.id " + followed + " AND " + on("x.closed_on", today)},
		{
			"directs", "直通车事项", "件", "当年小组成员当日以前反映的", Directs,
			"SELECT d.id FROM direct_item d JOIN supervision_group g ON g.id = " + is + " AND g.year = d.year WHERE d.deleted_at = '' AND d.on_date <= " + today +
				" AND d.person_id IN (" + roster.PeopleOfGroup(is, today) + ")",
		},
	} {
		figures = append(figures, count("group."+f.code, f.name, f.unit, f.rule, c.set(f.kind, f.query+" ORDER BY 1")))
	}
	return figures, c.err
}

// recorded is SQL that tells whether a visit v says what it was about or what it found.
const recorded = "(v.content <> '' OR EXISTS (SELECT 1 FROM visit_finding r WHERE r.visit_id = v.id))"

// adopted is SQL that tells whether a finding f was adopted by the day.
func adopted(day string) string { return "f.outcome = '" + Adopted + "' AND f.settled_on <= " + day }
