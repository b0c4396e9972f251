package records

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/kit"
)

// While the box is open a record can be put into the bin, where nobody would see what became of it.
func TestBatchRefusesRecordsThatAreGone(t *testing.T) {
	b := newBench(t)
	gone := b.id
	b.id = 0
	b.write("王芳", "新建委员 李四", 0, record.Values{"name": "李四", "job": "科员"})
	scope := record.Scope{Year: 2026}
	var err error
	if scope.TermID, err = roster.CurrentTerm(t.Context(), b.store.DB()); err != nil {
		t.Fatal(err)
	}
	rows, err := rowsOf(t.Context(), b.store, roster.Members, scope, []int64{b.id, gone})
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	change := batch{kind: roster.Members, title: "name", unit: "人", field: *roster.Members.Field("job"), value: "局长", rows: rows}
	write := func(do func(ctx context.Context, tx *store.Tx) error) error {
		return b.store.Write(t.Context(), "测试", "成批修改", func(ctx context.Context, tx *store.Tx) error { return do(ctx, tx) })
	}
	if err := write(func(ctx context.Context, tx *store.Tx) error { return roster.Members.Bin(ctx, tx, gone) }); err != nil {
		t.Fatal(err)
	}
	err = write(func(ctx context.Context, tx *store.Tx) error { return change.write(ctx, tx, scope, func(int, int) {}) })
	if got := store.Sentence(err); !strings.Contains(got, "一条也没有改") || !strings.Contains(got, "张小明") {
		t.Errorf("says %q", got)
	}
	b.expect(record.Values{"job": "科员"})
}

// Tab walks the box as it is read, from the field to its value and on to the buttons, and begins again at the first.
func TestTabWalksTheBatchBoxAsItIsRead(t *testing.T) {
	l, d := openList(t)
	box := batchOf(t, l, "job", "单立人", "白云")
	box.form.Set("job", "局长")
	box.count()
	c := d.Native().Canvas()
	walked := []fyne.Focusable{box.pick, box.form.Input("job"), nil, box.ok, box.pick}
	c.Focus(box.pick)
	for i, want := range walked {
		got := c.Focused()
		if want == nil {
			b, ok := got.(*kit.Button)
			if !ok || b.Text != "取消" {
				t.Errorf("stop %d is %T, want 取消", i, got)
			}
		} else if got != want {
			t.Errorf("stop %d is %T, want %T", i, got, want)
		}
		c.FocusNext()
	}
}

// Who leaves leaves on a day: it is asked with the status, begins as today, and is what is stored and said.
func TestStatusOfSeveralIsGivenWithItsDay(t *testing.T) {
	l, d := openList(t)
	box := batchOf(t, l, "status", "单立人", "白云")
	if got := box.form.Values()["status_on"]; got != d.Today() {
		t.Fatalf("the day begins as %q, want today", got)
	}
	box.form.Set("status", "调离")
	box.form.Set("status_on", "2026-03-31")
	box.form.Set("status_reason", "工作调动")
	box.count()
	if want := "将 2 名委员的状态改为调离，变动日期 2026-03-31，变动原因 工作调动"; box.batch.wording() != want {
		t.Errorf("%q, want %q", box.batch.wording(), want)
	}
	box.write()
	for _, r := range box.batch.rows {
		got, err := roster.Members.Record(t.Context(), d.Store().DB(), r.ID)
		if err != nil || got.Values["status"] != "调离" || got.Values["left_on"] != "2026-03-31" || got.Values["status_reason"] != "工作调动" {
			t.Errorf("%s: %s on %s because of %s, %v", r.Values["name"], got.Values["status"], got.Values["left_on"], got.Values["status_reason"], err)
		}
	}
}
