package grid

import (
	"encoding/json"
	"slices"

	"cppccdesk/gui/kit/look"
)

// remembered is the JSON kept in Prefs for one list.
type remembered struct {
	Columns []columnState `json:"columns"`
	Sort    []Sorting     `json:"sort"`
}

func (g *Grid[R]) prefsKey() string { return "grid." + g.config.Key }

func (g *Grid[R]) remember() {
	if g.config.Prefs != nil {
		g.config.Prefs.Set(g.prefsKey(), g.columns.encode(g.set.sorting))
	}
}

// restoreLayout merges what was remembered with the columns the program has now: columns that are gone are forgotten, new ones appear
// where they are declared.
func restoreLayout[R any](cols []Column[R], saved string) (columnLayout, []Sorting) {
	var m remembered
	if saved == "" || json.Unmarshal([]byte(saved), &m) != nil {
		return defaultLayout(cols), nil
	}
	return layoutOf(cols, m)
}

func layoutOf[R any](cols []Column[R], m remembered) (columnLayout, []Sorting) {
	l := defaultLayout(cols)
	rank := map[string]int{}
	for i, s := range m.Columns {
		rank[s.Key] = i
	}
	last := -1.0
	place := make(map[string]float64, len(l.states))
	for i, s := range l.states {
		at, ok := rank[s.Key]
		if !ok {
			last += 1.0 / 64
			place[s.Key] = last
			continue
		}
		last = float64(at)
		place[s.Key] = last
		l.states[i].take(m.Columns[at])
	}
	slices.SortStableFunc(l.states, func(a, b columnState) int {
		switch {
		case place[a.Key] < place[b.Key]:
			return -1
		case place[a.Key] > place[b.Key]:
			return 1
		}
		return 0
	})
	m.Sort = slices.DeleteFunc(m.Sort, func(s Sorting) bool {
		return !slices.ContainsFunc(cols, func(c Column[R]) bool { return c.Key == s.Key })
	})
	if l.visible() == 0 {
		return defaultLayout(cols), m.Sort
	}
	return l, m.Sort
}

// take restores what was remembered of a column.
func (s *columnState) take(was columnState) {
	s.Hidden, s.Wanted = was.Hidden, was.Wanted
	if was.Width < look.LeastColumn {
		return
	}
	s.Width = was.Width
	if was.Sized {
		s.Sized, s.flex = true, false
	}
}

func (l *columnLayout) encode(sorting []Sorting) string {
	text, err := json.Marshal(remembered{Columns: l.states, Sort: sorting})
	if err != nil {
		return "" // cannot happen: only strings, numbers and booleans
	}
	return string(text)
}
