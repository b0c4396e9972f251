package records

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/grid"
)

// openProposals is a window with the list of the sample year's proposals.
func openProposals(t *testing.T) (*List, *desk.Desk) {
	t.Helper()
	d := desktest.New(t, sampletest.MustOpen(t))
	l := New(d, Config{
		Kind: proposal.Proposals, Key: "test.proposals", Unit: "件", Title: "title",
		Sources: map[string]Source{"lead_units": FromUnits, "co_units": FromUnits},
	})
	d.Native().SetContent(l.Content())
	d.Native().Resize(fyne.NewSize(1280, 720))
	l.Load()
	return l, d
}

// choose selects the proposal with that number.
func choose(t *testing.T, l *List, number string) int64 {
	t.Helper()
	for _, r := range l.rows {
		if r.Values["number"] == number {
			if !l.grid.Select(r.ID) {
				t.Fatalf("proposal %s is not in the list", number)
			}
			return r.ID
		}
	}
	t.Fatalf("no proposal %s", number)
	return 0
}

// press gives a key with Ctrl to what has the keyboard.
func press(d *desk.Desk, key fyne.KeyName) {
	d.Native().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl})
}

// state is the stored state of a proposal.
func state(t *testing.T, d *desk.Desk, id int64) string {
	t.Helper()
	r, err := proposal.Proposals.Record(t.Context(), d.Store().DB(), id)
	if err != nil {
		t.Fatal(err)
	}
	return r.Values["status"]
}

// replyForm presses 登记答复 in the details of proposal 118 and looks at what the form begins with.
func replyForm(t *testing.T, l *List, d *desk.Desk) *form.Form {
	t.Helper()
	tapText(t, d, "登记答复…")
	form := l.editor.taking.form
	if got := form.Values(); got["unit"] != "县教育局" || got["replied_on"] != d.Today() || form.Dirty() {
		t.Fatalf("begins with %v", got)
	}
	if text := onScreen(d); !strings.Contains(text, "登记答复 118 号") {
		t.Fatalf("on screen:\n%s", text)
	}
	return form
}

// TestStepIsTakenInThePlaceOfTheDetails notes a reply by its button and the keyboard, with what the form knows of itself filled in.
func TestStepIsTakenInThePlaceOfTheDetails(t *testing.T) {
	l, d := openProposals(t)
	id := choose(t, l, "118")
	if text := onScreen(d); !strings.Contains(text, "下一步") || strings.Contains(text, "立案…") {
		t.Fatalf("the steps are not offered:\n%s", text)
	}
	form := replyForm(t, l, d)
	press(d, fyne.KeyS)
	if state(t, d, id) != "办理中" || !strings.Contains(onScreen(d), "请填写") {
		t.Fatalf("saved without the class of the result:\n%s", onScreen(d))
	}
	typing(d, "A", fyne.KeyReturn) // where the fault is
	form.FocusField("reply")
	typing(d, "已经落实")
	press(d, fyne.KeyS)
	if got := state(t, d, id); got != "已答复" || l.editor.Active() {
		t.Fatalf("%s, the form is open: %t; on screen:\n%s", got, l.editor.Active(), onScreen(d))
	}
	row := assigned(t, d, id)[0]
	if got := []string{row["reply"], row["result_class"], row["replied_on"]}; !slices.Equal(got, []string{"已经落实", "A", d.Today()}) {
		t.Errorf("stored %v", got)
	}
	if text := onScreen(d); !strings.Contains(text, "登记反馈…") || strings.Contains(text, "登记答复…") {
		t.Errorf("the details offer what they did before:\n%s", text)
	}
	history, err := proposal.Proposals.History(t.Context(), d.Store(), id)
	if err != nil || history[0].Wording != "登记答复：提案 118 号" {
		t.Errorf("the journal says %v, %v", history, err)
	}
}

// TestRefusedStepLosesNothing leaves out which unit it is about.
func TestRefusedStepLosesNothing(t *testing.T) {
	l, d := openProposals(t)
	id := choose(t, l, "116")
	if names := ownersOf(assigned(t, d, id)); len(names) < 2 {
		t.Fatalf("proposal 116 is answered by %v", names)
	}
	l.editor.Take("登记答复", id)
	form := l.editor.taking.form
	form.Set("result_class", "B")
	form.Set("doc_number", "云医函〔2026〕8 号")
	l.Save()
	if got := state(t, d, id); got != "办理中" || !l.editor.Active() {
		t.Fatalf("%s, the form is open: %t", got, l.editor.Active())
	}
	text := onScreen(d)
	if form.Values()["doc_number"] != "云医函〔2026〕8 号" || !strings.Contains(text, "请填写承办单位") || d.Native().Canvas().Focused() != form.Input("unit") {
		t.Errorf("on screen:\n%s", text)
	}
	l.Escape()
	if !l.editor.Active() || d.Native().Canvas().Overlays().Top() == nil {
		t.Fatal("what was typed is gone without a question")
	}
	tapText(t, d, "放弃")
	if l.editor.Active() || !strings.Contains(onScreen(d), "下一步") {
		t.Errorf("the details are not back:\n%s", onScreen(d))
	}
}

