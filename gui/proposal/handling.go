package proposal

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/calendar"
	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/supervision"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// handling is the tab of the units: of each what it was given and by when, and what it did; behind them what concerns all of them.
func (p *Page) handling() []fyne.CanvasObject {
	v := p.course.record.Values
	if v == nil {
		return nil // not read yet
	}
	part := func(key string) []rows.Row {
		all, err := rows.Parse(v[key])
		if err != nil {
			return nil // the store writes nothing else
		}
		return all
	}
	units := part("assignments")
	w := work{raised: p.causeLine, today: p.desk.Today(), days: p.course.days, rules: p.course.rules, waits: p.course.waits, talks: part("consultations"), reminders: part("reminders"), feedback: part("feedback"), promises: part("promises"), revisits: part("revisits")}
	w.only, w.owed = onlyUnit(units), owedRounds(units)
	var out []fyne.CanvasObject
	told, last := map[string]bool{}, p.shown.Round
	for _, u := range units {
		name := kit.NewTag(u["unit"], false)
		name.OnTap = func() { p.openUnit(u["unit"]) }
		of := u["role"]
		if last > 1 {
			of += " · " + roundOf(record.CountOf(u["round"]), last)
		}
		head := kit.NewRow(8, name, kit.NewLabel(of, look.TextSize, look.ToneMuted))
		first := !told[u["unit"]]
		told[u["unit"]] = true
		out = append(out, kit.NewColumn(4, append([]fyne.CanvasObject{head}, w.of(u, first)...)...))
	}
	if others := w.others(told); len(others) > 0 {
		out = append(out, kit.NewHeading("对各单位的", look.TextSize), kit.NewColumn(4, others...))
	}
	if len(out) == 0 {
		out = append(out, kit.NewParagraph("还没有交办。", look.TextSize, look.ToneMuted))
	}
	return out
}

// owedRounds are the rounds in which a reply is still to come.
func owedRounds(units []rows.Row) map[string]bool {
	owed := map[string]bool{}
	for _, u := range units {
		if u["role"] != docket.RoleCo && u["returned_on"] == "" && u["replied_on"] == "" {
			owed[u["round"]] = true
		}
	}
	return owed
}

// onlyUnit is the unit that alone answers a proposal, "" where several do or none.
func onlyUnit(units []rows.Row) string {
	only := ""
	for _, u := range units {
		switch {
		case u["role"] == docket.RoleCo || u["returned_on"] != "" || u["unit"] == only:
		case only != "":
			return ""
		default:
			only = u["unit"]
		}
	}
	return only
}

// work is what is known of the handling of a proposal, to be told unit by unit.
type work struct {
	only                                           string                                      // the unit that is meant where none is named
	owed                                           map[string]bool                             // the rounds in which a reply is still to come
	raised                                         func(c supervision.Cause) fyne.CanvasObject // what stands under a promise or an opinion; nil: nothing
	today                                          string
	days                                           *calendar.Calendar
	rules                                          map[string]string
	waits                                          []proposal.Wait
	talks, reminders, feedback, promises, revisits []rows.Row
}

// of tells of the work of a unit in a round; with is false where what has no round was told of the unit before.
func (w *work) of(u rows.Row, with bool) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	say := func(name, value string, tone look.Tone) {
		if value = strings.TrimSpace(value); value != "" {
			out = append(out, records.NewTonedFact(name, value, tone))
		}
	}
	add := func(c supervision.Cause) {
		if line := w.raised(c); line != nil {
			out = append(out, line)
		}
	}
	say("交办", u["assigned_on"]+" "+u["assigned_by"], look.ToneNormal)
	say("签收", u["accepted_on"], look.ToneNormal)
	due, tone := w.due(u)
	say("期限", due, tone)
	if u["extended_to"] != "" {
		say("延期", "至 "+u["extended_to"]+approved(u["extended_on"], u["extended_by"])+because(u["extended_why"]), look.ToneNormal)
	}
	say("申退", u["asked_on"]+" "+u["asked_why"], look.ToneNormal)
	say("驳回申退", u["kept_on"], look.ToneNormal)
	say("同意申退", u["returned_on"], look.ToneMuted)
	if with {
		w.dated(w.talks, u["unit"], "面商", say, "mode", "people", "note")
		w.dated(w.reminders, u["unit"], "催办", say, "mode", "person", "note")
	}
	if u["replied_on"] != "" {
		say(answer(u["role"]), strings.Join(filled(u["replied_on"], class(u["result_class"]), u["doc_number"], signed(u["signer"])), " · "), look.ToneNormal)
	}
	if u["reply"] != "" {
		out = append(out, editor.NewReading(u["reply"]))
	}
	if with {
		w.promised(u["unit"], say, add)
		w.dated(w.revisits, u["unit"], "回头看", say, revisitLine...)
	}
	w.answered(u["unit"], u["round"], say, add)
	w.waited(u, say)
	say("备注", u["note"], look.ToneNormal)
	return out
}

