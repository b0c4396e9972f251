package data

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/calendar"
	"cppccdesk/data/fold"
)

// ProposalRow is one row of the proposal list. Dates are ISO text, empty when unknown; counts are of the first round.
type ProposalRow struct {
	bun.BaseModel `bun:"table:proposal_list"`

	ID                     int64 `bun:",pk"`
	SessionID, TermID      int64
	Year                   int
	SessionName, TermName  string
	SessionOrdinal         int
	TermOrdinal            int
	Serial                 string
	Number                 int
	Title                  string
	Kind, Class, Timing    string
	ReceivedOn             string
	Category, Field        string
	Open                   bool
	SuggestedUnits         string
	Status                 string
	Conclusion, ReviewedOn string
	Destination, Handling  string
	Excellent              bool
	Note                   string
	MergedInto             int64
	MergedNumber           int
	Reasons                string
	Proposer               string
	ProposerCount          int
	Proposers              string
	IsKey, Tracked         bool
	ChairLeader, Method    string
	LeadUnits, CoUnits     string
	Round                  int // the newest round of assignment
	ToAnswer, Answered     int
	AssignedOn, FirstDueOn string
	LastReplyOn            string
	RepliedLate            int
	OpenDueOn              string // the earliest deadline still to be met
	DueRule                string
	ResultClass            string // the newest answer's
	Attitude, Satisfaction string // the newest feedback's
	Adoption, FeedbackOn   string
	FeedbackRound          int
	Face                   bool // 面商过
	Nodes, NodesDone       int
}

// Filed reports whether the proposal counts as 立案.
func (r *ProposalRow) Filed() bool { return r.Conclusion == "立案" }

// AnsweredAll reports whether every unit that has to answer in the first round has: 已答复件.
func (r *ProposalRow) AnsweredAll() bool { return r.ToAnswer > 0 && r.Answered == r.ToAnswer }

// Late reports whether an answer is overdue today.
func (r *ProposalRow) Late(today string) bool { return r.OpenDueOn != "" && r.OpenDueOn < today }

// ProposerText names the first proposer, and how many there are when there are more.
func (r *ProposalRow) ProposerText() string {
	if r.ProposerCount > 1 {
		return fmt.Sprintf("%s等 %d 人", r.Proposer, r.ProposerCount)
	}
	return r.Proposer
}

// ProposalFilter chooses proposals; zero parts choose nothing away.
type ProposalFilter struct {
	Year int
	IDs  []int64
}

// FindProposals lists the proposals the filter chooses, by number, those without one last.
func FindProposals(ctx context.Context, db bun.IDB, filter ProposalFilter) ([]ProposalRow, error) {
	var rows []ProposalRow
	query := db.NewSelect().Model(&rows).OrderExpr("number = 0, number, serial, id")
	if filter.Year != 0 {
		query = query.Where("year = ?", filter.Year)
	}
	if filter.IDs != nil {
		query = query.Where("id IN (?)", bun.List(filter.IDs))
	}
	if err := query.Scan(ctx); err != nil {
		return nil, fmt.Errorf("list proposals: %w", err)
	}
	return rows, nil
}

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
	until := day.AddDays(DueWithin).String()
	var items []DueItem
	err = scanRows(ctx, db, func(scan func(...any) error) error {
		var item DueItem
		if err := scan(&item.On, &item.Kind, &item.Title, &item.Who, &item.ProposalID); err != nil {
			return err
		}
		on, err := calendar.ParseDate(item.On)
		if err != nil {
			return nil //nolint:nilerr // a date that cannot be read is reported by check, not here
		}
		item.Days, item.Workdays = day.DaysUntil(on), days.WorkdaysBetween(day, on)
		items = append(items, item)
		return nil
	}, `
		SELECT a.due_on, CASE WHEN a.round > 1 THEN '重办' ELSE '答复' END, '第 ' || COALESCE(p.number, '—') || ' 号 ' || p.title, u.name, p.id
		FROM answering a JOIN proposal p ON p.id = a.proposal_id JOIN session s ON s.id = p.session_id JOIN unit u ON u.id = a.unit_id
		WHERE s.year = ? AND p.deleted_at = '' AND a.replied_on = '' AND a.due_on <> '' AND a.due_on <= ?
		UNION ALL
		SELECT n.due_on, '跟踪', '第 ' || COALESCE(p.number, '—') || ' 号 ' || n.kind, n.person, p.id
		FROM tracking_node n JOIN proposal p ON p.id = n.proposal_id JOIN session s ON s.id = p.session_id
		WHERE s.year = ? AND p.deleted_at = '' AND n.done_on = '' AND n.due_on <> '' AND n.due_on <= ?`, year, until, year, until)
	if err != nil {
		return nil, fmt.Errorf("due: %w", err)
	}
	late, err := latePlan(ctx, db, year, today)
	items = append(items, late...)
	slices.SortStableFunc(items, func(a, b DueItem) int { return strings.Compare(a.On, b.On) })
	return items, err
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

// Step is one thing that happened to a proposal, or has to.
type Step struct {
	On   string
	Text string
	Open bool // still to come
}

// ProposalCourse is the way of one proposal so far (经过), in the order of the dates.
func ProposalCourse(ctx context.Context, db bun.IDB, id int64) ([]Step, error) {
	var steps []Step
	err := scanRows(ctx, db, func(scan func(...any) error) error {
		var s Step
		err := scan(&s.On, &s.Text, &s.Open)
		s.Text = strings.TrimSpace(s.Text)
		steps = append(steps, s)
		return err
	}, `
		SELECT received_on, '收件' || CASE WHEN serial <> '' THEN ' · 流水号 ' || serial ELSE '' END, 0 FROM proposal WHERE id = ?0
		UNION ALL SELECT reviewed_on, '审查 ' || conclusion || CASE WHEN number IS NOT NULL THEN ',案号 ' || number ELSE '' END, 0 FROM proposal WHERE id = ?0 AND conclusion <> ''
		UNION ALL SELECT min(a.assigned_on), CASE WHEN a.round > 1 THEN '重新办理 ' ELSE '交办 ' END || group_concat(a.role || ' ' || u.name, '、'
			ORDER BY a.role = '会办', a.id), 0
			FROM assignment a JOIN unit u ON u.id = a.unit_id WHERE a.proposal_id = ?0 AND a.returned_on = '' GROUP BY a.round
		UNION ALL SELECT on_date, '面商 ' || mode || ' ' || people, 0 FROM consultation WHERE proposal_id = ?0
		UNION ALL SELECT a.replied_on, '答复 ' || u.name || ' ' || a.result_class || ' 类 ' || a.doc_number, 0
			FROM answering a JOIN unit u ON u.id = a.unit_id WHERE a.proposal_id = ?0 AND a.replied_on <> ''
		UNION ALL SELECT returned_on, '反馈 办理工作' || attitude || '、办理结果' || result, 0 FROM feedback WHERE proposal_id = ?0
		UNION ALL SELECT a.due_on, '答复期限 ' || u.name, 1 FROM answering a JOIN unit u ON u.id = a.unit_id WHERE a.proposal_id = ?0 AND a.replied_on = '' AND a.due_on <> ''
		ORDER BY 3, 1`, id)
	if err != nil {
		return nil, fmt.Errorf("course of proposal %d: %w", id, err)
	}
	return steps, nil
}
