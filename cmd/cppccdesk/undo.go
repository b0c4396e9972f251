package main

import (
	"context"
	"strconv"
	"strings"
	"time"

	"cppccdesk/data"
)

// logLimit is how many writes log lists unless told otherwise.
const logLimit = 50

func runLog(ctx context.Context, p *program, args []string) error {
	o := newOptions("log")
	limit := o.Int("limit", logLimit, "列出多少步，0 为全部")
	text := o.String("find", "", "只列出含这些字的")
	format := o.String("format", "tsv", "tsv 或 json")
	if rest, err := o.parse(args); err != nil || len(rest) > 0 || *limit < 0 {
		return firstError(err, misuse("log 的用法：cppccdesk log [--limit 步数] [--find 文字]。"))
	}
	return o.with(ctx, p, true, func(store *data.Store) error {
		entries, err := data.WriteLog(ctx, store.DB(), data.LogFilter{Text: *text, Limit: *limit})
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
		return p.writeRows(*format, []string{"编号", "时间", "操作人", "做了什么", "改动", "撤销于"}, rows)
	})
}

func runUndo(ctx context.Context, p *program, args []string) error {
	return p.revert(ctx, "undo", args, "没有可以撤销的操作。别人的操作请写明编号，或用 --as 写明是谁。", func(s data.UndoState) *data.UndoStep { return s.Undo })
}

func runRedo(ctx context.Context, p *program, args []string) error {
	return p.revert(ctx, "redo", args, "没有可以重做的操作。别人的操作请写明编号，或用 --as 写明是谁。", func(s data.UndoState) *data.UndoStep { return s.Redo })
}

// revert reverts the write with the number given, or that of the person which comes next.
func (p *program) revert(ctx context.Context, name string, args []string, nothing string, next func(data.UndoState) *data.UndoStep) error {
	o := newWriter(name)
	rest, err := o.parse(args)
	if err != nil {
		return err
	}
	var id int64
	if len(rest) > 0 {
		if id, err = strconv.ParseInt(rest[0], 10, 64); err != nil || len(rest) > 1 {
			return misuse("%s 后面只写一步操作的编号，如：cppccdesk %s 12；编号见 cppccdesk log。", name, name)
		}
	}
	return o.write(ctx, p, func(store *data.Store, actor string) error {
		if id == 0 {
			state, err := store.UndoState(ctx, actor)
			if err != nil {
				return err
			}
			step := next(state)
			if step == nil {
				return data.Refuse(data.CodeNotFound, "%s%s", actor, nothing)
			}
			id = step.WriteID
		}
		made, err := store.Revert(ctx, actor, id)
		if err != nil {
			return err
		}
		wording, err := store.Wording(ctx, made)
		p.print(p.out, "%d\t%s\n", made, wording)
		return err
	})
}

func runBin(ctx context.Context, p *program, args []string) error {
	o := newWriter("bin")
	format := o.String("format", "tsv", "tsv 或 json")
	rest, err := o.parse(args)
	if err != nil {
		return err
	}
	switch {
	case len(rest) == 1 && rest[0] == "list":
		return o.with(ctx, p, true, func(store *data.Store) error { return p.listBin(ctx, store, *format) })
	case len(rest) >= 3 && rest[0] == "restore":
		keys, err := binKeys(rest[1], rest[2:])
		if err != nil {
			return err
		}
		return o.write(ctx, p, func(store *data.Store, actor string) error { return p.restoreBinned(ctx, store, actor, keys) })
	}
	return misuse("bin 的用法：cppccdesk bin list，或 cppccdesk bin restore 类别 编号...，如：cppccdesk bin restore members 12 13。")
}

func (p *program) listBin(ctx context.Context, store *data.Store, format string) error {
	found, err := data.BinContents(ctx, store.DB())
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
	return p.writeRows(format, []string{"类别", "编号", "种类", "名称", "说明", "删除时间", "删除人", "由来"}, rows)
}

func binKeys(kind string, numbers []string) ([]data.BinKey, error) {
	var keys []data.BinKey
	for _, text := range numbers {
		for _, number := range data.SplitNames(strings.ReplaceAll(text, ",", "、")) {
			id, err := strconv.ParseInt(number, 10, 64)
			if err != nil {
				return nil, misuse("「%s」不是编号；编号见 cppccdesk bin list。", number)
			}
			keys = append(keys, data.BinKey{Kind: kind, ID: id})
		}
	}
	return keys, nil
}

func (p *program) restoreBinned(ctx context.Context, store *data.Store, actor string, keys []data.BinKey) error {
	rows, err := data.PickBinned(ctx, store.DB(), keys)
	if err != nil {
		return err
	}
	wording := data.RestoreWording(rows)
	if err := store.Write(ctx, actor, wording, func(tx *data.Tx) error { return data.RestoreBinned(ctx, tx, rows) }); err != nil {
		return err
	}
	p.print(p.out, "%s\n", wording)
	return nil
}
