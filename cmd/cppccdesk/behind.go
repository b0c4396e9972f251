package main

import (
	"context"
	"slices"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// behind is the figure whose records are listed.
type behind struct {
	Figure string  `placeholder:"指标" help:"只列这项指标统计到的记录，写指标的名称或代码；--part 和 --date 只与它一起用"`
	Part   *string `placeholder:"分子|分母|未计入" help:"列指标的分子、分母或未计入（分母中没有计入分子的）；不写是分子"`
	asOf
}

// those are the records of the kind that the figure counts; all where none was asked for.
func (b *behind) those(ctx context.Context, p *program, st *store.Store, kind *record.Kind, scope record.Scope, records []record.Record) ([]record.Record, error) {
	switch {
	case b.Figure != "":
	case b.Date != nil, b.Part != nil:
		return nil, misuse("--date 和 --part 只能与 --figure 一起用。")
	default:
		return records, nil
	}
	day, part := b.on(p), "分子"
	if b.Part != nil {
		part = *b.Part
	}
	if day != p.today() {
		p.print(p.err, "列出的是 %s 统计到的记录，各栏是现在的内容。\n", day)
	}
	f, err := b.figure(ctx, st, scope.Year, day)
	if err != nil {
		return nil, err
	}
	if kind.Behind != nil {
		counted, base, err := kind.Behind(ctx, st.DB(), scope.Year, day, f.Code)
		if err != nil {
			return nil, err
		}
		if counted.Kind != "" {
			f.Counted, f.Base = counted, base
		}
	}
	if f.Counted.Kind != kind.Name {
		counted, err := data.KindByName(f.Counted.Kind)
		if err != nil {
			return nil, misuse("指标「%s」没有可以列出的记录。", b.Figure)
		}
		return nil, misuse("指标「%s」统计的是%s，请写 cppccdesk list %s --figure %s。", b.Figure, counted.Title, counted.Name, b.Figure)
	}
	set, err := b.set(f, part)
	if err != nil {
		return nil, err
	}
	return of(ctx, st, kind, scope, records, set)
}

// figure is the one that was asked for, by its code or name; one of a part of the proposals has their words in them.
func (b *behind) figure(ctx context.Context, st *store.Store, year int, day string) (measure.Figure, error) {
	figures, err := data.Figures(ctx, st.DB(), year, day)
	for i := 0; err == nil; i++ {
		if at := slices.IndexFunc(figures, func(f measure.Figure) bool { return f.Code == b.Figure || f.Name == b.Figure }); at >= 0 {
			return figures[at], nil
		}
		if i == len(proposal.Dimensions) {
			return measure.Figure{}, misuse("没有指标「%s」，有哪些请看 cppccdesk figures，分列的看 cppccdesk figures --by 党派。", b.Figure)
		}
		figures, err = figuresBy(ctx, st, year, day, &proposal.Dimensions[i])
	}
	return measure.Figure{}, err
}

// set is the part of the figure that was asked for.
func (b *behind) set(f measure.Figure, part string) (measure.Set, error) {
	switch {
	case part == "分子":
		return f.Counted, nil
	case !f.IsRate:
		return measure.Set{}, misuse("指标「%s」没有分母，不能用 --part %s。", b.Figure, part)
	case part == "分母":
		return f.Base, nil
	case part == "未计入":
		return f.Base.Without(f.Counted), nil
	}
	return measure.Set{}, misuse("--part 应为 分子、分母 或 未计入，而不是「%s」。", part)
}

// of are the records of the set: those among records, then those of another term than the one worked on.
func of(ctx context.Context, st *store.Store, kind *record.Kind, scope record.Scope, records []record.Record, set measure.Set) ([]record.Record, error) {
	in := set.Has()
	listed := map[int64]bool{}
	records = slices.DeleteFunc(records, func(r record.Record) bool { return !in(r.ID) })
	for _, r := range records {
		listed[r.ID] = true
	}
	for _, id := range set.IDs {
		if listed[id] {
			continue
		}
		r, err := kind.RecordWith(ctx, st.DB(), scope, id, record.FlatFields)
		if err != nil {
			return nil, err
		}
		records = append(records, r)
	}
	return records, nil
}
