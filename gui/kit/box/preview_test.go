package box

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// The button of a preview is disabled while what it would do is found out, and has the keyboard afterwards.
func TestEnterInAPreviewToldLate(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	w := test.NewTempWindow(t, kit.NewEntry())
	done := 0
	p := NewPreview(w.Canvas(), "新建", "选一年。", "新建", func() { done++ })
	p.Show()
	p.Tell(false, nil, nil)
	if f := w.Canvas().Focused(); f != nil {
		t.Fatalf("the keyboard is on %T before there is anything to do", f)
	}
	p.Tell(true, nil, nil)
	if w.Canvas().Focused() == nil {
		t.Fatal("nothing has the keyboard")
	}
	kittest.PressAll(w, fyne.KeyReturn)
	if done != 1 {
		t.Errorf("done %d times", done)
	}
}

// What has the keyboard in a preview keeps it, and nothing of a closed one takes it.
func TestPreviewLeavesTheKeyboard(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	w := test.NewTempWindow(t, kit.NewEntry())
	entry := kit.NewEntry()
	p := NewPreview(w.Canvas(), "新建", "选一年。", "新建", func() {}, entry)
	p.Show()
	w.Canvas().Focus(entry)
	p.Tell(true, nil, nil)
	if w.Canvas().Focused() != fyne.Focusable(entry) {
		t.Errorf("the keyboard is on %T", w.Canvas().Focused())
	}
	p.Close()
	p.Tell(true, nil, nil)
	if w.Canvas().Focused() == fyne.Focusable(p.Agree) {
		t.Error("a closed box has the keyboard")
	}
}
