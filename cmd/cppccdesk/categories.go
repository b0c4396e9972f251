package main

import (
	"context"

	"cppccdesk/data/proposal"
	"cppccdesk/data/store"
)

// categoriesCommand lists the ready-made sets of categories, or goes over to one from a year on.
type categoriesCommand struct {
	Scheme string `arg:"" optional:"" name:"方案"`
	From   year   `placeholder:"年度" help:"从哪一年起换用；以前年度仍用原来的"`
	DryRun bool   `help:"只看结果，不写入"`
	printed
	writer
}

func (c *categoriesCommand) Run(ctx context.Context, p *program) error {
	if c.Scheme == "" {
		var rows [][]string
		for _, s := range proposal.CategorySchemes {
			for _, w := range s.Words {
				rows = append(rows, []string{s.Name, w.Name, w.Field})
			}
		}
		return p.writeRows(c.Format, []string{"方案", "分类", "归入"}, rows)
	}
	scheme, err := proposal.SchemeNamed(c.Scheme)
	if err != nil {
		return err
	}
	if c.From == 0 {
		return wrong("请用 --from 写明从哪一年起换用，如 --from 2027")
	}
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		changes, err := proposal.SchemeChanges(ctx, st.DB(), scheme, int(c.From))
		if err != nil {
			return err
		}
		var rows [][]string
		for _, w := range changes {
			rows = append(rows, []string{w.Name, w.Field, w.What})
		}
		if err := p.writeRows(c.Format, []string{"分类", "归入", "改动"}, rows); err != nil {
			return err
		}
		wording := proposal.SchemeWording(scheme, int(c.From))
		if c.DryRun {
			p.print(p.err, "没有写入：%s。\n", wording)
		} else {
			err = st.Write(ctx, actor, wording, func(ctx context.Context, tx *store.Tx) error { return proposal.ChangeWords(ctx, tx, changes) })
			if err != nil {
				return err
			}
			p.print(p.err, "已%s。\n", wording)
		}
		if still := proposal.StillUsed(changes, int(c.From)); still != "" {
			p.print(p.err, "%s\n", still)
		}
		return nil
	})
}
