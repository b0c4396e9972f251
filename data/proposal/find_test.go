package proposal

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cppccdesk/data/datatest"
	"cppccdesk/data/store"
)

// Lines read in parts beside each other are those read one after another.
func TestLinesReadBesideEachOther(t *testing.T) {
	st := datatest.MustOpen(t)
	err := st.Write(t.Context(), "测试", "录入提案", func(ctx context.Context, tx *store.Tx) error {
		for _, row := range []string{
			"INSERT INTO term (id, ordinal, name) VALUES (1, 10, '第十届')",
			"INSERT INTO session (id, term_id, ordinal, name, year) VALUES (1, 1, 5, '五次会议', 2026)",
		} {
			if _, err := tx.ExecContext(ctx, row); err != nil {
				return err
			}
		}
		for i := range 90 {
			if _, err := tx.ExecContext(ctx, "INSERT INTO proposal (session_id, number, title) VALUES (1, ?, ?)", i+1, fmt.Sprintf("关于第 %d 件事的建议", i+1)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	whole, err := Find(t.Context(), st.DB(), Filter{Year: 2026}, "2026-11-23")
	if err != nil || len(whole) != 90 {
		t.Fatal(len(whole), err)
	}
	defer func(n int) { linesApart = n }(linesApart)
	linesApart = 20
	parts, err := Find(t.Context(), st.DB(), Filter{Year: 2026}, "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(whole, parts); diff != "" {
		t.Error(diff)
	}
}
