// Command bare opens an empty Fyne window with the program's font: what the program's start is measured against.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

func main() {
	bare := app.NewWithID("cn.cppccdesk.bare")
	bare.Settings().SetTheme(look.NewTheme(look.ModeLight))
	window := bare.NewWindow("民主监督工作台")
	window.SetContent(widget.NewLabel("民主监督工作台"))
	window.Resize(fyne.NewSize(1366, 768))
	window.ShowAndRun()
}
