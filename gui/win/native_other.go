//go:build !windows

package win

import "fyne.io/fyne/v2"

func attach(fyne.Window, Hooks) {}

func placement(fyne.Window) string { return "" }

func setPlacement(fyne.Window, string) bool { return false }
