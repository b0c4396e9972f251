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
	return fyne.NewSize(railNarrow+page.Width, menu.BarHeight+page.Height+statusBarH)
}

func (s shell) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	look.Place(objects[0], 0, 0, size.Width, menu.BarHeight)
	top := menu.BarHeight + s.notice.heightFor(size.Width)
	look.Place(objects[4], 0, menu.BarHeight, size.Width, top-menu.BarHeight)
	rail := railFor(size.Width)
	look.Place(objects[1], 0, top, rail, size.Height-top)
	foot := max(statusBarH, s.toaster.Rise(size.Width)-look.PageMarginY)
	look.Place(objects[2], rail, top, size.Width-rail, size.Height-top-foot)
	look.Place(objects[3], rail, size.Height-statusBarH, size.Width-rail, statusBarH)
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

// oneLine places a title and what is beside it, centred in height. In a narrow window the search box gives way first, then the air in the chips and
// between the objects; what still has no room is scrolled to.
type oneLine struct{ searches bool } // the second object is the search box

const (
	lineGap, tightGap       float32 = 8, 4
	afterTitle              float32 = 10
	searchWidth, leastWidth float32 = 160, 112 // what the search box gives way to at first, and at last
	chipAir                 float32 = 10       // what a chip gives way by
)

func (l oneLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width, height := afterTitle-tightGap, float32(0)
	for i, o := range objects {
		width += l.least(i, o) + tightGap
		height = max(height, o.MinSize().Height)
	}
	return fyne.NewSize(width, height)
}

// elastic tells the search box.
func (l oneLine) elastic(i int) bool { return i == 1 && l.searches }

// least is the width an object gives way to.
func (l oneLine) least(i int, o fyne.CanvasObject) float32 {
	width := o.MinSize().Width
	switch {
	case l.elastic(i):
		return min(width, leastWidth)
	case isChip(o):
		return width - chipAir
	}
	return width
}

func isChip(o fyne.CanvasObject) bool {
	_, is := o.(*kit.Chip)
	return is
}

func (l oneLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	widths, gap := make([]float32, len(objects)), lineGap
	need := afterTitle - lineGap
	for i, o := range objects {
		widths[i] = o.MinSize().Width
		need += widths[i] + lineGap
	}
	give := func(i int, by float32) {
		by = max(min(need-size.Width, by), 0)
		widths[i] -= by
		need -= by
	}
	if l.searches {
		give(1, widths[1]-searchWidth)
	}
	if need > size.Width {
		gap = tightGap
		need -= float32(len(objects)-1) * (lineGap - tightGap)
	}
	for i, o := range objects {
		if isChip(o) {
			give(i, chipAir)
		}
	}
	if l.searches {
		give(1, widths[1]-leastWidth)
	}
	x := float32(0)
	for i, o := range objects {
		h := o.MinSize().Height
		look.Place(o, x, (size.Height-h)/2, widths[i], h)
		if x += widths[i] + gap; i == 0 {
			x += afterTitle
		}
	}
}

// ends places the buttons at the right edge, where they stay in sight, and gives the first object the room beside them.
type ends struct{}

func (ends) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		least := o.MinSize()
		size.Width, size.Height = size.Width+least.Width+lineGap, max(size.Height, least.Height)
	}
	return size
}

func (ends) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	right := size.Width
	for i := len(objects) - 1; i > 0; i-- {
		least := objects[i].MinSize()
		right -= least.Width
		look.Place(objects[i], right, (size.Height-least.Height)/2, least.Width, least.Height)
		right -= lineGap
	}
	look.Place(objects[0], 0, 0, right, size.Height)
}

func newTopBar(title string, middle, right []fyne.CanvasObject) fyne.CanvasObject {
	line := append([]fyne.CanvasObject{kit.NewHeading(title, look.TitleText)}, middle...)
	left := container.NewHScroll(container.New(oneLine{len(middle) > 0}, line...))
	return container.New(ends{}, append([]fyne.CanvasObject{left}, right...)...)
}
