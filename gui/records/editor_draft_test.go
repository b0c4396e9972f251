package records

import (
	"strings"
	"testing"
	"time"

	"cppccdesk/data/record"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

func TestTypedTextIsOfferedAgain(t *testing.T) {
	b := newBench(t)
	e, _ := b.editor()
	e.form.Set("job", "局长")
	e.form.Set("note", "打到一半")
	e.keep()
	// The program is killed here. Meanwhile somebody changed a field that was typed into.
	b.write("李雷", "导入委员名册", b.id, record.Values{"job": "主任"})

	again, d := b.editor()
	if top := d.Native().Canvas().Overlays().Top(); top == nil || !strings.Contains(desktest.Text(top), "委员 张小明，2026-11-23") {
		t.Fatal("what was typed is not offered")
	}
	tapText(t, d, "继续编辑")
	if v := again.form.Values(); v["job"] != "局长" || v["note"] != "打到一半" {
		t.Fatalf("the form holds %v", again.form.Changed())
	}
	again.Save()
	b.expect(record.Values{"job": "主任"})
	if !strings.Contains(onScreen(d), "由「教师」改为「主任」") {
		t.Errorf("the other's change was not told:\n%s", onScreen(d))
	}
	tapText(t, d, "全部保留我的")
	again.Save()
	b.expect(record.Values{"job": "局长", "note": "打到一半"})
	if drafts, _ := record.DraftsOf(b.store).All(); len(drafts) != 0 {
		t.Errorf("kept after saving: %+v", drafts)
	}
}

func TestTypedTextIsDropped(t *testing.T) {
	for _, way := range []string{"typed back", "discarded when offered", "given up"} {
		t.Run(way, func(t *testing.T) {
			b := newBench(t)
			e, d := b.editor()
			e.form.Set("job", "局长")
			e.keep()
			switch way {
			case "typed back":
				e.form.Set("job", "教师")
				e.keep()
			case "given up":
				e.Escape()
				tapText(t, d, "放弃修改")
			default:
				_, again := b.editor()
				tapText(t, again, "丢弃")
			}
			if drafts, set := record.DraftsOf(b.store).All(); len(drafts) != 0 || len(set) != 0 {
				t.Errorf("still kept: %+v, %v", drafts, set)
			}
		})
	}
}

// What was typed earlier stays when the question about it is put off and something else is typed.
func TestUndecidedDraftIsNotLost(t *testing.T) {
	b := newBench(t)
	e, _ := b.editor()
	e.form.Set("job", "局长")
	e.keep()
	again, d := b.editor()
	tapText(t, d, "取消")
	again.form.Set("note", "别的")
	again.keep()
	draft, ok, err := record.DraftsOf(b.store).Find("members", b.id)
	if err != nil || !ok || draft.Values["job"] != "局长" || draft.Values["note"] != "别的" {
		t.Errorf("kept %+v, %t, %v", draft, ok, err)
	}
}

// What is typed is on the disk within 300 ms.
func TestDraftIsKeptInTime(t *testing.T) {
	b := newBench(t)
	e, _ := b.editor()
	var waited time.Duration
	var fire func()
	run := desktest.Synchronous()
	run.After = func(wait time.Duration, apply func()) func() {
		waited, fire = wait, apply
		return func() { fire = nil }
	}
	e.keeper.after = desk.NewTasks(run, nil).After
	e.form.Set("job", "局")
	e.form.Set("job", "局长") // does not begin the time anew
	if waited > 300*time.Millisecond || fire == nil {
		t.Fatalf("waits %v", waited)
	}
	fire()
	if draft, ok, err := record.DraftsOf(b.store).Find("members", b.id); err != nil || !ok || draft.Values["job"] != "局长" || draft.Was["job"] != "教师" {
		t.Errorf("kept %+v, %t, %v", draft, ok, err)
	}
}
