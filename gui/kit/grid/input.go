package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// clicked is a press on a row: alone, with Ctrl, with Shift, the second of a double-click, or with the right button.
func (g *Grid[R]) clicked(pos int, ev *desktop.MouseEvent) {
	g.Focus()
	id := g.set.rowID(pos)
	if ev.Button == desktop.MouseButtonSecondary {
		if !g.set.selected[id] {
			g.set.pick(pos)
			g.selectionMoved(pos)
		}
		g.popUpMenu(ev.AbsolutePosition)
		return
	}
	again := g.clicks.Again(id)
	switch {
	case ev.Modifier&fyne.KeyModifierControl != 0:
		g.clicks.Forget()
		g.set.toggle(pos)
	case ev.Modifier&fyne.KeyModifierShift != 0:
		g.clicks.Forget()
		g.set.extend(pos)
	default:
		g.set.pick(pos)
		if again {
			g.selectionMoved(pos)
			g.open(pos)
			return
		}
	}
	g.selectionMoved(pos)
}

func (g *Grid[R]) selectionMoved(pos int) {
	g.list.ScrollTo(pos) // refreshes the visible rows as well
	g.selectionChanged()
}

// menuPlace is where the menu opens that was asked for by key: under the row the keyboard acts on.
func (g *Grid[R]) menuPlace() fyne.Position {
	at := look.PositionOf(g.list)
	if pos := g.set.cursorPosition(); pos >= 0 {
		at.Y += min(max(float32(pos+1)*look.RowHeight-g.list.GetScrollOffset(), 0), g.list.Size().Height)
	}
	return at.AddXY(look.CellPad, 0)
}

func (g *Grid[R]) open(pos int) {
	if g.config.OnOpen != nil {
		g.config.OnOpen(g.set.row(pos))
	}
}

// page is how many whole rows are visible.
func (g *Grid[R]) page() int { return max(int(g.list.Size().Height/look.RowHeight)-1, 1) }

func (g *Grid[R]) typedKey(name fyne.KeyName, shift bool) bool {
	last := len(g.set.shown) - 1
	pos := g.set.cursorPosition()
	switch name {
	case fyne.KeyUp:
		g.goTo(pos-1, shift)
	case fyne.KeyDown:
		g.goTo(pos+1, shift)
	case fyne.KeyPageUp:
		g.goTo(pos-g.page(), shift)
	case fyne.KeyPageDown:
		g.goTo(pos+g.page(), shift)
	case fyne.KeyLeft:
		g.scrollSideways(-sideStep)
	case fyne.KeyRight:
		g.scrollSideways(sideStep)
	case desktop.KeyMenu:
		g.popUpMenu(g.menuPlace())
	case fyne.KeyHome:
		g.goTo(0, shift)
	case fyne.KeyEnd:
		g.goTo(last, shift)
	case fyne.KeyReturn, fyne.KeyEnter:
		if pos < 0 {
			return false
		}
		g.open(pos)
	case fyne.KeyDelete:
		chosen := g.Selected()
		if g.config.OnDelete == nil || len(chosen) == 0 {
			return false
		}
		g.config.OnDelete(chosen)
	default:
		return false
	}
	return true
}

func (g *Grid[R]) goTo(pos int, shift bool) {
	if len(g.set.shown) == 0 {
		return
	}
	pos = min(max(pos, 0), len(g.set.shown)-1)
	if shift {
		g.set.extend(pos)
	} else {
		g.set.pick(pos)
	}
	g.selectionMoved(pos)
}

func (g *Grid[R]) typedShortcut(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		g.copyTo(s.Clipboard, false)
	case *fyne.ShortcutPaste:
		return g.pasteFrom(s.Clipboard)
	case *fyne.ShortcutSelectAll:
		g.set.selectAll()
		g.repaint()
		g.selectionChanged()
	case *desktop.CustomShortcut:
		return g.typedCustom(s)
	default:
		return false
	}
	return true
}

// typedCustom knows the keys of a sheet that come with Ctrl.
func (g *Grid[R]) typedCustom(s *desktop.CustomShortcut) bool {
	const control, shift = fyne.KeyModifierControl, fyne.KeyModifierShift
	if s.Modifier&^shift != control {
		return false
	}
	extend := s.Modifier&shift != 0
	switch {
	case s.KeyName == fyne.KeyC && extend:
		g.copyTo(nil, true)
	case s.KeyName == fyne.KeyHome:
		g.goTo(0, extend)
	case s.KeyName == fyne.KeyEnd:
		g.goTo(len(g.set.shown)-1, extend)
	case s.KeyName == fyne.KeySpace && !extend:
		if pos := g.set.cursorPosition(); pos >= 0 {
			g.set.toggle(pos)
			g.selectionMoved(pos)
		}
	default:
		return false
	}
	return true
}

// PopUp opens a menu at the row with the cursor.
func (g *Grid[R]) PopUp(items []*fyne.MenuItem) { menu.PopUp(g, g.menuPlace(), items) }

func (g *Grid[R]) popUpMenu(at fyne.Position) {
	chosen := g.Selected()
	var items []*fyne.MenuItem
	if g.config.Menu != nil {
		items = g.config.Menu(chosen)
	}
	if len(items) > 0 {
		items = append(items, fyne.NewMenuItemSeparator())
	}
	titled := fyne.NewMenuItem("连同标题复制", func() { g.copyTo(nil, true) })
	plain := fyne.NewMenuItem("复制", func() { g.copyTo(nil, false) })
	plain.Shortcut, titled.Shortcut = &fyne.ShortcutCopy{}, &desktop.CustomShortcut{KeyName: fyne.KeyC, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}
	plain.Disabled, titled.Disabled = len(chosen) == 0, len(chosen) == 0
	items = append(items, plain, titled)
	if g.config.OnPaste != nil {
		paste := fyne.NewMenuItem("粘贴…", func() { g.pasteFrom(nil) })
		paste.Shortcut = &fyne.ShortcutPaste{}
		items = append(items, paste)
	}
	all := fyne.NewMenuItem("全选", func() { g.typedShortcut(&fyne.ShortcutSelectAll{}) })
	all.Shortcut = &fyne.ShortcutSelectAll{}
	items = append(items, all,
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem("筛选…", func() { g.filters.add(g.list, 0) }),
		fyne.NewMenuItem("选择列…", func() { g.chooseColumns(g.list, 0) }))
	menu.PopUp(g, at, items)
}
