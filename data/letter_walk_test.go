package data_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/calendar"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// letterWalker takes random steps of a few letters and their points on random days, most of which are refused.
type letterWalker struct {
	office
	rng     *rand.Rand
	numbers map[string]int64 // number -> the letter it was ever given to
}

func (w *letterWalker) day() string {
	return fmt.Sprintf("2026-%02d-%02d", 1+w.rng.IntN(9), 1+w.rng.IntN(28))
}

// letters are those that are not in the bin.
func (w *letterWalker) letters() []int64 {
	w.tb.Helper()
	ids, err := store.IDs(w.tb.Context(), w.DB(), "SELECT id FROM opinion_letter WHERE deleted_at = '' ORDER BY id")
	if err != nil {
		w.tb.Fatal(err)
	}
	return ids
}

// bytes are all rows of letters and points as they are stored.
func (w *letterWalker) bytes() string {
	return w.office.rows(`SELECT 'letter ' || json_array(id, year, number, title, group_id, unit_id, visit_id, earlier_id, submitted_on, leader, leader_on, approved_on, delivered_on, received_on, receiver,
			measures_due, measures_rule, due_on, due_rule, note, deleted_at) FROM opinion_letter ORDER BY id`) +
		w.office.rows(`SELECT 'point ' || json_array(id, letter_id, ordinal, text, responsible, measure, measure_on, progress, progress_on, extended_to, extended_on, extended_by, extended_why, first_replied_on, replied_on, reply,
			returned_on, return_why, accepted_on, accepted_by, looked_on, looked, closed_on) FROM opinion_point ORDER BY id`) +
		w.office.rows("SELECT 'extension ' || json_array(id, point_id, extended_to, extended_on, extended_by, extended_why) FROM point_extension ORDER BY id") +
		w.office.rows("SELECT 'return ' || json_array(id, point_id, replied_on, returned_on, accepted_on, accepted_by, looked_on, again) FROM point_return ORDER BY id")
}

// write makes one write of a random kind and reports whether it was taken.
func (w *letterWalker) write() bool {
	w.tb.Helper()
	letters := w.letters()
	id := letters[w.rng.IntN(len(letters))]
	kind := supervision.Letters
	points := w.points(id)
	if len(points) > 0 && w.rng.IntN(3) > 0 {
		kind, id = supervision.Points, points[w.rng.IntN(len(points))]
	}
	if w.rng.IntN(16) == 0 && kind == supervision.Letters {
		sentence := w.remove(kind, id)
		if sentence != "" && !strings.Contains(sentence, "在用，不能删除") {
			w.tb.Fatal(sentence)
		}
		return sentence == ""
	}
	r, err := kind.Record(w.tb.Context(), w.DB(), id)
	if err != nil {
		w.tb.Fatal(err)
	}
	if w.rng.IntN(6) == 0 { // what a form would write, sense or nonsense
		v := record.Values{w.fact(kind): w.day()}
		_, sentence := w.saveAs(kind, id, v)
		return sentence == ""
	}
	can := kind.Can(r)
	if len(can) == 0 {
		return false
	}
	name := can[w.rng.IntN(len(can))]
	if order := []string{"签收", "登记答复", "验收", "回头看", "销号"}; w.rng.IntN(2) == 0 { // towards the end
		if at := slices.IndexFunc(order, func(s string) bool { return slices.Contains(can, s) }); at >= 0 {
			name = order[at]
		}
	}
	step, err := kind.Step(name)
	if err != nil {
		w.tb.Fatal(err)
	}
	err = record.TakeStep(w.tb.Context(), w.Store, "测试", kind, in2026, step.Name, w.answers(step, r), id)
	if err != nil && store.CodeOf(err) == store.CodeInternal {
		w.tb.Fatalf("%s %d %s: %v", kind.Name, id, step.Name, err)
	}
	return err == nil
}

// fact is a date that a form of the kind could change.
func (w *letterWalker) fact(kind *record.Kind) string {
	all := []string{"submitted_on", "leader_on", "approved_on", "delivered_on", "received_on", "measures_due", "due_on"}
	if kind == supervision.Points {
		all = []string{"measure_on", "progress_on", "replied_on", "returned_on", "accepted_on", "looked_on", "closed_on", "extended_on", "extended_to"}
	}
	return all[w.rng.IntN(len(all))]
}

