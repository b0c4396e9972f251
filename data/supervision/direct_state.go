package supervision

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// States of an item of the 直通车; Replied is one too.
const (
	ToTriage = "待分流"
	ToPass   = "待转办"
	Declined = "不予受理"
	InHand   = "办理中"
	Done     = "已办结"
)

// classOn is the SQL of the class of an item d on a day: one that was refused had that of its sorting until then.
func classOn(day string) string {
	return "CASE WHEN NOT " + on("d.triaged_on", day) + " THEN '' WHEN " + on("d.declined_on", day) + " OR d.sorted_class = '' THEN d.class ELSE d.sorted_class END"
}

// directState is the SQL of the state of an item d on a day, itself SQL.
func directState(day string) string {
	return "CASE WHEN NOT " + on("d.triaged_on", day) + " THEN '" + ToTriage + "'" +
		" WHEN " + on("d.declined_on", day) + " THEN '" + Declined + "'" +
		" WHEN NOT " + on("d.passed_on", day) + " THEN '" + ToPass + "'" +
		" WHEN " + on("d.told_on", day) + " THEN '" + Done + "'" +
		" WHEN " + directReturns.standing("replied_on", day) + " THEN '" + Replied + "'" +
		" ELSE '" + InHand + "' END"
}

// directTerm is SQL that picks, of an item d on a day, what belongs to the term that runs: that of passing it on, of answering it, of answering it again.
func directTerm(day, pass, answer, again string) string {
	return "CASE " + directState(day) + " WHEN '" + ToTriage + "' THEN " + pass + " WHEN '" + ToPass + "' THEN " + pass +
		" WHEN '" + InHand + "' THEN CASE WHEN " + directReturns.returnedOn(day) + " <> '' THEN " + again + " ELSE " + answer + " END ELSE '' END"
}

// directDue is the SQL of the day by which something is to be done about an item d, as known on the day, empty when nothing is.
func directDue(day string) string {
	return directTerm(day, "d.pass_due", "d.due_on", directReturns.newest("w.redo_due", day))
}

// directWhy is the SQL of how that day was counted. The rules count from 转办; that of answering again is counted from the return.
func directWhy(day string) string {
	again := directReturns.newest("CASE WHEN w.redo_rule LIKE '转办 %' THEN '退回重办' || substr(w.redo_rule, 3) ELSE w.redo_rule END", day)
	return directTerm(day, "d.pass_rule", "d.due_rule", again)
}

// directExplained is directWhy with what has to be said beside it.
func directExplained(day string) string {
	return proposal.WhySQL(directWhy(day), directTerm(day, "d.on_date", "d.passed_on", directReturns.returnedOn(day)), directDue(day))
}

// handlerOn is the SQL of the id of the unit that is in charge of an item d on a day: the one it was passed on to, or, while it had not answered, the
// one that took over from that one by then.
func handlerOn(day string) string {
	until := "min(" + day + ", CASE WHEN " + on("d.first_replied_on", day) + " THEN d.first_replied_on ELSE " + day + " END)"
	return roster.SuccessorSQL("d.handler_id", until)
}

// DirectsOwed lists the items of the year about which something is to be done by the day until, as known on the day.
func DirectsOwed(ctx context.Context, db bun.IDB, year int, day, until string) ([]record.Record, error) {
	return owedOf(ctx, db, Directs, year, day, until)
}

// OpenDirects are the items that a unit has in hand on the day, called by year and number.
func OpenDirects(ctx context.Context, db bun.IDB, unit int64, day string) ([]string, error) {
	today := store.QuoteText(day)
	return store.Texts(ctx, db, "SELECT d.year || ' 年 ' || d.number || ' 号 ' || d.content FROM direct_item d WHERE d.deleted_at = '' AND d.handler_id IS NOT NULL AND "+
		handlerOn(today)+" = ? AND "+directState(today)+" = '"+InHand+"' ORDER BY d.year, d.number", unit)
}

// UnitDirect is an item of the 直通车 of a unit.
type UnitDirect struct {
	Year, Number        int
	Content, On, Status string // On: the day it was passed on, of one that was not the day it was reported
}

// DirectsOf are the items of a unit on the day (YYYY-MM-DD), by number: those passed on to it, and those not passed on that concern it.
func DirectsOf(ctx context.Context, db bun.IDB, unit int64, day string) (found []UnitDirect, err error) {
	today := store.QuoteText(day)
	passed := on("d.passed_on", today)
	return found, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var d UnitDirect
		err := scan(&d.Year, &d.Number, &d.Content, &d.On, &d.Status)
		found = append(found, d)
		return err
	}, "SELECT d.year, d.number, d.content, CASE WHEN "+passed+" THEN d.passed_on ELSE d.on_date END, "+directState(today)+
		" FROM direct_item d WHERE d.deleted_at = '' AND d.on_date <= "+today+" AND CASE WHEN "+passed+" THEN "+handlerOn(today)+" ELSE d.unit_id END = ? ORDER BY d.number", unit)
}

