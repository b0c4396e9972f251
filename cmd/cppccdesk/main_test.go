package main

import (
	"os"
	"testing"
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
