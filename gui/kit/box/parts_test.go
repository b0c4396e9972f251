package box

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// A box with a text of any length stays in the window, its buttons and field are seen whole, and the text is turned by keys.
func TestABoxIsNeverTallerThanTheWindow(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	w := test.NewTempWindow(t, kit.NewEntry())
	c := w.Canvas()
	nothing := func() {}
	lines := strings.Repeat("「2026年度提案办理民主评议 第10组 冯宏生.xlsx」第 10 组 冯宏生：新收 0 张，相同 1 张。\n", 75)
	title := strings.Repeat("甲乙丙丁", 5000)
	for name, show := range map[string]func(){
		"Message":  func() { ShowMessage(c, "没有可以收的评分表", lines) },
		"Question": func() { ShowQuestion(c, title, lines, "删除", nothing) },
		"Warning":  func() { ShowWarning(c, "恢复", title, "恢复", nothing) },
		"Choices":  func() { ShowChoices(c, "还没有保存", title, Answer{"放弃", nothing}, Answer{"保存", nothing}) },
		"Prompt": func() {
			ShowPrompt(c, "作废", lines, "原因", PromptAnswer{Text: "作废", Do: func(string) {}})
		},
	} {
		w.Resize(fyne.NewSize(1280, 720))
		show()
		for _, size := range []fyne.Size{{Width: 1280, Height: 720}, {Width: 800, Height: 500}} {
			w.Resize(size)
			for _, fault := range outside(c) {
				t.Errorf("%s at %v: %s", name, size, fault)
			}
		}
		long := longPart(PopUpContent(c.Overlays().Top()))
		if b, ok := c.Focused().(*kit.Button); ok {
			b.Escape = nil
		} else {
			c.Unfocus()
			FrontBox(c).focus = nil
		}
		for _, key := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyUp} {
			KeyInBox(c, &fyne.KeyEvent{Name: key})
		}
		if most := long.Content.Size().Height - long.Size().Height; most <= 0 || long.Offset.Y >= most || long.Offset.Y < most-40 {
			t.Errorf("%s: End and ↑ left the text at %v of %v", name, long.Offset.Y, most)
		}
		c.Overlays().Remove(c.Overlays().Top())
	}
}

// outside are the parts of the box in front that do not lie within the window less its margin.
func outside(c fyne.Canvas) (faults []string) {
	content := PopUpContent(c.Overlays().Top())
	seen := func(o fyne.CanvasObject) {
		at, size := look.PositionOf(o), o.Size()
		const margin = windowMargin - 4 // the window of a test has a margin of its own
		if at.X < margin || at.Y < margin || at.X+size.Width > c.Size().Width-margin || at.Y+size.Height > c.Size().Height-margin {
			faults = append(faults, fmt.Sprintf("%T at %v, %v", o, at, size))
		}
		if least := o.MinSize(); size.Height < least.Height {
			faults = append(faults, fmt.Sprintf("%T is %v high, not %v", o, size.Height, least.Height))
		}
	}
	seen(content)
	kittest.Walk(content, kittest.Any, func(o fyne.CanvasObject) {
		switch o.(type) {
		case *kit.Button, *kit.Entry:
			seen(o)
		}
	})
	return faults
}
