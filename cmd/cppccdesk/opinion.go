package main

import (
	"cmp"
	"context"
	"strconv"

	"cppccdesk/data"
	"cppccdesk/data/store"
)

// opinionsCommand lists what was written on the score sheets of a year, and what of it is a point of a letter.
type opinionsCommand struct {
	ofYear
	printed
	reader
}

func (c *opinionsCommand) Run(ctx context.Context, p *program) error {
	return c.with(ctx, p, true, func(st *store.Store) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		all, err := data.Opinions(ctx, st.DB(), scope.Year, p.today())
		if err != nil {
			return err
		}
		var rows [][]string
		for i := range all {
			o := &all[i]
			rows = append(rows, []string{strconv.Itoa(i + 1), strconv.Itoa(o.Year), o.Evaluation, o.Unit, o.About, o.Kind, o.Text, o.Point.Called, cmp.Or(o.Point.Why, o.Point.Status), o.Revisit()})
		}
		return p.writeRows(c.Format, []string{"序号", "年度", "评议", "单位", "对象", "类别", "意见", "整改编号", "状态", "回头看"}, rows)
	})
}

// raiseOpinionCommand makes some of them points of letters (转整改).
type raiseOpinionCommand struct {
	Which []int `arg:"" name:"序号"`
	ofYear
	writer
}

func (c *raiseOpinionCommand) Run(ctx context.Context, p *program) error {
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		all, err := data.Opinions(ctx, st.DB(), scope.Year, p.today())
		if err != nil {
			return err
		}
		var sheets []int64
		for _, n := range c.Which {
			if n < 1 || n > len(all) {
				return store.Refuse(store.CodeInvalid, "%d 年有 %d 条评议意见，没有第 %d 条，见 cppccdesk opinions。", scope.Year, len(all), n)
			}
			sheets = append(sheets, all[n-1].SheetID)
		}
		return st.Write(ctx, actor, data.RaiseOpinionsWording(len(sheets)), func(ctx context.Context, tx *store.Tx) error {
			_, err := data.RaiseOpinions(ctx, tx, scope, sheets)
			return err
		})
	})
}
