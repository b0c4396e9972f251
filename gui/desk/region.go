package desk

import (
	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit"
)

// region is a part of the window F6 goes to: 侧栏, 工具栏, and the parts of the page side by side or one over the other, 列表 and 详情.
type region struct {
	part  fyne.CanvasObject
	focus fyne.Focusable // where the keyboard goes
}

// regions are the parts of the window that can have the keyboard, from the rail to the last part of the page.
func (w *Window) regions() []region {
	var found []region
	if e := w.rail.current(); e != nil {
		found = append(found, region{w.rail, e})
	}
	if w.current == nil {
		return found
	}
	found = appendRegion(found, w.current.bar)
	for _, part := range parts(w.current.content) {
		found = appendRegion(found, part)
	}
	if w.status.cancel.Visible() {
		found = append(found, region{w.status, w.status.cancel})
	}
	if f := w.toaster.Action(); f != nil {
		found = append(found, region{w.toaster.Layer(), f})
	}
	return found
}

func appendRegion(found []region, part fyne.CanvasObject) []region {
	if f := kit.FirstFocus(part); f != nil {
		return append(found, region{part, f})
	}
	return found
}

// parts are what a page is divided into: as far down as its containers have more than one child that can have the keyboard.
func parts(o fyne.CanvasObject) []fyne.CanvasObject {
	var able []fyne.CanvasObject
	for _, child := range kit.HeldBy(o) {
		if kit.FirstFocus(child) != nil {
			able = append(able, child)
		}
	}
	_, row := o.(*fyne.Container)
	switch {
	case len(able) == 0:
		return []fyne.CanvasObject{o}
	case len(able) == 1:
		return parts(able[0])
	case !row || allLeaves(able):
		return []fyne.CanvasObject{o}
	}
	var all []fyne.CanvasObject
	for _, child := range able {
		all = append(all, parts(child)...)
	}
	return all
}

// allLeaves tells a row of buttons, chips or fields, which is one part.
func allLeaves(objects []fyne.CanvasObject) bool {
	for _, o := range objects {
		if _, ok := o.(fyne.Focusable); !ok {
			return false
		}
	}
	return true
}

// turnRegion moves the keyboard to the next part of the window, or back.
func (w *Window) turnRegion(back bool) {
	all := w.regions()
	if len(all) == 0 {
		return
	}
	at := -1
	if focused, ok := w.native.Canvas().Focused().(fyne.CanvasObject); ok {
		for i, r := range all {
			if kit.Holds(r.part, focused) {
				at = i
			}
		}
	}
	switch {
	case back && at < 0:
		at = 0
	case back:
		at += len(all) - 1
	default:
		at++
	}
	w.native.Canvas().Focus(all[at%len(all)].focus)
}
