// Package cells is the picture of a sheet: its cells as they stand, areas of it outlined in colours, and one rectangle of cells chosen by mouse or
// keyboard. Columns beside them may stay where they are. It edits nothing, but says what was typed; lists of records are package grid's.
package cells

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// Area is a rectangle of cells, 0-based and inclusive.
type Area struct{ Top, Left, Bottom, Right int }

// Mark is an area with a colour: an outline, and behind the cells too when Soft is set.
type Mark struct {
	Area Area
	Line fyne.ThemeColorName
	Soft fyne.ThemeColorName
}

// Sheet is what is shown. Text is asked for the cells on the screen, Merged for the area that a cell is part of; nil: nothing is merged.
type Sheet struct {
	Rows, Columns int
	Text          func(row, col int) string
	Merged        func(row, col int) (Area, bool)
	Column        func(col int) string // what a column is called, in lines

	Lead, Tail []Side                       // columns that stay at the left and at the right; no Lead: the numbers of the rows
	Tone       func(row, col int) look.Tone // how a cell is drawn; nil: plainly, numbers at the right
	Width      float32                      // of a column at least, all alike; 0: each as wide as its texts
	Tall       float32                      // of a row; 0: that of a spreadsheet
	Head       float32                      // of the titles; 0: that of a row
}

// Side is a column beside the cells, of which none can be chosen.
type Side struct {
	Title string
	Width float32
	Align fyne.TextAlign
	Text  func(row int) string
}

const (
	rowHeight   float32 = 24
	gutter      float32 = 44 // with the numbers of the rows
	leastColumn float32 = 46
	mostColumn  float32 = 132
	measured            = 120 // rows whose texts decide how wide a column is
)

// View shows a sheet. It must be used on the window's thread only.
type View struct {
	widget.BaseWidget
	look.ShiftKey

	// OnSelect is told whenever another rectangle was chosen.
	OnSelect func(Area)

	// OnRune is told what was typed over the rectangle chosen, OnKey which keys were pressed that move nothing; it reports whether it used one up.
	// OnPaste is told that something is to be pasted.
	OnRune  func(rune)
	OnKey   func(fyne.KeyName) bool
	OnPaste func()

	sheet    Sheet
	marks    []Mark
	widths   []float32
	cursor   [2]int // row and column
	anchor   [2]int // the other corner of the rectangle
	first    [2]int // the row and column shown first
	focused  bool
	dragging bool
	draw     *look.Renderer
}

var (
	_ fyne.Focusable    = (*View)(nil)
	_ fyne.Draggable    = (*View)(nil)
	_ fyne.Scrollable   = (*View)(nil)
	_ desktop.Mouseable = (*View)(nil)
	_ desktop.Keyable   = (*View)(nil)
	_ kit.Rows          = (*View)(nil)
)

// New makes a view without a sheet.
func New() *View {
	v := &View{}
	v.ExtendBaseWidget(v)
	return v
}

// GoesThroughRows implements kit.Rows.
func (v *View) GoesThroughRows() {}

// SetSheet shows a sheet from its first cell on.
func (v *View) SetSheet(s Sheet) {
	v.cursor, v.anchor, v.first = [2]int{}, [2]int{}, [2]int{}
	v.put(s)
}

// Renew shows another state of the sheet; what is chosen and seen stays as far as it is there.
func (v *View) Renew(s Sheet) {
	for _, at := range []*[2]int{&v.cursor, &v.anchor, &v.first} {
		at[0], at[1] = min(at[0], max(0, s.Rows-1)), min(at[1], max(0, s.Columns-1))
	}
	v.put(s)
}

func (v *View) put(s Sheet) {
	v.sheet = s
	v.widths = make([]float32, s.Columns)
	for col := range v.widths {
		v.widths[col] = s.Width
		if s.Width > 0 {
			continue
		}
		v.widths[col] = leastColumn
		for row := range min(s.Rows, measured) {
			if area, ok := v.merged(row, col); ok && area.Left != area.Right {
				continue
			}
			v.widths[col] = max(v.widths[col], min(mostColumn, look.TextWidth(look.Flatten(s.Text(row, col)), look.SmallText)+2*look.FieldPad))
		}
	}
	v.Refresh()
}

// side is how wide the columns at the left are, which stay; tail those at the right.
func (v *View) side() float32 {
	if len(v.sheet.Lead) == 0 {
		return gutter
	}
	return widthOf(v.sheet.Lead)
}

func (v *View) tail() float32 { return widthOf(v.sheet.Tail) }

