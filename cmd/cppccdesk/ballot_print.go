package main

import (
	"context"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
	"cppccdesk/export"
)

// ballotPrintCommand writes the blank ballots of an evaluation's latest round.
type ballotPrintCommand struct {
	Name  string `arg:"" name:"评议"`
	Out   path   `required:"" placeholder:"文件" help:"写到这个 .pdf 文件"`
	Count int    `placeholder:"张数" help:"印多少张；不写是发出票数，还没有发票的是应到人数"`
	ofYear
	output
}

func (c *ballotPrintCommand) Run(ctx context.Context, p *program) error {
	return c.with(ctx, p, true, func(st *store.Store) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		roundID, err := evaluation.LatestRound(ctx, st.DB(), scope.Year, c.Name)
		if err != nil {
			return err
		}
		blank, err := evaluation.ReadBlank(ctx, st.DB(), roundID)
		if err != nil {
			return err
		}
		ballots, missing := 0, []rune(nil)
		err = c.send(ctx, st, export.BallotsOutgoing(blank, string(c.Out)), func() (int, error) {
			ballots, missing, err = export.WriteBallots(ctx, st, blank, c.Count, string(c.Out))
			return ballots, err
		})
		if err != nil {
			return err
		}
		p.print(p.out, "%s\n", c.Out)
		p.print(p.err, "第 %d 轮评议票 %d 张，批号 %s。\n", blank.Number, ballots, blank.Batch())
		if len(missing) > 0 {
			p.print(p.err, "%s。\n", export.BoxedSentence(missing))
		}
		return nil
	})
}
