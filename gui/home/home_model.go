package home

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"cppccdesk/data"
	"cppccdesk/data/activity"
	"cppccdesk/data/calendar"
	"cppccdesk/data/measure"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	supervising "cppccdesk/data/supervision"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit/chart"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/supervision"
)

// view is the page as text, ready to be shown.
type view struct {
	late, week, replies, satisfied, backup card
	plan                                   []planRow
	due                                    []dueRow
	months                                 []chart.Bars
	monthly                                [][]desk.Listing // behind the bars of months

	lates, weeks     []measure.Figure // behind late and week
	replied, pleased measure.Figure   // behind replies and satisfied
	waiting          []awaited
}

// card is a figure with what it is divided by or until when.
type card struct {
	note, number, basis string
	tone                look.Tone
}

type planRow struct {
	title, time, done string
	share             float64
	state             string
	tone              look.Tone
	counted           []measure.Figure // what of each target is done
}

type dueRow struct {
	row, proposal, point, direct, plan int64 // all but row are 0 for other matters, row below 0 for what is wrong with the backups
	year                               int   // of a record of a year before
	groups                             []int64
	activities                         bool // activities are missing
	on, when, title, owner             string
	tone                               look.Tone
}

// request is what the page is read for.
type request struct {
	year  int
	today string
}

// read makes the page from the records.
func read(ctx context.Context, store *store.Store, r request) (view, error) {
	day, err := time.Parse(time.DateOnly, r.today)
	if err != nil {
		return view{}, fmt.Errorf("today: %w", err)
	}
	figures, err := data.Figures(ctx, store.DB(), r.year, r.today)
	if err != nil {
		return view{}, err
	}
	due, err := data.Due(ctx, store.DB(), r.year, r.today)
	if err != nil {
		return view{}, err
	}
	progress, err := plan.ProgressOf(ctx, store.DB(), r.year, r.today)
	if err != nil {
		return view{}, err
	}
	proposals, err := proposal.Find(ctx, store.DB(), proposal.Filter{Year: r.year}, r.today)
	if err != nil {
		return view{}, err
	}
	warnings, err := store.CopyWarnings(ctx)
	if err != nil {
		return view{}, err
	}
	v := view{backup: backupCard(store, len(warnings) > 0)}
	v.lates, v.weeks = lateMatters(due), weekMatters(due, day)
	v.late, v.week = dueCards(due, day, v.lates, v.weeks)
	if v.waiting, err = waiting(ctx, store, r); err != nil {
		return view{}, err
	}
	v.replied, v.pleased = measure.Of(figures, "reply_rate"), measure.Of(figures, "result_satisfaction_rate")
	v.replies = rateCard(v.replied, "应办件", noteOf("按期", measure.Of(figures, "on_time_rate")))
	v.satisfied = satisfiedCard(v.pleased)
	for _, p := range progress {
		v.plan = append(v.plan, planRowOf(p))
	}
	for i, warning := range warnings {
		v.due = append(v.due, dueRow{row: -int64(i + 1), when: "请尽快", title: warning, owner: "备份", tone: look.ToneLate})
	}
	var days []string
	for i, item := range due {
		v.due = append(v.due, dueRowOf(i, item))
		days = append(days, item.On)
	}
	worked, err := proposal.WorkCalendar(ctx, store.DB())
	if err != nil {
		return view{}, err
	}
	if unsure := worked.Unsure(days...); unsure != "" {
		v.due = append(v.due, dueRow{row: -int64(len(warnings) + 1), when: "请录入", title: unsure, owner: "放假安排", tone: look.ToneDue})
	}
	v.months, v.monthly = months(proposals, r.year, day)
	return v, nil
}

// awaited is something without a deadline that is to come or to be done, with the records of it by their kinds.
type awaited struct {
	count int
	of    []measure.Figure
}

// awaitedNames are what awaits, in the order in which waiting reads it.
var awaitedNames = []string{"本周活动", "待审核", "待签收", "待验收"}

// waiting is what is held this week and what waits for somebody.
func waiting(ctx context.Context, store *store.Store, r request) ([]awaited, error) {
	day, err := calendar.ParseDate(r.today)
	if err != nil {
		return nil, fmt.Errorf("today: %w", err)
	}
	week, err := data.Week(ctx, store.DB(), r.year, day)
	if err != nil {
		return nil, err
	}
	kinds := tallied(week)
	all := []awaited{{kinds.sum(), week}}
	figures, err := supervising.Waiting(ctx, store.DB(), r.year, r.today)
	for _, f := range figures {
		if f.Of == "" { // those of years before follow that of the year
			all = append(all, awaited{})
		}
		w := &all[len(all)-1]
		w.count += int(f.Num)
		if w.of = append(w.of, f); f.Of != "" && w.of[0].Num == 0 {
			w.of = w.of[1:]
		}
	}
	return all, err
}

