package desktest

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// Synchronous runs everything at once on the caller's goroutine and never lets time pass.
func Synchronous() desk.Executor {
	return desk.Executor{Background: kittest.Now, UI: kittest.Now, After: kittest.Never}
}

// New makes a desk of 1366x768 whose errors fail the test.
func New(tb testing.TB, store *store.Store) *desk.Desk {
	tb.Helper()
	return NewOn(tb, store, Synchronous())
}

// NewOn is New with work run by the executor.
func NewOn(tb testing.TB, st *store.Store, run desk.Executor) *desk.Desk {
	tb.Helper()
	app := test.NewTempApp(tb)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	window := desk.NewWindow(app, desk.Options{
		Product: "民主监督工作台", Prefs: kit.MemoryPrefs{}, Executor: run, Sentence: store.Sentence,
		Log: func(err error) { tb.Errorf("shown to the user: %v", err) },
	})
	state, err := desk.ReadState(tb.Context(), st)
	if err != nil {
		tb.Fatalf("read the desk's state: %v", err)
	}
	window.Native().Resize(fyne.NewSize(1366, 768))
	return desk.New(window, st, state)
}

// Show puts the page on the desk's rail and shows it.
func Show(d *desk.Desk, p desk.Page) {
	d.Add(p)
	d.Start()
	d.Native().Resize(fyne.NewSize(1366, 768))
}

// PressButton taps the first visible button with the text in what is shown.
func PressButton(tb testing.TB, shown fyne.CanvasObject, text string) {
	tb.Helper()
	var found *kit.Button
	kittest.Walk(shown, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && found == nil && b.Text == text {
			found = b
		}
	})
	if found == nil {
		tb.Fatalf("no button %q in:\n%s", text, Text(shown))
	}
	found.Tapped(&fyne.PointEvent{})
}

// Text is every visible text of the object and what is in it, one a line, in drawing order.
func Text(o fyne.CanvasObject) string {
	var lines []string
	kittest.Walk(o, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if t, ok := o.(*canvas.Text); ok && t.Text != "" {
			lines = append(lines, t.Text)
		}
	})
	return strings.Join(lines, "\n")
}
