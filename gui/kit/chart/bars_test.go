package chart

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A click over a bar opens that bar: its month and which of the two; where there is none nothing opens.
func TestBarIsOpened(t *testing.T) {
	test.NewTempApp(t)
	b := NewBarChart([]Bars{{"1月", []float64{3, 0}}, {"2月", []float64{1, 2}}, {"3月", nil}})
	b.Resize(fyne.NewSize(180, 150)) // 60 a group
	opened := [2]int{-1, -1}
	b.OnOpen = func(group, series int) { opened = [2]int{group, series} }
	for _, c := range []struct {
		x    float32
		want [2]int
	}{{20, [2]int{0, 0}}, {40, [2]int{-1, -1}}, {80, [2]int{1, 0}}, {100, [2]int{1, 1}}, {140, [2]int{-1, -1}}, {179, [2]int{-1, -1}}, {400, [2]int{-1, -1}}} {
		opened = [2]int{-1, -1}
		b.Tapped(&fyne.PointEvent{Position: fyne.NewPos(c.x, 140)})
		if opened != c.want {
			t.Errorf("a click at %v opens %v, want %v", c.x, opened, c.want)
		}
	}
	NewBarChart(nil).Tapped(&fyne.PointEvent{})
}
