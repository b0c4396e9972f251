package form

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// A long label is whole in a form with room for it, and takes two lines beside narrow inputs.
func TestLongLabelBesideAWideInput(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	f := New(Config{Fields: []Field{{Key: "a", Label: "允许一人同时在多个小组", Kind: FieldText}, {Key: "b", Label: "年度"}}, Prefs: kit.MemoryPrefs{}, Key: "t"})
	window := test.NewTempWindow(t, f)
	for width, lines := range map[float32]int{700: 1, 320: 2} {
		window.Resize(fyne.NewSize(width, 400))
		f.Resize(fyne.NewSize(width, 400))
		f.arrange()
		label := f.lines[0].label
		got := 1
		if label.lines[1].Text != "" {
			got = 2
		}
		if got != lines || f.lines[0].input.Position().X != f.lines[1].input.Position().X {
			t.Errorf("%g wide: %d lines %q %q, inputs at %g and %g", width, got, label.lines[0].Text, label.lines[1].Text, f.lines[0].input.Position().X, f.lines[1].input.Position().X)
		}
	}
}