func widthOf(sides []Side) (w float32) {
	for _, s := range sides {
		w += s.Width
	}
	return w
}

// tall is how high a row is, head how high the titles are.
func (v *View) tall() float32 {
	if v.sheet.Tall > 0 {
		return v.sheet.Tall
	}
	return rowHeight
}

func (v *View) head() float32 {
	if v.sheet.Head > 0 {
		return v.sheet.Head
	}
	return v.tall()
}

// share gives columns that are alike what room there is, up to half as much again.
func (v *View) share(width float32) {
	if v.sheet.Width == 0 || v.sheet.Columns == 0 {
		return
	}
	each := float32(int((width - v.side() - v.tail()) / float32(v.sheet.Columns)))
	for col := range v.widths {
		v.widths[col] = min(max(each, v.sheet.Width), 1.5*v.sheet.Width)
	}
}

// SetMarks replaces the areas that are outlined.
func (v *View) SetMarks(marks []Mark) {
	v.marks = marks
	v.Refresh()
}

// Selected is the rectangle chosen.
func (v *View) Selected() Area {
	return Area{min(v.cursor[0], v.anchor[0]), min(v.cursor[1], v.anchor[1]), max(v.cursor[0], v.anchor[0]), max(v.cursor[1], v.anchor[1])}
}

// Select chooses a rectangle and brings it into sight.
func (v *View) Select(a Area) {
	v.anchor, v.cursor = [2]int{a.Top, a.Left}, [2]int{a.Bottom, a.Right}
	v.show(a.Bottom, a.Right)
	v.show(a.Top, a.Left)
	v.chosen()
}

func (v *View) chosen() {
	v.Refresh()
	if v.OnSelect != nil {
		v.OnSelect(v.Selected())
	}
}

func (v *View) merged(row, col int) (Area, bool) {
	if v.sheet.Merged == nil {
		return Area{}, false
	}
	return v.sheet.Merged(row, col)
}

// rowsShown is how many whole rows there is room for.
func (v *View) rowsShown() int { return max(1, int((v.Size().Height-v.head())/v.tall())) }

// show scrolls until a cell is in sight.
func (v *View) show(row, col int) {
	v.first[0] = max(min(v.first[0], row), row-v.rowsShown()+1, 0)
	v.first[1] = min(v.first[1], col)
	for v.first[1] < col && v.left(col)+v.widths[col] > v.Size().Width-v.tail() {
		v.first[1]++
	}
}

// left is where a column begins; one before the first shown is at the gutter.
func (v *View) left(col int) float32 {
	x := v.side()
	for c := v.first[1]; c < col && c < len(v.widths); c++ {
		x += v.widths[c]
	}
	return x
}

// at is the cell at a place, the nearest one of those there are.
func (v *View) at(p fyne.Position) (row, col int) {
	row = v.first[0] + int((p.Y-v.head())/v.tall())
	if p.Y < v.head() {
		row = v.first[0] - 1
	}
	col = v.first[1]
	if p.X < v.side() {
		col--
	}
	for x := v.side(); col >= v.first[1] && col < len(v.widths)-1 && p.X >= x+v.widths[col]; col++ {
		x += v.widths[col]
	}
	return min(max(row, 0), max(0, v.sheet.Rows-1)), min(max(col, 0), max(0, v.sheet.Columns-1))
}

// MouseDown implements desktop.Mouseable: a cell, with Shift the rectangle up to it; on a number the row, on a letter the column.
func (v *View) MouseDown(ev *desktop.MouseEvent) {
	look.Focus(v)
	if v.sheet.Rows == 0 || v.sheet.Columns == 0 {
		return
	}
	row, col := v.at(ev.Position)
	beside := len(v.sheet.Lead) > 0 && (ev.Position.X < v.side() || ev.Position.X >= v.Size().Width-v.tail())
	v.dragging = true
	switch {
	case beside && ev.Position.Y >= v.head(): // the same column of another row
		v.move(row, v.cursor[1], v.Shift || ev.Modifier&fyne.KeyModifierShift != 0)
		return
	case beside:
	case ev.Position.X < v.side() && ev.Position.Y >= v.head():
		v.anchor, v.cursor = [2]int{row, 0}, [2]int{row, v.sheet.Columns - 1}
	case ev.Position.Y < v.head() && ev.Position.X >= v.side():
		v.anchor, v.cursor = [2]int{0, col}, [2]int{v.sheet.Rows - 1, col}
	default:
		v.move(row, col, v.Shift || ev.Modifier&fyne.KeyModifierShift != 0)
		return
	}
	v.dragging = false
	v.chosen()
}

