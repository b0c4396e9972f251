package gui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/desk/desktest"
)

// What came in for another year is shown by going there; what belongs to the year worked on asks nothing.
func TestImportOffersItsYear(t *testing.T) {
	for _, c := range []struct {
		name, year string
		asks       bool
	}{
		{"of the year worked on", "2026", false},
		{"of another year", "2025", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := startSample(t)
			path := filepath.Join(t.TempDir(), "活动.csv")
			if err := os.WriteFile(path, []byte("年度,类别,名称,完成日期\n"+c.year+",座谈会,旧事座谈会,"+c.year+"-03-05\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			s.desk.OpenImport(path)
			desktest.PressButton(t, s.desk.Native().Content(), "写入 1 行")
			if asked := strings.Contains(s.overlay(), "换到 2025 年"); asked != c.asks {
				t.Fatalf("asked: %t; %s", asked, s.overlay())
			}
			if !c.asks {
				mustHold(t, s.text(), "活动.csv · 导入的 1 条", "旧事座谈会", "显示 1 次")
				return
			}
			mustHold(t, s.overlay(), "导入的 1 行属于 2025 年，现在的工作年度是 2026 年")
			desktest.PressButton(t, s.desk.Native().Canvas().Overlays().Top(), "换到 2025 年")
			if got := s.desk.Year(); got != 2025 {
				t.Errorf("the year worked on is %d", got)
			}
			mustHold(t, s.text(), "活动.csv · 导入的 1 条", "旧事座谈会")
		})
	}
}

// What waits for another year is done there alone, and only when it was agreed to.
func TestInYear(t *testing.T) {
	s := startSample(t)
	done := 0
	s.desk.InYear(2026, "", func() { done++ })
	s.desk.InYear(2025, "「立案率」统计的是", func() { done += 10 })
	if done != 1 {
		t.Fatalf("done %d before the year is there", done)
	}
	desktest.Press(s.desk, fyne.KeyEscape)
	if s.desk.Year() != 2026 || done != 1 {
		t.Errorf("refused, the year is %d, done %d", s.desk.Year(), done)
	}
	s.desk.InYear(2025, "「立案率」统计的是", func() { done += 100 })
	desktest.PressButton(t, s.desk.Native().Canvas().Overlays().Top(), "换到 2025 年")
	if s.desk.Year() != 2025 || done != 101 {
		t.Errorf("agreed, the year is %d, done %d", s.desk.Year(), done)
	}
}
