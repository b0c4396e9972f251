package plan

import (
	"context"
	"fmt"

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
		for i := range p.Targets {
			t := &p.Targets[i]
			if t.IsRate() {
				figures = append(figures, measure.Figure{
					Code: "plan." + p.Item.Code + "." + t.Measure, Name: p.Item.Title + "（" + t.Measure + "）", Num: t.Counted.Len(), Den: t.Base.Len(), IsRate: true, Digits: 2,
					Rule: fmt.Sprintf("按记录统计，计划 %d%%；%s", t.Target, p.State), Counted: t.Counted, Base: t.Base,
				})
				continue
			}
			figures = append(figures, measure.Figure{
				Code: "plan." + p.Item.Code + "." + t.Measure, Name: p.Item.Title + "（" + t.Measure + "）", Num: t.Done, Den: t.Target, Unit: t.Measure,
				Rule: "按记录统计，完成 / 计划；" + string(p.State), Counted: t.Counted,
			})
		}
	}
	return figures, nil
}
