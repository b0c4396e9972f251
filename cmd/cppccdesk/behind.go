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
}

// behind declares the options of a list of the records behind a figure.
func (o *options) behind(p *program) *behind {
	b := &behind{part: "分子", day: o.day(p)}
	o.StringVar(&b.figure, "figure", "", "只列这项指标统计到的记录，写指标的名称或代码")
	o.StringVar(&b.part, "part", b.part, "列指标的 分子、分母 或 未计入（分母中没有计入分子的）")
	return b
}

// those are the records of the kind that the figure counts; all where none was asked for.
func (b *behind) those(ctx context.Context, store *data.Store, kind *data.Kind, scope data.Scope, records []data.Record) ([]data.Record, error) {
	if b.figure == "" {
		return records, nil
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
