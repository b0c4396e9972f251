package main

import (
	"context"
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// TestBinAndUndo restores deleted members and undoes and redoes steps, as the window does.
func TestBinAndUndo(t *testing.T) {
	dir := sampleData(t)
	st, err := store.Open(t.Context(), store.Options{Dir: dir, Now: datatest.Now})
	if err != nil {
		t.Fatal(err)
	}
	err = st.Write(t.Context(), "王芳", "删除委员 两人", func(ctx context.Context, tx *store.Tx) error {
		if err := roster.Members.Bin(ctx, tx, 1); err != nil {
			return err
		}
		return roster.Members.Bin(ctx, tx, 2)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	step := stepsOn(t, dir)
	step(exitDone, "members\t2\t委员\t", "bin", "list")
	step(exitDone, "删除委员 两人", "log", "--limit", "1")
	deleted := strings.Split(lines(mustRun(t, exitDone, "log", "--limit", "1", "--data", dir).out)[1], "\t")[0]
	step(exitDone, "恢复委员 ", "bin", "restore", "members", "2")
	step(exitFailed, "回收站里没有编号为 2 的委员，可能已经恢复了", "bin", "restore", "members", "2")
	step(exitFailed, "回收站里没有编号为 2 的委员", "bin", "restore", "委员", "2")
	step(exitFailed, "回收站里没有「widgets」这一类记录，可用的有：", "bin", "restore", "widgets", "2")
	step(exitFailed, "又改动了同样的记录", "undo", deleted)
	step(exitDone, "撤销：恢复委员 ", "undo")
	step(exitDone, "撤销：删除委员 两人", "undo")
	step(exitDone, "类别\t编号", "bin", "list")
	step(exitDone, "重做：删除委员 两人", "redo")
	step(exitFailed, "没有被撤销，不用重做", "redo", deleted) // it stands: redoing it must not take it back
	step(exitDone, "撤销：删除委员 两人", "undo")
	step(exitDone, "重做：删除委员 两人", "redo", deleted)
	step(exitFailed, "没有找到这一步操作", "undo", "99999")
	step(exitFailed, "没有找到这一步操作", "redo", "99999")
	if end := mustRun(t, exitDone, "bin", "list", "--data", dir); len(lines(end.out)) != 3 {
		t.Errorf("bin %q", end.out)
	}
	for _, args := range [][]string{{"bin"}, {"bin", "purge", "members", "1"}, {"bin", "restore", "members", "甲"}, {"undo", "甲"}, {"undo", "1", "2"}, {"log", "x"}} {
		step(exitUsage, "。", args...)
	}
	mustRun(t, exitDone, "check", "--data", dir)
}
