package editor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
	"cppccdesk/gui/kit/text"
)

// MouseDown implements desktop.Mouseable.
func (v *textView) MouseDown(ev *desktop.MouseEvent) {
	look.Focus(v.outer)
	if v.draw == nil {
		return
	}
	p, tail := v.draw.placeAt(ev.Position)
	if ev.Button != desktop.MouseButtonPrimary {
		if from, to := v.selection(); p.Before(from) || !p.Before(to) {
			v.moveTo(p, tail, false)
		}
		return
	}
	now := v.now()
	if v.clicks < 3 && now.Sub(v.clicked) < fyne.CurrentApp().Driver().DoubleTapDelay() && near(ev.Position, v.press) {
		v.clicks++
	} else {
		v.clicks = 1
	}
	v.clicked, v.press, v.pressed, v.column = now, ev.Position, true, -1
	if v.clicks == 1 && (v.Shift || ev.Modifier&fyne.KeyModifierShift != 0) {
		v.from, v.to = v.anchor, v.anchor
		v.moveTo(p, tail, true)
		return
	}
	v.from, v.to = v.grain(p)
	v.anchor = v.from
	v.moveTo(v.to, v.clicks == 1 && tail, true)
}

// near tells whether two presses are meant to be at one place.
func near(a, b fyne.Position) bool {
	d := a.Subtract(b)
	return d.X*d.X+d.Y*d.Y < 16
}

// grain is what a press at a place selects.
func (v *textView) grain(p text.Place) (from, to text.Place) {
	switch v.clicks {
	case 2:
		return v.text.Word(p)
	case 3:
		return text.Place{Para: p.Para}, v.text.ParagraphEnd(p)
	}
	return p, p
}

// MouseUp implements desktop.Mouseable.
func (v *textView) MouseUp(*desktop.MouseEvent) { v.pressed = false }

// Dragged implements fyne.Draggable. Beyond the edge the text scrolls, as the caret is kept in sight.
func (v *textView) Dragged(ev *fyne.DragEvent) {
	if !v.pressed || v.draw == nil {
		return
	}
	p, tail := v.draw.placeAt(ev.Position)
	from, to := v.grain(p)
	if from.Before(v.from) {
		v.anchor = v.to
		v.moveTo(from, false, true)
		return
	}
	v.anchor = v.from
	v.moveTo(to, v.clicks == 1 && tail, true)
}

// DragEnd implements fyne.Draggable.
func (v *textView) DragEnd() { v.pressed = false }

// TappedSecondary implements fyne.SecondaryTappable.
func (v *textView) TappedSecondary(ev *fyne.PointEvent) { v.ask(ev.AbsolutePosition) }

// ask opens the menu of what can be done with the text.
func (v *textView) ask(at fyne.Position) {
	clipboard := fyne.CurrentApp().Clipboard()
	item := func(title string, on bool, s fyne.Shortcut) *fyne.MenuItem {
		m := fyne.NewMenuItem(title, func() { v.TypedShortcut(s) })
		m.Shortcut, m.Disabled = s, !on
		return m
	}
	items := []*fyne.MenuItem{item("复制", v.selected(), &fyne.ShortcutCopy{Clipboard: clipboard}), item("全选", !v.text.Empty(), &fyne.ShortcutSelectAll{})}
	if v.changed != nil && !v.Disabled() {
		items = []*fyne.MenuItem{
			item("撤销", v.text.CanUndo(), &fyne.ShortcutUndo{}),
			item("重做", v.text.CanRedo(), &fyne.ShortcutRedo{}),
			fyne.NewMenuItemSeparator(),
			item("剪切", v.selected(), &fyne.ShortcutCut{Clipboard: clipboard}),
			items[0],
			item("粘贴", clipboard.Content() != "", &fyne.ShortcutPaste{Clipboard: clipboard}),
			fyne.NewMenuItemSeparator(),
			items[1],
		}
	}
	v.asking = true
	menu.PopUp(v.outer.(fyne.CanvasObject), at, items)
}
