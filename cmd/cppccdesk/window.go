package main

import (
	"context"
	"slices"

	"cppccdesk/data"
	"cppccdesk/gui"
)

// runWindow opens the window; it is what the program does without a command.
func runWindow(ctx context.Context, p *program, args []string) error {
	o := newOptions("")
	first := o.String("first", "", "空数据库的第一次启动:sample|empty|import")
	rest, err := o.parse(args)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return misuse("打开窗口时不认识「%s」。", rest[0])
	}
	if !slices.Contains([]string{"", gui.FirstSample, gui.FirstEmpty, gui.FirstImport}, *first) {
		return misuse("--first 应为 sample、empty 或 import,不能是「%s」。", *first)
	}
	dir, err := o.folder()
	if err != nil {
		return err
	}
	if err := checkOpenGL(); err != nil {
		return err
	}
	err = gui.Run(ctx, gui.Options{Dir: dir, First: *first, Version: version})
	if err != nil && data.CodeOf(err) == data.CodeInUse { // the first copy was asked for its window: that is what the user wanted
		p.print(p.err, "%s\n", data.Sentence(err))
		return nil
	}
	return err
}
