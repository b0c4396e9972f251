package supervision

import (
	"context"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// States of a letter.
const (
	Draft      = "起草"
	Submitted  = "送审中"
	ToApprove  = "待审定"
	ToDeliver  = "待送达"
	ToReceive  = "待签收" // also of a point
	UnderWay   = "整改中" // also of a point: no reply stands
	Replied    = "已答复" // also of a point
	ToLookBack = "待回头看"
	ToClose    = "待销号"
	Closed     = "已销号"

	NotSent = "未送达" // of a point only
)

// forever is an SQL day after all facts.
const forever = "'9999-12-31'"

// on is SQL that tells whether the fact with a day in the column is there on the day.
func on(column, day string) string { return "(" + column + " <> '' AND " + column + " <= " + day + ")" }

// pointState is the SQL of the state of a point x of a letter l on a day, itself SQL. What was replied and returned counts for the days before its
// return.
func pointState(day string) string {
	return "CASE WHEN NOT " + on("l.delivered_on", day) + " THEN '" + NotSent + "'" +
		" WHEN " + on("x.closed_on", day) + " THEN '" + Closed + "'" +
		" WHEN " + pointReturns.standing("looked_on", day) + " THEN '" + ToClose + "'" +
		" WHEN " + pointReturns.standing("accepted_on", day) + " THEN '" + ToLookBack + "'" +
		" WHEN " + pointReturns.standing("replied_on", day) + " THEN '" + Replied + "'" +
		" WHEN NOT " + on("l.received_on", day) + " THEN '" + ToReceive + "'" +
		" ELSE '" + UnderWay + "' END"
}

// owesMeasures is SQL that tells whether a point x is to have its measures first, as known on the day.
func owesMeasures(day string) string {
	return "NOT " + on("x.measure_on", day) + " AND NOT " + on("x.first_replied_on", day)
}

// putOff is the SQL of the deadline in a column of a letter l for its point x, as known on the day: an extension puts off whatever is due before it.
func putOff(column, day string) string {
	return "max(" + column + ", " + extension("extended_to", day) + ")"
}

// pointDue is the SQL of what a point x of a letter l is to be done by, as known on the day, empty when nothing is owed: first the measures, then the
// reply. Both count from the delivery, whether or not it was signed for, and either may have been put off.
func pointDue(day string) string {
	return "CASE WHEN " + pointState(day) + " NOT IN ('" + ToReceive + "', '" + UnderWay + "') THEN ''" +
		" WHEN " + owesMeasures(day) + " THEN " + putOff("l.measures_due", day) + " ELSE " + putOff("l.due_on", day) + " END"
}

// pointDueWhy is the SQL of why a point x of a letter l is to be done by then: the rule its deadline comes of, or the extension that puts it off.
func pointDueWhy(day string) string {
	why := func(column, rule string) string {
		return "CASE WHEN " + extension("extended_to", day) + " > " + column + " THEN " + extension("extended_on || ' 批准延期至 ' || e.extended_to", day) + " ELSE " + rule + " END"
	}
	return "CASE WHEN NOT " + on("l.delivered_on", day) + " THEN '' WHEN " + owesMeasures(day) + " THEN " + why("l.measures_due", "l.measures_rule") + " ELSE " + why("l.due_on", "l.due_rule") + " END"
}

// pointExplained is pointDueWhy with what has to be said beside it.
func pointExplained(day string) string {
	return proposal.WhySQL(pointDueWhy(day), "l.delivered_on", pointDue(day))
}

// pointsOf is SQL of a value over the points x of letter l.
func pointsOf(value string) string {
	return "(SELECT " + value + " FROM opinion_point x WHERE x.letter_id = l.id)"
}

// letterState is the SQL of the state of a letter l on a day: that of its point which is least far, once it is at work. One whose points are not
// recorded is at work. What an old ledger lacks of its way is behind it once a later date is there.
func letterState(day string) string {
	var sql strings.Builder
	sql.WriteString("CASE")
	for i, state := range []string{Draft, Submitted, ToApprove, ToDeliver} {
		var reached []string
		for _, m := range milestones[i:] {
			reached = append(reached, on("l."+m.key, day))
		}
		sql.WriteString(" WHEN NOT (" + strings.Join(reached, " OR ") + ") THEN '" + state + "'")
	}
	sql.WriteString(" WHEN " + pointsOf("count(*)") + " = 0 THEN CASE WHEN " + on("l.received_on", day) + " THEN '" + UnderWay + "' ELSE '" + ToReceive + "' END")
	for _, state := range []string{ToReceive, UnderWay, Replied, ToLookBack, ToClose} {
		sql.WriteString(" WHEN EXISTS (SELECT 1 FROM opinion_point x WHERE x.letter_id = l.id AND " + pointState(day) + " = '" + state + "') THEN '" + state + "'")
	}
	return sql.String() + " ELSE '" + Closed + "' END"
}

// letterDue is the SQL of the earliest day something is due of a letter l, empty when nothing is.
func letterDue(day string) string {
	return "COALESCE((SELECT min(d) FROM (SELECT " + pointDue(day) + " AS d FROM opinion_point x WHERE x.letter_id = l.id) WHERE d <> ''), '')"
}

// DueBy reports whether what a letter or a point owes, read as of a day, is to be done by the day until (YYYY-MM-DD).
func DueBy(v record.Values, until string) bool { return v["due_now"] != "" && v["due_now"] <= until }

// Late reports whether what a letter or a point owes, read as of the day (YYYY-MM-DD), should have been done by then: the one place that says so.
func Late(v record.Values, day string) bool { return DueBy(v, day) && v["due_now"] != day }

// Owed lists the points of the year of which something is to be done by the day until, as known on the day; those of them that are Late came before it.
func Owed(ctx context.Context, db bun.IDB, year int, day, until string) ([]record.Record, error) {
	return owedOf(ctx, db, Points, year, day, until)
}

// latePoints are the points of the year that are late on the day.
func latePoints(ctx context.Context, db bun.IDB, year int, day string) (measure.Set, error) {
	owed, err := Owed(ctx, db, year, day, day)
	set := measure.Set{Kind: Points.Name}
	for _, p := range owed {
		if Late(p.Values, day) {
			set.IDs = append(set.IDs, p.ID)
		}
	}
	slices.Sort(set.IDs)
	return set, err
}
