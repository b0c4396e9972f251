package data_test

import (
	"context"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

func TestPostsStayWithTheirCommittees(t *testing.T) {
	for _, test := range []struct{ name, committees, posts string }{
		{"the first is left", "文史委", "委员"},
		{"the second is left", "提案委", "主任"},
		{"one comes in front", "经济委、提案委、文史委", "、主任、委员"},
		{"one comes behind", "提案委、文史委、经济委", "主任、委员"},
		{"all are left", "", ""},
		{"they change places", "文史委、提案委", "主任、委员"}, // to pair them otherwise
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			id := o.zhang(record.Values{"committees": "提案委、文史委", "committee_posts": "主任、委员"})
			o.save(roster.Committees, record.Values{"name": "经济委"})
			if err := o.Write(t.Context(), "测试", "改专委会", func(ctx context.Context, tx *store.Tx) error {
				_, err := roster.Members.Save(ctx, tx, record.Scope{Year: 2026}, id, record.Values{"committees": test.committees})
				return err
			}); err != nil {
				t.Fatal(err)
			}
			o.expect(roster.Members, id, record.Values{"committees": test.committees, "committee_posts": test.posts})
		})
	}
}
