package menu

import (
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// TestRenderersCanBeMadeAgain has one of every widget of the package.
func TestRenderersCanBeMadeAgain(t *testing.T) {
	menus := func() *Bar {
		return NewBar(
			Menu{Title: "文件", Letter: 'F', Items: func() []Item {
				return []Item{{Text: "打开"}, {Text: "更多", Line: true, Sub: []Item{{Text: "一"}, {Text: "二"}}}}
			}},
			Menu{Title: "编辑", Letter: 'E', Items: func() []Item { return []Item{{Text: "复制", Disabled: true}} }},
		)
	}
	open := func() *overlay {
		bar := menus()
		window := fyne.CurrentApp().NewWindow("")
		window.SetContent(bar)
		return newOverlay(bar, window.Canvas(), 0)
	}
	kittest.Again(t, look.NewTheme(look.ModeLight), kittest.RendererTypes(t, "."), map[string]func() fyne.Widget{
		"Bar":     func() fyne.Widget { return menus() },
		"panel":   func() fyne.Widget { return open().panels[0] },
		"overlay": func() fyne.Widget { return open() },
	})
}
