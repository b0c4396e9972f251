package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/look"
)

// The buttons under a form lie beside each other in the narrowest window, and a hidden one takes no room.
func TestFootInNarrowWindows(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	button := func(text string) *Button { return NewButton(text, func() {}) }
	left := []fyne.CanvasObject{button("填写全部项目"), button("读入文稿…")}
	hidden := button("保存并下一件")
	hidden.Hide()
	right := []fyne.CanvasObject{hidden, button("取消"), button("保存")}
	foot := NewFoot(left, right)
	for _, width := range []float32{500, 330, foot.MinSize().Width} {
		foot.Resize(fyne.NewSize(width, 40))
		end := float32(0)
		for _, o := range foot.Objects {
			if !o.Visible() {
				continue
			}
			if o.Position().X < end {
				t.Errorf("%v wide: %s begins at %v, the one before ends at %v", width, o.(*Button).Text, o.Position().X, end)
			}
			if need := look.TextWidth(o.(*Button).Text, look.TextSize); o.Size().Width < need {
				t.Errorf("%v wide: %s has %v, its text needs %v", width, o.(*Button).Text, o.Size().Width, need)
			}
			end = o.Position().X + o.Size().Width
		}
		if end != look.Round(width) {
			t.Errorf("%v wide: the last ends at %v", width, end)
		}
	}
}
