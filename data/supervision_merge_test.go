package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/supervision"
)

// signedOff takes a point that waits for its reply to its end on the day.
func (o office) signedOff(point int64, day string) {
	o.tb.Helper()
	for _, s := range []stepTo{
		{"登记措施", record.Values{"measure_on": day, "measure": "改"}, ""},
		{"登记答复", record.Values{"replied_on": day, "reply": "改"}, ""},
		{"验收", record.Values{"accepted_on": day, "accepted_by": "王主任"}, ""},
		{"回头看", record.Values{"looked_on": day}, ""},
		{"销号", record.Values{"closed_on": day}, ""},
	} {
		o.goes(supervision.Points, point, s)
	}
}

// responsible are the units of letters or points as of the day.
func (o office) responsible(kind *record.Kind, day string) string {
	o.tb.Helper()
	all, err := kind.Records(o.tb.Context(), o.DB(), record.Scope{Year: 2026, Day: day})
	if err != nil {
		o.tb.Fatal(err)
	}
	var lines []string
	for _, r := range all {
		lines = append(lines, r.Values["title"]+r.Values["text"]+" "+r.Values["unit"])
	}
	return strings.Join(lines, "|")
}

func TestMergeMovesLettersThatAreNotSignedOff(t *testing.T) {
	o := atWork(t)
	from, into := o.idOf(roster.Units, "县教育局"), o.idOf(roster.Units, "县水务局")
	done := o.letter("办完的", "2026-03-10", "甲")
	open := o.letter("在办的", "2026-03-10", "乙", "丙", "丁")
	draft := o.letter("起草的", "", "戊")
	o.signedOff(o.points(done)[0], "2026-05-01")
	o.signedOff(o.points(open)[0], "2026-05-02")
	m, sentence := o.merge(from, into, "2026-07-01")
	if sentence != "" {
		t.Fatal(sentence)
	}
	if want := "监督意见书 moves 2026 年 2 号 在办的,起草的 stays 2026 年 1 号 办完的"; !strings.Contains(parts(m), want) {
		t.Errorf("got %s, want %s", parts(m), want)
	}
	o.signedOff(o.points(open)[1], "2026-08-01")
	const was = "办完的 县教育局|在办的 县教育局|起草的 县教育局"
	for day, want := range map[string]string{"2026-06-30": was, "2026-07-01": "办完的 县教育局|在办的 县水务局|起草的 县水务局", "": "办完的 县教育局|在办的 县水务局|起草的 县水务局"} {
		if got := o.responsible(supervision.Letters, day); got != want {
			t.Errorf("letters on %q: %s, want %s", day, got, want)
		}
	}
	const now = "办完的甲 县教育局|在办的乙 县教育局|在办的丙 县水务局|在办的丁 县水务局|起草的戊 县水务局"
	for day, want := range map[string]string{"2026-06-30": strings.ReplaceAll(now, "县水务局", "县教育局"), "2026-07-01": now, "2026-08-01": now, "": now} {
		if got := o.responsible(supervision.Points, day); got != want {
			t.Errorf("points on %q: %s, want %s", day, got, want)
		}
	}
	if _, sentence := o.saveAs(supervision.Letters, done, record.Values{"unit": "县教育局", "note": "归档"}); sentence != "" {
		t.Fatal(sentence)
	}
	o.expect(supervision.Letters, done, record.Values{"unit": "县教育局"}) // what is finished stays when it is saved again
	if _, sentence := o.saveAs(supervision.Letters, draft, record.Values{"unit": "县教育局"}); sentence != "" {
		t.Fatal(sentence)
	}
	o.expect(supervision.Letters, draft, record.Values{"unit": "县水务局"})
}

// A merger of letters can be undone.
func TestMergeOfLettersUndone(t *testing.T) {
	o := atWork(t)
	o.letter("在办的", "2026-03-10", "乙")
	before := everything(t, o.Store)
	if _, sentence := o.merge(o.idOf(roster.Units, "县教育局"), o.idOf(roster.Units, "县水务局"), "2026-07-01"); sentence != "" {
		t.Fatal(sentence)
	}
	o.undoAndRedo(t, before, everything(t, o.Store))
}
