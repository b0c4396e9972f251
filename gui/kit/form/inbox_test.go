package form

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// inBox shows a form of so many fields in a box over a window of that size, under a note of so many lines.
func inBox(t *testing.T, fields, lines int, size fyne.Size) (*Form, *widget.PopUp) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	w := test.NewTempWindow(t, kit.NewEntry())
	w.SetPadded(false)
	w.Resize(size)
	c := Config{Calendar: fixedCalendar()}
	for i := range fields {
		c.Fields = append(c.Fields, Field{Key: fmt.Sprint(i), Label: fmt.Sprintf("第 %d 栏", i+1)})
	}
	f := New(c)
	f.SetValues(nil)
	long := kit.NewColumn(6)
	if lines > 0 {
		long.Add(kit.NewNote("不在内", strings.TrimRight(strings.Repeat("1 号：已办结。\n", lines), "\n"), look.ToneDue))
	}
	parts := box.NewParts(w.Canvas(), box.Parts{Head: kit.NewHeading("锁定结果", 15), Long: long, Body: f, Foot: kit.NewTrailing(kit.NewButton("保存", func() {})), Width: 475})
	p := widget.NewModalPopUp(box.NewBox(parts, func() {}), w.Canvas())
	p.Show()
	return f, p
}

// whole tells whether nothing of the form has to be scrolled.
func whole(f *Form) bool { return f.scroll.Content.MinSize().Height <= f.scroll.Size().Height+1 }

// A box is as high as its form, grows by what a message at a field needs, and goes back when the message does.
func TestABoxGrowsWithTheMessagesOfItsForm(t *testing.T) {
	for _, fields := range []int{1, 3, 8} {
		f, p := inBox(t, fields, 0, fyne.NewSize(1093, 614))
		before := p.Content.Size()
		if !whole(f) || f.scroll.Size().Height > f.scroll.Content.MinSize().Height+20 {
			t.Errorf("%d fields in %v: the form needs %v and has %v", fields, before, f.scroll.Content.MinSize().Height, f.scroll.Size().Height)
		}
		f.SetError("0", strings.Repeat("锁定结果要两个人在场，锁定人和复核人不能是同一人。", 3))
		grown := p.Content.Size()
		if by := grown.Height - before.Height; by != f.lines[0].errorHeight() || grown.Width != before.Width || !whole(f) {
			t.Errorf("%d fields: the box grew from %v to %v for a message %v high", fields, before, grown, f.lines[0].errorHeight())
		}
		f.SetError("0", "")
		if got := p.Content.Size(); got != before {
			t.Errorf("%d fields: without the message the box is %v, and was %v", fields, got, before)
		}
	}
}

// Where not all has room the note over the form scrolls, then the form; the box keeps off the edges of the window.
func TestABoxThatHasNoRoomIsNotCut(t *testing.T) {
	for _, tt := range []struct {
		fields, lines int
		whole         bool
	}{{4, 60, true}, {40, 0, false}, {40, 60, false}} {
		f, p := inBox(t, tt.fields, tt.lines, fyne.NewSize(1093, 614))
		f.SetError("0", "请填写第 1 栏")
		if high := p.Content.Size().Height; high > 614-40 {
			t.Errorf("%+v: %v of 614 high", tt, high)
		}
		if whole(f) != tt.whole {
			t.Errorf("%+v: the form needs %v and has %v", tt, f.scroll.Content.MinSize().Height, f.scroll.Size().Height)
		}
		if f.Size().Height < 160 {
			t.Errorf("%+v: the form is %v high", tt, f.Size().Height)
		}
	}
}
