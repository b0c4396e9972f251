//go:build !windows

package win

import (
	"context"
	"os/exec"
	"runtime"

	"fyne.io/fyne/v2"
)

func openFiles(parent fyne.Window, _ Background, r Request, done func([]string, error)) {
	fyneOpen(parent, r, done)
}

func saveFile(parent fyne.Window, _ Background, r Request, done func(string, error)) {
	fyneSave(parent, r, done)
}

func openFolder(parent fyne.Window, _ Background, r Request, done func(string, error)) {
	fyneFolder(parent, r, done)
}

func openWithSystem(path string) error {
	program := "xdg-open"
	if runtime.GOOS == "darwin" {
		program = "open"
	}
	c := exec.CommandContext(context.Background(), program, path) // outlives the window
	if err := c.Start(); err != nil {
		return err
	}
	go func() { _ = c.Wait() }() // reaps the process; what became of it is the desktop's affair
	return nil
}
