package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// SmallColumn declares a column of a small table. Weight 0 means Width is fixed; else the column shares what is left by weight.
type SmallColumn struct {
	Title  string
	Width  float32
	Weight float32
	Align  fyne.TextAlign
}

// SmallCell is one cell: text, or a bar when Bar is set (0 to 1).
type SmallCell struct {
	Text string
	Tone look.Tone
	Bold bool
	Bar  *float64
}

// SmallRow is one row; a click does OnTap, or what is chosen from Menu.
type SmallRow struct {
	Cells []SmallCell
	OnTap func()
	Menu  []*fyne.MenuItem

	OnMenu func(at fyne.Position) // right-click; nil: none
}

func (r *SmallRow) opens() bool { return r.OnTap != nil || len(r.Menu) > 0 }

// SmallTable shows a handful of fixed rows with their titles, as on the home page and in detail panes. It does not scroll or sort: for
// more than some twenty rows use Grid.
type SmallTable struct {
	widget.BaseWidget

	Columns []SmallColumn
	Rows    []*smallLine
	head    *smallLine
	draw    *look.Renderer
	Picks   bool // a row is chosen by a click, as in a list, and not opened
	Marked  int  // the row chosen, -1 for none
}

// NewSmallTable makes a table without rows.
func NewSmallTable(columns ...SmallColumn) *SmallTable {
	t := &SmallTable{Marked: -1}
	t.SetColumns(columns)
	t.ExtendBaseWidget(t)
	return t
}

// SetColumns replaces the columns; the rows are to be set then, too.
func (t *SmallTable) SetColumns(columns []SmallColumn) {
	t.Columns = columns
	t.head = newSmallLine(t, SmallRow{})
	t.head.title = true
	for _, c := range columns {
		t.head.row.Cells = append(t.head.row.Cells, SmallCell{Text: c.Title, Bold: true})
	}
}

// Mark chooses a row, -1 for none.
func (t *SmallTable) Mark(row int) {
	t.Marked = row
	for _, r := range t.Rows {
		r.Refresh()
	}
}

// SetRows replaces the rows.
func (t *SmallTable) SetRows(rows []SmallRow) {
	t.Rows = make([]*smallLine, len(rows))
	for i, r := range rows {
		t.Rows[i] = newSmallLine(t, r)
		t.Rows[i].index = i
	}
	if t.draw != nil {
		t.draw.Parts = t.objects()
	}
	t.Refresh()
}

func (t *SmallTable) objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{t.head}
	for _, r := range t.Rows {
		objects = append(objects, r)
	}
	return objects
}

func (t *SmallTable) minWidth() float32 {
	var w float32
	for _, c := range t.Columns {
		w += max(c.Width, 2*look.LeastColumn*min(c.Weight, 1))
	}
	return w
}

// widthsOf divides the width among the columns.
func widthsOf(columns []SmallColumn, width float32) []float32 {
	out := make([]float32, len(columns))
	left, weights := width, float32(0)
	for i, c := range columns {
		out[i] = c.Width
		left -= c.Width
		weights += c.Weight
	}
	for i, c := range columns {
		if weights > 0 && left > 0 {
			out[i] += left * c.Weight / weights
		}
	}
	return out
}

// CreateRenderer implements fyne.Widget.
func (t *SmallTable) CreateRenderer() fyne.WidgetRenderer {
	t.draw = &look.Renderer{
		Widget: t, Parts: t.objects(),
		Least: func() fyne.Size {
			return fyne.NewSize(t.minWidth(), look.HeaderHeight+1+float32(len(t.Rows))*look.RowHeight)
		},
		Arrange: func(size fyne.Size) {
			look.Place(t.head, 0, 0, size.Width, look.HeaderHeight+1)
			for i, r := range t.Rows {
				look.Place(r, 0, look.HeaderHeight+1+float32(i)*look.RowHeight, size.Width, look.RowHeight)
			}
		},
		Paint: func() {
			t.head.Refresh()
			for _, r := range t.Rows {
				r.Refresh()
			}
		},
	}
	return t.draw
}

