package killed_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"cppccdesk/data/datatest/killed"
)

const counting = "CPPCCDESK_COUNTING_TEST_DIR"

func TestMain(m *testing.M) {
	if os.Getenv(counting) == "" {
		os.Exit(m.Run())
	}
	for n := 1; ; n++ {
		fmt.Println("line", n)
		time.Sleep(time.Millisecond)
	}
}

// A child is killed beside the reading of what it prints, which ends with the last number it got to.
func TestChildIsKilledBesideItsReader(t *testing.T) {
	for _, lines := range []int{1, 3} {
		if last := killed.Child(t, counting, t.TempDir(), lines, 0); last < lines {
			t.Errorf("killed after %d lines, it got to %d", lines, last)
		}
	}
}
