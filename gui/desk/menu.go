package desk

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cppccdesk/data/fold"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// menuTitles are the menus of the bar with the letters that open them, as every Chinese desktop program has them.
var menuTitles = []struct {
	title  string
	letter rune
}{{"文件", 'F'}, {"编辑", 'E'}, {"查看", 'V'}, {"工具", 'T'}, {"帮助", 'H'}}

// menuBar makes the bar from the commands; what they say is asked each time a menu opens.
func (w *Window) menuBar() *menu.Bar {
	var menus []menu.Menu
	for _, m := range menuTitles {
		menus = append(menus, menu.Menu{Title: m.title, Letter: m.letter, Items: func() []menu.Item { return w.menuItems(m.title) }})
	}
	bar := menu.NewBar(menus...)
	canvas := w.native.Canvas()
	for _, letter := range bar.Letters() {
		s := &desktop.CustomShortcut{KeyName: fyne.KeyName(letter), Modifier: fyne.KeyModifierAlt}
		canvas.AddShortcut(s, func(fyne.Shortcut) {
			if canvas.Overlays().Top() == nil {
				bar.OpenLetter(letter)
			}
		})
	}
	return bar
}

// menuItems are the commands of a menu in the order of their groups.
func (w *Window) menuItems(title string) []menu.Item {
	var commands []*Command
	for _, c := range w.commands {
		if c.Menu == title {
			commands = append(commands, c)
		}
	}
	slices.SortStableFunc(commands, func(a, b *Command) int { return a.Group - b.Group })
	var items []menu.Item
	letters := lettersOf(commands)
	for i, c := range commands {
		line := i > 0 && commands[i-1].Group != c.Group
		if c.Sub == "" {
			items = append(items, c.menuItem(letters[c], line))
			continue
		}
		at := slices.IndexFunc(items, func(m menu.Item) bool { return len(m.Sub) > 0 && m.Text == c.Sub })
		if at < 0 {
			at = len(items)
			items = append(items, menu.Item{Text: c.Sub, Letter: letters[c], Line: line})
		}
		items[at].Sub = append(items[at].Sub, c.menuItem(0, false))
	}
	return items
}

func (c *Command) menuItem(letter rune, line bool) menu.Item {
	text := c.Text()
	if c.Short != "" {
		text = c.Short
	}
	return menu.Item{
		Text: text, Keys: c.Keys, Letter: letter, Disabled: !c.On(), Checked: c.Checked != nil && c.Checked(), Line: line, Do: c.Do,
	}
}

// lettersOf gives each line of a menu the letter or digit that chooses it: the declared one, else that of its Ctrl shortcut, else the first
// initial in pinyin that is free. It goes by titles, so a command keeps its letter when its wording changes. Commands of one sub-menu share
// one.
func lettersOf(commands []*Command) map[*Command]rune {
	l := lettering{of: map[*Command]rune{}, taken: map[rune]bool{}}
	subs := map[string]rune{}
	for _, c := range commands {
		if c.Sub == "" {
			l.take(c, c.Letter)
		}
	}
	for _, c := range commands {
		if key, ok := strings.CutPrefix(c.Keys, "Ctrl+"); ok && c.Sub == "" && len(key) == 1 {
			l.take(c, rune(key[0]))
		}
	}
	for _, c := range commands {
		if c.Sub == "" {
			l.take(c, initials(c.Title)...)
			continue
		}
		if _, known := subs[c.Sub]; !known {
			l.take(c, initials(c.Sub)...)
			subs[c.Sub] = l.of[c]
		}
		l.of[c] = subs[c.Sub]
	}
	return l.of
}

// lettering is a menu's lines getting their letters.
type lettering struct {
	of    map[*Command]rune
	taken map[rune]bool
}

// take gives a command without a letter the first of the candidates that is free.
func (l lettering) take(c *Command, candidates ...rune) {
	for _, r := range candidates {
		if l.of[c] == 0 && (unicode.IsUpper(r) || unicode.IsDigit(r)) && !l.taken[r] {
			l.of[c], l.taken[r] = r, true
		}
	}
}

// initials are the upper-case first letters of a title's characters in pinyin.
func initials(title string) []rune {
	forms := strings.Fields(fold.Key(title))
	if len(forms) == 0 {
		return nil
	}
	return []rune(strings.ToUpper(forms[len(forms)-1]))
}

// typedKey gets the keys nothing else used.
func (w *Window) typedKey(ev *fyne.KeyEvent) { w.pressed(ev, shiftHeld()) }

// pressed is typedKey with whether Shift is held. Shift+F10 is the menu key, which many keyboards lack, for whatever has the keyboard.
func (w *Window) pressed(ev *fyne.KeyEvent, shift bool) {
	if ev.Name == fyne.KeyF10 && shift {
		if focused := w.native.Canvas().Focused(); focused != nil {
			focused.TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
		}
		return
	}
	if c := w.native.Canvas(); c.Overlays().Top() != nil {
		box.KeyInBox(c, ev)
		return
	}
	switch {
	case ev.Name == fyne.KeyEscape:
		capability(w, func(e Escaper) { e.Escape() })
	case ev.Name == fyne.KeyPageUp:
		capability(w, func(s Stepper) { s.Step(-1) })
	case ev.Name == fyne.KeyPageDown:
		capability(w, func(s Stepper) { s.Step(1) })
	case ev.Name == fyne.KeyF10:
		w.menus.Open(0)
	case ev.Name == fyne.KeyF6:
		w.turnRegion(shift)
	case look.IsFunctionKey(ev.Name):
		w.functionKey(ev.Name)
	}
}

func (w *Window) functionKey(name fyne.KeyName) {
	for _, c := range w.commands {
		if s := c.Shortcut; s != nil && s.Modifier == 0 && s.KeyName == name && c.On() {
			look.Act(c.Do)
			return
		}
	}
}

// shiftHeld asks the driver: Fyne's key events do not say.
func shiftHeld() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}
