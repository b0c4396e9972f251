package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"cppccdesk/data/store"
	"cppccdesk/gui"
)

// windowCommand opens the window; it is what the program does without a command. Files named, as when they are dropped on its icon, are taken in.
type windowCommand struct {
	Files []string `arg:"" optional:"" name:"工作簿"`
	First string   `placeholder:"sample|empty|import" help:"空数据库的第一次启动怎样开始"`
	reader
}

func (c *windowCommand) Run(ctx context.Context, p *program) error {
	var err error
	for i, path := range c.Files {
		if !isFile(path) {
			return misuse("没有「%s」这个命令或文件。", path)
		}
		if c.Files[i], err = filepath.Abs(path); err != nil { // the copy already open has another working folder
			return fmt.Errorf("find %s: %w", path, err)
		}
	}
	if !slices.Contains([]string{"", gui.FirstSample, gui.FirstEmpty, gui.FirstImport}, c.First) {
		return misuse("--first 应为 sample、empty 或 import，不能是「%s」。", c.First)
	}
	dir, err := c.folder()
	if err != nil {
		return err
	}
	if err := checkOpenGL(); err != nil {
		return err
	}
	err = gui.Run(ctx, gui.Options{Dir: dir, First: c.First, Files: c.Files, Version: version})
	if err != nil && store.CodeOf(err) == store.CodeInUse { // the first copy was asked for its window: that is what the user wanted
		p.print(p.err, "%s\n", store.Sentence(err))
		return nil
	}
	return err
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
