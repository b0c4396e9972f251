package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestKeysText(t *testing.T) {
	for _, c := range []struct {
		name string
		s    fyne.Shortcut
		want string
	}{
		{"none", nil, ""},
		{"copy", &fyne.ShortcutCopy{}, "Ctrl+C"},
		{"two held", &desktop.CustomShortcut{KeyName: fyne.KeyC, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}, "Ctrl+Shift+C"},
		{"enter", &desktop.CustomShortcut{KeyName: fyne.KeyReturn}, "回车"},
		{"delete", &desktop.CustomShortcut{KeyName: fyne.KeyDelete}, "Delete"},
	} {
		if got := keysText(c.s); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestMenuAtPointer(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(NewTheme(ModeLight))
	field := NewEntry()
	w := test.NewTempWindow(t, field)
	w.Resize(fyne.NewSize(400, 300))
	w.Canvas().Focus(field)
	done := ""
	gone := fyne.NewMenuItem("粘贴…", func() { done = "粘贴…" })
	gone.Disabled = true
	open := func() {
		popUpMenu(field, fyne.NewPos(390, 290), []*fyne.MenuItem{gone, fyne.NewMenuItemSeparator(), fyne.NewMenuItem("编辑", func() { done = "编辑" })})
	}
	open()
	panel := w.Canvas().Overlays().Top().(*openMenu).panels[0]
	if p := panel.Position().Add(panel.Size()); p.X > 400 || p.Y > 300 {
		t.Errorf("the menu ends at %v, outside the window", p)
	}
	pressAll(w, fyne.KeyDown, fyne.KeyReturn)
	if done != "编辑" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("did %q", done)
	}
	if w.Canvas().Focused() != fyne.Focusable(field) {
		t.Error("the field has not got the keyboard back")
	}
	done = ""
	open()
	pressAll(w, fyne.KeyEscape)
	if done != "" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("Esc did %q", done)
	}
}

func TestKeyInBox(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(NewTheme(ModeLight))
	w := test.NewTempWindow(t, NewEntry())
	c := w.Canvas()
	press := func(k fyne.KeyName) bool { return KeyInBox(c, &fyne.KeyEvent{Name: k}) }
	if press(fyne.KeyEscape) {
		t.Error("a key was used up without a box")
	}
	ShowQuestion(c, "删除", "放入回收站?", "删除", func() {})
	c.Unfocus() // as Fyne does after the press that brought the question up
	if !press(fyne.KeyTab) {
		t.Error("the key was not used up")
	}
	if b, ok := c.Focused().(*Button); !ok || b.Text != "删除" {
		t.Errorf("%v has the keyboard", c.Focused())
	}
	c.Unfocus()
	if press(fyne.KeyEscape); c.Overlays().Top() != nil {
		t.Error("Esc left the question open")
	}
}

func TestWheelPassesOverFields(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(NewTheme(ModeLight))
	one := NewEntry()
	one.SetText("云岭县")
	turned := false
	one.OnWheel = func(*fyne.ScrollEvent) { turned = true }
	w := test.NewTempWindow(t, container.NewVBox(one))
	w.Resize(fyne.NewSize(200, 200))
	test.Scroll(w.Canvas(), fyne.NewPos(50, 15), 0, -25)
	if !turned {
		t.Error("the wheel over a field of one line does not scroll the form")
	}
	for _, c := range []struct {
		name, text string
		notches    int
		first      int  // line at the top afterwards
		want       bool // the form scrolls
	}{
		{"that fit", "云岭县", 1, 0, true},
		{"that do not", strings.Repeat("一\n", 20), 1, 3, false},
		{"at their end", strings.Repeat("一\n", 20), 4, 9, true},
	} {
		a := NewTextArea(2)
		turned := false
		a.OnWheel = func(*fyne.ScrollEvent) { turned = true }
		a.SetText(c.text)
		w := test.NewTempWindow(t, container.NewVBox(a))
		w.Resize(fyne.NewSize(200, 300))
		for range c.notches {
			test.Scroll(w.Canvas(), fyne.NewPos(50, 50), 0, -25)
		}
		if turned != c.want || a.first != c.first {
			t.Errorf("several lines %s: the form scrolls: %v, line %d at the top", c.name, turned, a.first)
		}
	}
}

// TestCardOffersWhatIsBehindIt clicks a card with one thing behind it, which is done at once, and with two, which are offered.
func TestCardOffersWhatIsBehindIt(t *testing.T) {
	did := ""
	item := func(text string) *fyne.MenuItem { return fyne.NewMenuItem(text, func() { did = text }) }
	c := NewFigureCard("办复率", "", "88.46%", "115 ÷ 130", ToneNormal)
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(400, 300))
	if c.Disabled() != true {
		t.Error("a card with nothing behind it takes the keyboard")
	}
	c.Menu = []*fyne.MenuItem{item("分子")}
	c.Tapped(&fyne.PointEvent{})
	if did != "分子" {
		t.Errorf("did %q", did)
	}
	c.Menu = append(c.Menu, item("分母"))
	c.Tapped(&fyne.PointEvent{})
	if w.Canvas().Overlays().Top() == nil {
		t.Error("nothing is offered")
	}
}
