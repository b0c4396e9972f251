package grid

import (
	"time"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit"
)

// SearchEntry is the search box of a list. An input method delivers a phrase one character at a time; the search waits for the last.
type SearchEntry struct {
	kit.Entry

	OnDown func() // the down key: into the list

	onQuery func(string)
	wait    *fyne.Animation
}

// searchDelay is how long typing must rest before the list is searched.
const searchDelay = 150 * time.Millisecond

// NewSearchEntry makes a search box; onQuery gets the text when typing rests. Esc empties it.
func NewSearchEntry(placeholder string, onQuery func(string)) *SearchEntry {
	e := &SearchEntry{onQuery: onQuery}
	if placeholder == "" {
		placeholder = "查找，拼音或首字母"
	}
	e.PlaceHolder = placeholder
	e.ExtendBaseWidget(e)
	e.OnChanged = e.later
	e.OnSubmitted = func(string) { e.now() }
	e.OnKey = e.key
	return e
}

// later uses an animation as its timer because animations run on the window's thread; a time.AfterFunc would need its own way back.
func (e *SearchEntry) later(string) {
	if e.wait != nil {
		e.wait.Stop()
	}
	e.wait = fyne.NewAnimation(searchDelay, func(done float32) {
		if done == 1 {
			e.onQuery(e.Text)
		}
	})
	e.wait.Start()
}

func (e *SearchEntry) now() {
	if e.wait != nil {
		e.wait.Stop()
	}
	e.onQuery(e.Text)
}

func (e *SearchEntry) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyEscape:
		if e.Text == "" {
			return false
		}
		e.SetText("")
		e.now()
	case fyne.KeyDown:
		e.now()
		if e.OnDown != nil {
			e.OnDown()
		}
	default:
		return false
	}
	return true
}

// MinSize implements fyne.CanvasObject.
func (e *SearchEntry) MinSize() fyne.Size {
	return fyne.NewSize(300, e.Entry.MinSize().Height)
}
