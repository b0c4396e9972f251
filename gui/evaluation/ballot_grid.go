package evaluation

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// ballotCell is what a cell of the ballots shows.
type ballotCell struct {
	text string
	tone look.Tone
	bold bool
}

// ballotGrid shows ballots, one a line with a cell for each target, and has the keyboard while they are typed in. What keys do is told to it. It is no
// list of records: ballots have no rows to choose, order or filter, their number is what they are found by, and a cell is typed in, not a form.
type ballotGrid struct {
	widget.BaseWidget

	heads []string                      // of the targets
	rows  int                           // ballots numbered from 1
	cell  func(row, col int) ballotCell // asked for what is on the screen
	state func(row int) ballotCell      // of a ballot, at the right

	onRune func(r rune)            // a character typed
	onKey  func(ev *fyne.KeyEvent) // a key that is none
	onMove func(row, col int)      // a cell clicked

	onRemove func() // the ballot of the cursor
	draw     *look.Renderer
	row      int // cursor
	col      int
	first    int // row shown first

	focused bool
}

var (
	_ fyne.Focusable    = (*ballotGrid)(nil)
	_ fyne.Scrollable   = (*ballotGrid)(nil)
	_ desktop.Mouseable = (*ballotGrid)(nil)
	_ kit.Rows          = (*ballotGrid)(nil)
)

// removeKeys deletes the ballot of the cursor; Delete alone goes back as Backspace does.
var removeKeys = &desktop.CustomShortcut{KeyName: fyne.KeyDelete, Modifier: fyne.KeyModifierControl}

const (
	numberWidth float32 = 56 // of the column with the ballots' numbers
	stateWidth  float32 = 84
	leastTarget float32 = 84 // or a name of five characters is cut
)

func newBallotGrid() *ballotGrid {
	g := &ballotGrid{}
	g.ExtendBaseWidget(g)
	return g
}

// GoesThroughRows implements kit.Rows.
func (g *ballotGrid) GoesThroughRows() {}

// set shows other ballots, the cursor where it is if there is such a cell.
func (g *ballotGrid) set(heads []string, rows int) {
	g.heads, g.rows = heads, rows
	g.moveTo(g.row, g.col)
}

// moveTo brings the cursor to a cell and that into sight.
func (g *ballotGrid) moveTo(row, col int) {
	g.row, g.col = min(max(row, 0), max(g.rows-1, 0)), min(max(col, 0), max(len(g.heads)-1, 0))
	g.first = max(min(g.first, g.row), g.row-g.shown()+1, 0)
	g.Refresh()
}

// shown is how many whole rows there is room for.
func (g *ballotGrid) shown() int {
	return max(1, int((g.Size().Height-look.HeaderHeight)/look.RowHeight))
}

// targetWidth is the width of a column, and columns how many there is room for beside the one of the cursor.
func (g *ballotGrid) columns() (from, to int, width float32) {
	room := g.Size().Width - numberWidth - stateWidth
	n := min(len(g.heads), max(1, int(room/leastTarget)))
	if n == 0 {
		return 0, 0, 0
	}
	from = min(max(0, g.col-n+1), len(g.heads)-n)
	return from, from + n, room / float32(n)
}

// TypedRune implements fyne.Focusable.
func (g *ballotGrid) TypedRune(r rune) {
	if g.rows > 0 {
		look.Act(func() { g.onRune(r) })
	}
}

// TypedKey implements fyne.Focusable.
func (g *ballotGrid) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyEnter:
		if g.rows > 0 {
			look.Act(func() { g.onKey(ev) })
			return
		}
	}
	look.ForwardKey(g, ev)
}

// TypedShortcut implements fyne.Shortcutable.
func (g *ballotGrid) TypedShortcut(s fyne.Shortcut) {
	if s.ShortcutName() == removeKeys.ShortcutName() && g.rows > 0 {
		look.Act(g.onRemove)
		return
	}
	look.ForwardShortcut(g, s)
}

// FocusGained implements fyne.Focusable.
func (g *ballotGrid) FocusGained() { g.focused = true; g.Refresh() }

// FocusLost implements fyne.Focusable.
func (g *ballotGrid) FocusLost() { g.focused = false; g.Refresh() }

