package look

import (
	"testing"

	"fyne.io/fyne/v2"
)

// A key held with Ctrl over text that is only read is the shortcut it is elsewhere.
func TestShortcutOfAKeyHeld(t *testing.T) {
	for _, c := range []struct {
		key  fyne.KeyName
		held fyne.KeyModifier
		want string
	}{
		{fyne.KeyZ, fyne.KeyModifierControl, (&fyne.ShortcutUndo{}).ShortcutName()},
		{fyne.KeyY, fyne.KeyModifierControl, (&fyne.ShortcutRedo{}).ShortcutName()},
		{fyne.KeyS, fyne.KeyModifierControl, "CustomDesktop:Control+S"},
		{fyne.KeyZ, fyne.KeyModifierShift, ""},
		{fyne.KeyZ, 0, ""},
	} {
		got := ""
		if s := shortcutOf(c.key, c.held); s != nil {
			got = s.ShortcutName()
		}
		if got != c.want {
			t.Errorf("%s with %v is %q, want %q", c.key, c.held, got, c.want)
		}
	}
}
