package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"cppccdesk/data"
)

// options are the flags of one command; each command adds its own to the common --data.
type options struct {
	*flag.FlagSet
	dir   string
	as    string // of a command that writes
	force bool   // of a command with an output
}

func newOptions(name string) *options {
	o := &options{FlagSet: flag.NewFlagSet(name, flag.ContinueOnError)}
	o.SetOutput(io.Discard)
	o.Func("data", "数据文件夹", func(dir string) error {
		if o.dir != "" && filepath.Clean(dir) != filepath.Clean(o.dir) {
			return fmt.Errorf("--data 写了两个不同的文件夹「%s」和「%s」，请只留一个", o.dir, dir)
		}
		o.dir = dir
		return nil
	})
	return o
}

// newWriter is newOptions of a command that writes, with --as.
func newWriter(name string) *options {
	o := newOptions(name)
	o.Func("as", "经办人", func(name string) error {
		named, err := data.NamedPerson(name)
		o.as = named
		return flagSentence(err)
	})
	return o
}

// newOutput is newWriter of a command that writes a file, with --force.
func newOutput(name string) *options {
	o := newWriter(name)
	o.BoolVar(&o.force, "force", false, "覆盖不是本程序写的文件")
	return o
}

// send has write make an output, with a line in the journal.
func (o *options) send(ctx context.Context, store *data.Store, out data.Outgoing, write func() (int, error)) error {
	actor, err := o.actor(ctx, store)
	if err != nil {
		return err
	}
	out.Replace = o.force
	return store.Send(ctx, actor, out, write)
}

// commandFirst moves a --data in front of a command behind its name, so that both orders mean the same.
func commandFirst(args []string) []string {
	rest := args
	var folders []string
	for len(rest) > 0 {
		name, value, joined := strings.Cut(rest[0], "=")
		if name != "--data" && name != "-data" {
			break
		}
		if !joined {
			if len(rest) < 2 {
				return args
			}
			value, rest = rest[1], rest[1:]
		}
		folders, rest = append(folders, "--data="+value), rest[1:]
	}
	if len(folders) == 0 || len(rest) == 0 || !isCommand(rest[0]) {
		return args
	}
	return slices.Concat(rest[:1], folders, rest[1:])
}

// parse reads flags wherever they stand and gives what is left.
func (o *options) parse(args []string) ([]string, error) {
	var rest []string
	for {
		if err := o.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, misuse("参数不对：%s。", flagProblem(err))
		}
		if o.NArg() == 0 {
			return rest, nil
		}
		rest, args = append(rest, o.Arg(0)), o.Args()[1:]
	}
}

// flagProblem says in Chinese what package flag says in English; what our own flags say is Chinese already.
func flagProblem(err error) string {
	text := err.Error()
	if name, ok := strings.CutPrefix(text, "flag provided but not defined: "); ok {
		return "没有 " + name + " 这个参数"
	}
	if name, ok := strings.CutPrefix(text, "flag needs an argument: "); ok {
		return name + " 后面要写明内容"
	}
	if _, cause, ok := strings.Cut(text, `: `); ok && strings.HasPrefix(text, "invalid value") {
		return cause
	}
	return text
}

// folder is the data folder the command works on.
func (o *options) folder() (string, error) {
	if o.dir != "" {
		return o.dir, nil
	}
	return data.DefaultDir()
}

func (o *options) open(ctx context.Context, p *program, readOnly bool) (*data.Store, error) {
	dir, err := o.folder()
	if err != nil {
		return nil, err
	}
	return data.Open(ctx, data.Options{Dir: dir, Now: p.now, ReadOnly: readOnly, Version: version})
}

// write opens the store for writing and does the work as the person asked for by --as, else as the office's working person.
func (o *options) write(ctx context.Context, p *program, work func(store *data.Store, actor string) error) error {
	return o.with(ctx, p, false, func(store *data.Store) error {
		actor, err := o.actor(ctx, store)
		if err != nil {
			return err
		}
		return work(store, actor)
	})
}

func (o *options) actor(ctx context.Context, store *data.Store) (string, error) {
	if o.as != "" {
		return o.as, nil
	}
	settings, err := data.SettingMap(ctx, store.DB())
	return data.WorkingPerson(settings), err
}

// with opens the store, does the work and closes it again.
func (o *options) with(ctx context.Context, p *program, readOnly bool, work func(*data.Store) error) error {
	store, err := o.open(ctx, p, readOnly)
	if err != nil {
		return err
	}
	return errors.Join(work(store), store.Close())
}

// withAny is with for reading, beside a window too; where there is no database yet it makes one.
func (o *options) withAny(ctx context.Context, p *program, work func(*data.Store) error) error {
	store, err := o.open(ctx, p, true)
	if err != nil && data.CodeOf(err) == data.CodeNotFound {
		store, err = o.open(ctx, p, false)
	}
	if err != nil {
		return err
	}
	return errors.Join(work(store), store.Close())
}

// today is the date in words of the calendar on the wall.
func (p *program) today() string { return p.now().Local().Format(time.DateOnly) }

// scope is the year asked for, else the office's working year, and the current term.
func (p *program) scope(ctx context.Context, store *data.Store, year int) (data.Scope, error) {
	settings, err := data.SettingMap(ctx, store.DB())
	if err != nil {
		return data.Scope{}, err
	}
	termID, err := data.CurrentTerm(ctx, store.DB())
	if err != nil {
		return data.Scope{}, err
	}
	if year == 0 {
		year = data.WorkYear(settings, p.today())
	}
	return data.Scope{Year: year, TermID: termID, Day: p.today()}, nil
}

// given tells whether the command line has the option.
func (o *options) given(option string) (found bool) {
	o.Visit(func(f *flag.Flag) { found = found || f.Name == option })
	return found
}

// day is the day that is asked about, today unless --date says another.
func (o *options) day(p *program) *string {
	day := p.today()
	o.Func("date", "统计日期", func(text string) error {
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			return errors.New("统计日期应为 2026-06-30 这样的日期")
		}
		day = text
		return nil
	})
	return &day
}

func (o *options) year() *int {
	year := new(int)
	o.Func("year", "年度", func(text string) error {
		n, err := strconv.Atoi(strings.TrimSuffix(text, "年"))
		if err != nil || n < 1949 || n > 2199 {
			return errors.New("年度应为 2026 这样的四位年份")
		}
		*year = n
		return nil
	})
	return year
}
