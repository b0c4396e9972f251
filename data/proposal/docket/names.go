package docket

import (
	"cmp"
	"slices"
	"strings"
)

// Session is a session with its term, as the proposals of it show it.
type Session struct {
	ID, TermID           int64
	Year                 int
	Name, TermName       string
	Ordinal, TermOrdinal int
}

// Names are what the ids and words of proposals stand for now. They are not stored with a line, so that a line stays right when they change.
type Names struct {
	Sessions map[int64]Session
	Units    map[int64]string
	Former   Former            // of the units that were renamed, the earliest first
	Classes  map[string]string // of the proposals' kinds
	Fields   map[string]string // of the categories

	FieldsUntil map[string][]FieldUntil // what they belonged to in earlier years, the earliest first

	Sides map[string]string // of the ways of talking; "face" is face to face
	Nodes map[string]int    // places of the nodes of the tracking

	lists  map[string]unitList // by how they are stored: there are few, and many proposals have each
	reader coder               // of the line that is read
}

// FormerName is what a unit was called until a day, the one it was renamed on (改名日期).
type FormerName struct{ Name, UntilOn string }

// Former are the former names of units.
type Former map[int64][]FormerName

// name is what the unit was called on the day; now is its name since.
func (f Former) name(unitID int64, now, day string) string {
	for _, was := range f[unitID] {
		if !happened(was.UntilOn, day) {
			return was.Name
		}
	}
	return now
}

// FieldUntil is what a category belonged to up to a year.
type FieldUntil struct {
	Year  int
	Field string
}

// field is what a category belongs to in a year.
func (n *Names) field(category string, year int) string {
	for _, past := range n.FieldsUntil[category] {
		if year <= past.Year {
			return past.Field
		}
	}
	return n.Fields[category]
}

// unitList is units with their names as one text.
type unitList struct {
	ids     []int64
	names   string
	renamed bool // one of them was
}

// Clone is n for another goroutine: names are not read by two at a time.
func (n *Names) Clone() Names {
	other := *n
	other.lists, other.reader = nil, coder{}
	return other
}

// Head fills in what the proposal's session and words stand for.
func (n *Names) Head(h *Head) {
	s := n.Sessions[h.SessionID]
	h.TermID, h.Year, h.SessionName, h.TermName, h.SessionOrdinal, h.TermOrdinal = s.TermID, s.Year, s.Name, s.TermName, s.Ordinal, s.TermOrdinal
	h.Class, h.Field = cmp.Or(n.Classes[h.Kind], "集体提案"), n.field(h.Category, s.Year)
}

// Face reports whether a way of talking is face to face.
func (n *Names) Face(mode string) bool { return n.Sides[mode] == "face" }

// Sort puts the nodes of a tracking in order.
func (n *Names) Sort(nodes []Node) {
	place := func(node Node) int {
		if place, known := n.Nodes[node.Kind]; known {
			return place
		}
		return 99 // behind those of the dictionary
	}
	slices.SortFunc(nodes, func(a, b Node) int { return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a.ID, b.ID)) })
}

// units are the units of a stored list, as they were called on the day.
func (n *Names) units(stored, day string) (list unitList, sound bool) {
	if stored == "" {
		return unitList{}, true
	}
	list, sound = n.unitsNow(stored)
	if list.renamed {
		names := make([]string, len(list.ids))
		for i, id := range list.ids {
			names[i] = n.Former.name(id, n.Units[id], day)
		}
		list.names = strings.Join(names, "、")
	}
	return list, sound
}

func (n *Names) unitsNow(stored string) (list unitList, sound bool) {
	if list, known := n.lists[stored]; known {
		return list, true
	}
	c := coder{in: stored, reading: true}
	var names []string
	for c.in != "" {
		var id int64
		c.id(&id)
		list.ids, names = append(list.ids, id), append(names, n.Units[id])
		list.renamed = list.renamed || len(n.Former[id]) > 0
	}
	list.names = strings.Join(names, "、")
	if n.lists == nil {
		n.lists = map[string]unitList{}
	}
	n.lists[strings.Clone(stored)] = list
	return list, !c.damaged
}
