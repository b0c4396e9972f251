package gui

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"cppccdesk/data/datatest"
	"cppccdesk/data/datatest/rights"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk/desktest"
)

// Where nothing can be written the window opens all the same, says why over every page, and leaves the disk alone.
func TestTheWindowReadsWhatCannotBeWritten(t *testing.T) {
	base := t.TempDir()
	dir := rights.Folder(t, filepath.Join(base, "data"), 0o755)
	st := datatest.MustOpenDir(t, dir)
	if err := st.Close(); err != nil {
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
	mustHold(t, s.text(), "只能查看，不能修改：没有权限写入「", "尚无备份", "委员 0")
	if top := s.desk.Native().Canvas().Overlays().Top(); top != nil {
		t.Errorf("asked: %s", desktest.Text(top))
	}
	s.prefs.frozen = read.ReadOnly()
	s.prefs.Set("window.page", "report")
	if err := s.prefs.save(); err != nil {
		t.Error(err)
	}
	err = read.Write(t.Context(), "王芳", "登记", func(*store.Tx) error { return nil })
	if s.desk.Fail(err); store.CodeOf(err) != store.CodeReadOnly {
		t.Error(err)
	}
	mustHold(t, s.text(), "没有保存：没有权限写入「")
}
