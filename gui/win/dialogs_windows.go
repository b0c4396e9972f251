package win

import (
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/widget"
	"github.com/ncruces/zenity"
	"golang.org/x/sys/windows"
)

// whileOpen runs one of the system's dialogs beside the window and covers the window, so that nothing can be done in it meanwhile.
func whileOpen(parent fyne.Window, run Background, ask func() error, done func(error)) {
	cover := widget.NewModalPopUp(canvas.NewRectangle(nil), parent.Canvas())
	cover.Show()
	var err error
	run(func() { err = ask() }, func() {
		cover.Hide()
		if errors.Is(err, zenity.ErrCanceled) {
			err = nil
		}
		done(err)
	}, cover.Hide)
}

func options(parent fyne.Window, r Request) []zenity.Option {
	o := []zenity.Option{zenity.Title(r.Title), zenity.Modal()}
	if native, ok := parent.(driver.NativeWindow); ok {
		native.RunNative(func(context any) {
			if c, ok := context.(driver.WindowsWindowContext); ok {
				o = append(o, zenity.Attach(int(c.HWND)))
			}
		})
	}
	if len(r.Filter.Endings) > 0 {
		f := zenity.FileFilter{Name: r.Filter.Name}
		for _, e := range r.Filter.Endings {
			f.Patterns = append(f.Patterns, "*."+e)
		}
		o = append(o, zenity.FileFilters{f})
	}
	if start := r.Folder; start != "" || r.Name != "" {
		if start != "" {
			start += string(filepath.Separator)
		}
		o = append(o, zenity.Filename(start+r.Name))
	}
	return o
}

func openFiles(parent fyne.Window, run Background, r Request, done func([]string, error)) {
	var paths []string
	o := options(parent, r)
	whileOpen(parent, run, func() (err error) {
		paths, err = zenity.SelectFileMultiple(o...)
		return err
	}, func(err error) { done(paths, err) })
}

func saveFile(parent fyne.Window, run Background, r Request, done func(string, error)) {
	var path string
	o := append(options(parent, r), zenity.ConfirmOverwrite())
	whileOpen(parent, run, func() (err error) {
		path, err = zenity.SelectFileSave(o...)
		return err
	}, func(err error) { done(path, err) })
}

func openFolder(parent fyne.Window, run Background, r Request, done func(string, error)) {
	var path string
	o := append(options(parent, r), zenity.Directory())
	whileOpen(parent, run, func() (err error) {
		path, err = zenity.SelectFile(o...)
		return err
	}, func(err error) { done(path, err) })
}

// errNoProgram is what the system says where it has nothing to open a file with.
var errNoProgram = windows.ERROR_NO_ASSOCIATION

func openWithSystem(path string) error { return ask("open", path) }

func printWithSystem(path string) error { return ask("print", path) }

// ask has the system do something with a file by the program it has for it.
func ask(what, path string) error {
	verb, err := windows.UTF16PtrFromString(what)
	if err != nil {
		return err
	}
	file, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	return windows.ShellExecute(0, verb, file, nil, nil, windows.SW_SHOWNORMAL)
}
