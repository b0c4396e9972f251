package data

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/calendar"
	"cppccdesk/data/fold"
	"cppccdesk/data/proposal"
)

// SearchProposals finds proposals of the year (0: all years) whose title or body holds the words.
func SearchProposals(ctx context.Context, db bun.IDB, words string, year int) ([]int64, error) {
	match := fold.Query(words)
	if match == "" {
		return nil, nil
	}
	if year == 0 {
		return ids(ctx, db, "SELECT rowid FROM proposal_search WHERE proposal_search MATCH ?", match)
	}
	return ids(ctx, db, `SELECT f.rowid FROM proposal_search f JOIN proposal p ON p.id = f.rowid JOIN session s ON s.id = p.session_id
		WHERE proposal_search MATCH ? AND s.year = ?`, match, year)
}

// DueItem is something that is late or soon due.
type DueItem struct {
	On         string
	Days       int    // until On; negative is late
	Workdays   int    // likewise, in working days
	Kind       string // 答复 重办 部署 跟踪
	Title      string
	Who        string
	ProposalID int64
}

// DueWithin is how many days ahead Due looks.
const DueWithin = 14

// Due lists what is late today or due within DueWithin days, the most urgent first.
func Due(ctx context.Context, db bun.IDB, year int, today string) ([]DueItem, error) {
	day, err := calendar.ParseDate(today)
	if err != nil {
		return nil, fmt.Errorf("today: %w", err)
	}
	days, err := WorkCalendar()
	if err != nil {
		return nil, err
	}
	cases, err := proposalCases(ctx, db, ProposalFilter{Year: year})
	if err != nil {
		return nil, fmt.Errorf("due: %w", err)
	}
	until := day.AddDays(DueWithin).String()
	var items []DueItem
	add := func(item DueItem) {
		on, err := calendar.ParseDate(item.On)
		if err != nil {
			return // a date that cannot be read is reported by check, not here
		}
		item.Days, item.Workdays = day.DaysUntil(on), days.WorkdaysBetween(day, on)
		items = append(items, item)
	}
	for i := range cases {
		c := cases[i].On(today)
		dueOf(&c, until, add)
	}
	late, err := latePlan(ctx, db, year, today)
	items = append(items, late...)
	slices.SortStableFunc(items, func(a, b DueItem) int { return strings.Compare(a.On, b.On) })
	return items, err
}

// dueOf passes on what is to come of a proposal by the day until.
func dueOf(c *proposal.Case, until string, add func(DueItem)) {
	number := "—"
	if c.Number > 0 {
		number = strconv.Itoa(c.Number)
	}
	for _, a := range c.Due(until) {
		kind := "答复"
		if a.Round > 1 {
			kind = "重办"
		}
		add(DueItem{On: a.DueOn, Kind: kind, Title: "第 " + number + " 号 " + c.Title, Who: a.Unit, ProposalID: c.ID})
	}
	for _, n := range c.Nodes {
		if n.DoneOn == "" && n.DueOn != "" && n.DueOn <= until {
			add(DueItem{On: n.DueOn, Kind: "跟踪", Title: "第 " + number + " 号 " + n.Kind, Who: n.Person, ProposalID: c.ID})
		}
	}
}

func latePlan(ctx context.Context, db bun.IDB, year int, today string) ([]DueItem, error) {
	progress, err := PlanProgress(ctx, db, year, today)
	if err != nil {
		return nil, err
	}
	var items []DueItem
	for _, p := range progress {
		if p.Late == 0 {
			continue
		}
		last, err := calendar.ParseMonth(p.Item.ToMonth)
		if err != nil {
			return nil, fmt.Errorf("plan item %d: %w", p.Item.ID, err)
		}
		items = append(items, DueItem{On: last.Last().String(), Days: -p.Late, Kind: "部署", Title: p.Item.Title})
	}
	return items, nil
}

// Milestone is one thing that happened to a proposal, or has to.
type Milestone struct {
	On   string
	Text string
	Open bool // still to come
}

// ProposalCourse is the way of one proposal so far (经过), in the order of the dates.
func ProposalCourse(ctx context.Context, db bun.IDB, id int64) ([]Milestone, error) {
	var milestones []Milestone
	err := scanRows(ctx, db, func(scan func(...any) error) error {
		var s Milestone
		err := scan(&s.On, &s.Text, &s.Open)
		s.Text = strings.TrimSpace(s.Text)
		milestones = append(milestones, s)
		return err
	}, `
		WITH stage AS (
			SELECT w.was_id AS id, w.assignment_id AS becomes, x.round, w.role, w.unit_id, w.assigned_on, w.extended_to, w.extended_on, w.returned_on, w.until_on
			FROM assignment_past w JOIN assignment x ON x.id = w.assignment_id WHERE x.proposal_id = ?0
			UNION ALL SELECT id, id, round, role, unit_id, assigned_on, extended_to, extended_on, returned_on, '9999-12-31' FROM assignment WHERE proposal_id = ?0)
		SELECT received_on, '收件' || CASE WHEN serial <> '' THEN ' · 流水号 ' || serial ELSE '' END, 0 FROM proposal WHERE id = ?0
		UNION ALL SELECT reviewed_on, '审查 ' || conclusion || CASE WHEN number IS NOT NULL THEN '，案号 ' || number ELSE '' END, 0 FROM proposal WHERE id = ?0 AND conclusion <> ''
		UNION ALL SELECT min(a.assigned_on), CASE WHEN a.round > 1 THEN '重新办理 ' ELSE '交办 ' END || group_concat(a.role || ' ' || u.name, '、'
			ORDER BY a.role = '会办', a.id), 0
			FROM stage a JOIN unit u ON u.id = a.unit_id WHERE a.returned_on = ''
			AND NOT EXISTS (SELECT 1 FROM stage e WHERE e.id = a.id AND e.becomes = a.becomes AND e.until_on < a.until_on) GROUP BY a.round
		UNION ALL SELECT DISTINCT a.until_on, '移交 ' || u.name || ' 并入 ' || s.name || '，由其接着办理', 0 FROM stage a
			JOIN unit u ON u.id = a.unit_id AND u.to_on = a.until_on JOIN unit s ON s.id = u.successor_id
		UNION ALL SELECT a.extended_on, '延期 ' || u.name || ' 至 ' || a.extended_to, 0 FROM stage a JOIN unit u ON u.id = a.unit_id WHERE a.extended_on <> ''
			AND NOT EXISTS (SELECT 1 FROM stage e WHERE e.becomes = a.becomes AND e.extended_on = a.extended_on AND e.extended_to = a.extended_to AND e.until_on < a.until_on)
		UNION ALL SELECT on_date, '面商 ' || mode || ' ' || people, 0 FROM consultation WHERE proposal_id = ?0
		UNION ALL SELECT a.replied_on, '答复 ' || u.name || ' ' || a.result_class || ' 类 ' || a.doc_number, 0
			FROM answering a JOIN unit u ON u.id = a.unit_id WHERE a.proposal_id = ?0 AND a.replied_on <> ''
		UNION ALL SELECT returned_on, '反馈 办理工作' || attitude || '、办理结果' || result, 0 FROM feedback WHERE proposal_id = ?0
		UNION ALL SELECT a.due_on, '答复期限 ' || u.name, 1 FROM answering a JOIN unit u ON u.id = a.unit_id WHERE a.proposal_id = ?0 AND a.replied_on = '' AND a.due_on <> ''
		ORDER BY 3, 1`, id)
	if err != nil {
		return nil, fmt.Errorf("course of proposal %d: %w", id, err)
	}
	return milestones, nil
}
