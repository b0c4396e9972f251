package form

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/data/rows"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// rowsField is a field whose value is a table of rows, in the text form of package rows. It is one stop of the keyboard: ↑ and ↓ choose a row,
// Insert adds one, Enter and F2 edit it, Delete takes it away, Alt+↑ and Alt+↓ move it, Space ticks it, Ctrl+Z takes such a change back. A row is typed in a
// box over the window; see rowBox.
type rowsField struct {
	widget.BaseWidget

	onRows func()                                        // changed by the user
	moved  func(top, bottom float32)                     // another row was chosen, between these heights
	ask    func(title string, row rows.Row, adding bool) // opens the box for a row, which comes back to put

	field  Field
	host   fieldHost
	rows   []rows.Row
	broken string // the value, where it is no text of rows; it stays as it is
	at     int    // the row chosen, -1 for none
	past   []rowsState
	ahead  []rowsState
	said   string  // of the last change, until the next
	hidden int     // columns there is no room for
	indent float32 // where the buttons begin
	width  float32 // the columns were arranged for

	focused bool
	invalid bool
	clicks  look.Clicks

	table   *kit.SmallTable
	empty   *kit.Label
	caption *kit.Label
	buttons rowButtons
	edge    *canvas.Rectangle
	draw    *look.Renderer
}

// rowsState is what a change of the rows began with.
type rowsState struct {
	rows []rows.Row
	at   int
}

var (
	_ fyne.Focusable         = (*rowsField)(nil)
	_ fyne.Shortcutable      = (*rowsField)(nil)
	_ fyne.Tabbable          = (*rowsField)(nil)
	_ fyne.Disableable       = (*rowsField)(nil)
	_ fyne.Tappable          = (*rowsField)(nil)
	_ fyne.SecondaryTappable = (*rowsField)(nil)
)

func newRowsField(field Field) *rowsField {
	s := &rowsField{
		field: field, at: -1, table: kit.NewSmallTable(),
		empty: kit.NewLabel("", look.TextSize, look.ToneMuted), caption: kit.NewLabel("", look.SmallText, look.ToneMuted),
	}
	s.table.Picks = true
	s.buttons = newRowButtons(s)
	s.ExtendBaseWidget(s)
	s.renew()
	return s
}

// Value is the rows as one text, "" for none.
func (s *rowsField) Value() string {
	if s.broken != "" {
		return s.broken
	}
	return rows.Text(s.rows)
}

// SetValue shows other rows without calling onRows. What was changed before cannot be taken back. A text that is no table stays the value until
// it is replaced: it is not taken for an empty table.
func (s *rowsField) SetValue(value string) {
	if value == s.Value() {
		s.settled()
		return
	}
	table, err := rows.Parse(value)
	s.rows, s.broken, s.at = table, "", -1
	s.clicks.Forget()
	if err != nil {
		s.rows, s.broken = nil, value
	}
	s.settled()
	s.renew()
}

// settled makes the rows those that changes begin with: after they are saved, a row taken away is not brought back under its old number.
func (s *rowsField) settled() {
	s.past, s.ahead = nil, nil
	if s.said != "" {
		s.say("")
	}
}

// fault says what is wrong with the value as a whole.
func (s *rowsField) fault() string {
	if s.broken != "" {
		return "「" + s.field.Label + "」的内容无法读出，请右键点栏目名撤回这一栏的修改"
	}
	return ""
}

// change puts other rows in the place of those there are, as the user did; at is the row to be chosen then.
func (s *rowsField) change(table []rows.Row, at int, said string) {
	s.past = append(s.past, rowsState{s.rows, s.at})
	s.ahead = nil
	s.restore(rowsState{table, at}, said)
}

func (s *rowsField) restore(to rowsState, said string) {
	s.rows, s.at = to.rows, min(to.at, len(to.rows)-1)
	s.clicks.Forget()
	if s.at < 0 && len(s.rows) > 0 {
		s.at = 0
	}
	s.said = said
	s.renew()
	if s.onRows != nil {
		s.onRows()
	}
	s.reveal()
}

