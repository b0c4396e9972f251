package editor

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/text"
)

func newTestArea(tb testing.TB, s string, size fyne.Size) (*Area, fyne.Window) {
	tb.Helper()
	test.NewTempApp(tb).Settings().SetTheme(look.NewTheme(look.ModeLight))
	a := NewArea(4)
	a.SetText(s)
	w := test.NewTempWindow(tb, container.NewWithoutLayout(a))
	w.Resize(fyne.NewSize(600, 500))
	a.Resize(size)
	w.Canvas().Focus(a)
	return a, w
}

// keys gives the area keys as words: Left, ^Left with Ctrl, +Left with Shift; what is no key is typed.
func keys(a *Area, words string) {
	clipboard := fyne.CurrentApp().Clipboard()
	own := map[string]fyne.Shortcut{
		"^C": &fyne.ShortcutCopy{Clipboard: clipboard}, "^X": &fyne.ShortcutCut{Clipboard: clipboard}, "^V": &fyne.ShortcutPaste{Clipboard: clipboard},
		"^A": &fyne.ShortcutSelectAll{}, "^Z": &fyne.ShortcutUndo{}, "^Y": &fyne.ShortcutRedo{},
	}
	for word := range strings.FieldsSeq(words) {
		name := strings.TrimLeft(word, "^+")
		shift := strings.Contains(word[:len(word)-len(name)], "+")
		switch {
		case own[word] != nil:
			a.TypedShortcut(own[word])
		case strings.HasPrefix(word, "^"):
			modifier := fyne.KeyModifierControl
			if shift {
				modifier |= fyne.KeyModifierShift
			}
			a.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyName(name), Modifier: modifier})
		case name[0] >= 'A' && name[0] <= 'Z':
			if shift {
				a.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
			}
			a.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(name)})
			if shift {
				a.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
			}
		default:
			for _, r := range word {
				a.TypedRune(r)
			}
		}
	}
}

