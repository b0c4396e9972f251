package data_test

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

var walkWrites = flag.Int("walk", 0, "writes of each random walk over records; 0: as many as make test has time for")

// writesOf is how many writes a random walk makes: as many as are asked for, else usual.
func writesOf(usual int) int { return cmp.Or(*walkWrites, usual) }

// walker makes random writes to a few proposals, most of which are refused.
type walker struct {
	office
	rng   *rand.Rand
	ids   []int64
	looks int // how often lists were looked at
}

// lookedAt are the days lists are looked at, in turn.
var lookedAt = []string{"2026-03-14", "2026-11-23", "", "2026-05-02", "2026-06-30", "2026-07-19"}

func (w *walker) pick(words ...string) string { return words[w.rng.IntN(len(words))] }

func (w *walker) day() string {
	return fmt.Sprintf("2026-%02d-%02d", 1+w.rng.IntN(8), 1+w.rng.IntN(28))
}

func (w *walker) unit() string {
	return w.pick("县教育局", "县水利局", "卫健局", "县公安局")
}

// flat is a row of a ledger.
func (w *walker) flat() record.Values {
	v := record.Values{}
	for range 1 + w.rng.IntN(4) {
		switch key := w.pick("conclusion", "lead_units", "co_units", "handling", "assigned_on", "replied_on", "result_class", "consulted_on", "satisfaction",
			"attitude", "feedback_on", "again_on", "again_replied_on", "again_satisfaction", "joint", "received_on", "reviewed_on", "due_on", "merged_number", "number",
			"reasons"); key {
		case "conclusion":
			v[key] = w.pick("立案", "立案", "并案", "撤案", "退回修改", "")
		case "lead_units", "co_units":
			v[key] = w.pick(w.unit(), w.unit()+"、"+w.unit(), "")
		case "handling":
			v[key] = w.pick("单办", "分办", "会办", "")
		case "result_class":
			v[key] = w.pick("A", "B", "C", "")
		case "satisfaction", "attitude", "again_satisfaction":
			v[key] = w.pick("满意", "基本满意", "不满意", "未表态", "")
		case "joint":
			v[key] = w.pick("民盟县委", "民进县委、民盟县委", "")
		case "merged_number":
			v[key] = w.pick("12", "15", "")
		case "number":
			v[key] = w.pick("0", "-3", "31")
		case "reasons":
			v[key] = w.pick("一案多事", "不喜欢", "")
		default:
			v[key] = w.pick(w.day(), w.day(), w.day(), "")
		}
	}
	return v
}

// table changes a part of the proposal as a form does.
func (w *walker) table(id int64) record.Values {
	key := w.pick("assignments", "consultations", "reminders", "feedback", "proposers", "promises", "drafts", "reviews", "revisits")
	all := w.part(id, key)
	switch {
	case len(all) > 0 && w.rng.IntN(4) == 0:
		at := w.rng.IntN(len(all))
		all = append(all[:at], all[at+1:]...)
	case len(all) > 1 && w.rng.IntN(4) == 0:
		w.rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	case len(all) == 0 || w.rng.IntN(2) == 0:
		all = append(all, rows.Row{})
		fallthrough
	default:
		row := all[w.rng.IntN(len(all))]
		maps.Copy(row, map[string]rows.Row{
			"assignments":   {"round": w.pick("1", "1", "2", "3"), "unit": w.unit(), "role": w.pick("主办", "分办", "会办"), "assigned_on": w.day(), "replied_on": w.pick("", w.day()), "returned_on": w.pick("", "", w.day()), "extended_to": w.pick("", "", w.day()), "extended_by": w.pick("", "李主席", "李主席"), "extended_why": w.pick("", "等批复", "特批"), "accepted_on": w.pick("", w.day()), "asked_on": w.pick("", "", w.day()), "kept_on": w.pick("", "", w.day()), "silent_on": w.pick("", "", w.day()), "evaluation": w.pick("", "", "", scoredMeeting)},
			"consultations": {"on_date": w.day(), "mode": w.pick("面谈", "电话"), "unit": w.pick("", w.unit())},
			"revisits":      {"unit": w.pick("", w.unit()), "on_date": w.day(), "finding": w.pick("落实", "部分落实", "未落实"), "mode": w.pick("", "座谈")},
			"reminders":     {"unit": w.unit(), "on_date": w.day(), "mode": w.pick("电话", "上门")},
			"feedback":      {"round": w.pick("1", "2"), "proposer": w.pick("", "民盟县委"), "unit": w.pick("", w.unit()), "returned_on": w.day(), "result": w.pick("满意", "不满意")},
			"promises":      {"unit": w.unit(), "text": w.pick("增设停车位", "修订办法"), "due_on": w.pick("", w.day()), "settled_on": w.pick("", w.day()), "outcome": w.pick("", "已落实", "未落实")},
			"drafts":        {"round": w.pick("1", "2"), "unit": w.unit(), "sent_on": w.day(), "result_class": w.pick("A", "B"), "doc_number": "3号", "signer": "李", "judged_on": w.pick("", w.day()), "outcome": w.pick("", "通过", "退回"), "reason": w.pick("", "改")},
			"reviews":       {"stage": w.pick("初审", "复审", "审定"), "reviewer": "王芳", "on_date": w.pick("", w.day()), "conclusion": w.pick("", "立案"), "opinion": w.pick("", "同意")},
			"proposers":     {"name": w.pick("民建县委", "民盟县委", "民进县委"), "role": w.pick("提案人", "联名", "附议")},
		}[key])
	}
	return record.Values{key: rows.Text(all)}
}

