package box

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

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
