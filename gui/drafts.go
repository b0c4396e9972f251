package gui

import (
	"context"
	"log"

	"cppccdesk/data/record"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/records"
)

// offerDrafts asks what to do with what was typed and not saved when the program ended last, and clears away what else it left behind.
func (s *session) offerDrafts() {
	store := s.desk.Store()
	desk.Load(s.desk.Tasks(), "session.drafts", func(ctx context.Context) ([]record.Draft, error) {
		drafts, setAside := record.DraftsOf(store).All()
		for _, err := range setAside {
			log.Print(err)
		}
		if _, err := store.TidyAttachments(ctx); err != nil {
			log.Printf("tidy attachments: %v", err) // a file too many harms nobody
		}
		return drafts, nil
	}, func(drafts []record.Draft, err error) {
		if err != nil {
			s.desk.Fail(err)
			return
		}
		records.OfferDrafts(s.desk, drafts, func(kind *record.Kind, id int64) {
			s.desk.Open(s.desk.PageOf(kind.Name), records.Resume{Kind: kind, ID: id})
		})
	})
}
