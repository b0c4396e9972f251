package main

import (
	"context"

	"cppccdesk/data/activity"
	"cppccdesk/data/fold"
	"cppccdesk/data/store"
	"cppccdesk/export"
)

// activityPrintCommand writes what is printed for the people told to come to an activity.
type activityPrintCommand struct {
	Print    string `arg:"" name:"哪一种" help:"签到表、桌签或座位签"`
	Activity string `arg:"" name:"活动" help:"活动的名称"`
	Out      path   `required:"" placeholder:"文件" help:"写到这个文件：签到表 .xlsx 或 .pdf，桌签、座位签 .pdf"`
	ordered
	ofYear
	output
}

func (c *activityPrintCommand) Run(ctx context.Context, p *program) error {
	sort, err := export.ActivityPrintByName(c.Print)
	if err != nil {
		return err
	}
	return c.with(ctx, p, true, func(st *store.Store) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		found, err := activity.Activities.Find(ctx, st.DB(), scope, c.Activity)
		if err != nil {
			return err
		}
		people, missing := 0, []rune(nil)
		err = c.send(ctx, st, sort.Outgoing(found.Values["title"], string(c.Out)), func() (int, error) {
			people, missing, err = export.WriteActivityPrint(ctx, st, sort, found.ID, fold.NameOrder(c.Order), string(c.Out))
			return people, err
		})
		if err != nil {
			return err
		}
		p.print(p.out, "%s\n", c.Out)
		p.print(p.err, "%s：%d 人。\n", sort.Name, people)
		if len(missing) > 0 {
			p.print(p.err, "%s。\n", export.BoxedSentence(missing))
		}
		return nil
	})
}
