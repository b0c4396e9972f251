package evaluation

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

func TestResultsOfTheSampleYear(t *testing.T) {
	var p *Page
	d := desktest.Open(t, func(d *desk.Desk) {
		p = New(d)
		d.Add(p)
	})
	if p.grid.Len() != 13 {
		t.Fatalf("%d panels, want 13", p.grid.Len())
	}
	rows := p.grid.Rows()
	for i, r := range rows {
		if i > 0 && r.Rank < rows[i-1].Rank {
			t.Errorf("rank %d after %d", r.Rank, rows[i-1].Rank)
		}
		if !r.Scored || len(r.indicatorRows()) != len(r.rubric.Indicators) || len(r.sheetRows()) != len(r.Sheets) {
			t.Errorf("%s: %d indicators, %d sheets", r.panel, len(r.indicatorRows()), len(r.sheetRows()))
		}
		if !strings.Contains(r.Result.Formula, "×") || !strings.HasPrefix(r.formulaTitle(), r.ScoreText) {
			t.Errorf("%s: %q, %q", r.panel, r.formulaTitle(), r.Result.Formula)
		}
	}
	if foot := p.grid.FootText(); !strings.Contains(foot, "跨组评委不同，名次仅供参考") {
		t.Errorf("foot %q", foot)
	}
	d.Open("evaluation", rows[4].ID)
	if got := p.grid.Selected(); len(got) != 1 || got[0].ID != rows[4].ID {
		t.Errorf("selected %v", got)
	}
}

func TestDotSpan(t *testing.T) {
	tests := []struct {
		name     string
		totals   []float64
		from, to float64
	}{
		{"close together", []float64{91, 92.5}, 85, 95},
		{"wide", []float64{63.2, 88}, 60, 90},
		{"full marks", []float64{100, 100}, 90, 100},
		{"low", []float64{2, 3}, 0, 10},
		{"none", nil, 0, 100},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := &dotLine{}
			for _, at := range tt.totals {
				l.dots = append(l.dots, dot{at: at})
			}
			if from, to := l.span(); from != tt.from || to != tt.to {
				t.Errorf("%v to %v, want %v to %v", from, to, tt.from, tt.to)
			}
		})
	}
}

func TestDotsCanBeMadeAgain(t *testing.T) {
	kittest.Again(t, look.NewTheme(look.ModeLight), kittest.RendererTypes(t, "."), map[string]func() fyne.Widget{
		"dotLine": func() fyne.Widget { return newDotLine([]dot{{at: 91, label: "91", apart: true}, {at: 88}}) },
	})
}
