package desk

import (
	"fyne.io/fyne/v2"
)

// Dropper is a page that may take files dropped on the window while it is shown, and tells whether it did; at is where. Others go to
// OnDropped.
type Dropper interface {
	Dropped(at fyne.Position, paths []string) bool
}

// droppedAt offers dropped files to the page, unless a question is open, and hands on what it does not take.
func (w *Window) droppedAt(at fyne.Position, uris []fyne.URI) {
	taken := false
	if paths := localPaths(uris); len(paths) > 0 && w.native.Canvas().Overlays().Top() == nil {
		capability(w, func(d Dropper) { taken = d.Dropped(at, paths) })
	}
	if !taken {
		w.dropped(uris)
	}
}

// localPaths are the paths of files on this machine.
func localPaths(uris []fyne.URI) []string {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	return paths
}
