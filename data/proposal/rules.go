package proposal

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"

	"cppccdesk/data/calendar"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

func init() { Proposals.Rules, Proposals.Locked, Proposals.Kept = judge, refuseBinned, keptInArchive }

// judge judges the proposals of the year, read from their rows: each by itself as it was on the day, and among each other.
func judge(ctx context.Context, db bun.IDB, b record.Bench) ([]record.Ruling, error) {
	cases, err := readCases(ctx, db, Filter{Year: b.Year}) // and not from the lines: they are what reports count
	if err != nil {
		return nil, err
	}
	days, err := WorkCalendar(ctx, db)
	if err != nil {
		return nil, err
	}
	words, err := readVocabulary(ctx, db)
	if err != nil {
		return nil, err
	}
	j := &judging{bench: b, docketRules: docket.RuleNames(), at: map[string]int{}, numbers: map[string]int{}, byID: map[int64]*docket.Case{}, words: words, days: days}
	if j.ruler, err = NewRuler(ctx, db); err != nil {
		return nil, err
	}
	for _, said := range []struct {
		into         *map[int64]bool
		column, word string
	}{{&j.agreed, "extended_why", agreedBeyond}, {&j.righted, "note", putRight}} {
		if *said.into, err = saidOf(ctx, db, said.column, said.word); err != nil {
			return nil, err
		}
	}
	if j.afterwards, err = saidAfterwards(ctx, db); err != nil {
		return nil, err
	}
	if j.abolished, err = roster.GoneUnits(ctx, db); err != nil {
		return nil, err
	}
	if j.left, err = leftIn(ctx, db, b.Year); err != nil {
		return nil, err
	}
	if j.dead, err = deadIn(ctx, db, b.Year, b.Day); err != nil {
		return nil, err
	}
	if j.received, err = receivedBy(ctx, db, b.Year); err != nil {
		return nil, err
	}
	return j.judge(cases), nil
}

// receipt is at what time of its day a proposal came in, and until when its session took them.
type receipt struct{ at, cutOff string }

// receivedBy are those of the year's proposals whose session says until when it took them, by id.
func receivedBy(ctx context.Context, db bun.IDB, year int) (map[int64]receipt, error) {
	received := map[int64]receipt{}
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var r receipt
		err := scan(&id, &r.at, &r.cutOff)
		received[id] = r
		return err
	}, "SELECT p.id, p.received_at, s.cut_off FROM proposal p JOIN session s ON s.id = p.session_id WHERE s.year = ? AND s.cut_off <> '' AND p.deleted_at = ''", year)
	return received, err
}

// timings looks at whether what came in by the time the session took proposals until is called 大会提案, and the rest 平时提案.
func (j *judging) timings(now, _ *docket.Case) {
	r, known := j.received[now.ID]
	if !known || now.ReceivedOn == "" {
		return
	}
	j.looked(ruleTiming)
	if want := timingBy(r.cutOff, now.ReceivedOn, r.at); want != "" && want != now.Timing {
		j.broken(ruleTiming, now, "收到于 ", strings.TrimSpace(now.ReceivedOn+" "+r.at), "，提案截止是 ", r.cutOff, "，应是", want, "，时间属性却是「", now.Timing, "」")
	}
}

// judging is proposals being judged.
type judging struct {
	bench       record.Bench
	docketRules []string
	rulings     []record.Ruling
	at          map[string]int // of the ruling on a rule
	numbers     map[string]int // how many have a number of a session
	byID        map[int64]*docket.Case
	words       vocabulary
	days        *calendar.Calendar
	ruler       *Ruler
	received    map[int64]receipt
	left        map[int64][]string // who had left before the proposal came in, in words
	dead        map[int64][]string // who had died before his feedback came back, in words
	abolished   map[int64]roster.GoneUnit
	agreed      map[int64]bool  // the assignments that were put off longer by special leave
	afterwards  map[string]bool // the extensions, by extensionOf, that were approved after the deadline, and say so
	righted     map[int64]bool  // the assignments whose reply was put right, and say so
}

