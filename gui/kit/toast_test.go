package kit

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func TestToaster(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(NewTheme(ModeLight))
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
	pressAll(w, fyne.KeyReturn)
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
