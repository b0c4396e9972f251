package data_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"cppccdesk/data/calendar"
	"cppccdesk/data/datatest"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// ledger saves a row of a ledger of a proposal's part, as taking in does.
func (w *walker) ledger(id int64) error {
	w.tb.Helper()
	rec := w.record(id)
	kind, v := proposal.Assignments, record.Values{"unit": w.unit(), "role": w.pick("主办", "分办", "会办"), "assigned_on": w.day(), "replied_on": w.pick("", w.day())}
	if w.rng.IntN(2) == 0 {
		kind, v = proposal.Feedback, record.Values{"proposer": w.pick("", "民盟县委", "民建县委"), "unit": w.pick("", w.unit()), "returned_on": w.day(), "result": w.pick("满意", "不满意", "未表态")}
	}
	v["number"], v["round"] = rec.Values["number"], w.pick("1", "1", "2", "0", "-1")
	return w.Write(w.tb.Context(), "测试", "导入"+kind.Title, func(ctx context.Context, tx *store.Tx) error {
		_, err := kind.Save(ctx, tx, in2026, 0, v)
		return err
	})
}

// offered takes a step that is offered with answers that make sense, which must not be refused; taken is false where there is none.
func (w *walker) offered(id int64) (taken bool) {
	w.tb.Helper()
	rec := w.record(id)
	free := w.free(w.part(id, "assignments"), "")
	possible := slices.DeleteFunc(proposal.Proposals.Steps(w.today(id)), func(p record.Possible) bool {
		return p.Why != "" || p.Step.Elsewhere || p.Step.Name == "并案" || p.Step.Name == "改派" && len(free) == 0
	})
	if len(possible) == 0 {
		return false
	}
	p := possible[w.rng.IntN(len(possible))]
	v := w.sense(id, p)
	if v == nil {
		return false
	}
	err := record.TakeStep(w.tb.Context(), w.Store, "测试", proposal.Proposals, onClock, p.Step.Name, v, id)
	excused := []string{
		"并入了这一件",  // what others are is not seen in a record
		"写了两次",    // what was promised before, in the same words
		"与所填的相符",  // what two units promised in the same words
		"没有这样一条",  // what one unit promised, with the name of another
		"再次申退的日期", // of the day of the refusal
		"写了两份",    // of several proposers and units not each has still to be heard
		"还没有收回的有", // the same
		"不能解除并案",  // what was heard of it at the one it was merged into
	}
	if err != nil && !slices.ContainsFunc(excused, func(words string) bool { return strings.Contains(store.Sentence(err), words) }) {
		w.tb.Fatalf("%s was offered of %v and refused with %v: %s", p.Step.Name, rec.Values, v, store.Sentence(err))
	}
	return err == nil
}

// sense is what a clerk would answer to the step; nil when he could not.
func (w *walker) sense(id int64, p record.Possible) record.Values {
	w.tb.Helper()
	rec, latest, units := w.record(id), w.latest(id), w.part(id, "assignments")
	v := record.Values{}
	for _, f := range p.Step.Asks {
		offers := p.Offers[f.Key]
		switch f.Key {
		case "unit", "proposer", "kind", "left_unit":
			if p.Step.Name == "改派" && f.Key == "unit" {
				offers = w.free(units, "")
			}
			if len(offers) > 0 {
				v[f.Key] = w.pick(offers...)
			}
		case "lead_units":
			free := w.free(units, "1")
			if len(free) == 0 {
				return nil
			}
			v[f.Key] = w.pick(free...)
		case "reviewed_on", "assigned_on", "returned_on", "replied_on", "on_date", "accepted_on", "asked_on", "kept_on", "settled_on", "archived_on", "done_on", "sent_on", "judged_on", "silent_on":
			v[f.Key] = max(dayTold(f.Key, v["unit"], units, latest), w.givenUp(id, f.Key))
		case "extended_to":
			v[f.Key] = w.dayAfter(latest)
		case "number":
			v[f.Key] = w.number(rec.Values["number"], p.Step.Name)
		case "text":
			v[f.Key] = w.pick("增设停车位", "修订办法", "新开公交")
			if len(offers) > 0 {
				v[f.Key] = w.pick(offers...)
			}
		case "result_class", "result", "reasons", "mode", "outcome", "asked_why", "doc_number", "signer", "reason", "reviewer", "opinion", "extended_by", "extended_why":
			v[f.Key] = map[string]string{
				"result_class": "B", "result": w.pick("满意", "不满意"), "reasons": "一案多事", "mode": "电话",
				"outcome": w.pick("已落实", "未落实"), "asked_why": "不是本单位的事，逾期受理", "doc_number": "3号", "signer": "李", "reason": "没有逐条回应", "reviewer": "王芳", "opinion": "一案多事",
				"extended_by": "李主席", "extended_why": "等上级批复，特批、补批",
			}[f.Key]
		default:
			if f.Required {
				v[f.Key] = map[string]string{"note": "漏记了一次答复", "due_on": latest, "finding": "部分落实"}[f.Key]
			}
		}
	}
	return v
}

