package evaluation

import (
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/kittest"
)

// inFront is the form in the box over the window.
func inFront(t *testing.T, d *desk.Desk) (f *form.Form, content fyne.CanvasObject) {
	t.Helper()
	content = box.PopUpContent(d.Native().Canvas().Overlays().Top())
	if content == nil {
		t.Fatal("no box is open")
	}
	kittest.Walk(content, kittest.Any, func(o fyne.CanvasObject) {
		if found, ok := o.(*form.Form); ok {
			f = found
		}
	})
	if f == nil {
		t.Fatal("the box has no form")
	}
	return f, content
}

// A lock that is refused says why in its box, which stays as wide as it was and grows by the sentence alone.
func TestRefusedLockLeavesItsBoxSmall(t *testing.T) {
	d, p := openPage(t)
	p.results.locks.take()
	f, content := inFront(t, d)
	before := content.Size()
	f.Set("person", "张三")
	f.Set("second", "张三")
	desktest.PressButton(t, d.Native().Canvas().Overlays().Top(), "保存 Ctrl+S")
	if _, again := inFront(t, d); again != content {
		t.Fatal("one person locked the results")
	}
	if got := content.Size(); got.Width != before.Width || got.Height > before.Height+80 {
		t.Errorf("the box was %v and is %v", before, got)
	}
}
