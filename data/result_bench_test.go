package data_test

import (
	"context"
	"fmt"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

const benchRaters = 20

// manySheets is a store with an evaluation of so many sheets of four indicators, twenty for each target.
func manySheets(b *testing.B, sheets int) *store.Store {
	b.Helper()
	targets := sheets / benchRaters
	st := datatest.ManyProposals(b, targets)
	err := st.Write(b.Context(), "测试", "很多评分表", func(ctx context.Context, tx *store.Tx) error {
		id, err := evaluation.Evaluations.Save(ctx, tx, record.Scope{Year: 2026}, 0, record.Values{"name": "大评议", "rubric": "提案办理质量评分表（两级百分制）"})
		if err != nil {
			return err
		}
		for _, sql := range []string{
			"INSERT INTO panel (id, evaluation_id, number, name) SELECT 1000 + value, %[1]d, value, '第' || value || '组' FROM n WHERE value <= %[2]d",
			"INSERT INTO evaluation_target (id, panel_id, proposal_id, unit_id) SELECT 1000 + value, 1000 + value, p.id, 1 + value %% 60 FROM n JOIN proposal p ON p.id = value WHERE value <= %[2]d",
			"INSERT INTO rater (id, panel_id, name) SELECT 1000 + value, 1001 + (value - 1) / %[4]d, '评委' || value FROM n WHERE value <= %[3]d",
			"INSERT INTO score_sheet (id, target_id, rater_id, submitted_on) SELECT 1000 + value, 1001 + (value - 1) / %[4]d, 1000 + value, '2026-10-15' FROM n WHERE value <= %[3]d",
			"INSERT INTO score (sheet_id, indicator_id, points) SELECT 1000 + value, i.id, 5000 + (value * 37 + i.id * 911) %% 5000 FROM n, rubric_indicator i WHERE value <= %[3]d AND i.rubric_id = (SELECT rubric_id FROM evaluation WHERE id = %[1]d)",
		} {
			with := "WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < %[3]d) "
			if err := tx.Run(ctx, fmt.Sprintf(with+sql, id, targets, sheets, benchRaters)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(store.Sentence(err), err)
	}
	return st
}

// BenchmarkResults takes 10,000 and 100,000 sheets to results, against a bare loop that reads the same numbers and averages them.
func BenchmarkResults(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			st := manySheets(b, n)
			b.Run("bare", func(b *testing.B) {
				for b.Loop() {
					if means := bareMeans(b, st); len(means) != n/benchRaters {
						b.Fatal(len(means))
					}
				}
			})
			b.Run("results", func(b *testing.B) {
				for b.Loop() {
					results, err := evaluation.Results(b.Context(), st.DB(), 2026, "2026-11-28")
					if err != nil || len(results[0].Targets) != n/benchRaters || !results[0].Targets[0].Scored {
						b.Fatal(err)
					}
				}
			})
			b.Run("defended", func(b *testing.B) { // resamples a thousand times
				results, err := evaluation.Results(b.Context(), st.DB(), 2026, "2026-11-28")
				if err != nil {
					b.Fatal(err)
				}
				for b.Loop() {
					results[0].Defend()
				}
			})
			b.Run("resampled", func(b *testing.B) {
				results, err := evaluation.Results(b.Context(), st.DB(), 2026, "2026-11-28")
				if err != nil {
					b.Fatal(err)
				}
				for b.Loop() {
					if _, err := results[0].Resample(b.Context()); err != nil {
						b.Fatal(err)
					}
				}
			})
		})
	}
}

// bareMeans are the mean totals of the targets in floats.
func bareMeans(b *testing.B, st *store.Store) map[int64]float64 {
	b.Helper()
	means := map[int64]float64{}
	err := store.ScanRows(b.Context(), st.DB(), func(scan func(...any) error) error {
		var target, points, weight int64
		err := scan(&target, &points, &weight)
		means[target] += float64(points) * float64(weight) / 1000 / 100 / benchRaters
		return err
	}, "SELECT s.target_id, x.points, i.weight FROM score x JOIN score_sheet s ON s.id = x.sheet_id JOIN rubric_indicator i ON i.id = x.indicator_id")
	if err != nil {
		b.Fatal(err)
	}
	return means
}
