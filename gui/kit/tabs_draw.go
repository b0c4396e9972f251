package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"cppccdesk/gui/kit/look"
)

const restTitle = "更多 ∨"

// tabWidth is the room a tab takes.
func tabWidth(item TabItem, counted bool) float32 {
	w := look.TextWidth(item.Title, look.TextSize) + 2*tabPad
	if counted && item.Count != "" {
		w += 5 + look.TextWidth(item.Count, look.CaptionText)
	}
	return w
}

func (t *Tabs) need(counted bool) (width float32) {
	for _, item := range t.items {
		width += tabWidth(item, counted)
	}
	return width
}

// fitting says which tabs are shown in the width and whether with their counts: all of them, else without counts, else as
// many as fit beside the menu of the rest, the current one among them.
func (t *Tabs) fitting(width float32) (shown []int, counted bool) {
	for i := range t.items {
		shown = append(shown, i)
	}
	switch {
	case t.need(true) <= width:
		return shown, true
	case t.need(false) <= width:
		return shown, false
	}
	room := width - look.TextWidth(restTitle, look.TextSize) - 2*tabPad - tabWidth(t.items[t.current], false)
	var used float32
	shown = slices.DeleteFunc(shown, func(i int) bool {
		if i == t.current {
			return false
		}
		used += tabWidth(t.items[i], false)
		return used > room
	})
	return shown, false
}

// arrange makes the texts of what is shown in the width.
func (t *Tabs) arrange(width float32) {
	shown, counted := t.fitting(width)
	t.drawn = t.drawn[:0]
	var x float32
	for _, i := range shown {
		item := t.items[i]
		d := drawnTab{index: i, x: x, width: tabWidth(item, counted), text: look.NewText(item.Title, look.TextSize, false, t.ink(i))}
		if counted && item.Count != "" {
			d.count = look.NewText(item.Count, look.CaptionText, false, look.ColorMuted)
		}
		t.drawn = append(t.drawn, d)
		x += d.width
	}
	if len(shown) < len(t.items) {
		t.drawn = append(t.drawn, drawnTab{
			index: len(t.items), x: x, width: look.TextWidth(restTitle, look.TextSize) + 2*tabPad,
			text: look.NewText(restTitle, look.TextSize, false, look.ColorHeaderText),
		})
	}
}

func (t *Tabs) ink(i int) fyne.ThemeColorName {
	switch {
	case i == t.current:
		return look.ColorAccent
	case t.hovered >= 0 && t.hovered < len(t.drawn) && t.drawn[t.hovered].index == i:
		return look.ColorText
	default:
		return look.ColorHeaderText
	}
}

// tabsRenderer draws anew what is shown, because the number of texts changes with the width.
type tabsRenderer struct {
	tabs    *Tabs
	objects []fyne.CanvasObject
}

// CreateRenderer implements fyne.Widget.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer {
	t.line, t.mark, t.ring = canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	t.ring.StrokeWidth, t.ring.CornerRadius = look.Hairline, look.FieldRadius
	r := &tabsRenderer{tabs: t}
	r.Layout(t.Size())
	return r
}

func (r *tabsRenderer) Destroy()                     {}
func (r *tabsRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *tabsRenderer) MinSize() fyne.Size { return fyne.NewSize(120, TabsHeight) }

func (r *tabsRenderer) Refresh() {
	r.Layout(r.tabs.Size())
	canvas.Refresh(r.tabs)
}

func (r *tabsRenderer) Layout(size fyne.Size) {
	t := r.tabs
	t.arrange(size.Width)
	t.line.FillColor, t.mark.FillColor, t.ring.FillColor = look.Paint(look.ColorLine), look.Paint(look.ColorAccent), look.Paint(look.ColorNone)
	t.ring.StrokeColor = look.Paint(look.ColorNone)
	if t.focused {
		t.ring.StrokeColor = look.Paint(look.ColorAccent)
	}
	r.objects = []fyne.CanvasObject{t.line, t.mark, t.ring}
	look.Place(t.line, 0, TabsHeight-look.Hairline, size.Width, look.Hairline)
	for n, d := range t.drawn {
		if n > 0 && d.index < len(t.items) && t.items[d.index].Group != t.items[t.drawn[n-1].index].Group {
			apart := canvas.NewRectangle(look.Paint(look.ColorLine))
			look.Place(apart, d.x, (TabsHeight-tabMark-tabApart)/2, look.Hairline, tabApart)
			r.objects = append(r.objects, apart)
		}
		x := d.x + tabPad
		look.Place(d.text, x, 0, d.width-2*tabPad, TabsHeight-tabMark)
		r.objects = append(r.objects, d.text)
		if d.count != nil {
			look.Place(d.count, x+look.TextWidth(d.text.Text, look.TextSize)+5, 1, d.width, TabsHeight-tabMark)
			r.objects = append(r.objects, d.count)
		}
		if d.index == t.current {
			look.Place(t.mark, d.x, TabsHeight-tabMark, d.width, tabMark)
			look.Place(t.ring, d.x, 2, d.width, TabsHeight-tabMark-4)
		}
	}
}
