// Package box holds what opens over the page: messages, questions, prompts, pop-ups that give the keyboard back, and short notices.
package box

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

const messageWidth float32 = 400

// ShowMessage shows text over the window until 知道了 is pressed.
func ShowMessage(c fyne.Canvas, title, text string) {
	var p *widget.PopUp
	ok := kit.NewPrimaryButton("知道了", func() { p.Hide() })
	p = showBox(c, title, text, ok)
	c.Focus(ok)
}

// ShowQuestion asks over the window; then is called when the user presses agree, nothing when he presses 取消.
func ShowQuestion(c fyne.Canvas, title, text, agree string, then func()) {
	var p *widget.PopUp
	yes := kit.NewPrimaryButton(agree, func() {
		p.Hide()
		then()
	})
	no := kit.NewButton("取消", func() { p.Hide() })
	p = showBox(c, title, text, no, yes)
	c.Focus(yes)
}

// ShowWarning is ShowQuestion about what cannot be taken back at once, such as another file in the place of one: Enter is 取消.
func ShowWarning(c fyne.Canvas, title, text, agree string, then func()) {
	var p *widget.PopUp
	yes := kit.NewButton(agree, func() {
		p.Hide()
		then()
	})
	no := kit.NewPrimaryButton("取消", func() { p.Hide() })
	p = showBox(c, title, text, no, yes)
	FrontBox(c).focus = no
	c.Focus(no)
}

// ShowChoices asks with several answers beside 取消, e.g. 保存 / 不保存.
func ShowChoices(c fyne.Canvas, title, text string, answers ...Answer) {
	var p *widget.PopUp
	buttons := []fyne.CanvasObject{kit.NewButton("取消", func() { p.Hide() })}
	for i, a := range answers {
		b := kit.NewButton(a.Text, func() {
			p.Hide()
			a.Do()
		})
		b.Primary = i == len(answers)-1
		buttons = append(buttons, b)
	}
	p = showBox(c, title, text, buttons...)
	c.Focus(buttons[len(buttons)-1].(*kit.Button))
}

// Answer is one button of ShowChoices.
type Answer struct {
	Text string
	Do   func()
}

func showBox(c fyne.Canvas, title, text string, buttons ...fyne.CanvasObject) *widget.PopUp {
	box := NewParts(c, Parts{
		Head: kit.NewHeading(title, 15), Long: kit.NewParagraph(text, look.TextSize, look.ToneSoft),
		Foot: kit.NewTrailing(buttons...), Width: messageWidth,
	})
	var p *widget.PopUp
	for _, o := range buttons {
		if b, ok := o.(*kit.Button); ok {
			b.Escape = func() { p.Hide() }
		}
	}
	content := NewBox(box, func() { p.Hide() })
	content.Objects[0].(*boxEdge).focus = buttons[len(buttons)-1].(*kit.Button)
	p = widget.NewModalPopUp(content, c)
	p.Show()
	return p
}

// NewBox is what a box over the page shows: content with a margin, and a line around it. Esc in an input of the box that does not use it
// calls escape, unless that is nil.
func NewBox(content fyne.CanvasObject, escape func()) *fyne.Container {
	return boxed(kit.NewInset(boxMarginX, boxMarginY, content), escape)
}

// NewSmallBox is NewBox with the margin of what hangs at a place of the page, such as a filter.
func NewSmallBox(content fyne.CanvasObject, escape func()) *fyne.Container {
	return boxed(kit.NewInset(12, 10, content), escape)
}

// NewEdged puts a line around what a pop-up shows.
func NewEdged(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(newBoxEdge(), content)
}

func boxed(content fyne.CanvasObject, escape func()) *fyne.Container {
	edge := newBoxEdge()
	edge.escape = escape
	return container.NewStack(edge, content)
}

// KeyInBox gives the box in front of the window a key that no input of it used, and tells whether there is one: Esc closes it, ↑, ↓ and their
// like turn its long text, any other key takes the keyboard to it. Fyne takes the keyboard from a question that a press of the mouse brought up.
func KeyInBox(c fyne.Canvas, ev *fyne.KeyEvent) bool {
	edge := FrontBox(c)
	switch {
	case edge == nil:
		return false
	case ev.Name == fyne.KeyEscape && edge.escape != nil:
		edge.escape()
	case edge.focus != nil && c.Focused() == nil:
		c.Focus(edge.focus)
	default:
		return scrolled(longPart(PopUpContent(c.Overlays().Top())), ev.Name)
	}
	return true
}

// FrontBox is the box in front of the window, nil when there is none.
func FrontBox(c fyne.Canvas) *boxEdge {
	if stack, ok := PopUpContent(c.Overlays().Top()).(*fyne.Container); ok && len(stack.Objects) > 0 {
		if edge, ok := stack.Objects[0].(*boxEdge); ok {
			return edge
		}
	}
	return nil
}

// boxEdge is a line around a box over the page: without it nothing tells black from black in high contrast.
type boxEdge struct {
	widget.BaseWidget

	escape func()
	focus  fyne.Focusable // what gets the keyboard when nothing has it
}

func newBoxEdge() *boxEdge {
	e := &boxEdge{}
	e.ExtendBaseWidget(e)
	return e
}

// CreateRenderer implements fyne.Widget.
func (e *boxEdge) CreateRenderer() fyne.WidgetRenderer {
	edge := canvas.NewRectangle(nil)
	edge.StrokeWidth = look.Hairline
	paint := func() { edge.FillColor, edge.StrokeColor = look.Paint(look.ColorNone), look.Paint(look.ColorLine) }
	paint()
	return &look.Renderer{
		Widget: e, Parts: []fyne.CanvasObject{edge}, Paint: paint,
		Least:   func() fyne.Size { return fyne.Size{} },
		Arrange: func(size fyne.Size) { look.PlacePopUpEdge(edge, size) },
	}
}
