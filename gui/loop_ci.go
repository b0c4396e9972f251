//go:build ci

package gui

// Fyne's software driver has no loop to enter again or to end.

func loopEntered() {}

func loopLeft() {}

func loopEnded() bool { return false }