// turn takes the last change back, or makes it again: from one pile of states to the other.
func (s *rowsField) turn(from, to *[]rowsState) {
	if n := len(*from); n > 0 && s.editable() {
		*to = append(*to, rowsState{s.rows, s.at})
		state := (*from)[n-1]
		*from = (*from)[:n-1]
		s.restore(state, "")
	}
}

// editable tells whether the rows can be changed.
func (s *rowsField) editable() bool { return !s.field.ReadOnly && s.broken == "" }

// chosen is the row chosen.
func (s *rowsField) chosen() (rows.Row, bool) { return kit.RowAt(s.rows, s.at) }

// add asks for a new row.
func (s *rowsField) add() {
	if s.editable() {
		row := rows.Row{}
		for _, c := range s.field.Columns {
			if begins := c.begins(len(s.rows) > 0); begins != "" {
				row[c.Key] = begins
			}
		}
		s.ask("添加"+s.field.Label, row, true)
	}
}

// begins is what a new row has in the column.
func (f *Field) begins(behind bool) string {
	if behind && f.Next != "" {
		return f.Next
	}
	return f.Default
}

// open asks for the row chosen, or shows it where it cannot be changed.
func (s *rowsField) open() {
	row, ok := s.chosen()
	switch {
	case !ok:
		s.add()
	case s.editable():
		s.ask("修改"+s.field.Label+s.named(row), row, false)
	default:
		s.ask(s.field.Label+s.named(row), row, false)
	}
}

// put takes a row from the box: below the row chosen when it is new, else in its place.
func (s *rowsField) put(row rows.Row, adding bool) {
	table := slices.Clone(s.rows)
	if adding {
		table = append(table, row)
		s.change(table, len(table)-1, "")
		return
	}
	if was, ok := s.chosen(); ok && !was.Is(row) {
		table[s.at] = row
		s.change(table, s.at, "")
	}
}

// remove takes the row chosen away.
func (s *rowsField) remove() {
	if row, ok := s.chosen(); ok && s.editable() {
		s.change(slices.Delete(slices.Clone(s.rows), s.at, s.at+1), s.at, "已删除"+s.named(row)+"，按 Ctrl+Z 恢复")
	}
}

// shift moves the row chosen among the others.
func (s *rowsField) shift(by int) {
	if s.movable(by) {
		table := slices.Clone(s.rows)
		table[s.at], table[s.at+by] = table[s.at+by], table[s.at]
		s.change(table, s.at+by, "")
	}
}

// tick ticks the row chosen, or takes its tick away.
func (s *rowsField) tick() {
	row, ok := s.chosen()
	if !ok || s.field.Ticks == "" || !s.editable() {
		return
	}
	table, other := slices.Clone(s.rows), map[bool]string{true: no, false: yes}[row[s.field.Ticks] == yes]
	table[s.at] = maps.Clone(row)
	table[s.at][s.field.Ticks] = other
	s.change(table, s.at, "")
}

// movable tells whether the row chosen can be moved.
func (s *rowsField) movable(by int) bool {
	_, from := s.chosen()
	_, to := kit.RowAt(s.rows, s.at+by)
	return from && to && s.field.Ordered && s.editable()
}

// named is a row's name in quotes, "" when it has none.
func (s *rowsField) named(row rows.Row) string {
	name := ""
	if s.field.RowName != nil {
		name = s.field.RowName(row)
	} else {
		for _, c := range s.field.Columns {
			if name = cellText(c, row); name != "" {
				break
			}
		}
	}
	if name == "" {
		return ""
	}
	return "「" + look.Ellipsize(name, 200, look.TextSize, false) + "」"
}

// mark chooses a row.
func (s *rowsField) mark(row int) {
	if _, ok := kit.RowAt(s.rows, row); !ok {
		return
	}
	s.at = row
	s.table.Mark(row)
	s.buttons.enable(s)
	s.reveal()
}

