package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// TestRenderersCanBeMadeAgain has one of every widget of the package.
func TestRenderersCanBeMadeAgain(t *testing.T) {
	half := 0.5
	long := "一段很长的文字，要分成几行才放得下，里面还有 mixed Latin words 和数字 2026。"
	kittest.Again(t, look.NewTheme(look.ModeLight), kittest.RendererTypes(t, "."), map[string]func() fyne.Widget{
		"Badge":  func() fyne.Widget { return NewBadge(12) },
		"Button": func() fyne.Widget { return NewPrimaryButton("保存", func() {}) },
		"Card": func() fyne.Widget {
			return NewCard("标题", "说明", NewLabel("内容", look.TextSize, look.ToneNormal))
		},
		"Chip":        func() fyne.Widget { return NewTag("逾期 3", true) },
		"Entry":       func() fyne.Widget { return NewEntry() },
		"Label":       func() fyne.Widget { return NewLabel(long, look.TextSize, look.ToneNormal) },
		"Note":        func() fyne.Widget { return NewNote("逾期", long, look.ToneLate) },
		"Paragraph":   func() fyne.Widget { return NewParagraph(long, look.TextSize, look.ToneNormal) },
		"ProgressBar": func() fyne.Widget { return NewProgressBar(half) },
		"SmallTable": func() fyne.Widget {
			s := NewSmallTable(SmallColumn{Title: "事项", Weight: 1}, SmallColumn{Title: "进度", Width: 80})
			s.SetRows([]SmallRow{{Cells: []SmallCell{{Text: "调研"}, {Bar: &half}}}, {Cells: []SmallCell{{Text: "座谈"}, {Text: "1 / 1"}}, OnTap: func() {}}})
			return s
		},
		"Strip": func() fyne.Widget { return NewStrip(look.ToneDue, NewButton("甲", func() {})) },
		"Tabs": func() fyne.Widget {
			return NewTabs(TabItem{Key: "a", Title: "委员", Count: "30"}, TabItem{Key: "b", Title: "单位", Group: 1})
		},
		"smallLine": func() fyne.Widget {
			return newSmallLine(NewSmallTable(SmallColumn{Title: "事项", Width: 90}), SmallRow{Cells: []SmallCell{{Text: "调研"}}})
		},
		"wheel": func() fyne.Widget { return newWheel(NewEntry(), container.NewScroll(canvas.NewRectangle(nil))) },
	})
}
