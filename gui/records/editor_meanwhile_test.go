package records

import (
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk/desktest"
)

// during calls do once, while the next write is under way, as if it had to wait behind a long import.
func (b *bench) during(do func()) {
	var cancel func()
	cancel = b.store.Subscribe(func(store.Change) {
		cancel()
		do()
	})
}

func TestWhatIsTypedDuringASaveIsNotLost(t *testing.T) {
	for _, test := range []struct {
		name  string
		isNew bool
	}{{"a record there is", false}, {"a new record", true}} {
		t.Run(test.name, func(t *testing.T) {
			b := newBench(t)
			e, _ := b.editor()
			if test.isNew {
				e.Open(0)
				e.form.Set("name", "李四")
			}
			closed := false
			e.OnClosed = func() { closed = true }
			e.form.Set("job", "局长")
			b.during(func() { e.form.Set("note", "保存时又打的") })
			e.Save()
			if closed || !e.Active() || e.form.Values()["note"] != "保存时又打的" || !e.form.Dirty() {
				t.Fatalf("closed %t, the form holds %v", closed, e.form.Changed())
			}
			b.id = e.ID()
			b.expect(record.Values{"job": "局长", "note": ""})
			e.keep()
			if draft, ok, err := record.DraftsOf(b.store).Find("members", b.id); err != nil || !ok || draft.Values["note"] != "保存时又打的" {
				t.Errorf("kept %+v, %t, %v", draft, ok, err)
			}
			e.Save()
			b.expect(record.Values{"job": "局长", "note": "保存时又打的"})
			var members int
			if err := b.store.DB().QueryRowContext(t.Context(), "SELECT count(*) FROM member").Scan(&members); err != nil || test.isNew != (members == 2) {
				t.Errorf("%d members, %v", members, err)
			}
		})
	}
}

// What is masked of one record is noted; by the time it is, the form may show another one.
func TestDisclosureShowsOnlyWhatWasNoted(t *testing.T) {
	b := newBench(t)
	first := b.id
	b.write("王芳", "新建委员", 0, record.Values{"name": "李四", "mobile": "13800000002"})
	second := b.id
	b.id = first
	e, _ := b.editor()
	b.during(func() { e.Open(second) })
	e.showSensitive()
	if e.ID() != second || e.open || e.form.Values()["mobile"] != record.Mask("13800000002") {
		t.Errorf("shows %d with %q", e.ID(), e.form.Values()["mobile"])
	}
}

// After an undo or a restored backup the number of a record may be another one's.
func TestDraftOfAnotherRecordIsNotTakenUnasked(t *testing.T) {
	b := newBench(t)
	if err := record.DraftsOf(b.store).Keep(record.Draft{
		Kind: "members", ID: b.id, Name: "李四", At: b.store.Now(), Was: map[string]string{"note": ""}, Values: map[string]string{"note": "李四的备注"},
	}); err != nil {
		t.Fatal(err)
	}
	d := desktest.New(t, b.store)
	e := NewEditor(d, roster.Members, "name", nil)
	e.Resume(b.id)
	if top := d.Native().Canvas().Overlays().Top(); top == nil || !strings.Contains(strings.ReplaceAll(desktest.Text(top), "\n", ""), "这条记录现在是「张小明」") {
		t.Fatal("taken without a question")
	}
	if e.form.Dirty() {
		t.Errorf("the form holds %v", e.form.Changed())
	}
	tapText(t, d, "丢弃")
	if drafts, _ := record.DraftsOf(b.store).All(); len(drafts) != 0 {
		t.Errorf("still kept: %+v", drafts)
	}
}
