package kit

import (
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/kittest"
)

// TestRenderersCanBeMadeAgainEditor has one of every widget of the package.
func TestRenderersCanBeMadeAgainEditor(t *testing.T) {
	long := "一段很长的文字，要分成几行才放得下，里面还有 mixed Latin words 和数字 2026。"
	kittest.Again(t, NewTheme(ModeLight), kittest.RendererTypes(t, "."), map[string]func() fyne.Widget{
		"DetailPane": func() fyne.Widget { return NewDetailPane("没有选中") },
		"Prose": func() fyne.Widget {
			p := NewProse()
			p.SetBlocks([]ProseBlock{{Kind: ProseHeading, Spans: []ProseSpan{{Text: "标题"}}}, {Spans: []ProseSpan{{Text: long, Bold: true}}}})
			return p
		},
		"Reading": func() fyne.Widget { return NewReading(long) },
		"TextArea": func() fyne.Widget {
			a := NewTextArea(2)
			a.SetText("一\n二") // as many lines at any width: the height follows them
			return a
		},
	})
}
