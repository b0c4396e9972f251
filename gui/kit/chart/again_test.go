package chart

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// TestRenderersCanBeMadeAgain has one of every widget of the package.
func TestRenderersCanBeMadeAgain(t *testing.T) {
	long := "一段很长的文字，要分成几行才放得下，里面还有 mixed Latin words 和数字 2026。"
	kittest.Again(t, look.NewTheme(look.ModeLight), kittest.RendererTypes(t, "."), map[string]func() fyne.Widget{
		"BarChart": func() fyne.Widget { return NewBarChart([]Bars{{"1月", []float64{3, 2}}, {"2月", []float64{5, 1}}}) },
		"Calendar": func() fyne.Widget {
			c := NewCalendar(time.Date(2026, 1, 7, 0, 0, 0, 0, time.UTC))
			c.SetDays(map[string][]DayLine{"2026-01-07": {{"逾期 答复 2", 2, look.ToneLate}}})
			return c
		},
		"Groups": func() fyne.Widget {
			g := NewGroups()
			g.SetGroups([]string{"2025", "2026"}, []Group{{Label: long, Values: []int64{3, 5}}, {Label: "城建", Values: []int64{1, 0}}})
			return g
		},
		"Months": func() fyne.Widget {
			m := NewMonths()
			m.SetSpans([]Span{{ID: 1, Title: long, Under: "经常性监督", From: 2, To: 11, Done: 0.5, Numbers: "49 / 98", State: "进行中"}}, 5.5, 0)
			return m
		},
		"Timeline": func() fyne.Widget {
			return NewTimeline([]Event{{"03-10", "交办", look.ToneNormal}, {"06-10", long, look.ToneLate}})
		},
	})
}
