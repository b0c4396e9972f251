package records

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data/evaluation"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk/desktest"
)

// Saving a scheme that sheets were scored with stores one more version; the scheme and what was scored with it stay.
func TestSavingASchemeInUseMakesAVersion(t *testing.T) {
	st := sampletest.MustOpen(t)
	was, err := evaluation.Results(t.Context(), st.DB(), 2026, "2026-11-28")
	if err != nil || len(was) == 0 {
		t.Fatal(was, err)
	}
	d := desktest.New(t, st)
	e := NewEditor(d, evaluation.Schemes, "name", nil)
	var stored int64
	e.OnSaved = func(id int64) { stored = id }
	d.Native().SetContent(container.NewStack(e.box))
	d.Native().Resize(fyne.NewSize(470, 640))
	scheme := was[0].Rubric.ID
	e.Open(scheme)
	e.form.Set("aggregation", evaluation.Trimmed)
	e.Save()
	made, err := evaluation.Schemes.Record(t.Context(), st.DB(), stored)
	if err != nil || stored == scheme || made.Values["name"] != was[0].Rubric.Name+"（第 2 版）" || made.Values["aggregation"] != evaluation.Trimmed || made.Values["used"] != "" {
		t.Fatalf("stored %d %v, %v", stored, made.Values, err)
	}
	now, err := evaluation.Results(t.Context(), st.DB(), 2026, "2026-11-28")
	if err != nil {
		t.Fatal(err)
	}
	for i := range was[0].Targets {
		if a, b := was[0].Targets[i], now[0].Targets[i]; now[0].Rubric.ID != scheme || fmt.Sprint(a.ScoreText, a.Rank, a.Result.Formula) != fmt.Sprint(b.ScoreText, b.Rank, b.Result.Formula) {
			t.Errorf("%s was %s and is %s", a.Unit, a.Result.Formula, b.Result.Formula)
		}
	}
	e.Open(stored)
	e.form.Set("note", "试行")
	e.Save()
	if again, err := evaluation.Schemes.Record(t.Context(), st.DB(), stored); err != nil || again.Values["note"] != "试行" {
		t.Errorf("the version is not the one that is changed: %v, %v", again.Values, err)
	}
}
