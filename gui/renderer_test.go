package gui

import (
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit/kittest"
)

// Fyne drops what was not on the screen for about a minute: every page is left, loses its renderers, and comes back as it was.
func TestPagesComeBackAfterTheirRenderersWereDropped(t *testing.T) {
	s := startSample(t)
	c := s.desk.Native().Canvas()
	away := func(from string) {
		if from == "home" {
			s.desk.Go("roster")
		} else {
			s.desk.Go("home")
		}
		c.Unfocus()
	}
	seen := []fyne.CanvasObject{c.Content()}
	for _, p := range s.desk.Pages() {
		t.Run(p.Key(), func(t *testing.T) {
			s.desk.Go(p.Key())
			away(p.Key())
			s.desk.Go(p.Key())
			c.Unfocus()
			before, whole := kittest.Drawn(c.Content()), kittest.Widgets(c.Content())
			for _, w := range whole {
				seen = append(seen, w)
			}
			away(p.Key())
			kittest.Drop(t, whole)
			s.desk.Go(p.Key())
			c.Unfocus()
			kittest.MustBe(t, before, c.Content())
			kittest.Hover(c.Content())
			s.desk.Native().Resize(fyne.NewSize(1280, 720))
			kittest.Drop(t, kittest.Widgets(c.Content()))
			s.desk.Native().Resize(fyne.NewSize(1366, 768))
			s.desk.Reload()
		})
	}
	s.finder.Show()
	seen = append(seen, c.Overlays().Top())
	for _, dir := range []string{"desk", "find"} {
		if left := kittest.Missing(t, dir, seen...); len(left) > 0 {
			t.Errorf("widgets of %s on no page: %v", dir, left)
		}
	}
}
