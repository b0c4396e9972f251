package editor

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/text"
)

// textDraw draws a textView. What is drawn of a line stays with it while the text scrolls, and a line that is as before is not drawn anew:
// a key costs the drawing of the lines it changes.
type textDraw struct {
	v       *textView
	edge    *canvas.Rectangle
	marks   []*canvas.Rectangle // behind what is selected, one a line
	lines   []*canvas.Text      // line n is drawn by n modulo their number
	bar     *canvas.Rectangle   // where in the text the lines in sight are
	pointer *canvas.Rectangle   // the caret
	blink   *fyne.Animation
	objects []fyne.CanvasObject

	color   fyne.ThemeColorName
	painted int // the theme it was painted in; see themeNumber
}

var _ fyne.WidgetRenderer = (*textDraw)(nil)

// newTextDraw makes the renderer that draws a text from now on.
func newTextDraw(v *textView) *textDraw {
	d := &textDraw{v: v, edge: look.NewFieldBack(), bar: canvas.NewRectangle(nil), pointer: canvas.NewRectangle(nil)}
	d.bar.CornerRadius = areaBar / 2
	d.blink = &fyne.Animation{Duration: blinkTime, RepeatCount: fyne.AnimationRepeatForever, Curve: fyne.AnimationLinear, Tick: func(at float32) {
		if on := at < 0.5 || at == 1; on == d.pointer.Hidden {
			setVisible(d.pointer, on && d.v.pointing())
		}
	}}
	v.draw = d
	d.paint()
	d.placeEdge(v.Size())
	return d
}

const (
	blinkTime            = 1060 * time.Millisecond // as on Windows
	areaBar      float32 = 6
	areaBarLeast float32 = 16
	caretWidth   float32 = 2
)

// pointing tells whether the caret is shown.
func (v *textView) pointing() bool { return v.Focused && v.changed != nil && !v.Disabled() }

func setVisible(o fyne.CanvasObject, visible bool) {
	switch {
	case visible && !o.Visible():
		o.Show()
	case !visible && o.Visible():
		o.Hide()
	}
}

// Destroy implements fyne.WidgetRenderer.
func (d *textDraw) Destroy() {
	d.blink.Stop()
	if d.v.draw == d {
		d.v.draw = nil
	}
}

// Layout implements fyne.WidgetRenderer.
func (d *textDraw) Layout(size fyne.Size) {
	d.placeEdge(size)
	if d.v.Focused {
		d.reveal()
	}
	d.arrange()
}

func (d *textDraw) placeEdge(size fyne.Size) { look.Place(d.edge, 0, 0, size.Width, size.Height) }

// MinSize implements fyne.WidgetRenderer.
func (d *textDraw) MinSize() fyne.Size { return d.v.outer.(fyne.CanvasObject).MinSize() }

// Objects implements fyne.WidgetRenderer; see drawn.Objects.
func (d *textDraw) Objects() []fyne.CanvasObject {
	if look.Renewed(&d.painted) {
		d.v.text.Rewrap()
		d.paint()
	}
	return d.objects
}

// Refresh implements fyne.WidgetRenderer: with the theme fonts and colours can have changed.
func (d *textDraw) Refresh() {
	d.v.text.Rewrap()
	d.paint()
	canvas.Refresh(d.v.outer.(fyne.CanvasObject))
}

// paint gives everything the colours of the theme.
func (d *textDraw) paint() {
	for _, m := range d.marks {
		m.FillColor = look.Paint(theme.ColorNameSelection)
		m.Refresh()
	}
	d.bar.FillColor, d.pointer.FillColor = look.Paint(look.ColorFieldLine), look.Paint(look.ColorAccent)
	d.bar.Refresh()
	d.pointer.Refresh()
	d.color = ""
	d.arrange()
}

// source is the text that is drawn, and its colour.
func (d *textDraw) source() (*text.Text, fyne.ThemeColorName) {
	switch v := d.v; {
	case v.text.Empty() && v.hint != nil:
		return v.hint, look.ColorMuted
	case v.changed != nil && v.Disabled():
		return v.text, look.ColorMuted
	default:
		return v.text, v.look.tone.ColorName()
	}
}

// rows is how many lines there is room for.
func (d *textDraw) rows() int {
	return max(int((d.v.Size().Height-2*d.v.look.pad)/d.v.look.line), 1)
}

// band are the lines in sight, from up to but not with to.
func (d *textDraw) band(lines int) (from, to int) {
	v := d.v
	if v.framed() {
		v.first = max(min(v.first, lines-d.rows()), 0)
		return v.first, min(v.first+d.rows(), lines)
	}
	if v.sight[1] <= 0 {
		return 0, lines
	}
	return min(max(int(v.sight[0]/v.look.line)-1, 0), lines), min(max(int(v.sight[1]/v.look.line)+2, 0), lines)
}

// framed tells a field, which scrolls in its frame, from text that is as high as it needs.
func (v *textView) framed() bool { return v.look.gutter > 0 }

// arrange draws what is to be seen now.
func (d *textDraw) arrange() {
	v := d.v
	v.wrapTo(v.Size().Width)
	src, color := d.source()
	if src != v.text {
		src.Wrap(max(v.Size().Width-2*v.look.pad-v.look.gutter, v.look.size), look.Advances(v.look.size, false))
	}
	from, to := d.band(src.Lines())
	added := d.room(to - from)
	if added || color != d.color {
		d.color = color
		for _, t := range d.lines {
			t.Color = look.Paint(color)
			t.Refresh()
		}
	}
	shown := make([]bool, len(d.lines))
	for n := from; n < to; n++ {
		i := n % len(d.lines)
		shown[i] = true
		a, b := src.Line(n)
		d.line(d.lines[i], text.Drawn(src.Between(a, b)), n)
	}
	for i, t := range d.lines {
		setVisible(t, shown[i])
	}
	d.mark(from, to)
	d.point()
	d.scrollBar(src.Lines())
	if v.framed() {
		look.PaintField(d.edge, v.Disabled(), v.invalid, v.Focused)
	}
	if added || d.objects == nil {
		d.collect()
	}
}

