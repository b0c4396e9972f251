package desk

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/grid"
)

// splitPage has a list and details side by side.
type splitPage struct {
	testPage
	list, details *kit.Button
}

func (p *splitPage) Content() fyne.CanvasObject {
	p.list, p.details = kit.NewButton("列表", func() {}), kit.NewButton("详情", func() {})
	return kit.NewShares(nil, kit.NewCard("", "", p.list), container.NewVScroll(kit.NewColumn(8, p.details, kit.NewButton("第二个", func() {}))))
}

func TestF6GoesThroughThePartsOfTheWindow(t *testing.T) {
	w, _, _ := newTestWindow(t, nil)
	p := &splitPage{testPage: testPage{key: "c"}}
	w.AddHidden(p)
	w.Go("c")
	canvas := w.Native().Canvas()
	name := func() string {
		switch o := canvas.Focused().(type) {
		case *railEntry:
			return "侧栏"
		case *grid.SearchEntry:
			return "工具栏"
		case *kit.Button:
			return o.Text
		case *link:
			return "取消"
		}
		return "?"
	}
	var got []string
	for range 5 {
		w.typedKey(&fyne.KeyEvent{Name: fyne.KeyF6})
		got = append(got, name())
	}
	if want := "侧栏 工具栏 列表 详情 侧栏"; strings.Join(got, " ") != want {
		t.Errorf("F6: %v, want %s", got, want)
	}
	canvas.Focus(p.list)
	w.turnRegion(true)
	if name() != "工具栏" {
		t.Errorf("back leads to %s", name())
	}
	stopped := false
	w.status.show(Progress{Name: "导入", Done: 1, Total: 2, Cancel: func() { stopped = true }})
	canvas.Focus(p.details)
	w.turnRegion(false)
	if name() != "取消" {
		t.Fatalf("a running task cannot be reached: %s", name())
	}
	canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !stopped {
		t.Error("Enter does not cancel the task")
	}
}

func TestRailByKeyboard(t *testing.T) {
	w, _, b := newTestWindow(t, nil)
	w.turnRegion(false)
	canvas := w.Native().Canvas()
	canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	canvas.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if w.Current() != b {
		t.Errorf("page %v", w.Current().Key())
	}
}

func TestMenuOfTheWindow(t *testing.T) {
	w, a, b := newTestWindow(t, nil)
	done := 0
	w.AddCommand(Command{Menu: "工具", Title: "回收站", Group: 30, Shortcut: Key(fyne.KeyF4), Do: func() { done++ }})
	w.AddCommand(Command{Menu: "工具", Title: "恢复", Group: 30, Wording: func() string { return "恢复:张小明" }, Enabled: func() bool { return false }})
	alt := &desktop.CustomShortcut{KeyName: fyne.KeyT, Modifier: fyne.KeyModifierAlt}
	canvas := w.Native().Canvas()
	canvas.(interface{ TypedShortcut(fyne.Shortcut) }).TypedShortcut(alt)
	if canvas.Overlays().Top() == nil {
		t.Fatal("Alt+T opens nothing")
	}
	canvas.Focused().TypedRune('h') // 回收站
	if done != 1 {
		t.Errorf("回收站 done %d times", done)
	}
	w.typedKey(&fyne.KeyEvent{Name: fyne.KeyF4})
	if done != 2 {
		t.Error("F4 does nothing")
	}
	for _, item := range w.menuItems("工具") {
		if item.Text == "恢复:张小明" && !item.Disabled || item.Text == "恢复" {
			t.Errorf("%+v", item)
		}
	}
	w.typedKey(&fyne.KeyEvent{Name: fyne.KeyF10})
	canvas.Focused().TypedRune('s') // 保存
	if a.saved != 1 {
		t.Error("F10 S does not save")
	}
	for _, item := range w.menuItems("查看") {
		if item.Text == b.Title() && (item.Keys != "Ctrl+2" || item.Letter != '2') {
			t.Errorf("page b: %+v", item)
		}
		if item.Text == "主题" && len(item.Sub) != len(Modes) {
			t.Errorf("%d themes", len(item.Sub))
		}
	}
}

// Shift+F10 is the menu key of what has the keyboard, not F10.
func TestShiftF10IsTheMenuKey(t *testing.T) {
	w, _, _ := newTestWindow(t, nil)
	canvas := w.Native().Canvas()
	pressed := &menuKeys{}
	pressed.ExtendBaseWidget(pressed)
	w.native.SetContent(pressed)
	for _, o := range []fyne.Focusable{nil, pressed} {
		canvas.Focus(o)
		w.pressed(&fyne.KeyEvent{Name: fyne.KeyF10}, true)
		if canvas.Overlays().Top() != nil {
			t.Fatal("it opens the menus of the window")
		}
	}
	if len(pressed.got) != 1 || pressed.got[0] != desktop.KeyMenu {
		t.Errorf("what has the keyboard gets %v", pressed.got)
	}
}

// menuKeys keeps the keys it gets.
type menuKeys struct {
	kit.Button

	got []fyne.KeyName
}

func (m *menuKeys) TypedKey(ev *fyne.KeyEvent) { m.got = append(m.got, ev.Name) }