type smallLine struct {
	widget.BaseWidget

	table   *SmallTable
	columns []SmallColumn // those it was made for: the mouse may still leave it when the table has others
	row     SmallRow
	index   int
	title   bool
	hovered bool

	back, line *canvas.Rectangle
	cells      []fyne.CanvasObject // *canvas.Text or *ProgressBar
}

var (
	_ fyne.Tappable          = (*smallLine)(nil)
	_ fyne.SecondaryTappable = (*smallLine)(nil)
	_ desktop.Hoverable      = (*smallLine)(nil)
	_ desktop.Cursorable     = (*smallLine)(nil)
)

func newSmallLine(t *SmallTable, row SmallRow) *smallLine {
	l := &smallLine{table: t, columns: t.Columns, row: row}
	l.ExtendBaseWidget(l)
	return l
}

// Tapped implements fyne.Tappable.
func (l *smallLine) Tapped(ev *fyne.PointEvent) {
	switch {
	case len(l.row.Menu) > 0:
		menu.Choose(l, ev.AbsolutePosition, l.row.Menu)
	case l.row.OnTap != nil:
		l.row.OnTap()
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (l *smallLine) TappedSecondary(ev *fyne.PointEvent) {
	if l.row.OnMenu != nil {
		l.row.OnMenu(ev.AbsolutePosition)
	}
}

// Cursor implements desktop.Cursorable.
func (l *smallLine) Cursor() desktop.Cursor {
	if l.row.opens() && !l.table.Picks {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// MouseIn implements desktop.Hoverable.
func (l *smallLine) MouseIn(*desktop.MouseEvent) { l.hovered = l.row.opens(); l.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (l *smallLine) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (l *smallLine) MouseOut() { l.hovered = false; l.Refresh() }

func (l *smallLine) paint() {
	fill, edge := look.ColorSurface, look.ColorRowLine
	switch {
	case l.title:
		fill, edge = look.ColorHeader, look.ColorLine
	case l.index == l.table.Marked:
		fill = look.ColorAccentSoft
	case l.hovered:
		fill = look.ColorHover
	}
	l.back.FillColor, l.line.FillColor = look.Paint(fill), look.Paint(edge)
	l.back.Refresh()
	l.line.Refresh()
	for i, o := range l.cells {
		if t, ok := o.(*canvas.Text); ok {
			l.paintCell(t, l.row.Cells[i])
			t.Refresh()
		}
	}
}

func (l *smallLine) paintCell(t *canvas.Text, c SmallCell) {
	t.Color = c.Tone.Color()
	if l.title {
		t.Color = look.Paint(look.ColorHeaderText)
	}
	t.TextStyle.Bold = c.Bold || c.Tone.Emphatic()
}

func (l *smallLine) arrange(size fyne.Size) {
	look.Place(l.back, 0, 0, size.Width, size.Height)
	look.Place(l.line, 0, size.Height-look.Hairline, size.Width, look.Hairline)
	var x float32
	widths := widthsOf(l.columns, size.Width)
	for i, o := range l.cells {
		w := max(widths[i]-2*look.CellPad, 0)
		if t, ok := o.(*canvas.Text); ok {
			t.Text = look.Ellipsize(l.row.Cells[i].Text, w+2, look.TextSize, t.TextStyle.Bold)
			t.Refresh()
		}
		look.Place(o, x+look.CellPad, 0, w, size.Height-look.Hairline)
		x += widths[i]
	}
}

// CreateRenderer implements fyne.Widget.
func (l *smallLine) CreateRenderer() fyne.WidgetRenderer {
	l.back, l.line = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	objects := []fyne.CanvasObject{l.back, l.line}
	l.cells = nil
	for i, c := range l.row.Cells {
		if i >= len(l.columns) {
			break
		}
		var o fyne.CanvasObject
		if c.Bar != nil {
			o = NewProgressBar(*c.Bar)
		} else {
			t := look.NewText(c.Text, look.TextSize, c.Bold, look.ColorText)
			t.Alignment = l.columns[i].Align
			o = t
		}
		l.cells = append(l.cells, o)
		objects = append(objects, o)
	}
	l.paint()
	return &look.Renderer{
		Widget: l, Parts: objects,
		Least:   func() fyne.Size { return fyne.NewSize(l.table.minWidth(), look.RowHeight) },
		Arrange: l.arrange,
		Paint:   l.paint,
	}
}
