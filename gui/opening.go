package gui

import (
	"cppccdesk/data"
	"cppccdesk/data/evaluation"
	units "cppccdesk/data/roster"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/roster"
)

// open shows a record on the page it belongs to, in its year.
func (s *session) open(t data.Findable) {
	s.desk.InYear(t.Year, "「"+t.Title+"」属于", func() { s.goTo(t) })
}

func (s *session) goTo(t data.Findable) {
	switch page := s.desk.PageOf(t.Kind.Name); {
	case t.Kind == evaluation.Panels:
		s.desk.Open("evaluation", t.ID)
	case t.Kind == units.Units:
		s.desk.Open(page, desk.Dossier{Kind: t.Kind.Name, ID: t.ID})
	case page == "roster":
		s.desk.Open(page, roster.Record{Kind: t.Kind, ID: t.ID})
	default:
		s.desk.Open(page, t.ID)
	}
}
