package box

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

// PopUp shows something over the window until it is closed or the mouse is pressed beside it. Unlike Fyne's it takes the keyboard from what is in it
// first: a field that is gone would go on blinking its caret, and have the window painted for ever.
type PopUp struct {
	widget.PopUp

	OnBeside func(at fyne.Position) // the mouse was pressed beside it, there in the window, and it has closed; nil: nothing more

	shown bool
}

// NewPopUp makes a pop-up of content; it is not shown yet.
func NewPopUp(content fyne.CanvasObject, c fyne.Canvas) *PopUp {
	p := &PopUp{PopUp: widget.PopUp{Content: content, Canvas: c}}
	p.ExtendBaseWidget(p)
	p.BaseWidget.Hide()
	return p
}

// Show implements fyne.CanvasObject.
func (p *PopUp) Show() {
	if !p.shown {
		p.shown = true
		p.Canvas.Overlays().Add(p)
	}
	p.Refresh()
	p.BaseWidget.Show()
}

// Held implements kit.Holder.
func (p *PopUp) Held() []fyne.CanvasObject { return []fyne.CanvasObject{p.Content} }

// ShowAtPosition shows the pop-up with its upper left corner there.
func (p *PopUp) ShowAtPosition(at fyne.Position) {
	p.Move(at)
	p.Show()
}

// Hide implements fyne.CanvasObject.
func (p *PopUp) Hide() {
	if p.shown {
		p.shown = false
		leave(p.Canvas, p)
		p.Canvas.Overlays().Remove(p)
	}
	p.BaseWidget.Hide()
}

// Tapped implements fyne.Tappable.
func (p *PopUp) Tapped(ev *fyne.PointEvent) {
	at, size := p.Content.Position(), p.Content.Size()
	if pad := look.FieldPad; ev.Position.X < at.X-pad || ev.Position.Y < at.Y-pad || ev.Position.X > at.X+size.Width+pad || ev.Position.Y > at.Y+size.Height+pad {
		p.Hide()
		if p.OnBeside != nil {
			p.OnBeside(ev.AbsolutePosition)
		}
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (p *PopUp) TappedSecondary(ev *fyne.PointEvent) { p.Tapped(ev) }

// CloseBox closes a modal pop-up, as PopUp.Hide does.
func CloseBox(p *widget.PopUp) {
	leave(p.Canvas, p)
	p.Hide()
}

// leave takes the keyboard from what is in the overlay, if that is the one in front.
func leave(c fyne.Canvas, overlay fyne.CanvasObject) {
	if c.Overlays().Top() == overlay {
		c.Unfocus()
	}
}

// PopUpContent is what an overlay shows, nil when it is no pop-up.
func PopUpContent(overlay fyne.CanvasObject) fyne.CanvasObject {
	switch p := overlay.(type) {
	case *widget.PopUp:
		return p.Content
	case *PopUp:
		return p.Content
	}
	return nil
}