// vocabulary is the words there are, by list and word.
type vocabulary map[string]map[string]bool

func readVocabulary(ctx context.Context, db bun.IDB) (vocabulary, error) {
	words := vocabulary{}
	for _, list := range []string{"satisfaction", "result_class", outsiders} {
		all, err := record.Dictionary(ctx, db, list)
		if err != nil {
			return nil, err
		}
		words[list] = map[string]bool{"": true}
		for _, w := range all {
			words[list][w.Name], words[list][w.Code] = true, true
		}
	}
	return words, nil
}

func (j *judging) judge(cases []docket.Case) []record.Ruling {
	for i := range cases {
		c := &cases[i]
		j.byID[c.ID] = c
		if c.Number != 0 {
			j.numbers[sessionNumber(c)]++
		}
	}
	for _, name := range append(slices.Clone(j.docketRules), ruleHolidays, ruleDue, ruleNumbers, ruleMerged, ruleYear, rulePeople, ruleOpinions, ruleClass, ruleExtension, ruleApproved, ruleCorrected, ruleTiming, ruleNodes, ruleKind, ruleGone, ruleServing, ruleDated, ruleCarried, ruleProposer, ruleAlone, ruleRefused, ruleTalks, ruleReplied, ruleDead) {
		j.at[name] = len(j.rulings)
		j.rulings = append(j.rulings, record.Ruling{Rule: name, Kind: Proposals})
	}
	for i := range cases {
		if cases[i].Received(j.bench.Day) {
			j.one(&cases[i])
		}
	}
	return j.rulings
}

// one judges a proposal. What happened after the day is left out, but for what cannot have happened at all.
func (j *judging) one(c *docket.Case) {
	for _, name := range j.docketRules {
		j.looked(name)
	}
	then := c.On(j.bench.Day)
	then.People = c.People // they have no days
	for _, fault := range then.Faults(j.bench.Limit()) {
		if fault.Rule != docket.LaterRule {
			j.broken(fault.Rule, c, "：", strings.TrimSuffix(fault.Words, "。"))
		}
	}
	if words := c.Later(j.bench.Limit()); words != "" {
		j.broken(docket.LaterRule, c, "：", strings.TrimSuffix(words, "。"))
	}
	for _, rule := range []func(now, then *docket.Case){j.holidays, j.number, j.merged, j.year, j.people, j.shared, j.opinions, j.classes, j.extensions, j.corrected, j.timings, j.nodes, j.gone, j.serving, j.dated, j.carried, j.facts} {
		rule(c, &then)
	}
}

func (j *judging) looked(rule string) { j.rulings[j.at[rule]].Looked++ }

// broken says that a proposal breaks a rule, open that it cannot be judged yet.
func (j *judging) broken(rule string, c *docket.Case, words ...string) {
	r := &j.rulings[j.at[rule]]
	r.Broken = append(r.Broken, record.Breach{ID: c.ID, Words: called(c) + strings.Join(words, "")})
}

func (j *judging) open(rule string, c *docket.Case, words ...string) {
	r := &j.rulings[j.at[rule]]
	r.Open = append(r.Open, record.Breach{ID: c.ID, Words: called(c) + strings.Join(words, "")})
}

// called is what a breach calls a proposal.
func called(c *docket.Case) string {
	if c.Number != 0 {
		return "第 " + strconv.Itoa(c.Number) + " 号"
	}
	return "「" + c.Title + "」"
}

func sessionNumber(c *docket.Case) string { return fmt.Sprintf("%d/%d", c.SessionID, c.Number) }

