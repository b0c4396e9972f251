package form

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
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

// The value under the mouse is taken away by its ×; the mouse leaves the tag afterwards.
func TestMouseLeavesATagThatIsGone(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	f := New(Config{Fields: []Field{{Key: "a", Label: "成员", Kind: FieldSeveral}}, Prefs: kit.MemoryPrefs{}, Key: "t"})
	test.NewTempWindow(t, f).Resize(fyne.NewSize(400, 300))
	f.SetValues(map[string]string{"a": "张三、李四"})
	s := f.lines[0].input.(*Several)
	last := s.tags[len(s.tags)-1]
	last.MouseIn(nil)
	s.remove(last.index)
	last.Resize(fyne.NewSize(41, tagHeight))
	last.MouseOut()
	if got := s.Values(); len(got) != 1 || got[0] != "张三" {
		t.Errorf("left %v", got)
	}
}

// A note that is said once more while the keyboard is on its link keeps the keyboard there.
func TestLinkOfANoteKeepsTheKeyboard(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	f := New(Config{Fields: []Field{{Key: "a", Label: "来源活动"}}, Prefs: kit.MemoryPrefs{}, Key: "t"})
	window := test.NewTempWindow(t, f)
	window.Resize(fyne.NewSize(400, 300))
	did := 0
	say := func(n int) {
		f.SetNote("a", "这次活动登记了 2 条问题建议", look.ToneMuted, box.Answer{Text: "写进意见", Do: func() { did = n }})
	}
	say(1)
	window.Canvas().Focus(f.lines[0].note.links[0])
	say(2)
	if window.Canvas().Focused() != fyne.Focusable(f.lines[0].note.links[0]) {
		t.Error("the keyboard is on a link that is no longer shown")
	}
	f.lines[0].note.links[0].Tapped(nil)
	if did != 2 {
		t.Errorf("it does what it did %d times ago", 2-did)
	}
}
