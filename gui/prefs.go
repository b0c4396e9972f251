package gui

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"cppccdesk/data/store"
	"cppccdesk/gui/kit"
)

// filePrefs remembers how the user left the window in a file of the data folder, so that a data folder on a stick brings its window along.
// The file replaced last is kept beside it and is read where the newer one is missing or damaged. What cannot be read from either is as if
// never set: it is only convenience.
type filePrefs struct {
	path   string
	frozen bool // nothing can be written: what is set lasts as long as the window

	saving sync.Mutex // held while a file is written; Get and Set do not wait for the disk
	sound  bool       // the file at path can be read, and is worth keeping

	mu     sync.Mutex
	values map[string]string
	dirty  bool
}

var _ kit.Prefs = (*filePrefs)(nil)

const (
	prefsName  = "window.json"
	prefsLast  = ".last"
	prefsLimit = 1 << 20 // a file above this size is none of ours: views and columns are some kilobytes
)

// openPrefs reads the preferences of a data folder. What is wrong with the files goes to the log.
func openPrefs(dir string) *filePrefs {
	p := &filePrefs{path: filepath.Join(dir, prefsName)}
	values, err := readPrefs(p.path)
	p.sound = err == nil
	if err != nil {
		last, lastErr := readPrefs(p.path + prefsLast)
		switch {
		case lastErr == nil:
			log.Printf("preferences of the window: those saved before are taken: %v", err)
			values = last
		case errors.Is(err, fs.ErrNotExist) && errors.Is(lastErr, fs.ErrNotExist): // a first start
		default:
			log.Printf("preferences of the window: the window opens as on a first start: %v", errors.Join(err, lastErr))
		}
	}
	if values == nil {
		values = map[string]string{}
	}
	p.values = values
	return p
}

func readPrefs(path string) (map[string]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > prefsLimit {
		return nil, fmt.Errorf("%s is no file of preferences: %v, %d bytes", path, info.Mode(), info.Size())
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var values map[string]string
	if err := json.Unmarshal(text, &values); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if values == nil { // null is no error of the decoder
		return nil, fmt.Errorf("%s holds nothing", path)
	}
	return values, nil
}

// Get implements kit.Prefs.
func (p *filePrefs) Get(key string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.values[key]
}

// Set implements kit.Prefs. It only remembers; save writes.
func (p *filePrefs) Set(key, value string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.values[key] != value {
		p.values[key], p.dirty = value, true
	}
}

// save writes what was set since the last save. It has reached the disk when save returns.
func (p *filePrefs) save() error {
	if p.frozen {
		return nil
	}
	p.saving.Lock()
	defer p.saving.Unlock()
	text, err := p.changed()
	if err != nil || text == nil {
		return err
	}
	keep := ""
	if p.sound { // a damaged file must not take the place of the last good one
		keep = p.path + prefsLast
	}
	if err := store.ReplaceFile(p.path, keep, text); err != nil {
		p.mu.Lock()
		p.dirty = true
		p.mu.Unlock()
		return err
	}
	p.sound = true
	return nil
}

// changed is the text to be written, nil when nothing was set since it was last asked.
func (p *filePrefs) changed() ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.dirty {
		return nil, nil
	}
	text, err := json.MarshalIndent(p.values, "", "  ")
	if err != nil {
		return nil, err
	}
	if len(text) > prefsLimit {
		return nil, store.Refuse(store.CodeInvalid, "窗口和列表的样子太多，没有记住。请删去一些保存的视图。")
	}
	p.dirty = false
	return text, nil
}

// newApp makes Fyne's application. Fyne keeps preferences of its own, of which the program uses none; they are rewritten in place, and what a
// sudden end left of them is no more than an error in the log at each start.
func newApp() fyne.App {
	if dir, err := os.UserConfigDir(); err == nil {
		path := filepath.Join(dir, "fyne", appID, "preferences.json")
		if text, err := os.ReadFile(path); err == nil && !json.Valid(text) {
			if err := os.Remove(path); err != nil {
				log.Printf("preferences of Fyne: %v", err)
			}
		}
	}
	return app.NewWithID(appID)
}
