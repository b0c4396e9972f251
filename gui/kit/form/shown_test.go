package form

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/look"
)

// A form has the fields that what it holds asks for; what was typed stays in sight until it is taken away.
func TestFieldsFollowWhatTheFormHolds(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	of := func(method, key string) func(map[string]string) bool {
		return func(v map[string]string) bool { return v["method"] == method || v[key] != "" }
	}
	f := New(Config{Fields: []Field{
		{Key: "method", Label: "计分方式", Kind: FieldChoice, Options: []Option{{Value: "评分表"}, {Value: "票决"}}},
		{Key: "h.sheets", Label: "评分表", Kind: FieldHeading},
		{Key: "least", Label: "定等至少", Kind: FieldInt, When: of("评分表", "least")},
		{Key: "h.ballots", Label: "票决", Kind: FieldHeading},
		{Key: "line", Label: "满意度线", Required: true, When: of("票决", "line")},
	}})
	w := test.NewTempWindow(t, f)
	w.Resize(fyne.NewSize(400, 400))
	expect := func(what, want string) {
		t.Helper()
		got := ""
		for _, l := range f.lines {
			if l.Visible() {
				got += " " + l.field.Key
			}
		}
		if got != want {
			t.Errorf("%s: the form has%s, want%s", what, got, want)
		}
	}
	f.SetValues(map[string]string{"method": "评分表"})
	expect("by sheets", " method h.sheets least")
	if !f.Check() || f.Input("line") != nil || f.SetError("line", "应大于 0") {
		t.Error("a field that is not there is asked for")
	}
	f.Set("method", "票决")
	expect("by ballots", " method h.ballots line")
	f.Set("method", "评分表")
	f.Set("least", "3")
	f.Set("method", "票决")
	expect("typed before", " method h.sheets least h.ballots line")
	f.Set("least", "")
	expect("the keyboard is in it", " method h.sheets least h.ballots line")
	f.Set("line", "60")
	expect("taken away", " method h.ballots line")
	f.SetValues(map[string]string{"method": "评分表"})
	f.SetDraft(map[string]string{"line": "60"})
	expect("of a draft", " method h.sheets least h.ballots line")
}
