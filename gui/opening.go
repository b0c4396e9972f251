package gui

import (
	"context"
	"fmt"
	"strconv"

	"cppccdesk/data"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/gui/roster"
)

// open shows a record on the page it belongs to. One of another year is asked about first, because the whole window works on one year.
func (s *session) open(t data.Findable) {
	if t.Year == 0 || t.Year == s.desk.Year() {
		s.goTo(t)
		return
	}
	s.desk.Confirm("换到另一个年度", fmt.Sprintf("「%s」属于 %d 年，现在的工作年度是 %d 年。要换到 %d 年打开它吗？", t.Title, t.Year, s.desk.Year(), t.Year),
		fmt.Sprintf("换到 %d 年", t.Year), func() {
			s.waiting = &t
			s.desk.Write(fmt.Sprintf("工作年度换为 %d 年", t.Year), func(ctx context.Context, tx *store.Tx) error {
				return record.SaveSettings(ctx, tx, map[string]string{"work.year": strconv.Itoa(t.Year)})
			}, s.desk.Fail)
		})
}

// arrive opens what waited for its year.
func (s *session) arrive() {
	if t := s.waiting; t != nil && t.Year == s.desk.Year() {
		s.waiting = nil
		s.goTo(*t)
	}
}

func (s *session) goTo(t data.Findable) {
	switch t.Kind {
	case proposal.Proposals:
		s.desk.Open("proposal", t.ID)
	case evaluation.Panels:
		s.desk.Open("evaluation", t.ID)
	default:
		s.desk.Open("roster", roster.Record{Kind: t.Kind, ID: t.ID})
	}
}
