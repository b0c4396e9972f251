package box

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// Preview is a box that shows what its button would do: what that depends on is chosen above, what it comes to is listed below.
type Preview struct {
	Agree *kit.Button

	shown *widget.PopUp
	below *fyne.Container
}

// NewPreview makes the box; do is called by the button that has the text agree, which waits for Tell.
func NewPreview(canvas fyne.Canvas, title, prose, agree string, do func(), choices ...fyne.CanvasObject) *Preview {
	p := &Preview{Agree: kit.NewPrimaryButton(agree, do), below: container.NewStack()}
	p.Agree.SetEnabled(false)
	head := kit.NewColumn(8, kit.NewHeading(title, 15), kit.NewParagraph(prose, look.TextSize, look.ToneSoft), kit.NewRow(8, choices...))
	foot := kit.NewTrailing(kit.NewButton("取消", p.Close), p.Agree)
	p.shown = widget.NewModalPopUp(NewBox(kit.NewHeadAndFoot(head, kit.NewInset(0, 8, p.below), foot), p.Close), canvas)
	p.shown.Resize(fyne.NewSize(min(680, canvas.Size().Width-2*look.Gap), min(460, canvas.Size().Height-2*look.Gap)))
	return p
}

// Show shows the box; its button has the keyboard as soon as it may be pressed.
func (p *Preview) Show() {
	p.shown.Show()
	p.focus()
}

// Close closes the box.
func (p *Preview) Close() { CloseBox(p.shown) }

// Tell lists what would be done, below notes on it; the button does it when it may.
func (p *Preview) Tell(may bool, notes []*kit.Note, table *kit.SmallTable) {
	var objects []fyne.CanvasObject
	for _, n := range notes {
		objects = append(objects, n)
	}
	if table != nil {
		objects = append(objects, table)
	}
	p.below.Objects = []fyne.CanvasObject{container.NewVScroll(kit.NewColumn(8, objects...))}
	p.below.Refresh()
	p.Agree.SetEnabled(may)
	p.focus()
}

// focus gives the keyboard to the button, which Fyne does not do while it is disabled, unless something else in the box has it.
func (p *Preview) focus() {
	if c := p.shown.Canvas; c.Overlays().Top() == fyne.CanvasObject(p.shown) && c.Focused() == nil {
		c.Focus(p.Agree)
	}
}
