package data_test

import (
	"reflect"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// What a locked round was counted from cannot be taken back by undo either: it is opened by 撤销锁定 alone.
func TestLockedRoundIsNotUndone(t *testing.T) {
	o, round := lockedRound(t)
	before := o.ballotResults("2026-12-31")
	writes, err := store.IDs(t.Context(), o.DB(), "SELECT id FROM journal_write ORDER BY id DESC LIMIT 4")
	if err != nil {
		t.Fatal(err)
	}
	for i, write := range writes { // the lock, both entries, the accounting
		_, err := o.Revert(t.Context(), "测试", write)
		if said := store.Sentence(err); err == nil || i == 0 && !strings.Contains(said, "锁定和撤销锁定都要留着，不能用撤销来取消") || i > 0 && i < 3 && !strings.Contains(said, "已锁定计票，不能再录、再改或撤销") {
			t.Errorf("write %d: %q", write, said)
		}
	}
	if after := o.ballotResults("2026-12-31"); !reflect.DeepEqual(after, before) {
		t.Error("the results changed")
	}
	if said := o.takeRound(round, "撤销锁定", record.Values{"why": "录错", "person": "王芳", "second": "李主任"}); said != "" {
		t.Fatal(said)
	}
	if _, err := o.Revert(t.Context(), "测试", writes[1]); err != nil {
		t.Errorf("unlocked: %v", err)
	}
}

// The class of a target stays as it was once the result is locked: ranks are within it.
func TestClassOfALockedTarget(t *testing.T) {
	o, round := lockedRound(t)
	before := o.ballotResults("2026-12-31")
	rows := []string{"评议名称,被评单位,类别", meeting + ",县教育局,乙类"}
	if got, _ := o.taken(evaluation.BallotTargets, rows...); !strings.Contains(got, "第 1 轮已锁定计票，名次按类别排，类别不能再改") {
		t.Errorf("a locked one: %s", got)
	}
	if after := o.ballotResults("2026-12-31"); !reflect.DeepEqual(after, before) {
		t.Error("the results changed")
	}
	if said := o.takeRound(round, "撤销锁定", record.Values{"why": "分错类", "person": "王芳", "second": "李主任"}); said != "" {
		t.Fatal(said)
	}
	if got, _ := o.taken(evaluation.BallotTargets, rows...); got != "变更" {
		t.Errorf("unlocked: %s", got)
	}
}
