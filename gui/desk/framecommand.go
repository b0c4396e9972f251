package desk

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Ctrl is the shortcut of a key with Ctrl, as commands are declared.
func Ctrl(key fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl}
}

// Key is the shortcut of a function key alone.
func Key(key fyne.KeyName) *desktop.CustomShortcut { return &desktop.CustomShortcut{KeyName: key} }

// can tells whether the page shown has an ability; see page.go.
func can[C any](w *Window) func() bool {
	return func() bool {
		if w.current == nil {
			return false
		}
		_, ok := w.current.Page.(C)
		return ok
	}
}

func (w *Window) mayCreate() bool {
	l, limited := w.Current().(Limited)
	return can[Creator](w)() && (!limited || l.CanCreate())
}

func (w *Window) mayPrint() bool {
	p, prints := w.Current().(Printer)
	return prints && p.CanPrint()
}

func (w *Window) mayExport() bool {
	l, limited := w.Current().(Limited)
	return can[Exporter](w)() && (!limited || l.CanExport())
}

// AddFrameCommands declares what the window can do with any page, and after them the pages of the rail. Call it when all pages are added.
func (w *Window) AddFrameCommands() {
	for _, c := range []Command{
		{
			Menu: "文件", Title: "新建", Group: 10, Keys: "Ctrl+N", Shortcut: Ctrl(fyne.KeyN), Enabled: w.mayCreate,
			Do: func() { capability(w, func(c Creator) { c.Create() }) },
		},
		{
			Menu: "文件", Title: "保存", Group: 10, Keys: "Ctrl+S", Shortcut: Ctrl(fyne.KeyS), Enabled: can[Saver](w),
			Do: func() { capability(w, func(s Saver) { s.Save() }) },
		},
		{
			Menu: "文件", Title: "保存并打开下一条", Group: 10, Keys: "Ctrl+Enter", Shortcut: Ctrl(fyne.KeyReturn), Enabled: can[Stepper](w),
			Do: func() { capability(w, func(s Stepper) { s.SaveNext() }) },
		},
		{
			Menu: "文件", Title: "导出当前列表…", Letter: 'E', Group: 20, Enabled: w.mayExport,
			Do: func() { capability(w, func(e Exporter) { e.Export() }) },
		},
		{
			Menu: "文件", Title: "打印", Letter: 'P', Group: 20, Keys: "Ctrl+P", Shortcut: Ctrl(fyne.KeyP), Enabled: w.mayPrint,
			Do: func() { capability(w, func(p Printer) { p.Print() }) },
		},
		{Menu: "文件", Title: "退出", Letter: 'X', Group: 90, Keys: "Alt+F4", Do: w.Close},
		{
			Menu: "编辑", Title: "在本页查找", Group: 50, Keys: "Ctrl+F", Shortcut: Ctrl(fyne.KeyF), Enabled: can[Searcher](w),
			Do: func() { capability(w, func(s Searcher) { s.FocusSearch() }) },
		},
		{
			Menu: "编辑", Title: "批量修改选中的行…", Letter: 'B', Group: 60, Keys: "Ctrl+B", Shortcut: Ctrl(fyne.KeyB), Enabled: can[BatchEditor](w),
			Do: func() { capability(w, func(b BatchEditor) { b.BatchEdit() }) },
		},
		{
			Menu: "编辑", Title: "办理选中的…", Letter: 'J', Group: 60, Keys: "Ctrl+J", Shortcut: Ctrl(fyne.KeyJ), Enabled: can[Taker](w),
			Do: func() { capability(w, func(t Taker) { t.OfferSteps() }) },
		},
		{Menu: "查看", Title: "刷新", Letter: 'R', Group: 50, Keys: "F5", Shortcut: Key(fyne.KeyF5), Do: w.Reload},
		{Menu: "查看", Title: "下一个区域", Letter: 'N', Group: 50, Keys: "F6", Do: func() { w.turnRegion(false) }},
		{
			Menu: "查看", Title: "记录的下一个标签", Letter: 'T', Group: 50, Keys: "Ctrl+Tab", Shortcut: Ctrl(fyne.KeyTab), Enabled: can[TabTurner](w),
			Do: func() { capability(w, func(t TabTurner) { t.TurnTab(1) }) },
		},
		{
			Menu: "查看", Title: "记录的上一个标签", Letter: 'P', Group: 50, Keys: "Ctrl+Shift+Tab", Enabled: can[TabTurner](w),
			Shortcut: &desktop.CustomShortcut{KeyName: fyne.KeyTab, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift},
			Do:       func() { capability(w, func(t TabTurner) { t.TurnTab(-1) }) },
		},
		{
			Menu: "工具", Title: "查找委员、提案、单位、命令", Letter: 'K', Group: 10, Keys: "Ctrl+K", Shortcut: Ctrl(fyne.KeyK),
			Enabled: func() bool { return w.onFind != nil }, Do: func() { w.onFind() },
		},
		{
			Menu: "工具", Title: "取消正在进行的任务", Letter: 'C', Group: 90,
			Enabled: w.status.cancel.Visible, Do: func() { w.status.cancel.Tapped(nil) },
		},
	} {
		w.AddCommand(c)
	}
	w.addPageCommands()
	w.addLookCommands()
}

// addPageCommands declares a command for each page of the rail; the first nine have Ctrl with their number.
func (w *Window) addPageCommands() {
	number := 0
	for _, p := range w.pages {
		if p.hidden {
			continue
		}
		number++
		c := Command{
			Menu: "查看", Title: p.Title(), Group: 10, Do: func() { w.Go(p.Key()) },
			Checked: func() bool { return w.current == p },
		}
		if number <= 9 {
			digit := strconv.Itoa(number)
			c.Letter, c.Keys, c.Shortcut = rune(digit[0]), "Ctrl+"+digit, Ctrl(fyne.KeyName(digit))
		}
		w.AddCommand(c)
	}
}
