package gui

import (
	"errors"
	"fmt"
	"log"
	"path/filepath"
	"runtime/debug"
	"slices"
	"time"

	"cppccdesk/data/store"
	"cppccdesk/gui/crash"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/win"
)

// watch hears of every panic in the window.
type watch struct {
	keeper *crash.Keeper // nil where nothing can be written
	dir    string
	now    func() time.Time
	unlog  func() error        // ends the log, nil where there is none
	unkept error               // why there is no keeper or no log, for the user
	tell   func(report string) // the window that goes on says so
	renew  func(home bool)     // shows the page, or the first one, with new widgets
	lately []time.Time         // the loop's panics of the last while
	died   bool
}

// A page that breaks off at every frame is shown anew twice, then the first page is shown, then the program ends.
const (
	panicsRenewed = 2
	panicsBorne   = 4
	panicsForget  = 30 * time.Second
)

// start begins the log and the reports of sudden ends in the data folder, and tells how the last run ended. Where they cannot be written the
// window goes on without them.
func (w *watch) start(version string) (last crash.Ending) {
	closeLog, err := logTo(logPath(w.dir))
	if err == nil {
		w.unlog = closeLog
		w.keeper, last, err = crash.Open(w.dir, version, w.now)
	}
	if err != nil {
		w.unkept = &store.Error{Code: store.CodeOf(err), Sentence: "程序的日志写不进「" + w.dir + "」：" + store.Sentence(err), Err: err}
		log.Printf("go on without log or crash reports: %v", err)
	}
	return last
}

// loop runs Fyne's loop and enters it again after a panic in it, with the page shown anew: a list that broke off while it was painted, a key,
// Fyne's own widgets. When that does not help the panic goes on to guard.
func (w *watch) loop(run func()) {
	for {
		value, stack := caught(run)
		if value == nil {
			return
		}
		now := w.now()
		w.lately = slices.DeleteFunc(append(w.lately, now), func(t time.Time) bool { return now.Sub(t) > panicsForget })
		if len(w.lately) > panicsBorne {
			panic(value)
		}
		loopLeft()
		w.survive(value, stack)
		look.Act(func() { w.renew(len(w.lately) > panicsRenewed) })
	}
}

// caught runs f and returns what it panicked with, nil when it ended.
func caught(f func()) (value any, stack []byte) {
	defer func() {
		if value = recover(); value != nil {
			stack = debug.Stack()
		}
	}()
	f()
	return nil, nil
}

// survive is told of a panic in a callback after which the window goes on.
func (w *watch) survive(value any, stack []byte) {
	report := w.record(value, stack)
	if w.tell != nil {
		w.tell(report)
	}
}

func (w *watch) record(value any, stack []byte) string {
	log.Printf("panic: %T", value) // what it says may quote what was typed; the report is cleaned of that
	if w.keeper == nil {
		return ""
	}
	report, err := w.keeper.Record(value, stack)
	if err != nil {
		log.Printf("record a panic: %v", err)
	}
	return report
}

// guard runs the window. A panic in the window's own loop ends it: the user is told, and Run can still save and close everything.
func (w *watch) guard(live func()) (err error) {
	defer func() {
		if v := recover(); v != nil {
			w.died = true
			report := w.record(v, debug.Stack())
			sentence := "程序遇到意外，必须关闭。已保存的内容都在，重新打开即可继续。原因记在：" + reportOr(report, w.dir)
			win.Alert("政协"+product, sentence)
			err = &store.Error{Code: store.CodeInternal, Sentence: sentence, Err: fmt.Errorf("panic in the window: %T", v)}
		}
	}()
	live()
	return nil
}

func (w *watch) close() (err error) {
	switch {
	case w.keeper == nil:
	case w.died:
		err = w.keeper.Abandon()
	default:
		err = w.keeper.Close()
	}
	if w.unlog != nil {
		err = errors.Join(err, w.unlog())
	}
	return err
}

func reportOr(report, dir string) string {
	if report == "" {
		return logPath(dir)
	}
	return report
}

// closeLimit is how long what runs beside the window may take to end.
const closeLimit = 3 * time.Second

// survived says that an action broke off and where the reason is written.
func (s *session) survived(report string) {
	folder := s.desk.Store().Dir()
	s.desk.Warn("刚才的操作没有完成，程序内部出错；已保存的内容不受影响。原因记在 "+filepath.Base(reportOr(report, folder))+"。",
		"打开文件夹", func() { s.desk.OpenWithSystem(folder) })
}

// tellEnding says how the program ended the last time when that was not by itself.
func (s *session) tellEnding(last crash.Ending) {
	folder := s.desk.Store().Dir()
	switch {
	case last.Report != "":
		s.desk.Warn("上次程序意外关闭，已保存的内容都在。原因记在 "+filepath.Base(last.Report)+"。",
			"打开文件夹", func() { s.desk.OpenWithSystem(folder) })
	case last.Sudden:
		s.desk.Toast("上次没有正常退出（断电、关机或被强行结束），已保存的内容都在。", "", nil)
	}
	if notice := s.prefs.Get(prefNotice); notice != "" {
		s.prefs.Set(prefNotice, "")
		s.desk.Warn(notice, "", nil)
	}
}

// ended keeps what can be kept when the computer shuts down under the open window.
func (s *session) ended() {
	s.desk.Remember()
	s.desk.Tasks().Close(closeLimit)
	if err := errors.Join(s.prefs.save(), s.desk.Store().Close()); err != nil {
		log.Printf("close at the end of the session: %v", err)
	}
}
