package records

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/form"
)

// proposalEditor opens the proposal of the sample year with that number in its form.
func proposalEditor(t *testing.T, store *store.Store, number string) (*Editor, *desk.Desk) {
	t.Helper()
	d := desktest.New(t, store)
	e := NewEditor(d, proposal.Proposals, "title", map[string]Source{"assignments.unit": FromUnits, "proposers.name": FromMembers})
	d.Native().SetContent(container.NewStack(e.box))
	d.Native().Resize(fyne.NewSize(700, 900))
	all, err := proposal.Proposals.Records(t.Context(), store.DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if r.Values["number"] == number {
			e.Open(r.ID)
			return e, d
		}
	}
	t.Fatalf("no proposal %s among %d", number, len(all))
	return nil, nil
}

// typing gives the keyboard's place text and keys, as desktest.Press does keys.
func typing(d *desk.Desk, text string, keys ...fyne.KeyName) {
	for _, r := range text {
		d.Native().Canvas().Focused().TypedRune(r)
	}
	desktest.Press(d, keys...)
}

// assigned are the units of a proposal as they are stored.
func assigned(t *testing.T, d *desk.Desk, id int64) []rows.Row {
	t.Helper()
	r, err := proposal.Proposals.Record(t.Context(), d.Store().DB(), id)
	if err != nil {
		t.Fatal(err)
	}
	table, err := rows.Parse(r.Values["assignments"])
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// TestPartIsEditedInTheForm adds an answering unit and a reply by the keyboard alone, saves, and takes the unit away again.
func TestPartIsEditedInTheForm(t *testing.T) {
	store := sampletest.MustOpen(t)
	e, d := proposalEditor(t, store, "1")
	id := e.ID()
	before := assigned(t, d, id)
	if len(before) == 0 {
		t.Fatal("the proposal has no units")
	}
	var unit string // that does not answer it yet
	for _, o := range e.entry.offers["assignments.unit"] {
		if !strings.Contains(rows.Text(before), o.Value) {
			unit = o.Value
		}
	}
	e.form.FocusField("assignments")
	typing(d, "", fyne.KeyInsert)
	typing(d, "", fyne.KeyTab) // past the round, which a new row has of itself
	typing(d, unit, fyne.KeyReturn, fyne.KeyTab)
	typing(d, "会办", fyne.KeyReturn)
	e.form.FocusField("assignments") // does nothing: the box is over the form
	save := &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierControl}
	d.Native().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(save)
	if !e.form.Dirty() || e.form.Draft()["assignments"] == "" {
		t.Fatalf("the row is not in the form; on screen: %s", desktest.Text(d.Native().Canvas().Overlays().Top()))
	}
	d.Native().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(save)
	after := assigned(t, d, id)
	if len(after) != len(before)+1 {
		t.Fatalf("stored %v; on screen: %s", after, onScreen(d))
	}
	for i, row := range before {
		if !row.Is(after[i]) {
			t.Errorf("row %d was %v, is %v", i, row, after[i])
		}
	}
	if added := after[len(after)-1]; added["unit"] != unit || added["role"] != "会办" || added["round"] != "1" || added[rows.ID] == "" {
		t.Errorf("added %v", added)
	}
	e.Open(id)
	e.form.FocusField("assignments")
	typing(d, "", fyne.KeyEnd, fyne.KeyDelete)
	e.Save()
	if again := assigned(t, d, id); rows.Text(again) != rows.Text(before) {
		t.Errorf("after taking it away %v, before %v", again, before)
	}
}

// TestPartsOfTheForm looks at what the columns of a proposal's parts offer.
func TestPartsOfTheForm(t *testing.T) {
	e, _ := proposalEditor(t, sampletest.MustOpen(t), "1")
	for _, f := range formFields(proposal.Proposals, func(*record.Field) bool { return true }, e.sources, e.entry.offers, true, nil) {
		if part := proposal.Proposals.Field(f.Key); f.Kind == form.FieldHeading || part.Part == nil {
			continue
		}
		if f.Kind != form.FieldRows || len(f.Columns) != len(proposal.Proposals.Field(f.Key).Part.Fields) {
			t.Errorf("%s is shown as %d with %d columns", f.Key, f.Kind, len(f.Columns))
		}
		for _, c := range f.Columns {
			switch key := f.Key + "." + c.Key; key {
			case "assignments.unit", "proposers.name":
				if c.Kind != form.FieldPicker || len(c.Options) < 10 || c.Free != strings.HasPrefix(key, "proposers") {
					t.Errorf("%s is shown as %d with %d options", key, c.Kind, len(c.Options))
				}
			case "assignments.role", "assignments.result_class", "proposers.role":
				if c.Kind != form.FieldChoice || len(c.Options) < 3 {
					t.Errorf("%s is shown as %d with %d options", key, c.Kind, len(c.Options))
				}
			}
		}
		if f.Ordered != (f.Key == "proposers") {
			t.Errorf("%s: can be ordered %v", f.Key, f.Ordered)
		}
	}
}

