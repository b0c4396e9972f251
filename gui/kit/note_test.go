package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/look"
)

func TestLongNoteScrolls(t *testing.T) {
	test.NewTempApp(t)
	n := NewNote("请注意", "", look.ToneDue)
	n.Most = 60
	w := test.NewTempWindow(t, container.NewVBox(n))
	w.Resize(fyne.NewSize(400, 300))
	short := n.MinSize().Height
	n.Set("请注意", strings.Repeat("第 1 号与第 2 号相似，看是否重复。\n", 20), look.ToneDue)
	if high := n.MinSize().Height; high != short+n.Most {
		t.Errorf("20 lines make the note %v high, want %v", high, short+n.Most)
	}
	n.whole.ScrollToBottom()
	if n.whole.Offset.Y == 0 {
		t.Error("what lies below cannot be read")
	}
	n.Set("请注意", strings.Repeat("别的话。\n", 20), look.ToneDue)
	if n.whole.Offset.Y != 0 {
		t.Errorf("other words begin %v below their first line", n.whole.Offset.Y)
	}
}

// A note that shows all it says leaves the wheel to the page around it.
func TestPageScrollsOverANote(t *testing.T) {
	test.NewTempApp(t)
	n := NewNote("请注意", "答复期限已过。", look.ToneDue)
	scroll := container.NewVScroll(container.NewVBox(n, NewFixed(100, 900, canvas.NewRectangle(nil))))
	w := test.NewTempWindow(t, scroll)
	w.Resize(fyne.NewSize(400, 300))
	test.Scroll(w.Canvas(), fyne.NewPos(60, 40), 0, -50)
	if scroll.Offset.Y == 0 {
		t.Error("the wheel over the note moves nothing")
	}
}
