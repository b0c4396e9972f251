package chart

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
)

// Span is a row of Months: something that is to be done from one month to another of a year, and how much of it is.
type Span struct {
	ID           int64
	Title, Under string  // two lines
	From, To     float32 // months since the year began: 2 and 11 are from March to November. What lies outside the year is not drawn
	Done         float64 // the share done
	Planned      float64 // the share arranged for a day to come
	Tone         look.Tone
	Numbers      string // done / target
	State        string
	Menu         []*fyne.MenuItem // what a click on the numbers lists; nil: nothing
}

// Months draws spans over the twelve months of a year, one under the other, with a line for today. Done is dark, arranged lighter, the rest pale or in
// the tone of what is late or due. A row is chosen by a click or by the arrow keys, opened by Enter or a double-click; a click on its numbers lists what
// they count, as the space bar does.
type Months struct {
	widget.BaseWidget

	OnSelect func(id int64)
	OnOpen   func(id int64)

	spans   []Span
	today   float32 // months since the year began; below 0 or above 12: another year
	chosen  int     // -1: none
	focused bool
	clicks  look.Clicks
	draw    *look.Renderer
}

var (
	_ fyne.Focusable    = (*Months)(nil)
	_ fyne.Tappable     = (*Months)(nil)
	_ desktop.Mouseable = (*Months)(nil)
)

// NewMonths makes an empty year.
func NewMonths() *Months {
	m := &Months{chosen: -1, today: -1}
	m.ExtendBaseWidget(m)
	return m
}

// SetSpans shows other rows, the one with the id chosen; today is in months since the year began, below 0 or above 12 for another year.
func (m *Months) SetSpans(spans []Span, today float32, chosen int64) {
	m.spans, m.today = spans, today
	m.Choose(chosen)
}

// Choose marks the row with the id, none for an id that is not there; OnSelect is not called.
func (m *Months) Choose(id int64) {
	m.chosen = -1
	for i := range m.spans {
		if m.spans[i].ID == id {
			m.chosen = i
		}
	}
	m.Refresh()
}

// The measures of a row: its height, that of its bar, and the widths beside the months.
const (
	spanHeight                        float32 = 44
	spanBar                           float32 = 16
	spanTitle, spanNumbers, spanState float32 = 140, 150, 76

	spanMonths float32 = 12 * 13
)

// columns are where the months begin and end, and where the numbers end, in a width. A wide chart gives its titles more room, in a narrow one they give way.
func (m *Months) columns(width float32) (from, to, numbers float32) {
	need := spanNumbers
	for i := range m.spans {
		need = max(need, look.TextWidth(m.spans[i].Numbers, look.TextSize)+2*look.CellPad)
	}
	numbers = width - spanState
	title := max(min(max(width*0.3, 200), 380, numbers-need-spanMonths), spanTitle)
	return title, max(numbers-need, title+spanMonths), numbers
}

// at is the row under a height, -1 for none.
func (m *Months) at(y float32) int {
	i := int((y - look.HeaderHeight) / spanHeight)
	if y < look.HeaderHeight || i >= len(m.spans) {
		return -1
	}
	return i
}

func (m *Months) choose(i int) {
	if i < 0 || i >= len(m.spans) {
		return
	}
	m.chosen = i
	m.Refresh()
	if m.OnSelect != nil {
		m.OnSelect(m.spans[i].ID)
	}
}

// MouseDown implements desktop.Mouseable.
func (m *Months) MouseDown(*desktop.MouseEvent) { look.Focus(m) }

// MouseUp implements desktop.Mouseable.
func (m *Months) MouseUp(*desktop.MouseEvent) {}

// Tapped implements fyne.Tappable.
func (m *Months) Tapped(ev *fyne.PointEvent) {
	i := m.at(ev.Position.Y)
	if i < 0 {
		return
	}
	again := m.clicks.Again(int64(i))
	m.choose(i)
	_, from, to := m.columns(m.Size().Width)
	switch {
	case again && m.OnOpen != nil:
		m.OnOpen(m.spans[i].ID)
	case ev.Position.X >= from && ev.Position.X < to:
		m.list(ev.AbsolutePosition)
	}
}

// list offers what the numbers of the row chosen count.
func (m *Months) list(at fyne.Position) {
	if m.chosen >= 0 && len(m.spans[m.chosen].Menu) > 0 {
		menu.Choose(m, at, m.spans[m.chosen].Menu)
	}
}

// TypedKey implements fyne.Focusable.
func (m *Months) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyUp:
		m.choose(max(m.chosen-1, 0))
	case fyne.KeyDown:
		m.choose(min(m.chosen+1, len(m.spans)-1))
	case fyne.KeyHome:
		m.choose(0)
	case fyne.KeyEnd:
		m.choose(len(m.spans) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if m.chosen >= 0 && m.OnOpen != nil {
			m.OnOpen(m.spans[m.chosen].ID)
		}
	case fyne.KeySpace:
		_, from, _ := m.columns(m.Size().Width)
		m.list(look.PositionOf(m).AddXY(from, look.HeaderHeight+float32(m.chosen+1)*spanHeight))
	default:
		look.ForwardKey(m, ev)
	}
}

// GoesThroughRows implements kit.Rows.
func (m *Months) GoesThroughRows() {}

// TypedRune implements fyne.Focusable.
func (m *Months) TypedRune(rune) {}

// TypedShortcut hands the window's shortcuts on.
func (m *Months) TypedShortcut(s fyne.Shortcut) { look.ForwardShortcut(m, s) }

