package desk

import (
	"os"
	"path/filepath"

	"cppccdesk/data/intake"
	"cppccdesk/gui/win"
)

// Workbooks is the filter of every dialog that asks for a table.
var Workbooks = win.Filter{Name: "工作簿", Endings: intake.Endings}

// Workbook is the filter of every dialog that asks where to write one.
var Workbook = win.Filter{Name: "Excel 工作簿", Endings: []string{"xlsx"}}

// AskFiles asks for files to read; done is not called when the user gives up.
func (w *Window) AskFiles(title string, filter win.Filter, done func(paths []string)) {
	w.AskFilesIn(title, w.lastFolder(), filter, func(paths []string) {
		w.rememberFolder(paths[0])
		done(paths)
	})
}

// AskFilesIn is AskFiles in a folder of its own, which is not remembered.
func (w *Window) AskFilesIn(title, folder string, filter win.Filter, done func(paths []string)) {
	win.OpenFiles(w.native, w.tasks.Background, win.Request{Title: title, Folder: folder, Filter: filter},
		func(paths []string, err error) {
			w.Fail(err)
			if err == nil && len(paths) > 0 {
				done(paths)
			}
		})
}

// AskSave asks where to write a file of that name; done is not called when the user gives up. The path has an ending of the filter, and a
// file that is there the user has agreed to replace.
func (w *Window) AskSave(title, name string, filter win.Filter, done func(path string)) {
	win.SaveFile(w.native, w.tasks.Background, win.Request{Title: title, Folder: w.lastFolder(), Name: name, Filter: filter},
		func(path string, err error) {
			w.Fail(err)
			if err == nil && path != "" {
				w.rememberFolder(path)
				w.saveAs(path, filter, done)
			}
		})
}

// saveAs asks once more when the ending that was added leads to a file that is there: the dialog asked about another one.
func (w *Window) saveAs(path string, filter win.Filter, done func(path string)) {
	whole := win.WithEnding(path, filter)
	if whole != path {
		if _, err := os.Stat(whole); err == nil {
			w.Warning("替换文件", "「"+filepath.Base(whole)+"」已经存在，要替换它吗？", "替换", func() { done(whole) })
			return
		}
	}
	done(whole)
}

// AskFolder asks for a folder; done is not called when the user gives up.
func (w *Window) AskFolder(title string, done func(path string)) {
	win.OpenFolder(w.native, w.tasks.Background, win.Request{Title: title, Folder: w.lastFolder()},
		func(path string, err error) {
			w.Fail(err)
			if err == nil && path != "" {
				w.options.Prefs.Set(prefFolder, path)
				done(path)
			}
		})
}

// OpenWithSystem opens a file or folder with the program the system has for it.
func (w *Window) OpenWithSystem(path string) { w.Fail(win.OpenWithSystem(path)) }

// PrintWithSystem hands a file to the printer, or opens it where nothing here prints such files and says how to.
func (w *Window) PrintWithSystem(path string) {
	var opened bool
	var err error
	w.tasks.Background(func() { opened, err = win.PrintWithSystem(path) }, func() {
		switch {
		case err != nil:
			w.Fail(err)
		case opened:
			w.Toast("这台计算机上没有能直接打印 PDF 的程序或打印机，已经打开它：请在打开的窗口里按 Ctrl+P 打印", "", nil)
		default:
			w.Toast("「"+filepath.Base(path)+"」已送打印机", "", nil)
		}
	}, func() {})
}

func (w *Window) lastFolder() string { return w.options.Prefs.Get(prefFolder) }

func (w *Window) rememberFolder(path string) { w.options.Prefs.Set(prefFolder, filepath.Dir(path)) }
