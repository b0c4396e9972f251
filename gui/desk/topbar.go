package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// band is the white strip behind the top bar, and the grey ground behind the page.
type band struct{ widget.BaseWidget }

func newBand() *band {
	b := &band{}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer implements fyne.Widget.
func (b *band) CreateRenderer() fyne.WidgetRenderer {
	top, edge, ground := canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	paint := func() {
		top.FillColor, edge.FillColor = look.Paint(look.ColorSurface), look.Paint(look.ColorLine)
		ground.FillColor = look.Paint(look.ColorGround)
		top.Refresh()
		edge.Refresh()
		ground.Refresh()
	}
	paint()
	return &look.Renderer{
		Widget: b,
		Parts:  []fyne.CanvasObject{ground, top, edge},
		Least:  func() fyne.Size { return fyne.Size{} },
		Arrange: func(size fyne.Size) {
			look.Place(ground, 0, 0, size.Width, size.Height)
			look.Place(top, 0, 0, size.Width, topBar-look.Hairline)
			look.Place(edge, 0, topBar-look.Hairline, size.Width, look.Hairline)
		},
		Paint: paint,
	}
}

// shell places the menu bar at the top, the notice below it, the rail at the left edge and the status bar below the page, which ends above the
// messages when these reach higher than the status bar and the page's margin.
type shell struct {
	notice  *noticeBar
	toaster *box.Toaster
}

func (shell) MinSize(objects []fyne.CanvasObject) fyne.Size {
	page := objects[2].MinSize()
	return fyne.NewSize(railWidth+page.Width, menu.BarHeight+page.Height+statusBarH)
}

func (s shell) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	look.Place(objects[0], 0, 0, size.Width, menu.BarHeight)
	top := menu.BarHeight + s.notice.heightFor(size.Width)
	look.Place(objects[4], 0, menu.BarHeight, size.Width, top-menu.BarHeight)
	look.Place(objects[1], 0, top, railWidth, size.Height-top)
	foot := max(statusBarH, s.toaster.Rise(size.Width)-look.PageMarginY)
	look.Place(objects[2], railWidth, top, size.Width-railWidth, size.Height-top-foot)
	look.Place(objects[3], railWidth, size.Height-statusBarH, size.Width-railWidth, statusBarH)
}

// frame places band, top bar and page. A window too small for the page, as on a small screen at a large size, scrolls it.
type frame struct{}

func (frame) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(480, 240) }

func (frame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	look.Place(objects[0], 0, 0, size.Width, size.Height)
	width := size.Width - 2*look.PageMarginX
	look.Place(objects[1], look.PageMarginX, 0, width, topBar-look.Hairline)
	before := objects[2].(*container.Scroll).Content.MinSize()
	look.Place(objects[2], look.PageMarginX, topBar+look.PageMarginY, width, size.Height-topBar-2*look.PageMarginY)
	if after := objects[2].(*container.Scroll).Content.MinSize(); after != before { // a page whose height follows its width
		objects[2].Refresh()
	}
}

// oneLine places a title, then the middle objects, and the right ones from the right edge; all centred in height.
type oneLine struct{ middle int }

func (l oneLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var width, height float32
	for i, o := range objects {
		m := o.MinSize()
		if l.elastic(i) {
			m.Width = min(m.Width, 160)
		}
		width += m.Width + 8
		height = max(height, m.Height)
	}
	return fyne.NewSize(width, height)
}

// elastic tells the search box, which gives way when the line is too narrow.
func (l oneLine) elastic(i int) bool { return i == 1 && l.middle > 0 }

func (l oneLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	put := func(o fyne.CanvasObject, x, w float32) {
		h := o.MinSize().Height
		look.Place(o, x, (size.Height-h)/2, w, h)
	}
	right := size.Width
	for i := len(objects) - 1; i > l.middle; i-- {
		w := objects[i].MinSize().Width
		right -= w
		put(objects[i], right, w)
		right -= 8
	}
	var need float32
	for _, o := range objects[:l.middle+1] {
		need += o.MinSize().Width + 8
	}
	short := max(need+10-right, 0)
	var x float32
	for i, o := range objects[:l.middle+1] {
		w := o.MinSize().Width
		if l.elastic(i) {
			w = max(w-short, 160)
		}
		put(o, x, w)
		x += w + 8
		if i == 0 {
			x += 10
		}
	}
}

func newTopBar(title string, middle, right []fyne.CanvasObject) fyne.CanvasObject {
	objects := []fyne.CanvasObject{kit.NewHeading(title, look.TitleText)}
	objects = append(objects, middle...)
	objects = append(objects, right...)
	return container.New(oneLine{len(middle)}, objects...)
}
