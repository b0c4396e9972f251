//go:build unix

package datatest

import (
	"syscall"
	"testing"
	"time"
)

// ProcessorTime is how long the processors have worked for this process: on a busy machine two of them are compared rather than two times of day.
func ProcessorTime(tb testing.TB) time.Duration {
	tb.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
