// Package sampletest opens stores that hold the sample year, for tests.
package sampletest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear"
)

const databaseName = "cppccdesk.db"

// kept names a folder in which test binaries leave the database for each other; .ci/run makes one for each state of the sources. Without it
// a test binary takes the sample year in for itself, which costs seconds.
const kept = "CPPCCDESK_TEST_SAMPLE"

// MustOpen opens a store of the test's own that holds the sample year.
func MustOpen(tb testing.TB) *store.Store {
	tb.Helper()
	whole, err := database()
	if err != nil {
		tb.Fatalf("sample year: %v", err)
	}
	dir := tb.TempDir()
	if err := os.WriteFile(filepath.Join(dir, databaseName), whole, 0o600); err != nil {
		tb.Fatal(err)
	}
	return datatest.MustOpenDir(tb, dir)
}

var database = sync.OnceValues(func() (_ []byte, err error) {
	folder := os.Getenv(kept)
	if folder == "" {
		return take(os.TempDir())
	}
	path := filepath.Join(folder, databaseName)
	if whole, err := os.ReadFile(path); err == nil {
		return whole, nil
	}
	whole, err := take(folder)
	if err != nil {
		return nil, err
	}
	own, err := os.CreateTemp(folder, "sample")
	if err != nil {
		return nil, err
	}
	_, err = own.Write(whole)
	if err = errors.Join(err, own.Close()); err != nil {
		return nil, err
	}
	return whole, os.Rename(own.Name(), path) // another one's is as good
})

// take takes the sample year in, in a folder of its own beside others.
func take(beside string) (_ []byte, err error) {
	dir, err := os.MkdirTemp(beside, "sample")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	ctx := context.Background()
	s, err := store.Open(ctx, store.Options{Dir: dir, Now: datatest.Now})
	if err != nil {
		return nil, err
	}
	_, err = sampleyear.Load(ctx, s, "测试", sampleyear.DefaultYear, nil)
	if err = errors.Join(err, s.Close()); err != nil {
		return nil, fmt.Errorf("take the sample year in: %w", err)
	}
	return os.ReadFile(filepath.Join(dir, databaseName))
}