// answers are what a step is told: a day not long after the latest one there is, or any day.
func (w *letterWalker) answers(step *record.Step, r record.Record) record.Values {
	latest := "2026-01-05"
	for key, value := range r.Values {
		if len(value) == len(latest) && value[:2] == "20" && !slices.Contains([]string{"due_now", "due_on", "measures_due", "extended_to"}, key) {
			latest = max(latest, value)
		}
	}
	if on, err := calendar.ParseDate(latest); err == nil {
		latest = on.AddDays(w.rng.IntN(3)).String()
	}
	v := record.Values{}
	for _, f := range step.Asks {
		switch {
		case f.Key == "number":
		case f.Key == "extended_to":
			v[f.Key] = "2026-11-" + fmt.Sprintf("%02d", 1+w.rng.IntN(28))
		case f.Typed().Sheet() != 0 && w.rng.IntN(5) > 0:
			v[f.Key] = latest
		case f.Typed().Sheet() != 0:
			v[f.Key] = w.day()
		default:
			v[f.Key] = "说明"
		}
	}
	return v
}

// pointStateOf is the state of a point by its facts, derived by going through what happened to it: apart from the SQL of the program.
func pointStateOf(letter record.Values, p rows.Row) string {
	stands := func(key string) bool {
		return p[key] > p["returned_on"] || p[key] != "" && p[key] == p["returned_on"] && p["again"] != ""
	}
	switch {
	case letter["delivered_on"] == "":
		return supervision.NotSent
	case p["closed_on"] != "":
		return supervision.Closed
	case stands("looked_on"):
		return supervision.ToClose
	case stands("accepted_on"):
		return supervision.ToLookBack
	case stands("replied_on"):
		return supervision.Replied
	case letter["received_on"] == "":
		return supervision.ToReceive
	}
	return supervision.UnderWay
}

// letterStateOf is the state of a letter by its dates, then by that of its point that is least far.
func letterStateOf(letter record.Values, points []rows.Row) string {
	for _, m := range []struct{ key, state string }{
		{"submitted_on", supervision.Draft}, {"leader_on", supervision.Submitted}, {"approved_on", supervision.ToApprove}, {"delivered_on", supervision.ToDeliver}, {"received_on", supervision.ToReceive},
	} {
		if letter[m.key] == "" {
			return m.state
		}
	}
	order := []string{supervision.UnderWay, supervision.Replied, supervision.ToLookBack, supervision.ToClose, supervision.Closed}
	least := len(order) - 1
	for _, p := range points {
		least = min(least, slices.Index(order, pointStateOf(letter, p)))
	}
	if len(points) == 0 {
		least = 0
	}
	return order[least]
}

// pointDueOf is what a point owes by: its measures, else the rest, no sooner than it was put off to.
func pointDueOf(letter record.Values, p rows.Row, state string) string {
	if state != supervision.ToReceive && state != supervision.UnderWay {
		return ""
	}
	due := letter["measures_due"]
	if p["measure_on"] != "" || p["replied_on"] != "" {
		due = letter["due_on"]
	}
	return max(due, p["extended_to"])
}

// sound compares what lists show of each letter and point with what follows from their facts.
func (w *letterWalker) sound() {
	w.tb.Helper()
	for _, id := range w.letters() {
		letter := w.stored(id)
		points := w.pointsOf(id)
		open := false
		for i, pid := range w.points(id) {
			r, err := supervision.Points.Record(w.tb.Context(), w.DB(), pid)
			if err != nil {
				w.tb.Fatal(err)
			}
			state := pointStateOf(letter, points[i])
			due := pointDueOf(letter, points[i], state)
			if r.Values["status"] != state || r.Values["due_now"] != due {
				w.tb.Fatalf("point %d is %s by %q, from its facts %s by %q:\n%v", pid, r.Values["status"], r.Values["due_now"], state, due, points[i])
			}
			if due != "" && due < letter["delivered_on"] {
				w.tb.Fatalf("point %d is due on %s, before its delivery on %s", pid, due, letter["delivered_on"])
			}
			open = open || state != supervision.Closed
			w.dated(letter, points[i])
		}
		if state := letterStateOf(letter, points); letter["status"] != state {
			w.tb.Fatalf("letter %d is %s, from its facts %s:\n%v", id, letter["status"], state, letter)
		}
		if letter["status"] == supervision.Closed && (open || len(points) == 0) {
			w.tb.Fatalf("letter %d is signed off with a point that is open", id)
		}
		if other, given := w.numbers[letter["number"]]; given && other != id {
			w.tb.Fatalf("number %s of letter %d is given to letter %d", letter["number"], other, id)
		}
	}
}

