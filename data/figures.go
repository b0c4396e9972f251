package data

import (
	"context"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
)

// Figures computes every figure of a year as of today (YYYY-MM-DD), those of each sort of record in their order.
func Figures(ctx context.Context, db bun.IDB, year int, today string) ([]measure.Figure, error) {
	return record.Figures(ctx, db, year, today)
}

// Rulings judge the records of a year, those of each sort in their order.
func Rulings(ctx context.Context, db bun.IDB, b record.Bench) ([]record.Ruling, error) {
	var all []record.Ruling
	for _, kind := range Kinds() {
		rulings, err := kind.Judge(ctx, db, b)
		if err != nil {
			return nil, err
		}
		all = append(all, rulings...)
	}
	return all, nil
}
