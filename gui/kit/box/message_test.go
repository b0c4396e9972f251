package box

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

func TestKeyInBox(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	w := test.NewTempWindow(t, kit.NewEntry())
	c := w.Canvas()
	press := func(k fyne.KeyName) bool { return KeyInBox(c, &fyne.KeyEvent{Name: k}) }
	if press(fyne.KeyEscape) {
		t.Error("a key was used up without a box")
	}
	ShowQuestion(c, "删除", "放入回收站?", "删除", func() {})
	c.Unfocus() // as Fyne does after the press that brought the question up
	if !press(fyne.KeyTab) {
		t.Error("the key was not used up")
	}
	if b, ok := c.Focused().(*kit.Button); !ok || b.Text != "删除" {
		t.Errorf("%v has the keyboard", c.Focused())
	}
	c.Unfocus()
	if press(fyne.KeyEscape); c.Overlays().Top() != nil {
		t.Error("Esc left the question open")
	}
}

// What cannot be taken back is not done by Enter, also when the keyboard has to be brought back first.
func TestEnterIsNoAnswerToAWarning(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	w := test.NewTempWindow(t, kit.NewEntry())
	done := false
	ask := func() {
		ShowWarning(w.Canvas(), "从备份恢复", "程序会重新打开。", "恢复", func() { done = true })
	}
	ask()
	kittest.PressAll(w, fyne.KeyReturn)
	ask()
	w.Canvas().Unfocus()
	KeyInBox(w.Canvas(), &fyne.KeyEvent{Name: fyne.KeyTab})
	kittest.PressAll(w, fyne.KeyReturn)
	if done || w.Canvas().Overlays().Top() != nil {
		t.Errorf("done %v", done)
	}
	ask()
	w.Canvas().FocusNext()
	kittest.PressAll(w, fyne.KeyReturn)
	if !done {
		t.Error("the answer cannot be reached by the keyboard")
	}
}
