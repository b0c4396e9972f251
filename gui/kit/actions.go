package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// Action is something that can be done, as a button of Actions.
type Action struct {
	Text    string
	Primary bool
	Do      func()
}

// actionsGap is between the buttons of NewActions.
const actionsGap float32 = 8

// NewActions places buttons side by side and wraps them. Those that do not fit into that many lines are in the menu of 更多, the last button.
func NewActions(lines int, actions ...Action) *fyne.Container {
	l := &actionLines{most: lines, actions: actions}
	l.more = NewButton("更多 ∨", l.open)
	l.more.Hide()
	objects := make([]fyne.CanvasObject, 0, len(actions)+1)
	for _, a := range actions {
		b := NewButton(a.Text, a.Do)
		b.Primary = a.Primary
		objects = append(objects, b)
	}
	return container.New(l, append(objects, l.more)...)
}

// actionLines lays the buttons of actions out.
type actionLines struct {
	most    int
	actions []Action
	more    *Button
	shown   int     // of the actions, as buttons
	width   float32 // of the last layout; the height follows from it
}

// open shows the actions there is no room for.
func (l *actionLines) open() {
	var items []*fyne.MenuItem
	for _, a := range l.actions[l.shown:] {
		items = append(items, fyne.NewMenuItem(a.Text, a.Do))
	}
	at := look.PositionOf(l.more)
	menu.PopUp(l.more, at.AddXY(0, l.more.Size().Height), items)
}

// fitting is how many actions have room as buttons in a width, beside 更多 where that is not all.
func (l *actionLines) fitting(objects []fyne.CanvasObject, width float32) int {
	all := objects[:len(l.actions)]
	if width == 0 || lay(all, width, nil) <= l.most {
		return len(all)
	}
	n := len(all) - 1
	for n > 0 && lay(append(all[:n:n], l.more), width, nil) > l.most {
		n--
	}
	return n
}

// seen are the buttons in sight when n actions have room.
func (l *actionLines) seen(objects []fyne.CanvasObject, n int) []fyne.CanvasObject {
	if n == len(l.actions) {
		return objects[:n]
	}
	return append(objects[:n:n], l.more)
}

// lay places buttons in lines and returns how many lines there are; put may be nil.
func lay(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y float32)) (lines int) {
	var x float32
	for _, o := range objects {
		w := o.MinSize().Width
		if lines == 0 || x+w > width {
			x, lines = 0, lines+1
		}
		if put != nil {
			put(o, x, float32(lines-1)*(look.FieldHeight+actionsGap))
		}
		x += w + actionsGap
	}
	return lines
}

// MinSize implements fyne.Layout.
func (l *actionLines) MinSize(objects []fyne.CanvasObject) fyne.Size {
	lines := 1
	if l.width > 0 {
		lines = lay(l.seen(objects, l.fitting(objects, l.width)), l.width, nil)
	}
	return fyne.NewSize(2*look.LeastColumn, float32(lines)*(look.FieldHeight+actionsGap)-actionsGap)
}

// Layout implements fyne.Layout.
func (l *actionLines) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.shown = l.fitting(objects, size.Width)
	seen := l.seen(objects, l.shown)
	for i, o := range objects {
		switch {
		case i < l.shown || i == len(l.actions) && len(seen) > l.shown:
			o.Show()
		default:
			o.Hide()
		}
	}
	lay(seen, size.Width, func(o fyne.CanvasObject, x, y float32) { look.Place(o, x, y, o.MinSize().Width, look.FieldHeight) })
}