// dated fails for facts of a point that are before what they follow.
func (w *letterWalker) dated(letter record.Values, p rows.Row) {
	w.tb.Helper()
	for _, key := range []string{"measure_on", "progress_on", "replied_on", "accepted_on", "looked_on", "closed_on"} {
		if p[key] != "" && (letter["received_on"] == "" || p[key] < letter["received_on"]) {
			w.tb.Fatalf("%s %s is before the receipt %q: %v", key, p[key], letter["received_on"], p)
		}
	}
	if p["closed_on"] != "" && (p["looked_on"] == "" || p["closed_on"] < p["looked_on"] || p["looked_on"] < p["accepted_on"] || p["accepted_on"] < p["replied_on"] || p["returned_on"] > p["closed_on"] || p["returned_on"] == p["closed_on"] && p["again"] == "") {
		w.tb.Fatalf("signed off without what goes before: %v", p)
	}
}

// Whatever happens to letters and points, states and deadlines are what follows from their facts, nothing is signed off that is open, no number is given
// twice, and each write is undone to the byte.
func TestRandomWalkOverLetters(t *testing.T) {
	w := &letterWalker{office: atWork(t), rng: rand.New(rand.NewPCG(8, 4)), numbers: map[string]int64{}}
	for i, title := range []string{"甲", "乙", "丙", "丁", "戊"} {
		delivered := ""
		if i < 3 {
			delivered = "2026-03-10"
		}
		w.letter(title, delivered, "一", "二")
	}
	taken, steps, states := 0, writesOf(220), map[string]int{}
	for i := range steps {
		if len(w.letters()) < 4 {
			w.letter(fmt.Sprint("又", i), "2026-03-10", "一") // a title that is taken finds that letter
		}
		before := w.bytes()
		if !w.write() {
			if w.bytes() != before {
				t.Fatal("a write was refused and changed something")
			}
			continue
		}
		taken++
		w.sound()
		after := w.bytes()
		if after == before {
			continue
		}
		w.turn(func(s store.UndoState) *store.UndoStep { return s.Undo }, before)
		w.turn(func(s store.UndoState) *store.UndoStep { return s.Redo }, after)
		w.remember(states)
	}
	t.Logf("%d of %d writes taken, %v", taken, steps, states)
	if taken < steps/10 || states[supervision.Closed] == 0 || states[supervision.UnderWay] == 0 {
		t.Errorf("the walk did not get far: %d of %d, %v", taken, steps, states)
	}
}

// turn undoes or redoes the last write and compares all bytes.
func (w *letterWalker) turn(next func(store.UndoState) *store.UndoStep, want string) {
	w.tb.Helper()
	state, err := w.UndoState(w.tb.Context(), "测试")
	if err != nil || next(state) == nil {
		w.tb.Fatal(state, err)
	}
	if _, err := w.Revert(w.tb.Context(), "测试", next(state).WriteID); err != nil {
		w.tb.Fatal(err)
	}
	if got := w.bytes(); got != want {
		w.tb.Fatalf("not as it was:\n%s\n%s", want, got)
	}
}

// remember notes numbers and states for the end.
func (w *letterWalker) remember(states map[string]int) {
	for _, id := range w.letters() {
		v := w.stored(id)
		if v["number"] != "" {
			w.numbers[v["number"]] = id
		}
		for _, p := range w.pointsOf(id) {
			states[pointStateOf(v, p)]++
		}
	}
}
