package grid

import (
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// TestRenderersCanBeMadeAgain has one of every widget of the package.
func TestRenderersCanBeMadeAgain(t *testing.T) {
	grid := func() *Grid[person] {
		g := New(Config[person]{ID: func(p person) int64 { return p.id }, Columns: []Column[person]{
			{Key: "name", Title: "姓名", Width: 80, Text: func(p person) string { return p.name }},
			{Key: "id", Title: "编号", Width: 60, Text: func(p person) string { return p.name }},
		}})
		g.SetRows([]person{{id: 1, name: "甲"}, {id: 2, name: "乙"}})
		return g
	}
	kittest.Again(t, look.NewTheme(look.ModeLight), kittest.RendererTypes(t, "."), map[string]func() fyne.Widget{
		"Grid":       func() fyne.Widget { return grid() },
		"gridHeader": func() fyne.Widget { return newGridHeader(grid()) },
		"gridRow": func() fyne.Widget {
			r := newGridRow(grid())
			r.show(1)
			return r
		},
		"rowList": func() fyne.Widget {
			l := newRowList(func() int { return 40 }, func() fyne.CanvasObject { return kit.NewLabel("", look.TextSize, look.ToneNormal) }, func(int, fyne.CanvasObject) {})
			l.onFocus = func() {}
			return l
		},
		"slider": func() fyne.Widget { return newSlider(func(float32) {}) },
		"valueList": func() fyne.Widget {
			return newValueList("查找", []kit.Choice{{Value: "甲", Count: 2}}, map[string]bool{})
		},
		"valueRow": func() fyne.Widget {
			return newValueRow(newValueList("查找", []kit.Choice{{Value: "甲", Count: 2}}, nil))
		},
	})
}
