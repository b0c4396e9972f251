//go:build ci

package gui

// loopLeft does nothing with Fyne's software driver, which has no loop to enter again.
func loopLeft() {}
