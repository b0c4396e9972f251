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

// setOf is the ids a query reads, as the set of records of a kind.
func setOf(ctx context.Context, db bun.IDB, kind *record.Kind, query string, args ...any) (measure.Set, error) {
	ids, err := store.IDs(ctx, db, query, args...)
	if err != nil {
		return measure.Set{}, fmt.Errorf("figure of %s: %w", kind.Name, err)
	}
	return measure.Set{Kind: kind.Name, IDs: ids}, nil
}

func count(code, name, unit, rule string, set measure.Set) measure.Figure {
	return measure.Figure{Code: code, Name: name, Unit: unit, Rule: rule, Num: set.Len(), Counted: set}
}

func rate(code, name, rule string, counted, base measure.Set) measure.Figure {
	return measure.Figure{Code: code, Name: name, IsRate: true, Rule: rule, Num: counted.Len(), Den: base.Len(), Counted: counted, Base: base}
}

// rated are figures whose rates have as many decimals as the office's setting says: the one place for those of supervision.
func rated(figures func(ctx context.Context, db bun.IDB, year int, day string) ([]measure.Figure, error)) func(ctx context.Context, db bun.IDB, year int, day string) ([]measure.Figure, error) {
	return func(ctx context.Context, db bun.IDB, year int, day string) ([]measure.Figure, error) {
		settings, err := record.SettingMap(ctx, db)
		if err != nil {
			return nil, err
		}
		all, err := figures(ctx, db, year, day)
		for i := range all {
			if all[i].IsRate {
				all[i].Digits = proposal.RateDigits(settings)
			}
		}
		return all, err
	}
}

// counter reads sets until one cannot be read.
type counter struct {
	ctx context.Context
	db  bun.IDB
	err error
}

func (c *counter) set(kind *record.Kind, query string, args ...any) (set measure.Set) {
	if c.err == nil {
		set, c.err = setOf(c.ctx, c.db, kind, query, args...)
	}
	return set
}

// visitFigures count the visits of a year until the day, in all and by form, the groups that made any, and what was found and adopted.
func visitFigures(ctx context.Context, db bun.IDB, year int, day string) ([]measure.Figure, error) {
	c := &counter{ctx: ctx, db: db}
	const there = " FROM visit v WHERE v.deleted_at = '' AND v.year = ? AND v.on_date <= ?"
	visits := c.set(Visits, "SELECT v.id"+there+" ORDER BY v.id", year, day)
	figures := []measure.Figure{count("visits", "监督活动", "次", "活动日期在当日以前", visits)}
	forms, err := store.Texts(ctx, db, "SELECT DISTINCT v.form"+there+" ORDER BY v.form", year, day)
	if err != nil {
		return nil, fmt.Errorf("forms of visits: %w", err)
	}
	for _, form := range forms {
		set := c.set(Visits, "SELECT v.id"+there+" AND v.form = ? ORDER BY v.id", year, day, form)
		figures = append(figures, count("visits."+form, "监督活动（"+form+"）", "次", "监督形式为"+form, set))
	}
	groups := c.set(roster.Groups, "SELECT id FROM supervision_group WHERE year = ? AND deleted_at = '' AND from_on <= ? ORDER BY id", year, day)
	active := c.set(roster.Groups, "SELECT id FROM supervision_group WHERE year = ? AND deleted_at = '' AND from_on <= ? AND id IN (SELECT v.group_id"+there+") ORDER BY id", year, day, year, day)
	found := c.set(Findings, "SELECT f.id FROM visit_finding f WHERE f.visit_id IN (SELECT v.id"+there+") ORDER BY f.id", year, day)
	adopted := c.set(Findings, "SELECT f.id FROM visit_finding f WHERE f.outcome = '"+Adopted+"' AND f.settled_on <= ? AND f.visit_id IN (SELECT v.id"+there+") ORDER BY f.id", day, year, day)
	return append(append(figures,
		rate("groups_active_rate", "开展活动的小组", "分母 = 当年监督小组数", active, groups),
		count("findings", "问题建议", "条", "当日以前活动中提出的", found),
		rate("adoption_rate", "问题建议采纳率", "分母 = 提出的问题建议条数，未答复的也在内", adopted, found),
	), minimumFigures(c, year, day)...), c.err
}

// letterFigures count the letters delivered until the day and their points: answered, in time, signed off.
func letterFigures(ctx context.Context, db bun.IDB, year int, day string) ([]measure.Figure, error) {
	c := &counter{ctx: ctx, db: db}
	today := store.QuoteText(day)
	letters := c.set(Letters, "SELECT l.id FROM opinion_letter l WHERE l.deleted_at = '' AND l.year = ? AND "+on("l.delivered_on", today)+" ORDER BY l.id", year)
	of := func(condition string) measure.Set {
		return c.set(Points, "SELECT x.id FROM opinion_point x JOIN opinion_letter l ON l.id = x.letter_id WHERE l.deleted_at = '' AND l.year = ? AND "+
			on("l.delivered_on", today)+" AND "+condition+" ORDER BY x.id", year)
	}
	due := putOff("l.due_on", today)
	all, answered := of("1"), of(on("x.first_replied_on", today))
	owed := of("(" + on("x.first_replied_on", today) + " OR " + due + " < " + today + ")")
	inTime := of(on("x.first_replied_on", today) + " AND x.first_replied_on <= " + due)
	closed := of(on("x.closed_on", today))
	late, err := latePoints(ctx, db, year, day)
	if err != nil {
		return nil, err
	}
	carried, ended, err := carriedInto(ctx, db, Points, year, day)
	if err != nil {
		return nil, err
	}
	return []measure.Figure{
		count("letters", "监督意见书", "份", "当日以前送达的", letters),
		count("points", "监督意见", "条", "当日以前送达的意见书中的", all),
		count("points_answered", "已答复的意见", "条", "有过答复的，退回的也在内", answered),
		rate("points_in_time_rate", "意见按期答复率", "分母 = 已答复的和到期未答复的意见，按首次答复日期", inTime, owed),
		count("points_late", "逾期的意见", "条", "措施或整改期限已过、还没有做到的", late),
		rate("points_closed_rate", "意见销号率", "分母 = 已送达的监督意见条数", closed, all),
		rate("points_carried_rate", "往年结转意见销号率", fmt.Sprintf("分母 = 以前年度送达、到 %d 年底没有销号的监督意见", year-1), ended, carried),
	}, c.err
}