// directFigures count the items reported until the day, what became of them, and how fast.
func directFigures(ctx context.Context, db bun.IDB, year int, day string) ([]measure.Figure, error) {
	c := &counter{ctx: ctx, db: db}
	today := store.QuoteText(day)
	of := func(condition string) measure.Set {
		return c.set(Directs, "SELECT d.id FROM direct_item d WHERE d.deleted_at = '' AND d.year = ? AND d.on_date <= "+today+" AND "+condition+" ORDER BY d.id", year)
	}
	all, passed, answered := of("1"), of(on("d.passed_on", today)), of(on("d.first_replied_on", today))
	owed := of("(" + on("d.first_replied_on", today) + " OR " + on("d.passed_on", today) + " AND d.due_on < " + today + ")")
	inTime := of(on("d.first_replied_on", today) + " AND d.first_replied_on <= d.due_on")
	late, told := of(directDue(today)+" <> '' AND "+directDue(today)+" < "+today), of(on("d.told_on", today))
	toTell := of("(" + directState(today) + " IN ('" + Replied + "', '" + Done + "', '" + Declined + "'))")
	carried, ended, err := carriedInto(ctx, db, Directs, year, day)
	if err != nil {
		return nil, err
	}
	return []measure.Figure{
		count("directs", "直通车事项", "件", "当日以前反映的", all),
		count("directs_declined", "直通车不予受理", "件", "分流时写明原因不予受理的", of(directState(today)+" = '"+Declined+"'")),
		count("directs_passed", "直通车转办", "件", "当日以前转给单位的", passed),
		count("directs_major", "直通车转办（重大）", "件", "转办的重大事项", of(on("d.passed_on", today)+" AND d.class = '"+Major+"'")),
		count("directs_answered", "直通车有过答复", "件", "当日以前答复过的，退回重办中的也在内", answered),
		rate("directs_in_time_rate", "直通车按期答复率", "分母 = 已答复的和到期未答复的事项，按首次答复日期", inTime, owed),
		count("directs_late", "直通车逾期", "件", "转办或办理的期限已过、还没有做到的", late),
		rate("directs_told_rate", "直通车反馈率", "分母 = 当日状态为已答复、已办结、不予受理的事项，退回重办中的不在内", told, toTell),
		rate("directs_carried_rate", "往年结转直通车办结率", fmt.Sprintf("分母 = 以前年度反映、到 %d 年底没有反馈的事项", year-1), ended, carried),
	}, c.err
}

// owedOf lists the records of a kind, of the year as of the day, that have something due by the day until.
func owedOf(ctx context.Context, db bun.IDB, kind *record.Kind, year int, day, until string) ([]record.Record, error) {
	all, err := kind.Records(ctx, db, record.Scope{Year: year, Day: day})
	if err != nil {
		return nil, fmt.Errorf("%s on %s: %w", kind.Name, day, err)
	}
	var owed []record.Record
	for _, r := range all {
		if DueBy(r.Values, until) {
			owed = append(owed, r)
		}
	}
	return owed, nil
}

// OwedBy lists the records of a kind about which something is to be done by the day until, as known on the day: of the year and, while they are open, of
// the years before it.
func OwedBy(ctx context.Context, db bun.IDB, kind *record.Kind, year int, day, until string) ([]record.Record, error) {
	years, err := openYears(ctx, db, kind, year, day)
	var all []record.Record
	for _, y := range years {
		owed, err := owedOf(ctx, db, kind, y, day, until)
		if err != nil {
			return nil, err
		}
		all = append(all, owed...)
	}
	return all, err
}

// openSQL is by the name of a kind the years of its records that are not at their end on the day.
var openSQL = map[string]string{
	Letters.Name: "SELECT year FROM opinion_letter WHERE received_on = '' OR received_on > ?1",
	Points.Name:  "SELECT l.year FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id WHERE x.closed_on = '' OR x.closed_on > ?1",
	Directs.Name: "SELECT year FROM direct_item WHERE told_on = '' OR told_on > ?1",
}

// openYears are the year and those before it, of which only some may have records that are open on the day, the newest first: an office keeps many that are done.
func openYears(ctx context.Context, db bun.IDB, kind *record.Kind, year int, day string) ([]int, error) {
	found, err := store.IDs(ctx, db, "SELECT ?0 UNION SELECT year FROM ("+openSQL[kind.Name]+") WHERE year < ?0 ORDER BY 1 DESC", year, day)
	years := make([]int, len(found))
	for i, y := range found {
		years[i] = int(y)
	}
	return years, err
}
