package main

import (
	"context"

	"cppccdesk/data/cell"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// groupRotateCommand makes the groups of a year from those of another, in other units (轮换), or says what that would be.
type groupRotateCommand struct {
	To     year `arg:"" name:"新的年度"`
	From   year `placeholder:"年度" help:"照哪一年的小组；不写是新的年度的上一年"`
	By     int  `default:"1" placeholder:"1" help:"单位轮换几位：1 是每组接上一组的单位，0 是不轮换"`
	DryRun bool `help:"只看结果，不写入"`
	writer
}

func (c *groupRotateCommand) Run(ctx context.Context, p *program) error {
	if c.From == 0 {
		c.From = c.To - 1
	}
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		r, err := roster.Rotate(ctx, st.DB(), int(c.From), int(c.To), c.By)
		if err != nil {
			return err
		}
		for _, g := range r.Groups {
			p.print(p.out, "%s\n", cell.Line([]string{g.Values["number"], g.Values["leader"], g.Values["members"], g.Was, g.Values["units"], g.Why}))
		}
		if c.DryRun {
			why, err := r.Refused(ctx, st.DB())
			if err == nil && why != "" {
				err = store.Refuse(store.CodeDuplicate, "%s", why)
			}
			if err == nil {
				p.print(p.err, "没有写入：%s。\n", r.Wording())
			}
			return err
		}
		if err = st.Write(ctx, actor, r.Wording(), r.Add); err == nil {
			p.print(p.err, "已%s。\n", r.Wording())
		}
		return err
	})
}
