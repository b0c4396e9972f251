package evaluation

import (
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit"
)

// Saving says what became of each sheet: one left out is none that was saved.
func TestSavingSaysWhatBecameOfTheSheets(t *testing.T) {
	d, p := openPage(t)
	d.Open(Key, entryKey)
	e := p.entry
	var blank, whole int
	for _, place := range e.places { // the target whose sheets are not all in
		if place.Typed(evaluation.FirstPass) >= place.Raters {
			continue
		}
		read, err := evaluation.ReadEntry(t.Context(), d.Store().DB(), place.TargetID, evaluation.FirstPass)
		if err != nil {
			t.Fatal(store.Sentence(err))
		}
		e.at = place.TargetID
		e.show(read)
	}
	for i := range e.typed.Rows {
		if e.typed.Rows[i].Blank() {
			blank = i
		} else {
			whole = i
		}
	}
	reason := func(row int, button string) {
		e.askVoid(row)
		d.Native().Canvas().Focused().(*kit.Entry).SetText("回避")
		desktest.PressButton(t, d.Native().Canvas().Overlays().Top(), button)
	}
	saved := func(want string) {
		t.Helper()
		e.Save()
		if said := desktest.Text(d.Native().Content()); !strings.Contains(said, want) {
			t.Errorf("%q is not said; on screen:\n%s", want, said)
		}
	}
	reason(blank, "不评")
	saved("已记为不评 1 人")
	reason(whole, "作废")
	e.rows[1-min(whole, 1)].cells[0].SetText("77")
	saved("已保存 1 张评分表，作废 1 张评分表")
	journal, err := store.Texts(t.Context(), d.Store().DB(), "SELECT wording FROM journal_write ORDER BY id DESC LIMIT 2")
	if err != nil || !strings.HasSuffix(journal[1], "：记为不评 1 人") {
		t.Errorf("the journal says %q, %v", journal, err)
	}
}
