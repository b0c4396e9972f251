package form

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/chart"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// TestNothingLongIsDrawn shows a text of 20,000 characters where a word is expected: whatever draws a line draws no more of it than can be seen.
func TestNothingLongIsDrawn(t *testing.T) {
	long := strings.Repeat("一段很长的文字，", 2500)
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	least := kit.NewLabel(long, look.TextSize, look.ToneNormal)
	least.Min = 40
	for name, o := range map[string]fyne.CanvasObject{
		"label":       kit.NewLabel(long, look.TextSize, look.ToneNormal),
		"label cut":   least,
		"paragraph":   kit.NewParagraph(long, look.TextSize, look.ToneNormal),
		"reading":     editor.NewReading(long),
		"chip":        kit.NewTag(long, false),
		"timeline":    chart.NewTimeline([]chart.Event{{When: "08-06", Text: long}}),
		"card":        kit.NewCard(long, long, kit.NewLabel("", look.TextSize, look.ToneNormal)),
		"note":        kit.NewNote(long, long, look.ToneDue),
		"text area":   func() fyne.CanvasObject { a := editor.NewArea(3); a.SetText(long); return a }(),
		"picker":      func() fyne.CanvasObject { p := NewPicker([]Option{{Value: long}}); p.SetValue(long); return p }(),
		"several":     func() fyne.CanvasObject { s := NewSeveral([]Option{{Value: long}}); s.SetValue(long); return s }(),
		"detail pane": func() fyne.CanvasObject { d := editor.NewDetailPane(""); d.SetHeader(long, long, "案由"); return d }(),
	} {
		w := test.NewTempWindow(t, o)
		w.Resize(fyne.NewSize(400, 300))
		kittest.Walk(o, kittest.Any, func(o fyne.CanvasObject) {
			if line, ok := o.(*canvas.Text); ok && len([]rune(line.Text)) > 800 {
				t.Errorf("%s: %d characters drawn in one line", name, len([]rune(line.Text)))
			}
		})
	}
}
