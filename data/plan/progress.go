package plan

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data/activity"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// State is where a plan item stands on a day.
type State string

// The states of a plan item. The time of an item is the closed interval of its months.
const (
	NotYet   State = "未到期"  // its first month has not come
	UnderWay State = "进行中"  // within its months
	DueNow   State = "本月到期" // this is its last month
	Done     State = "已完成"  // every target is reached
	Late     State = "逾期"   // its last month is over
)

// Item is an item of the year's plan.
type Item struct {
	ID                  int64
	Code, Title, Nature string
	Kind                Kind
	FromMonth, ToMonth  string // YYYY-MM
	Note                string

	Form, Owner, Approval string // 监督形式, 责任部门, 批准文号
}

// TargetDone is a target beside what the records show.
type TargetDone struct {
	Measure string // 人 组 件 次 份 条, or % of Base
	Target  int64
	Done    int64
	Counted measure.Set // the records of Done
	Base    measure.Set // what Counted is a part of, of a percent
	Planned measure.Set // meetings and studies that have a day to come: 已安排, never done
}

// Progress is a plan item with what has been done of it.
type Progress struct {
	Item    Item
	Targets []TargetDone
	State   State
	Late    int    // days since the end of its last month, when it is late
	LastOn  string // date of the latest record counted
	NextOn  string // date of the first that is planned
}

// ProgressOf counts the plan of the year from the records as of today (YYYY-MM-DD). Nothing of it is entered by hand.
func ProgressOf(ctx context.Context, db bun.IDB, year int, today string) ([]Progress, error) {
	day, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return nil, fmt.Errorf("today: %w", err)
	}
	done, err := readDone(ctx, db, year, today)
	if err != nil {
		return nil, err
	}
	planned, err := readPlanned(ctx, db, year, today)
	if err != nil {
		return nil, err
	}
	found, err := planItems(ctx, db, year)
	if err != nil {
		return nil, err
	}
	for i := range found {
		p := &found[i]
		p.LastOn = done[p.Item.Kind].lastOn
		reached := len(p.Targets) > 0
		for j := range p.Targets {
			t := &p.Targets[j]
			t.Counted = done[p.Item.Kind].counted[t.Measure]
			if t.Measure == timesHeld {
				its := turnOf(found, p.Item)
				t.Planned.Kind = activity.Activities.Name
				t.Counted.IDs, _, p.LastOn = done[p.Item.Kind].held.in(its)
				t.Planned.IDs, p.NextOn, _ = planned[p.Item.Kind].in(its)
			}
			t.Counted.Kind = countedKind(p.Item.Kind, t.Measure)
			t.Done = t.Counted.Len()
			if t.Measure == percent {
				t.Base = measure.Set{Kind: t.Counted.Kind, IDs: done[p.Item.Kind].counted[percentOf].IDs}
				t.Done = t.Counted.Len() * 100 / max(t.Base.Len(), 1)
			}
			reached = reached && t.Done >= t.Target
		}
		if err := p.judge(reached, day); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// percent is the measure of items that count a rate, and percentOf what doneSQL calls what it is of.
const (
	percent   = "%"
	percentOf = "% of"
)

// IsRate reports whether the target is a rate: Done is 100 x Counted / Base, without its fraction.
func (t *TargetDone) IsRate() bool { return t.Measure == percent }

// timesHeld is the measure of items whose activities are counted.
const timesHeld = "次"

// turn is the months whose activities an item counts, from the first to before the other, each "" for no bound.
type turn struct{ from, before string }

// turnOf is the turn of an item among those of its kind: where the year has several that begin in other months, such as one for each half, an activity counts
// for the last that has begun; what was held before the first counts for that.
func turnOf(all []Progress, item Item) (its turn) {
	for i := range all {
		other := all[i].Item
		counts := slices.ContainsFunc(all[i].Targets, func(t TargetDone) bool { return t.Measure == timesHeld })
		switch {
		case other.Kind != item.Kind || !counts:
		case other.FromMonth < item.FromMonth:
			its.from = item.FromMonth
		case other.FromMonth > item.FromMonth && (its.before == "" || other.FromMonth < its.before):
			its.before = other.FromMonth
		}
	}
	return its
}

// dated are records with their days, or the months of those that have no day yet.
type dated []struct {
	id int64
	on string
}

// in are the records within a turn, and the earliest and the last of their days.
func (d dated) in(its turn) (ids []int64, first, last string) {
	for _, r := range d {
		if month := r.on[:min(len(r.on), len("2006-01"))]; month >= its.from && (its.before == "" || month < its.before) {
			if ids = append(ids, r.id); first == "" || r.on < first {
				first = r.on
			}
			last = max(last, r.on)
		}
	}
	return ids, first, last
}

// judge sets the state as of the day.
func (p *Progress) judge(reached bool, day time.Time) error {
	month := day.Format("2006-01")
	switch {
	case reached:
		p.State = Done
	case month < p.Item.FromMonth:
		p.State = NotYet
	case month < p.Item.ToMonth:
		p.State = UnderWay
	case month == p.Item.ToMonth:
		p.State = DueNow
	default:
		last, err := time.Parse("2006-01", p.Item.ToMonth)
		if err != nil {
			return fmt.Errorf("last month of plan item %d: %w", p.Item.ID, err)
		}
		p.State = Late
		p.Late = int(day.Sub(last.AddDate(0, 1, -1)).Hours() / 24)
	}
	return nil
}

func planItems(ctx context.Context, db bun.IDB, year int) (found []Progress, err error) {
	err = store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var item Item
		var t TargetDone
		err := scan(&item.ID, &item.Code, &item.Title, &item.Nature, &item.Kind, &item.FromMonth, &item.ToMonth, &item.Note, &item.Form, &item.Owner, &item.Approval, &t.Measure, &t.Target)
		if len(found) == 0 || found[len(found)-1].Item.ID != item.ID {
			found = append(found, Progress{Item: item})
		}
		if p := &found[len(found)-1]; t.Measure != "" {
			p.Targets = append(p.Targets, t)
		}
		return err
	}, `SELECT i.id, i.code, i.title, i.nature, i.kind, i.from_month, i.to_month, i.note, i.form, i.owner, i.approval, COALESCE(t.measure, ''), COALESCE(t.target, 0)
		FROM plan_item i LEFT JOIN plan_target t ON t.plan_item_id = i.id
		WHERE i.year = ? AND i.deleted_at = '' ORDER BY i.sort, i.id, t.id`, year)
	return found, err
}

