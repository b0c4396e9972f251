package proposal

import (
	"context"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// A saved proposal is shown before the list is read again: one that was changed, and one that is new.
func TestASavedProposalIsShownAtOnce(t *testing.T) {
	p, d := open(t)
	save := func(id int64, v record.Values) int64 {
		t.Helper()
		err := d.Store().Write(t.Context(), "王芳", "修改", func(ctx context.Context, tx *store.Tx) (err error) {
			id, err = proposal.Proposals.Save(ctx, tx, d.Scope(), id, v)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	before, title := p.rows, p.rows[0].Title
	shown := func(words string) []row {
		p.query(words)
		defer p.query("")
		return p.grid.Rows()
	}
	id := before[0].ID
	save(id, record.Values{"title": "关于古城墙夜游的建议"})
	p.patch(id)
	if rows := shown("gcqyy"); len(rows) != 1 || rows[0].ID != id {
		t.Errorf("the new title finds %d proposals", len(rows))
	}
	if before[0].Title != title {
		t.Error("rows others may be reading were changed")
	}
	id = save(0, record.Values{"title": "关于山歌馆选址的建议", "proposer": "民建县委", "received_on": "2026-11-20"})
	p.patch(id)
	if rows := shown("sggxz"); len(rows) != 1 || rows[0].ID != id || p.grid.Len() != len(before)+1 {
		t.Errorf("the new proposal is among %d of %d", len(rows), p.grid.Len())
	}
	p.patch(99_999)
	if p.grid.Len() != len(before)+1 {
		t.Error("a proposal that is gone changed the list")
	}
}

// What a row read again is found by is kept where nothing it is made of has changed, and made anew where anything has.
func TestRowsReadAgainAreFoundByWhatTheySayNow(t *testing.T) {
	p, d := open(t)
	changes := map[string]record.Values{
		"gcqyy": {"title": "关于古城墙夜游的建议"}, "lsh8": {"serial": "LSH8"}, "ouyangxiu": {"joint": "欧阳修"},
	}
	id := p.rows[2].ID
	for words, v := range changes {
		err := d.Store().Write(t.Context(), "王芳", "修改", func(ctx context.Context, tx *store.Tx) error {
			_, err := proposal.Proposals.Save(ctx, tx, d.Scope(), id, v)
			return err
		})
		if err != nil {
			t.Fatal(words, err)
		}
		p.load()
		p.query(words)
		if rows := p.grid.Rows(); len(rows) != 1 || rows[0].ID != id {
			t.Errorf("%s finds %d proposals", words, len(rows))
		}
		p.query("")
	}
}