// leftOfWeek is how many days there are until Sunday.
func leftOfWeek(day time.Time) int { return (7 - int(day.Weekday())) % 7 }

// ofYear is behind the year in what figures of a year before are of.
const ofYear = " 年"

// matters are the items that keep takes, by name: the records of each once, however many units have them. What has no record, such as a briefing that is
// missing, only counts.
func matters(items []data.DueItem, name func(*data.DueItem) string, keep func(days int) bool) []measure.Figure {
	var all []measure.Figure
	for i := range items {
		item := &items[i]
		if !keep(item.Days) {
			continue
		}
		kind, ids := recordsOf(item)
		called, of := name(item), ""
		if item.Year != 0 {
			of = strconv.Itoa(item.Year) + ofYear
			called = of + called
		}
		at := slices.IndexFunc(all, func(f measure.Figure) bool { return f.Name == called })
		if at < 0 {
			at, all = len(all), append(all, measure.Figure{Name: called, Of: of, Unit: kind.Measure(), Counted: measure.Set{Kind: kind.Name}})
		}
		f := &all[at]
		if len(ids) == 0 {
			f.Num++
		}
		for _, id := range ids {
			if !slices.Contains(f.Counted.IDs, id) {
				f.Counted.IDs = append(f.Counted.IDs, id)
				f.Num++
			}
		}
	}
	return all
}

// recordsOf are the records an item is about, and their kind.
func recordsOf(item *data.DueItem) (*record.Kind, []int64) {
	switch {
	case item.ProposalID != 0:
		return proposal.Proposals, []int64{item.ProposalID}
	case item.PointID != 0:
		return supervising.Points, []int64{item.PointID}
	case item.DirectID != 0:
		return supervising.Directs, []int64{item.DirectID}
	case item.PlanID != 0:
		return plan.Items, []int64{item.PlanID}
	case len(item.GroupIDs) > 0:
		return roster.Groups, item.GroupIDs
	}
	return activity.Activities, nil
}

// lateMatters are what is late; answers in whatever round are 提案.
func lateMatters(items []data.DueItem) []measure.Figure {
	return matters(items, func(item *data.DueItem) string {
		if item.OfAnswer() {
			return "提案"
		}
		return item.Kind
	}, func(days int) bool { return days < 0 })
}

// weekMatters are what falls due from today to Sunday.
func weekMatters(items []data.DueItem, day time.Time) []measure.Figure {
	return matters(items, func(item *data.DueItem) string { return item.Kind }, func(days int) bool { return days >= 0 && days <= leftOfWeek(day) })
}

// dueCards count what is late and what falls due from today to Sunday.
func dueCards(items []data.DueItem, day time.Time, lates, weeks []measure.Figure) (late, week card) {
	left := leftOfWeek(day)
	worst := -1
	for i, item := range items {
		if item.Days < 0 && (worst < 0 || item.Days < items[worst].Days) {
			worst = i
		}
	}
	lateKinds, weekKinds := tallied(lates), tallied(weeks)
	weekCount := weekKinds.sum()
	late = card{lateKinds.text(), strconv.Itoa(lateKinds.sum()), "没有逾期的事项", look.ToneDone}
	if worst >= 0 {
		late.tone = look.ToneLate
		late.basis = fmt.Sprintf("最久 %d 天", -items[worst].Days)
		if items[worst].Who != "" {
			late.basis += " · " + items[worst].Who
		}
	}
	span := day.Format("01-02") + " 至 " + day.AddDate(0, 0, left).Format("01-02")
	week = card{span, strconv.Itoa(weekCount), "本周没有到期的事项", look.ToneMuted}
	if weekCount > 0 {
		week.tone, week.basis = look.ToneDue, weekKinds.text()
	}
	return late, week
}

// tally counts matters by kind in the order they were met.
type tally struct {
	names  []string
	counts map[string]int
}

func tallied(figures []measure.Figure) (t tally) {
	for _, f := range figures {
		t.add(f.Name, int(f.Num))
	}
	return t
}

func (t *tally) add(name string, n int) {
	if t.counts == nil {
		t.counts = map[string]int{}
	}
	if t.counts[name] == 0 {
		t.names = append(t.names, name)
	}
	t.counts[name] += n
}

func (t *tally) sum() int {
	n := 0
	for _, c := range t.counts {
		n += c
	}
	return n
}

// text names the kinds with their counts. The first two have a place beside the heading of a card, what more than one other there are is summed.
func (t *tally) text() string {
	var parts []string
	rest := t.sum()
	for i, name := range t.names {
		if i == 2 && len(t.names) > 3 {
			return strings.Join(append(parts, fmt.Sprintf("其他 %d", rest)), " · ")
		}
		parts = append(parts, fmt.Sprintf("%s %d", name, t.counts[name]))
		rest -= t.counts[name]
	}
	return strings.Join(parts, " · ")
}

