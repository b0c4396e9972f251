package data

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/activity"
	"cppccdesk/data/calendar"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
	"cppccdesk/data/zh"
)

// DueItem is something that is late or soon due.
type DueItem struct {
	On         string
	Days       int    // until On; negative is late
	Workdays   int    // likewise, in working days
	Kind       string // 答复 重办 会办 征询意见 承诺 部署 跟踪 整改 直通车 监督活动 政情通报
	Title      string
	Who        string
	ProposalID int64
	PointID    int64 // of a letter of opinions
	DirectID   int64 // of the 直通车
	PlanID     int64 // of the deployment
	Year       int   // of a point or an item of a year before; 0: of the year asked for
	GroupIDs   []int64
	Activities bool // it is about activities that are missing
}

// DueWithin is how many days ahead Due looks.
const DueWithin = 14

// Due lists what is late today or due within DueWithin days, the most urgent first.
func Due(ctx context.Context, db bun.IDB, year int, today string) ([]DueItem, error) {
	day, err := calendar.ParseDate(today)
	if err != nil {
		return nil, fmt.Errorf("today: %w", err)
	}
	days, err := proposal.WorkCalendar(ctx, db)
	if err != nil {
		return nil, err
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
	if err := dueProposals(ctx, db, year, today, until, add); err != nil {
		return nil, err
	}
	if err := duePoints(ctx, db, year, today, until, add); err != nil {
		return nil, err
	}
	if err := dueDirects(ctx, db, year, today, until, add); err != nil {
		return nil, err
	}
	behind, err := supervision.GroupsBehind(ctx, db, year, today, until)
	if err != nil {
		return nil, fmt.Errorf("due: %w", err)
	}
	for _, b := range behind {
		what := "监督活动不足"
		if b.On < today {
			what += "（已错过）"
		}
		add(DueItem{On: b.On, Kind: "监督活动", Title: fmt.Sprintf("%s%s：第 %s 组", b.Quarter, what, zh.JoinNames(b.Numbers)), Who: fmt.Sprintf("%d 个小组", len(b.Groups)), GroupIDs: b.Groups})
	}
	missing, err := activity.BriefingsMissing(ctx, db, year, today, until)
	if err != nil {
		return nil, fmt.Errorf("due: %w", err)
	}
	for _, m := range missing {
		add(DueItem{On: m.On, Kind: activity.Briefing, Title: fmt.Sprintf("%s政情通报 %d / %d 次", m.Half, m.Have, m.Due), Activities: true})
	}
	late, err := latePlan(ctx, db, year, today)
	items = append(items, late...)
	slices.SortStableFunc(items, func(a, b DueItem) int { return strings.Compare(a.On, b.On) })
	return items, err
}

// dueProposals passes on what is to come of the proposals of the year, and of those of the years before that are not done with, by the day until.
func dueProposals(ctx context.Context, db bun.IDB, year int, today, until string, add func(DueItem)) error {
	cases, err := proposal.Cases(ctx, db, proposal.Filter{Year: year})
	if err != nil {
		return fmt.Errorf("due: %w", err)
	}
	ruler, err := proposal.NewRuler(ctx, db)
	if err != nil {
		return err
	}
	for i := range cases {
		c := cases[i].On(today)
		if err := dueOf(ruler, &c, until, add); err != nil {
			return err
		}
	}
	left, err := proposal.LeftOver(ctx, db, year, today)
	if err != nil {
		return fmt.Errorf("due: %w", err)
	}
	for i := range left {
		err := dueOf(ruler, &left[i].Case, until, func(item DueItem) {
			if item.Kind != proposal.Opinion || item.On >= strconv.Itoa(year) { // what was not told in years gone by is asked for no more
				item.Title = fmt.Sprintf("%d 年", left[i].Line.Year) + item.Title
				add(item)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// dueOf passes on what is to come of a proposal by the day until.
func dueOf(ruler *proposal.Ruler, c *docket.Case, until string, add func(DueItem)) error {
	return ruler.DaysOf(c, func(on, what, title, who string, done bool) {
		if !done && on != "" && on <= until {
			add(DueItem{On: on, Kind: what, Title: title, Who: who, ProposalID: c.ID})
		}
	})
}

// duePoints passes on what units owe of the points of letters by the day until: their measures, or their replies.
func duePoints(ctx context.Context, db bun.IDB, year int, today, until string, add func(DueItem)) error {
	owed, err := supervision.OwedBy(ctx, db, supervision.Points, year, today, until)
	if err != nil {
		return fmt.Errorf("due: %w", err)
	}
	for _, p := range owed {
		before, of := yearBefore(p.Values["year"], year)
		add(DueItem{On: p.Values["due_now"], Kind: "整改", Title: of + "意见 " + p.Values["serial"] + " " + p.Values["text"], Who: p.Values["unit"], PointID: p.ID, Year: before})
	}
	return nil
}

// yearBefore is the year of a record where it is before the one asked for, and how titles say so.
func yearBefore(of string, year int) (before int, said string) {
	if before = record.CountOf(of); before == 0 || before >= year {
		return 0, ""
	}
	return before, of + " 年"
}

// dueDirects passes on what is owed of the items of the 直通车 by the day until: by the office that they are passed on, by units that they are answered.
func dueDirects(ctx context.Context, db bun.IDB, year int, today, until string, add func(DueItem)) error {
	owed, err := supervision.OwedBy(ctx, db, supervision.Directs, year, today, until)
	if err != nil {
		return fmt.Errorf("due: %w", err)
	}
	for _, r := range owed {
		title, _, _ := strings.Cut(r.Values["content"], "\n")
		before, of := yearBefore(r.Values["year"], year)
		add(DueItem{On: r.Values["due_now"], Kind: "直通车", Title: of + "直通车 " + r.Values["number"] + " 号 " + title, Who: cmp.Or(r.Values["handler"], r.Values["status"]), DirectID: r.ID, Year: before})
	}
	return nil
}

func latePlan(ctx context.Context, db bun.IDB, year int, today string) ([]DueItem, error) {
	progress, err := plan.ProgressOf(ctx, db, year, today)
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
		items = append(items, DueItem{On: last.Last().String(), Days: -p.Late, Kind: "部署", Title: p.Item.Title, PlanID: p.Item.ID})
	}
	return items, nil
}

// OfAnswer tells whether the item is an answer a unit owes, in the first round or a later one.
func (d *DueItem) OfAnswer() bool { return d.Kind == "答复" || d.Kind == "重办" }

// LateProposals counts the proposals with an overdue answer among the items, as the proposal list does: one that several units
// are late with counts once.
func LateProposals(items []DueItem) int {
	late := map[int64]bool{}
	for i := range items {
		if items[i].OfAnswer() && items[i].Days < 0 {
			late[items[i].ProposalID] = true
		}
	}
	return len(late)
}
