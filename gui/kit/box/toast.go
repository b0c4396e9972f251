package box

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cppccdesk/gui/kit/look"
)

// Toaster shows passing messages in a corner of a window, the newest outermost, over its content and without taking the keyboard. Three fit: a
// fourth sends the oldest away. While the pointer is on one, all of them stay.
type Toaster struct {
	Left, Right, Bottom float32 // how far from the window's edges
	OnPlaced            func()  // the messages reach higher or less high than before; see Rise

	layer  *fyne.Container
	after  func(d time.Duration, apply func()) (stop func())
	toasts []*toast // oldest first
	rise   float32  // when OnPlaced was called last
}

// toastTime is how long a message stays; one that offers an action stays twice as long.
const toastTime = 5 * time.Second

const toastGap float32 = 6

// toastLimit is how many messages are shown at once.
const toastLimit = 3

// NewToaster makes a toaster; after calls back on the window's thread when the time has passed.
func NewToaster(after func(d time.Duration, apply func()) (stop func())) *Toaster {
	t := &Toaster{Left: look.PageMarginX, Right: look.PageMarginX, Bottom: 44, after: after}
	t.layer = container.New(afloat{t})
	return t
}

// Layer is to be stacked over the window's content.
func (t *Toaster) Layer() fyne.CanvasObject { return t.layer }

// Show shows a message, with an action such as 撤销 when act is not nil. The same message again takes the place of the first; failures go.
// dismiss takes it away before its time, when what it offers is done already.
func (t *Toaster) Show(text, action string, act func()) (dismiss func()) {
	t.Settle()
	message := newToast(t, text, action, act)
	t.add(message)
	return func() { t.remove(message) }
}

// Warn shows a message that stays until it is closed, with an action when act is not nil.
func (t *Toaster) Warn(text, action string, act func()) {
	t.add(newWarning(t, text, action, act))
}

// Fail shows why something was not done: until it is closed, or something else is done.
func (t *Toaster) Fail(text string) {
	message := newWarning(t, text, "", nil)
	message.failure = true
	t.add(message)
}

// Settle takes the failures away: something was done since.
func (t *Toaster) Settle() {
	for _, message := range slices.Clone(t.toasts) {
		if message.failure {
			t.remove(message)
		}
	}
}

// SetRoom says between which distances from the window's sides the messages are.
func (t *Toaster) SetRoom(left, right float32) {
	if left != t.Left || right != t.Right {
		t.Left, t.Right = left, right
		t.show()
	}
}

func (t *Toaster) add(message *toast) {
	for _, shown := range t.toasts {
		if shown.text.Text == message.text.Text {
			t.remove(shown)
			break
		}
	}
	if len(t.toasts) == toastLimit {
		t.remove(t.toasts[0])
	}
	t.toasts = append(t.toasts, message)
	t.start(message)
	t.show()
}

func (t *Toaster) start(message *toast) {
	if message.warning {
		return
	}
	stay := toastTime
	if message.act != nil {
		stay *= 2
	}
	message.stop = t.after(stay, func() { t.remove(message) })
}

// hold keeps all messages while the pointer is on one; afterwards their time begins anew.
func (t *Toaster) hold(on bool) {
	for _, message := range t.toasts {
		message.stop()
		if !on {
			t.start(message)
		}
	}
}

func (t *Toaster) remove(message *toast) {
	message.stop()
	if i := slices.Index(t.toasts, message); i >= 0 {
		t.toasts = slices.Delete(t.toasts, i, i+1)
	}
	t.show()
}

func (t *Toaster) show() {
	t.layer.Objects = t.layer.Objects[:0]
	for _, message := range t.toasts {
		t.layer.Objects = append(t.layer.Objects, message)
	}
	t.layer.Refresh()
	if rise := t.Rise(t.layer.Size().Width); rise != t.rise && t.OnPlaced != nil {
		t.rise = rise
		t.OnPlaced()
	}
}

// Rise is how high the messages reach over the lower edge of a window of that width; 0 without any.
func (t *Toaster) Rise(width float32) float32 {
	rise := float32(0)
	for _, place := range t.places(width) {
		rise = max(rise, -place.at.Y)
	}
	return rise
}

// toastPlace is where a message lies, from the lower left corner.
type toastPlace struct {
	at   fyne.Position
	size fyne.Size
}

// places are those of the messages, oldest first.
func (t *Toaster) places(width float32) []toastPlace {
	places := make([]toastPlace, len(t.toasts))
	x, y, high := t.Left, -t.Bottom, float32(0)
	for i, message := range slices.Backward(t.toasts) {
		m := message.sizeIn(width - t.Left - t.Right)
		if x > t.Left && x+m.Width > width-t.Right {
			x, y, high = t.Left, y-high-toastGap, 0
		}
		places[i] = toastPlace{fyne.NewPos(x, y-m.Height), m}
		x, high = x+m.Width+toastGap, max(high, m.Height)
	}
	return places
}

// Text is the newest message shown, "" when there is none.
func (t *Toaster) Text() string {
	if len(t.toasts) == 0 {
		return ""
	}
	return t.toasts[len(t.toasts)-1].text.Text
}

// Action is the newest message that offers something, for the keyboard; nil when there is none.
func (t *Toaster) Action() fyne.Focusable {
	for _, message := range slices.Backward(t.toasts) {
		if message.act != nil {
			return message
		}
	}
	return nil
}

// Hide takes all messages away.
func (t *Toaster) Hide() {
	for len(t.toasts) > 0 {
		t.remove(t.toasts[0])
	}
}

// afloat puts messages side by side from the lower left corner, the newest first, and those that do not fit in lines above: low messages cover the
// least of the page.
type afloat struct{ toaster *Toaster }

func (afloat) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (a afloat) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	for i, place := range a.toaster.places(size.Width) {
		look.Place(a.toaster.toasts[i], place.at.X, size.Height+place.at.Y, place.size.Width, place.size.Height)
	}
}