// The day that is too early is the field refused, not the unit it is said of, and has the name it has in the form.
func TestRefusedDayOfAStepStandsAtItsField(t *testing.T) {
	l, d := openProposals(t)
	all, err := proposal.Proposals.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(all, func(r record.Record) bool { return r.Values["status"] == "已答复" })
	if at < 0 {
		t.Fatal("no proposal waits for its opinion")
	}
	id := choose(t, l, all[at].Values["number"])
	l.editor.Take("登记反馈", id)
	form := l.editor.taking.form
	form.Set("unit", assigned(t, d, id)[0]["unit"])
	form.Set("returned_on", "2026-01-01")
	form.Set("result", "满意")
	l.Save()
	if d.Native().Canvas().Focused() != form.Input("returned_on") || !strings.Contains(strings.ReplaceAll(onScreen(d), "\n", ""), "收回日期 2026-01-01 早于") {
		t.Errorf("the keyboard is at %T; on screen:\n%s", d.Native().Canvas().Focused(), onScreen(d))
	}
}

func ownersOf(all []rows.Row) []string {
	var names []string
	for _, row := range all {
		if !slices.Contains(names, row["unit"]) {
			names = append(names, row["unit"])
		}
	}
	return names
}

// TestNextRecordOfAStep goes on with Ctrl+Enter to the next row the step can be taken of.
func TestNextRecordOfAStep(t *testing.T) {
	l, d := openProposals(t)
	l.grid.Sort(grid.Sorting{Key: "number"})
	first := choose(t, l, "110")
	var next int64
	after := l.editor.Listed()
	for _, id := range after[slices.Index(after, first)+1:] {
		if s := state(t, d, id); s == "办理中" || s == "重新办理" {
			next = id
			break
		}
	}
	l.editor.Take("登记延期", first)
	for key, text := range map[string]string{"extended_to": "2026-12-31", "extended_by": "李主席", "extended_why": "特批、补批，等上级批复"} {
		l.editor.taking.form.Set(key, text)
	}
	press(d, fyne.KeyReturn)
	taking := l.editor.taking
	if taking == nil || taking.entry.records[0].ID != next || taking.form.Dirty() || l.chosen != next {
		t.Fatalf("the form is of %v, want %d; on screen:\n%s", taking, next, onScreen(d))
	}
	row := assigned(t, d, first)[0]
	if row["extended_to"] != "2026-12-31" {
		t.Errorf("stored %v", row)
	}
	l.Escape()
	if l.editor.Active() {
		t.Error("asks although nothing was typed")
	}
}

