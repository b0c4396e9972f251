package store

import (
	"sync"
	"testing"
	"time"
)

// Connections for reading that nobody uses give back what they hold, and the next one who reads opens one.
func TestIdleReadersAreClosed(t *testing.T) {
	was := readerIdle
	readerIdle = 50 * time.Millisecond
	defer func() { readerIdle = was }()
	s := mustOpen(t, testOptions(t.TempDir()))
	var together sync.WaitGroup
	for range readers {
		together.Go(func() {
			if _, err := LookUp(t.Context(), s.Reader, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT max(i) FROM n"); err != nil {
				t.Error(err)
			}
		})
	}
	together.Wait()
	for end := time.Now().Add(time.Minute); s.Reader.Stats().OpenConnections > 0; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d connections are open that nobody uses", s.Reader.Stats().OpenConnections)
		}
	}
	if n, err := LookUp(t.Context(), s.Reader, "SELECT 7"); err != nil || n != 7 {
		t.Errorf("read after that: %d, %v", n, err)
	}
}
