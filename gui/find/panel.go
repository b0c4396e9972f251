package find

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/data"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

const (
	boxWidth float32 = 640
	boxRows          = 11
	boxTop   float32 = 72
	footSize float32 = 26
)

// panel is what is seen of the finder: what is typed, the lines found, and what the keys do.
type panel struct {
	widget.BaseWidget

	finder *Finder
	popUp  *box.PopUp
	width  float32 // of popUp
	entry  *kit.Entry
	list   *widget.List
	foot   *kit.Label
	items  []item
	at     int // the line Enter takes
}

func newPanel(f *Finder) *panel {
	b := &panel{finder: f, entry: kit.NewEntry(), foot: kit.NewLabel("", look.SmallText, look.ToneMuted)}
	b.entry.PlaceHolder = "查找委员、单位、提案、小组、页面和命令：汉字、拼音、首字母、编号或电话后七位"
	b.entry.OnChanged = func(string) { b.find() }
	b.entry.OnKey = b.key
	b.entry.OnShortcut = b.shortcut
	b.foot.Min = 100
	b.list = widget.NewList(
		func() int { return len(b.items) },
		func() fyne.CanvasObject { return newLine(b) },
		func(i int, o fyne.CanvasObject) { o.(*line).show(i) },
	)
	b.list.HideSeparators = true
	b.ExtendBaseWidget(b)
	c := f.desk.Native().Canvas()
	b.popUp = box.NewPopUp(box.NewEdged(b), c)
	b.width = min(boxWidth, c.Size().Width-40)
	b.popUp.Resize(fyne.NewSize(b.width, b.MinSize().Height))
	b.popUp.ShowAtPosition(fyne.NewPos((c.Size().Width-b.width)/2, boxTop))
	c.Focus(b.entry)
	return b
}

// find lists what answers to what is typed.
func (b *panel) find() {
	var unseen []data.Findable
	b.items, unseen = b.finder.items(b.entry.Text)
	b.at = 0
	b.foot.SetText(b.footText())
	b.popUp.Resize(fyne.NewSize(b.width, b.MinSize().Height))
	b.list.Refresh()
	b.list.ScrollToTop()
	b.finder.note(unseen, b.find)
}

func (b *panel) footText() string {
	switch {
	case b.finder.known == nil:
		return "正在读取…"
	case len(b.items) == 0:
		return "没有找到，可以少打几个字，或换成拼音首字母"
	default:
		return fmt.Sprintf("%d 项 · ↑↓ 选择 · Enter 打开 · Esc 关闭", len(b.items))
	}
}

func (b *panel) move(by int) {
	if len(b.items) == 0 {
		return
	}
	b.at = min(max(b.at+by, 0), len(b.items)-1)
	b.list.ScrollTo(b.at)
	b.list.Refresh()
}

func (b *panel) take(i int) {
	if i < 0 || i >= len(b.items) {
		return
	}
	chosen := b.items[i]
	b.close()
	b.finder.take(chosen)
}

func (b *panel) close() { b.popUp.Hide() }

func (b *panel) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown:
		b.move(1)
	case fyne.KeyUp:
		b.move(-1)
	case fyne.KeyPageDown:
		b.move(boxRows)
	case fyne.KeyPageUp:
		b.move(-boxRows)
	case fyne.KeyReturn, fyne.KeyEnter:
		b.take(b.at)
	case fyne.KeyEscape:
		b.close()
	default:
		return false
	}
	return true
}

// shortcut closes the box on Ctrl+K and keeps every other command of the window away while it is open.
func (b *panel) shortcut(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	if ok && custom.KeyName == fyne.KeyK && custom.Modifier == fyne.KeyModifierControl {
		b.close()
	}
	return ok
}

// CreateRenderer implements fyne.Widget.
func (b *panel) CreateRenderer() fyne.WidgetRenderer {
	entry := b.entry.MinSize().Height
	return &look.Renderer{
		Widget: b,
		Parts:  []fyne.CanvasObject{b.entry, b.list, b.foot},
		Least: func() fyne.Size {
			return fyne.NewSize(320, entry+float32(min(max(len(b.items), 1), boxRows))*look.RowHeight+footSize+12)
		},
		Arrange: func(size fyne.Size) {
			look.Place(b.entry, 0, 0, size.Width, entry)
			look.Place(b.list, 0, entry+6, size.Width, size.Height-entry-footSize-6)
			look.Place(b.foot, 10, size.Height-footSize+2, size.Width-20, footSize-2)
		},
	}
}
