package records

import (
	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
)

// Dropped takes files dropped on the window at a place and tells whether it did: on the list of attachments all of them, elsewhere while a
// record is edited those that are no workbooks. Workbooks are for the import, which gets those left over.
func (e *Editor) Dropped(at fyne.Position, paths []string) bool {
	switch {
	case !e.active:
		return false
	case e.entry.ID != 0 && e.tabs.Current() == tabFiles && within(e.body, at):
		e.files.add(e.files.own(), paths)
		return true
	}
	workbooks, others := WorkbooksAmong(paths)
	if len(others) == 0 {
		return false
	}
	e.files.id = e.entry.ID
	e.files.add(e.files.own(), others)
	if e.entry.ID != 0 {
		e.showTab(tabFiles)
	}
	if len(workbooks) > 0 {
		e.desk.OpenImport(workbooks...)
	}
	return true
}

// within tells whether a place of the window lies in an object that is shown.
func within(o fyne.CanvasObject, at fyne.Position) bool {
	corner := look.PositionOf(o)
	size := o.Size()
	return at.X >= corner.X && at.Y >= corner.Y && at.X < corner.X+size.Width && at.Y < corner.Y+size.Height
}

// Dropped takes files dropped on the form or on the attachments of the record chosen.
func (l *List) Dropped(at fyne.Position, paths []string) bool {
	return l.editor.Dropped(at, paths) || !l.editor.Active() && l.details.tabs.Dropped(at, paths)
}

// Follow shows beside a list what is chosen in it. While a form is open the row that it is of, shown, stays chosen until the form is left for another.
func Follow[R any](g *grid.Grid[R], e *Editor, id func(R) int64, shown int64, rows []R, show func(R), several func([]R)) {
	switch {
	case e.Active() && (len(rows) != 1 || id(rows[0]) == shown):
	case e.Active():
		next := rows[0]
		g.Select(shown)
		e.Leave(func() {
			show(next)
			g.Select(id(next))
		})
	case len(rows) == 1:
		show(rows[0])
	default:
		several(rows)
	}
}

// Followed are the rows that Follow shows once no form is open any more: those chosen, or the one the keyboard is at.
func Followed[R any](g *grid.Grid[R]) []R {
	if chosen := g.Selected(); len(chosen) > 0 {
		return chosen
	}
	if r, ok := g.Current(); ok {
		return []R{r}
	}
	return nil
}

// IDs are the ids of rows, as an Editor asks for them.
func IDs[R any](rows []R, id func(R) int64) []int64 {
	ids := make([]int64, len(rows))
	for i, r := range rows {
		ids[i] = id(r)
	}
	return ids
}

func rowID(r Row) int64 { return r.ID }

// moved selects the record the form went on to.
func (l *List) moved(id int64) {
	l.chosen, l.want = id, id // also after a reading that is under way
	l.grid.Select(id)
}

// Resume opens the form of a record with what was typed into it and not saved.
func (l *List) Resume(id int64) {
	if l.refuses() {
		return
	}
	if id != 0 {
		l.chosen = id
		l.Select(id)
	}
	l.editor.Resume(id)
}