// TestTextAreaKeys drives the field by keys; in what is wanted | is the caret and [ ] the selection. Seven characters fit into a line.
func TestTextAreaKeys(t *testing.T) {
	for _, c := range []struct{ name, text, keys, want string }{
		{"typing", "", "提案 Return 办理", "提案\n办理|"},
		{"typing replaces what is selected", "提案办理", "^+End 完", "完|"},
		{"Left and Right", "提案\n办理", "Right Right Right Left Left", "提|案\n办理"},
		{"Left leaves a selection at its beginning", "提案办理", "Right +Right +Right Left", "提|案办理"},
		{"End and Home of a wrapped line", "一二三四五六七八九十", "End 甲 Home 乙", "一二三四五六七乙|甲八九十"},
		{"End of a wrapped line stays there", "一二三四五六七八九十", "End Home 乙", "乙|一二三四五六七八九十"},
		{"Down keeps the column over a short line", "一二三四\n一\n一二三四", "Right Right Right Down Down", "一二三四\n一\n一二三|四"},
		{"Down and Up in a wrapped paragraph", "一二三四五六七八九十", "Right Down Down", "一二三四五六七八|九十"},
		{"PgDn and PgUp", strings.Repeat("行\n", 9), "Next Next Prior 这", "行\n行\n行\n这|行\n行\n行\n行\n行\n行\n"},
		{"words", "提案 ABC-12，办理", "^Right ^Right ^+Right", "提案 ABC[-]|12，办理"},
		{"words back", "提案 ABC，办理", "^End ^Left ^Left ^Left", "提案 |ABC，办理"},
		{"ends of the text", "一\n二\n三", "^End 完 ^Home 始", "始|一\n二\n三完"},
		{"Backspace and Delete", "一二三四", "Right Right BackSpace Delete", "一|四"},
		{"Backspace joins paragraphs", "一\n二", "Down BackSpace", "一|二"},
		{"Backspace takes what is drawn as one", "葛\U000E0100e\u0301", "End BackSpace BackSpace", "|"},
		{"word erased", "提案 办理", "^End ^BackSpace", "提案 |"},
		{"copy and paste", "提案办理", "+Right +Right ^C End ^V", "提案办理提案|"},
		{"cut", "提案办理", "+Right +Right ^X End ^V", "办理提案|"},
		{"select all", "提案\n办理", "^A", "[提案\n办理]|"},
		{"undo and redo", "", "提案 Return 办理 ^Z ^Z ^Y", "提案\n|"},
		{"undo of all", "原文", "^End 加上 ^+Home Delete ^Z ^Z ^Z", "原文|"},
		{"typing after a move is another step", "一", "二 End 三 ^Z", "二一|"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, _ := newTestArea(t, c.text, fyne.NewSize(7*13+2*look.FieldPad+areaBar+4, 4*19+2*look.FieldPad))
			keys(a, c.keys)
			if got := state(a); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func state(a *Area) string {
	from, to := a.selection()
	end := a.text.End()
	if !a.selected() {
		return a.text.Between(text.Place{}, from) + "|" + a.text.Between(from, end)
	}
	left, right := "[", "]|"
	if a.at == from {
		left, right = "|[", "]"
	}
	return a.text.Between(text.Place{}, from) + left + a.text.Between(from, to) + right + a.text.Between(to, end)
}

func TestPasteIsCleaned(t *testing.T) {
	a, w := newTestArea(t, "", fyne.NewSize(300, 100))
	clipboard := fyne.CurrentApp().Clipboard()
	clipboard.SetContent("张\u202e小明\r\n主任\t\x00")
	keys(a, "^V")
	if a.Text() != "张小明\n主任 " {
		t.Errorf("pasted as %q", a.Text())
	}
	e := kit.NewEntry()
	w.SetContent(e)
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	if e.Text != "张小明 主任 " {
		t.Errorf("pasted into a field of one line as %q", e.Text)
	}
}

func TestTextAreaMouse(t *testing.T) {
	for _, c := range []struct {
		name    string
		presses int
		x, y    float32
		dragX   float32
		shift   bool
		want    string
	}{
		{"press", 1, 5 + 26, 12, 0, false, "提案|办理，很好\n第二段"},
		{"press behind a line", 1, 250, 12, 0, false, "提案办理，很好|\n第二段"},
		{"press below the text", 1, 20, 90, 0, false, "提案办理，很好\n第|二段"},
		{"drag", 1, 5 + 13, 12, 39, false, "提[案办理]|，很好\n第二段"},
		{"drag back", 1, 5 + 52, 12, -39, false, "提|[案办理]，很好\n第二段"},
		{"press with Shift", 1, 5 + 26, 12, 0, true, "[提案]|办理，很好\n第二段"},
		{"two presses", 2, 5 + 20, 12, 0, false, "[提案办理]|，很好\n第二段"},
		{"two presses and drag", 2, 5 + 20, 12, 60, false, "[提案办理，很好]|\n第二段"},
		{"three presses", 3, 5 + 20, 12, 0, false, "[提案办理，很好]|\n第二段"},
		{"four presses", 4, 5 + 26, 12, 0, false, "提案|办理，很好\n第二段"},
	} {
		a, _ := newTestArea(t, "提案办理，很好\n第二段", fyne.NewSize(300, 100))
		at := time.Now()
		a.now = func() time.Time { return at }
		ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(c.x, c.y)}}
		if c.shift {
			ev.Modifier = fyne.KeyModifierShift
		}
		for range c.presses {
			a.MouseDown(ev)
			at = at.Add(50 * time.Millisecond)
		}
		if c.dragX != 0 {
			a.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(c.x+c.dragX, c.y)}})
			a.DragEnd()
		}
		a.MouseUp(ev)
		if got := state(a); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTextAreaMenu(t *testing.T) {
	a, w := newTestArea(t, "提案办理", fyne.NewSize(300, 100))
	keys(a, "^A")
	test.TapSecondaryAt(a, fyne.NewPos(20, 10))
	if got := menuTexts(w); got != "撤销 重做 剪切 复制 粘贴 全选" {
		t.Errorf("the menu offers %s", got)
	}
	if state(a) != "[提案办理]|" {
		t.Errorf("the menu leaves %q", state(a))
	}
	kittest.PressAll(w, fyne.KeyDown, fyne.KeyReturn)
	if a.Text() != "" || fyne.CurrentApp().Clipboard().Content() != "提案办理" || w.Canvas().Focused() != a {
		t.Errorf("cut leaves %q", a.Text())
	}
}

// drawnLines are the lines drawn, from above.
func drawnLines(o fyne.Widget) []*canvas.Text {
	var out []*canvas.Text
	for _, o := range test.WidgetRenderer(o).Objects() {
		if line, ok := o.(*canvas.Text); ok && line.Visible() {
			out = append(out, line)
		}
	}
	return out
}