// The rules on proposals beside those of the docket.
const (
	ruleHolidays  = "办理期限所在年份有节假日表"
	ruleDue       = "办理期限与写明的由来相符"
	ruleNumbers   = "案号在一次会议内不重复"
	ruleMerged    = "并入的提案当时已立案、未答复，不连环"
	ruleYear      = "收到日期与会议的年度相符"
	rulePeople    = "委员提案的提案人在委员名册中"
	ruleOpinions  = "反馈评价在用词表中"
	ruleClass     = "答复有办理结果，是用词表里的"
	ruleExtension = "延期不超过规定的最长期限，有批准日期"
	ruleApproved  = "延期在期限届满、答复以前批准"
	ruleCorrected = "答复由逾期更正为按期的有原因"
	ruleDated     = "收到、审查、交办、反馈有日期"
	ruleCarried   = "「落实」节点与承诺的落实情况相符"
	ruleTiming    = "时间属性与提案截止相符"
	ruleKind      = "提案类型与提案人相符"
	ruleServing   = "委员提案人在收到日期是委员"
	ruleGone      = "承办单位交办、答复时没有撤销"
	ruleNodes     = "全程跟踪的节点在收到以后"
)

// dueDay is a day that the reason of a deadline ends with.
var dueDay = regexp.MustCompile(`至 \d{4}-\d{2}-\d{2}`)

// holidays looks for deadlines in years without a table of holidays: they may move when it comes.
func (j *judging) holidays(_, then *docket.Case) {
	for _, a := range then.Answering() {
		if a.DueOn == "" {
			continue
		}
		j.looked(ruleHolidays)
		if due := cmp.Or(a.ExtendedFrom, a.DueOn); a.Rule != "" && dueDay.MatchString(a.Rule) && !strings.Contains(a.Rule, due) {
			j.broken(ruleDue, then, "「", a.Unit, "」的办理期限是 ", due, "，由来却写着「", a.Rule, "」")
		}
		j.looked(ruleDue)
		due, err := calendar.ParseDate(a.DueOn)
		switch {
		case err != nil:
			j.broken(ruleHolidays, then, "的办理期限「", a.DueOn, "」不是日期")
		case !j.days.Known(due.Year):
			j.open(ruleHolidays, then, "的办理期限 ", a.DueOn, " 所在的年份没有节假日表")
		}
	}
}

func (j *judging) number(now, then *docket.Case) {
	if !then.Filed() && (now.Number == 0 || now.Filed()) { // has none, or came to it later
		return
	}
	j.looked(ruleNumbers)
	switch {
	case now.Number == 0:
		j.open(ruleNumbers, now, "已立案，还没有案号")
	case j.numbers[sessionNumber(now)] > 1:
		j.broken(ruleNumbers, now, "「", now.Title, "」与另一件同号")
	}
}

func (j *judging) merged(_, then *docket.Case) {
	if then.MergedInto == 0 {
		return
	}
	j.looked(ruleMerged)
	if then.Conclusion != "并案" {
		j.broken(ruleMerged, then, "写着并入另一件，结论却是「", then.Conclusion, "」")
		return
	}
	root := j.byID[then.MergedInto]
	switch {
	case root == nil:
		j.broken(ruleMerged, then, "并入的提案已不存在，或是另一年度的")
	case root.MergedInto != 0:
		j.broken(ruleMerged, then, "并入的", called(root), "自己也并入了别的提案")
	case root.SessionID != then.SessionID:
		j.broken(ruleMerged, then, "并入的", called(root), "是另一次会议的")
	case root.Conclusion != "立案":
		j.broken(ruleMerged, then, "并入的", called(root), "没有立案")
	default:
		if words := root.Unmergeable(then.ReviewedOn); words != "" {
			j.broken(ruleMerged, then, "于 ", then.ReviewedOn, " 并入", called(root), "，那一件", words)
		}
	}
}

// year allows for what comes in some months before the session and until the next one.
func (j *judging) year(now, _ *docket.Case) {
	if now.ReceivedOn == "" {
		return
	}
	j.looked(ruleYear)
	if from, to := fmt.Sprintf("%04d-10-01", now.Year-1), fmt.Sprintf("%04d-03-31", now.Year+1); now.ReceivedOn < from || now.ReceivedOn > to {
		j.broken(ruleYear, now, "的收到日期 ", now.ReceivedOn, " 离会议的年度 ", strconv.Itoa(now.Year), " 太远")
	}
}

