package menu

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
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
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	field := widget.NewEntry()
	w := test.NewTempWindow(t, field)
	w.Resize(fyne.NewSize(400, 300))
	w.Canvas().Focus(field)
	done := ""
	gone := fyne.NewMenuItem("粘贴…", func() { done = "粘贴…" })
	gone.Disabled = true
	open := func() {
		PopUp(field, fyne.NewPos(390, 290), []*fyne.MenuItem{gone, fyne.NewMenuItemSeparator(), fyne.NewMenuItem("编辑", func() { done = "编辑" })})
	}
	open()
	panel := w.Canvas().Overlays().Top().(*overlay).panels[0]
	if p := panel.Position().Add(panel.Size()); p.X > 400 || p.Y > 300 {
		t.Errorf("the menu ends at %v, outside the window", p)
	}
	kittest.PressAll(w, fyne.KeyDown, fyne.KeyReturn)
	if done != "编辑" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("did %q", done)
	}
	if w.Canvas().Focused() != fyne.Focusable(field) {
		t.Error("the field has not got the keyboard back")
	}
	done = ""
	open()
	kittest.PressAll(w, fyne.KeyEscape)
	if done != "" || w.Canvas().Overlays().Top() != nil {
		t.Errorf("Esc did %q", done)
	}
}
