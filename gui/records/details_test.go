package records

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/kittest"
)

// A member's photo is among the fields also when the member was chosen with another tab in front.
func TestPhotoIsThereBehindAnotherTab(t *testing.T) {
	l, d := openList(t)
	id := l.grid.Rows()[0].ID
	var content bytes.Buffer
	if err := png.Encode(&content, image.NewRGBA(image.Rect(0, 0, 30, 40))); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "单立人.png")
	if err := os.WriteFile(path, content.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := attach(t.Context(), d.Store(), roster.Members, id, record.Keeper{Table: roster.Members.Table, ID: id}, "王芳", []string{path}, func(string, int, int) {}); err != nil {
		t.Fatal(err)
	}
	photos := func() (n int) {
		kittest.Walk(l.details.pane, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
			if picture, ok := o.(*canvas.Image); ok && picture.Image != nil {
				n++
			}
		})
		return n
	}
	l.details.tabs.Front(tabFiles)
	l.Select(id)
	tapText(t, d, "设为照片")
	l.details.tabs.Front(tabFields)
	if n := photos(); n != 1 {
		t.Errorf("%d photos after one was chosen", n)
	}
	l.details.tabs.Front(tabFiles)
	l.Select(l.grid.Rows()[1].ID)
	l.Select(id)
	l.details.tabs.Front(tabFields)
	if n := photos(); n != 1 {
		t.Errorf("%d photos of the member chosen behind the files", n)
	}
	l.Select(l.grid.Rows()[1].ID)
	if n := photos(); n != 0 {
		t.Errorf("%d photos of a member who has none", n)
	}
}

// What is read of a record and comes when others were chosen meanwhile changes nothing of what is shown.
func TestLateDetailsAreNotShown(t *testing.T) {
	late := &desktest.Late{}
	l, d := openListOn(t, late.Executor())
	l.grid.Focus()
	late.Keep = true
	l.Select(l.grid.Rows()[0].ID)
	late.Keep = false
	d.Native().Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	if n := len(l.grid.Selected()); n < 2 {
		t.Fatalf("%d chosen", n)
	}
	shown := desktest.Text(l.details.pane)
	late.Arrive()
	if text := desktest.Text(l.details.pane); text != shown {
		t.Errorf("shown before:\n%s\nafter:\n%s", shown, text)
	}
}
