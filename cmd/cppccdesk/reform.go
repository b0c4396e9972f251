package main

import (
	"context"
	"os"
	"strconv"
	"strings"

	"cppccdesk/data"
	"cppccdesk/data/cell"
)

// runMergeUnits merges a unit into another, or says what that would do.
func runMergeUnits(ctx context.Context, p *program, args []string) error {
	o := newWriter("merge-units")
	on := o.String("on", p.today(), "并入日期")
	dry := o.Bool("dry-run", false, "只看结果，不写入")
	rest, err := o.parse(args)
	if err != nil {
		return err
	}
	if len(rest) != 2 {
		return misuse("请写明原单位和承接单位，如：cppccdesk merge-units 县粮食局 县发展和改革局。")
	}
	return o.write(ctx, p, func(store *data.Store, actor string) error {
		var units [2]int64
		for i, name := range rest {
			if units[i], err = data.NamedUnit(ctx, store.DB(), name); err != nil {
				return err
			}
		}
		plan, err := store.PlanMerge(ctx, units[0], units[1], *on)
		if err != nil {
			return err
		}
		for _, part := range plan.Parts {
			p.print(p.out, "%s\n", cell.Line([]string{part.Title, "转给承接单位", strconv.Itoa(len(part.Moves)), data.JoinNames(part.Moves)}))
			p.print(p.out, "%s\n", cell.Line([]string{part.Title, "留在原单位", strconv.Itoa(len(part.Stays)), data.JoinNames(part.Stays)}))
		}
		p.attention(plan.Attention)
		if *dry {
			p.print(p.err, "没有写入：%s。\n", plan.Wording())
			return nil
		}
		err = store.Write(ctx, actor, plan.Wording(), func(tx *data.Tx) error {
			_, err := data.MergeUnits(ctx, tx, units[0], units[1], *on)
			return err
		})
		if err == nil {
			p.print(p.err, "已%s。\n", plan.Wording())
		}
		return err
	})
}

// runNewTerm turns over to the next term with everything in use, or with the members a file names.
func runNewTerm(ctx context.Context, p *program, args []string) error {
	o := newWriter("new-term")
	on := o.String("on", p.today(), "本届结束、新一届开始的日期")
	ends := o.String("ends", "", "新一届届满日期")
	session := o.String("session", "", "一次会议开幕日期")
	stay := o.String("stay", "", "留任委员名单，每行一个编号或姓名")
	posts := o.Bool("posts", false, "保留政协职务")
	dry := o.Bool("dry-run", false, "只看结果，不写入")
	if rest, err := o.parse(args); err != nil || len(rest) > 0 {
		return firstError(err, misuse("new-term 不需要「%s」。", strings.Join(rest, " ")))
	}
	return o.write(ctx, p, func(store *data.Store, actor string) error {
		turn, err := data.WholeTurnover(ctx, store.DB(), *on)
		if err != nil {
			return err
		}
		turn.SessionOn, turn.KeepPosts = *session, *posts
		if *ends != "" {
			turn.EndsOn = *ends
		}
		if *stay != "" {
			text, err := os.ReadFile(*stay)
			if err != nil {
				return data.Refuse(data.CodeNotFound, "读不到名单文件「%s」，请检查文件名和位置。", *stay)
			}
			words := strings.Split(strings.TrimPrefix(string(text), "\ufeff"), "\n")
			if turn.Members, err = data.FindMembers(ctx, store.DB(), turn.From, words); err != nil {
				return err
			}
		}
		plan, err := store.PlanTurnover(ctx, turn)
		if err != nil {
			return err
		}
		p.print(p.out, "委员\t留任\t%d\n委员\t不留任\t%d\n界别\t带入\t%d\n专委会\t带入\t%d\n活动组\t带入\t%d\n监督员\t续聘\t%d\n监督员\t到期\t%d\n", plan.Members, plan.Left, plan.Sectors,
			plan.Committees, plan.ActivityGroups, plan.Supervisors, plan.EndedSupervisors)
		p.attention(plan.Attention)
		if *dry {
			p.print(p.err, "没有写入：%s。\n", plan.Wording())
			return nil
		}
		err = store.Write(ctx, actor, plan.Wording(), func(tx *data.Tx) error {
			_, err := data.TurnOver(ctx, tx, turn)
			return err
		})
		if err == nil {
			p.print(p.err, "已%s。\n", plan.Wording())
		}
		return err
	})
}

// attention prints what people must look at.
func (p *program) attention(sentences []string) {
	for _, sentence := range sentences {
		p.print(p.err, "提醒：%s\n", sentence)
	}
}
