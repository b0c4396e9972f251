package kit

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/kittest"
)

// TestRenderersCanBeMadeAgainBox has one of every widget of the package.
func TestRenderersCanBeMadeAgainBox(t *testing.T) {
	kittest.Again(t, NewTheme(ModeLight), kittest.RendererTypes(t, "."), map[string]func() fyne.Widget{
		"boxEdge": func() fyne.Widget { return newBoxEdge() },
		"toast": func() fyne.Widget {
			return newToast(NewToaster(func(time.Duration, func()) func() { return func() {} }), "已保存", "撤销", func() {})
		},
	})
}
