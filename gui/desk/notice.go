package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// noticeBar says over every page what holds for the whole window, such as that nothing can be saved. It is hidden without text.
type noticeBar struct {
	widget.BaseWidget

	text *kit.Paragraph
	back *canvas.Rectangle
}

func newNoticeBar() *noticeBar {
	n := &noticeBar{text: kit.NewParagraph("", look.TextSize, look.ToneLate)}
	n.ExtendBaseWidget(n)
	n.Hide()
	return n
}

const noticeMargin float32 = 4

// heightFor is the height at a width.
func (n *noticeBar) heightFor(width float32) float32 {
	if !n.Visible() {
		return 0
	}
	return n.text.HeightFor(width-2*look.PageMarginX) + 2*noticeMargin
}

// CreateRenderer implements fyne.Widget.
func (n *noticeBar) CreateRenderer() fyne.WidgetRenderer {
	n.back = canvas.NewRectangle(nil)
	paint := func() {
		n.back.FillColor = look.Paint(look.ColorLateSoft)
		n.back.Refresh()
	}
	paint()
	return &look.Renderer{
		Widget: n,
		Parts:  []fyne.CanvasObject{n.back, n.text},
		Least:  func() fyne.Size { return fyne.Size{} },
		Arrange: func(size fyne.Size) {
			look.Place(n.back, 0, 0, size.Width, size.Height)
			look.Place(n.text, look.PageMarginX, noticeMargin, size.Width-2*look.PageMarginX, size.Height-2*noticeMargin)
		},
		Paint: paint,
	}
}
