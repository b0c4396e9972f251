package kit

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Heights of the parts of a table of rows.
const (
	rowsGap     float32 = 4
	rowsCaption float32 = 20
)

// rowButtons are the buttons over a table of rows. The keyboard passes them by: in the table each has its key.
type rowButtons struct{ add, edit, remove, up, down *Button }

func newRowButtons(s *rowsField) rowButtons {
	button := func(text string, do func()) *Button {
		b := NewButton(text, func() {
			focus(s)
			do()
		})
		b.aside = true
		return b
	}
	return rowButtons{
		add: button("添加", s.add), edit: button("修改", s.open), remove: button("删除", s.remove),
		up: button("上移", func() { s.shift(-1) }), down: button("下移", func() { s.shift(1) }),
	}
}

// shown are the buttons a table has, in their order.
func (b rowButtons) shown(s *rowsField) []*Button {
	switch {
	case s.field.ReadOnly:
		return nil
	case s.field.Ordered:
		return []*Button{b.add, b.edit, b.remove, b.up, b.down}
	default:
		return []*Button{b.add, b.edit, b.remove}
	}
}

// enable lets those be pressed that can do something.
func (b rowButtons) enable(s *rowsField) {
	_, chosen := s.chosen()
	b.add.SetEnabled(s.editable())
	b.edit.SetEnabled(s.editable() && chosen)
	b.remove.SetEnabled(s.editable() && chosen)
	b.up.SetEnabled(s.movable(-1))
	b.down.SetEnabled(s.movable(1))
}

// renew shows the rows as they are now.
func (s *rowsField) renew() {
	s.empty.Tone = ToneMuted
	switch {
	case s.broken != "":
		s.empty.Text, s.empty.Tone = "内容无法读出", ToneLate
	case s.field.ReadOnly:
		s.empty.Text = "还没有"
	default:
		s.empty.Text = "还没有，按 Insert 添加"
	}
	s.fill()
	s.buttons.enable(s)
	s.Refresh()
}

// fill makes the lines of the table those of the rows, in the columns the width has room for.
func (s *rowsField) fill() {
	shown := s.arrangeColumns()
	columns := make([]SmallColumn, len(shown))
	for i, c := range shown {
		columns[i] = SmallColumn{Title: c.field.Label, Width: c.width, Align: c.align()}
	}
	s.hidden = s.worth() - len(shown)
	s.table.setColumns(columns)
	lines := make([]SmallRow, len(s.rows))
	for i, row := range s.rows {
		lines[i].OnTap = func() { s.tapped(i) }
		lines[i].menu = func(at fyne.Position) {
			focus(s)
			s.mark(i)
			s.menu(at)
		}
		for _, c := range shown {
			lines[i].Cells = append(lines[i].Cells, SmallCell{Text: cellText(c.field, row)})
		}
	}
	s.table.marked = s.at
	s.table.SetRows(lines)
	s.say(s.said)
}

// say shows a sentence below the table, before how much of it there is no room for.
func (s *rowsField) say(text string) {
	s.said = text
	if s.hidden > 0 && len(s.rows) > 0 {
		if text != "" {
			text += "；"
		}
		text += fmt.Sprintf("另有 %d 栏未列出，按 Enter 查看", s.hidden)
	}
	s.caption.Text = text
	s.caption.Refresh()
}

// fit arranges the columns for a width before the height is asked for.
func (s *rowsField) fit(width float32) {
	if width != s.width {
		s.width = width
		s.fill()
	}
}

// tableHeight is what the rows need, or the line in their place.
func (s *rowsField) tableHeight() float32 {
	if len(s.rows) == 0 {
		return RowHeight
	}
	return HeaderHeight + 1 + float32(len(s.rows))*RowHeight
}

func (s *rowsField) minSize() fyne.Size {
	height := FieldHeight + rowsGap + s.tableHeight()
	if s.caption.Text != "" {
		height += rowsCaption
	}
	return fyne.NewSize(2*LeastColumn, height)
}

func (s *rowsField) paint() {
	edge := ColorFieldLine
	s.edge.StrokeWidth = Hairline
	if s.focused {
		edge, s.edge.StrokeWidth = ColorAccent, focusRing
	}
	if s.invalid && !s.field.ReadOnly {
		edge = ColorLate
	}
	s.edge.StrokeColor, s.edge.FillColor = Paint(edge), Paint(colorNone)
	s.table.Hidden, s.empty.Hidden = len(s.rows) == 0, len(s.rows) > 0
	if s.table.Hidden {
		s.edge.FillColor = Paint(ColorSurface)
	}
	s.edge.Refresh()
	s.draw.Parts = s.draw.Parts[:0]
	for _, b := range s.buttons.shown(s) {
		s.draw.Parts = append(s.draw.Parts, b)
	}
	s.draw.Parts = append(s.draw.Parts, s.table, s.edge, s.empty, s.caption)
}

func (s *rowsField) layout(size fyne.Size) {
	x := s.indent
	for _, b := range s.buttons.shown(s) {
		w := b.MinSize().Width
		Place(b, x, 0, w, FieldHeight-2)
		x += w + rowsGap
	}
	top, height := FieldHeight+rowsGap, s.tableHeight()
	Place(s.table, 0, top, size.Width, height)
	Place(s.empty, CellPad, top, max(size.Width-2*CellPad, 0), height)
	Place(s.edge, 0, top, size.Width, height)
	Place(s.caption, FieldPad, top+height, max(size.Width-2*FieldPad, 0), rowsCaption)
}

// CreateRenderer implements fyne.Widget.
func (s *rowsField) CreateRenderer() fyne.WidgetRenderer {
	s.edge = canvas.NewRectangle(nil)
	s.draw = &Renderer{Widget: s, Least: s.minSize, Arrange: s.layout, Paint: s.paint}
	s.paint()
	return s.draw
}
