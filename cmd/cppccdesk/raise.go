package main

import (
	"cmp"
	"context"
	"strconv"

	"cppccdesk/data/proposal"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// causesCommand lists what a proposal leaves to be put right, and what of it is a point of a letter.
type causesCommand struct {
	Number string `arg:"" name:"案号"`
	ofYear
	printed
	reader
}

func (c *causesCommand) Run(ctx context.Context, p *program) error {
	return c.with(ctx, p, true, func(st *store.Store) error {
		found, err := p.find(ctx, st, proposal.Proposals, c.Year, c.Number)
		if err != nil {
			return err
		}
		all, err := supervision.CausesOf(ctx, st.DB(), found.ID, st.Today())
		if err != nil {
			return err
		}
		var rows [][]string
		for i, r := range all {
			rows = append(rows, []string{strconv.Itoa(i + 1), r.Unit, r.Text, r.Title, r.Called, cmp.Or(r.Status, r.Why)})
		}
		return p.writeRows(c.Format, []string{"序号", "承办单位", "整改事项", "意见书", "编号", "状态"}, rows)
	})
}

// raiseCommand makes one of them a point of a letter (转为整改事项).
type raiseCommand struct {
	Number string `arg:"" name:"案号"`
	Which  int    `arg:"" name:"序号"`
	ofYear
	writer
}

func (c *raiseCommand) Run(ctx context.Context, p *program) error {
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		found, err := p.find(ctx, st, proposal.Proposals, c.Year, c.Number)
		if err != nil {
			return err
		}
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		all, err := supervision.CausesOf(ctx, st.DB(), found.ID, st.Today())
		switch {
		case err != nil:
			return err
		case len(all) == 0:
			return store.Refuse(store.CodeNotFound, "%s没有要整改的承诺或不满意的反馈。", proposal.Proposals.Called(found))
		case c.Which < 1 || c.Which > len(all):
			return store.Refuse(store.CodeInvalid, "%s只有 1 到 %d 条，没有第 %d 条，见 cppccdesk causes %s。", proposal.Proposals.Called(found), len(all), c.Which, c.Number)
		}
		chosen := all[c.Which-1]
		return st.Write(ctx, actor, supervision.RaiseWording(chosen), func(ctx context.Context, tx *store.Tx) error {
			_, err := supervision.Raise(ctx, tx, scope, found.ID, chosen.Cause)
			return err
		})
	})
}
