package main

import (
	"context"
	"strconv"
	"strings"

	"cppccdesk/data/proposal"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/store"
)

// similarCommand lists the proposals of any year whose title is like that of a proposal, of each of a year, or one that is not stored.
type similarCommand struct {
	Number string `arg:"" optional:"" name:"案号"`
	Title  string `placeholder:"案由" help:"与这个案由比，它还没有登记"`
	ofYear
	printed
	reader
}

func (c *similarCommand) Run(ctx context.Context, p *program) error {
	if c.Title != "" && c.Number != "" {
		return wrong("案号和 --title 只写一个")
	}
	return c.with(ctx, p, true, func(st *store.Store) error {
		lines, err := c.those(ctx, p, st)
		if err != nil {
			return err
		}
		titles, err := proposal.ReadTitles(ctx, st.DB())
		if err != nil {
			return err
		}
		var rows [][]string
		for i := range lines {
			l := &lines[i]
			found, err := titles.Alike(ctx, st.DB(), l.ID, l.Title, p.today())
			if err != nil {
				return err
			}
			for j := range found {
				a, own := &found[j], ""
				if l.Number > 0 {
					own = strconv.Itoa(l.Number)
				}
				rows = append(rows, []string{own, l.Title, a.Percent(), a.Called(), a.Title, a.ProposerText(), a.Status, a.ClassText()})
			}
		}
		return p.writeRows(c.Format, []string{"案号", "案由", "相似", "相似的提案", "它的案由", "提案人", "状态", "办理结果"}, rows)
	})
}

// those are the proposals whose titles are looked at.
func (c *similarCommand) those(ctx context.Context, p *program, st *store.Store) ([]docket.Line, error) {
	switch {
	case c.Title != "":
		return []docket.Line{{Head: docket.Head{Title: c.Title}}}, nil
	case c.Number != "":
		found, err := p.find(ctx, st, proposal.Proposals, c.Year, c.Number)
		if err != nil {
			return nil, err
		}
		return proposal.Find(ctx, st.DB(), proposal.Filter{IDs: []int64{found.ID}}, p.today())
	default:
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return nil, err
		}
		return proposal.Find(ctx, st.DB(), proposal.Filter{Year: scope.Year}, p.today())
	}
}

// apartCommand notes that two proposals that are alike are no repetition of each other.
type apartCommand struct {
	Number string `arg:"" name:"案号"`
	Other  string `arg:"" name:"年度/案号"`
	ofYear
	writer
}

func (c *apartCommand) Run(ctx context.Context, p *program) error {
	year, number, ok := strings.Cut(c.Other, "/")
	of, err := strconv.Atoi(year)
	if !ok || err != nil {
		return wrong("另一件写成 年度/案号，如 2025/12")
	}
	return c.write(ctx, p, func(st *store.Store, actor string) error {
		one, err := p.find(ctx, st, proposal.Proposals, c.Year, c.Number)
		if err != nil {
			return err
		}
		other, err := proposal.ByNumber(ctx, st.DB(), of, number, 0, 0)
		if err != nil {
			return err
		}
		return st.Write(ctx, actor, "区分相似的提案："+one.Values["title"], func(ctx context.Context, tx *store.Tx) error { return proposal.TellApart(ctx, tx, one.ID, other) })
	})
}