// MouseDown implements desktop.Mouseable.
func (g *ballotGrid) MouseDown(ev *desktop.MouseEvent) {
	look.Focus(g)
	from, to, width := g.columns()
	row := g.first + int((ev.Position.Y-look.HeaderHeight)/look.RowHeight)
	if ev.Position.Y < look.HeaderHeight || row >= g.rows || width == 0 {
		return
	}
	col := from + int((ev.Position.X-numberWidth)/width)
	if ev.Position.X < numberWidth {
		col = 0
	}
	look.Act(func() { g.onMove(row, min(col, to-1)) })
	if ev.Button == desktop.MouseButtonSecondary {
		menu.PopUp(g, ev.AbsolutePosition, []*fyne.MenuItem{{Label: "删去 " + strconv.Itoa(row+1) + " 号票", Shortcut: removeKeys, Action: g.onRemove}})
	}
}

// MouseUp implements desktop.Mouseable.
func (g *ballotGrid) MouseUp(*desktop.MouseEvent) {}

// Scrolled implements fyne.Scrollable.
func (g *ballotGrid) Scrolled(ev *fyne.ScrollEvent) {
	down := -int(ev.Scrolled.DY / kit.WheelNotch * kit.WheelLines)
	g.first = min(max(g.first+down, 0), max(0, g.rows-g.shown()))
	g.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (g *ballotGrid) CreateRenderer() fyne.WidgetRenderer {
	draw := &look.Renderer{Widget: g, Least: func() fyne.Size { return fyne.NewSize(numberWidth+stateWidth+leastTarget, 5*look.RowHeight) }}
	draw.Arrange = func(size fyne.Size) { draw.Parts = g.picture(size) }
	g.draw = draw
	return draw
}

// picture draws what there is room for.
func (g *ballotGrid) picture(size fyne.Size) (parts []fyne.CanvasObject) {
	fill := func(x, y, w, h float32, name fyne.ThemeColorName) *canvas.Rectangle {
		r := canvas.NewRectangle(look.Paint(name))
		look.Place(r, x, y, w, h)
		parts = append(parts, r)
		return r
	}
	put := func(c ballotCell, x, y, w float32, ink fyne.ThemeColorName) {
		if c.text == "" || w <= 2*look.FieldPad {
			return
		}
		t := look.NewText(look.Ellipsize(c.text, w-2*look.FieldPad, look.TextSize, c.bold), look.TextSize, c.bold, ink)
		t.Alignment = fyne.TextAlignCenter
		height := t.MinSize().Height
		look.Place(t, x+look.FieldPad, y+(look.RowHeight-height)/2, w-2*look.FieldPad, height)
		parts = append(parts, t)
	}
	from, to, width := g.columns()
	fill(0, 0, size.Width, size.Height, look.ColorSurface)
	fill(0, 0, size.Width, look.HeaderHeight, look.ColorHeader)
	fill(0, look.HeaderHeight-look.Hairline, size.Width, look.Hairline, look.ColorLine)
	right := numberWidth + width*float32(to-from)
	put(ballotCell{text: "票号", bold: true}, 0, 0, numberWidth, look.ColorHeaderText)
	for col := from; col < to; col++ {
		put(ballotCell{text: g.heads[col], bold: true}, numberWidth+width*float32(col-from), 0, width, look.ColorHeaderText)
	}
	put(ballotCell{text: "二录", bold: true}, right, 0, stateWidth, look.ColorHeaderText)
	for row := g.first; row < min(g.rows, g.first+g.shown()); row++ {
		y := look.HeaderHeight + look.RowHeight*float32(row-g.first)
		if row == g.row {
			fill(0, y, size.Width, look.RowHeight, look.ColorHover)
		}
		fill(0, y+look.RowHeight-look.Hairline, size.Width, look.Hairline, look.ColorRowLine)
		put(ballotCell{text: strconv.Itoa(row + 1)}, 0, y, numberWidth, look.ColorText)
		for col := from; col < to; col++ {
			c, x := g.cell(row, col), numberWidth+width*float32(col-from)
			if row == g.row && col == g.col {
				box := fill(x+8, y+2, width-16, look.RowHeight-5, look.ColorSurface)
				box.StrokeColor, box.StrokeWidth, box.CornerRadius = look.Paint(look.ColorFieldLine), look.Hairline, 3
				if g.focused {
					box.StrokeColor, box.StrokeWidth = look.Paint(look.ColorAccent), look.FocusRing
				}
			}
			put(c, x, y, width, c.tone.ColorName())
		}
		state := g.state(row)
		put(state, right, y, stateWidth, state.tone.ColorName())
	}
	return parts
}
