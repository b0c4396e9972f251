package evaluation

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// A choice is typed as the points that stand beside it, or as its name, and the cursor goes on by itself once it can mean no other.
func TestChoicesAreTypedByThePad(t *testing.T) {
	d, p := openPage(t)
	scope := record.Scope{Year: d.Year()}
	err := d.Store().Write(t.Context(), "测试", "分档", func(ctx context.Context, tx *store.Tx) error {
		_, err := evaluation.Schemes.Save(ctx, tx, scope, 0, record.Values{"name": "分档评分", "summing": "分值相加", "indicators": rows.Text([]rows.Row{
			{"indicator": "答复质量", "weight": "0", "max_score": "20", "choices": "优 20、良 15、可 2"},
			{"indicator": "沟通面商", "weight": "0", "max_score": "20", "choices": "优 20、良 15、可 2"},
		})})
		if err != nil {
			return err
		}
		_, err = evaluation.Panels.Save(ctx, tx, scope, 0, record.Values{"evaluation": "分档评议", "rubric": "分档评分", "number": "1", "name": "评一", "units": "县水务局"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	e, c := p.entry, d.Native().Canvas()
	p.entry.chosen = "分档评议"
	d.Open(Key, entryKey)
	e.Shown()
	if len(e.rows) != 1 {
		t.Fatalf("%d rows of %q", len(e.rows), e.chosen)
	}
	cells := e.rows[0].cells
	typeIn := func(text string) {
		for _, r := range text {
			c.Focused().TypedRune(r)
		}
	}
	c.Focus(cells[0])
	typeIn("2")
	if c.Focused() != fyne.Focusable(cells[0]) {
		t.Error("the cursor went on although 20 may be meant")
	}
	typeIn("0")
	if c.Focused() != fyne.Focusable(cells[1]) {
		t.Error("the cursor is still where 20 was typed")
	}
	typeIn("16")
	if got := e.typed.Wrong(0, 1, e.typed.Rows[0].Points[1]); got != "评委「评一」的「沟通面商」填了 16，只能是 优 20、良 15、可 2 之一。" {
		t.Error(got)
	}
	cells[1].SetText("")
	typeIn("良")
	if got := e.rows[0].total.Text; got != "35.00" {
		t.Errorf("total %s of %q", got, e.typed.Rows[0].Points)
	}
	e.Save()
	if got := e.stored.Rows[0].Points; e.changed() || got[0] != "20" || got[1] != "15" || cells[1].Text != "15" {
		t.Errorf("stored %q, shown %q", got, cells[1].Text)
	}
	if got := headOf(e.typed.Rubric.Indicators[0]); got != "答复质量\n优20 良15 可2" {
		t.Error(got)
	}
}
