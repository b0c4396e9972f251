package export

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"cppccdesk/data"
	"cppccdesk/data/activity"
	"cppccdesk/data/calendar"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/measure"
	"cppccdesk/data/plan"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// paperYear is everything papers are made from, read at one moment.
type paperYear struct {
	PaperRequest

	day      string // that is counted to, see countedTo
	settings map[string]string
	labels   map[string]string // of the settings
	cases    []*proposal.PaperCase
	units    map[int64]proposal.PaperUnit
	handling []proposal.UnitFigures
	figures  []measure.Figure
	ruler    *proposal.Ruler
	words    map[string][]string // of the dictionaries
	days     *calendar.Calendar
	batches  map[string]string // by the days of their meetings

	progress    []plan.Progress // of the papers that read them
	evaluations []evaluation.Result
	votes       []evaluation.BallotResult
	letters     []letter
	owed        []owed
	judgings    []judging
	held        []*activity.Invited
	minutes     []*heldActivity
}

func newPaperYear(request PaperRequest) *paperYear {
	return &paperYear{
		PaperRequest: request, day: request.Date.Format(time.DateOnly),
		settings: map[string]string{}, labels: map[string]string{}, words: map[string][]string{},
	}
}

func readPaperYear(ctx context.Context, st *store.Store, request PaperRequest) (*paperYear, error) {
	y := newPaperYear(request)
	y.day = countedTo(request.Date, st.Today())
	err := st.DB().RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error { return y.read(ctx, tx) })
	if err != nil {
		return nil, fmt.Errorf("read %d for papers: %w", request.Year, err)
	}
	return y, nil
}

func (y *paperYear) read(ctx context.Context, db bun.IDB) (err error) {
	settings, err := record.Settings(ctx, db)
	if err != nil {
		return err
	}
	for _, s := range settings {
		y.settings[s.Key], y.labels[s.Key] = strings.TrimSpace(s.Value), s.Label
	}
	if y.ruler, err = proposal.NewRuler(ctx, db); err != nil {
		return err
	}
	for _, list := range []string{"consultation_mode", "satisfaction", "adoption"} {
		if y.words[list], err = record.Words(ctx, db, list); err != nil {
			return err
		}
	}
	var failed [5]error
	y.cases, failed[0] = proposal.PaperCases(ctx, db, y.Year, y.day)
	failed[1] = y.readSubject(ctx, db)
	y.handling, failed[2] = proposal.UnitHandling(ctx, db, y.Year, y.day)
	y.figures, failed[3] = data.Figures(ctx, db, y.Year, y.day)
	y.batches, failed[4] = proposal.Batches(ctx, db, y.Year)
	return errors.Join(failed[:]...)
}

// readSubject reads the calendar, the units and what the paper needs beyond what all do.
func (y *paperYear) readSubject(ctx context.Context, db bun.IDB) (err error) {
	if y.days, err = proposal.WorkCalendar(ctx, db); err != nil {
		return err
	}
	if y.units, err = proposal.PaperUnits(ctx, db); err != nil || y.Paper.reads == nil {
		return err
	}
	return y.Paper.reads(ctx, db, y)
}

// setting is the first of the settings joined by | that is filled in; one with ×× is not.
func (y *paperYear) setting(keys string) string {
	for _, key := range strings.Split(keys, "|") {
		if text := y.settings[key]; text != "" && !strings.Contains(text, "××") {
			return text
		}
	}
	return ""
}

// unfilled are the names of the settings that have nothing.
func (y *paperYear) unfilled(keys []string) []string {
	var names []string
	for _, all := range keys {
		if y.setting(all) == "" {
			first, _, _ := strings.Cut(all, "|")
			names = append(names, "「"+y.labels[first]+"」")
		}
	}
	return names
}

// chosen reports whether papers of the proposal are wanted.
func (y *paperYear) chosen(c *proposal.PaperCase) bool {
	return y.Proposals == nil || slices.Contains(y.Proposals, c.ID)
}

func (y *paperYear) chosenUnit(id int64) bool { return y.Units == nil || slices.Contains(y.Units, id) }

// unitIDs are the ids of the units by their names.
func (y *paperYear) unitIDs() map[string]int64 {
	ids := make(map[string]int64, len(y.units))
	for id, u := range y.units {
		ids[u.Name] = id
	}
	return ids
}