// revisitLine are what a line says of a revisit beside its day.
var revisitLine = []string{"finding", "mode", "people", "note"}

// concerns reports whether a row is of the unit: it names it, or it names none where only that unit answers.
func (w *work) concerns(row rows.Row, unit string) bool {
	return row["unit"] == unit || row["unit"] == "" && unit == w.only
}

// others tells of what concerns none of the units told of.
func (w *work) others(told map[string]bool) (out []fyne.CanvasObject) {
	say := func(name, value string, tone look.Tone) { out = append(out, records.NewTonedFact(name, value, tone)) }
	for _, of := range []struct {
		name string
		rows []rows.Row
		keys []string
	}{{"面商", w.talks, []string{"unit", "mode", "people", "note"}}, {"催办", w.reminders, []string{"unit", "mode", "person", "note"}}, {"回头看", w.revisits, append([]string{"unit"}, revisitLine...)}} {
		for _, row := range of.rows {
			if !told[cmp.Or(row["unit"], w.only)] {
				say(of.name, dayLine(row, of.keys...), look.ToneNormal)
			}
		}
	}
	for _, row := range w.feedback {
		if !told[cmp.Or(row["unit"], w.only)] {
			text, tone := opinion(row)
			say("反馈", text, tone)
			if line := w.raised(supervision.Cause{Feedback: record.RowID(row)}); line != nil {
				out = append(out, line)
			}
		}
	}
	return out
}

// due is the deadline of a unit's reply with why it is that day, and how near or late it is.
func (w *work) due(u rows.Row) (text string, tone look.Tone) {
	on := u["due_on"]
	if u["extended_to"] != "" {
		on = u["extended_to"]
	}
	if on == "" {
		return "", look.ToneNormal
	}
	text = on
	open := u["replied_on"] == "" && u["returned_on"] == "" && (u["role"] != docket.RoleCo || w.owed[u["round"]])
	until := u["replied_on"]
	if open {
		until = w.today
	}
	if from, to, ok := calendar.Span(on, until); ok && w.days != nil && u["returned_on"] == "" {
		text, tone = nearness(on, open, from.DaysUntil(to), w.days.WorkdaysBetween(from, to))
	}
	rule := w.rules[u[rows.ID]]
	if w.days != nil {
		rule = w.days.Explain(rule, u["assigned_on"], on)
	}
	if rule != "" {
		text += "。" + strings.TrimSuffix(rule, "。") + "。"
	}
	return text, tone
}

// nearness is a deadline with how many days it is past, or before that.
func nearness(on string, open bool, late, workdays int) (string, look.Tone) {
	switch {
	case open && late > 0:
		return fmt.Sprintf("%s，逾期 %d 天（%d 个工作日）", on, late, workdays), look.ToneLate
	case open && -workdays <= proposal.SoonWorkdays:
		return fmt.Sprintf("%s，还有 %d 个工作日", on, -workdays), look.ToneDue
	case open:
		return fmt.Sprintf("%s，还有 %d 个工作日", on, -workdays), look.ToneNormal
	case late > 0:
		return fmt.Sprintf("%s，答复晚了 %d 天（%d 个工作日）", on, late, workdays), look.ToneDue
	}
	return on, look.ToneNormal
}