// reveal has the row chosen in sight, the first with the buttons over it.
func (s *rowsField) reveal() {
	if s.moved != nil && s.at >= 0 && s.focused {
		top := s.table.Position().Y + look.HeaderHeight + 1 + float32(s.at)*look.RowHeight
		bottom := top + look.RowHeight
		if s.at == 0 {
			top = 0
		}
		s.moved(top, bottom)
	}
}

// tapped chooses a row; the second click on it opens it.
func (s *rowsField) tapped(row int) {
	look.Focus(s)
	again := s.clicks.Again(int64(row))
	s.mark(row)
	if again {
		s.open()
	}
}

// menu offers at a place what the buttons do.
func (s *rowsField) menu(at fyne.Position) {
	var items []*fyne.MenuItem
	for _, b := range s.buttons.shown(s) {
		item := fyne.NewMenuItem(b.Text, b.OnTap)
		item.Disabled = b.Off()
		items = append(items, item)
	}
	menu.PopUp(s, at, items)
}

// Tapped implements fyne.Tappable: beside the rows it only takes the keyboard there.
func (s *rowsField) Tapped(*fyne.PointEvent) { look.Focus(s) }

// TappedSecondary implements fyne.SecondaryTappable.
func (s *rowsField) TappedSecondary(ev *fyne.PointEvent) {
	look.Focus(s)
	s.menu(ev.AbsolutePosition)
}

// FocusGained implements fyne.Focusable.
func (s *rowsField) FocusGained() {
	s.focused = true
	s.host.reached()
	if s.at < 0 {
		s.mark(0)
	}
	s.reveal()
	s.Refresh()
}

// FocusLost implements fyne.Focusable.
func (s *rowsField) FocusLost() { s.focused = false; s.Refresh() }

// AcceptsTab implements fyne.Tabbable; see MoveFocus.
func (s *rowsField) AcceptsTab() bool { return true }

// TypedRune implements fyne.Focusable.
func (s *rowsField) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (s *rowsField) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyUp:
		s.mark(s.at - 1)
	case fyne.KeyDown:
		s.mark(s.at + 1)
	case fyne.KeyHome:
		s.mark(0)
	case fyne.KeyEnd:
		s.mark(len(s.rows) - 1)
	case fyne.KeyInsert:
		s.add()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF2:
		s.open()
	case fyne.KeyDelete:
		s.remove()
	case fyne.KeySpace:
		s.tick()
	default:
		s.host.typedKey(s, ev)
	}
}

// TypedShortcut implements fyne.Shortcutable. Undo never reaches the window, which would take a save back.
func (s *rowsField) TypedShortcut(cut fyne.Shortcut) {
	switch cut := cut.(type) {
	case *fyne.ShortcutUndo:
		s.turn(&s.past, &s.ahead)
		return
	case *fyne.ShortcutRedo:
		s.turn(&s.ahead, &s.past)
		return
	case *desktop.CustomShortcut:
		switch {
		case cut.Modifier == fyne.KeyModifierAlt && cut.KeyName == fyne.KeyUp:
			s.shift(-1)
			return
		case cut.Modifier == fyne.KeyModifierAlt && cut.KeyName == fyne.KeyDown:
			s.shift(1)
			return
		}
	}
	s.host.typedShortcut(s, cut)
}

// Enable implements fyne.Disableable; whether the rows can be changed is declared with the field.
func (s *rowsField) Enable() {}

// Disable implements fyne.Disableable; see Enable.
func (s *rowsField) Disable() {}

// Disabled implements fyne.Disableable: the keyboard passes a table by that can only be read and has nothing in it.
func (s *rowsField) Disabled() bool { return s.field.ReadOnly && len(s.rows) == 0 }

func (s *rowsField) SetInvalid(invalid bool) {
	s.invalid = invalid
	s.Refresh()
}
