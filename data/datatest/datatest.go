// Package datatest opens real stores for tests.
package datatest

import (
	"testing"
	"time"

	"cppccdesk/data"
)

// Clock is the fixed time of stores opened here: Monday, 23 November 2026, 08:12 in China.
var Clock = time.Date(2026, time.November, 23, 8, 12, 0, 0, time.FixedZone("CST", 8*60*60))

// MustOpen opens an empty store with the program's schema in a folder of the test and closes it when the test ends.
func MustOpen(tb testing.TB) *data.Store {
	tb.Helper()
	s, err := data.Open(tb.Context(), data.Options{Dir: tb.TempDir(), Now: func() time.Time { return Clock }})
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