// rateCard shows a rate over what it is divided by, with a note.
func rateCard(f measure.Figure, of, note string) card {
	if f.Den == 0 {
		return card{number: "—", basis: "还没有" + of, tone: look.ToneMuted}
	}
	return card{note: note, number: f.Text(), basis: fmt.Sprintf("%d ÷ %d（%s）", f.Num, f.Den, of)}
}

// noteOf is a second rate as the note of a card.
func noteOf(name string, f measure.Figure) string {
	if f.Den == 0 {
		return ""
	}
	return name + " " + f.Text()
}

func satisfiedCard(f measure.Figure) card {
	if strings.Contains(f.Rule, "未表态") {
		return rateCard(f, "收回反馈", "剔除未表态")
	}
	return rateCard(f, "首轮已答复", "") // as the office's setting divides it
}

// backupCard tells of the newest verified backup; troubled is for when something is wrong with the copies or the clock.
func backupCard(store *store.Store, troubled bool) card {
	last, ok := store.LastBackup()
	switch {
	case ok:
	case store.ReadOnly():
		return card{number: "—", basis: "只能查看时不做备份", tone: look.ToneMuted}
	default:
		return card{number: "尚无备份", basis: "数据有变动后自动备份", tone: look.ToneDue}
	}
	now := store.Now()
	at := last.Made.In(now.Location())
	c := card{note: "已核验", number: at.Format("01-02 15:04"), basis: "7 日 · 5 周 · 12 月", tone: look.ToneDone}
	switch days := int(dayOf(now).Sub(dayOf(at)).Hours() / 24); {
	case days == 0:
		c.number = "今日 " + at.Format("15:04")
	case days == 1:
		c.number = "昨日 " + at.Format("15:04")
	case days > 7 || days < 0: // made while the clock was ahead
		c.number, c.tone = at.Format("2006-01-02"), look.ToneDue
	}
	if troubled {
		c.basis, c.tone = "有问题，见「需要处理」", look.ToneLate
	}
	return c
}

func dayOf(t time.Time) time.Time {
	y, m, d := t.Local().Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

func planRowOf(p plan.Progress) planRow {
	row := planRow{
		title: p.Item.Title, time: supervision.MonthSpan(p.Item.FromMonth, p.Item.ToMonth), state: supervision.PlanState(&p), tone: supervision.PlanTones[p.State],
		done: supervision.PlanDone(&p), share: supervision.PlanShare(&p),
	}
	for _, t := range p.Targets {
		row.counted = append(row.counted, measure.Figure{Name: p.Item.Title, Unit: t.Measure, Counted: t.Counted})
	}
	return row
}

func dueRowOf(i int, item data.DueItem) dueRow {
	row := dueRow{row: int64(i + 1), proposal: item.ProposalID, point: item.PointID, direct: item.DirectID, plan: item.PlanID, year: item.Year, groups: item.GroupIDs, activities: item.Activities, on: item.On, owner: item.Who, title: item.Title}
	switch {
	case item.Days < 0:
		row.when, row.tone = fmt.Sprintf("逾期 %d 天", -item.Days), look.ToneLate
	case item.Days == 0:
		row.when, row.tone = "今天", look.ToneDue
	case item.Days == 1:
		row.when, row.tone = "明天", look.ToneDue
	default:
		row.when, row.tone = fmt.Sprintf("%d 天后", item.Days), look.ToneDue
	}
	if item.Days > 7 {
		row.tone = look.ToneMuted
	}
	return row
}

// months counts filed and answered proposals by the month it happened, from January to today's month or to December of a past year, with the
// proposals of each bar.
func months(proposals []docket.Line, year int, day time.Time) (bars []chart.Bars, behind [][]desk.Listing) {
	last := 12
	if year == day.Year() {
		last = int(day.Month())
	}
	filed, answered := make([][]int64, 13), make([][]int64, 13)
	put := func(months [][]int64, on string, id int64) {
		m := monthIn(on, year)
		months[m] = append(months[m], id)
	}
	for i := range proposals {
		p := &proposals[i]
		if p.Filed() {
			put(filed, p.ReviewedOn, p.ID)
		}
		if p.AnsweredAll() {
			put(answered, p.LastReplyOn, p.ID)
		}
	}
	for m := 1; m <= last; m++ {
		bars = append(bars, chart.Bars{Label: strconv.Itoa(m) + "月", Values: []float64{float64(len(filed[m])), float64(len(answered[m]))}})
		listing := func(what string, ids []int64) desk.Listing {
			return desk.Listing{Title: fmt.Sprintf("%d 月%s %d 件", m, what, len(ids)), Set: measure.Set{Kind: proposal.Proposals.Name, IDs: ids}}
		}
		behind = append(behind, []desk.Listing{listing("立案", filed[m]), listing("答复已齐", answered[m])})
	}
	return bars, behind
}

// monthIn is the month of an ISO date within the year, 0 when it is another year or unknown.
func monthIn(iso string, year int) int {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil || day.Year() != year {
		return 0
	}
	return int(day.Month())
}
