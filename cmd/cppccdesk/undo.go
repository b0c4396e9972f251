package main

import (
	"context"
	"strconv"
	"strings"
	"time"

	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// logCommand lists the newest writes of the journal.
type logCommand struct {
	Limit int    `default:"50" placeholder:"步数" help:"列出多少步，0 为全部；不写是 50"`
	Find  string `placeholder:"文字" help:"只列出含这些字的"`
	printed
	reader
}

func (c *logCommand) Run(ctx context.Context, p *program) error {
	if c.Limit < 0 {
		return errMisfit
	}
	return c.with(ctx, p, true, func(st *store.Store) error {
		entries, err := store.WriteLog(ctx, st.DB(), store.LogFilter{Text: c.Find, Limit: c.Limit})
		if err != nil {
			return err
		}
		rows := make([][]string, len(entries))
		for i, e := range entries {
			undone := ""
			if e.UndoneBy != 0 {
				undone = strconv.FormatInt(e.UndoneBy, 10)
			}
			rows[i] = []string{strconv.FormatInt(e.ID, 10), e.At.Local().Format(time.DateTime), e.Actor, e.Wording, strconv.Itoa(e.Changes), undone}
		}
		return p.writeRows(c.Format, []string{"编号", "时间", "操作人", "做了什么", "改动", "撤销于"}, rows)
	})
}

// revertCommand reverts the write with the number given, or that of the person which comes next.
type revertCommand struct {
	Number number `arg:"" optional:"" name:"编号"`
	writer
}

type undoCommand struct{ revertCommand }

func (c *undoCommand) Run(ctx context.Context, p *program) error {
	return c.revert(ctx, p, "撤销", func(_ context.Context, _ *store.Store, id int64) (int64, error) { return id, nil }, func(s store.UndoState) *store.UndoStep { return s.Undo })
}

type redoCommand struct{ revertCommand }

func (c *redoCommand) Run(ctx context.Context, p *program) error {
	return c.revert(ctx, p, "重做", func(ctx context.Context, st *store.Store, id int64) (int64, error) { return st.RedoOf(ctx, id) }, func(s store.UndoState) *store.UndoStep { return s.Redo })
}

// revert takes back the write that of makes of the number written, or without a number the next of the person.
func (c *revertCommand) revert(ctx context.Context, p *program, verb string, of func(ctx context.Context, st *store.Store, id int64) (int64, error), next func(store.UndoState) *store.UndoStep) error {
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		state, err := st.UndoState(ctx, actor)
		if err != nil {
			return err
		}
		var id int64
		if step := next(state); c.Number != 0 {
			id, err = of(ctx, st, int64(c.Number))
		} else if step == nil {
			err = store.Refuse(store.CodeNotFound, "%s没有可以%s的操作。别人的操作请写明编号，或用 --as 写明是谁。", actor, verb)
		} else {
			id = step.WriteID
		}
		if err != nil {
			return err
		}
		made, err := st.Revert(ctx, actor, id)
		if err != nil {
			return err
		}
		wording, err := st.Wording(ctx, made)
		p.print(p.out, "%d\t%s\n", made, wording)
		return err
	})
}

// binCommand is the bin: what lies in it, and what is brought back from it.
type binCommand struct {
	List    binListCommand    `cmd:"" help:"列出回收站"`
	Restore binRestoreCommand `cmd:"" help:"从回收站恢复"`
	printed
	writer
}

type binListCommand struct{}

func (*binListCommand) Run(ctx context.Context, p *program, bin *binCommand) error {
	return bin.with(ctx, p, true, func(st *store.Store) error { return p.listBin(ctx, st, bin.Format) })
}

type binRestoreCommand struct {
	Kind    string   `arg:"" name:"类别"`
	Numbers []string `arg:"" name:"编号"`
}

func (c *binRestoreCommand) Run(ctx context.Context, p *program, bin *binCommand) error {
	keys, err := binKeys(c.Kind, c.Numbers)
	if err != nil {
		return err
	}
	return bin.write(ctx, p, func(st *store.Store, actor string) error { return p.restoreBinned(ctx, st, actor, keys) })
}

func (p *program) listBin(ctx context.Context, st *store.Store, as format) error {
	found, err := record.BinContents(ctx, st.DB())
	if err != nil {
		return err
	}
	rows := make([][]string, len(found))
	for i, r := range found {
		at := ""
		if !r.DeletedAt.IsZero() {
			at = r.DeletedAt.Local().Format(time.DateTime)
		}
		rows[i] = []string{r.Kind, strconv.FormatInt(r.ID, 10), r.Title, r.Name, r.Note, at, r.Actor, r.Wording}
	}
	return p.writeRows(as, []string{"类别", "编号", "种类", "名称", "说明", "删除时间", "删除人", "由来"}, rows)
}

func binKeys(kind string, numbers []string) ([]record.BinKey, error) {
	var keys []record.BinKey
	for _, text := range numbers {
		for _, number := range zh.SplitNames(strings.ReplaceAll(text, ",", "、")) {
			id, err := strconv.ParseInt(number, 10, 64)
			if err != nil {
				return nil, misuse("「%s」不是编号；编号见 cppccdesk bin list。", number)
			}
			keys = append(keys, record.BinKey{Kind: kind, ID: id})
		}
	}
	return keys, nil
}

func (p *program) restoreBinned(ctx context.Context, st *store.Store, actor string, keys []record.BinKey) error {
	rows, err := record.PickBinned(ctx, st.DB(), keys)
	if err != nil {
		return err
	}
	wording := record.RestoreWording(rows)
	if err := st.Write(ctx, actor, wording, func(ctx context.Context, tx *store.Tx) error { return record.RestoreBinned(ctx, tx, rows) }); err != nil {
		return err
	}
	p.print(p.out, "%s\n", wording)
	return nil
}
