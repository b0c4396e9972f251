package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// TabItem is one entry of a row of tabs. Entries whose Group differs from the one before are set apart by a line. An empty
// Count shows nothing.
type TabItem struct {
	Key, Title, Count string
	Group             int
}

// Tabs is a row of tabs under a page's top bar. What does not fit is reached by a menu at its end, and the current tab is
// always shown. Left, Right, Home and End move to another tab while the row has the keyboard.
type Tabs struct {
	widget.BaseWidget

	OnChange func(key string) // a tab was asked for; the page answers with Select when it is shown

	items   []TabItem
	current int

	hovered int // index in drawn, -1: none
	focused bool
	drawn   []drawnTab
	line    *canvas.Rectangle
	mark    *canvas.Rectangle
	ring    *canvas.Rectangle
}

// drawnTab is a tab as it is on screen. Index len(items) is the menu of what does not fit.
type drawnTab struct {
	index       int
	text, count *canvas.Text
	x, width    float32
}

var (
	_ fyne.Tappable     = (*Tabs)(nil)
	_ fyne.Focusable    = (*Tabs)(nil)
	_ desktop.Hoverable = (*Tabs)(nil)
)

// TabsHeight is the height of a row of tabs.
const TabsHeight float32 = 30

const (
	tabPad   float32 = 11 // left and right of a title
	tabApart float32 = 14 // height of the line between groups
	tabMark  float32 = 2  // the line under the current tab
)

// NewTabs makes the row; the first tab is the current one.
func NewTabs(items ...TabItem) *Tabs {
	t := &Tabs{items: items, hovered: -1}
	t.ExtendBaseWidget(t)
	return t
}

// Select shows a tab as the current one without calling OnChange.
func (t *Tabs) Select(key string) {
	for i := range t.items {
		if t.items[i].Key == key {
			t.current = i
		}
	}
	t.Refresh()
}

// SetItems shows other tabs; the current one stays, else the first becomes it.
func (t *Tabs) SetItems(items ...TabItem) {
	current := t.Current()
	t.items, t.current, t.hovered = items, 0, -1
	t.Select(current)
}

// Turn asks for the tab after the current one, or with by -1 for the one before it, round the ends of the row.
func (t *Tabs) Turn(by int) {
	n := len(t.items)
	t.Ask(t.items[((t.current+by)%n+n)%n].Key)
}

// Current is the key of the current tab.
func (t *Tabs) Current() string { return t.items[t.current].Key }

// SetCount shows text beside a tab's title: how many records are behind it.
func (t *Tabs) SetCount(key, text string) {
	for i := range t.items {
		if t.items[i].Key == key && t.items[i].Count != text {
			t.items[i].Count = text
			t.Refresh()
		}
	}
}

// Count is what is shown beside a tab's title.
func (t *Tabs) Count(key string) string {
	for _, item := range t.items {
		if item.Key == key {
			return item.Count
		}
	}
	return ""
}

// Ask has a tab shown as a click on it does.
func (t *Tabs) Ask(key string) {
	if t.OnChange != nil && key != t.Current() {
		t.OnChange(key)
	}
}

// Tapped implements fyne.Tappable.
func (t *Tabs) Tapped(ev *fyne.PointEvent) {
	look.Focus(t)
	at := t.at(ev.Position)
	if at < 0 {
		return
	}
	if d := t.drawn[at]; d.index < len(t.items) {
		t.Ask(t.items[d.index].Key)
		return
	}
	t.openRest(t.drawn[at].x)
}

func (t *Tabs) openRest(x float32) {
	shown := map[int]bool{}
	for _, d := range t.drawn {
		shown[d.index] = true
	}
	var entries []*fyne.MenuItem
	for i, item := range t.items {
		if !shown[i] {
			entries = append(entries, fyne.NewMenuItem(item.Title, func() { t.Ask(item.Key) }))
		}
	}
	at := look.PositionOf(t)
	menu.PopUp(t, at.AddXY(x, TabsHeight), entries)
}

// at is the drawn tab under a position, -1 for none.
func (t *Tabs) at(p fyne.Position) int {
	for i, d := range t.drawn {
		if p.X >= d.x && p.X < d.x+d.width {
			return i
		}
	}
	return -1
}

// TypedKey implements fyne.Focusable.
func (t *Tabs) TypedKey(ev *fyne.KeyEvent) {
	to := t.current
	switch ev.Name {
	case fyne.KeyLeft:
		to--
	case fyne.KeyRight:
		to++
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = len(t.items) - 1
	default:
		look.ForwardKey(t, ev)
		return
	}
	t.Ask(t.items[min(max(to, 0), len(t.items)-1)].Key)
}

// TypedRune implements fyne.Focusable.
func (t *Tabs) TypedRune(rune) {}

// TypedShortcut hands the window's shortcuts on.
func (t *Tabs) TypedShortcut(s fyne.Shortcut) { look.ForwardShortcut(t, s) }

// FocusGained implements fyne.Focusable.
func (t *Tabs) FocusGained() { t.focused = true; t.Refresh() }

// FocusLost implements fyne.Focusable.
func (t *Tabs) FocusLost() { t.focused = false; t.Refresh() }

// MouseIn implements desktop.Hoverable.
func (t *Tabs) MouseIn(ev *desktop.MouseEvent) { t.MouseMoved(ev) }

// MouseMoved implements desktop.Hoverable.
func (t *Tabs) MouseMoved(ev *desktop.MouseEvent) {
	if at := t.at(ev.Position); at != t.hovered {
		t.hovered = at
		t.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (t *Tabs) MouseOut() { t.hovered = -1; t.Refresh() }