// FocusGained implements fyne.Focusable.
func (m *Months) FocusGained() {
	m.focused = true
	if m.chosen < 0 {
		m.choose(0)
	}
	m.Refresh()
}

// FocusLost implements fyne.Focusable.
func (m *Months) FocusLost() { m.focused = false; m.Refresh() }

func (m *Months) arrange(size fyne.Size) {
	s := &sheet{}
	from, to, numbers := m.columns(size.Width)
	month := (to - from) / 12
	s.box(look.ColorHeader, 0, 0, size.Width, look.HeaderHeight)
	s.text("事项", look.TextSize, true, look.ColorHeaderText, fyne.TextAlignLeading, look.CellPad, 0, from-look.CellPad, look.HeaderHeight)
	s.text("完成 / 目标", look.TextSize, true, look.ColorHeaderText, fyne.TextAlignTrailing, to, 0, numbers-to-look.CellPad, look.HeaderHeight)
	s.text("状态", look.TextSize, true, look.ColorHeaderText, fyne.TextAlignLeading, numbers, 0, spanState, look.HeaderHeight)
	for i := range 12 {
		name, now := look.ColorHeaderText, m.today >= float32(i) && m.today < float32(i+1)
		if now {
			name = look.ColorAccent
		}
		s.text(strconv.Itoa(i+1), look.SmallText, now, name, fyne.TextAlignCenter, from+float32(i)*month, 0, month, look.HeaderHeight)
	}
	s.box(look.ColorLine, 0, look.HeaderHeight-look.Hairline, size.Width, look.Hairline)
	bottom := look.HeaderHeight + float32(len(m.spans))*spanHeight
	if m.chosen >= 0 {
		s.box(look.ColorAccentSoft, 0, look.HeaderHeight+float32(m.chosen)*spanHeight, size.Width, spanHeight)
	}
	for i := range 13 {
		s.box(look.ColorRowLine, from+float32(i)*month, look.HeaderHeight, look.Hairline, bottom-look.HeaderHeight)
	}
	for i := range m.spans {
		m.row(s, &m.spans[i], look.HeaderHeight+float32(i)*spanHeight, from, month, to, numbers)
		s.box(look.ColorRowLine, 0, look.HeaderHeight+float32(i+1)*spanHeight-look.Hairline, size.Width, look.Hairline)
	}
	if m.today >= 0 && m.today <= 12 {
		for y := look.HeaderHeight; y < bottom; y += 6 { // dashed
			s.box(look.ColorAccent, from+m.today*month, y, look.Hairline, min(4, bottom-y))
		}
	}
	if m.focused && m.chosen >= 0 {
		ring := s.box(look.ColorNone, 0, look.HeaderHeight+float32(m.chosen)*spanHeight, size.Width, spanHeight)
		ring.StrokeWidth, ring.StrokeColor = look.Ring(true), look.Paint(look.ColorAccent)
	}
	m.draw.Parts = s.parts
}

func (m *Months) row(s *sheet, span *Span, y, from, month, to, numbers float32) {
	s.text(span.Title, look.TextSize, false, look.ColorText, fyne.TextAlignLeading, look.CellPad, y+4, from-2*look.CellPad, 20)
	s.text(span.Under, look.SmallText, false, look.ColorMuted, fyne.TextAlignLeading, look.CellPad, y+22, from-2*look.CellPad, 18)
	s.text(span.Numbers, look.TextSize, false, look.ColorText, fyne.TextAlignTrailing, to+look.CellPad, y, numbers-to-2*look.CellPad, spanHeight)
	state := s.text(span.State, look.TextSize, span.Tone.Emphatic(), look.ColorText, fyne.TextAlignLeading, numbers, y, spanState-4, spanHeight)
	state.Color = span.Tone.Color()
	first, last := max(span.From, 0), min(span.To, 12)
	if last <= first {
		return
	}
	bar := func(name fyne.ThemeColorName, a, b float32) *canvas.Rectangle {
		r := s.box(name, from+a*month, y+(spanHeight-spanBar)/2, (b-a)*month, spanBar)
		r.CornerRadius = spanBar / 2
		return r
	}
	rest := bar(restOf(span.Tone), first, last)
	if span.Tone == look.ToneLate || span.Tone == look.ToneDue {
		rest.StrokeWidth, rest.StrokeColor = look.Hairline, span.Tone.Color()
	}
	share := func(part float64) float32 { return first + (last-first)*float32(min(part, 1)) }
	if span.Planned > 0 {
		bar(look.ColorAccentLine, first, share(span.Done+span.Planned))
	}
	if span.Done > 0 {
		bar(look.ColorAccent, first, share(span.Done))
	}
}

// restOf is the colour of what is not done.
func restOf(tone look.Tone) fyne.ThemeColorName {
	if tone == look.ToneLate || tone == look.ToneDue {
		return tone.SoftName()
	}
	return look.ColorTrack
}

// CreateRenderer implements fyne.Widget.
func (m *Months) CreateRenderer() fyne.WidgetRenderer {
	m.draw = &look.Renderer{
		Widget: m,
		Least: func() fyne.Size {
			return fyne.NewSize(spanTitle+spanMonths+spanNumbers+spanState, look.HeaderHeight+float32(len(m.spans))*spanHeight)
		},
		Arrange: m.arrange,
	}
	return m.draw
}

// Spans are the rows shown.
func (m *Months) Spans() []Span { return m.spans }
