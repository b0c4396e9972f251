package form

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
)

// A field of one line takes no more than it can show, says so, and keeps what is stored whole until that is changed.
func TestTextTooLongForALine(t *testing.T) {
	f, w := newTestForm(t, Config{})
	long := strings.Repeat("长", 20000)
	board := test.NewClipboard()
	board.SetContent(long)
	e := f.line("name").input.(*kit.Entry)
	e.Most = 200
	f.Set("name", "李雷")
	w.Canvas().Focus(e)
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: board})
	const want = "「姓名」最多 200 个字，粘贴进来会有 20002 个，没有粘贴；要粘贴的仍在剪贴板里"
	if got := f.line("name").err.Text; e.Text != "李雷" || got != want || board.Content() != long {
		t.Errorf("has %.20s, says %q", e.Text, got)
	}
	for range 300 {
		e.TypedRune('字')
	}
	if n := len([]rune(e.Text)); n != 200 || f.line("name").err.Text != "「姓名」最多 200 个字" {
		t.Errorf("typed %d, says %q", n, f.line("name").err.Text)
	}

	start := time.Now()
	f.SetValues(map[string]string{"name": long})
	test.TapAt(e, fyne.NewPos(30, 10))
	e.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(30, 10)}, Button: desktop.MouseButtonPrimary})
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
	if f.Values()["name"] != long || len(f.Changed()) != 0 || len([]rune(e.Text)) > 120 {
		t.Errorf("%d characters of the stored ones are there, %d are shown, changed %d", len([]rune(f.Values()["name"])), len([]rune(e.Text)), len(f.Changed()))
	}
	if note := f.line("name").note; !strings.Contains(note.text.Text, "原有 20000 个字") {
		t.Error("the field does not say that it shows the beginning only")
	}
	e.TypedRune('字')
	if got := f.Values()["name"]; len([]rune(got)) > 120 {
		t.Errorf("%d characters after a change", len([]rune(got)))
	}
}
