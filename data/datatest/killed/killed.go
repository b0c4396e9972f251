// Package killed has test binaries killed in the middle of their work.
package killed

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Start runs this test binary again with the variable env set to value, and returns what it prints.
func Start(t *testing.T, env, value string, args ...string) (child *exec.Cmd, out io.Reader) {
	t.Helper()
	child = exec.CommandContext(t.Context(), os.Args[0], args...)
	child.Env = append(os.Environ(), env+"="+value)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	return child, out
}

// Child runs this test binary again with the variable env set to dir, kills it after the given number of lines it prints and some time
// more, and returns the number at the end of its last line, 0 for none. Lines reach the work on a machine of any speed; the time after them
// makes it any moment of the work. With no lines to wait for the time runs from the start.
func Child(t *testing.T, env, dir string, lines int, after time.Duration, args ...string) (last int) {
	t.Helper()
	child, out := Start(t, env, dir, args...)
	kill := func() { time.AfterFunc(after, func() { _ = child.Process.Kill() }) }
	if lines == 0 {
		kill()
	}
	seen := 0
	for scanner := bufio.NewScanner(out); scanner.Scan(); {
		words := strings.Fields(scanner.Text())
		if len(words) == 0 {
			continue
		}
		n, err := strconv.Atoi(words[len(words)-1])
		if err != nil {
			continue
		}
		last = n
		if seen++; seen == lines {
			kill()
		}
	}
	_ = child.Wait() // it was killed
	return last
}
