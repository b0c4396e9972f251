package records

import (
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk/desktest"
)

// A new record begins as its list is filtered, and the next one as the one before it: raters of one panel are entered by their names alone.
func TestNewRecordsKeepWhatTheyShare(t *testing.T) {
	d := desktest.New(t, sampletest.MustOpen(t))
	l := New(d, Config{
		Kind: evaluation.Panels, Key: "test.panels", Unit: "人", Title: "name",
		Sources: map[string]Source{"evaluation": FromEvaluations, "rubric": FromSchemes, "committee": FromCommittees, "units": FromUnits, "proposals": FromProposals},
	})
	d.Native().SetContent(l.Content())
	d.Native().Resize(fyne.NewSize(1280, 720))
	l.Load()
	of := l.rows[0].Values["evaluation"]
	scheme, err := evaluation.Results(t.Context(), d.Store().DB(), d.Year(), d.Today())
	if err != nil || len(scheme) == 0 {
		t.Fatal(err)
	}
	expect := func(what string, want record.Values) {
		t.Helper()
		for key, value := range want {
			if got := l.editor.form.Values()[key]; got != value {
				t.Errorf("%s: %s is %q, want %q", what, key, got, value)
			}
		}
	}
	l.Create()
	expect("of no filter", record.Values{"evaluation": "", "rubric": "", "number": ""})
	l.editor.Escape()
	l.Where("evaluation", of)
	l.Create()
	expect("as the list is filtered", record.Values{"evaluation": of, "rubric": scheme[0].Rubric.Name, "number": "", "name": ""})
	l.editor.Escape()
	if l.editor.Active() {
		t.Fatal("what nobody typed is asked about")
	}
	l.Create()
	before := len(l.rows)
	shared := record.Values{"number": "1", "panel": l.rows[0].Values["panel"], "proposals": l.rows[0].Values["proposals"]}
	for key, value := range shared {
		l.editor.form.Set(key, value)
	}
	l.editor.form.Set("name", "甲新")
	l.editor.form.Set("excused", "是")
	l.editor.SaveNext()
	shared["evaluation"], shared["rubric"], shared["name"], shared["excused"] = of, scheme[0].Rubric.Name, "", "否"
	expect("as the one before", shared)
	if o := d.Native().Canvas().Focused(); o != l.editor.form.Input("name") {
		t.Errorf("the keyboard is in %T", o)
	}
	l.editor.form.Set("name", "乙新")
	l.editor.Save()
	if got := len(l.rows) - before; got != 2 || l.editor.Active() {
		t.Errorf("%d raters more", got)
	}
	l.Create()
	expect("after the form was left", record.Values{"evaluation": of, "number": "", "proposals": ""})
}