// TestAllRefusalsStandAtTheirFields saves a proposal with two mistakes that only the whole of it shows.
func TestAllRefusalsStandAtTheirFields(t *testing.T) {
	e, d := proposalEditor(t, sampletest.MustOpen(t), "104")
	r, err := proposal.Proposals.Record(t.Context(), d.Store().DB(), e.ID())
	if err != nil {
		t.Fatal(err)
	}
	people, err := rows.Parse(r.Values["proposers"])
	if err != nil {
		t.Fatal(err)
	}
	e.form.Set("proposers", rows.Text(append(people, rows.Row{"name": people[0]["name"], "role": people[0]["role"]})))
	e.form.Set("reviewed_on", "2026-01-01")
	e.Save()
	text := strings.ReplaceAll(onScreen(d), "\n", "")
	for _, mistake := range []string{"写了两次，请删去一行。", "审查日期 2026-01-01 早于收到日期"} {
		if !strings.Contains(text, mistake) {
			t.Errorf("not on screen: %s\n%s", mistake, text)
		}
	}
	if !e.Active() {
		t.Error("the form is closed")
	}
}

// TestNewProposalCameInToday begins with today as the day it came in, which is stored though nobody typed it, and says by a day of the present how a
// date is written.
func TestNewProposalCameInToday(t *testing.T) {
	e, d := proposalEditor(t, sampletest.MustOpen(t), "1")
	e.Open(0)
	if got := e.form.Values()["received_on"]; got != d.Today() || e.form.Dirty() {
		t.Fatalf("begins with %q", got)
	}
	e.askAll()
	e.form.Set("reviewed_on", "过几天")
	e.form.Set("title", "关于甲的建议")
	e.form.Set("proposers", rows.Text([]rows.Row{{"name": "民建县委", "role": "提案人"}}))
	e.Save()
	if text := onScreen(d); !strings.Contains(text, "2026-03-10") || strings.Contains(text, "1965") {
		t.Errorf("on screen:\n%s", text)
	}
	e.form.Set("reviewed_on", "")
	var id int64
	e.OnSaved = func(saved int64) { id = saved }
	e.Save()
	r, err := proposal.Proposals.Record(t.Context(), d.Store().DB(), id)
	if err != nil || r.Values["received_on"] != d.Today() {
		t.Errorf("stored %v, %v", r.Values, err)
	}
}

// The form of a new proposal asks for what is known on receipt, with the next 流水号 in it; all fields are there when they are asked for, with what was
// typed.
func TestNewProposalIsAskedLittle(t *testing.T) {
	e, d := proposalEditor(t, sampletest.MustOpen(t), "1")
	e.Open(0)
	values := e.form.Values()
	if values["serial"] != "20260151" || e.form.Dirty() {
		t.Errorf("begins with 流水号 %q", values["serial"])
	}
	if values["term_name"] == "" || values["session_name"] == "" {
		t.Errorf("begins with the session %q %q", values["term_name"], values["session_name"])
	}
	for key, want := range map[string]bool{"title": true, "proposers": true, "body": true, "category": true, "number": false, "assignments": false, "conclusion": false, "method": false} {
		if _, asked := values[key]; asked != want {
			t.Errorf("%s is asked: %t", key, asked)
		}
	}
	e.form.Set("title", "关于甲的建议")
	tapText(t, d, "填写全部项目")
	if got := e.form.Values(); got["title"] != "关于甲的建议" || got["serial"] != "20260151" {
		t.Errorf("typed before, %v", got)
	}
	e.form.Set("conclusion", "立案")
	e.form.Set("proposers", rows.Text([]rows.Row{{"name": "民建县委", "role": "提案人"}}))
	var id int64
	e.OnSaved = func(saved int64) { id = saved }
	e.Save()
	r, err := proposal.Proposals.Record(t.Context(), d.Store().DB(), id)
	if err != nil || r.Values["serial"] != "20260151" || r.Values["status"] != "已立案" {
		t.Fatalf("stored %v, %v; on screen:\n%s", r.Values, err, onScreen(d))
	}
	e.Open(0)
	if got := e.form.Values()["serial"]; got != "20260152" {
		t.Errorf("the next one begins with %q", got)
	}
	e.Open(id)
	if _, asked := e.form.Values()["assignments"]; !asked {
		t.Error("a stored proposal is asked little")
	}
}
