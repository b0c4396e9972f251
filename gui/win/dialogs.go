// Package win opens the desktop's own dialogs and programs: the file dialogs of Windows, Fyne's elsewhere, and a file or folder with the
// program the system has for it.
package win

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// Filter names a sort of file: 工作簿 and its endings without a dot.
type Filter struct {
	Name    string
	Endings []string
}

// Background runs work beside the window and then apply on the window's thread.
type Background func(work, apply func())

// Request says what a dialog asks for.
type Request struct {
	Title  string
	Folder string // where to begin; "" leaves it to the system
	Name   string // proposed file name, when saving
	Filter Filter
}

// OpenFiles asks for files to read; done gets their paths, none when the user gave up.
func OpenFiles(parent fyne.Window, run Background, r Request, done func(paths []string, err error)) {
	openFiles(parent, run, r, done)
}

// SaveFile asks where to write a file; done gets "" when the user gave up. An existing file is asked about by the dialog itself.
func SaveFile(parent fyne.Window, run Background, r Request, done func(path string, err error)) {
	saveFile(parent, run, r, done)
}

// OpenFolder asks for a folder; done gets "" when the user gave up.
func OpenFolder(parent fyne.Window, run Background, r Request, done func(path string, err error)) {
	openFolder(parent, run, r, done)
}

// OpenWithSystem opens a file or folder with the program the system has for it. It does not wait for it.
func OpenWithSystem(path string) error {
	whole, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	return openWithSystem(whole)
}

// fyneOpen, fyneSave and fyneFolder are Fyne's own dialogs, where the system has none that can be reached.
func fyneOpen(parent fyne.Window, r Request, done func([]string, error)) {
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

func fyneSave(parent fyne.Window, r Request, done func(string, error)) {
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		if f == nil || err != nil {
			done("", err)
			return
		}
		path := f.URI().Path()
		done(path, f.Close())
	}, parent)
	d.SetFileName(r.Name)
	prepare(d, r)
	d.Show()
}

func fyneFolder(parent fyne.Window, r Request, done func(string, error)) {
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