func (j *judging) people(now, _ *docket.Case) {
	j.looked(ruleKind)
	if now.Kind == ofMember && now.ProposerCount > 1 {
		j.broken(ruleKind, now, "的提案类型是「", now.Kind, "」，提案人却有 ", strconv.Itoa(now.ProposerCount), " 位")
	}
	if now.Kind == jointly && now.ProposerCount == 1 {
		j.broken(ruleKind, now, "的提案类型是「", now.Kind, "」，提案人却只有 1 位")
	}
	if now.Kind != ofMember && now.Kind != jointly {
		return
	}
	for _, p := range now.People {
		j.looked(rulePeople)
		if plain, _ := roster.NameAndWorkplace(p.Name); p.MemberID == 0 && !j.words[outsiders][plain] {
			j.broken(rulePeople, now, "的提案人「", p.Name, "」不在委员名册中")
		}
	}
}

// shared looks at work that units are to share and only one ever had: it is that one's, 主办. Of later rounds one of several may do the work again.
func (j *judging) shared(now, then *docket.Case) {
	var alone *docket.Assignment
	for i := range now.Assignments {
		a := &now.Assignments[i]
		switch {
		case a.Round > 1 || a.Role != docket.RoleSplit:
		case alone != nil:
			return
		default:
			alone = a
		}
	}
	if alone != nil && slices.ContainsFunc(then.Assignments, func(a docket.Assignment) bool { return a.ID == alone.ID }) {
		j.broken(docket.UnitRule, now, "由「", alone.Unit, "」分办，却没有别的分办单位；只有一家的是主办")
	}
}

func (j *judging) opinions(_, then *docket.Case) {
	for i := range then.Feedback {
		f := &then.Feedback[i]
		j.looked(ruleOpinions)
		for _, word := range []string{f.Attitude, f.Result} {
			if !j.words["satisfaction"][word] {
				j.broken(ruleOpinions, then, "的反馈写着「", word, "」，用词表里没有")
			}
		}
	}
}

func (j *judging) classes(_, then *docket.Case) {
	for _, a := range then.Answering() {
		if a.RepliedOn == "" {
			continue
		}
		j.looked(ruleClass)
		switch {
		case a.ResultClass == "":
			j.open(ruleClass, then, "「", a.Unit, "」已答复，没有填办理结果")
		case !j.words["result_class"][a.ResultClass]:
			j.broken(ruleClass, then, "「", a.Unit, "」的办理结果「", a.ResultClass, "」用词表里没有")
		}
	}
}

func (j *judging) extensions(_, then *docket.Case) {
	for _, a := range then.Answering() {
		if a.ExtendedFrom == "" {
			continue
		}
		j.looked(ruleExtension)
		j.approved(then, &a)
		from, err := calendar.ParseDate(a.AssignedOn)
		latest := calendar.Due{}
		if err == nil {
			latest, err = j.ruler.Deadline("extension", SubjectOf(&then.Head), from)
		}
		switch {
		case err != nil:
			j.open(ruleExtension, then, "「", a.Unit, "」没有交办日期，数不出最长可以延到哪天")
		case a.DueOn > latest.Date.String() && !j.agreed[a.ID]:
			j.broken(ruleExtension, then, "「", a.Unit, "」由 ", a.ExtendedFrom, " 延期至 ", a.DueOn, "，最长只能到 ", latest.Date.String())
		case a.ExtendedOn == "":
			j.open(ruleExtension, then, "「", a.Unit, "」的延期没有批准日期")
		}
	}
}

func (j *judging) nodes(now, _ *docket.Case) {
	for _, n := range now.Nodes {
		if n.DoneOn == "" || n.DoneOn > j.bench.Day && n.DoneOn <= j.bench.Limit() {
			continue
		}
		j.looked(ruleNodes)
		switch {
		case n.DoneOn > j.bench.Limit():
			j.broken(ruleNodes, now, "的「", n.Kind, "」完成于 ", n.DoneOn, "，还没有到这一天")
		case n.DoneOn < now.ReceivedOn:
			j.broken(ruleNodes, now, "的「", n.Kind, "」完成于 ", n.DoneOn, "，早于收到日期 ", now.ReceivedOn)
		}
	}
}
