package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// TestActionsBeyondTheLines are in the menu of the last button, and come out again when there is room.
func TestActionsBeyondTheLines(t *testing.T) {
	test.NewTempApp(t)
	done := ""
	var actions []Action
	for _, name := range []string{"登记面商…", "登记延期…", "同意申退…", "登记答复…", "登记反馈…", "重新交办…"} {
		actions = append(actions, Action{Text: name, Do: func() { done = name }})
	}
	row := NewActions(2, actions...)
	w := test.NewTempWindow(t, row)
	shown := func(width float32) (texts []string) {
		w.Resize(fyne.NewSize(width, 300))
		for _, o := range row.Objects {
			if o.Visible() {
				texts = append(texts, o.(*Button).Text)
			}
		}
		return texts
	}
	if got := shown(900); len(got) != 6 || got[5] != "重新交办…" {
		t.Errorf("wide: %v", got)
	}
	got := shown(220)
	if len(got) != 4 || got[3] != "更多 ∨" {
		t.Fatalf("narrow: %v", got)
	}
	if h := row.MinSize().Height; h != 2*look.FieldHeight+actionsGap {
		t.Errorf("narrow: %v high", h)
	}
	test.Tap(row.Objects[6].(*Button))
	if w.Canvas().Overlays().Top() == nil {
		t.Fatal("no menu opens")
	}
	kittest.PressAll(w, fyne.KeyEnd, fyne.KeyReturn)
	if done != "重新交办…" {
		t.Errorf("did %q", done)
	}
}
