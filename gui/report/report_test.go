package report

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"cppccdesk/data/datatest"
	"cppccdesk/export"
	"cppccdesk/gui/desk/desktest"
)

func TestPackOfAnEmptyYear(t *testing.T) {
	d := desktest.New(t, datatest.MustOpen(t))
	p := New(d)
	folder := t.TempDir()
	d.Prefs().Set(prefFolder, folder)
	desktest.Show(d, p)
	if p.grid.Len() != len(export.Reports()) {
		t.Fatalf("%d reports listed, want %d", p.grid.Len(), len(export.Reports()))
	}
	p.grid.Select(6)
	if text := desktest.Text(p.detail); !strings.Contains(text, "提案工作情况统计表") || !strings.Contains(text, "立案率") {
		t.Errorf("the figures of 05 are not shown: %s", text)
	}
	test.Tap(p.chosen)
	pack := filepath.Join(folder, export.PackName(d.Year()))
	mustHoldFiles(t, pack, 1)
	test.Tap(p.write)
	mustHoldFiles(t, pack, len(export.Reports()))
	if p.write.Disabled() {
		t.Error("the button stays disabled after the pack was written")
	}
}

func mustHoldFiles(t *testing.T, folder string, want int) {
	t.Helper()
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != want {
		t.Errorf("%d files in the pack, want %d", len(files), want)
	}
}

func TestSummary(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []export.PreviewLine
		want  string
	}{
		{"Nothing", nil, ""},
		{"Count", []export.PreviewLine{{Name: "收到", Value: "150", Parts: "件"}}, "收到 150"},
		{"Rate", []export.PreviewLine{{Name: "立案率", Value: "86.67%", Parts: "130 ÷ 150 件"}}, "立案率 86.67%（130 ÷ 150 件）"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := (row{lines: c.lines}).summary(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestYearsToChoose keeps the year worked on among the choices when another one is shown, also in a database without sessions.
func TestYearsToChoose(t *testing.T) {
	v, err := read(t.Context(), datatest.MustOpen(t), 2031, 2026)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(v.years, []int{2031, 2026}) {
		t.Errorf("years %v", v.years)
	}
}
