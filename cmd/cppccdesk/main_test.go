package main

import (
	"os"
	"slices"
	"sync"
	"testing"

	"cppccdesk/export/sampleyear"
)

// TestMain keeps commands that name no folder out of the user's own.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "cppccdesk")
	if err != nil {
		panic(err)
	}
	for _, of := range []string{"XDG_CONFIG_HOME", "AppData"} {
		if err := os.Setenv(of, dir); err != nil {
			panic(err)
		}
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

var generated = sync.OnceValues(func() ([]sampleyear.File, error) { return sampleyear.Generate(sampleyear.DefaultYear) })

// sampleBooks are the workbooks of the sample year in the order in which they are imported.
func sampleBooks(t *testing.T) []sampleyear.File {
	t.Helper()
	files, err := generated()
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(slices.Clone(files), func(f sampleyear.File) bool { return f.Name == sampleyear.ErrorsFile })
}
