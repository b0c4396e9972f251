package box

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// A text that is refused keeps the box, with the reason in it.
func TestPromptRefuses(t *testing.T) {
	w := test.NewTempWindow(t, widget.NewLabel(""))
	got := ""
	ShowPrompt(w.Canvas(), "二录由谁录", "", "姓名", PromptAnswer{Text: "开始", Needs: true, Refuse: func(who string) string {
		if who == "王芳" {
			return "要换一个人。"
		}
		return ""
	}, Do: func(who string) { got = who }})
	entry := w.Canvas().Focused().(*kit.Entry)
	entry.SetText("王芳")
	entry.OnSubmitted("")
	if got != "" || w.Canvas().Overlays().Top() == nil || w.Canvas().Focused() != entry {
		t.Fatalf("took %q", got)
	}
	entry.SetText("陈静")
	entry.OnSubmitted("")
	if got != "陈静" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("took %q", got)
	}
}

// Enter gives no answer that needs the text while there is none.
func TestEnterInAnEmptyPrompt(t *testing.T) {
	for _, needs := range []bool{true, false} {
		test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
		w := test.NewTempWindow(t, kit.NewEntry())
		got := []string{}
		ShowPrompt(w.Canvas(), "作废", "请写明原因。", "原因", PromptAnswer{Text: "作废", Needs: needs, Do: func(why string) { got = append(got, why) }})
		kittest.PressAll(w, fyne.KeyReturn)
		if open := w.Canvas().Overlays().Top() != nil; open != needs || (len(got) == 0) != needs {
			t.Fatalf("needs the text: %v; open %v, answers %q", needs, open, got)
		}
		if needs {
			for _, r := range "涂改" {
				w.Canvas().Focused().TypedRune(r)
			}
			kittest.PressAll(w, fyne.KeyReturn)
			if len(got) != 1 || got[0] != "涂改" {
				t.Errorf("answers %q", got)
			}
		}
	}
}