func TestOnlyLinesInSightAreDrawn(t *testing.T) {
	a, _ := newTestArea(t, longText(5000), fyne.NewSize(400, 12*19+10))
	if n := len(drawnLines(a)); n != 12 {
		t.Errorf("%d lines drawn", n)
	}
	keys(a, "^End")
	if at, height := a.Caret(); at.Y < 0 || at.Y+height > a.Size().Height {
		t.Errorf("the caret at %v is out of sight", at)
	}
	for _, line := range drawnLines(a) {
		if right := line.Position().X + line.MinSize().Width; right > a.Size().Width-areaBar-2 {
			t.Errorf("%q ends at %v, under the scroll bar", line.Text, right)
		}
	}
}

func TestReadOnlyAreaCanBeCopied(t *testing.T) {
	a, w := newTestArea(t, "提案办理", fyne.NewSize(300, 100))
	w.Canvas().Unfocus()
	a.Disable()
	w.Canvas().Focus(a)
	keys(a, "完 BackSpace ^A ^X ^V ^C")
	if a.Text() != "提案办理" || fyne.CurrentApp().Clipboard().Content() != "提案办理" {
		t.Errorf("text %q, copied %q", a.Text(), fyne.CurrentApp().Clipboard().Content())
	}
}

// TestTextAreaSurvivesAnything edits, resizes, changes the theme and drops the renderer at random and compares with a plain string.
func TestTextAreaSurvivesAnything(t *testing.T) {
	words := []string{
		"Left", "Right", "Up", "Down", "Home", "End", "Prior", "Next", "+Left", "+Right", "+Up", "+Down", "+End", "^Left", "^Right", "^+Left", "^Home",
		"^End", "BackSpace", "Delete", "^BackSpace", "^Delete", "Return", "^A", "^C", "^X", "^V", "^Z", "^Y", "政", "abc", "，", "\u0301", "𬭊葛\U000E0100",
	}
	for seed := range uint64(6) {
		random := rand.New(rand.NewPCG(seed, 2))
		start := longText(random.IntN(400)) + "\n\n尾"
		a, w := newTestArea(t, start, fyne.NewSize(200, 90))
		told := start
		a.OnChanged = func(s string) { told = s }
		for range 400 {
			word := words[random.IntN(len(words))]
			switch random.IntN(12) {
			case 0:
				a.Resize(fyne.NewSize(float32(random.IntN(300)), float32(random.IntN(200))))
			case 1:
				test.WidgetRenderer(a).Destroy()
				fresh := a.CreateRenderer()
				fresh.Layout(a.Size())
				fresh.Refresh()
			case 2:
				at := fyne.NewPos(float32(random.IntN(400)-50), float32(random.IntN(300)-50))
				a.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: at}})
				a.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at.AddXY(40, 30)}})
				a.DragEnd()
			case 3:
				test.Scroll(w.Canvas(), fyne.NewPos(10, 10), 0, float32(random.IntN(200)-100))
			default:
				keys(a, word)
			}
			if p := a.text.Clamp(a.at); p != a.at || told != a.Text() {
				t.Fatalf("seed %d: after %s the caret is at %v, the text %q, told %q", seed, word, a.at, a.Text(), told)
			}
		}
		for a.text.CanUndo() {
			keys(a, "^Z")
		}
		if a.Text() != start {
			t.Errorf("seed %d: undone to %q, want %q", seed, a.Text(), start)
		}
	}
}

// longText is so many characters in one paragraph, Chinese with some Latin.
func longText(n int) string {
	base := []rune("关于加快推进 2026 年度停车场改造工程建设，进一步方便群众停车的提案（第 128 号）已由市住建局办理完毕。PDF 附件见 https://example.com/a/b 说明，𬭊𫖮。")
	out := make([]rune, n)
	for i := range out {
		out[i] = base[i%len(base)]
	}
	return string(out)
}

// menuTexts are the lines of the open menu.
func menuTexts(w fyne.Window) string {
	var items []string
	kittest.Walk(w.Canvas().Overlays().Top(), kittest.Any, func(o fyne.CanvasObject) {
		if line, ok := o.(*canvas.Text); ok && line.Text != "" && !strings.HasPrefix(line.Text, "Ctrl") {
			items = append(items, line.Text)
		}
	})
	return strings.Join(items, " ")
}
