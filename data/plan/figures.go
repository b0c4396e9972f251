package plan

import (
	"context"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
)

// Figures are the counts of the year's plan, each beside its target.
func Figures(ctx context.Context, db bun.IDB, year int, today string) ([]measure.Figure, error) {
	progress, err := ProgressOf(ctx, db, year, today)
	if err != nil {
		return nil, err
	}
	var figures []measure.Figure
	for _, p := range progress {
		for _, t := range p.Targets {
			figures = append(figures, measure.Figure{
				Code: "plan." + p.Item.Code + "." + t.Measure, Name: p.Item.Title + "（" + t.Measure + "）", Num: t.Done, Den: t.Target, Unit: t.Measure,
				Rule: "按记录统计，完成 / 计划；" + string(p.State), Counted: t.Counted,
			})
		}
	}
	return figures, nil
}
