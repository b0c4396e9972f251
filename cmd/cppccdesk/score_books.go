package main

import (
	"context"
	"strconv"
	"strings"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/export"
)

// scoreBooksCommand writes the workbooks that panels or raters fill in.
type scoreBooksCommand struct {
	Name string `arg:"" name:"评议"`
	Each bool   `help:"每位评委一份；不写是每个小组一份"`
	Out  path   `required:"" placeholder:"文件夹" help:"写到这个文件夹"`
	ofYear
	output
}

func (c *scoreBooksCommand) Run(ctx context.Context, p *program) error {
	return c.with(ctx, p, true, func(st *store.Store) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		handouts, err := evaluation.Handouts(ctx, st.DB(), scope.Year, c.Name, c.Each)
		if err != nil {
			return err
		}
		var paths []string
		err = c.send(ctx, st, export.BooksOutgoing(c.Name, string(c.Out)), func() (int, error) {
			paths, err = export.WriteScoreBooks(string(c.Out), handouts, p.now().Local(), c.Force)
			return len(paths), err
		})
		for _, path := range paths {
			p.print(p.out, "%s\n", path)
		}
		return err
	})
}

// scoreReturnsCommand takes in the workbooks that came back.
type scoreReturnsCommand struct {
	Files  []string `arg:"" name:"文件夹或文件"`
	DryRun bool     `help:"只核对，不写入"`
	ofYear
	printed
	writer
}

func (c *scoreReturnsCommand) Run(ctx context.Context, p *program) error {
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		paths, err := evaluation.WorkbooksIn(c.Files)
		if err != nil {
			return err
		}
		returned, err := evaluation.ReadReturns(ctx, st.DB(), scope.Year, paths)
		if err != nil {
			return err
		}
		if !c.DryRun {
			err := st.Write(ctx, actor, evaluation.TakingWords(returned), func(ctx context.Context, tx *store.Tx) error {
				_, err := evaluation.Take(ctx, tx, returned)
				return err
			})
			if err != nil {
				return err
			}
		}
		var rows [][]string
		refused := false
		for _, r := range returned {
			refused = refused || len(r.Problems) > 0
			rows = append(rows, []string{r.File, r.What, strconv.Itoa(r.New), strconv.Itoa(r.Same), strconv.Itoa(r.Blank), strings.Join(r.Problems, ""), strings.Join(r.Notes, "")})
		}
		if err := p.writeRows(c.Format, []string{"文件", "小组、评委", "新收", "相同", "没填", "退回的原因", "说明"}, rows); err != nil {
			return err
		}
		if refused {
			return errRejected
		}
		return nil
	})
}

// scorePendingCommand lists the raters whose sheets have not come back.
type scorePendingCommand struct {
	Name string `arg:"" name:"评议"`
	ofYear
	printed
	reader
}

func (c *scorePendingCommand) Run(ctx context.Context, p *program) error {
	return c.with(ctx, p, true, func(st *store.Store) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		missing, err := evaluation.NotReturned(ctx, st.DB(), scope.Year, c.Name)
		if err != nil {
			return err
		}
		var rows [][]string
		for _, m := range missing {
			rows = append(rows, []string{strconv.FormatInt(m.Number, 10), m.Rater, zh.JoinNames(m.Targets)})
		}
		return p.writeRows(c.Format, []string{"组号", "评委", "没有交的"}, rows)
	})
}
