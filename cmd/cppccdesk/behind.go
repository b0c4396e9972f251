package main

import (
	"context"
	"slices"

	"cppccdesk/data"
	"cppccdesk/data/measure"
)

// behind is the figure whose records are listed.
type behind struct {
	figure, part string
	day          *string

	p     *program
	given func(option string) bool // whether the command line has it
}

// behind declares the options of a list of the records behind a figure.
func (o *options) behind(p *program) *behind {
	b := &behind{part: "分子", day: o.day(p), p: p, given: o.given}
	o.StringVar(&b.figure, "figure", "", "只列这项指标统计到的记录，写指标的名称或代码")
	o.StringVar(&b.part, "part", b.part, "列指标的 分子、分母 或 未计入（分母中没有计入分子的）")
	return b
}

// those are the records of the kind that the figure counts; all where none was asked for.
func (b *behind) those(ctx context.Context, store *data.Store, kind *data.Kind, scope data.Scope, records []data.Record) ([]data.Record, error) {
	switch {
	case b.figure != "":
	case b.given("date"), b.given("part"):
		return nil, misuse("--date 和 --part 只能与 --figure 一起用。")
	default:
		return records, nil
	}
	if *b.day != b.p.today() {
		b.p.print(b.p.err, "列出的是 %s 统计到的记录，各栏是现在的内容。\n", *b.day)
	}
	figures, err := data.Figures(ctx, store.DB(), scope.Year, *b.day)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(figures, func(f measure.Figure) bool { return f.Code == b.figure || f.Name == b.figure })
	if at < 0 {
		return nil, misuse("没有指标「%s」，有哪些请看 cppccdesk figures。", b.figure)
	}
	f := figures[at]
	if f.Counted.Kind != kind.Name {
		counted, err := data.KindByName(f.Counted.Kind)
		if err != nil {
			return nil, misuse("指标「%s」没有可以列出的记录。", b.figure)
		}
		return nil, misuse("指标「%s」统计的是%s，请写 cppccdesk list %s --figure %s。", b.figure, counted.Title, counted.Name, b.figure)
	}
	set := f.Counted
	switch {
	case b.part == "分子":
	case !f.IsRate:
		return nil, misuse("指标「%s」没有分母，不能用 --part %s。", b.figure, b.part)
	case b.part == "分母":
		set = f.Base
	case b.part == "未计入":
		set = f.Base.Without(f.Counted)
	default:
		return nil, misuse("--part 应为 分子、分母 或 未计入，而不是「%s」。", b.part)
	}
	in := set.Has()
	return slices.DeleteFunc(records, func(r data.Record) bool { return !in(r.ID) }), nil
}
