package form

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// Heights of the parts of a table of rows.
const (
	rowsGap     float32 = 4
	rowsCaption float32 = 20
)

// rowButtons are the buttons over a table of rows. The keyboard passes them by: in the table each has its key.
type rowButtons struct{ add, edit, remove, up, down, tick *kit.Button }

func newRowButtons(s *rowsField) rowButtons {
	button := func(text string, do func()) *kit.Button {
		b := kit.NewButton(text, func() {
			look.Focus(s)
			do()
		})
		b.Aside = true
		return b
	}
	return rowButtons{
		add: button("添加", s.add), edit: button("修改", s.open), remove: button("删除", s.remove),
		up: button("上移", func() { s.shift(-1) }), down: button("下移", func() { s.shift(1) }),
		tick: button(s.tickText(), s.tick),
	}
}

// shown are the buttons a table has, in their order.
func (b rowButtons) shown(s *rowsField) []*kit.Button {
	switch {
	case s.field.ReadOnly:
		return nil
	case s.field.Ticks != "":
		return []*kit.Button{b.tick, b.add, b.edit, b.remove, b.up, b.down}
	case s.field.Ordered:
		return []*kit.Button{b.add, b.edit, b.remove, b.up, b.down}
	default:
		return []*kit.Button{b.add, b.edit, b.remove}
	}
}

// tickText is the button of Field.Ticks: 印／不印.
func (s *rowsField) tickText() string {
	i := slices.IndexFunc(s.field.Columns, func(c Field) bool { return c.Key == s.field.Ticks })
	if i < 0 {
		return ""
	}
	return s.field.Columns[i].Label + "／不" + s.field.Columns[i].Label
}

// enable lets those be pressed that can do something.
func (b rowButtons) enable(s *rowsField) {
	_, chosen := s.chosen()
	b.add.SetEnabled(s.editable())
	b.edit.SetEnabled(s.editable() && chosen)
	b.remove.SetEnabled(s.editable() && chosen)
	b.tick.SetEnabled(s.editable() && chosen)
	b.up.SetEnabled(s.movable(-1))
	b.down.SetEnabled(s.movable(1))
}

// renew shows the rows as they are now.
func (s *rowsField) renew() {
	s.empty.Tone = look.ToneMuted
	switch {
	case s.broken != "":
		s.empty.Text, s.empty.Tone = "内容无法读出", look.ToneLate
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
	columns := make([]kit.SmallColumn, len(shown))
	for i, c := range shown {
		columns[i] = kit.SmallColumn{Title: c.field.Label, Width: c.width, Align: c.align()}
	}
	s.hidden = s.worth() - len(shown)
	s.table.SetColumns(columns)
	lines := make([]kit.SmallRow, len(s.rows))
	for i, row := range s.rows {
		lines[i].OnTap = func() { s.tapped(i) }
		lines[i].OnMenu = func(at fyne.Position) {
			look.Focus(s)
			s.mark(i)
			s.menu(at)
		}
		for _, c := range shown {
			lines[i].Cells = append(lines[i].Cells, kit.SmallCell{Text: cellText(c.field, row)})
		}
	}
	s.table.Marked = s.at
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
		return look.RowHeight
	}
	return look.HeaderHeight + 1 + float32(len(s.rows))*look.RowHeight
}

func (s *rowsField) minSize() fyne.Size {
	height := s.top(s.width) + s.tableHeight()
	if s.caption.Text != "" {
		height += rowsCaption
	}
	return fyne.NewSize(2*look.LeastColumn, height)
}

func (s *rowsField) paint() {
	edge := look.ColorFieldLine
	s.edge.StrokeWidth = look.Hairline
	if s.focused {
		edge, s.edge.StrokeWidth = look.ColorAccent, look.FocusRing
	}
	if s.invalid && !s.field.ReadOnly {
		edge = look.ColorLate
	}
	s.edge.StrokeColor, s.edge.FillColor = look.Paint(edge), look.Paint(look.ColorNone)
	s.table.Hidden, s.empty.Hidden = len(s.rows) == 0, len(s.rows) > 0
	if s.table.Hidden {
		s.edge.FillColor = look.Paint(look.ColorSurface)
	}
	s.edge.Refresh()
	s.draw.Parts = s.draw.Parts[:0]
	for _, b := range s.buttons.shown(s) {
		s.draw.Parts = append(s.draw.Parts, b)
	}
	s.draw.Parts = append(s.draw.Parts, s.table, s.edge, s.empty, s.caption)
}

// rowsOutside is how far the table begins left of the form's column.
const rowsOutside float32 = 2

// buttonAir is what a button gives way by in a narrow form.
const buttonAir float32 = 14

// buttonsIn is by how much each button gives way in a width, so that all are in sight behind the label, and whether there is room for them there: else
// they have the line below it for themselves.
func (s *rowsField) buttonsIn(width float32) (give float32, beside bool) {
	shown := s.buttons.shown(s)
	need := float32(len(shown)-1) * rowsGap
	for _, b := range shown {
		need += b.MinSize().Width
	}
	n := float32(max(len(shown), 1))
	if give = max(0, s.indent+need-width) / n; give > buttonAir {
		return min(max(0, rowsOutside+need-width)/n, buttonAir), false
	}
	return give, true
}

// top is where the table begins.
func (s *rowsField) top(width float32) float32 {
	top := look.FieldHeight + rowsGap
	if _, beside := s.buttonsIn(width); !beside && width > 0 {
		top += look.FieldHeight
	}
	return top
}

func (s *rowsField) layout(size fyne.Size) {
	x, y := s.indent, float32(0)
	give, beside := s.buttonsIn(size.Width)
	if !beside {
		x, y = rowsOutside, look.FieldHeight
	}
	for _, b := range s.buttons.shown(s) {
		w := b.MinSize().Width - give
		look.Place(b, x, y, w, look.FieldHeight-2)
		x += w + rowsGap
	}
	top, height := s.top(size.Width), s.tableHeight()
	look.Place(s.table, 0, top, size.Width, height)
	look.Place(s.empty, look.CellPad, top, max(size.Width-2*look.CellPad, 0), height)
	look.Place(s.edge, 0, top, size.Width, height)
	look.Place(s.caption, look.FieldPad, top+height, max(size.Width-2*look.FieldPad, 0), rowsCaption)
}

// CreateRenderer implements fyne.Widget.
func (s *rowsField) CreateRenderer() fyne.WidgetRenderer {
	s.edge = canvas.NewRectangle(nil)
	s.draw = &look.Renderer{Widget: s, Least: s.minSize, Arrange: s.layout, Paint: s.paint}
	s.paint()
	return s.draw
}
