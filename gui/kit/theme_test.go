package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/look"
)

func TestThemeReachesWhatWasKeptAside(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	label := NewLabel("名册", look.TextSize, look.ToneNormal)
	shown := container.NewStack(label)
	w := test.NewTempWindow(t, shown)
	test.WidgetRenderer(label).Objects()
	shown.Objects = nil
	shown.Refresh()
	app.Settings().SetTheme(look.NewTheme(look.ModeDark))
	shown.Objects = []fyne.CanvasObject{label}
	shown.Refresh()
	_ = w.Canvas().Capture()
	if got := test.WidgetRenderer(label).Objects()[0].(*canvas.Text).Color; got != look.Paint(look.ColorText) {
		t.Errorf("color %v after the theme changed", got)
	}
}
