package menu

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// newTestMenu is a bar with two menus over a field; done gets what was chosen.
func newTestMenu(t *testing.T) (w fyne.Window, bar *Bar, field *widget.Entry, done *[]string) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	done = &[]string{}
	item := func(text string, letter rune) Item {
		return Item{Text: text, Letter: letter, Do: func() { *done = append(*done, text) }}
	}
	disabled, wording := item("保存", 'S'), "撤销"
	disabled.Disabled, disabled.Keys = true, "Ctrl+S"
	checked, apart := item("深色", 0), item("退出", 'X')
	checked.Checked, apart.Line = true, true
	bar = NewBar(
		Menu{"文件", 'F', func() []Item { return []Item{disabled, item("导入…", 'I'), apart} }},
		Menu{"编辑", 'E', func() []Item {
			wording += ":修改委员"
			return []Item{item(wording, 'Z'), {Text: "主题", Letter: 'T', Sub: []Item{item("浅色", 0), checked}}}
		}},
	)
	field = widget.NewEntry()
	w = test.NewTempWindow(t, container.NewBorder(bar, nil, nil, nil, field))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(500, 300))
	return w, bar, field, done
}

func TestMenuByKeyboard(t *testing.T) {
	alt := func(letter string) func(fyne.Window, *Bar) {
		return func(w fyne.Window, _ *Bar) {
			w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyName(letter), Modifier: fyne.KeyModifierAlt})
		}
	}
	letter := func(r rune) func(fyne.Window, *Bar) {
		return func(w fyne.Window, _ *Bar) { w.Canvas().Focused().TypedRune(r) }
	}
	keys := func(names ...fyne.KeyName) func(fyne.Window, *Bar) {
		return func(w fyne.Window, _ *Bar) { kittest.PressAll(w, names...) }
	}
	for _, c := range []struct {
		name  string
		steps []func(fyne.Window, *Bar)
		want  string // chosen
		open  bool
	}{
		{"EnterOnTheFirstThatCanBe", []func(fyne.Window, *Bar){keys(fyne.KeyReturn)}, "导入…", false},
		{"DownPassesNothing", []func(fyne.Window, *Bar){keys(fyne.KeyDown, fyne.KeyReturn)}, "退出", false},
		{"RoundTheEnd", []func(fyne.Window, *Bar){keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)}, "导入…", false},
		{"Letter", []func(fyne.Window, *Bar){letter('x')}, "退出", false},
		{"LetterOfWhatIsDisabled", []func(fyne.Window, *Bar){letter('s')}, "", true},
		{"Escape", []func(fyne.Window, *Bar){keys(fyne.KeyEscape)}, "", false},
		{"NextMenuAndItsWording", []func(fyne.Window, *Bar){keys(fyne.KeyRight, fyne.KeyReturn)}, "撤销:修改委员", false},
		{"RoundTheBar", []func(fyne.Window, *Bar){keys(fyne.KeyLeft, fyne.KeyRight, fyne.KeyReturn)}, "导入…", false},
		{"AltTurns", []func(fyne.Window, *Bar){alt("E"), letter('z')}, "撤销:修改委员", false},
		{"SubMenu", []func(fyne.Window, *Bar){alt("E"), letter('t'), keys(fyne.KeyDown, fyne.KeyReturn)}, "深色", false},
		{"OutOfTheSubMenu", []func(fyne.Window, *Bar){alt("E"), letter('t'), keys(fyne.KeyLeft)}, "", true},
		{"EscapeFromTheSubMenu", []func(fyne.Window, *Bar){alt("E"), letter('t'), keys(fyne.KeyEscape, fyne.KeyEscape)}, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, bar, field, done := newTestMenu(t)
			w.Canvas().Focus(field)
			bar.OpenLetter('f')
			for _, step := range c.steps {
				step(w, bar)
			}
			if got := strings.Join(*done, " "); got != c.want {
				t.Errorf("chosen %q, want %q", got, c.want)
			}
			if open := w.Canvas().Overlays().Top() != nil; open != c.open {
				t.Errorf("open %v", open)
			}
			if !c.open && w.Canvas().Focused() != field {
				t.Error("the keyboard did not go back")
			}
		})
	}
}

func TestMenuByMouse(t *testing.T) {
	w, bar, _, done := newTestMenu(t)
	test.TapCanvas(w.Canvas(), fyne.NewPos(20, 12))
	if bar.open == nil {
		t.Fatal("a click on the bar opens nothing")
	}
	x, _ := bar.span(1)
	bar.open.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x+5, 10)}})
	if bar.open.menu != 1 {
		t.Error("the open menu does not follow the pointer")
	}
	p := bar.open.panels[0]
	p.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(30, p.top(1)+5)}})
	if len(bar.open.panels) != 2 {
		t.Fatal("the menu inside does not open under the pointer")
	}
	p.Tapped(&fyne.PointEvent{Position: fyne.NewPos(30, p.top(0)+5)})
	if len(*done) != 1 || bar.open != nil {
		t.Errorf("done %v", *done)
	}
	bar.Open(0)
	test.TapCanvas(w.Canvas(), fyne.NewPos(450, 280))
	if bar.open != nil {
		t.Error("a click beside the menu does not close it")
	}
}

func TestMenuMarkup(t *testing.T) {
	w, bar, _, _ := newTestMenu(t)
	bar.Open(1)
	kittest.PressAll(w, fyne.KeyDown, fyne.KeyReturn)
	test.AssertRendersToMarkup(t, "menu.xml", w.Canvas())
}
