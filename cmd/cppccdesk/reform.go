package main

import (
	"context"
	"os"
	"strconv"
	"strings"

	"cppccdesk/data"
	"cppccdesk/data/cell"
	"cppccdesk/data/intake"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// mergeUnitsCommand merges a unit into another, or says what that would do.
type mergeUnitsCommand struct {
	From   string `arg:"" name:"原单位"`
	Into   string `arg:"" name:"承接单位"`
	On     string `default:"${today}" placeholder:"日期" help:"并入日期；不写是今天"`
	DryRun bool   `help:"只看结果，不写入"`
	writer
}

func (c *mergeUnitsCommand) Run(ctx context.Context, p *program) error {
	return c.write(ctx, p, func(st *store.Store, actor string) (err error) {
		var units [2]int64
		for i, name := range []string{c.From, c.Into} {
			if units[i], err = roster.NamedUnit(ctx, st.DB(), name); err != nil {
				return err
			}
		}
		plan, err := data.PlanMerge(ctx, st, units[0], units[1], c.On)
		if err != nil {
			return err
		}
		for _, part := range plan.Parts {
			p.print(p.out, "%s\n", cell.Line([]string{part.Title, "转给承接单位", strconv.Itoa(len(part.Moves)), zh.JoinNames(part.Moves)}))
			p.print(p.out, "%s\n", cell.Line([]string{part.Title, "留在原单位", strconv.Itoa(len(part.Stays)), zh.JoinNames(part.Stays)}))
		}
		p.attention(plan.Attention)
		if c.DryRun {
			p.print(p.err, "没有写入：%s。\n", plan.Wording())
			return nil
		}
		err = st.Write(ctx, actor, plan.Wording(), func(ctx context.Context, tx *store.Tx) error {
			_, err := data.MergeUnits(ctx, tx, units[0], units[1], c.On)
			return err
		})
		if err == nil {
			p.print(p.err, "已%s。\n", plan.Wording())
		}
		return err
	})
}

// newTermCommand turns over to the next term with everything in use, or with the members a file names.
type newTermCommand struct {
	On      string `default:"${today}" placeholder:"日期" help:"本届结束、新一届开始的日期；不写是今天"`
	Ends    string `placeholder:"届满日期" help:"新一届届满日期"`
	Session string `placeholder:"一次会议开幕日期" help:"新一届第一次会议开幕日期"`
	Stay    string `placeholder:"留任名单.txt" help:"留任委员名单，每行一个编号或姓名；不写是全部留任"`
	Nobody  bool   `help:"没有人留任"`
	Posts   bool   `help:"保留政协职务"`
	DryRun  bool   `help:"只看结果，不写入"`
	writer
}

func (c *newTermCommand) Run(ctx context.Context, p *program) error {
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		turn, err := roster.WholeTurnover(ctx, st.DB(), c.On)
		if err != nil {
			return err
		}
		turn.SessionOn, turn.KeepPosts = c.Session, c.Posts
		if c.Ends != "" {
			turn.EndsOn = c.Ends
		}
		if err := c.staying(ctx, st, &turn); err != nil {
			return err
		}
		plan, err := roster.PlanTurnover(ctx, st, turn)
		if err != nil {
			return err
		}
		p.print(p.out, "委员\t留任\t%d\n委员\t不留任\t%d\n界别\t带入\t%d\n专委会\t带入\t%d\n活动组\t带入\t%d\n监督员\t续聘\t%d\n监督员\t到期\t%d\n", plan.Members, plan.Left, plan.Sectors,
			plan.Committees, plan.ActivityGroups, plan.Supervisors, plan.EndedSupervisors)
		p.attention(plan.Attention)
		if c.DryRun {
			p.print(p.err, "没有写入：%s。\n", plan.Wording())
			return nil
		}
		err = st.Write(ctx, actor, plan.Wording(), func(ctx context.Context, tx *store.Tx) error {
			_, err := roster.TurnOver(ctx, tx, turn)
			return err
		})
		if err == nil {
			p.print(p.err, "已%s。\n", plan.Wording())
		}
		return err
	})
}

// staying reads who goes on into the next term.
func (c *newTermCommand) staying(ctx context.Context, st *store.Store, turn *roster.Turnover) error {
	switch {
	case c.Nobody && c.Stay != "":
		return misuse("--nobody 是没有人留任，不要再写 --stay。")
	case c.Nobody:
		turn.Members = nil
	case c.Stay != "":
		data, err := os.ReadFile(c.Stay)
		if err != nil {
			return store.Refuse(store.CodeNotFound, "读不到名单文件「%s」，请检查文件名和位置。", c.Stay)
		}
		text, err := intake.DecodeText(data)
		if err != nil {
			return store.Refuse(store.CodeInvalid, "名单文件「%s」不是文字，请另存为文本文件。", c.Stay)
		}
		if strings.TrimSpace(text) == "" {
			return store.Refuse(store.CodeInvalid, "名单文件「%s」是空的，没有写谁留任；确实没有人留任，请用 --nobody。", c.Stay)
		}
		turn.Members, err = roster.FindMembers(ctx, st.DB(), turn.From, strings.Split(text, "\n"))
		return err
	}
	return nil
}

// attention prints what people must look at.
func (p *program) attention(sentences []string) {
	for _, sentence := range sentences {
		p.print(p.err, "提醒：%s\n", sentence)
	}
}
