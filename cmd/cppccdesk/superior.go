package main

import (
	"context"

	"cppccdesk/data/store"
	"cppccdesk/data/superior"
	"cppccdesk/export"
)

// matchFormCommand finds which cells of a superior's form take which figures.
type matchFormCommand struct {
	Name   string `arg:"" name:"表样"`
	Use    string `placeholder:"文件" help:"上级发的空白表（.xlsx）：没有这个表样就新建，有就换成它"`
	DryRun bool   `help:"只列出来，不写入对应；--use 照样换上"`
	ofYear
	printed
	writer
}

func (c *matchFormCommand) Run(ctx context.Context, p *program) error {
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		if c.Use != "" {
			if err := export.UseForm(ctx, st, actor, scope, c.Name, c.Use); err != nil {
				return err
			}
		}
		form, err := superior.Forms.Find(ctx, st.DB(), scope, c.Name)
		if err != nil {
			return err
		}
		m, err := export.MatchForm(ctx, st, form.ID, scope.Year, p.today())
		if err != nil {
			return err
		}
		if !c.DryRun {
			err := st.Write(ctx, actor, m.Wording(c.Name), func(ctx context.Context, tx *store.Tx) error {
				return superior.SetCells(ctx, tx, scope, form.ID, m.Cells)
			})
			if err != nil {
				return err
			}
		}
		var rows [][]string
		for _, cell := range m.Cells {
			rows = append(rows, []string{cell.Sheet, cell.Cell, cell.Label, cell.Figure, cell.Take, cell.Note})
		}
		p.print(p.err, "%s\n", m.Sentence())
		return p.writeRows(c.Format, []string{"工作表", "单元格", "行名／栏名", "指标", "取数", "说明"}, rows)
	})
}

// fillFormCommand fills a superior's form.
type fillFormCommand struct {
	Name string `arg:"" name:"表样"`
	Out  path   `required:"" placeholder:"文件" help:"填好的表写到这个 .xlsx 文件"`
	ofYear
	asOf
	output
}

func (c *fillFormCommand) Run(ctx context.Context, p *program) error {
	return c.with(ctx, p, true, func(st *store.Store) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		form, err := superior.Forms.Find(ctx, st.DB(), scope, c.Name)
		if err != nil {
			return err
		}
		name, day := form.Values["name"], c.on(p)
		err = c.send(ctx, st, export.FormOutgoing(name, scope.Year, day, string(c.Out)), func() (int, error) {
			return export.FillForm(ctx, st, form.ID, scope.Year, day, string(c.Out))
		})
		if err == nil {
			p.print(p.out, "%s\n", c.Out)
		}
		return err
	})
}
