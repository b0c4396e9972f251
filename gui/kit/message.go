package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

const messageWidth float32 = 400

// ShowMessage shows text over the window until 知道了 is pressed.
func ShowMessage(c fyne.Canvas, title, text string) {
	var p *widget.PopUp
	ok := NewPrimaryButton("知道了", func() { p.Hide() })
	p = showBox(c, title, text, ok)
	c.Focus(ok)
}

// ShowQuestion asks over the window; then is called when the user presses agree, nothing when he presses 取消.
func ShowQuestion(c fyne.Canvas, title, text, agree string, then func()) {
	var p *widget.PopUp
	yes := NewPrimaryButton(agree, func() {
		p.Hide()
		then()
	})
	no := NewButton("取消", func() { p.Hide() })
	p = showBox(c, title, text, no, yes)
	c.Focus(yes)
}

// ShowChoices asks with several answers beside 取消, e.g. 保存 / 不保存.
func ShowChoices(c fyne.Canvas, title, text string, answers ...Answer) {
	var p *widget.PopUp
	buttons := []fyne.CanvasObject{NewButton("取消", func() { p.Hide() })}
	for i, a := range answers {
		b := NewButton(a.Text, func() {
			p.Hide()
			a.Do()
		})
		b.Primary = i == len(answers)-1
		buttons = append(buttons, b)
	}
	p = showBox(c, title, text, buttons...)
	c.Focus(buttons[len(buttons)-1].(*Button))
}

// Answer is one button of ShowChoices.
type Answer struct {
	Text string
	Do   func()
}

func showBox(c fyne.Canvas, title, text string, buttons ...fyne.CanvasObject) *widget.PopUp {
	prose := NewParagraph(text, TextSize, ToneSoft)
	height := prose.HeightFor(messageWidth)
	box := NewColumn(Gap, NewHeading(title, 15), container.New(fixed{messageWidth, height}, prose),
		container.New(trailing{}, buttons...))
	var p *widget.PopUp
	for _, o := range buttons {
		if b, ok := o.(*Button); ok {
			b.escape = func() { p.Hide() }
		}
	}
	content := NewBox(box, func() { p.Hide() })
	content.Objects[0].(*boxEdge).focus = buttons[len(buttons)-1].(*Button)
	p = widget.NewModalPopUp(content, c)
	p.Show()
	return p
}

// fixed gives its objects one size.
type fixed struct{ width, height float32 }

func (f fixed) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(f.width, f.height) }

func (f fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		Place(o, 0, 0, size.Width, size.Height)
	}
}

// inset leaves a margin around its object.
type inset struct{ x, y float32 }

func (i inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*i.x, 2*i.y)
}

func (i inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	Place(objects[0], i.x, i.y, max(size.Width-2*i.x, 0), max(size.Height-2*i.y, 0))
}

// NewInset leaves a margin around content.
func NewInset(x, y float32, content fyne.CanvasObject) *fyne.Container {
	return container.New(inset{x, y}, content)
}

// trailing puts its objects side by side at the right edge.
type trailing struct{}

func (trailing) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return gapped{gap: 8, horizontal: true}.MinSize(objects)
}

func (trailing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := size.Width
	for i := len(objects) - 1; i >= 0; i-- {
		m := objects[i].MinSize()
		x -= m.Width
		Place(objects[i], x, 0, m.Width, m.Height)
		x -= 8
	}
}

// NewBox is what a box over the page shows: content with a margin, and a line around it. Esc in an input of the box that does not use it
// calls escape, unless that is nil.
func NewBox(content fyne.CanvasObject, escape func()) *fyne.Container {
	return boxed(inset{20, 16}, content, escape)
}

// NewEdged puts a line around what a pop-up shows.
func NewEdged(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(newBoxEdge(), content)
}

func boxed(margin inset, content fyne.CanvasObject, escape func()) *fyne.Container {
	edge := newBoxEdge()
	edge.escape = escape
	return container.NewStack(edge, container.New(margin, content))
}

// KeyInBox gives the box in front of the window a key that no input of it used, and tells whether there is one: Esc closes it, any other key
// takes the keyboard to it. Fyne takes the keyboard from a question that a press of the mouse brought up.
func KeyInBox(c fyne.Canvas, ev *fyne.KeyEvent) bool {
	edge := frontBox(c)
	switch {
	case edge == nil:
		return false
	case ev.Name == fyne.KeyEscape && edge.escape != nil:
		edge.escape()
	case edge.focus != nil && c.Focused() == nil:
		c.Focus(edge.focus)
	default:
		return false
	}
	return true
}

// frontBox is the box in front of the window, nil when there is none.
func frontBox(c fyne.Canvas) *boxEdge {
	if stack, ok := popUpContent(c.Overlays().Top()).(*fyne.Container); ok && len(stack.Objects) > 0 {
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
	edge.StrokeWidth = Hairline
	paint := func() { edge.FillColor, edge.StrokeColor = Paint(colorNone), Paint(ColorLine) }
	paint()
	return &Renderer{
		Widget: e, Parts: []fyne.CanvasObject{edge}, Paint: paint,
		Least:   func() fyne.Size { return fyne.Size{} },
		Arrange: func(size fyne.Size) { placePopUpEdge(edge, size) },
	}
}
