package proposal

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"cppccdesk/data/calendar"
	"cppccdesk/data/proposal"
	line "cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/kit/chart"
	"cppccdesk/gui/kit/look"
)

// row is one proposal with every text its list and details show.
type row struct {
	line.Line

	number       string // 42, or 3 ★ for a key proposal; — without one
	proposer     string
	batch        string // 第 1 批: the meeting it was handed over at; "" for none
	lead         string
	state        string // 已办结 · A
	due          string
	left         string // working days until due; negative is late
	days         int    // calendar days until due
	workdays     int
	open         bool // an answer is still to come, by due
	very         bool // and is 严重逾期
	waitDays     int  // calendar days until what the proposer thinks is to be back, and working days
	waitWorkdays int
	tone         look.Tone
	key          string
}

func rowID(r row) int64 { return r.ID }

// states are those of the proposals.
func states(rows []row) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.Status
	}
	return out
}

// readRows lists the year's proposals as of today; before are rows read earlier.
func readRows(ctx context.Context, store *store.Store, year int, today string, before []row) ([]row, error) {
	return rowsOf(ctx, store, proposal.Filter{Year: year}, today, before)
}

// rowsOf lists the proposals that the filter chooses.
func rowsOf(ctx context.Context, store *store.Store, filter proposal.Filter, today string, before []row) ([]row, error) {
	found, err := proposal.Find(ctx, store.DB(), filter, today)
	if err != nil {
		return nil, err
	}
	batches, err := proposal.Batches(ctx, store.DB(), filter.Year)
	if err != nil {
		return nil, err
	}
	days, err := proposal.WorkCalendar(ctx, store.DB())
	if err != nil {
		return nil, err
	}
	on, err := calendar.ParseDate(today)
	if err != nil {
		return nil, fmt.Errorf("today: %w", err)
	}
	settings, err := record.SettingMap(ctx, store.DB())
	if err != nil {
		return nil, err
	}
	keys, limit := keysOf(before), proposal.LateLimitOf(settings)
	rows := make([]row, len(found))
	for i, p := range found {
		rows[i] = newRow(p, days, on, limit)
		rows[i].key = keys.key(&p)
		rows[i].batch = batches[p.AssignedOn]
	}
	return rows, nil
}

// newRow is the row of a proposal today, whose open reply is 严重逾期 beyond limit days.
func newRow(p line.Line, days *calendar.Calendar, today calendar.Date, limit proposal.LateLimit) row {
	r := row{Line: p, number: "—", proposer: p.ProposerText(), lead: p.LeadUnits, state: p.Status, due: "—"}
	if p.Number > 0 {
		r.number = strconv.Itoa(p.Number)
	}
	if p.IsKey {
		r.number += " ★"
	}
	if class := p.ClassText(); class != "" {
		r.state += " · " + class
	}
	if back, err := calendar.ParseDate(p.FeedbackDueOn); err == nil {
		r.waitDays, r.waitWorkdays = today.DaysUntil(back), days.WorkdaysBetween(today, back)
	}
	due, err := calendar.ParseDate(p.OpenDueOn)
	if err != nil { // no answer is open
		return r
	}
	r.open, r.due, r.days = true, p.OpenDueOn, today.DaysUntil(due)
	r.DueRule = days.Explain(p.DueRule, p.AssignedOn, p.OpenDueOn)
	r.very = limit.Exceeded(-r.days)
	r.workdays = days.WorkdaysBetween(today, due)
	r.left = strings.Replace(strconv.Itoa(r.workdays), "-", "−", 1)
	switch {
	case r.days < 0:
		r.tone = look.ToneLate
	case r.workdays <= proposal.SoonWorkdays:
		r.tone = look.ToneDue
	}
	return r
}

// dueBox is the title and the tone of the box that explains the deadline, with the round of work done more than once; "" when there is nothing to explain.
func (r *row) dueBox() (string, look.Tone) {
	title, tone := r.dueTitle()
	if title != "" && r.Round > 1 {
		title = roundOf(cmp.Or(r.OpenRound, r.Round), r.Round) + "：" + title
	}
	return title, tone
}

// roundOf says which round of how many something is of.
func roundOf(round, last int) string {
	return fmt.Sprintf("第 %d 轮，共 %d 轮", round, last)
}

