package kittest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// Press gives the focused object a key, or with a modifier a shortcut, as the driver does.
func Press(w fyne.Window, name fyne.KeyName, modifier fyne.KeyModifier) {
	focused := w.Canvas().Focused()
	if modifier == 0 {
		focused.TypedKey(&fyne.KeyEvent{Name: name})
		return
	}
	if able, ok := focused.(fyne.Shortcutable); ok {
		able.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: modifier})
	}
}

// PressAll gives keys one after another to what has the keyboard then.
func PressAll(w fyne.Window, keys ...fyne.KeyName) {
	for _, k := range keys {
		Press(w, k, 0)
	}
}

// Notch turns the wheel by one notch towards the user, at a height of an object.
func Notch(w fyne.Window, over fyne.CanvasObject, y float32) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(over).AddXY(40, y)
	test.Scroll(w.Canvas(), at, 0, -25)
}
