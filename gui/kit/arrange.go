package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cppccdesk/gui/kit/look"
)

// Gapped places objects one after another with a fixed gap, unlike Fyne's boxes whose gap is the theme's.
type Gapped struct {
	Gap        float32
	horizontal bool
}

func (g Gapped) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var along, across float32
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		n++
		size := o.MinSize()
		if g.horizontal {
			along, across = along+size.Width, max(across, size.Height)
		} else {
			along, across = along+size.Height, max(across, size.Width)
		}
	}
	along += g.Gap * float32(max(n-1, 0))
	if g.horizontal {
		return fyne.NewSize(along, across)
	}
	return fyne.NewSize(across, along)
}

func (g Gapped) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var at float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		want := o.MinSize()
		if g.horizontal {
			look.Place(o, at, 0, want.Width, size.Height)
			at += want.Width + g.Gap
		} else {
			look.Place(o, 0, at, size.Width, want.Height)
			at += want.Height + g.Gap
		}
	}
}

// NewColumn stacks objects with a gap; each gets the whole width and its own height.
func NewColumn(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(Gapped{Gap: gap}, objects...)
}

// NewRow places objects side by side with a gap; each gets its own width.
func NewRow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(Gapped{Gap: gap, horizontal: true}, objects...)
}

// shared divides the width by weights.
type shared struct {
	gap     float32
	weights []float32
}

func (s shared) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(s.gap*float32(max(len(objects)-1, 0)), 0)
	for _, o := range objects {
		m := o.MinSize()
		size.Width += m.Width
		size.Height = max(size.Height, m.Height)
	}
	return size
}

func (s shared) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var sum float32
	for i := range objects {
		sum += s.weight(i)
	}
	room := size.Width - s.gap*float32(len(objects)-1)
	var x float32
	for i, o := range objects {
		w := room * s.weight(i) / sum
		look.Place(o, x, 0, w, size.Height)
		x += w + s.gap
	}
}

func (s shared) weight(i int) float32 {
	if i < len(s.weights) {
		return s.weights[i]
	}
	return 1
}

// NewShares divides the width between objects by weights (nil: alike), with the usual gap: list left, details right.
func NewShares(weights []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(shared{look.Gap, weights}, objects...)
}

// listBeside places a list and, right of it, its details.
type listBeside struct{ share float32 }

// What a list keeps of a narrow window, and its details in any. A list that is meant to be narrower than half keeps less.
const leastList, leastDetails float32 = 600, 304

func (l listBeside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return shared{gap: look.Gap}.MinSize(objects)
}

func (l listBeside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	room := size.Width - look.Gap
	details := look.Round(max(min(room*(1-l.share), room-leastList*min(1, 2*l.share)), min(leastDetails, room/2)))
	look.Place(objects[0], 0, 0, room-details, size.Height)
	look.Place(objects[1], size.Width-details, 0, details, size.Height)
}

// NewListBeside gives a list that share of the width and the details the rest. In a narrow window the details give way first.
func NewListBeside(share float32, list, details fyne.CanvasObject) *fyne.Container {
	return container.New(listBeside{share}, list, details)
}

// rest gives the first object its height and the second what remains.
type rest struct{ gap float32 }

func (r rest) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height+r.gap)
}

func (r rest) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(size.Width, objects[0].Size().Height)) // chips know their height only once they know their width
	h := objects[0].MinSize().Height
	look.Place(objects[0], 0, 0, size.Width, h)
	look.Place(objects[1], 0, h+r.gap, size.Width, max(size.Height-h-r.gap, 0))
}

// NewTopAndRest puts top at its height over content that takes what remains.
func NewTopAndRest(gap float32, top, content fyne.CanvasObject) *fyne.Container {
	return container.New(rest{gap}, top, content)
}

// NewHeadAndFoot puts head and foot at their heights around content, which takes what remains. Tab walks the three in that order: Fyne's
// border begins with what is in the middle.
func NewHeadAndFoot(head, content, foot fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewBorderLayout(head, foot, nil, nil), head, content, foot)
}

// flowing places objects side by side and begins a new line where the width ends.
type flowing struct {
	gap   float32
	width *float32 // of the last layout; the height follows from it
}

func (f flowing) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := f.each(objects, *f.width, nil)
	var w float32
	for _, o := range objects {
		w = max(w, o.MinSize().Width)
	}
	return fyne.NewSize(w, h)
}

func (f flowing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	*f.width = size.Width
	f.each(objects, size.Width, func(o fyne.CanvasObject, x, y, w, h float32) { look.Place(o, x, y, w, h) })
}

func (f flowing) each(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y, w, h float32)) (height float32) {
	var x, y, line float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if x > 0 && width > 0 && x+m.Width > width {
			x, y, line = 0, y+line+f.gap, 0
		}
		if put != nil {
			put(o, x, y, m.Width, m.Height)
		}
		x += m.Width + f.gap
		line = max(line, m.Height)
	}
	return y + line
}

// NewFlow places chips, tags or buttons side by side and wraps them.
func NewFlow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(flowing{gap, new(float32)}, objects...)
}

// fixed gives its objects one size.
type fixed struct{ width, height float32 }

func (f fixed) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(f.width, f.height) }

func (f fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		look.Place(o, 0, 0, size.Width, size.Height)
	}
}

// NewFixed has an object measure width x height, whatever it asks for.
func NewFixed(width, height float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(fixed{width, height}, o)
}

// inset leaves a margin around its object.
type inset struct{ x, y float32 }

func (i inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(2*i.x, 2*i.y)
}

func (i inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	look.Place(objects[0], i.x, i.y, max(size.Width-2*i.x, 0), max(size.Height-2*i.y, 0))
}

// NewInset leaves a margin around content.
func NewInset(x, y float32, content fyne.CanvasObject) *fyne.Container {
	return container.New(inset{x, y}, content)
}