func (r *row) dueTitle() (string, look.Tone) {
	switch {
	case r.open && r.days < 0:
		word := "逾期"
		if r.very {
			word = "严重逾期"
		}
		return fmt.Sprintf("%s %d 天（%d 个工作日）", word, -r.days, -r.workdays), look.ToneLate
	case r.open && r.days == 0:
		return "今天到期", look.ToneDue
	case r.open:
		return fmt.Sprintf("还有 %d 天（%d 个工作日），%s 到期", r.days, r.workdays, r.due), r.tone
	case r.Status == "重新办理" && r.Owing == 0:
		return "提案人不满意，还没有重新交办", look.ToneDue
	case r.Owing > 0:
		return r.Status + "，没有写明期限", look.ToneDue
	case r.FeedbackDueOn != "":
		return r.waitBox()
	case r.Silent:
		return "到期未反馈，按未表态办结", look.ToneNormal
	case r.RepliedLate > 0:
		return fmt.Sprintf("答复已齐，其中 %d 个单位首轮逾期", r.RepliedLate), look.ToneDue
	case r.AnsweredAll():
		return "答复已齐", look.ToneDone
	default:
		return "", look.ToneNormal
	}
}

// waitBox is dueBox of a proposal that waits for what its proposer thinks.
func (r *row) waitBox() (string, look.Tone) {
	switch {
	case r.waitDays < 0:
		return fmt.Sprintf("征询意见逾期 %d 天（%d 个工作日）", -r.waitDays, -r.waitWorkdays), look.ToneLate
	case r.waitDays == 0:
		return "征询意见今天到期", look.ToneDue
	default:
		return fmt.Sprintf("等征询意见，还有 %d 天（%d 个工作日），%s 到期", r.waitDays, r.waitWorkdays, r.FeedbackDueOn), look.ToneNormal
	}
}

// dueText is the reasoning under the box's title.
func (r *row) dueText() string {
	if !r.open && r.Owing == 0 && r.FeedbackRule != "" {
		return "反馈期限 " + r.FeedbackDueOn + "：" + strings.TrimSuffix(r.FeedbackRule, "。") + "。" + r.repliesText()
	}
	return r.repliesText()
}

// repliesText is the reasoning of the replies.
func (r *row) repliesText() string {
	rule, first := r.DueRule, ""
	if rule != "" && !strings.HasSuffix(rule, "。") {
		rule += "。"
	}
	if !r.open && r.FirstDueOn != "" && r.LastReplyOn != "" {
		first = fmt.Sprintf("期限 %s，答复 %s。", r.FirstDueOn, r.LastReplyOn)
	}
	count := ""
	if r.ToAnswer > 1 {
		count = fmt.Sprintf("应答复 %d 个单位，已答复 %d 个。", r.ToAnswer, r.Answered)
	}
	if r.Round < 2 || r.open && r.OpenRound < 2 { // what is known of the replies is of the first round, the rule of the newest or of the deadline to be met
		return first + rule + count
	}
	if rule != "" {
		rule = "重新办理：" + rule
	}
	if first+count != "" {
		first = "首次办理：" + first + count
	}
	return rule + first
}

// heading is what the details are headed by: 第 42 号, or 流水号 0057 before it has a number.
func (r *row) heading() string {
	switch {
	case r.Number > 0:
		return fmt.Sprintf("第 %d 号", r.Number)
	case r.Serial != "":
		return "流水号 " + r.Serial
	default:
		return "未编号"
	}
}

// when is the quiet date beside the heading.
func (r *row) when() string {
	switch {
	case r.ReviewedOn != "" && r.Conclusion != "":
		return r.Conclusion + " " + r.ReviewedOn
	case r.ReceivedOn != "":
		return "收件 " + r.ReceivedOn
	default:
		return ""
	}
}

// events are the steps of a proposal's way as a timeline shows them; those of another year carry it.
func events(steps []proposal.Milestone, year int, today string) []chart.Event {
	out := make([]chart.Event, len(steps))
	prefix := strconv.Itoa(year) + "-"
	for i, s := range steps {
		out[i] = chart.Event{When: strings.TrimPrefix(s.On, prefix), Text: s.Text}
		switch {
		case s.Open && s.On < today:
			out[i].Tone = look.ToneLate
		case s.Open:
			out[i].Tone = look.ToneDue
		}
	}
	return out
}

func mergedInto(r row) string {
	if r.MergedNumber == 0 {
		return ""
	}
	return fmt.Sprintf("第 %d 号", r.MergedNumber)
}