// dayAfter is the day after another: an extension is to a later day than the deadline there is.
func (w *walker) dayAfter(day string) string {
	w.tb.Helper()
	d, err := calendar.ParseDate(day)
	if err != nil {
		w.tb.Fatal(err)
	}
	return d.AddDays(1).String()
}

// givenUp is the day until which the proposal had another conclusion, for the day of a review, which no record shows; "" for none.
func (w *walker) givenUp(id int64, key string) string {
	if key != "reviewed_on" {
		return ""
	}
	return w.office.rows(fmt.Sprint("SELECT COALESCE(max(until_on), '') FROM review_past WHERE conclusion <> '' AND proposal_id = ", id))
}

// free are the units that have no work in the round, or in any for "".
func (w *walker) free(units []rows.Row, round string) []string {
	return slices.DeleteFunc([]string{"县教育局", "县水务局", "县卫生健康局", "县公安局"}, func(name string) bool {
		return slices.ContainsFunc(units, func(row rows.Row) bool { return (round == "" || row["round"] == round) && row["unit"] == name })
	})
}

// dayTold is the day a clerk would tell of a proposal whose last day is latest; deadlines lie ahead.
func dayTold(key, unit string, units []rows.Row, latest string) string {
	today := datatest.Clock.Format(time.DateOnly)
	switch key {
	case "silent_on":
		return today
	case "archived_on": // what was decided before a correction counts until the day of that, which no record shows
		return today
	case "accepted_on": // of who replied, not after that
		return min(latest, today, earliest(units, unit, func(row rows.Row) string {
			if row["accepted_on"] == "" && askedAgain(units, row) == "" {
				return row["replied_on"]
			}
			return ""
		}))
	case "replied_on": // of who was asked once more without a reply, not after that
		return min(latest, today, earliest(units, unit, func(row rows.Row) string {
			if row["replied_on"] == "" && row["returned_on"] == "" {
				return askedAgain(units, row)
			}
			return ""
		}))
	}
	return min(latest, today)
}

// askedAgain is the day on which the unit of a row was handed the proposal in a later round, "" for none.
func askedAgain(units []rows.Row, row rows.Row) string {
	for _, other := range units {
		if other["unit"] == row["unit"] && other["round"] > row["round"] {
			return other["assigned_on"]
		}
	}
	return ""
}

// earliest is the first of the days of the rows of a unit, of all where none is named; a day after all others where none has one.
func earliest(units []rows.Row, unit string, dayOf func(rows.Row) string) string {
	first := "9999-12-31"
	for _, row := range units {
		if day := dayOf(row); day != "" && (unit == "" || row["unit"] == unit) {
			first = min(first, day)
		}
	}
	return first
}

// number is what the step can say of a proposal's number: that which it has, or another.
func (w *walker) number(had, step string) string {
	if had == "" || step == "更正案号" {
		return strconv.Itoa(100 + w.rng.IntN(9000))
	}
	return had
}

