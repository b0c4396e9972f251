// Package win opens the desktop's own dialogs and programs: the file dialogs of Windows, Fyne's elsewhere, and a file or folder with the
// program the system has for it.
package win

import (
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
)

// Filter names a sort of file: 工作簿 and its endings without a dot.
type Filter struct {
	Name    string
	Endings []string
}

// Background runs work beside the window and then apply on the window's thread, or broken when work ended in a panic.
type Background func(work, apply, broken func())

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
	if err := openWithSystem(whole); errors.Is(err, errNoProgram) {
		return unopened{whole, err}
	} else if err != nil {
		return err
	}
	return nil
}

// PrintWithSystem hands a file to the printer of the system. Where the system has no program that prints such files it opens it instead, and opened is true.
func PrintWithSystem(path string) (opened bool, err error) {
	whole, err := filepath.Abs(path)
	if err != nil {
		return false, err
	}
	if err := printWithSystem(whole); err == nil {
		return false, nil
	}
	return true, OpenWithSystem(whole)
}

// unopened is a file that the system has no program for.
type unopened struct {
	path string
	error
}

// UserSentence says it to the user.
func (u unopened) UserSentence() string {
	return "这台计算机上没有能打开它的程序，请用别的办法打开。位置：" + u.path
}