// filed are the chosen proposals that were filed.
func (y *paperYear) filed() []*proposal.PaperCase {
	return slices.DeleteFunc(slices.Clone(y.cases), func(c *proposal.PaperCase) bool { return !c.Filed() || !y.chosen(c) })
}

// figure is the figure of the code as it is printed.
func (y *paperYear) figure(code string) string { return measure.Of(y.figures, code).Text() }

// figureText is the figure as the field shows it, "" where the template leaves a clause out.
func (y *paperYear) figureText(field, code string) string {
	if field == undecidedField && measure.Of(y.figures, code).Num == 0 {
		return ""
	}
	return y.figure(code)
}

// session is the meeting a proposal was made at: 政协云岭县第十届委员会第五次会议.
func (y *paperYear) session(c *proposal.PaperCase) string {
	return roster.SessionTitle(y.setting("office.county"), c.TermOrdinal, c.SessionOrdinal)
}

// sessions are the meetings of the chosen proposals.
func (y *paperYear) sessions() string {
	var names []string
	for _, c := range y.cases {
		if name := y.session(c); y.chosen(c) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return zh.JoinNames(names)
}

// severalSessions reports whether a number alone does not tell which proposal is meant.
func (y *paperYear) severalSessions() bool {
	return slices.ContainsFunc(y.cases, func(c *proposal.PaperCase) bool { return c.SessionID != y.cases[0].SessionID })
}

// caseName is a proposal in the name of a file.
func (y *paperYear) caseName(c *proposal.PaperCase) string {
	name := "流水号" + cmp.Or(c.Serial, fmt.Sprint(c.ID))
	if c.Number > 0 {
		name = fmt.Sprintf("第%03d号", c.Number)
	}
	if y.severalSessions() {
		name = zh.Numeral(c.SessionOrdinal) + "次会议" + name
	}
	return name
}

// number is the number of the i-th document, with a blank where none is said.
func (y *paperYear) number(i int) string {
	place := "　　"
	if y.FirstNumber > 0 {
		place = fmt.Sprint(y.FirstNumber + i)
	}
	return strings.NewReplacer("{年}", fmt.Sprint(y.Year), "{号}", place).Replace(y.settings["paper.number"])
}

// dayText is a day as papers print it: 2026年3月10日.
func dayText(day string) string {
	on, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return on.Format("2006年1月2日")
}

// dueText is a deadline as papers write it, with what is to be known of it where its year has no holiday notice.
func (y *paperYear) dueText(day string) string {
	text := dayText(day)
	if y.days.Unsure(day) != "" {
		text += "（" + day[:len("2027")] + "年放假安排尚未录入，暂定）"
	}
	return text
}

// daysFrom is how many days of the calendar there are from one day to another; 0 when one is none.
func daysFrom(from, to string) int {
	a, err := calendar.ParseDate(from)
	b, other := calendar.ParseDate(to)
	if err != nil || other != nil {
		return 0
	}
	return a.DaysUntil(b)
}

// period is the length of a deadline's rule: 自交办之日起3个月（重点提案2个月）.
func (y *paperYear) period(code string) string {
	rules := y.ruler.Rules(code)
	if len(rules) == 0 {
		return ""
	}
	general := rules[len(rules)-1]
	from := func(r calendar.Rule) string {
		if r.Until.IsZero() {
			return "自" + r.From + "之日起"
		}
		return ""
	}
	text := from(general) + lengthOf(general)
	var special []string
	for _, r := range rules[:len(rules)-1] {
		length := lengthOf(r)
		if r.From != general.From || !general.Until.IsZero() {
			length = from(r) + length
		}
		special = append(special, r.For+length)
	}
	if len(special) > 0 {
		text += "（" + strings.Join(special, "，") + "）"
	}
	return text
}

func lengthOf(r calendar.Rule) string { return strings.ReplaceAll(r.Text(), " ", "") }

// batch is the batch in which a unit was handed a proposal: 第 1 批; "" for none.
func (y *paperYear) batch(a assigned) string {
	if a.Round > 1 {
		return ""
	}
	return y.batches[a.AssignedOn]
}