// done is what the records of a kind of plan item come to.
type done struct {
	counted map[string]measure.Set // by measure
	held    dated                  // of those counted by how often
	lastOn  string
}

// Each of these selects what counts: the kind of plan item, the measure, the id of the record, and when it was done.

// stationedSQL is the groups that have a unit on the day, and the people in them once each.
var stationedSQL = `SELECT '派驻监督', '组', id, from_on FROM stationed
	UNION ALL SELECT DISTINCT '派驻监督', '人', x.supervisor_id, '' FROM stationed g JOIN group_member x ON x.group_id = g.id
		JOIN supervisor v ON v.id = x.supervisor_id WHERE ` + roster.OnDay + ` AND v.deleted_at = ''`

// trackedSQL is the tracked proposals with every node of the dictionary done.
const trackedSQL = `SELECT '全程跟踪', '件', k.proposal_id, COALESCE((SELECT max(n.done_on) FROM tracking_node n WHERE n.proposal_id = k.proposal_id), '')
	FROM key_proposal k JOIN proposal p ON p.id = k.proposal_id JOIN session s ON s.id = p.session_id
	WHERE s.year = ?0 AND k.tracked AND k.tracked_on <= ?1 AND p.deleted_at = '' AND p.received_on <= ?1
	AND NOT EXISTS (SELECT 1 FROM dictionary d WHERE d.kind = 'tracking_node' AND d.active AND NOT EXISTS (
		SELECT 1 FROM tracking_node n WHERE n.proposal_id = k.proposal_id AND n.kind = d.name AND n.done_on <> '' AND n.done_on <= ?1))`

// evaluatedSQL is the proposals that have a valid sheet, and the panels that have one for each of their targets, be they proposals or units.
const evaluatedSQL = `SELECT '民主评议', '件', proposal_id, max(last_on) FROM evaluated WHERE sheets > 0 AND proposal_id <> 0 GROUP BY proposal_id
	UNION ALL SELECT '民主评议', '组', panel_id, max(last_on) FROM evaluated GROUP BY panel_id HAVING min(sheets) > 0`

const activitySQL = `SELECT kind, '次', id, finished_on FROM activity
	WHERE year = ?0 AND deleted_at = '' AND finished_on <> '' AND finished_on <= ?1`

