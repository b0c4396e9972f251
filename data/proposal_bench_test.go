package data_test

import (
	"fmt"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/datatest"
	"cppccdesk/data/fold"
	"cppccdesk/data/proposal"
	"cppccdesk/data/store"
)

// BenchmarkSearchProposals searches 1,000, 20,000 and 100,000 proposals by full text for one, two and four characters against the bare full-text query and
// against LIKE.
func BenchmarkSearchProposals(b *testing.B) {
	for _, n := range []int{1000, 20_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchmarkSearch(b, datatest.ManyProposals(b, n), n/1000) })
	}
}

func benchmarkSearch(b *testing.B, st *store.Store, want int) {
	b.Helper()
	count := func(query string, args ...any) func(b *testing.B) {
		return func(b *testing.B) {
			b.Helper()
			for b.Loop() {
				var n int
				if err := st.DB().QueryRowContext(b.Context(), query, args...).Scan(&n); err != nil || n != want {
					b.Fatal(n, err)
				}
			}
		}
	}
	b.Run("like", count("SELECT count(*) FROM proposal WHERE body LIKE '%雨污分流%'"))
	for _, words := range []string{"雨", "雨污", "雨污分流"} {
		b.Run("bare fts "+words, count("SELECT count(*) FROM proposal_search WHERE proposal_search MATCH ?", fold.Query(words)))
		b.Run("search "+words, func(b *testing.B) {
			for b.Loop() {
				found, err := proposal.Search(b.Context(), st.DB(), words, 2026)
				if err != nil || len(found) != want {
					b.Fatal(len(found), err)
				}
			}
		})
	}
}

// BenchmarkProposalLines reads lists and figures of 1,000, 20,000 and 100,000 proposals, of today and of a day before the most happened, against a
// bare query of eight columns of the same proposals.
func BenchmarkProposalLines(b *testing.B) {
	for _, n := range []int{1000, 20_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchmarkLines(b, datatest.ManyProposals(b, n), n) })
	}
}

func benchmarkLines(b *testing.B, st *store.Store, n int) {
	b.Helper()
	find := func(filter proposal.Filter, day string, want int) func(b *testing.B) {
		return func(b *testing.B) {
			b.Helper()
			b.ReportAllocs()
			for b.Loop() {
				rows, err := proposal.Find(b.Context(), st.DB(), filter, day)
				if err != nil || len(rows) != want {
					b.Fatal(len(rows), err)
				}
			}
		}
	}
	figures := func(day string) func(b *testing.B) {
		return func(b *testing.B) {
			b.Helper()
			b.ReportAllocs()
			for b.Loop() {
				if all, err := data.Figures(b.Context(), st.DB(), 2026, day); err != nil || all[0].Num != int64(n) {
					b.Fatal(len(all), err)
				}
			}
		}
	}
	b.Run("bare query", func(b *testing.B) {
		for b.Loop() {
			if rows, err := datatest.BareProposals(b, st.DB()); err != nil || rows != n {
				b.Fatal(rows, err)
			}
		}
	})
	b.Run("list", find(proposal.Filter{Year: 2026}, "2026-12-31", n))
	b.Run("list of March", find(proposal.Filter{Year: 2026}, "2026-03-01", n))
	b.Run("first screen", find(proposal.Filter{Year: 2026, First: 50}, "2026-12-31", 50))
	b.Run("figures", figures("2026-12-31"))
	b.Run("figures of March", figures("2026-03-01"))
}
