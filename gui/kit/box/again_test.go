package box

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// TestRenderersCanBeMadeAgain has one of every widget of the package.
func TestRenderersCanBeMadeAgain(t *testing.T) {
	kittest.Again(t, look.NewTheme(look.ModeLight), kittest.RendererTypes(t, "."), map[string]func() fyne.Widget{
		"boxEdge": func() fyne.Widget { return newBoxEdge() },
		"toast": func() fyne.Widget {
			return newToast(NewToaster(func(time.Duration, func()) func() { return func() {} }), "已保存", "撤销", func() {})
		},
	})
}
