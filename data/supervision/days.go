package supervision

import (
	"cmp"
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// pointDays are what of the points of the year's letters falls on the days from one to another: what units owe of them, and those signed off.
func pointDays(ctx context.Context, db bun.IDB, scope record.Scope, from, to string) ([]record.Dated, error) {
	points, err := Points.Shown(ctx, db, scope)
	if err != nil {
		return nil, fmt.Errorf("days of points: %w", err)
	}
	var all []record.Dated
	for _, p := range points {
		d := record.Dated{On: p.Values["due_now"], What: "整改", Title: beforeYear(p.Values, scope) + "意见 " + p.Values["serial"] + " " + p.Values["text"], Who: p.Values["unit"], ID: p.ID, Owed: true}
		if p.Values["status"] == Closed {
			d.On, d.What, d.Done = p.Values["closed_on"], "销号", true
		}
		if d.On != "" && d.On >= from && d.On <= to {
			all = append(all, d)
		}
	}
	return all, nil
}

// beforeYear says the year of a record that was carried over into the scope.
func beforeYear(v record.Values, scope record.Scope) string {
	if v["year"] == record.WholeNumber(scope.Year) {
		return ""
	}
	return v["year"] + " 年"
}

// visitDays are the visits of the year made or arranged on the days from one to another.
func visitDays(ctx context.Context, db bun.IDB, scope record.Scope, from, to string) ([]record.Dated, error) {
	return record.DatedBy(ctx, db, `SELECT v.id, v.on_date, '监督活动', v.form || ' ' || COALESCE(u.name, ''), '第 ' || g.number || ' 组', v.on_date <= ?3 FROM visit v
		JOIN supervision_group g ON g.id = v.group_id LEFT JOIN unit u ON u.id = v.unit_id WHERE v.year = ?0 AND v.deleted_at = '' AND v.on_date BETWEEN ?1 AND ?2 ORDER BY v.on_date, v.id`,
		scope.Year, from, to, scope.Day)
}

// letterDays are the letters of the year delivered on the days from one to another.
func letterDays(ctx context.Context, db bun.IDB, scope record.Scope, from, to string) ([]record.Dated, error) {
	return record.DatedBy(ctx, db, `SELECT l.id, l.delivered_on, '送达', l.title, '', 1 FROM opinion_letter l WHERE l.year = ?0 AND l.deleted_at = '' AND l.delivered_on BETWEEN ?1 AND ?2
		AND l.delivered_on <= ?3 ORDER BY l.delivered_on, l.id`, scope.Year, from, to, scope.Day)
}

// directDays are the terms of the year's 直通车 items that end on the days from one to another, while something is owed on them.
func directDays(ctx context.Context, db bun.IDB, scope record.Scope, from, to string) (all []record.Dated, err error) {
	items, err := Directs.Shown(ctx, db, scope)
	if err != nil {
		return nil, fmt.Errorf("days of direct items: %w", err)
	}
	for _, d := range items {
		if due := d.Values["due_now"]; due != "" && due >= from && due <= to {
			who := cmp.Or(d.Values["handler"], d.Values["unit"])
			all = append(all, record.Dated{On: due, What: "直通车", Title: beforeYear(d.Values, scope) + "直通车 " + d.Values["number"] + " 号 " + d.Values["content"], Who: who, ID: d.ID, Owed: true})
		}
	}
	return all, nil
}

// groupDays are the ends of the quarters in which a group still owes visits as of the scope's day, one for each group.
func groupDays(ctx context.Context, db bun.IDB, scope record.Scope, from, to string) (all []record.Dated, err error) {
	behind, err := GroupsBehind(ctx, db, scope.Year, scope.Day, to)
	for _, b := range behind {
		if b.On < from {
			continue
		}
		for i, id := range b.Groups {
			all = append(all, record.Dated{On: b.On, What: "监督", Title: b.Quarter + "监督活动不足", Who: "第 " + b.Numbers[i] + " 组", ID: id, Owed: true})
		}
	}
	return all, err
}

func init() {
	Points.Days, Visits.Days, Letters.Days, Directs.Days, roster.Groups.Days = pointDays, visitDays, letterDays, directDays, groupDays
}
