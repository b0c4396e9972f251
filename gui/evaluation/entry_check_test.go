package evaluation

import (
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/gui/desk"
)

// secondPerson is where the sheets of the first target are typed in a second time, with the first entry of it.
func secondPerson(t *testing.T) (*desk.Desk, *entryTab, evaluation.Entry) {
	t.Helper()
	d, p := openPage(t)
	d.Open(Key, entryKey)
	e := p.entry
	e.at = e.places[0].TargetID
	e.pick()
	if !strings.HasPrefix(e.first.Text, "一录：") {
		t.Fatalf("typed by %q", e.first.Text)
	}
	first := e.typed.Clone()
	e.turn(evaluation.SecondPass, "陈静")
	if e.typed.Pass != evaluation.SecondPass || !strings.Contains(e.second.Text, "陈静") || e.rows[0].cells[0].Text != "" || !e.rows[0].cells[0].HasFocus() {
		t.Fatalf("pass %d by %q, shown %q", e.typed.Pass, e.second.Text, e.rows[0].cells[0].Text)
	}
	return d, e, first
}

// Another person types the sheets of a target again without seeing what the first one typed; what differs is listed below and settled by the paper.
func TestSecondPersonTypesSheets(t *testing.T) {
	d, e, first := secondPerson(t)
	for at, points := range first.Rows[0].Points {
		e.rows[0].cells[at].SetText(points)
	}
	e.rows[0].cells[0].SetText("1")
	if e.turn(evaluation.FirstPass, "王芳"); e.typed.Pass != evaluation.SecondPass {
		t.Error("turned with something typed")
	}
	e.Save()
	if len(e.checks.list.table.Rows) != 1 || !strings.Contains(e.checks.subtotal.Text, "二录小计（第 1–1 张") {
		t.Fatalf("%d differences, %q", len(e.checks.list.table.Rows), e.checks.subtotal.Text)
	}
	open, err := evaluation.ReadDifferences(t.Context(), d.Store().DB(), d.Year(), e.chosen)
	if err != nil || len(open) != 1 || open[0].Second != "1" || open[0].First != first.Rows[0].Points[0] {
		t.Fatalf("%v, %v", open, err)
	}
	items := e.checks.answers(open[0])
	items[1].Action()
	if e.turn(evaluation.FirstPass, "王芳"); items[1].Label != "原表是：1" || e.typed.Rows[0].Points[0] != "1" || len(e.checks.list.table.Rows) != 0 {
		t.Errorf("counts %q, %d differences left", e.typed.Rows[0].Points[0], len(e.checks.list.table.Rows))
	}
}
