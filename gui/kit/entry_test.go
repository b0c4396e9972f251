package kit

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// bars counts the scroll bars shown in an object.
func bars(o fyne.CanvasObject) (shown int) {
	kittest.Walk(o, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if strings.HasSuffix(fmt.Sprintf("%T", o), "scrollBarArea") {
			shown++
		}
	})
	return shown
}

// Text longer than its field, or what stands for it while there is none, scrolls with the caret and without a bar over it.
func TestNoScrollBarOverALineOfText(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	e := NewEntry()
	e.SetPlaceHolder("按案号、案由、提案人、承办单位的名称或拼音查找")
	w := test.NewTempWindow(t, e)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(140, look.FieldHeight))
	w.Canvas().Focus(e)
	key := func(name fyne.KeyName) func() { return func() { e.TypedKey(&fyne.KeyEvent{Name: name}) } }
	begins := func() float32 { // where the text begins, beside what is seen
		return test.WidgetRenderer(e).(*entryFrame).text.Content.Position().X
	}
	for _, c := range []struct {
		what    string
		do      func()
		scrolls bool
	}{
		{"nothing typed", func() {}, false},
		{"a long text", func() { e.SetText(strings.Repeat("县第一中学", 12)) }, false},
		{"caret at the end", key(fyne.KeyEnd), true},
		{"typed on", func() { test.Type(e, "又一段文字") }, true},
		{"caret at the beginning", key(fyne.KeyHome), false},
		{"narrower", func() { w.Resize(fyne.NewSize(120, look.FieldHeight)) }, false},
		{"caret at the end again", key(fyne.KeyEnd), true},
		{"a short text", func() { e.SetText("县") }, false},
	} {
		c.do()
		w.Canvas().Capture()
		if n := bars(e); n > 0 {
			t.Errorf("%s: %d bars lie over the text", c.what, n)
		}
		if scrolled := begins() < 0; scrolled != c.scrolls {
			t.Errorf("%s: the text begins at %v", c.what, begins())
		}
	}
}

// Words of an empty field that are too long for it end in …, and are whole again where there is room.
func TestLongHintEndsInDots(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	const hint = "写年度和文号，如 2026-3；按原意见书的「复发」办的才写"
	e := NewEntry()
	e.PlaceHolder = hint
	w := test.NewTempWindow(t, e)
	w.SetPadded(false)
	for _, width := range []float32{200, 800, 120} {
		w.Resize(fyne.NewSize(width, look.FieldHeight))
		shown := ""
		kittest.Walk(e, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
			if t, ok := o.(*canvas.Text); ok && t.Text != "" {
				shown = t.Text
			}
		})
		if whole := width == 800; whole != (shown == hint) || !whole && !strings.HasSuffix(shown, "…") || look.TextWidth(shown, look.TextSize) > width {
			t.Errorf("in %v stands %q", width, shown)
		}
	}
}
