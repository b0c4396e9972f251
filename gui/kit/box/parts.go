package box

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// Parts is what a box with a text or list of any length shows: a head over it, the form or field below it, the buttons at its foot. The box
// is as high as what is in it needs, up to the window less a margin; from there on the long part scrolls, then the form, and the others are seen
// whole. Whatever gets another height while the box is shown calls Fit.
type Parts struct {
	Head, Long, Body, Foot fyne.CanvasObject // without a Long or a Body: nil

	Width float32 // of what is shown, unless something in it needs more
}

// Whole is a part of a box that scrolls where it has not the height to be seen whole: a form.
type Whole interface {
	fyne.CanvasObject
	WholeHeight(width float32) float32
}

// The margins of a box, and what the window keeps around it.
const (
	boxMarginX, boxMarginY float32 = 20, 16
	windowMargin           float32 = 24
)

// longLeast is the height the long part keeps beside a form that has not its own.
const longLeast float32 = 110

// NewParts puts the parts below one another for a box over the window.
func NewParts(c fyne.Canvas, p Parts) *fyne.Container {
	if p.Body == nil {
		p.Body = container.NewStack()
		p.Body.Hide()
	}
	if p.Long == nil {
		p.Long = container.NewStack()
	}
	long, width := container.NewVScroll(p.Long), min(p.Width, room(c).Width)
	return container.New(&partsLayout{canvas: c, long: long, least: width, width: width}, p.Head, long, p.Body, p.Foot)
}

// Fit gives the boxes over the window the height that what is in them needs by now.
func Fit(c fyne.Canvas) {
	for _, overlay := range c.Overlays().List() {
		if p, ok := overlay.(*widget.PopUp); ok {
			p.Refresh()
		}
	}
}

// wholeIn is the part in what an object holds that may have to scroll; nil when there is none.
func wholeIn(o fyne.CanvasObject) Whole {
	if w, ok := o.(Whole); ok && o.Visible() {
		return w
	}
	if c, ok := o.(*fyne.Container); ok && c.Visible() {
		for _, child := range c.Objects {
			if w := wholeIn(child); w != nil {
				return w
			}
		}
	}
	return nil
}

// partsLayout lays the four parts of a box out.
type partsLayout struct {
	canvas fyne.Canvas
	long   *container.Scroll
	least  float32
	width  float32 // at the last layout; the height of the long part follows from it
}

// room is the most that what a box shows may measure.
func room(c fyne.Canvas) fyne.Size {
	return c.Size().SubtractWidthHeight(2*(windowMargin+boxMarginX), 2*(windowMargin+boxMarginY))
}

// wanted is the height in which the long part is seen whole.
func (l *partsLayout) wanted() float32 {
	content := l.long.Content
	content.Resize(fyne.NewSize(l.width, content.Size().Height)) // a text knows its height only once it knows its width
	return look.Ceil(content.MinSize().Height)
}

// bodyWanted is the height in which the form or field is seen whole.
func (l *partsLayout) bodyWanted(body fyne.CanvasObject) float32 {
	height := body.MinSize().Height
	if w := wholeIn(body); w != nil {
		height += w.WholeHeight(l.width) - w.MinSize().Height
	}
	return look.Ceil(height)
}

// around is the height of the head, the foot and the gaps.
func (l *partsLayout) around(objects []fyne.CanvasObject) float32 {
	height := objects[0].MinSize().Height + look.Gap + objects[3].MinSize().Height
	if l.wanted() > 0 {
		height += look.Gap
	}
	if objects[2].Visible() {
		height += look.Gap
	}
	return height
}

// MinSize implements fyne.Layout.
func (l *partsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := l.least
	for i, o := range objects {
		if o.Visible() && i > 1 {
			width = max(width, o.MinSize().Width)
		}
	}
	most := room(l.canvas)
	width = max(width, min(objects[0].MinSize().Width, most.Width))
	height := l.wanted() + l.around(objects)
	if body := objects[2]; body.Visible() {
		height += l.bodyWanted(body)
	}
	return fyne.NewSize(width, max(min(height, most.Height), 0))
}

// Layout implements fyne.Layout.
func (l *partsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	head, body, foot := objects[0], objects[2], objects[3]
	long, rest := l.wanted(), max(size.Height-l.around(objects), 0)
	y := head.MinSize().Height
	look.Place(head, 0, 0, size.Width, y)
	if long > 0 {
		y += look.Gap
	}
	switch {
	case !body.Visible():
		long = rest
	case wholeIn(body) == nil:
		long = min(long, max(rest-body.MinSize().Height, 0))
	default:
		long = min(long, max(rest-l.bodyWanted(body), min(longLeast, rest/2)))
	}
	look.Place(l.long, 0, y, size.Width, long)
	y += long
	foothold := size.Height - foot.MinSize().Height
	look.Place(foot, 0, foothold, size.Width, foot.MinSize().Height)
	if body.Visible() {
		y += look.Gap
		look.Place(body, 0, y, size.Width, max(foothold-look.Gap-y, 0))
	}
}

// longPart is the long part of the parts in what an overlay shows, nil when it has none.
func longPart(o fyne.CanvasObject) *container.Scroll {
	c, ok := o.(*fyne.Container)
	if !ok {
		return nil
	}
	if l, ok := c.Layout.(*partsLayout); ok {
		return l.long
	}
	for _, child := range c.Objects {
		if long := longPart(child); long != nil {
			return long
		}
	}
	return nil
}

// scrolled turns the long part of a box by a key, and tells whether that is one for it.
func scrolled(long *container.Scroll, key fyne.KeyName) bool {
	if long == nil || long.Content.Size().Height <= long.Size().Height {
		return false
	}
	line, page := look.TextSize*kit.Leading, long.Size().Height
	by, ok := map[fyne.KeyName]float32{
		fyne.KeyUp: -line, fyne.KeyDown: line, fyne.KeyPageUp: line - page, fyne.KeyPageDown: page - line,
		fyne.KeyHome: -long.Content.Size().Height, fyne.KeyEnd: long.Content.Size().Height,
	}[key]
	if ok {
		most := long.Content.Size().Height - page
		long.ScrollToOffset(fyne.NewPos(0, min(max(long.Offset.Y+by, 0), most)))
	}
	return ok
}
