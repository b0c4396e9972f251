package main

import (
	"context"
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/store"
)

// A report pack with one word that no list has is written, names it once and ends with a code of its own.
func TestReportNamesAContradictionOnce(t *testing.T) {
	dir := sampleData(t)
	s := datatest.MustOpenDir(t, dir)
	err := s.Write(t.Context(), "测试", "埋入矛盾", func(ctx context.Context, tx *store.Tx) error {
		return tx.Run(ctx, "UPDATE proposal SET category = '没有的分类' WHERE number = 12")
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	end := mustRun(t, exitRejected, "report", "--year", "2026", "--date", "2026-11-23", "--data", dir, "--out", t.TempDir())
	if strings.Count(end.err, "12 号的提案分类「没有的分类」用词表里没有") != 1 || len(lines(end.out)) < 20 {
		t.Errorf("it says %q of %d files", end.err, len(lines(end.out)))
	}
}
