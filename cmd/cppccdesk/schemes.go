package main

import (
	"context"
	"fmt"
	"strconv"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
)

// schemesCommand lists the versions of schemes and the evaluations that use them, or has an evaluation use one.
type schemesCommand struct {
	Scheme string `arg:"" optional:"" name:"方案"`
	Take   string `placeholder:"评议" help:"让这次评议改用写明的方案；已有评分表或评议票的不能改"`
	ofYear
	printed
	writer
}

func (c *schemesCommand) Run(ctx context.Context, p *program) error {
	if c.Take == "" {
		return c.with(ctx, p, true, func(st *store.Store) error { return c.list(ctx, p, st) })
	}
	if c.Scheme == "" {
		return wrong("请写明改用哪个方案，如：cppccdesk schemes 票决换算（第 2 版） --take %s", c.Take)
	}
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		scheme, err := evaluation.RubricCalled(ctx, st.DB(), c.Scheme)
		if err != nil {
			return err
		}
		wording := fmt.Sprintf("评议「%s」改用评分方案「%s」", c.Take, scheme.Name)
		err = st.Write(ctx, actor, wording, func(ctx context.Context, tx *store.Tx) error {
			return evaluation.UseScheme(ctx, tx, scope.Year, c.Take, scheme.Name)
		})
		if err != nil {
			return err
		}
		p.print(p.err, "%s。\n", wording)
		return c.list(ctx, p, st)
	})
}

func (c *schemesCommand) list(ctx context.Context, p *program, st *store.Store) error {
	uses, err := evaluation.SchemeUses(ctx, st.DB(), c.Scheme)
	if err != nil {
		return err
	}
	var rows [][]string
	for _, u := range uses {
		row := []string{u.Base, strconv.Itoa(u.Version), u.Scheme, u.Method, "", "", "", ""}
		if u.EvaluationID != 0 {
			row = append(row[:4], strconv.Itoa(u.Year), u.Evaluation, strconv.Itoa(u.Sheets), u.Status)
		}
		rows = append(rows, row)
	}
	return p.writeRows(c.Format, []string{"方案", "版", "名称", "计分方式", "年度", "评议", "评分表或评议票", "状态"}, rows)
}
