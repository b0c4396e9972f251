package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// The place of the tags in a field of several values.
const (
	tagHeight float32 = 22
	tagGap    float32 = 4
	tagCross  float32 = 16 // width of the × at a tag's end
)

// valueTag is one value in a field of several.
type valueTag struct {
	widget.BaseWidget

	field   *Several
	index   int
	hovered bool
	back    *canvas.Rectangle
	text    *canvas.Text
	cross   *canvas.Text
}

var (
	_ fyne.Tappable          = (*valueTag)(nil)
	_ fyne.SecondaryTappable = (*valueTag)(nil)
	_ desktop.Hoverable      = (*valueTag)(nil)
)

// Tapped implements fyne.Tappable: on the × it takes the value away, elsewhere it puts the keyboard on the tag.
func (t *valueTag) Tapped(ev *fyne.PointEvent) {
	if t.field.disabled {
		return
	}
	look.Focus(t.field)
	if ev != nil && ev.Position.X >= t.Size().Width-tagCross-2 {
		t.field.remove(t.index)
		return
	}
	t.field.walk(t.index)
}

// TappedSecondary implements fyne.SecondaryTappable.
func (t *valueTag) TappedSecondary(ev *fyne.PointEvent) {
	if t.field.disabled {
		return
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem("去掉", func() { t.field.remove(t.index) })}
	if t.field.Ordered {
		ahead := fyne.NewMenuItem("前移", func() { t.field.shift(t.index, -1) })
		behind := fyne.NewMenuItem("后移", func() { t.field.shift(t.index, 1) })
		ahead.Disabled, behind.Disabled = t.index == 0, t.index == len(t.field.values)-1
		items = append([]*fyne.MenuItem{ahead, behind, fyne.NewMenuItemSeparator()}, items...)
	}
	menu.PopUp(t, ev.AbsolutePosition, items)
}

// MouseIn implements desktop.Hoverable.
func (t *valueTag) MouseIn(*desktop.MouseEvent) { t.hovered = true; t.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (t *valueTag) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (t *valueTag) MouseOut() { t.hovered = false; t.Refresh() }

// label is the value as it is shown; "" of a tag whose value was taken away, which the mouse leaves only afterwards.
func (t *valueTag) label() string {
	if t.index >= len(t.field.values) {
		return ""
	}
	return t.field.offer.label(t.field.values[t.index])
}

func (t *valueTag) want() float32 {
	w := look.TextWidth(t.label(), look.SmallText) + 14
	if !t.field.disabled {
		w += tagCross - 4
	}
	return w
}

func (t *valueTag) cut(width float32) {
	room := width - 14
	if !t.field.disabled {
		room -= tagCross - 4
	}
	t.text.Text = look.Ellipsize(t.label(), room+1, look.SmallText, false)
}

func (t *valueTag) paint() {
	if t.index >= len(t.field.values) {
		return
	}
	fill, edge, ink := look.ColorHeader, look.ColorFieldLine, look.ColorText
	if t.field.marked(t.field.values[t.index]) {
		fill, edge, ink = look.ColorDueSoft, look.ColorDue, look.ColorDue
	}
	t.cross.Text = "×"
	switch {
	case t.field.disabled:
		ink, t.cross.Text = look.ColorMuted, ""
	case t.field.focused && t.index == t.field.at:
		fill, edge, ink = look.ColorAccentSoft, look.ColorAccent, look.ColorAccent
	case t.hovered:
		fill = look.ColorAccentSoft
	}
	t.cut(t.Size().Width)
	t.back.FillColor, t.back.StrokeColor, t.text.Color, t.cross.Color = look.Paint(fill), look.Paint(edge), look.Paint(ink), look.Paint(look.ColorMuted)
	for _, o := range []fyne.CanvasObject{t.back, t.text, t.cross} {
		o.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (t *valueTag) CreateRenderer() fyne.WidgetRenderer {
	t.back = canvas.NewRectangle(nil)
	t.back.StrokeWidth, t.back.CornerRadius = look.Hairline, 4
	t.text, t.cross = look.NewText("", look.SmallText, false, look.ColorText), look.NewText("×", look.TextSize, false, look.ColorMuted)
	t.cross.Alignment = fyne.TextAlignCenter
	t.paint()
	return &look.Renderer{
		Widget: t, Parts: []fyne.CanvasObject{t.back, t.text, t.cross},
		Least: func() fyne.Size { return fyne.NewSize(30, tagHeight) },
		Arrange: func(size fyne.Size) {
			t.cut(size.Width)
			look.Place(t.back, 0, 0, size.Width, size.Height)
			look.Place(t.text, 7, 0, size.Width-10, size.Height-1)
			look.Place(t.cross, size.Width-tagCross-2, 0, tagCross, size.Height)
		},
		Paint: t.paint,
	}
}

// renew makes the tags those of the values.
func (s *Several) renew() {
	for len(s.tags) < len(s.values) {
		t := &valueTag{field: s, index: len(s.tags)}
		t.ExtendBaseWidget(t)
		s.tags = append(s.tags, t)
	}
	s.tags = s.tags[:len(s.values)]
	s.Refresh()
}

// arrange places the tags in lines and tells the height they need; put nil only measures.
func (s *Several) arrange(width float32, put func(t *valueTag, x, y, w float32)) float32 {
	room := max(width-2*look.FieldPad-look.FieldMark, 40)
	var x, y float32
	for _, t := range s.tags {
		w := min(t.want(), room)
		if x > 0 && x+w > room {
			x, y = 0, y+tagHeight+tagGap
		}
		if put != nil {
			put(t, look.FieldPad+x, (look.FieldHeight-tagHeight)/2+y, w)
		}
		x += w + tagGap
	}
	return y + look.FieldHeight
}

func (s *Several) paint() {
	look.PaintField(s.back, s.disabled, s.invalid, s.focused)
	s.mark.Color, s.mark.Text = look.Paint(look.ColorMuted), "∨"
	if s.disabled {
		s.mark.Text = ""
	}
	s.mark.Refresh()
	s.hint.Hidden = len(s.values) > 0 && !s.busy
	s.hint.Text = s.PlaceHolder
	if s.busy {
		s.hint.Text = "正在新建…"
	}
	s.hint.Refresh()
	s.draw.Parts = append(s.draw.Parts[:0], s.back, s.hint, s.mark)
	for _, t := range s.tags {
		if t.Hidden = s.busy; !s.busy {
			t.Refresh()
		}
		s.draw.Parts = append(s.draw.Parts, t)
	}
}

// CreateRenderer implements fyne.Widget.
func (s *Several) CreateRenderer() fyne.WidgetRenderer {
	s.back = look.NewFieldBack()
	s.mark = look.NewFieldMark()
	s.draw = &look.Renderer{
		Widget: s,
		Least:  func() fyne.Size { return fyne.NewSize(120, s.arrange(s.width, nil)) },
		Arrange: func(size fyne.Size) {
			s.width = size.Width
			look.Place(s.back, 0, 0, size.Width, s.arrange(size.Width, nil))
			look.Place(s.hint, look.FieldPad, 0, size.Width-look.FieldPad-24, fieldText)
			look.Place(s.mark, size.Width-look.FieldMark, 0, look.FieldMark, look.FieldHeight)
			s.arrange(size.Width, func(t *valueTag, x, y, w float32) { look.Place(t, x, y, w, tagHeight) })
		},
		Paint: s.paint,
	}
	s.paint()
	return s.draw
}
