// Command cppccdesk is 政协民主监督工作台. Without a command it opens the window; with one it does the same work unattended.
// It wires and decides nothing: the work is in data, export and gui.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	_ "cppccdesk/cmd/cppccdesk/locale"
	"cppccdesk/data/store"
)

// version is set by the build.
var version = "0.1.0"

// What the program says by its exit code.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitRejected = 3
)

// program is one run: what it reads the time from and where it writes.
type program struct {
	out, err io.Writer
	now      func() time.Time
	command  string // the one typed
}

// errHelp ends a command line that asks for help.
var errHelp = errors.New("help is asked for")

// Ends of commands that did their work but have to tell of something in it.
var (
	errRejected     = errors.New("rows rejected")        // some rows were left out
	errContradicted = errors.New("numbers do not agree") // some numbers or records of a report contradict each other
)

// usageError is a command line that cannot be understood.
type usageError struct{ sentence string }

func (e *usageError) Error() string { return e.sentence }

func misuse(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

func main() {
	attachConsole()
	signal.Ignore(syscall.SIGPIPE) // who reads no further does not end what is being written
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	p := &program{out: os.Stdout, err: os.Stderr, now: time.Now}
	code := p.run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

func (p *program) run(ctx context.Context, args []string) int {
	l := newLine(p)
	return p.exit(l, l.do(ctx, p, args))
}

// today is the date in words of the calendar on the wall.
func (p *program) today() string { return p.now().Local().Format(time.DateOnly) }

// exit turns the end of a command into a sentence on standard error and an exit code.
func (p *program) exit(l *line, err error) int {
	var usage *usageError
	var said *reported
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errRejected), errors.Is(err, errContradicted):
		return exitRejected
	case errors.As(err, &said):
		return exitFailed
	case errors.Is(err, errHelp):
		l.help(p, p.out)
		return exitDone
	case errors.As(err, &usage):
		p.print(p.err, "%s\n\n", usage.sentence)
		l.hint(p, p.err)
		return exitUsage
	default:
		p.print(p.err, "%s\n", store.Sentence(err))
		if store.CodeOf(err) == store.CodeExists {
			p.print(p.err, "确实要覆盖的，请加上 --force。\n")
		}
		if store.CodeOf(err) == store.CodeLost {
			p.print(p.err, "从空白开始的命令是 cppccdesk restore --new，留下的文件不删除。\n")
		}
		return exitFailed
	}
}

// print writes for a reader who may have gone away, as when piped into head; there is nobody left to tell.
func (p *program) print(w io.Writer, format string, args ...any) {
	_, _ = fmt.Fprintf(w, format, args...)
}
