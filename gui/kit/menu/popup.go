package menu

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

// PopUp opens a menu at a place of the window, looking as those of the menu bar do. One that is too high for the window is Fyne's,
// which scrolls.
func PopUp(from fyne.CanvasObject, at fyne.Position, items []*fyne.MenuItem) {
	c := look.CanvasOf(from)
	if c == nil || len(items) == 0 {
		return
	}
	o := &overlay{canvas: c}
	o.ExtendBaseWidget(o)
	p := newPanel(o, menuItems(items))
	if p.MinSize().Height > c.Size().Height {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
		return
	}
	o.panels = []*panel{p}
	o.put(p, at)
	c.Overlays().Add(o)
	o.Resize(c.Size())
	c.Focus(o)
}

// Choose opens a menu, or does what its only line does.
func Choose(from fyne.CanvasObject, at fyne.Position, items []*fyne.MenuItem) {
	if len(items) == 1 {
		look.Act(items[0].Action)
		return
	}
	PopUp(from, at, items)
}

// menuItems are the lines of a menu declared in Fyne's terms. A digit that a line begins with chooses it.
func menuItems(items []*fyne.MenuItem) []Item {
	var out []Item
	line := false
	for _, item := range items {
		if item.IsSeparator {
			line = true
			continue
		}
		m := Item{Text: item.Label, Keys: keysText(item.Shortcut), Disabled: item.Disabled, Checked: item.Checked, Line: line, Do: item.Action}
		if digit := []rune(item.Label); len(digit) > 1 && digit[1] == ' ' && unicode.IsDigit(digit[0]) {
			m.Letter = digit[0]
		}
		if item.ChildMenu != nil {
			m.Sub = menuItems(item.ChildMenu.Items)
		}
		out, line = append(out, m), false
	}
	return out
}

// keysText writes a shortcut as it stands beside a line of a menu: Ctrl+Shift+C.
func keysText(s fyne.Shortcut) string {
	k, ok := s.(fyne.KeyboardShortcut)
	if !ok {
		return ""
	}
	text := ""
	for _, m := range []struct {
		modifier fyne.KeyModifier
		name     string
	}{{fyne.KeyModifierControl, "Ctrl+"}, {fyne.KeyModifierAlt, "Alt+"}, {fyne.KeyModifierShift, "Shift+"}} {
		if k.Mod()&m.modifier != 0 {
			text += m.name
		}
	}
	if name, ok := keyNames[k.Key()]; ok {
		return text + name
	}
	return text + string(k.Key())
}

var keyNames = map[fyne.KeyName]string{fyne.KeyReturn: "回车"}
