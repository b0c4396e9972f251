package main

import (
	"context"

	"cppccdesk/data/cell"
	"cppccdesk/data/plan"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// planCopyCommand makes the plan of a year after that of another, or after the template, or says what that would be.
type planCopyCommand struct {
	To       year `arg:"" name:"新的年度"`
	From     year `placeholder:"年度" help:"照哪一年的部署；不写是新的年度的上一年"`
	Template bool `help:"不照哪一年，用六项模板；新的年度还没有部署事项才可以"`
	DryRun   bool `help:"只看结果，不写入"`
	writer
}

func (c *planCopyCommand) Run(ctx context.Context, p *program) error {
	if c.Template && c.From != 0 {
		return wrong("--from 和 --template 只写一个")
	}
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		drafts, wording, err := c.drafts(ctx, st)
		if err != nil {
			return err
		}
		for _, v := range drafts {
			p.print(p.out, "%s\n", cell.Line([]string{v["code"], v["title"], v["kind"], v["from_month"], v["to_month"], v["targets"]}))
		}
		if c.DryRun {
			why, err := plan.Refused(ctx, st.DB(), int(c.To), drafts)
			if err == nil && why != "" {
				err = store.Refuse(store.CodeDuplicate, "%s", why)
			}
			if err == nil {
				p.print(p.err, "没有写入：%s。\n", wording)
			}
			return err
		}
		err = st.Write(ctx, actor, wording, func(ctx context.Context, tx *store.Tx) error { return plan.Add(ctx, tx, int(c.To), drafts) })
		if err == nil {
			p.print(p.err, "已%s。\n", wording)
		}
		return err
	})
}

// drafts are the items to be made, and what making them is called.
func (c *planCopyCommand) drafts(ctx context.Context, st *store.Store) (drafts []record.Values, wording string, err error) {
	to, from := int(c.To), int(c.From)
	if from == 0 && !c.Template {
		from = to - 1
	}
	drafts, err = plan.After(ctx, st.DB(), from, to)
	return drafts, plan.Wording(to, from, len(drafts)), err
}
