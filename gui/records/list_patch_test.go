package records

import (
	"context"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// TestPatch shows what was saved before the list is read again: the record changed, and one that is new.
func TestPatch(t *testing.T) {
	l, d := openList(t)
	id := l.rows[0].ID
	save := func(id int64, v record.Values) int64 {
		t.Helper()
		err := d.Store().Write(t.Context(), "王芳", "修改", func(ctx context.Context, tx *store.Tx) (err error) {
			id, err = roster.Members.Save(ctx, tx, d.Scope(), id, v)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	before := l.rows
	save(id, record.Values{"name": "尉迟恭"})
	l.patch(id)
	l.grid.SetQuery("ycg")
	if l.grid.Shown() != 1 || l.grid.Rows()[0].ID != id {
		t.Errorf("the new name finds %d rows", l.grid.Shown())
	}
	if before[0].Values["name"] == "尉迟恭" {
		t.Error("rows others may be reading were changed")
	}
	l.patch(save(0, record.Values{"name": "查良"}))
	l.grid.SetQuery("zl")
	if l.grid.Shown() != 1 || l.grid.Len() != len(testMembers)+1 {
		t.Errorf("the new member is among %d of %d rows", l.grid.Shown(), l.grid.Len())
	}
	l.patch(99_999)
	if l.grid.Len() != len(testMembers)+1 {
		t.Error("a record that is gone changed the list")
	}
}
