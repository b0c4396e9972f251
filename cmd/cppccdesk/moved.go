package main

import (
	"context"
	"slices"
	"strconv"

	"cppccdesk/data"
	"cppccdesk/data/proposal"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
)

// takeAll takes all new deadlines over.
const takeAll = "全部"

// movedCommand lists the deadlines that the rules and holiday notices would now put on other days, or takes the new ones over.
type movedCommand struct {
	Take string `placeholder:"序号" help:"改用新期限：全部，或几个序号，用顿号隔开"`
	Why  string `placeholder:"原因" help:"原因，记在历史里；不写就是最近一次改期限规则或放假安排"`
	printed
	writer
}

func (c *movedCommand) Run(ctx context.Context, p *program) error {
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		day := st.Today()
		all, err := data.MovedDeadlines(ctx, st.DB(), day)
		if err != nil {
			return err
		}
		chosen, places, err := c.chosen(all)
		if err != nil {
			return err
		}
		var rows [][]string
		for i, m := range all {
			if c.Take == "" || slices.Contains(places, i) {
				rows = append(rows, []string{strconv.Itoa(i + 1), m.Kind.Title, m.What, m.Unit, m.Was, m.Now, m.Why})
			}
		}
		if err := p.writeRows(c.Format, []string{"序号", "类别", "事项", "单位", "现在的期限", "新期限", "怎么算"}, rows); err != nil || len(chosen) == 0 {
			return err
		}
		why := c.Why
		if why == "" {
			if why, err = data.MovedWhy(ctx, st.DB()); err != nil {
				return err
			}
		}
		wording := data.TakeWording(len(chosen), why)
		err = st.Write(ctx, actor, wording, func(ctx context.Context, tx *store.Tx) error { return data.TakeMoved(ctx, tx, day, chosen) })
		if err != nil {
			return err
		}
		p.print(p.err, "已%s。\n", wording)
		return nil
	})
}

// chosen are the deadlines to be taken over, with their places in the list.
func (c *movedCommand) chosen(all []proposal.Moved) (chosen []proposal.Moved, places []int, err error) {
	if c.Take == takeAll {
		for i := range all {
			places = append(places, i)
		}
		return all, places, nil
	}
	for _, text := range zh.SplitNames(c.Take) {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > len(all) {
			return nil, nil, store.Refuse(store.CodeNotFound, "没有序号为「%s」的期限，现在列出的有 %d 项；用 cppccdesk moved 查看，或写 --take %s。", text, len(all), takeAll)
		}
		if !slices.Contains(places, n-1) {
			chosen, places = append(chosen, all[n-1]), append(places, n-1)
		}
	}
	return chosen, places, nil
}
