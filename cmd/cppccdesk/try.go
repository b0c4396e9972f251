package main

import (
	"context"
	"slices"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
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
		all, err := evaluation.Rubrics(ctx, st.DB())
		if err != nil {
			return err
		}
		var names []string
		for _, r := range all {
			names = append(names, r.Name)
		}
		i := slices.Index(names, c.Scheme)
		if i < 0 {
			return store.Refuse(store.CodeNotFound, "没有评分方案「%s」，现有的是：%s。", c.Scheme, zh.JoinNames(names))
		}
		var rows [][]string
		if len(c.Score) == 0 {
			for _, f := range all[i].TrialFields() {
				rows = append(rows, []string{f.Key, f.Hint})
			}
			return p.writeRows(c.Format, []string{"指标", "怎样填"}, rows)
		}
		got, err := all[i].Try(c.Score)
		if err != nil {
			return err
		}
		for _, step := range got.Steps {
			rows = append(rows, []string{step})
		}
		return p.writeRows(c.Format, []string{"得分 " + got.Score + " " + got.Grade}, rows)
	})
}
