package chart

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

// Group is a row of Groups: what it is, and a number of each series.
type Group struct {
	Label  string
	Values []int64
	Texts  []string // written in the place of the numbers; nil: the numbers are
}

// text is what is written beside the bar of a series.
func (g *Group) text(series int) string {
	if g.Texts != nil {
		return g.Texts[series]
	}
	return strconv.FormatInt(g.Values[series], 10)
}

// Groups draws lying bars, a group of them for each row and in it one for each series, each with its number. A bar is gone to by a click or by the arrow
// keys, up and down through all of them; a click, Enter or the space bar opens it.
type Groups struct {
	widget.BaseWidget

	OnOpen func(group, series int)
	OnMove func(top, bottom float32) // the keyboard went to a bar between these heights; may be nil

	series  []string // their names, the last drawn dark; one alone is not named
	groups  []Group
	at      int // the bar gone to, counted through all groups
	focused bool
	draw    *look.Renderer
}

var (
	_ fyne.Focusable     = (*Groups)(nil)
	_ fyne.Tappable      = (*Groups)(nil)
	_ desktop.Mouseable  = (*Groups)(nil)
	_ desktop.Cursorable = (*Groups)(nil)
)

// NewGroups makes an empty chart.
func NewGroups() *Groups {
	g := &Groups{}
	g.ExtendBaseWidget(g)
	return g
}

// SetGroups shows other numbers: one for each of the series in each group.
func (g *Groups) SetGroups(series []string, groups []Group) {
	g.series, g.groups = series, groups
	g.at = min(g.at, max(len(series)*len(groups)-1, 0))
	g.Refresh()
}

// Groups are the rows shown.
func (g *Groups) Groups() []Group { return g.groups }

// The measures of a bar, of what is between groups, and of the names beside them.
const (
	groupBar, groupGap     float32 = 16, 10
	groupLabel, groupValue float32 = 128, 44
	groupHead              float32 = 24
)

// head is the height the names of the series take.
func (g *Groups) head() float32 {
	if len(g.series) < 2 {
		return 0
	}
	return groupHead
}

// bar is the height of a bar: a single series has taller ones.
func (g *Groups) bar() float32 {
	if len(g.series) < 2 {
		return groupBar + 6
	}
	return groupBar
}

func (g *Groups) pitch() float32 { return float32(len(g.series))*g.bar() + groupGap }

// place is where the bar of a group and a series is: its upper edge.
func (g *Groups) place(group, series int) float32 {
	return g.head() + float32(group)*g.pitch() + groupGap/2 + float32(series)*g.bar()
}

// under is the bar at a height, counted through all groups; -1 for none.
func (g *Groups) under(y float32) int {
	if len(g.series) == 0 || y < g.head() {
		return -1
	}
	group := int((y - g.head()) / g.pitch())
	within := y - g.head() - float32(group)*g.pitch() - groupGap/2
	if group >= len(g.groups) || within < 0 || within >= float32(len(g.series))*g.bar() {
		return -1
	}
	return group*len(g.series) + int(within/g.bar())
}

// Tapped implements fyne.Tappable.
func (g *Groups) Tapped(ev *fyne.PointEvent) {
	if at := g.under(ev.Position.Y); at >= 0 {
		g.at = at
		g.Refresh()
		g.open()
	}
}

func (g *Groups) open() {
	n := len(g.series)
	if n == 0 || g.at >= n*len(g.groups) || g.OnOpen == nil || g.groups[g.at/n].Values[g.at%n] == 0 {
		return
	}
	at := g.at
	look.Act(func() { g.OnOpen(at/n, at%n) })
}

// Cursor implements desktop.Cursorable.
func (g *Groups) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseDown implements desktop.Mouseable.
func (g *Groups) MouseDown(*desktop.MouseEvent) { look.Focus(g) }

// MouseUp implements desktop.Mouseable.
func (g *Groups) MouseUp(*desktop.MouseEvent) {}