// room makes canvas objects for as many lines as are in sight; true when there are more than before.
func (d *textDraw) room(n int) bool {
	if n <= len(d.lines) {
		return false
	}
	for len(d.lines) < n {
		d.lines = append(d.lines, look.NewText("", d.v.look.size, false, d.color))
		m := canvas.NewRectangle(look.Paint(theme.ColorNameSelection))
		m.Hide()
		d.marks = append(d.marks, m)
	}
	return true
}

func (d *textDraw) collect() {
	d.objects = nil
	if d.v.framed() {
		d.objects = append(d.objects, d.edge)
	}
	for _, m := range d.marks {
		d.objects = append(d.objects, m)
	}
	for _, t := range d.lines {
		d.objects = append(d.objects, t)
	}
	d.objects = append(d.objects, d.bar, d.pointer)
}

// top is where line n begins.
func (d *textDraw) top(n int) float32 {
	if d.v.framed() {
		n -= d.v.first
	}
	return look.Round(d.v.look.pad + float32(n)*d.v.look.line)
}

func (d *textDraw) line(t *canvas.Text, s string, n int) {
	if t.Text != s {
		t.Text = s
		t.Refresh()
	}
	setPlace(t, d.v.look.pad, d.top(n), d.v.Size().Width-2*d.v.look.pad-d.v.look.gutter, look.Round(d.v.look.line))
}

// setPlace is place for what may be there already: Fyne draws anew whatever is moved.
func setPlace(o fyne.CanvasObject, x, y, w, h float32) {
	if at, size := fyne.NewPos(x, y), fyne.NewSize(w, h); o.Position() != at || o.Size() != size {
		o.Move(at)
		o.Resize(size)
	}
}

// mark draws the ground of what is selected in the lines from up to to.
func (d *textDraw) mark(from, to int) {
	v := d.v
	a, b := v.selection()
	begin, end := 0, -1
	if v.selected() && (v.Focused || v.asking) {
		begin, end = v.text.LineOf(a, false), v.text.LineOf(b, true)
	}
	used := 0
	for n := max(begin, from); n <= min(end, to-1); n++ {
		x := float32(0)
		if n == begin {
			x = v.across(n, a)
		}
		_, stop := v.text.Line(n)
		if n == end {
			stop = b
		}
		right := v.across(n, stop)
		if n < end && stop == v.text.ParagraphEnd(stop) {
			right += v.look.size / 2 // the end of the paragraph is selected, too
		}
		m := d.marks[used]
		setPlace(m, v.look.pad+x, d.top(n), right-x, look.Round(v.look.line))
		setVisible(m, right > x)
		used++
	}
	for _, m := range d.marks[used:] {
		setVisible(m, false)
	}
}

// point puts the caret where it is, or away.
func (d *textDraw) point() {
	at := d.caretAt()
	setPlace(d.pointer, at.X-caretWidth/2, at.Y, caretWidth, look.Round(d.v.look.line))
	d.blink.Stop()
	within := at.Y >= 0 && at.Y+d.v.look.line <= d.v.Size().Height+1
	setVisible(d.pointer, d.v.pointing() && within)
	if d.v.pointing() && within {
		d.blink.Start()
	}
}

// caretAt is where the caret is drawn in the widget.
func (d *textDraw) caretAt() fyne.Position {
	v := d.v
	v.wrapTo(v.Size().Width)
	n := v.line()
	return fyne.NewPos(min(v.look.pad+v.across(n, v.at), max(v.Size().Width-v.look.pad, v.look.pad)), d.top(n))
}

// reveal scrolls a field so that the line of its caret is in sight.
func (d *textDraw) reveal() {
	if v := d.v; v.framed() {
		v.wrapTo(v.Size().Width)
		n := v.line()
		v.first = max(min(v.first, n), n-d.rows()+1)
	}
}

// scrollBar shows which part of the text is in sight, in the gutter beside it.
func (d *textDraw) scrollBar(lines int) {
	y, height := d.barAt(lines)
	setVisible(d.bar, height > 0)
	if height > 0 {
		setPlace(d.bar, d.v.Size().Width-areaBar-2, look.Round(y), areaBar, look.Round(height))
	}
}

// barAt is where the bar is; a height of 0 means there is nothing to scroll.
func (d *textDraw) barAt(lines int) (y, height float32) {
	if !d.v.framed() || lines <= d.rows() {
		return 0, 0
	}
	room := d.v.Size().Height - 2*d.v.look.pad
	height = min(max(room*float32(d.rows())/float32(lines), areaBarLeast), room)
	return d.v.look.pad + (room-height)*float32(d.v.first)/float32(lines-d.rows()), height
}

// placeAt is the place in the text nearest to one in the widget. Above and below the lines in sight it is in the next line out of sight.
func (d *textDraw) placeAt(at fyne.Position) (p text.Place, tail bool) {
	v := d.v
	v.wrapTo(v.Size().Width)
	n := int(math.Floor(float64((at.Y - v.look.pad) / v.look.line)))
	if v.framed() {
		n = v.first + min(max(n, -1), d.rows())
	}
	return v.placeIn(min(max(n, 0), v.text.Lines()-1), at.X-v.look.pad)
}
