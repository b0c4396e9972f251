package main

import (
	"context"
	"strconv"

	"cppccdesk/data"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/export"
)

// dossierCommand lists what a unit held over the years, its numbers, or writes both as a workbook.
type dossierCommand struct {
	Unit    string `arg:"" name:"单位"`
	Figures bool   `help:"列出各项指标，不列经过"`
	Out     string `placeholder:"文件" help:"写到这个工作簿；不写是列出来"`
	ofYear
	asOf
	printed
	output
}

func (c *dossierCommand) Run(ctx context.Context, p *program) error {
	return c.with(ctx, p, true, func(st *store.Store) error {
		id, err := roster.NamedUnit(ctx, st.DB(), c.Unit)
		if err != nil {
			return err
		}
		d, err := data.ReadUnitDossier(ctx, st.DB(), id, c.on(p))
		if err != nil {
			return err
		}
		if c.Out != "" {
			what := store.Outgoing{What: d.Unit.Values["name"] + "单位档案", Unit: "条", To: c.Out, Table: true}
			err := c.send(ctx, st, what, func() (int, error) { return len(d.Rows), export.WriteUnitDossier(ctx, st, d, c.Out) })
			if err == nil {
				p.print(p.out, "%s\n", c.Out)
			}
			return err
		}
		var rows [][]string
		if c.Figures {
			for _, f := range d.Figures(int(c.Year)) {
				rows = append(rows, []string{f.Name, f.Text(), f.Parts(), f.Rule})
			}
			return p.writeRows(c.Format, []string{"指标", "数值", "分子分母", "口径"}, rows)
		}
		for _, r := range d.Of(int(c.Year)) {
			rows = append(rows, []string{strconv.Itoa(r.Year), r.On, r.Kind, r.Title, r.Result, r.Gap})
		}
		return p.writeRows(c.Format, []string{"年度", "时间", "类别", "事项", "结果", "差距"}, rows)
	})
}
