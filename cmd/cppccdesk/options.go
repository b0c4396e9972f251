package main

import (
	"context"
	"errors"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// reader is what all commands have: the data folder.
type reader struct {
	Data folder `placeholder:"数据文件夹" help:"数据放在哪个文件夹，写在命令前后都行；不写是当前用户的"`
}

// writer is what a command has that writes to the database.
type writer struct {
	As person `placeholder:"经办人" help:"记入操作记录的经办人；不写是「设置」里的经办人"`
	reader
}

// output is what a command has that writes a file.
type output struct {
	Force bool `help:"已有的文件不是本程序写的也覆盖"`
	writer
}

// send has write make an output, with a line in the journal.
func (o *output) send(ctx context.Context, st *store.Store, out store.Outgoing, write func() (int, error)) error {
	out.Replace = o.Force
	return o.writer.send(ctx, st, out, write)
}

// send has write make an output that replaces no file of others, with a line in the journal.
func (w *writer) send(ctx context.Context, st *store.Store, out store.Outgoing, write func() (int, error)) error {
	actor, err := w.actor(ctx, st)
	if err != nil {
		return err
	}
	return st.Send(ctx, actor, out, write)
}

// write opens the store for writing and does the work as the person asked for by --as, else as the office's working person.
func (w *writer) write(ctx context.Context, p *program, work func(st *store.Store, actor string) error) error {
	return w.with(ctx, p, false, func(st *store.Store) error {
		actor, err := w.actor(ctx, st)
		if err != nil {
			return err
		}
		return work(st, actor)
	})
}

func (w *writer) actor(ctx context.Context, st *store.Store) (string, error) {
	if w.As != "" {
		return string(w.As), nil
	}
	settings, err := record.SettingMap(ctx, st.DB())
	return store.WorkingPerson(settings), err
}

// folder is the data folder the command works on.
func (r *reader) folder() (string, error) {
	if r.Data != "" {
		return string(r.Data), nil
	}
	return store.DefaultDir()
}

func (r *reader) open(ctx context.Context, p *program, readOnly bool) (*store.Store, error) {
	dir, err := r.folder()
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, store.Options{Dir: dir, Now: p.now, ReadOnly: readOnly, Version: version, Command: p.command})
}

// with opens the store, does the work and closes it again.
func (r *reader) with(ctx context.Context, p *program, readOnly bool, work func(*store.Store) error) error {
	st, err := r.open(ctx, p, readOnly)
	if err != nil {
		return err
	}
	return errors.Join(work(st), st.Close())
}

// withAny is with for reading, beside a window too; where there is no database yet it makes one.
func (r *reader) withAny(ctx context.Context, p *program, work func(*store.Store) error) error {
	st, err := r.open(ctx, p, true)
	if err != nil && store.CodeOf(err) == store.CodeNotFound {
		st, err = r.open(ctx, p, false)
	}
	if err != nil {
		return err
	}
	return errors.Join(work(st), st.Close())
}

// scope is the year asked for, else the office's working year, and the current term.
func (p *program) scope(ctx context.Context, st *store.Store, of year) (record.Scope, error) {
	settings, err := record.SettingMap(ctx, st.DB())
	if err != nil {
		return record.Scope{}, err
	}
	termID, err := roster.CurrentTerm(ctx, st.DB())
	if err != nil {
		return record.Scope{}, err
	}
	if of == 0 {
		of = year(record.WorkYear(settings, p.today()))
	}
	return record.Scope{Year: int(of), TermID: termID, Day: p.today()}, nil
}
