// Package datatest opens real stores for tests.
package datatest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"cppccdesk/data/store"
)

// Clock is the fixed time of stores opened here: Monday, 23 November 2026, 08:12 in China.
var Clock = time.Date(2026, time.November, 23, 8, 12, 0, 0, time.FixedZone("CST", 8*60*60))

// Now gives Clock.
func Now() time.Time { return Clock }

const databaseName = "cppccdesk.db"

// MustOpen opens an empty store with the program's schema in a folder of the test and closes it when the test ends.
func MustOpen(tb testing.TB) *store.Store {
	tb.Helper()
	return MustOpenDir(tb, tb.TempDir())
}

// MustOpenDir is MustOpen in a folder of the caller's choice; a database that lies there already is opened as it is.
func MustOpenDir(tb testing.TB, dir string) *store.Store {
	tb.Helper()
	path := filepath.Join(dir, databaseName)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		empty, err := emptyDatabase()
		if err != nil {
			tb.Fatalf("make an empty database: %v", err)
		}
		if err := os.WriteFile(path, empty, 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	s, err := store.Open(tb.Context(), store.Options{Dir: dir, Now: Now})
	if err != nil {
		tb.Fatalf("open store: %v", err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Errorf("close store: %v", err)
		}
	})
	return s
}

// emptyDatabase is a database with all migrations done. They take longer than most tests, so a test binary does them once.
var emptyDatabase = sync.OnceValues(func() (_ []byte, err error) {
	dir, err := os.MkdirTemp("", "datatest")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	s, err := store.Open(context.Background(), store.Options{Dir: dir, Now: Now})
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, fmt.Errorf("close: %w", err)
	}
	return os.ReadFile(filepath.Join(dir, databaseName))
})
