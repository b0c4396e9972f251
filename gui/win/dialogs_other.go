//go:build !windows

package win

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

func openFiles(parent fyne.Window, _ Background, r Request, done func([]string, error)) {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if f == nil || err != nil {
			done(nil, err)
			return
		}
		path := f.URI().Path()
		done([]string{path}, f.Close())
	}, parent)
	prepare(d, r)
	d.Show()
}

func saveFile(parent fyne.Window, _ Background, r Request, done func(string, error)) {
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		if f == nil || err != nil {
			done("", err)
			return
		}
		path := f.URI().Path()
		err = f.Close()
		if info, statErr := os.Stat(path); statErr == nil && info.Size() == 0 && WithEnding(path, r.Filter) != path {
			err = errors.Join(err, os.Remove(path)) // made by the dialog, and not the name the file will have
		}
		done(path, err)
	}, parent)
	d.SetFileName(r.Name)
	prepare(d, r)
	d.Show()
}

func openFolder(parent fyne.Window, _ Background, r Request, done func(string, error)) {
	d := dialog.NewFolderOpen(func(f fyne.ListableURI, err error) {
		if f == nil || err != nil {
			done("", err)
			return
		}
		done(f.Path(), nil)
	}, parent)
	prepare(d, r)
	d.Show()
}

func prepare(d *dialog.FileDialog, r Request) {
	d.SetTitleText(r.Title)
	d.SetConfirmText("确定")
	d.SetDismissText("取消")
	if r.Folder != "" {
		if at, err := storage.ListerForURI(storage.NewFileURI(r.Folder)); err == nil {
			d.SetLocation(at)
		}
	}
	if len(r.Filter.Endings) > 0 {
		var endings []string
		for _, e := range r.Filter.Endings {
			endings = append(endings, "."+e)
		}
		d.SetFilter(storage.NewExtensionFileFilter(endings))
	}
	d.Resize(fyne.NewSize(860, 560)) // fits a window of 1366x768
}

// errNoProgram is what the system says where it has nothing to open a file with.
var errNoProgram = exec.ErrNotFound

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

// printWithSystem gives the file to the standard printer.
func printWithSystem(path string) error {
	return exec.CommandContext(context.Background(), "lp", path).Run()
}
