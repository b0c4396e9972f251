package records

import (
	"slices"

	"cppccdesk/data/record"
	"cppccdesk/gui/kit/grid"
)

// Chosen are the rows selected, in the order shown.
func (l *List) Chosen() []Row { return l.grid.Selected() }

// Where shows the records whose field has the value, in place of what else was asked of that field; "" asks nothing of it.
func (l *List) Where(field, value string) {
	c := grid.Condition{Column: field}
	if value != "" {
		c.Values = []string{value}
	}
	l.grid.SetCondition(c)
}

// asked are the fields that a new record keeps of what the list is filtered by, one value each.
func (l *List) asked() record.Values {
	v := record.Values{}
	for _, c := range l.grid.Conditions() {
		if len(c.Values) == 1 && !c.Blank && slices.Contains(l.config.Kind.Shared, c.Column) {
			v[c.Column] = c.Values[0]
		}
	}
	return v
}

// Active tells whether a record is being edited.
func (l *List) Active() bool { return l.editor.Active() }

// Lock has the list answer every attempt to change something with a sentence; "" unlocks it.
func (l *List) Lock(sentence string) { l.locked = sentence }

// refuses says why nothing can be changed, if so.
func (l *List) refuses() bool {
	if l.locked != "" {
		l.desk.Toast(l.locked, "", nil)
	}
	return l.locked != ""
}

// edit opens the form of a record, of a new one for id 0.
func (l *List) edit(id int64) {
	if !l.refuses() {
		l.editor.Open(id)
	}
}

// paste takes cells copied from a sheet, as Paste does, unless the list is locked.
func (l *List) paste(cells [][]string) {
	if !l.refuses() {
		Paste(l.desk, l.config.Kind, l.grid, l.editor, cells)
	}
}
