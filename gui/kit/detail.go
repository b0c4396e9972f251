package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// DetailPane is the card right of a list that tells of the selected record: a line with its number and a quiet date, its title, tags, and
// below them whatever the page stacks, scrolling when it is too high; a quiet line at the foot.
type DetailPane struct {
	widget.BaseWidget

	number *Label
	when   *Label
	title  *Paragraph
	tags   *fyne.Container
	body   *fyne.Container
	scroll *container.Scroll
	foot   *Label
	empty  *Label
	back   *canvas.Rectangle
	filled bool
}

// NewDetailPane makes an empty pane; empty is what it says before a record is chosen: 选中一件提案查看详情.
func NewDetailPane(empty string) *DetailPane {
	d := &DetailPane{
		number: NewHeading("", 15), when: NewLabel("", TextSize, ToneMuted), title: NewParagraph("", 15, ToneNormal),
		tags: NewFlow(4), body: NewColumn(8), foot: NewLabel("", SmallText, ToneMuted), empty: NewLabel(empty, TextSize, ToneMuted),
	}
	d.title.Bold = true
	d.number.Min, d.foot.Min = 40, 40
	d.empty.Align = fyne.TextAlignCenter
	d.scroll = NewReadingScroll(d.body)
	d.ExtendBaseWidget(d)
	return d
}

// SetHeader says which record is shown. Tags that are on stand out.
func (d *DetailPane) SetHeader(number, when, title string, tags ...*Chip) {
	d.filled = true
	d.number.SetText(number)
	d.when.SetText(when)
	d.title.SetText(title)
	d.tags.Objects = nil
	for _, t := range tags {
		d.tags.Add(t)
	}
	d.Refresh()
}

// SetBody stacks what is told of the record; SetFoot puts a quiet line at the foot.
func (d *DetailPane) SetBody(objects ...fyne.CanvasObject) {
	d.body.Objects = objects
	d.body.Refresh()
	d.scroll.ScrollToTop()
	d.Refresh()
	TellSight(d.scroll)
}

// SetFoot puts a quiet line at the foot: 附件 2 · 修改记录 9.
func (d *DetailPane) SetFoot(text string) {
	d.foot.SetText(text)
	d.Refresh()
}

// Clear empties the pane.
func (d *DetailPane) Clear() {
	d.filled = false
	d.body.Objects = nil
	d.foot.SetText("")
	d.Refresh()
}

func (d *DetailPane) paint() {
	d.back.FillColor, d.back.StrokeColor = Paint(ColorSurface), Paint(ColorLine)
	d.back.Refresh()
	for _, o := range []fyne.CanvasObject{d.number, d.when, d.title, d.tags, d.scroll, d.foot} {
		if d.filled {
			o.Show()
		} else {
			o.Hide()
		}
	}
	if d.filled {
		d.empty.Hide()
	} else {
		d.empty.Show()
	}
}

func (d *DetailPane) arrange(size fyne.Size) {
	Place(d.back, 0, 0, size.Width, size.Height)
	Place(d.empty, CardPad, 2*RowHeight, size.Width-2*CardPad, RowHeight)
	width := size.Width - 2*CardPad
	w := d.when.MinSize().Width
	Place(d.when, CardPad+width-w, Gap, w, 22)
	Place(d.number, CardPad, Gap, max(width-w-Gap, 0), 22)
	y := Gap + 29
	if d.title.Text != "" {
		h := d.title.HeightFor(width)
		Place(d.title, CardPad, y, width, h)
		y += h + 5
	}
	if len(d.tags.Objects) > 0 {
		d.tags.Resize(fyne.NewSize(width, chipHeight))
		h := d.tags.MinSize().Height
		Place(d.tags, CardPad, y, width, h)
		y += h + 8
	}
	bottom := size.Height - Gap
	if d.foot.Text != "" {
		bottom -= 22
		Place(d.foot, CardPad, bottom+4, width, 18)
	}
	Place(d.scroll, CardPad, y, width+scrollRoom, max(bottom-y, 0))
	TellSight(d.scroll)
}

// CreateRenderer implements fyne.Widget.
func (d *DetailPane) CreateRenderer() fyne.WidgetRenderer {
	d.back = canvas.NewRectangle(nil)
	d.back.StrokeWidth, d.back.CornerRadius = Hairline, CardRadius
	d.paint()
	return &Renderer{
		Widget:  d,
		Parts:   []fyne.CanvasObject{d.back, d.number, d.when, d.title, d.tags, d.scroll, d.foot, d.empty},
		Least:   func() fyne.Size { return fyne.NewSize(260, 200) },
		Arrange: d.arrange,
		Paint:   d.paint,
	}
}