// TypedKey implements fyne.Focusable.
func (g *Groups) TypedKey(ev *fyne.KeyEvent) {
	last := len(g.series)*len(g.groups) - 1
	to := g.at
	switch ev.Name {
	case fyne.KeyUp:
		to--
	case fyne.KeyDown:
		to++
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = last
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		g.open()
		return
	default:
		look.ForwardKey(g, ev)
		return
	}
	g.at = max(min(to, last), 0)
	g.Refresh()
	if g.OnMove != nil && len(g.series) > 0 {
		y := g.place(g.at/len(g.series), g.at%len(g.series))
		g.OnMove(y, y+g.bar())
	}
}

// TypedRune implements fyne.Focusable.
func (g *Groups) TypedRune(rune) {}

// TypedShortcut hands the window's shortcuts on.
func (g *Groups) TypedShortcut(s fyne.Shortcut) { look.ForwardShortcut(g, s) }

// FocusGained implements fyne.Focusable.
func (g *Groups) FocusGained() { g.focused = true; g.Refresh() }

// FocusLost implements fyne.Focusable.
func (g *Groups) FocusLost() { g.focused = false; g.Refresh() }

// paintOf is the colour of a series: the last one stands out.
func (g *Groups) paintOf(series int) fyne.ThemeColorName {
	switch len(g.series) - 1 - series {
	case 0:
		return look.ColorAccent
	case 1:
		return look.ColorAccentLine
	default:
		return look.ColorFieldLine
	}
}

func (g *Groups) arrange(size fyne.Size) {
	s := &sheet{}
	var top int64
	for _, group := range g.groups {
		for _, v := range group.Values {
			top = max(top, v)
		}
	}
	label := g.labelWidth(size.Width)
	names := float32(0)
	if len(g.series) > 1 {
		names = 40
		x := label
		for i, name := range g.series {
			s.box(g.paintOf(i), x, 7, 10, 10)
			w := look.TextWidth(name, look.SmallText) + 8
			s.text(name, look.SmallText, false, look.ColorMuted, fyne.TextAlignLeading, x+14, 0, w, groupHead)
			x += w + 26
		}
	}
	room := max(size.Width-label-names-groupValue, 40)
	for i, group := range g.groups {
		s.text(group.Label, look.TextSize, false, look.ColorText, fyne.TextAlignTrailing, 0, g.place(i, 0), label-10, float32(len(g.series))*g.bar())
		for j, v := range group.Values {
			y := g.place(i, j)
			if names > 0 {
				s.text(g.series[j], look.CaptionText, false, look.ColorMuted, fyne.TextAlignLeading, label, y, names, g.bar())
			}
			w := float32(0)
			if v > 0 {
				w = max(room*float32(v)/float32(max(top, 1)), 2)
				s.box(g.paintOf(j), label+names, y+1, w, g.bar()-2)
			}
			s.text(group.text(j), look.SmallText, false, look.ColorText, fyne.TextAlignLeading, label+names+w+5, y, groupValue, g.bar())
			if g.focused && g.at == i*len(g.series)+j {
				ring := s.box(look.ColorNone, label-2, y-1, size.Width-label+2, g.bar()+2)
				ring.StrokeWidth, ring.StrokeColor, ring.CornerRadius = look.Ring(true), look.Paint(look.ColorAccent), 3
			}
		}
	}
	g.draw.Parts = s.parts
}

// labelWidth is the room for the labels: what the longest needs, as far as the bars keep most of the width.
func (g *Groups) labelWidth(width float32) float32 {
	needed := max(width*0.2, groupLabel)
	for _, group := range g.groups {
		needed = max(needed, look.TextWidth(group.Label, look.TextSize)+12)
	}
	return min(needed, max(width*0.4, groupLabel), 240)
}

// CreateRenderer implements fyne.Widget.
func (g *Groups) CreateRenderer() fyne.WidgetRenderer {
	g.draw = &look.Renderer{
		Widget:  g,
		Least:   func() fyne.Size { return fyne.NewSize(320, g.head()+float32(len(g.groups))*g.pitch()) },
		Arrange: g.arrange,
	}
	return g.draw
}
