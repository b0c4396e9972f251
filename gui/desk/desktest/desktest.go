// Package desktest opens desks in windows of Fyne's test driver, on the sample year or a store of the test's own, for the tests of pages.
// Everything runs at once on the test's goroutine.
package desktest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data"
	"cppccdesk/data/datatest"
	"cppccdesk/export/sampleyear"
	"cppccdesk/gui/desk"
)

const database = "cppccdesk.db"

// sample is a database that holds the sample year. Taking it in costs seconds, so a test binary does it once.
var sample = sync.OnceValues(func() (_ []byte, err error) {
	dir, err := os.MkdirTemp("", "desktest")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	return load(dir)
})

func load(dir string) ([]byte, error) {
	ctx := context.Background()
	store, err := data.Open(ctx, data.Options{Dir: dir, Now: datatest.Now})
	if err != nil {
		return nil, err
	}
	_, err = sampleyear.Load(ctx, store, "测试", sampleyear.DefaultYear, nil)
	if err = errors.Join(err, store.Close()); err != nil {
		return nil, fmt.Errorf("sample year: %w", err)
	}
	return os.ReadFile(filepath.Join(dir, database))
}

// SampleYear is a store of the test's own that holds the sample year.
func SampleYear(tb testing.TB) *data.Store {
	tb.Helper()
	whole, err := sample()
	if err != nil {
		tb.Fatal(err)
	}
	dir := tb.TempDir()
	if err := os.WriteFile(filepath.Join(dir, database), whole, 0o600); err != nil {
		tb.Fatal(err)
	}
	return datatest.MustOpenDir(tb, dir)
}

// Open makes a desk on a copy of the sample year, where everything runs at once; add puts its pages on the window before it starts. Whatever
// the window tells as an error fails the test.
func Open(tb testing.TB, add func(d *desk.Desk)) *desk.Desk {
	tb.Helper()
	d := New(tb, SampleYear(tb))
	add(d)
	d.Start()
	d.Native().Resize(fyne.NewSize(1366, 768))
	return d
}

// Press types keys into what has the keyboard.
func Press(d *desk.Desk, names ...fyne.KeyName) {
	for _, name := range names {
		if o := d.Native().Canvas().Focused(); o != nil {
			o.TypedKey(&fyne.KeyEvent{Name: name})
		}
	}
}
