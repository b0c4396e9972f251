package data_test

import (
	"context"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// A session keeps its year while proposals are of it.
func TestSessionWithProposalsKeepsItsYear(t *testing.T) {
	o := openOffice(t)
	id, err := store.LookUp(t.Context(), o.DB(), "SELECT id FROM session WHERE year = 2026")
	if err != nil || id == 0 {
		t.Fatal(id, err)
	}
	move := func(year string) error {
		return o.Write(t.Context(), "测试", "改届次", func(ctx context.Context, tx *store.Tx) error {
			_, err := roster.Sessions.Save(ctx, tx, record.Scope{Year: 2026}, id, record.Values{"year": year})
			return err
		})
	}
	o.save(proposal.Proposals, record.Values{"title": "关于修路的建议", "proposer": "民建县委", "received_on": "2026-01-10"})
	if err := move("2025"); !strings.Contains(store.Sentence(err), " 件提案（含回收站里的），年度不能改为 2025 年") {
		t.Errorf("moved: %v", err)
	}
	if err := move("2026"); err != nil {
		t.Error(err)
	}
}