// answers are what a step may be told, sense or nonsense.
func (w *walker) answers(step *record.Step) record.Values {
	words := map[string][]string{
		"unit": {w.unit()}, "lead_units": {w.unit()}, "mode": {"面谈"}, "result": {"满意", "不满意"}, "attitude": {"满意", "不满意"}, "result_class": {"A"},
		"reasons": {"一案多事"}, "merged_number": {"12", "15"}, "number": {""}, "evaluation": {scoredMeeting},
	}
	v := record.Values{}
	for _, f := range step.Asks {
		switch known := words[f.Key]; {
		case !f.Required && w.rng.IntN(2) == 0:
		case known != nil:
			v[f.Key] = w.pick(known...)
		case f.Typed().Sheet() != 0:
			v[f.Key] = w.day()
		}
	}
	return v
}

// write makes one write and reports whether it was taken.
func (w *walker) write(id int64) bool {
	w.tb.Helper()
	var err error
	can := proposal.Proposals.Can(w.today(id))
	switch way := w.rng.IntN(6); {
	case way == 0:
		return w.offered(id)
	case way == 1 && len(can) > 0:
		step, known := proposal.Proposals.Step(w.pick(can...))
		if known != nil {
			w.tb.Fatal(known)
		}
		err = record.TakeStep(w.tb.Context(), w.Store, "测试", proposal.Proposals, onClock, step.Name, w.answers(step), id)
	case way == 2:
		err = w.ledger(id)
	default:
		v := w.flat()
		if w.rng.IntN(2) == 0 {
			v = w.table(id)
		}
		err = w.Write(w.tb.Context(), "测试", "保存提案", func(ctx context.Context, tx *store.Tx) error {
			_, err := proposal.Proposals.Save(ctx, tx, in2026, id, v)
			return err
		})
	}
	if err != nil && store.CodeOf(err) == store.CodeInternal {
		w.tb.Fatalf("proposal %d: %v", id, err)
	}
	return err == nil
}

// savedAgain saves the proposal as it is, which must not leave a trace.
func (w *walker) savedAgain(id int64) {
	w.tb.Helper()
	writes, now := w.office.rows("SELECT count(*) FROM journal_write"), w.values()[id]
	if _, sentence := w.saveAs(proposal.Proposals, id, maps.Clone(now)); sentence != "" || w.office.rows("SELECT count(*) FROM journal_write") != writes {
		w.tb.Fatalf("what is stored cannot be saved again without a change: %q\n%v\n%s", sentence, now, w.office.rows(`SELECT tbl || ' ' || COALESCE(before_json, '') || ' ' ||
			COALESCE(after_json, '') FROM journal_row WHERE write_id = (SELECT max(id) FROM journal_write)`))
	}
}

// revert undoes or redoes the last write and compares.
func (w *walker) revert(next func(store.UndoState) *store.UndoStep, want map[int64]record.Values) {
	w.tb.Helper()
	state, err := w.UndoState(w.tb.Context(), "测试")
	if err != nil || next(state) == nil {
		w.tb.Fatal(state, err)
	}
	if _, err := w.Revert(w.tb.Context(), "测试", next(state).WriteID); err != nil {
		w.tb.Fatal(err)
	}
	w.lined()
	if got := w.values(); !same(want, got) {
		w.tb.Fatalf("not as it was:\n%v\n%v", want, got)
	}
}