// dated tells of the rows of a unit that have a day each.
func (w *work) dated(all []rows.Row, unit, name string, say func(name, value string, tone look.Tone), keys ...string) {
	for _, row := range all {
		if w.concerns(row, unit) {
			say(name, dayLine(row, keys...), look.ToneNormal)
		}
	}
}

// promised tells what a unit promised, and what became of it.
func (w *work) promised(unit string, say func(name, value string, tone look.Tone), add func(supervision.Cause)) {
	for _, row := range w.promises {
		if row["unit"] != unit {
			continue
		}
		text, tone := row["text"], look.ToneNormal
		switch {
		case row["outcome"] != "":
			text += "（" + row["settled_on"] + " " + row["outcome"] + "）"
			if tone = look.ToneLate; row["outcome"] == docket.Kept {
				tone = look.ToneDone
			}
		case row["due_on"] != "" && row["due_on"] < w.today:
			text, tone = text+"（"+row["due_on"]+" 到期，还没有落实）", look.ToneLate
		case row["due_on"] != "":
			text += "（" + row["due_on"] + " 前落实）"
		}
		say("承诺", text, tone)
		say("", row["note"], look.ToneMuted)
		add(supervision.Cause{Promise: record.RowID(row)})
	}
}

// answered tells what the proposers thought of a unit's reply in a round.
func (w *work) answered(unit, round string, say func(name, value string, tone look.Tone), add func(supervision.Cause)) {
	for _, row := range w.feedback {
		if w.concerns(row, unit) && row["round"] == round {
			text, tone := opinion(row)
			say("反馈", text, tone)
			add(supervision.Cause{Feedback: record.RowID(row)})
		}
	}
}

// waited tells until when what the proposer thinks of a unit's reply is to be back, or that it never came.
func (w *work) waited(u rows.Row, say func(name, value string, tone look.Tone)) {
	say("到期未反馈", u["silent_on"], look.ToneMuted)
	for i := range w.waits {
		of := &w.waits[i]
		due, today, ok := calendar.Span(of.By, w.today)
		if !ok || strconv.FormatInt(of.ID, 10) != u[rows.ID] || w.days == nil {
			continue
		}
		text, tone := nearness(of.By, true, due.DaysUntil(today), w.days.WorkdaysBetween(due, today))
		say("反馈期限", text+"。"+strings.TrimSuffix(of.Why, "。")+"。", tone)
	}
}

// opinion is what a proposer thought of a reply: 2026-08-02 李平：办理工作满意，办理结果不满意，部分采纳。其意见。
func opinion(row rows.Row) (text string, tone look.Tone) {
	said := filled(prefixed("办理工作", row["attitude"]), prefixed("办理结果", row["result"]), row["adoption"])
	text = strings.Join(filled(row["returned_on"], row["proposer"], strings.Join(said, "，"), row["opinion"]), " ")
	if row["result"] == proposal.Dissatisfied {
		tone = look.ToneLate
	}
	return text, tone
}

// dayLine is a row that has a day: the day and the values of the keys.
func dayLine(row rows.Row, keys ...string) string {
	texts := []string{row["on_date"]}
	for _, key := range keys {
		texts = append(texts, row[key])
	}
	return strings.Join(filled(texts...), " ")
}

// filled are the texts that are not empty.
func filled(texts ...string) []string {
	out := make([]string, 0, len(texts))
	for _, text := range texts {
		if text != "" {
			out = append(out, text)
		}
	}
	return out
}

func prefixed(what, text string) string {
	if text == "" {
		return ""
	}
	return what + text
}

func class(code string) string {
	if code == "" {
		return ""
	}
	return code + " 类"
}

// answer is what a unit of a role gives: to the proposer, or to the lead.
func answer(role string) string {
	if role == docket.RoleCo {
		return "会办意见"
	}
	return "答复"
}

func signed(name string) string {
	if name == "" {
		return ""
	}
	return name + " 签发"
}

func approved(on, by string) string {
	if on == "" && by == "" {
		return ""
	}
	return "（" + strings.TrimSpace(on+" "+by) + " 批准）"
}

func because(why string) string {
	if why == "" {
		return ""
	}
	return "，" + why
}
