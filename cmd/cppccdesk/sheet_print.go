package main

import (
	"context"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
	"cppccdesk/export"
)

// sheetPrintCommand writes the blank score sheets of an evaluation's panels.
type sheetPrintCommand struct {
	Name  string `arg:"" name:"评议"`
	Out   path   `required:"" placeholder:"文件" help:"写到这个 .pdf 文件"`
	Panel int64  `placeholder:"组号" help:"只印这个小组的；不写是各个小组的"`
	Count int    `placeholder:"张数" help:"每个小组印多少张；不写是不回避的评委人数"`
	ofYear
	output
}

func (c *sheetPrintCommand) Run(ctx context.Context, p *program) error {
	return c.with(ctx, p, true, func(st *store.Store) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		papers, err := evaluation.SheetPapers(ctx, st.DB(), scope.Year, c.Name, c.Panel)
		if err != nil {
			return err
		}
		sheets, missing := 0, []rune(nil)
		err = c.send(ctx, st, export.SheetsOutgoing(c.Name, string(c.Out)), func() (int, error) {
			sheets, missing, err = export.WriteScoreSheets(ctx, st, papers, c.Count, string(c.Out))
			return sheets, err
		})
		if err != nil {
			return err
		}
		p.print(p.out, "%s\n", c.Out)
		p.print(p.err, "评分表 %d 张。\n", sheets)
		for i := range papers {
			p.print(p.err, "第 %d 组，批号 %s。\n", papers[i].Number, papers[i].Batch())
		}
		if len(missing) > 0 {
			p.print(p.err, "%s。\n", export.BoxedSentence(missing))
		}
		return nil
	})
}
