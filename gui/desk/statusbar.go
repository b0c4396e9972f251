package desk

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// StatusBar is the line at the foot of the window: what is saved and how much there is on the left, who works and the last verified
// backup on the right, and in between a running task with its 取消.
type StatusBar struct {
	widget.BaseWidget

	saved, counts *kit.Label
	settled       string // what was last said of a change that was stored
	unsaved       bool
	refused       bool // what was to be saved; nothing was typed since
	actor, backup *kit.Label
	task          *kit.Label
	bar           *kit.ProgressBar
	cancel        *link // shown while a task runs
	back, edge    *canvas.Rectangle
	onRoom        func(left, right float32) // how far from its sides nothing stands; nil: nobody asks
}

func newStatusBar() *StatusBar {
	quiet := func() *kit.Label { return kit.NewLabel("", look.SmallText, look.ToneSoft) }
	s := &StatusBar{saved: quiet(), counts: quiet(), actor: quiet(), backup: quiet(), task: quiet(), bar: kit.NewProgressBar(0)}
	s.cancel = newLink("取消")
	s.ExtendBaseWidget(s)
	s.show(Progress{})
	return s
}

// SetSaved says what became of the last change: 已保存, 没有保存. A quiet one stays true until the next change.
func (s *StatusBar) SetSaved(text string, tone look.Tone) {
	if tone == look.ToneSoft {
		s.settled = text
	}
	s.unsaved, s.refused = false, false
	s.saved.Set(text, tone)
	s.Refresh()
}

// SetRefused says that what was to be saved is not, and waits.
func (s *StatusBar) SetRefused() {
	s.SetSaved("没有保存", look.ToneLate)
	s.unsaved, s.refused = true, true
}

// Unsaved tells whether something typed waits to be saved.
func (s *StatusBar) Unsaved() bool { return s.unsaved }

// SetUnsaved says whether something typed waits to be saved. When it no longer does, saved or dropped, what was last saved is said again.
func (s *StatusBar) SetUnsaved(on bool) {
	switch {
	case on && (!s.unsaved || s.refused):
		s.SetSaved("有未保存的修改", look.ToneDue)
	case !on:
		s.SetSaved(s.settled, look.ToneSoft)
	}
	s.unsaved = on
}

// SetCounts says how much there is: 委员 182 · 提案 150 · 单位 60.
func (s *StatusBar) SetCounts(text string) { s.counts.SetText(text); s.Refresh() }

// SetActor says who works: 王芳(经办).
func (s *StatusBar) SetActor(text string) { s.actor.SetText(text); s.Refresh() }

// SetBackup says when the last verified backup was made: 备份 08:12 ✓.
func (s *StatusBar) SetBackup(text string, tone look.Tone) { s.backup.Set(text, tone); s.Refresh() }

func (s *StatusBar) show(p Progress) {
	running := p.Name != ""
	for _, o := range []fyne.CanvasObject{s.task, s.bar, s.cancel} {
		if running {
			o.Show()
		} else {
			o.Hide()
		}
	}
	text := p.Name
	if p.Text != "" {
		text += " · " + p.Text
	}
	if p.Total > 0 {
		text += fmt.Sprintf(" · %d / %d", p.Done, p.Total)
		s.bar.SetValue(float64(p.Done) / float64(p.Total))
	} else {
		s.bar.Hide()
	}
	s.task.SetText(text)
	s.cancel.open = p.Cancel
	s.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *StatusBar) CreateRenderer() fyne.WidgetRenderer {
	s.back, s.edge = canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	paint := func() {
		s.back.FillColor, s.edge.FillColor = look.Paint(look.ColorSurface), look.Paint(look.ColorLine)
		s.back.Refresh()
		s.edge.Refresh()
	}
	paint()
	return &look.Renderer{
		Widget:  s,
		Parts:   []fyne.CanvasObject{s.back, s.edge, s.saved, s.counts, s.task, s.bar, s.cancel, s.actor, s.backup},
		Least:   func() fyne.Size { return fyne.NewSize(400, statusBarH) },
		Arrange: s.arrange,
		Paint:   paint,
	}
}

func (s *StatusBar) arrange(size fyne.Size) {
	look.Place(s.back, 0, 0, size.Width, size.Height)
	look.Place(s.edge, 0, 0, size.Width, look.Hairline)
	left, right := look.PageMarginX, size.Width-look.PageMarginX
	put := func(o fyne.CanvasObject) {
		if w := o.MinSize().Width; w > 0 && o.Visible() {
			look.Place(o, left, look.Hairline, w, size.Height-look.Hairline)
			left += w + 18
		}
	}
	put(s.saved)
	put(s.counts)
	put(s.task)
	if s.bar.Visible() {
		look.Place(s.bar, left, (size.Height-6)/2, 120, 6)
		left += 138
	}
	put(s.cancel)
	for _, o := range []*kit.Label{s.backup, s.actor} {
		if w := o.MinSize().Width; w > 0 {
			right -= w
			look.Place(o, right, look.Hairline, w, size.Height-look.Hairline)
			right -= 18
		}
	}
	if s.onRoom != nil {
		s.onRoom(left, size.Width-right)
	}
}
