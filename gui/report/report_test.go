package report

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"cppccdesk/data/datatest"
	"cppccdesk/data/measure"
	"cppccdesk/data/roster"
	"cppccdesk/export"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/records"
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

// The figures of a year that is not worked on open their records after a question.
func TestFiguresOfAnotherYearOpen(t *testing.T) {
	d := desktest.New(t, datatest.MustOpen(t))
	p := New(d)
	listing := records.NewPage(d, "units", "单位", records.Config{Kind: roster.Units, Key: "test.units", Unit: "个", Title: "name"})
	d.Add(listing)
	desktest.Show(d, p)
	f := measure.Figure{Name: "承办单位", Unit: "个", Num: 1, Counted: measure.Set{Kind: roster.Units.Name, IDs: []int64{1}}}
	p.openings(f)[0].Action()
	if d.Native().Canvas().Overlays().Top() != nil || d.Current().Key() != "units" {
		t.Fatalf("in the year worked on %s is shown", d.Current().Key())
	}
	d.Go(p.Key())
	p.year = d.Year() - 1
	p.openings(f)[0].Action()
	if top := d.Native().Canvas().Overlays().Top(); top == nil || !strings.Contains(desktest.Text(top), "「承办单位」统计的是 2025 年") {
		t.Error("nothing is asked of another year")
	}
}
