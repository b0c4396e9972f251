package supervision

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// What the office expects, as SQL of numbers.
const (
	visitsExpected   = "(SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'group.visits_quarter')"
	findingsExpected = "(SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'group.findings_year')"
)

// quarters of a year: the days and the middle, month and day.
var quarters = [4]struct{ name, first, middle, last string }{
	{"一季度", "01-01", "02-15", "03-31"}, {"二季度", "04-01", "05-15", "06-30"}, {"三季度", "07-01", "08-15", "09-30"}, {"四季度", "10-01", "11-15", "12-31"},
}

// visitsIn is the SQL of how many visits a group g made on a day in the quarter.
func visitsIn(q int, day string) string {
	return "(SELECT count(*) FROM visit v WHERE v.group_id = g.id AND v.deleted_at = '' AND v.on_date <= " + day +
		" AND v.on_date BETWEEN g.year || '-" + quarters[q].first + "' AND g.year || '-" + quarters[q].last + "')"
}

// quarterEnds is the SQL of the last day a group g can visit its unit in the quarter, empty where it is stationed for less than half of it.
func quarterEnds(q int) string {
	middle := "g.year || '-" + quarters[q].middle + "'"
	return "CASE WHEN g.from_on <= " + middle + " AND (g.to_on = '' OR g.to_on >= " + middle + ") THEN min(g.year || '-" + quarters[q].last +
		"', CASE g.to_on WHEN '' THEN '9' ELSE g.to_on END) ELSE '' END"
}

// findingBy is the SQL of the suggestions a supervisor s made in the year of a group g until a day.
func findingBy(day string) string {
	return "FROM visit_finding f JOIN visit v ON v.id = f.visit_id WHERE f.supervisor_id = s.id AND v.year = g.year AND v.deleted_at = '' AND v.on_date <= " + day
}

// directBy is the SQL of the items of the 直通车 he reported in it.
func directBy(day string) string {
	return "FROM direct_item d WHERE d.person_id = s.person_id AND d.year = g.year AND d.deleted_at = '' AND d.on_date <= " + day
}

// directsBy is the SQL of how many they are.
func directsBy(day string) string { return "(SELECT count(*) " + directBy(day) + ")" }

// findingsBy is the SQL of how many of both he made.
func findingsBy(day string) string {
	return "((SELECT count(*) " + findingBy(day) + ") + " + directsBy(day) + ")"
}

// groupFact is something a group did in its year, as SQL of a group g on a day.
type groupFact struct {
	key, title string
	holds      record.Type
	sql        func(day string) string
}

const (
	visitOf   = "FROM visit v WHERE v.group_id = g.id AND v.deleted_at = '' AND v.on_date <= "
	findingOf = "FROM visit_finding f JOIN visit v ON v.id = f.visit_id WHERE v.group_id = g.id AND v.deleted_at = '' AND v.on_date <= "
	membersOf = "FROM supervisor s WHERE s.deleted_at = '' AND s.id IN (SELECT m.supervisor_id FROM group_member m WHERE m.group_id = g.id AND m.from_on <= "
)

// groupFacts are what the list of groups says of their year: 有计划、有活动、有记录、有报告、有成效 (龙湾 2025) and what is short of what is expected.
var groupFacts = []groupFact{
	{"visits", "活动次数", record.Whole{}, func(day string) string { return "(SELECT count(*) " + visitOf + day + ")" }},
	{"quarters", "各季度活动", record.Text{}, func(day string) string {
		var counts []string
		for q := range quarters {
			counts = append(counts, visitsIn(q, day))
		}
		return strings.Join(counts, " || ' · ' || ")
	}},
	{"quarters_short", "不足的季度", record.Whole{}, shortQuarters},
	{"findings", "问题建议", record.Whole{}, func(day string) string { return "(SELECT count(*) " + findingOf + day + ")" }},
	{"suggesting", "建议达标", record.Text{}, func(day string) string {
		members := membersOf + day + ")"
		return "(SELECT count(*) " + members + " AND " + findingsBy(day) + " >= " + findingsExpected + ") || ' / ' || (SELECT count(*) " + members + ")"
	}},
	{"five", "五有", record.Text{}, fiveOf},
	{"points", "考评得分", record.Whole{}, groupScore},
	{"reckoned", "测算等次", record.Text{}, func(day string) string { return gradeOf(groupScore(day)) }},
}

// shortQuarters is the SQL of how many quarters that are over on the day a group g has too few visits in.
func shortQuarters(day string) string {
	var short []string
	for q := range quarters {
		short = append(short, "("+quarterEnds(q)+" <> '' AND g.year || '-"+quarters[q].last+"' < "+day+" AND "+visitsIn(q, day)+" < "+visitsExpected+")")
	}
	return strings.Join(short, " + ")
}

