package editor

import (
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// TestRenderersCanBeMadeAgain has one of every widget of the package.
func TestRenderersCanBeMadeAgain(t *testing.T) {
	long := "一段很长的文字，要分成几行才放得下，里面还有 mixed Latin words 和数字 2026。"
	kittest.Again(t, look.NewTheme(look.ModeLight), kittest.RendererTypes(t, "."), map[string]func() fyne.Widget{
		"DetailPane": func() fyne.Widget { return NewDetailPane("没有选中") },
		"Prose": func() fyne.Widget {
			p := NewProse()
			p.SetBlocks([]ProseBlock{{Kind: ProseHeading, Spans: []ProseSpan{{Text: "标题"}}}, {Spans: []ProseSpan{{Text: long, Bold: true}}}})
			return p
		},
		"Reading": func() fyne.Widget { return NewReading(long) },
		"Area": func() fyne.Widget {
			a := NewArea(2)
			a.SetText("一\n二") // as many lines at any width: the height follows them
			return a
		},
	})
}
