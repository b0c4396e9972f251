// Package kit holds the window's plain widgets and arrangements, which know nothing of the office's work: labels, buttons, chips, cards, tabs,
// fields of one line, small tables. Its folders hold the larger ones, each on those below it: look, menu, kit, box and chart, editor, form,
// grid. None of them knows the store or starts goroutines: what has to wait or to run beside the window belongs to package gui.
package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/look"
)

// A Holder is a widget with others in it. Fyne tells nobody what a widget draws, so those that hold something the keyboard can be in say so.
type Holder interface {
	Held() []fyne.CanvasObject
}

// HeldBy is what an object holds, in the order drawn.
func HeldBy(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case *container.Scroll:
		return []fyne.CanvasObject{o.Content}
	case *widget.PopUp:
		return []fyne.CanvasObject{o.Content}
	case *container.Split:
		return []fyne.CanvasObject{o.Leading, o.Trailing}
	case Holder:
		return o.Held()
	}
	return nil
}

// FirstFocus is the first place in an object and what it holds where the keyboard can be, nil when there is none.
func FirstFocus(o fyne.CanvasObject) fyne.Focusable {
	if o == nil || !o.Visible() {
		return nil
	}
	if f, ok := o.(fyne.Focusable); ok {
		if d, ok := o.(fyne.Disableable); !ok || !d.Disabled() {
			return f
		}
	}
	for _, child := range HeldBy(o) {
		if f := FirstFocus(child); f != nil {
			return f
		}
	}
	return nil
}

// PressAt presses what can be pressed at a place of the window among an object and what it holds, and tells whether anything was.
func PressAt(o fyne.CanvasObject, at fyne.Position) bool {
	if o == nil || !o.Visible() {
		return false
	}
	on, size := at.Subtract(look.PositionOf(o)), o.Size()
	if on.X < 0 || on.Y < 0 || on.X >= size.Width || on.Y >= size.Height {
		return false
	}
	held := HeldBy(o)
	for i := range held {
		if PressAt(held[len(held)-1-i], at) { // what is drawn last lies on top
			return true
		}
	}
	pressed, ok := o.(fyne.Tappable)
	if d, can := o.(fyne.Disableable); !ok || can && d.Disabled() {
		return false
	}
	pressed.Tapped(&fyne.PointEvent{AbsolutePosition: at, Position: on})
	return true
}

// Rows is what the arrow keys go through on a page, its list.
type Rows interface {
	fyne.Focusable
	GoesThroughRows()
}

// FirstRows is the first list in an object and what it holds, nil when there is none.
func FirstRows(o fyne.CanvasObject) Rows {
	if o == nil || !o.Visible() {
		return nil
	}
	if rows, ok := o.(Rows); ok {
		return rows
	}
	for _, child := range HeldBy(o) {
		if rows := FirstRows(child); rows != nil {
			return rows
		}
	}
	return nil
}

// Holds tells whether an object is another or has it in it.
func Holds(o fyne.CanvasObject, sought fyne.CanvasObject) bool {
	if o == sought {
		return true
	}
	for _, child := range HeldBy(o) {
		if Holds(child, sought) {
			return true
		}
	}
	return false
}

// Swap shows other objects in a container. The keyboard does not stay in what is no longer shown: what is typed would go where nobody sees it.
func Swap(c *fyne.Container, objects ...fyne.CanvasObject) {
	window := look.CanvasOf(c)
	left := false
	if window != nil {
		if at, ok := window.Focused().(fyne.CanvasObject); ok {
			in := func(o fyne.CanvasObject) bool { return Holds(o, at) }
			left = slices.ContainsFunc(c.Objects, in) && !slices.ContainsFunc(objects, in)
		}
	}
	c.Objects = objects
	c.Refresh()
	if left {
		window.Unfocus()
	}
}
