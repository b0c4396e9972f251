package main

import (
	"context"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
)

// tryCommand works out sample scores by a scheme and stores nothing.
type tryCommand struct {
	Scheme string `arg:"" name:"方案"`
	Score  shares `placeholder:"指标=分" help:"这项指标各评委打的分，空格隔开；票决是这一档的票数；取自记录的写 12/13、96.5% 或件数；可以写多次"`
	printed
	reader
}

func (c *tryCommand) Run(ctx context.Context, p *program) error {
	return c.with(ctx, p, true, func(st *store.Store) error {
		scheme, err := evaluation.RubricCalled(ctx, st.DB(), c.Scheme)
		if err != nil {
			return err
		}
		var rows [][]string
		if len(c.Score) == 0 {
			for _, f := range scheme.TrialFields() {
				rows = append(rows, []string{f.Key, f.Hint})
			}
			return p.writeRows(c.Format, []string{"指标", "怎样填"}, rows)
		}
		got, err := scheme.Try(c.Score)
		if err != nil {
			return err
		}
		for _, step := range got.Steps {
			rows = append(rows, []string{step})
		}
		return p.writeRows(c.Format, []string{"得分 " + got.Score + " " + got.Grade}, rows)
	})
}
