package proposal

import (
	"fmt"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/proposal"
	"cppccdesk/data/store"
)

// BenchmarkList reads the list of proposals as its page does when it is opened, again after a write, and one proposal of it that was saved; beside them
// a bare query of eight columns of all.
func BenchmarkList(b *testing.B) {
	for _, n := range []int{1000, 20_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchmarkList(b, datatest.ManyProposals(b, n), n) })
	}
}

func benchmarkList(b *testing.B, st *store.Store, n int) {
	b.Helper()
	read := func(b *testing.B, filter proposal.Filter, before []row, want int) []row {
		b.Helper()
		rows, err := rowsOf(b.Context(), st, filter, "2026-11-23", before)
		if err != nil || len(rows) != want {
			b.Fatal(len(rows), err)
		}
		return rows
	}
	whole := proposal.Filter{Year: 2026}
	b.Run("bare query", func(b *testing.B) {
		for b.Loop() {
			if rows, err := datatest.BareProposals(b, st.DB()); err != nil || rows != n {
				b.Fatal(rows, err)
			}
		}
	})
	b.Run("opened", func(b *testing.B) {
		for b.Loop() {
			read(b, whole, nil, n)
		}
	})
	b.Run("again", func(b *testing.B) {
		before := read(b, whole, nil, n)
		for b.Loop() {
			read(b, whole, before, n)
		}
	})
	b.Run("one saved", func(b *testing.B) {
		for b.Loop() {
			read(b, proposal.Filter{Year: 2026, IDs: []int64{int64(n / 2)}}, nil, 1)
		}
	})
}