// supervisedSQL is the visits, the groups that made any and what was found; the letters delivered, their points and those signed off; and what was reported
// by the 直通车.
const supervisedSQL = `SELECT '监督活动', '次', id, on_date FROM visited
	UNION ALL SELECT '监督活动', '组', g.id, max(v.on_date) FROM visited v JOIN supervision_group g ON g.id = v.group_id AND g.deleted_at = '' GROUP BY g.id
	UNION ALL SELECT '监督活动', '条', f.id, v.on_date FROM visit_finding f JOIN visited v ON v.id = f.visit_id
	UNION ALL SELECT '监督意见', '份', id, delivered_on FROM delivered
	UNION ALL SELECT '监督意见', '条', x.id, l.delivered_on FROM opinion_point x JOIN delivered l ON l.id = x.letter_id
	UNION ALL SELECT '监督意见', '% of', x.id, '' FROM opinion_point x JOIN delivered l ON l.id = x.letter_id
	UNION ALL SELECT '监督意见', '%', x.id, x.closed_on FROM opinion_point x JOIN delivered l ON l.id = x.letter_id WHERE x.closed_on <> '' AND x.closed_on <= ?1
	UNION ALL SELECT '直通车', '件', id, on_date FROM direct_item WHERE year = ?0 AND deleted_at = '' AND on_date <= ?1`

var doneSQL = `WITH
	stationed AS (SELECT g.id, g.from_on FROM supervision_group g WHERE g.year = ?0 AND g.deleted_at = '' AND g.from_on <= ?1
		AND EXISTS (SELECT 1 FROM group_unit x WHERE x.group_id = g.id AND ` + roster.OnDay + `)),
	valid AS (SELECT s.target_id, s.submitted_on FROM score_sheet s JOIN rater r ON r.id = s.rater_id
		WHERE NOT s.void AND NOT r.excused AND s.submitted_on <= ?1 AND EXISTS (SELECT 1 FROM score x WHERE x.sheet_id = s.id)),
	evaluated AS (SELECT t.id, t.panel_id, t.proposal_id, count(v.target_id) AS sheets, COALESCE(max(v.submitted_on), '') AS last_on
		FROM target_list t JOIN evaluation e ON e.id = t.evaluation_id AND e.planned LEFT JOIN valid v ON v.target_id = t.id WHERE t.year = ?0 GROUP BY t.id),
	visited AS (SELECT id, group_id, on_date FROM visit WHERE year = ?0 AND deleted_at = '' AND on_date <= ?1),
	delivered AS (SELECT id, delivered_on FROM opinion_letter WHERE year = ?0 AND deleted_at = '' AND delivered_on <> '' AND delivered_on <= ?1)
	` + stationedSQL + " UNION ALL " + trackedSQL + " UNION ALL " + evaluatedSQL + " UNION ALL " + activitySQL + " UNION ALL " + supervisedSQL

// supervisedKinds are the kinds of the records that supervisedSQL counts.
var supervisedKinds = map[Kind]map[string]string{
	Visits:   {"次": "visits", "组": roster.Groups.Name, "条": "findings"},
	Opinions: {"份": "letters", "条": "points", percent: "points"},
	Directs:  {"件": "directs"},
}

// countedKind is the name of the kind of the records that a measure of a plan item counts; panels have no list of their own.
func countedKind(kind Kind, of string) string {
	switch {
	case supervisedKinds[kind] != nil:
		return supervisedKinds[kind][of]
	case of == "人":
		return roster.Supervisors.Name
	case of == "件":
		return proposal.Proposals.Name
	case of == timesHeld:
		return activity.Activities.Name
	case kind == Stationing:
		return roster.Groups.Name
	default:
		return ""
	}
}

// readDone reads what is done by the day, and what has no date.
func readDone(ctx context.Context, db bun.IDB, year int, day string) (map[Kind]done, error) {
	all := map[Kind]done{}
	return all, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var kind Kind
		var of, on string
		var id int64
		err := scan(&kind, &of, &id, &on)
		d := all[kind]
		if d.counted == nil {
			d.counted = map[string]measure.Set{}
		}
		if of == timesHeld {
			d.held = append(d.held, dated{{id, on}}...)
		} else {
			d.counted[of] = measure.Set{IDs: append(d.counted[of].IDs, id)}
		}
		d.lastOn = max(d.lastOn, on)
		all[kind] = d
		return err
	}, doneSQL, year, day)
}

// plannedSQL is the activities of the year that are not held by the day and have a day to come, or the rest of a month, the first of each kind first.
const plannedSQL = `SELECT kind, id, COALESCE(NULLIF(started_on, ''), NULLIF(planned_on, ''), finished_on) AS ahead FROM activity
	WHERE year = ?0 AND deleted_at = '' AND NOT (finished_on <> '' AND finished_on <= ?1) AND ahead >= substr(?1, 1, length(ahead)) AND ahead <> '' ORDER BY ahead, id`

// readPlanned reads what is planned from the day on.
func readPlanned(ctx context.Context, db bun.IDB, year int, day string) (map[Kind]dated, error) {
	all := map[Kind]dated{}
	return all, store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var kind Kind
		var id int64
		var on string
		err := scan(&kind, &id, &on)
		all[kind] = append(all[kind], dated{{id, on}}...)
		return err
	}, plannedSQL, year, day)
}
