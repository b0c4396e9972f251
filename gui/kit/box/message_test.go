package box

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

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

// ← and → go between the buttons of every box, around its ends, and past those that cannot be pressed.
func TestArrowsGoBetweenTheButtonsOfABox(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	w := test.NewTempWindow(t, kit.NewEntry())
	c := w.Canvas()
	nothing := func() {}
	for name, tc := range map[string]struct {
		show func()
		want string // what has the keyboard at first and after each →
	}{
		"Question": {func() { ShowQuestion(c, "删除", "放入回收站？", "删除", nothing) }, "删除 取消 删除"},
		"Warning":  {func() { ShowWarning(c, "恢复", "程序会重新打开。", "恢复", nothing) }, "取消 恢复 取消"},
		"Choices": {func() {
			ShowChoices(c, "还没有保存", "有没保存的内容。", Answer{"放弃修改", nothing}, Answer{"保存", nothing})
		}, "保存 取消 放弃修改 保存"},
		"Message": {func() { ShowMessage(c, "完成", "已写好。") }, "知道了 知道了"},
		"Prompt": {func() {
			ShowPrompt(c, "名称", "", "", PromptAnswer{Text: "改名", Needs: true, Do: func(string) {}}, PromptAnswer{Text: "保存", Do: func(string) {}})
			c.FocusPrevious()
		}, "保存 取消 保存"},
		"Framed": {func() {
			p := widget.NewModalPopUp(NewBox(kit.NewHeadAndFoot(kit.NewHeading("办理", 15), kit.NewEntry(), container.NewBorder(nil, nil, nil, kit.NewRow(8, kit.NewButton("取消", nothing), kit.NewButton("保存", nothing)))), nil), c)
			p.Show()
			c.Focus(kit.FirstFocus(p))
			c.FocusPrevious()
		}, "保存 取消 保存"},
	} {
		tc.show()
		var had []string
		for range strings.Fields(tc.want) {
			if b, ok := c.Focused().(*kit.Button); ok {
				had = append(had, b.Text)
			}
			kittest.PressAll(w, fyne.KeyRight)
		}
		kittest.PressAll(w, fyne.KeyLeft)
		if got := strings.Join(had, " "); got != tc.want {
			t.Errorf("%s: %q had the keyboard, want %q", name, got, tc.want)
		}
		if b, ok := c.Focused().(*kit.Button); !ok || b.Text != had[len(had)-1] {
			t.Errorf("%s: ← is not the way back: %v", name, c.Focused())
		}
		c.Overlays().Remove(c.Overlays().Top())
	}
}
