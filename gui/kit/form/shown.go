package form

import "slices"

// showLines shows the fields that the values ask for and the headings over any of them. A field just changed by the user stays: it has the keyboard.
func (f *Form) showLines(changed *formLine) {
	if !slices.ContainsFunc(f.lines, func(l *formLine) bool { return l.field.When != nil }) {
		return
	}
	values, moved := f.Values(), false
	show := func(l *formLine, on bool) {
		if on == l.Visible() {
			return
		}
		moved = true
		if on {
			l.Show()
		} else {
			l.Hide()
		}
	}
	under, shown := 0, 0 // the lines of a section, from its last to its heading
	for _, l := range slices.Backward(f.lines) {
		if l.field.Kind == FieldHeading {
			show(l, shown > 0 || under == 0)
			under, shown = 0, 0
			continue
		}
		if l.field.When != nil {
			show(l, l.field.When(values) || l == changed && l.Visible())
		}
		if under++; l.Visible() {
			shown++
		}
	}
	if moved {
		f.arrange()
		f.layout(f.Size())
	}
}
