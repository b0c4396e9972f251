package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"cppccdesk/data/cell"
	"cppccdesk/data/zh"
)

// Outgoing is what leaves the program: a list, papers, a copy of the database.
type Outgoing struct {
	What     string       // the list or paper: 委员名册; it is the object of Verb
	Verb     string       // what is done with it; 导出 when ""
	Count    int          // how many of Unit it has
	Unit     string       // 条 when ""
	Fields   []string     // titles of what in it is masked unless Whole
	Whole    bool         // nothing in it is masked
	Purpose  string       // why Fields are shown whole
	To       string       // the file or folder; "" for the standard output
	Database bool         // To is a database, else a workbook or a folder of them
	Table    bool         // To is a table: a workbook, or text of separated cells
	Inputs   []string     // files that are read at the same time
	Replace  bool         // the user has agreed that To is replaced whatever it is
	Sent     func() *Sent // what is kept of it with the journal's line, asked when it is written; nil: nothing
}

// wording says in one line what left, how much of it, where to, and what of it is masked.
func (o Outgoing) wording() string {
	verb, unit := o.Verb, o.Unit
	if verb == "" {
		verb = "导出"
	}
	if unit == "" {
		unit = "条"
	}
	text := fmt.Sprintf("%s%s %d %s", verb, o.What, o.Count, unit)
	if o.To != "" {
		text += "到「" + Absolute(o.To) + "」"
	}
	switch {
	case o.Whole && len(o.Fields) == 0:
		return text + "，没有隐去"
	case len(o.Fields) == 0:
		return text
	case !o.Whole:
		return text + "，" + zh.JoinNames(o.Fields) + "已隐去"
	}
	return text + "，含" + zh.JoinNames(o.Fields) + "（用途：" + o.Purpose + "）"
}

// Absolute is the path from the root of its file system, or as it is where the working folder is gone.
func Absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// Send has write make an output and leaves a line in the journal that actor made it. It asks MaySend first. When what is
// masked is shown whole the line is a disclosure and is written before anything is shown, with the Count of o; else it is written afterwards,
// with the count that write gives. On a medium where nothing can be written there is no line, and what is masked is not shown whole.
func (s *Store) Send(ctx context.Context, actor string, o Outgoing, write func() (count int, err error)) error {
	if err := s.MaySend(o); err != nil {
		return err
	}
	o.Purpose = strings.TrimSpace(o.Purpose)
	if o.Whole && len(o.Fields) > 0 {
		if o.Purpose == "" {
			return Refuse(CodeInvalid, "导出%s要写明用途，会记入操作记录。", zh.JoinNames(o.Fields))
		}
		if err := Disclose(ctx, s, actor, o.wording(), o.What, 0, o.Fields, o.Purpose); err != nil {
			return err
		}
		_, err := write()
		return err
	}
	count, err := write()
	if err != nil {
		return err
	}
	o.Count = count
	n := note{actor: actor, wording: o.wording()}
	if o.Sent != nil {
		n.sent = o.Sent()
	}
	return s.noteDone(ctx, n)
}

// MaySend refuses an output where MayWrite or MayReplace do, a table of another ending than one can be written with, a file in a folder that is not
// there, and one that is read at the same time.
func (s *Store) MaySend(o Outgoing) error {
	if o.To == "" {
		return nil
	}
	if fault := cell.EndingFault(o.To); o.Table && fault != "" {
		return Refuse(CodeInvalid, "%s", fault)
	}
	if err := s.MayWrite(o.To); err != nil {
		return err
	}
	if err := o.refusePlace(); err != nil {
		return err
	}
	if err := MayReplace(o.To, o.Database); err != nil && (!o.Replace || CodeOf(err) != CodeExists) {
		return err
	}
	return nil
}

// refusePlace refuses a file in a folder that is not there, and one of the inputs.
func (o Outgoing) refusePlace() error {
	if folder := filepath.Dir(Absolute(o.To)); o.Table || o.Database {
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			return Refuse(CodeInvalid, "文件夹「%s」不存在。请先建立它，或换一个位置。", folder)
		}
	}
	info, err := os.Stat(o.To)
	if err != nil {
		return unlessMissing(err)
	}
	for _, input := range o.Inputs {
		if in, err := os.Stat(input); err == nil && os.SameFile(in, info) {
			return Refuse(CodeInvalid, "「%s」正是要读的文件，写到那里会丢失它的内容。请换一个文件名。", o.To)
		}
	}
	return nil
}

// noteDone is note for what is done already and not taken back when the line cannot be written.
func (s *Store) noteDone(ctx context.Context, n note) error {
	err := s.note(ctx, n)
	if err == nil {
		return nil
	}
	code := CodeOf(err)
	if s.readOnly && (code == CodeReadOnly || code == CodeNoFolder || code == CodeDiskFull) {
		return nil
	}
	return Failure(code, err, "%s：已经完成，但操作记录没有写进去：%s", n.wording, Sentence(err))
}

// note leaves a line in the journal of something that was done and changed no record. It may be called on a store opened read-only beside a
// running program.
func (s *Store) note(ctx context.Context, n note) error {
	if s.unwritten != nil {
		return s.refuseWriting()
	}
	if s.readOnly {
		return s.noteBeside(ctx, n)
	}
	turn, err := s.acquire(ctx, n.wording)
	if err != nil {
		return err
	}
	defer turn.release()
	return noteIn(ctx, s.writer, s.now(), n)
}

// notingName is the lock of those who leave a line beside a running program: meanwhile nobody replaces the database.
const notingName = "cppccdesk.noting"

// notingWait is how long somebody waits for that lock.
const notingWait = 10 * time.Second

// takeNoting waits for the lock. The caller unlocks it.
func takeNoting(ctx context.Context, dir string) (*flock.Flock, error) {
	ctx, cancel := context.WithTimeout(ctx, notingWait)
	defer cancel()
	lock := flock.New(filepath.Join(dir, notingName), flock.SetPermissions(0o600))
	if _, err := lock.TryLockContext(ctx, 20*time.Millisecond); err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			return nil, Failure(CodeBusy, err, "数据正被别的程序占用。请稍后再试。")
		}
		return nil, Failure(CodeReadOnly, err, "数据文件夹「%s」不能写入。请检查权限，或换一个位置。", dir)
	}
	return lock, nil
}

func (s *Store) noteBeside(ctx context.Context, n note) (err error) {
	lock, err := takeNoting(ctx, s.dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Unlock()) }()
	return noteFile(ctx, s.Path(), s.now(), n)
}

// noteFile is note for a database that is a file; without an actor it is by the working person the database names.
func noteFile(ctx context.Context, path string, now time.Time, n note) (err error) {
	db, err := OpenPool(ctx, path, readWrite, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if n.actor == "" {
		names, err := Texts(ctx, db, "SELECT value FROM setting WHERE key = ?", ActorSetting)
		if err != nil {
			return err
		}
		n.actor = WorkingPerson(map[string]string{ActorSetting: strings.Join(names, "")})
	}
	return noteIn(ctx, db, now, n)
}
