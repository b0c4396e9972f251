package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func TestThemeReachesWhatWasKeptAside(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(NewTheme(ModeLight))
	label := NewLabel("名册", TextSize, ToneNormal)
	shown := container.NewStack(label)
	w := test.NewTempWindow(t, shown)
	test.WidgetRenderer(label).Objects()
	shown.Objects = nil
	shown.Refresh()
	app.Settings().SetTheme(NewTheme(ModeDark))
	shown.Objects = []fyne.CanvasObject{label}
	shown.Refresh()
	_ = w.Canvas().Capture()
	if got := test.WidgetRenderer(label).Objects()[0].(*canvas.Text).Color; got != Paint(ColorText) {
		t.Errorf("color %v after the theme changed", got)
	}
}
