package kit

import (
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/kittest"
)

// TestRenderersCanBeMadeAgainMenu has one of every widget of the package.
func TestRenderersCanBeMadeAgainMenu(t *testing.T) {
	menus := func() *MenuBar {
		return NewMenuBar(
			Menu{Title: "文件", Letter: 'F', Items: func() []MenuItem {
				return []MenuItem{{Text: "打开"}, {Text: "更多", Line: true, Sub: []MenuItem{{Text: "一"}, {Text: "二"}}}}
			}},
			Menu{Title: "编辑", Letter: 'E', Items: func() []MenuItem { return []MenuItem{{Text: "复制", Disabled: true}} }},
		)
	}
	open := func() *openMenu {
		bar := menus()
		window := fyne.CurrentApp().NewWindow("")
		window.SetContent(bar)
		return newOpenMenu(bar, window.Canvas(), 0)
	}
	kittest.Again(t, NewTheme(ModeLight), kittest.RendererTypes(t, "."), map[string]func() fyne.Widget{
		"MenuBar":   func() fyne.Widget { return menus() },
		"menuPanel": func() fyne.Widget { return open().panels[0] },
		"openMenu":  func() fyne.Widget { return open() },
	})
}
