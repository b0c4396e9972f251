package main

import (
	"context"
	"slices"
	"strconv"
	"time"

	"cppccdesk/data"
	"cppccdesk/data/fold"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/zh"
	"cppccdesk/export"
)

// listCommand lists the records of a kind, or those a figure counts.
type listCommand struct {
	Kind  *record.Kind `arg:"" name:"类别"`
	Order nameOrder    `placeholder:"按姓氏笔画" help:"有姓名一栏的，人员次序：按姓氏笔画或按姓名音序；不写是名册次序"`
	printed
	ofYear
	behind
	disclosure
	writer
}

func (c *listCommand) Run(ctx context.Context, p *program) error {
	if err := c.check(); err != nil {
		return err
	}
	return c.with(ctx, p, !c.WithSensitive, func(st *store.Store) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		fields, records, err := c.Kind.List(ctx, st.DB(), scope)
		if err != nil {
			return err
		}
		if records, err = c.those(ctx, p, st, c.Kind, scope, records); err != nil {
			return err
		}
		if err := c.order(records); err != nil {
			return err
		}
		headers := make([]string, 0, len(fields))
		for _, f := range fields {
			headers = append(headers, f.Title)
		}
		rows := make([][]string, 0, len(records))
		for _, r := range records {
			row := make([]string, 0, len(fields))
			for _, f := range fields {
				if c.WithSensitive {
					row = append(row, r.Values[f.Key])
				} else {
					row = append(row, f.Shown(r.Values))
				}
			}
			rows = append(rows, row)
		}
		out := c.disclosure.of(c.Kind.Layout, fields)
		if !out.Whole || len(out.Fields) == 0 { // looked at as in the window: nothing leaves the program but what everybody sees
			return p.writeRows(c.Format, headers, rows)
		}
		out.Count = len(rows)
		return c.send(ctx, st, out, func() (int, error) { return len(rows), p.writeRows(c.Format, headers, rows) })
	})
}

// order puts the records in the order of people asked for; it refuses a list without a column of their names.
func (c *listCommand) order(records []record.Record) error {
	if c.Order == "" {
		return nil
	}
	at := slices.IndexFunc(c.Kind.Fields, func(f record.Field) bool { return f.Title == "姓名" })
	if at < 0 {
		return wrong("%s没有姓名一栏，不能定人员次序", c.Kind.Title)
	}
	fold.SortNames(fold.NameOrder(c.Order), records, func(r record.Record) string { return r.Values[c.Kind.Fields[at].Key] })
	return nil
}

// figuresCommand lists the figures.
type figuresCommand struct {
	By string `placeholder:"维度" help:"提案的各项指标按类别、类型、时间属性、领域、分类、提交方式、会议、党派、界别、专委会或活动组分列，如 --by 党派"`
	ofYear
	asOf
	printed
	reader
}

func (c *figuresCommand) Run(ctx context.Context, p *program) error {
	return c.with(ctx, p, true, func(st *store.Store) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		figures, err := c.figures(ctx, st, scope.Year, c.on(p))
		if err != nil {
			return err
		}
		rows := make([][]string, 0, len(figures))
		for _, f := range figures {
			denominator := ""
			if f.IsRate {
				denominator = strconv.FormatInt(f.Den, 10)
			}
			rows = append(rows, []string{f.Name, f.Text(), strconv.FormatInt(f.Num, 10), denominator, f.Rule, f.Code})
		}
		headings := []string{"name", "value", "numerator", "denominator", "rule", "code"} // for programs that read them
		if c.Format == "" {
			headings = []string{"名称", "数值", "分子", "分母", "规则", "代号"}
		}
		return p.writeRows(c.Format, headings, rows)
	})
}

// figures are those of the year, or those of its proposals by the words of a dimension.
func (c *figuresCommand) figures(ctx context.Context, st *store.Store, year int, day string) ([]measure.Figure, error) {
	if c.By == "" {
		return data.Figures(ctx, st.DB(), year, day)
	}
	by := proposal.DimensionCalled(c.By)
	if by == nil {
		var titles []string
		for _, d := range proposal.Dimensions {
			titles = append(titles, d.Title)
		}
		return nil, misuse("--by 应为%s，而不是「%s」。", zh.JoinNames(titles), c.By)
	}
	return figuresBy(ctx, st, year, day, by)
}

// figuresBy are the figures of the year's proposals by the words of a dimension.
func figuresBy(ctx context.Context, st *store.Store, year int, day string, by *proposal.Dimension) ([]measure.Figure, error) {
	parted, err := proposal.FiguresBy(ctx, st.DB(), year, day, by)
	var all []measure.Figure
	for _, p := range parted {
		all = append(all, p.Figures...)
	}
	return all, err
}

// reportCommand writes the report pack.
type reportCommand struct {
	Out  path     `required:"" placeholder:"文件夹" help:"上报包写到这个文件夹"`
	Only []string `sep:"none" placeholder:"表号或名称" help:"只要这些报表，可以写多次"`
	Date string   `placeholder:"填报日期" help:"印在报表上的日期，如 2026-12-31；不写是今天"`
	OFD  bool     `name:"ofd" help:"也写 OFD（GB/T 33190，版式文件交换和归档用）"`
	PDF  string   `name:"pdf" enum:"no,also,only" default:"no" placeholder:"also|only" help:"也写 PDF（also），或只写 PDF（only）"`
	ofYear
	output
}

// pdfForms are what --pdf may say.
var pdfForms = map[string]export.Form{"no": export.Workbooks, "also": export.Workbooks | export.PDFs, "only": export.PDFs}

func (c *reportCommand) Run(ctx context.Context, p *program) (err error) {
	on := p.now().Local()
	if c.Date != "" {
		if on, err = time.ParseInLocation(time.DateOnly, c.Date, time.Local); err != nil {
			return misuse("填报日期「%s」不对，应为 2026-12-31 这样的日期。", c.Date)
		}
	}
	return c.with(ctx, p, true, func(st *store.Store) error {
		scope, err := p.scope(ctx, st, c.Year)
		if err != nil {
			return err
		}
		request := export.Request{Year: scope.Year, Date: on, Dir: string(c.Out), Only: zh.SplitNames(zh.JoinNames(c.Only)), Replace: c.Force, Form: pdfForms[c.PDF]}
		if c.OFD {
			request.Form |= export.OFDs
		}
		var failed []export.Disagreement
		request.Failed = func(all []export.Disagreement) { failed = all }
		request.Note = func(sentence string) { p.print(p.err, "%s\n", sentence) }
		actor, err := c.actor(ctx, st)
		if err != nil {
			return err
		}
		files, err := export.WritePack(ctx, st, actor, request)
		for _, file := range files {
			p.print(p.out, "%s\n", file)
		}
		if err != nil || len(failed) == 0 {
			return err
		}
		p.print(p.err, "报表已生成，但有 %d 处不符，请查明后再上报：\n", len(failed))
		for _, f := range failed {
			p.print(p.err, "%s\n", f.Sentence())
		}
		return errContradicted
	})
}
