package data_test

import (
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/fold"
	"cppccdesk/data/proposal"
	"cppccdesk/data/store"
)

const benchProposals = 20_000

// manyProposals fills a store with proposals of 1,800 characters, one in a thousand of which speaks of 雨污分流.
func manyProposals(b *testing.B) *store.Store {
	b.Helper()
	st := datatest.MustOpen(b)
	err := st.Write(b.Context(), "测试", "录入提案", func(tx *store.Tx) error {
		if _, err := tx.ExecContext(b.Context(), "INSERT INTO term (id, ordinal, name) VALUES (1, 10, '第十届')"); err != nil {
			return err
		}
		if _, err := tx.ExecContext(b.Context(), "INSERT INTO session (id, term_id, ordinal, name, year) VALUES (1, 1, 5, '五次会议', 2026)"); err != nil {
			return err
		}
		body := strings.Repeat("关于加强老旧小区改造、方便群众停车出行的若干建议。", 72)
		for i := range benchProposals {
			text := body
			if i%1000 == 0 {
				text += "推进雨污分流。"
			}
			if _, err := tx.ExecContext(b.Context(), "INSERT INTO proposal (session_id, number, title, body) VALUES (1, ?, ?, ?)", i+1, fmt.Sprintf("关于第 %d 件事的建议", i), text); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return st
}

// BenchmarkSearchProposals searches 20,000 proposals by full text against the bare full-text query and against LIKE.
func BenchmarkSearchProposals(b *testing.B) {
	store := manyProposals(b)
	count := func(b *testing.B, query string, args ...any) {
		b.Helper()
		var n int
		if err := store.DB().QueryRowContext(b.Context(), query, args...).Scan(&n); err != nil || n != benchProposals/1000 {
			b.Fatal(n, err)
		}
	}
	b.Run("bare fts", func(b *testing.B) {
		for b.Loop() {
			count(b, "SELECT count(*) FROM proposal_search WHERE proposal_search MATCH ?", fold.Query("雨污分流"))
		}
	})
	b.Run("like", func(b *testing.B) {
		for b.Loop() {
			count(b, "SELECT count(*) FROM proposal WHERE body LIKE '%雨污分流%'")
		}
	})
	b.Run("search", func(b *testing.B) {
		for b.Loop() {
			found, err := proposal.Search(b.Context(), store.DB(), "雨污分流", 2026)
			if err != nil || len(found) != benchProposals/1000 {
				b.Fatal(len(found), err)
			}
		}
	})
	b.Run("list", func(b *testing.B) {
		for b.Loop() {
			rows, err := proposal.Find(b.Context(), store.DB(), proposal.Filter{Year: 2026}, "2026-12-31")
			if err != nil || len(rows) != benchProposals {
				b.Fatal(len(rows), err)
			}
		}
	})
}
