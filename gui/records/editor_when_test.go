package records

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/datatest"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/rows"
	"cppccdesk/gui/desk/desktest"
)

// The form of a scheme asks for what its way of scoring uses, and keeps in sight what was typed for another.
func TestSchemeIsAskedForWhatItsMethodUses(t *testing.T) {
	d := desktest.New(t, datatest.MustOpen(t))
	e := NewEditor(d, evaluation.Schemes, "name", nil)
	d.Native().SetContent(container.NewStack(e.box))
	d.Native().Resize(fyne.NewSize(470, 640))
	e.Open(0)
	expect := func(what string, shown bool, keys ...string) {
		t.Helper()
		for _, key := range keys {
			if has := e.form.Input(key) != nil; has != shown {
				t.Errorf("%s: %s is shown: %v", what, key, has)
			}
		}
	}
	sheets, ballots := []string{"aggregation", "summing", "least", "rework", "signing", "indicators", "weights"}, []string{"line", "options"}
	expect("by sheets", true, append(sheets, "tie_rule", "grades", "note")...)
	expect("by sheets", false, ballots...)
	e.form.Set("rework", "60")
	e.form.Set("method", evaluation.ByBallots)
	expect("by ballots", true, append(ballots, "tie_rule", "grades", "rework")...)
	expect("by ballots", false, "aggregation", "summing", "least", "signing", "indicators", "weights")
	e.form.Set("name", "票决")
	e.form.Set("options", rows.Text([]rows.Row{{"option": "满意", "points": "100", "counted": "是", "satisfied": "是"}, {"option": "不满意", "points": "0", "counted": "是", "satisfied": "否"}}))
	e.Save()
	if !e.Active() || e.form.Values()["rework"] != "60" {
		t.Fatal("what was typed for sheets was lost without a word")
	}
	e.form.Set("rework", "")
	e.Save()
	if e.Active() {
		t.Fatal("the scheme by ballots is not stored")
	}
}