// fiveOf is the SQL of which of the five a group g has.
func fiveOf(day string) string {
	has := []struct{ word, condition string }{
		{"有计划", "g.focus <> ''"},
		{"有活动", "EXISTS (SELECT 1 " + visitOf + day + ")"},
		{"有记录", "EXISTS (SELECT 1 " + visitOf + day + ") AND NOT EXISTS (SELECT 1 " + visitOf + day + " AND NOT " + recorded + ")"},
		{"有报告", "EXISTS (SELECT 1 FROM opinion_letter l WHERE l.group_id = g.id AND l.deleted_at = '' AND " + on("l.submitted_on", day) + ")"},
		{"有成效", "EXISTS (SELECT 1 " + findingOf + day + " AND " + adopted(day) + ") OR EXISTS (SELECT 1 FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id WHERE l.group_id = g.id AND l.deleted_at = '' AND " + on("x.closed_on", day) + ")"},
	}
	var words []string
	for _, h := range has {
		words = append(words, "CASE WHEN "+h.condition+" THEN '"+h.word+"、' ELSE '' END")
	}
	return "rtrim(" + strings.Join(words, " || ") + ", '、')"
}

// AllFive is what a group has that has all five.
const AllFive = "有计划、有活动、有记录、有报告、有成效"

// The list and the form of groups say what each did: who there is does not know what they do, so it is added here.
func init() {
	section := "工作"
	for _, f := range groupFacts {
		roster.Groups.Fields = append(roster.Groups.Fields, record.Field{
			Key: f.key, Title: f.title, Type: f.holds, ListOnly: true, Section: section, Width: 80,
			Expr: "(SELECT " + f.sql(forever) + " FROM supervision_group g WHERE g.id = group_list.id)",
		})
		section = ""
	}
	before := roster.Groups.AsOf
	roster.Groups.AsOf = func(ctx context.Context, db bun.IDB, scope record.Scope, id int64, records []record.Record) error {
		if err := before(ctx, db, scope, id, records); err != nil {
			return err
		}
		for i := range records {
			forget(records[i].Values, scope.Day, []fact{{date: "report_on", also: []string{"unit_opinion"}}, {date: "graded_on", also: []string{"grade", "grade_why"}}})
		}
		keys, columns := make([]string, len(groupFacts)), "g.id"
		for i, f := range groupFacts {
			keys[i] = f.key
			columns += ", COALESCE(NULLIF(CAST(" + f.sql(store.QuoteText(scope.Day)) + " AS TEXT), '0'), '')"
		}
		return restated(ctx, db, records, keys, "SELECT "+columns+" FROM supervision_group g WHERE "+chosenOf("g", scope, id))
	}
}

// minimumFigures count who did less than the office expects in the year until the day.
func minimumFigures(c *counter, year int, day string) []measure.Figure {
	today := store.QuoteText(day)
	short := c.set(roster.Groups, "SELECT g.id FROM supervision_group g WHERE g.year = ? AND g.deleted_at = '' AND g.from_on <= "+today+" AND "+shortQuarters(today)+" > 0 ORDER BY g.id", year)
	stationed := func(condition string) measure.Set {
		return c.set(roster.Supervisors, "SELECT DISTINCT s.id FROM supervisor s JOIN group_member m ON m.supervisor_id = s.id AND m.from_on <= "+today+
			" JOIN supervision_group g ON g.id = m.group_id AND g.deleted_at = '' AND g.from_on <= "+today+" WHERE g.year = ? AND s.deleted_at = ''"+condition+" ORDER BY s.id", year)
	}
	return []measure.Figure{
		count("groups_short", "活动次数不足的小组", "个", "统计日以前已经过完的季度里活动次数少于「设置」里的每季度最低次数，派驻不到半个季度的不算", short),
		rate("supervisors_suggesting_rate", "建议达标的监督员", "分子 = 写明提出人的问题建议和直通车事项合计达到「设置」里每年最低条数的；分母 = 当年编入小组的监督员", stationed(" AND "+findingsBy(today)+" >= "+findingsExpected), stationed("")),
	}
}

// Behind is the groups that have visited too little in a quarter that ends for them on a day.
type Behind struct {
	On, Quarter string
	Groups      []int64
	Numbers     []string
}

// GroupsBehind lists the groups of the year that have too few visits, as known on the day, in the quarters that end for them by the day until: those that
// are over stay, as no visit makes up for them.
func GroupsBehind(ctx context.Context, db bun.IDB, year int, day, until string) (all []Behind, err error) {
	for q := range quarters {
		err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
			var id int64
			var number, ends string
			if err := scan(&id, &number, &ends); err != nil {
				return err
			}
			at := slices.IndexFunc(all, func(b Behind) bool { return b.On == ends && b.Quarter == quarters[q].name })
			if at < 0 {
				at, all = len(all), append(all, Behind{On: ends, Quarter: quarters[q].name})
			}
			all[at].Groups, all[at].Numbers = append(all[at].Groups, id), append(all[at].Numbers, number)
			return nil
		}, "SELECT g.id, CAST(g.number AS TEXT), "+quarterEnds(q)+" AS ends FROM supervision_group g WHERE g.year = ?0 AND g.deleted_at = '' AND ends <> '' AND ends <= ?1 AND "+
			visitsIn(q, store.QuoteText(day))+" < "+visitsExpected+" ORDER BY g.number", year, until)
		if err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(all, func(a, b Behind) int { return cmp.Compare(a.On, b.On) })
	return all, nil
}
