package gui

import (
	"log"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"

	"cppccdesk/data"
	"cppccdesk/gui/kit"
)

// tellFailure shows why the data could not be opened, in a window of its own because there is no other: a program started from the desktop
// has no terminal to say it on. It returns when the window is closed, at once where there is no display.
func tellFailure(err error) {
	defer func() {
		if v := recover(); v != nil {
			log.Printf("no display to tell a failure on: %v", v)
		}
	}()
	program := app.NewWithID(appID)
	program.Settings().SetTheme(kit.NewTheme(kit.ModeLight))
	failureWindow(program, data.Sentence(err)).Show()
	program.Run()
}

func failureWindow(program fyne.App, sentence string) fyne.Window {
	w := program.NewWindow("政协" + product)
	buttons := container.NewBorder(nil, nil, nil, kit.NewPrimaryButton("关闭", w.Close))
	text := kit.NewTopAndRest(kit.Gap, kit.NewHeading("数据打不开", kit.TitleText), kit.NewParagraph(sentence, kit.TextSize, kit.ToneNormal))
	w.SetContent(kit.NewInset(kit.PageMarginX, kit.PageMarginY, container.NewBorder(nil, buttons, nil, nil, text)))
	w.Resize(fyne.NewSize(480, 190))
	w.CenterOnScreen()
	return w
}
