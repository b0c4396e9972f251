package datatest

import (
	"testing"
	"time"

	"golang.org/x/sys/windows"
)

// ProcessorTime is how long the processors have worked for this process: on a busy machine two of them are compared rather than two times of day.
func ProcessorTime(tb testing.TB) time.Duration {
	tb.Helper()
	var created, ended, kernel, user windows.Filetime
	if err := windows.GetProcessTimes(windows.CurrentProcess(), &created, &ended, &kernel, &user); err != nil {
		tb.Fatal(err)
	}
	ticks := func(f windows.Filetime) time.Duration {
		return time.Duration(f.HighDateTime)<<32 | time.Duration(f.LowDateTime)
	}
	return 100 * (ticks(kernel) + ticks(user))
}