// A step that asks a day alone begins with today and is taken by one key.
func TestStepThatAsksADayAlone(t *testing.T) {
	l, d := openProposals(t)
	var id int64
	err := d.Store().Write(t.Context(), "王芳", "新建提案", func(ctx context.Context, tx *store.Tx) (err error) {
		id, err = proposal.Proposals.Save(ctx, tx, d.Scope(), 0, record.Values{
			"title": "关于甲的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "退回修改", "reviewed_on": "2026-02-01",
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	l.Select(id)
	l.Load()
	tapText(t, d, "重新提交…")
	if got := l.editor.taking.form.Values()["reviewed_again"]; got != d.Today() {
		t.Errorf("handed in again on %q", got)
	}
	l.editor.Save()
	if got := state(t, d, id); got != "已提交" || l.editor.Active() {
		t.Fatalf("%s; on screen:\n%s", got, onScreen(d))
	}
	if text := onScreen(d); !strings.Contains(text, "并案…") {
		t.Errorf("the details offer what they did before:\n%s", text)
	}
}

// A step begins where something is still to be said, and with no day for what lies ahead.
func TestStepBeginsWithWhatIsNotKnown(t *testing.T) {
	l, d := openProposals(t)
	choose(t, l, "118")
	replyForm(t, l, d)
	typing(d, "2026-11-20") // over the day it begins with
	if got := l.editor.taking.form.Values()["replied_on"]; got != "2026-11-20" {
		t.Errorf("replied on %q", got)
	}
	l.editor.taking.escape()
	l.editor.Take("登记延期", l.chosen)
	if got := l.editor.taking.form.Values()["extended_to"]; got != "" {
		t.Errorf("extended to %q before anything was typed", got)
	}
}

// A field that must be filled in this time does not say what an empty one means.
func TestNoteOfAFieldThatIsNeeded(t *testing.T) {
	for note, want := range map[string]string{
		"空着就是第一提案人；并入这一件的，那几件的提案人也可以写": "并入这一件的，那几件的提案人也可以写",
		"空着就是对各单位的意见":                  "", "从这天起算": "从这天起算",
	} {
		if got := neededNote(note); got != want {
			t.Errorf("%s: %q, want %q", note, got, want)
		}
	}
}

// A unit that is offered is found by its short name, as everywhere.
func TestUnitsOfferedAreFoundByShortNames(t *testing.T) {
	list := []form.Option{{Value: "县发展和改革局", Key: "fgj"}, {Value: "县教育局", Key: "jyj"}}
	if got := optionsOf([]string{"县发展和改革局", "市局"}, list); len(got) != 2 || got[0].Key != "fgj" || got[1].Value != "市局" {
		t.Errorf("offered %v", got)
	}
}

// The number of the proposal to merge into says which one that is while it is typed, and one that cannot be meant says why.
func TestMergingSaysIntoWhat(t *testing.T) {
	l, d := openProposals(t)
	var id int64
	err := d.Store().Write(t.Context(), "王芳", "新建提案", func(ctx context.Context, tx *store.Tx) (err error) {
		id, err = proposal.Proposals.Save(ctx, tx, d.Scope(), 0, record.Values{"title": "关于甲的建议", "proposer": "民建县委", "received_on": "2026-01-20"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	l.Select(id)
	l.Load()
	tapText(t, d, "并案…")
	form := l.editor.taking.form
	shows := func(number, want string) {
		t.Helper()
		form.FocusField("merged_number")
		form.Set("merged_number", "")
		typing(d, number)
		text := strings.ReplaceAll(onScreen(d), "\n", "")
		if want == "" && strings.Contains(text, "并入 ") || !strings.Contains(text, want) {
			t.Fatalf("typed %q, want %q on screen:\n%s", number, want, text)
		}
	}
	shows("118", "并入 118 号「关于")
	shows("118", "（钱文，办理中）")
	shows("9999", "没有案号是 9999 的提案")
	shows("118", "并入 118 号「")
	shows("", "")
	shows("118", "并入 118 号「")
	press(d, fyne.KeyS)
	if got := state(t, d, id); got != "已并案" {
		t.Errorf("%s; on screen:\n%s", got, onScreen(d))
	}
}

// Handing over on a day beside a meeting names the last one, whose day is taken by the words' action.
func TestHandingOverNamesTheMeeting(t *testing.T) {
	l, d := openProposals(t)
	var id int64
	err := d.Store().Write(t.Context(), "王芳", "登记", func(ctx context.Context, tx *store.Tx) (err error) {
		id, err = proposal.Proposals.Save(ctx, tx, d.Scope(), 0, record.Values{
			"title": "关于甲的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-01",
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	l.editor.Take("交办", id)
	text := func() string { return strings.ReplaceAll(onScreen(d), "\n", "") }
	if got := text(); !strings.Contains(got, "这一天没有交办会；第 2 批是 2026-07-24") {
		t.Fatalf("on screen:\n%s", got)
	}
	tapText(t, d, "改为 2026-07-24")
	if got := text(); l.editor.taking.form.Values()["assigned_on"] != "2026-07-24" || !strings.Contains(got, "第 2 批，县政协二楼会议室，已交办 ") {
		t.Errorf("on screen:\n%s", got)
	}
}

// Handing over names, as long as nobody is chosen, whom the proposers suggest; the button of the words fills that in.
func TestHandingOverSuggestsUnits(t *testing.T) {
	l, d := openProposals(t)
	var id int64
	err := d.Store().Write(t.Context(), "王芳", "登记", func(ctx context.Context, tx *store.Tx) (err error) {
		id, err = proposal.Proposals.Save(ctx, tx, d.Scope(), 0, record.Values{
			"title": "关于甲的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-01", "suggested_units": "县水利局",
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	l.editor.Take("交办", id)
	text := func() string { return strings.ReplaceAll(onScreen(d), "\n", "") }
	if got := text(); !strings.Contains(got, "提案人建议县水利局") {
		t.Fatalf("on screen:\n%s", got)
	}
	tapText(t, d, "填 县水务局")
	if got := text(); l.editor.taking.form.Values()["lead_units"] != "县水务局" || strings.Contains(got, "提案人建议") {
		t.Errorf("on screen:\n%s", got)
	}
}
