package gui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"cppccdesk/data/datatest"
	"cppccdesk/data/datatest/rights"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

// Where nothing can be written the window opens all the same, says why over every page, and leaves the disk alone.
func TestTheWindowReadsWhatCannotBeWritten(t *testing.T) {
	base := t.TempDir()
	dir := rights.Folder(t, filepath.Join(base, "data"), 0o755)
	st := datatest.MustOpenDir(t, dir)
	err := st.Write(t.Context(), "王芳", "新建委员 张三", func(ctx context.Context, tx *store.Tx) error {
		_, err := roster.Members.Save(ctx, tx, record.Scope{Year: 2026}, 0, record.Values{"name": "张三"})
		return err
	})
	if err := errors.Join(err, st.Close()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"cppccdesk.db", "cppccdesk.lock"} {
		if err := os.Chmod(filepath.Join(dir, name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	rights.Folder(t, dir, 0o555)
	rights.AsNobody(t, base)
	read, err := store.Open(t.Context(), store.Options{Dir: dir, Now: datatest.Now, OrRead: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = read.Close() })
	w := &watch{dir: dir, now: time.Now}
	w.start("0.1.0")
	if err := w.close(); err != nil || w.unkept == nil {
		t.Errorf("log in a folder that cannot be written to: %v, %v", w.unkept, err)
	}
	s := startOn(t, read, "")
	mustHold(t, s.text(), "只能查看，不能修改：没有权限写入「", "只能查看时不做备份", "委员 1")
	if top := s.desk.Native().Canvas().Overlays().Top(); top != nil {
		t.Errorf("asked: %s", desktest.Text(top))
	}
	s.desk.Go("roster")
	desktest.Press(s.desk, fyne.KeyDown, fyne.KeyReturn)
	mustHold(t, s.text(), "查看 张三", "只能查看\n", "关闭")
	if text := s.text(); strings.Contains(text, "\n保存\n") || strings.Contains(text, "\n取消\n") || strings.Contains(text, "\n删除\n") {
		t.Errorf("the form can be saved:\n%s", text)
	}
	s.desk.Current().(desk.Creator).Create()
	mustHold(t, s.text(), "查看 张三")
	s.prefs.frozen = read.ReadOnly()
	s.prefs.Set("window.page", "report")
	if err := s.prefs.save(); err != nil {
		t.Error(err)
	}
	err = read.Write(t.Context(), "王芳", "登记", func(context.Context, *store.Tx) error { return nil })
	if s.desk.Fail(err); store.CodeOf(err) != store.CodeReadOnly {
		t.Error(err)
	}
	mustHold(t, s.text(), "没有保存：没有权限写入「")
}