var anyDay = regexp.MustCompile(`20\d\d-\d\d-\d\d`)

// latest is the latest day that the proposal knows.
func (w *walker) latest(id int64) string {
	w.tb.Helper()
	latest := "2026-01-01"
	for _, text := range w.record(id).Values {
		for _, day := range anyDay.FindAllString(text, -1) {
			latest = max(latest, day)
		}
	}
	return latest
}

// onClock is the year's records as of the day of the stores' clock.
var onClock = record.Scope{Year: 2026, Day: datatest.Clock.Format(time.DateOnly)}

// today is a proposal as its page has it.
func (w *walker) today(id int64) record.Record {
	w.tb.Helper()
	r, err := proposal.Proposals.RecordOn(w.tb.Context(), w.DB(), id, onClock.Day)
	if err != nil {
		w.tb.Fatal(err)
	}
	return r
}

func (w *walker) record(id int64) record.Record {
	w.tb.Helper()
	record, err := proposal.Proposals.Record(w.tb.Context(), w.DB(), id)
	if err != nil {
		w.tb.Fatal(err)
	}
	return record
}

// sound checks by its rows alone that nothing of the proposal contradicts itself.
func (w *walker) sound(id int64) {
	w.tb.Helper()
	record := w.record(id)
	if number, err := strconv.Atoi(record.Values["number"]); err == nil && number < 1 {
		w.tb.Fatalf("number %d", number)
	}
	w.follow(nil, record.Values["received_on"], record.Values["reviewed_on"])
	units := map[string]rows.Row{} // by round and name, and by name
	for _, row := range w.part(id, "assignments") {
		units[row["round"]+row["unit"]], units[row["unit"]] = row, row
		w.soundUnit(record, row)
	}
	for _, row := range w.part(id, "consultations") {
		if row["unit"] != "" && units[row["unit"]] == nil {
			w.tb.Fatalf("a talk with no unit of the proposal: %v of %v", row, record.Values)
		}
	}
	said := map[string]bool{}
	for _, row := range w.part(id, "feedback") {
		key, unit := row["round"]+row["proposer"]+row["unit"], units[row["round"]+row["unit"]]
		switch {
		case said[key]:
			w.tb.Fatalf("said twice: %v of %v", row, record.Values)
		case row["unit"] == "":
		case unit == nil || unit["returned_on"] != "" || unit["replied_on"] == "":
			w.tb.Fatalf("the unit did not answer: %v of %v", row, record.Values)
		default:
			w.follow(row, unit["replied_on"], row["returned_on"])
		}
		said[key] = true
	}
}

func (w *walker) soundUnit(record record.Record, row rows.Row) {
	w.tb.Helper()
	switch {
	case row["returned_on"] != "": // perhaps let go of when it was filed before
		w.follow(row, record.Values["received_on"], row["assigned_on"], row["replied_on"])
	case record.Values["conclusion"] == "立案":
		w.follow(row, record.Values["received_on"], record.Values["reviewed_on"], row["assigned_on"], row["replied_on"])
	default:
		w.tb.Fatalf("a unit of what is not filed: %v of %v", row, record.Values)
	}
	w.follow(row, row["assigned_on"], row["due_on"], row["extended_to"])
	w.follow(row, row["assigned_on"], row["asked_on"], row["returned_on"])
	w.follow(row, row["assigned_on"], row["accepted_on"], row["replied_on"])
	w.follow(row, row["replied_on"], row["silent_on"])
	if row["silent_on"] != "" && row["replied_on"] == "" {
		w.tb.Fatalf("waited for what is thought of no reply: %v", row)
	}
}

// follow checks that the days, where known, follow each other.
func (w *walker) follow(row rows.Row, days ...string) {
	w.tb.Helper()
	if days = slices.DeleteFunc(days, func(day string) bool { return day == "" }); !slices.IsSorted(days) {
		w.tb.Fatalf("dates out of order: %v of %v", days, row)
	}
}
