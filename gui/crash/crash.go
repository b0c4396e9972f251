// Package crash keeps what is known of a sudden end of the program: a file in the data folder for each, without anything typed or stored,
// and a mark by which the next start knows that the last one did not end by itself. It knows neither the window nor the store.
package crash

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"time"
)

const (
	runningMark = "running"           // there while the program runs; holds the name of the newest report at its beginning
	pendingFile = "crash-pending.txt" // where the Go runtime writes when it has to end the program
)

// Keeper watches over one run of the program.
type Keeper struct {
	dir     string
	version string
	now     func() time.Time
	pending *os.File
}

// Ending is how the run before this one ended.
type Ending struct {
	Sudden bool   // it did not end by itself
	Report string // the file that tells why, "" when nobody could write one, as at a power failure
}

// Open begins watching over a run on the data folder and tells how the one before ended. Only the copy that holds the data may call it.
func Open(dir, version string, now func() time.Time) (*Keeper, Ending, error) {
	k := &Keeper{dir: dir, version: version, now: now}
	last, err := k.lastEnding()
	if err != nil {
		return nil, Ending{}, err
	}
	k.pending, err = os.OpenFile(k.path(pendingFile), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, last, fmt.Errorf("open the crash file: %w", err)
	}
	if err := debug.SetCrashOutput(k.pending, debug.CrashOptions{}); err != nil {
		return nil, last, errors.Join(fmt.Errorf("set the crash output: %w", err), k.pending.Close())
	}
	if err := os.WriteFile(k.path(runningMark), []byte(k.newest()), 0o600); err != nil {
		return nil, last, errors.Join(fmt.Errorf("mark the run: %w", err), k.pending.Close())
	}
	return k, last, nil
}

// lastEnding reads what the run before left and turns the runtime's own output into a report.
func (k *Keeper) lastEnding() (Ending, error) {
	var last Ending
	mark, err := os.ReadFile(k.path(runningMark))
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return last, fmt.Errorf("read the mark of the last run: %w", err)
	default:
		last.Sudden = true
	}
	text, err := os.ReadFile(k.path(pendingFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return last, fmt.Errorf("read the crash file: %w", err)
	}
	if len(text) > 0 {
		last.Sudden = true
		if last.Report, err = k.write(string(text)); err != nil {
			return last, err
		}
	}
	if newest := k.newest(); last.Sudden && last.Report == "" && newest != string(mark) {
		last.Report = k.path(newest) // written while that run lasted
	}
	return last, nil
}

// newest is the name of the newest report, "" when there is none.
func (k *Keeper) newest() string {
	found, err := k.reports()
	if err != nil || len(found) == 0 {
		return ""
	}
	return found[len(found)-1]
}

// reports are the names of the reports there are, the oldest first: the names are times. The folder's own name may hold what a pattern
// takes for a sign.
func (k *Keeper) reports() ([]string, error) { return fs.Glob(os.DirFS(k.dir), "crash-2*.txt") }

// Record writes a report of a panic and gives its path.
func (k *Keeper) Record(value any, stack []byte) (string, error) {
	return k.write(describe(value) + "\n\n" + string(stack))
}

// describe says what a panic was about. The text of errors and the like may quote what users typed; that of the runtime does not.
func describe(value any) string {
	var known runtime.Error
	if err, ok := value.(error); ok && errors.As(err, &known) {
		return "panic: " + known.Error()
	}
	return fmt.Sprintf("panic: %T: %v", value, value)
}

func (k *Keeper) write(text string) (string, error) {
	at := k.now()
	head := fmt.Sprintf("cppccdesk %s\n%s\n%s %s/%s\n\n", k.version, at.Format(time.RFC3339), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	path := k.path("crash-" + at.Format("20060102-150405.000") + ".txt")
	if err := os.WriteFile(path, []byte(head+redact(text)), 0o600); err != nil {
		return "", fmt.Errorf("write the crash report: %w", err)
	}
	return path, k.prune()
}

// keep is how many reports stay.
const keep = 10

func (k *Keeper) prune() error {
	found, err := k.reports()
	if err != nil {
		return err
	}
	for len(found) > keep {
		if err := os.Remove(k.path(found[0])); err != nil {
			return fmt.Errorf("remove an old crash report: %w", err)
		}
		found = found[1:]
	}
	return nil
}

// Close says that the program ends by itself.
func (k *Keeper) Close() error {
	err := debug.SetCrashOutput(nil, debug.CrashOptions{})
	err = errors.Join(err, k.pending.Close(), remove(k.path(pendingFile)))
	return errors.Join(err, remove(k.path(runningMark)))
}

// Abandon closes the files and leaves the mark, so that the next start tells of a sudden end.
func (k *Keeper) Abandon() error {
	return errors.Join(debug.SetCrashOutput(nil, debug.CrashOptions{}), k.pending.Close())
}

func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (k *Keeper) path(name string) string { return filepath.Join(k.dir, name) }

var (
	foreign    = regexp.MustCompile(`[^\x00-\x7f]+`)
	longNumber = regexp.MustCompile(`\b[0-9]{7,}[Xx]?\b`)
)

// redact takes out what could be somebody's data: what is not ASCII becomes □, and numbers long enough for a telephone become #. Addresses in
// the stack (0x…) stay.
func redact(text string) string {
	return HideNumbers(foreign.ReplaceAllString(text, "□"))
}

// HideNumbers takes out the numbers that are long enough for a telephone or an ID card.
func HideNumbers(text string) string { return longNumber.ReplaceAllString(text, "#") }
