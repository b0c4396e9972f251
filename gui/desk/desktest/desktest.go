// Package desktest opens desks in windows of Fyne's test driver, on the sample year or a store of the test's own, for the tests of pages.
// Everything runs at once on the test's goroutine.
package desktest

import (
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk"
)

// Open makes a desk on a copy of the sample year, where everything runs at once; add puts its pages on the window before it starts. Whatever
// the window tells as an error fails the test.
func Open(tb testing.TB, add func(d *desk.Desk)) *desk.Desk {
	tb.Helper()
	d := New(tb, sampletest.MustOpen(tb))
	add(d)
	d.Start()
	d.Native().Resize(fyne.NewSize(1366, 768))
	return d
}

// Press types keys into what has the keyboard.
func Press(d *desk.Desk, names ...fyne.KeyName) {
	for _, name := range names {
		if o := d.Native().Canvas().Focused(); o != nil {
			o.TypedKey(&fyne.KeyEvent{Name: name})
		}
	}
}
