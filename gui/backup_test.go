package gui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A damaged copy and the newest verified one are said where people look: 首页, 设置 and the bar at the foot.
func TestADamagedCopyIsSaid(t *testing.T) {
	s := startSample(t)
	last, ok := s.desk.Store().LastBackup()
	if !ok {
		t.Fatal("no verified copy")
	}
	mustHold(t, s.text(), "已核验", " ✓")
	if err := os.Truncate(last.Path, last.Size/2); err != nil {
		t.Fatal(err)
	}
	const damaged = "备份已损坏"
	s.desk.Go("home")
	s.desk.Reload()
	mustHold(t, s.text(), damaged, "尚无备份")
	s.desk.Go("setting")
	mustHold(t, strings.ReplaceAll(s.text(), "\n", ""), damaged, strings.TrimSuffix(filepath.Base(last.Path), ".db"), "还没有核验过的备份")
	s.tendCopies() // another takes its place
	if now, ok := s.desk.Store().LastBackup(); !ok || now.Path == last.Path {
		t.Errorf("the newest verified copy is %q", now.Path)
	}
	mustHold(t, s.text(), "，有问题")
}
