package proposal

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cppccdesk/data/datatest"
	"cppccdesk/data/proposal"
	"cppccdesk/data/rows"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/look"
)

// chosen selects the proposal with the number.
func chosen(t *testing.T, p *Page, number int) row {
	t.Helper()
	for _, r := range p.rows {
		if r.Number == number {
			p.grid.Select(r.ID)
			return r
		}
	}
	t.Fatalf("there is no number %d", number)
	return row{}
}

// turned presses Ctrl+Tab, or Ctrl+Shift+Tab, in the list.
func turned(d *desk.Desk, back bool) {
	held := fyne.KeyModifierControl
	if back {
		held |= fyne.KeyModifierShift
	}
	d.Native().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyTab, Modifier: held})
}

// A proposal has its way, its units, its text, its files and its history in a tab each, turned through by key from the list.
func TestTabsOfAProposal(t *testing.T) {
	p, d := open(t)
	d.AddFrameCommands()
	r := chosen(t, p, 36)
	p.grid.Focus()
	shows := func(tab string, words ...string) {
		t.Helper()
		if got := p.tabs.Current(); got != tab {
			t.Errorf("%s is in front, not %s", got, tab)
		}
		text := strings.ReplaceAll(desktest.Text(p.pane), "\n", "")
		for _, word := range words {
			if !strings.Contains(text, word) {
				t.Errorf("%s does not show %q:\n%s", tab, word, text)
			}
		}
	}
	shows(tabWay, "经过", "下一步", "登记答复…", "逾期", r.DueRule, "答复期限 县民政局")
	turned(d, false)
	shows(tabUnits, "县民政局", "主办 · 第 1 轮，共 2 轮", "主办 · 第 2 轮，共 2 轮", "交办", "答复", "A 类", "办理结果不满意", "逾期")
	turned(d, false)
	body := p.course.record.Values["body"]
	paragraphs := strings.Split(body, "\n")
	shows(tabText, "县政协经济和农业农村委员会", "建议承办", strings.TrimSpace(paragraphs[len(paragraphs)-1]))
	turned(d, false)
	shows("files", "添加附件…")
	turned(d, false)
	shows("course", "导入提案台账")
	turned(d, false)
	shows(tabWay)
	turned(d, true)
	shows("course")
	p.tabs.Front(tabText)
	other := chosen(t, p, 104)
	shows(tabText, other.Proposers) // the tab stays from one to the next
	if text := desktest.Text(p.pane); strings.Contains(text, strings.TrimSpace(paragraphs[1])) {
		t.Error("the text of the proposal before is still shown")
	}
}

// openLate is open with a reading that takes long while late keeps what it brings.
func openLate(t *testing.T) (p *Page, d *desk.Desk, late *desktest.Late) {
	t.Helper()
	late = &desktest.Late{}
	d = desktest.NewOn(t, sampletest.MustOpen(t), late.Executor())
	p = New(d)
	d.Add(p)
	d.Start()
	d.Native().Resize(fyne.NewSize(1366, 768))
	return p, d, late
}

// What is read of a proposal and comes when others were chosen meanwhile changes nothing of what is shown.
func TestLateCourseIsNotShown(t *testing.T) {
	p, d, late := openLate(t)
	p.grid.Focus()
	late.Keep = true
	chosen(t, p, 36)
	late.Keep = false
	d.Native().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	if n := len(p.grid.Selected()); n < 2 {
		t.Fatalf("%d chosen", n)
	}
	shown := desktest.Text(p.pane)
	late.Arrive()
	if text := desktest.Text(p.pane); text != shown {
		t.Errorf("shown before:\n%s\nafter:\n%s", shown, text)
	}
}

// A proposal the form went on to does not show the text of the one before while its own is read.
func TestCourseOfTheProposalTheFormWentOnTo(t *testing.T) {
	p, _, late := openLate(t)
	r := chosen(t, p, 36)
	p.tabs.Front(tabText)
	before := p.course.record.Values["body"]
	p.editor.Open(r.ID)
	p.Step(1)
	late.Keep = true
	p.Escape()
	if p.editor.Active() || p.shown.ID == r.ID {
		t.Fatalf("%q is shown, the form open: %t", p.shown.Title, p.editor.Active())
	}
	first, _, _ := strings.Cut(before, "\n")
	if text := strings.ReplaceAll(desktest.Text(p.pane), "\n", ""); first == "" || strings.Contains(text, first) {
		t.Errorf("the text of %q under %q:\n%s", r.Title, p.shown.Title, text)
	}
	late.Arrive()
	if own := p.course.record.Values["title"]; own != p.shown.Title {
		t.Errorf("the course of %q under %q", own, p.shown.Title)
	}
}

// What became of the work of a unit is told with it: also talks and feedback that name no unit, where there is only one.
func TestWorkOfAUnit(t *testing.T) {
	unit := func(more rows.Row) rows.Row {
		r := rows.Row{"id": "7", "unit": "县水务局", "role": "主办", "round": "1", "assigned_on": "2026-03-20", "due_on": "2026-06-22"}
		for key, value := range more {
			r[key] = value
		}
		return r
	}
	tests := []struct {
		name, today string
		unit        rows.Row
		text        string
		tone        look.Tone
	}{
		{"Late", "2026-06-25", unit(nil), "2026-06-22，逾期 3 天（3 个工作日）。交办起 3 个月。", look.ToneLate},
		{"Soon", "2026-06-18", unit(nil), "2026-06-22，还有 1 个工作日。交办起 3 个月。", look.ToneDue},
		{"InTime", "2026-07-25", unit(rows.Row{"replied_on": "2026-06-01"}), "2026-06-22。交办起 3 个月。", look.ToneNormal},
		{"RepliedLate", "2026-07-25", unit(rows.Row{"replied_on": "2026-06-23"}), "2026-06-22，答复晚了 1 天（1 个工作日）。交办起 3 个月。", look.ToneDue},
		{"Extended", "2026-06-25", unit(rows.Row{"extended_to": "2026-07-22"}), "2026-07-22，还有 19 个工作日。交办起 3 个月。", look.ToneNormal},
		{"CoUnit", "2026-06-25", unit(rows.Row{"role": "会办"}), "2026-06-22。交办起 3 个月。", look.ToneNormal},
		{"LetGo", "2026-06-25", unit(rows.Row{"returned_on": "2026-03-30"}), "2026-06-22。交办起 3 个月。", look.ToneNormal},
		{"NoDeadline", "2026-06-25", unit(rows.Row{"due_on": ""}), "", look.ToneNormal},
	}
	days, err := proposal.WorkCalendar(t.Context(), datatest.MustOpen(t).DB())
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := work{today: tt.today, days: days, rules: map[string]string{"7": "交办起 3 个月"}}
			if text, tone := w.due(tt.unit); text != tt.text || tone != tt.tone {
				t.Errorf("got %q %v", text, tone)
			}
		})
	}
	w := work{only: onlyUnit([]rows.Row{unit(nil), unit(rows.Row{"round": "2"}), {"unit": "县财政局", "role": "会办"}})}
	if !w.concerns(rows.Row{}, "县水务局") || w.concerns(rows.Row{}, "县财政局") || w.concerns(rows.Row{"unit": "县财政局"}, "县水务局") {
		t.Errorf("a talk without a unit is with %q", w.only)
	}
	if only := onlyUnit([]rows.Row{unit(nil), {"unit": "县财政局", "role": "分办"}}); only != "" {
		t.Errorf("%q alone is said to answer", only)
	}
}
