package editor

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

func TestLongTextIsReadWholeInTheDetails(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	content := longText(20_000) + "\n完"
	r := NewReading(content)
	d := NewDetailPane("")
	d.SetHeader("第 1 号", "", "案由")
	w := test.NewTempWindow(t, d)
	w.Resize(fyne.NewSize(320, 500))
	d.SetBody(kit.NewParagraph("内容", look.TextSize, look.ToneNormal), kit.NewColumn(5, r))
	read := map[float32]string{}
	for range 2000 {
		for _, line := range drawnLines(r) {
			read[line.Position().Y] = line.Text
		}
		if n := len(drawnLines(r)); n > 100 {
			t.Fatalf("%d lines are drawn", n)
		}
		before := d.scroll.Offset
		test.Scroll(w.Canvas(), fyne.NewPos(100, 300), 0, -250)
		if d.scroll.Offset == before {
			break
		}
	}
	var b strings.Builder
	for y := range r.text.Lines() {
		b.WriteString(read[look.Round(float32(y)*r.look.line)])
	}
	if b.String() != strings.ReplaceAll(content, "\n", "") {
		t.Errorf("%d of %d characters could be read", len([]rune(b.String())), len([]rune(content)))
	}
}

func TestReadingIsSelectedAndCopied(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	r := NewReading("提案办理\n第二段")
	w := test.NewTempWindow(t, r)
	w.Resize(fyne.NewSize(300, 200))
	at := fyne.NewPos(13, 10)
	r.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: at}})
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(13, 30)}})
	r.DragEnd()
	r.TypedRune('完')
	r.TypedShortcut(&fyne.ShortcutCopy{Clipboard: fyne.CurrentApp().Clipboard()})
	if got := fyne.CurrentApp().Clipboard().Content(); got != "案办理\n第" || r.Text() != "提案办理\n第二段" || w.Canvas().Focused() != r {
		t.Errorf("copied %q of %q", got, r.Text())
	}
	w.Canvas().Unfocus()
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != nil {
		t.Error("Tab goes to text that is only read")
	}
	test.TapSecondaryAt(r, at)
	if got := menuTexts(w); got != "复制 全选" {
		t.Errorf("the menu offers %s", got)
	}
}

// Ctrl+Z over text that is only read is the window's, also while some of it is selected; in a text that is typed it is the text's.
func TestUndoOverReadTextIsTheWindows(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	r, typed, read := NewReading("提案办理"), NewArea(2), kit.NewEntry()
	read.Disable()
	w := test.NewTempWindow(t, kit.NewColumn(4, r, typed, read))
	w.Resize(fyne.NewSize(300, 200))
	undone, redone := 0, 0
	w.Canvas().AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { undone++ })
	w.Canvas().AddShortcut(&fyne.ShortcutRedo{}, func(fyne.Shortcut) { redone++ })
	for _, o := range []fyne.Focusable{r, typed, read} {
		w.Canvas().Focus(o)
		o.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
		o.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutUndo{})
		o.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutRedo{})
	}
	if undone != 2 || redone != 2 {
		t.Errorf("undone %d times, done anew %d times", undone, redone)
	}
}
