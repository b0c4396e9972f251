package gui

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"cppccdesk/gui/kit"
)

// filePrefs remembers how the user left the window in a file of the data folder, so that a data folder on a stick brings its window along.
// What cannot be read is as if never set: it is only convenience.
type filePrefs struct {
	path string

	mu     sync.Mutex
	values map[string]string
	dirty  bool
}

var _ kit.Prefs = (*filePrefs)(nil)

func openPrefs(dir string) *filePrefs {
	p := &filePrefs{path: filepath.Join(dir, "window.json"), values: map[string]string{}}
	text, err := os.ReadFile(p.path)
	if err != nil {
		return p
	}
	var values map[string]string
	if json.Unmarshal(text, &values) == nil && values != nil { // null is no error
		p.values = values
	}
	return p
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

// save writes what was set since the last save.
func (p *filePrefs) save() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.dirty {
		return nil
	}
	text, err := json.MarshalIndent(p.values, "", "  ")
	if err != nil {
		return err
	}
	temporary := p.path + ".new"
	if err := os.WriteFile(temporary, text, 0o600); err != nil {
		return err
	}
	if err := os.Rename(temporary, p.path); err != nil {
		return errors.Join(err, ignoreMissing(os.Remove(temporary)))
	}
	p.dirty = false
	return nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
