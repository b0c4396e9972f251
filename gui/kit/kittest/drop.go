package kittest

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// Widgets lists the widgets in o, itself first, hidden ones too.
func Widgets(o fyne.CanvasObject) []fyne.Widget {
	var found []fyne.Widget
	Walk(o, Any, func(o fyne.CanvasObject) {
		if w, ok := o.(fyne.Widget); ok {
			found = append(found, w)
		}
	})
	return found
}

// Any enters every object, hidden ones too.
func Any(fyne.CanvasObject) bool { return true }

// Walk visits o and what is in it in drawing order, each before what is in it, and leaves out what enter refuses.
func Walk(o fyne.CanvasObject, enter func(fyne.CanvasObject) bool, visit func(fyne.CanvasObject)) {
	if !enter(o) {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range slices.Clone(o.Objects) {
			Walk(child, enter, visit)
		}
	case fyne.Widget:
		for _, child := range slices.Clone(test.WidgetRenderer(o).Objects()) {
			Walk(child, enter, visit)
		}
	}
}

// Missing lists the types of the package in dir that have a renderer and are in none of the objects.
func Missing(t *testing.T, dir string, objects ...fyne.CanvasObject) []string {
	t.Helper()
	names := RendererTypes(t, dir)
	if len(names) == 0 {
		t.Fatalf("no widget in %s", dir)
	}
	for _, o := range objects {
		for _, w := range Widgets(o) {
			name, _, _ := strings.Cut(reflect.TypeOf(w).Elem().Name(), "[")
			names = slices.DeleteFunc(names, func(n string) bool { return n == name })
		}
	}
	return names
}

// Drop throws the renderers of the widgets away.
func Drop(t *testing.T, widgets []fyne.Widget) {
	t.Helper()
	t.Run("Drop", func(t *testing.T) { // a renderer is thrown away at the end of a test
		for _, w := range widgets {
			test.TempWidgetRenderer(t, w)
		}
	})
}

// Settle lays out everything in o until a further layout changes nothing: a widget that has not been drawn yet may not have done all.
func Settle(o fyne.CanvasObject) {
	for range 2 {
		for _, w := range Widgets(o) {
			size := w.Size()
			w.Resize(size.AddWidthHeight(1, 1))
			w.Resize(size)
		}
	}
}

// MustBe compares what is seen of o with what Drawn described before its renderers were dropped.
func MustBe(t *testing.T, before string, o fyne.CanvasObject) {
	t.Helper()
	if after := Drawn(o); after != before {
		t.Errorf("%T is drawn otherwise with new renderers: %s", o, difference(before, after))
	}
}

// Hover moves the mouse into, over and out of everything in o that takes notice.
func Hover(o fyne.CanvasObject) {
	for _, w := range Widgets(o) {
		h, ok := w.(desktop.Hoverable)
		if !ok {
			continue
		}
		size := w.Size()
		h.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(1, 1)}})
		for _, part := range []float32{0, 0.25, 0.5, 0.9} {
			h.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(size.Width*part, size.Height*part)}})
		}
		h.MouseOut()
	}
}

// Drawn describes what is seen of o, one object a line: its type, place and size and what it says.
func Drawn(o fyne.CanvasObject) string {
	var text strings.Builder
	Walk(o, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		fmt.Fprintf(&text, "%T %v %v", o, o.Position(), o.Size())
		if t, ok := o.(*canvas.Text); ok {
			fmt.Fprintf(&text, " %q", t.Text)
		}
		text.WriteByte('\n')
	})
	return text.String()
}

// difference is the first few lines that are not in both texts.
func difference(before, after string) string {
	b, a := strings.Split(before, "\n"), strings.Split(after, "\n")
	var lines []string
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			lines = append(lines, "before: "+b[i]+"\nafter:  "+a[i])
		}
	}
	return fmt.Sprintf("%d lines before, %d after\n%s", len(b), len(a), strings.Join(lines[:min(len(lines), 6)], "\n"))
}
