package editor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// DetailPane is the card right of a list that tells of the selected record: a line with its number and a quiet date, its title, tags, its tabs, and
// below them whatever the page stacks, scrolling when it is too high; a quiet line at the foot.
type DetailPane struct {
	widget.BaseWidget

	number *kit.Label
	when   *kit.Label
	title  *kit.Paragraph
	tags   *fyne.Container
	tabs   *kit.Tabs // nil: none
	body   *fyne.Container
	scroll *container.Scroll
	foot   *kit.Label
	empty  *kit.Label
	back   *canvas.Rectangle
	filled bool
	draw   *look.Renderer
}

// NewDetailPane makes an empty pane; empty is what it says before a record is chosen: 选中一件提案查看详情.
func NewDetailPane(empty string) *DetailPane {
	d := &DetailPane{
		number: kit.NewHeading("", 15), when: kit.NewLabel("", look.TextSize, look.ToneMuted), title: kit.NewParagraph("", 15, look.ToneNormal),
		tags: kit.NewFlow(4), body: kit.NewColumn(8), foot: kit.NewLabel("", look.SmallText, look.ToneMuted), empty: kit.NewLabel(empty, look.TextSize, look.ToneMuted),
	}
	d.title.Bold, d.title.Most = true, 3 // what is below it must be in reach; the fields have the whole
	d.number.Min, d.foot.Min = 40, 40
	d.empty.Align = fyne.TextAlignCenter
	d.scroll = NewReadingScroll(d.body)
	d.ExtendBaseWidget(d)
	return d
}

// SetHeader says which record is shown. Tags that are on stand out.
func (d *DetailPane) SetHeader(number, when, title string, tags ...*kit.Chip) {
	d.filled, d.tabs = true, nil
	d.number.SetText(number)
	d.when.SetText(when)
	d.title.SetText(title)
	d.tags.Objects = nil
	for _, t := range tags {
		d.tags.Add(t)
	}
	d.Refresh()
}

// SetTabs shows the record's tabs over the body, which scrolls under them. SetHeader takes them away.
func (d *DetailPane) SetTabs(tabs *kit.Tabs) {
	d.tabs = tabs
	d.Refresh()
}

// ScrollBy scrolls what is told by a height, down where that is above 0, as far as it goes.
func (d *DetailPane) ScrollBy(height float32) {
	most := max(0, d.scroll.Content.MinSize().Height-d.scroll.Size().Height)
	d.scroll.ScrollToOffset(fyne.NewPos(0, min(max(d.scroll.Offset.Y+height, 0), most)))
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
	d.filled, d.tabs = false, nil
	d.body.Objects = nil
	d.foot.SetText("")
	d.Refresh()
}

func (d *DetailPane) paint() {
	d.back.FillColor, d.back.StrokeColor = look.Paint(look.ColorSurface), look.Paint(look.ColorLine)
	d.back.Refresh()
	for _, o := range []fyne.CanvasObject{d.number, d.when, d.title, d.tags, d.scroll, d.foot} {
		if d.filled && (o != d.title || d.title.Text != "") { // a title that says nothing has no place
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
	look.Place(d.back, 0, 0, size.Width, size.Height)
	look.Place(d.empty, look.CardPad, 2*look.RowHeight, size.Width-2*look.CardPad, look.RowHeight)
	width := size.Width - 2*look.CardPad
	w := d.when.MinSize().Width
	look.Place(d.when, look.CardPad+width-w, look.Gap, w, 22)
	look.Place(d.number, look.CardPad, look.Gap, max(width-w-look.Gap, 0), 22)
	y := look.Gap + 29
	if d.title.Text != "" {
		h := d.title.HeightFor(width)
		look.Place(d.title, look.CardPad, y, width, h)
		y += h + 5
	}
	if len(d.tags.Objects) > 0 {
		d.tags.Resize(fyne.NewSize(width, kit.ChipHeight))
		h := d.tags.MinSize().Height
		look.Place(d.tags, look.CardPad, y, width, h)
		y += h + 8
	}
	d.draw.Parts = d.parts()
	if d.tabs != nil {
		look.Place(d.tabs, look.CardPad, y, width, kit.TabsHeight)
		y += kit.TabsHeight + 8
	}
	bottom := size.Height - look.Gap
	if d.foot.Text != "" {
		bottom -= 22
		look.Place(d.foot, look.CardPad, bottom+4, width, 18)
	}
	look.Place(d.scroll, look.CardPad, y, width+scrollRoom, max(bottom-y, 0))
	TellSight(d.scroll)
}

// CreateRenderer implements fyne.Widget.
func (d *DetailPane) CreateRenderer() fyne.WidgetRenderer {
	d.back = canvas.NewRectangle(nil)
	d.back.StrokeWidth, d.back.CornerRadius = look.Hairline, look.CardRadius
	d.paint()
	d.draw = &look.Renderer{
		Widget:  d,
		Parts:   d.parts(),
		Least:   func() fyne.Size { return fyne.NewSize(260, 200) },
		Arrange: d.arrange,
		Paint:   d.paint,
	}
	return d.draw
}

// parts are what is drawn, in the order in which Tab goes through it.
func (d *DetailPane) parts() []fyne.CanvasObject {
	parts := []fyne.CanvasObject{d.back, d.number, d.when, d.title, d.tags}
	if d.tabs != nil {
		parts = append(parts, d.tabs)
	}
	return append(parts, d.scroll, d.foot, d.empty)
}
