// Package gui opens the program's window on a data folder: it puts the pages on the desk, offers a first start its choices, keeps the
// daily backup and brings every committed write to the page shown. The pages live in the packages below.
package gui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"

	"cppccdesk/assets"
	"cppccdesk/data/store"
	"cppccdesk/gui/crash"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// Options say on which data the window opens.
type Options struct {
	Dir     string   // the data folder
	Files   []string // workbooks to take in, shown in the import preview
	First   string   // what a first start does without asking: FirstSample, FirstEmpty, FirstImport; "" asks
	Version string
}

// What the first start of an empty database can do.
const (
	FirstSample = "sample"
	FirstEmpty  = "empty"
	FirstImport = "import"
)

const (
	product = "民主监督工作台"
	appID   = "cn.cppccdesk"
)

// settled is how long after the start what it took is given back to the system: by then the first page is painted.
const settled = 3 * time.Second

// Run opens the store and the window and returns when the window is closed or ctx ends. When another copy has the data open, that copy
// is asked for its window and the error has store.CodeInUse. A panic in the window ends it with an error of store.CodeInternal, when what was
// saved is on the disk and the user has been told where the reason is written.
func Run(ctx context.Context, o Options) error {
	then, err := runWindow(ctx, o)
	if err != nil || then == nil {
		return err
	}
	return then()
}

// runWindow is Run; then is what the user asked for that needs the data closed, such as restoring a backup, nil when he asked for nothing.
func runWindow(ctx context.Context, o Options) (then func() error, err error) {
	program := newApp()
	st, err := openBesideFonts(ctx, program, o)
	if err != nil {
		if store.CodeOf(err) == store.CodeInUse {
			return nil, errors.Join(err, store.RequestRaise(o.Dir, o.Files...))
		}
		if tellFailure(program, o.Dir, o.Version, err) {
			return startAnew, nil
		}
		return nil, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	w := &watch{dir: st.Dir(), now: time.Now}
	last := w.start(o.Version)
	defer func() { err = errors.Join(err, w.close()) }()
	prefs := openPrefs(st.Dir())
	prefs.frozen = st.ReadOnly()
	defer func() { err = errors.Join(err, prefs.save()) }()
	if err := errors.Join(kit.SpeakChinese(), desk.ApplyScale(prefs)); err != nil {
		return nil, fmt.Errorf("prepare the window: %w", err)
	}
	program.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	d, err := open(ctx, program, st, prefs, desk.WindowExecutor(loopEnded))
	if err != nil {
		return nil, err
	}
	addPages(d, o.Version)
	s := newSession(d, prefs)
	s.addCommands(o.Version)
	w.tell, w.renew = s.survived, d.Renew
	look.OnPanic(w.survive)
	defer look.OnPanic(nil)
	err = w.guard(func() { s.live(ctx, program, o, last, w.unkept, w.loop) })
	return s.then, err
}

// openBesideFonts opens the store while the fonts are read, which takes as long: the first text is measured and painted with them.
func openBesideFonts(ctx context.Context, program fyne.App, o Options) (st *store.Store, err error) {
	opened := make(chan struct{})
	go func() {
		defer close(opened)
		st, err = store.Open(ctx, store.Options{Dir: o.Dir, Version: o.Version, OrRead: true})
	}()
	program.Settings().SetTheme(look.NewTheme(look.ModeLight)) // all modes have the same fonts
	look.ReadFonts()
	<-opened
	return st, err
}

// live shows the window until it is closed; loop runs Fyne's loop, again after a panic. unkept is why the log cannot be written, nil when it is.
func (s *session) live(ctx context.Context, program fyne.App, o Options, last crash.Ending, unkept error, loop func(run func())) {
	first := o.First
	if len(o.Files) > 0 {
		first = FirstEmpty // whoever brings a workbook need not be asked where to begin
	}
	program.Lifecycle().SetOnStarted(func() {
		program.Lifecycle().SetOnStarted(loopEntered) // the loop may be entered again
		loopEntered()
		s.attach()
		time.AfterFunc(settled, debug.FreeOSMemory)
	})
	stop := s.start(ctx, first)
	defer stop()
	s.tellEnding(last)
	if unkept != nil && !s.desk.Store().ReadOnly() {
		s.desk.Fail(unkept)
	}
	if len(o.Files) > 0 {
		s.desk.OpenImport(o.Files...)
	}
	loop(func() {
		program.Run()
	})
	s.desk.Tasks().Close(closeLimit)
}

// open makes the window and its desk.
func open(ctx context.Context, program fyne.App, st *store.Store, prefs kit.Prefs, run desk.Executor) (*desk.Desk, error) {
	state, err := desk.ReadState(ctx, st)
	if err != nil {
		return nil, err
	}
	program.Settings().SetTheme(look.NewTheme(desk.ModeOf(prefs)))
	window, err := newWindow(program, desk.Options{
		Product: product, Prefs: prefs, Executor: run, Sentence: store.Sentence,
		Log: func(err error) { log.Printf("shown to the user: %v", err) },
	})
	if err != nil {
		return nil, err
	}
	return desk.New(window, st, state), nil
}

// newWindow makes the window. Fyne panics where there is no display to show it on.
func newWindow(program fyne.App, o desk.Options) (window *desk.Window, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &store.Error{
				Code: store.CodeInternal, Sentence: "这里没有可用的图形显示，窗口打不开。请在桌面上启动，或用 cppccdesk help 所列的命令完成工作。",
				Err: fmt.Errorf("make the window: %v", v),
			}
		}
	}()
	return desk.NewWindow(program, o), nil
}

func logPath(dir string) string { return filepath.Join(dir, "cppccdesk.log") }

// logLimit is the size at which the log is set aside for a new one; one old log is kept.
const logLimit = 2 << 20

// logTo sends the program's and Fyne's log to a file, beside what the terminal shows: a windowed program has no terminal.
func logTo(path string) (closeLog func() error, err error) {
	if info, err := os.Stat(path); err == nil && info.Size() > logLimit {
		if err := os.Rename(path, path+".old"); err != nil {
			return nil, fmt.Errorf("set the log aside: %w", err)
		}
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the log: %w", err)
	}
	log.SetOutput(tolerant{os.Stderr, file})
	log.Printf("started on %s", filepath.Dir(path))
	return func() error {
		log.SetOutput(os.Stderr)
		return file.Close()
	}, nil
}

// tolerant writes to the terminal, which may be missing, and to the file.
type tolerant struct {
	terminal io.Writer
	file     io.Writer
}

// Write implements io.Writer. A refusal quotes what was typed, so numbers of people are taken out.
func (t tolerant) Write(text []byte) (int, error) {
	_, _ = t.terminal.Write(text) // a program without a terminal has nobody to tell
	if _, err := io.WriteString(t.file, crash.HideNumbers(string(text))); err != nil {
		return 0, err
	}
	return len(text), nil
}
