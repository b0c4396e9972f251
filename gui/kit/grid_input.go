package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// rowList is Fyne's list with the keyboard taken over: the list's own notion of focus and selection is one row, ours is many.
type rowList struct {
	widget.List

	onKey      func(name fyne.KeyName, shift bool) bool
	onRune     func(rune)
	onShortcut func(fyne.Shortcut) bool
	onFocus    func()
	focused    bool
	shift      bool
	lastClick  time.Time
	lastID     int64
}

var (
	_ desktop.Keyable   = (*rowList)(nil)
	_ fyne.Shortcutable = (*rowList)(nil)
)

func newRowList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *rowList {
	l := &rowList{}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *rowList) CreateRenderer() fyne.WidgetRenderer {
	return &rowsFrame{WidgetRenderer: l.List.CreateRenderer(), list: l}
}

// rowsFrame is Fyne's renderer, which begins at the first row when it is made again; the list stays where it was scrolled to.
type rowsFrame struct {
	fyne.WidgetRenderer

	list *rowList
	laid bool // see drawn
}

// Layout implements fyne.WidgetRenderer.
func (f *rowsFrame) Layout(size fyne.Size) {
	f.laid = true
	f.WidgetRenderer.Layout(size)
}

// Objects implements fyne.WidgetRenderer.
func (f *rowsFrame) Objects() []fyne.CanvasObject {
	if !f.laid {
		at := f.list.GetScrollOffset()
		f.Layout(f.list.Size())
		f.list.ScrollToOffset(at)
	}
	return f.WidgetRenderer.Objects()
}

// FocusGained implements fyne.Focusable.
func (l *rowList) FocusGained() {
	l.focused = true
	l.onFocus()
}

// FocusLost implements fyne.Focusable.
func (l *rowList) FocusLost() {
	l.focused, l.shift = false, false
	l.onFocus()
}

// TypedRune implements fyne.Focusable.
func (l *rowList) TypedRune(r rune) { l.onRune(r) }

// KeyDown implements desktop.Keyable.
func (l *rowList) KeyDown(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		l.shift = true
	}
}

// KeyUp implements desktop.Keyable.
func (l *rowList) KeyUp(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		l.shift = false
	}
}

// TypedKey implements fyne.Focusable.
func (l *rowList) TypedKey(ev *fyne.KeyEvent) {
	if !l.onKey(ev.Name, l.shift) {
		forwardKey(l, ev)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (l *rowList) TypedShortcut(s fyne.Shortcut) {
	if !l.onShortcut(s) {
		forwardShortcut(l, s)
	}
}

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
	now := time.Now()
	again := g.list.lastID == id && now.Sub(g.list.lastClick) < doubleClick
	g.list.lastClick, g.list.lastID = now, id
	switch {
	case ev.Modifier&fyne.KeyModifierControl != 0:
		g.list.lastClick = time.Time{}
		g.set.toggle(pos)
	case ev.Modifier&fyne.KeyModifierShift != 0:
		g.list.lastClick = time.Time{}
		g.set.extend(pos)
	default:
		g.set.pick(pos)
		if again {
			g.list.lastClick = time.Time{}
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
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(g.list)
	if pos := g.set.cursorPosition(); pos >= 0 {
		at.Y += min(max(float32(pos+1)*RowHeight-g.list.GetScrollOffset(), 0), g.list.Size().Height)
	}
	return at.AddXY(CellPad, 0)
}

func (g *Grid[R]) open(pos int) {
	if g.config.OnOpen != nil {
		g.config.OnOpen(g.set.row(pos))
	}
}

// page is how many whole rows are visible.
func (g *Grid[R]) page() int { return max(int(g.list.Size().Height/RowHeight)-1, 1) }

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
		if s.Modifier == shift && s.KeyName == fyne.KeyF10 {
			g.popUpMenu(g.menuPlace())
			return true
		}
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
	popUpMenu(g, at, items)
}