// MouseUp implements desktop.Mouseable.
func (v *View) MouseUp(*desktop.MouseEvent) { v.dragging = false }

// Dragged implements fyne.Draggable.
func (v *View) Dragged(ev *fyne.DragEvent) {
	if !v.dragging {
		return
	}
	if row, col := v.at(ev.Position); [2]int{row, col} != v.cursor {
		v.move(row, col, true)
	}
}

// DragEnd implements fyne.Draggable.
func (v *View) DragEnd() { v.dragging = false }

// Scrolled implements fyne.Scrollable.
func (v *View) Scrolled(ev *fyne.ScrollEvent) {
	down := -int(ev.Scrolled.DY / kit.WheelNotch * kit.WheelLines)
	right := -int(ev.Scrolled.DX / kit.WheelNotch)
	v.first[0] = min(max(v.first[0]+down, 0), max(0, v.sheet.Rows-v.rowsShown()))
	v.first[1] = min(max(v.first[1]+right, 0), max(0, v.sheet.Columns-1))
	v.Refresh()
}

func (v *View) move(row, col int, extend bool) {
	row, col = min(max(row, 0), max(0, v.sheet.Rows-1)), min(max(col, 0), max(0, v.sheet.Columns-1))
	v.cursor = [2]int{row, col}
	if !extend {
		v.anchor = v.cursor
	}
	v.show(row, col)
	v.chosen()
}

// TypedKey implements fyne.Focusable: arrows, PgUp, PgDn, Home and End, with Shift the rectangle up to there.
func (v *View) TypedKey(ev *fyne.KeyEvent) {
	if v.sheet.Rows == 0 || v.sheet.Columns == 0 {
		look.ForwardKey(v, ev)
		return
	}
	row, col := v.cursor[0], v.cursor[1]
	switch ev.Name {
	case fyne.KeyUp:
		row--
	case fyne.KeyDown:
		row++
	case fyne.KeyLeft:
		col--
	case fyne.KeyRight:
		col++
	case fyne.KeyPageUp:
		row -= v.rowsShown()
	case fyne.KeyPageDown:
		row += v.rowsShown()
	case fyne.KeyHome:
		col = 0
	case fyne.KeyEnd:
		col = v.sheet.Columns - 1
	default:
		if v.OnKey == nil || !v.OnKey(ev.Name) {
			look.ForwardKey(v, ev)
		}
		return
	}
	v.move(row, col, v.Shift)
}

// TypedRune implements fyne.Focusable.
func (v *View) TypedRune(r rune) {
	if v.OnRune != nil && v.sheet.Rows > 0 && v.sheet.Columns > 0 {
		v.OnRune(r)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (v *View) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutPaste); ok && v.OnPaste != nil {
		v.OnPaste()
		return
	}
	look.ForwardShortcut(v, s)
}

// FocusGained implements fyne.Focusable.
func (v *View) FocusGained() { v.focused = true; v.Refresh() }

// FocusLost implements fyne.Focusable.
func (v *View) FocusLost() { v.focused, v.dragging, v.Shift = false, false, false; v.Refresh() }

// CreateRenderer implements fyne.Widget.
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	draw := &look.Renderer{Widget: v, Least: func() fyne.Size { return fyne.NewSize(240, 5*rowHeight) }}
	draw.Arrange = func(size fyne.Size) {
		v.share(size.Width)
		draw.Parts = v.picture(size)
	}
	v.draw = draw
	return draw
}

// picture draws what there is room for.
func (v *View) picture(size fyne.Size) (parts []fyne.CanvasObject) {
	p := &painter{View: v, size: size}
	p.fill(0, 0, size.Width, size.Height, look.ColorSurface)
	p.rows, p.cols = p.shown()
	p.softs()
	p.cells()
	p.headers()
	p.sides()
	p.outlines()
	edge := canvas.NewRectangle(look.Paint(look.ColorNone))
	edge.StrokeColor, edge.StrokeWidth = look.Paint(look.ColorLine), look.Hairline
	if v.focused {
		edge.StrokeColor = look.Paint(look.ColorAccentLine)
	}
	look.Place(edge, 0, 0, size.Width, size.Height)
	return append(p.parts, edge)
}

// name is what a row or column is called.
func (v *View) name(col int) string {
	if v.sheet.Column == nil {
		return strconv.Itoa(col + 1)
	}
	return v.sheet.Column(col)
}
