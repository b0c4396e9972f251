package gui

import "cppccdesk/gui/manual"

// help opens the manual at what belongs to the page in front; in the manual itself it goes back.
func (s *session) help() {
	page := s.desk.Current()
	if page != nil && page.Key() == manual.Key {
		s.desk.Back()
		return
	}
	s.helpAt(manual.TopicOf(page))
}

// helpAt opens the manual at a heading; a form that is being filled in stays as it is.
func (s *session) helpAt(topic string) { s.desk.OpenOver(manual.Key, topic) }
