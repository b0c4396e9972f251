package records

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data"
	"cppccdesk/data/datatest/letter"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

// lacks fails when the words are on the screen.
func lacks(t *testing.T, d *desk.Desk, words string) {
	t.Helper()
	if text := onScreen(d); strings.Contains(text, words) {
		t.Errorf("%q is on screen:\n%s", words, text)
	}
}

// A sort of record that is declared and nothing more has a page: it is listed, entered with its parts, taken on by its steps, told in its history and
// found from anywhere.
func TestPageOfOneMoreKind(t *testing.T) {
	if !letter.Alone(t) {
		return
	}
	d := desktest.New(t, sampletest.MustOpen(t))
	p := NewPage(d, "letter", "督查函", Config{
		Kind: letter.Letters, Key: "test.letters", Unit: "份", Title: "title", Tags: []string{"status"}, Flex: "title", Sources: map[string]Source{"unit": FromUnits},
	})
	desktest.Show(d, p)
	p.Create()
	form := p.editor.form
	form.FocusField("number")
	typing(d, "7", fyne.KeyReturn)
	form.Set("title", "关于窗口服务的监督意见")
	form.FocusField("unit")
	typing(d, "县教育局", fyne.KeyReturn)
	form.FocusField("points")
	typing(d, "", fyne.KeyInsert)
	typing(d, "增设窗口")
	press(d, fyne.KeyS) // the box of the row
	press(d, fyne.KeyS)
	shows := func(words ...string) {
		t.Helper()
		text := onScreen(d)
		for _, word := range words {
			if !strings.Contains(text, word) {
				t.Fatalf("%q is not on screen:\n%s", word, text)
			}
		}
	}
	all, err := letter.Letters.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil || len(all) != 1 || all[0].Values["points_count"] != "1" || all[0].Values["unit"] != "县教育局" {
		t.Fatalf("stored %v, %v; on screen:\n%s", all, err, onScreen(d))
	}
	id := all[0].ID
	p.Select(id)
	shows("关于窗口服务的监督意见", "起草", "下一步", "送达…", "1 份")
	lacks(t, d, "还没有意见") // it has a point
	p.TurnTab(1)         // a part with rows has a tab of its own
	if got := p.details.tabs.row.Count("points"); got != "1" || p.details.tabs.Current() != "points" {
		t.Errorf("%q in front, %q points counted", p.details.tabs.Current(), got)
	}
	shows("增设窗口")
	p.TurnTab(-1)

	tapText(t, d, "送达…")
	p.editor.taking.form.Set("sent_on", "2026-06-01")
	press(d, fyne.KeyS)
	shows("整改中", "销号…", "还有意见没有整改，不能销号。")
	tapText(t, d, "销号…")
	if p.editor.Active() {
		t.Fatal("a step that waits for something is taken")
	}
	p.editor.Open(id)
	form = p.editor.form
	form.Set("points", strings.Replace(form.Values()["points"], `"增设窗口"`, `"增设窗口","done_on":"2026-06-20"`, 1))
	press(d, fyne.KeyS)
	shows("销号…")
	tapText(t, d, "销号…")
	p.editor.taking.form.Set("closed_on", "2026-06-30")
	press(d, fyne.KeyS)
	shows("已销号")

	finder, err := data.ReadFinder(t.Context(), d.Store(), d.Scope(), nil)
	if err != nil {
		t.Fatal(err)
	}
	found := finder.Find("ckfw", 5)
	if len(found) != 1 || found[0].Kind != letter.Letters || found[0].ID != id {
		t.Fatalf("found %v", found)
	}
}