// values are everything of the proposals, as their records have it.
func (w *walker) values() map[int64]record.Values {
	w.tb.Helper()
	all := map[int64]record.Values{}
	for _, id := range w.ids {
		record, err := proposal.Proposals.Record(w.tb.Context(), w.DB(), id)
		if err != nil {
			w.tb.Fatal(err)
		}
		all[id] = record.Values
	}
	return all
}

// lined compares the stored lines with those that the records come to, and how lists show the proposals on a day with how they do inside a write,
// where no line is stored.
func (w *walker) lined() {
	w.tb.Helper()
	if wrong, err := w.MendLines(w.tb.Context()); err != nil || len(wrong) > 0 {
		w.tb.Fatal(wrong, err)
	}
	w.looks++
	day := lookedAt[w.looks%len(lookedAt)]
	w.listed(day)
	stored, err := proposal.Find(w.tb.Context(), w.DB(), proposal.Filter{}, day)
	if err != nil {
		w.tb.Fatal(err)
	}
	err = w.Rehearse(w.tb.Context(), func(ctx context.Context, tx *store.Tx) error {
		read, err := proposal.Find(ctx, tx, proposal.Filter{}, day)
		if !reflect.DeepEqual(stored, read) {
			w.tb.Fatalf("on %s lists show\n%+v\nand inside a write\n%+v", day, stored, read)
		}
		return err
	})
	if err != nil {
		w.tb.Fatal(err)
	}
}

// listed compares what lists show from the lines with what the records have.
func (w *walker) listed(day string) {
	w.tb.Helper()
	scope := record.Scope{Year: 2026, Day: day}
	fields, got, err := proposal.Proposals.List(w.tb.Context(), w.DB(), scope)
	if err != nil {
		w.tb.Fatal(err)
	}
	want, err := proposal.Proposals.Records(w.tb.Context(), w.DB(), scope)
	if err != nil {
		w.tb.Fatal(err)
	}
	for i := range want {
		maps.DeleteFunc(want[i].Values, func(key, _ string) bool {
			return !slices.ContainsFunc(fields, func(f record.Field) bool { return f.Key == key })
		})
	}
	if !reflect.DeepEqual(want, got) {
		w.tb.Fatalf("as of %q lists show\n%v\nand the records have\n%v", scope.Day, got, want)
	}
}

// consistent compares what is stored of each proposal with what follows from its parts.
func (w *walker) consistent() {
	w.tb.Helper()
	w.lined()
	lines, err := proposal.Find(w.tb.Context(), w.DB(), proposal.Filter{IDs: w.ids}, "9999-12-31")
	if err != nil {
		w.tb.Fatal(err)
	}
	for _, l := range lines {
		w.sound(l.ID)
		w.expect(proposal.Proposals, l.ID, record.Values{"status": l.Status, "lead_units": l.LeadUnits, "co_units": l.CoUnits, "proposer": l.Proposer})
	}
}

// Whatever is written to proposals, each write leaves them free of contradictions, is undone as it was, and changes nothing by being saved again.
func TestRandomWalkOverProposals(t *testing.T) {
	w := &walker{office: openOffice(t), rng: rand.New(rand.NewPCG(11, 26)), ids: []int64{1, 2, 3}}
	for _, id := range w.ids {
		w.must(id, record.Values{"conclusion": "立案"})
	}
	w.scoreLow()
	taken, steps := 0, writesOf(60)
	before := w.values() // kept from write to write: reading the records is most of the time
	for i := range steps {
		id := w.ids[w.rng.IntN(len(w.ids))]
		if i%20 == 10 {
			w.checksReplies(w.pick("是", "是", "否"))
			before = w.values()
		}
		if !w.write(id) {
			if !same(before, w.values()) {
				t.Fatalf("write %d was refused and changed something", i)
			}
			continue
		}
		taken++
		w.consistent()
		w.savedAgain(id)
		after := w.values()
		if !same(before, after) {
			w.revert(func(s store.UndoState) *store.UndoStep { return s.Undo }, before)
			w.revert(func(s store.UndoState) *store.UndoStep { return s.Redo }, after)
		}
		before = after
	}
	if taken < steps/10 {
		t.Errorf("only %d of %d writes were taken", taken, steps)
	}
	t.Logf("%d of %d writes taken", taken, steps)
}

func same(a, b map[int64]record.Values) bool {
	return maps.EqualFunc(a, b, func(x, y record.Values) bool { return maps.Equal(x, y) })
}
