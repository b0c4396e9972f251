package kit

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// pickList is what a picker opens: a search box, the options that match, and how many there are.
type pickList struct {
	widget.BaseWidget

	picker *Picker
	entry  *Entry
	list   *widget.List
	foot   *Label
	found  []int // indexes of options; -1 takes the choice back
	at     int   // the row Enter takes
}

const pickRows = 9

func newPickList(p *Picker) *pickList {
	l := &pickList{picker: p, entry: NewEntry(), foot: NewLabel("", CaptionText, ToneMuted)}
	l.entry.PlaceHolder = "名称、拼音或首字母"
	l.entry.OnChanged = l.find
	l.entry.OnKey = l.key
	l.entry.OnShortcut = func(s fyne.Shortcut) bool {
		_, custom := s.(*desktop.CustomShortcut)
		return custom // the form must not be saved from under an open list
	}
	l.list = widget.NewList(
		func() int { return len(l.found) },
		func() fyne.CanvasObject { return newPickRow(l) },
		func(i int, o fyne.CanvasObject) { o.(*pickRow).show(i) },
	)
	l.list.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

func (l *pickList) find(query string) {
	l.found = l.picker.search(query)
	if query == "" && !l.picker.Required && l.picker.value != "" {
		l.found = append([]int{-1}, l.found...)
	}
	l.at = 0
	if query == "" {
		for row, i := range l.found {
			if i >= 0 && l.picker.options[i].Value == l.picker.value {
				l.at = row
			}
		}
	}
	l.foot.SetText(fmt.Sprintf("%d 项", len(l.found)))
	l.list.Refresh()
	l.list.ScrollTo(l.at)
}

func (l *pickList) move(by int) {
	if len(l.found) == 0 {
		return
	}
	l.at = min(max(l.at+by, 0), len(l.found)-1)
	l.list.ScrollTo(l.at)
}

func (l *pickList) take(row int) {
	if row < 0 || row >= len(l.found) {
		return
	}
	if i := l.found[row]; i >= 0 {
		l.picker.choose(l.picker.options[i].Value)
	} else {
		l.picker.choose("")
	}
}

func (l *pickList) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown:
		l.move(1)
	case fyne.KeyUp:
		l.move(-1)
	case fyne.KeyPageDown:
		l.move(pickRows)
	case fyne.KeyPageUp:
		l.move(-pickRows)
	case fyne.KeyReturn, fyne.KeyEnter:
		l.take(l.at)
	case fyne.KeyEscape:
		l.picker.close()
	default:
		return false
	}
	return true
}

// CreateRenderer implements fyne.Widget.
func (l *pickList) CreateRenderer() fyne.WidgetRenderer {
	rows := min(max(len(l.picker.options)+1, 2), pickRows)
	return &drawn{
		widget: l, objects: []fyne.CanvasObject{l.entry, l.list, l.foot},
		min: func() fyne.Size { return fyne.NewSize(240, FieldHeight+float32(rows)*RowHeight+26) },
		layout: func(size fyne.Size) {
			place(l.entry, 0, 0, size.Width, FieldHeight)
			place(l.list, 0, FieldHeight+4, size.Width, size.Height-FieldHeight-24)
			place(l.foot, 10, size.Height-19, size.Width-20, 18)
		},
	}
}

type pickRow struct {
	widget.BaseWidget

	owner   *pickList
	row     int
	hovered bool
	back    *canvas.Rectangle
	text    *canvas.Text
	note    *canvas.Text
}

var (
	_ fyne.Tappable     = (*pickRow)(nil)
	_ desktop.Hoverable = (*pickRow)(nil)
)

func newPickRow(l *pickList) *pickRow {
	r := &pickRow{owner: l, row: -1}
	r.ExtendBaseWidget(r)
	return r
}

// MinSize implements fyne.CanvasObject.
func (r *pickRow) MinSize() fyne.Size {
	return fyne.NewSize(100, RowHeight-r.Theme().Size(theme.SizeNamePadding))
}

// Resize implements fyne.CanvasObject; see gridRow for why.
func (r *pickRow) Resize(size fyne.Size) { r.BaseWidget.Resize(fyne.NewSize(size.Width, RowHeight)) }

func (r *pickRow) show(row int) { r.row = row; r.Refresh() }

// Tapped implements fyne.Tappable.
func (r *pickRow) Tapped(*fyne.PointEvent) { r.owner.take(r.row) }

// MouseIn implements desktop.Hoverable.
func (r *pickRow) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (r *pickRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *pickRow) MouseOut() { r.hovered = false; r.Refresh() }

func (r *pickRow) paint() {
	if r.row < 0 || r.row >= len(r.owner.found) {
		return
	}
	fill := ColorSurface
	switch {
	case r.row == r.owner.at:
		fill = ColorAccentSoft
	case r.hovered:
		fill = ColorHover
	}
	option, ink := Option{Label: "(不选)"}, ColorMuted
	if i := r.owner.found[r.row]; i >= 0 {
		option, ink = r.owner.picker.options[i], ColorText
	}
	width := r.Size().Width - 20
	r.text.Text = ellipsize(option.label(), width, TextSize, false)
	r.note.Text = ellipsize(option.Note, max(width-textWidth(r.text.Text, TextSize)-12, 0), SmallText, false)
	r.back.FillColor, r.text.Color, r.note.Color = Paint(fill), Paint(ink), Paint(ColorMuted)
	for _, o := range []fyne.CanvasObject{r.back, r.text, r.note} {
		o.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (r *pickRow) CreateRenderer() fyne.WidgetRenderer {
	r.back = canvas.NewRectangle(nil)
	r.back.CornerRadius = 4
	r.text, r.note = newText("", TextSize, false, ColorText), newText("", SmallText, false, ColorMuted)
	r.note.Alignment = fyne.TextAlignTrailing
	r.paint()
	return &drawn{
		widget: r, objects: []fyne.CanvasObject{r.back, r.text, r.note}, min: r.MinSize,
		layout: func(size fyne.Size) {
			place(r.back, 0, 1, size.Width, size.Height-2)
			place(r.text, 10, 0, size.Width-20, size.Height)
			place(r.note, 10, 0, size.Width-20, size.Height)
		},
		paint: r.paint,
	}
}
