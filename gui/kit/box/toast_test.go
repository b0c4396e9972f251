package box

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

func TestToaster(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	type timer struct {
		apply   func()
		stopped bool
	}
	var timers []*timer
	toaster := NewToaster(func(_ time.Duration, apply func()) func() {
		at := &timer{apply: apply}
		timers = append(timers, at)
		return func() { at.stopped = true }
	})
	w := test.NewTempWindow(t, container.NewStack(canvas.NewRectangle(nil), toaster.Layer()))
	w.Resize(fyne.NewSize(800, 500))
	undone := 0
	toaster.Show("已删除 2 人", "撤销", func() { undone++ })
	toaster.Show("已保存", "", nil)
	toaster.Warn("磁盘满了。", "", nil)
	if len(toaster.toasts) != 3 || toaster.Text() != "磁盘满了。" {
		t.Fatalf("%d messages, newest %q", len(toaster.toasts), toaster.Text())
	}
	first := toaster.toasts[0]
	first.MouseIn(nil)
	for _, at := range timers {
		if !at.stopped {
			t.Error("a message goes while the pointer is on one")
		}
	}
	first.MouseOut()
	for _, at := range timers {
		if !at.stopped {
			at.apply()
		}
	}
	if len(toaster.toasts) != 1 || toaster.Text() != "磁盘满了。" {
		t.Errorf("%d messages stay, want the warning", len(toaster.toasts))
	}
	toaster.Show("已删除 2 人", "撤销", func() { undone++ })
	w.Canvas().Focus(toaster.Action())
	kittest.PressAll(w, fyne.KeyReturn)
	if undone != 1 || len(toaster.toasts) != 1 {
		t.Errorf("undone %d times, %d messages", undone, len(toaster.toasts))
	}
	for range 5 {
		toaster.Show("第"+string(rune('一'+len(timers)))+"条", "", nil)
	}
	if len(toaster.toasts) != toastLimit {
		t.Errorf("%d messages at once", len(toaster.toasts))
	}
}

// Messages lie side by side at the foot; the × of one closes it without doing what it offers.
func TestToastIsClosed(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	toaster := NewToaster(func(time.Duration, func()) func() { return func() {} })
	toaster.Bottom = 2
	w := test.NewTempWindow(t, container.NewStack(canvas.NewRectangle(nil), toaster.Layer()))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(800, 500))
	done := 0
	toaster.Show("已保存", "", nil)
	toaster.Show("已删除 2 人", "撤销", func() { done++ })
	for _, m := range toaster.toasts {
		if top := m.Position().Y; top < 500-40 {
			t.Errorf("%q begins at %v and covers the rows", m.text.Text, top)
		}
	}
	if a, b := toaster.toasts[1], toaster.toasts[0]; a.Position().X+a.Size().Width > b.Position().X {
		t.Error("the messages lie on each other")
	}
	tap := func(m *toast, fromRight float32) {
		test.TapCanvas(w.Canvas(), m.Position().AddXY(m.Size().Width-fromRight, m.Size().Height/2))
	}
	tap(toaster.toasts[1], 10)
	if done != 0 || len(toaster.toasts) != 1 {
		t.Errorf("done %d times, %d messages", done, len(toaster.toasts))
	}
	toaster.Show("已删除 2 人", "撤销", func() { done++ })
	tap(toaster.toasts[1], toastCross+10)
	if done != 1 {
		t.Error("a click on the action does nothing")
	}
	tap(toaster.toasts[0], 10)
	if len(toaster.toasts) != 0 {
		t.Error("the × does not close the message")
	}
}

// A failure stays until something else is done, a warning until it is closed; what the messages cover is said, so that nothing need lie below them.
func TestFailuresGoWhenSomethingIsDone(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	toaster := NewToaster(func(time.Duration, func()) func() { return func() {} })
	placed := 0
	toaster.OnPlaced = func() { placed++ }
	w := test.NewTempWindow(t, container.NewStack(canvas.NewRectangle(nil), toaster.Layer()))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(800, 500))
	toaster.Warn("上次程序意外关闭。", "", nil)
	toaster.Fail("没有保存：" + strings.Repeat("收到日期不能晚于答复日期，", 12))
	if rise := toaster.Rise(800); placed != 2 || rise != 500-toaster.toasts[0].Position().Y && rise != 500-toaster.toasts[1].Position().Y {
		t.Errorf("told %d times; messages reach %v high, the newest begins at %v", placed, rise, toaster.toasts[1].Position())
	}
	if toaster.toasts[1].Size().Width < 700 {
		t.Errorf("a long message wraps at %v although there is room", toaster.toasts[1].Size())
	}
	toaster.Settle()
	if len(toaster.toasts) != 1 || toaster.Text() != "上次程序意外关闭。" {
		t.Errorf("%d messages, newest %q: only the failure goes", len(toaster.toasts), toaster.Text())
	}
	toaster.Fail("没有保存。")
	toaster.Show("已保存", "", nil)
	if toaster.Text() != "已保存" || len(toaster.toasts) != 2 {
		t.Errorf("%d messages, newest %q", len(toaster.toasts), toaster.Text())
	}
	toaster.Hide()
	if toaster.Rise(800) != 0 {
		t.Error("without messages nothing rises")
	}
}
