package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Toaster shows one passing message at a time at the foot of a window, over its content and without taking the keyboard.
type Toaster struct {
	layer *fyne.Container
	after func(d time.Duration, apply func()) (stop func())
	stop  func()
}

// toastTime is how long a message stays; one that offers an action stays twice as long.
const toastTime = 5 * time.Second

// NewToaster makes a toaster; after calls back on the window's thread when the time has passed.
func NewToaster(after func(d time.Duration, apply func()) (stop func())) *Toaster {
	return &Toaster{layer: container.New(afloat{}), after: after}
}

// Layer is to be stacked over the window's content.
func (t *Toaster) Layer() fyne.CanvasObject { return t.layer }

// Show shows a message, with an action such as 撤销 when act is not nil. It replaces the one before.
func (t *Toaster) Show(text, action string, act func()) {
	t.Hide()
	message := newToast(text, action, func() {
		t.Hide()
		act()
	})
	t.layer.Objects = []fyne.CanvasObject{message}
	t.layer.Refresh()
	stay := toastTime
	if act != nil {
		stay *= 2
	}
	t.stop = t.after(stay, t.Hide)
}

// Text is the message shown now, "" when there is none.
func (t *Toaster) Text() string {
	if len(t.layer.Objects) == 0 {
		return ""
	}
	return t.layer.Objects[0].(*toast).text.Text
}

// Hide takes the message away.
func (t *Toaster) Hide() {
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	t.layer.Objects = nil
	t.layer.Refresh()
}

// afloat centres its object above the status bar.
type afloat struct{}

func (afloat) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (afloat) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		m := o.MinSize()
		w := min(m.Width, size.Width-2*PageMarginX)
		place(o, (size.Width-w)/2, size.Height-m.Height-44, w, m.Height)
	}
}

type toast struct {
	widget.BaseWidget

	text   *Label
	action *Label
	act    func()
	back   *canvas.Rectangle
}

var (
	_ fyne.Tappable      = (*toast)(nil)
	_ desktop.Cursorable = (*toast)(nil)
)

func newToast(text, action string, act func()) *toast {
	t := &toast{text: NewLabel(text, TextSize, ToneNormal), action: NewLabel(action, TextSize, ToneAccent), act: act}
	t.text.color, t.action.color = ColorOnToast, ColorAccentLine
	t.action.Bold = true
	if action == "" {
		t.act = nil
	}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped implements fyne.Tappable.
func (t *toast) Tapped(*fyne.PointEvent) {
	if t.act != nil {
		t.act()
	}
}

// Cursor implements desktop.Cursorable.
func (t *toast) Cursor() desktop.Cursor {
	if t.act != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer implements fyne.Widget.
func (t *toast) CreateRenderer() fyne.WidgetRenderer {
	t.back = canvas.NewRectangle(Paint(ColorToast))
	t.back.CornerRadius = FieldRadius
	gap := func() float32 {
		if t.action.Text == "" {
			return 0
		}
		return 20
	}
	return &drawn{
		widget:  t,
		objects: []fyne.CanvasObject{t.back, t.text, t.action},
		min: func() fyne.Size {
			return fyne.NewSize(t.text.MinSize().Width+gap()+t.action.MinSize().Width+32, 36)
		},
		layout: func(size fyne.Size) {
			place(t.back, 0, 0, size.Width, size.Height)
			a := t.action.MinSize().Width
			place(t.text, 16, 0, size.Width-32-gap()-a, size.Height)
			place(t.action, size.Width-16-a, 0, a, size.Height)
		},
		paint: func() { t.back.FillColor = Paint(ColorToast) },
	}
}
