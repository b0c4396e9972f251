package export_test

import (
	"context"
	"slices"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/export/sampleyear"
	"cppccdesk/export/sampleyear/sampletest"
)

// One word that no list has makes one report 不符, and is named once among all.
func TestAContradictionHasOneHome(t *testing.T) {
	s := sampletest.MustOpen(t)
	for _, c := range []struct{ name, home, sql string }{
		{"Category", "04", "UPDATE proposal SET category = '没有的分类' WHERE number = 12"},
		{"Kind", "04", "UPDATE proposal SET kind = '没有的类型' WHERE number = 12"},
		{"Opinion", "04", "UPDATE feedback SET result = '还行' WHERE id = (SELECT min(id) FROM feedback)"},
		{"Class", "04", "UPDATE reply SET result_class = 'Q' WHERE id = (SELECT min(id) FROM reply)"},
		{"Plan", "03", "UPDATE plan_item SET from_month = '2025-03' WHERE id = (SELECT min(id) FROM plan_item)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := s.Write(t.Context(), "测试", "埋入矛盾", func(ctx context.Context, tx *store.Tx) error { return tx.Run(ctx, c.sql) }); err != nil {
				t.Fatal(err)
			}
			laid, err := export.Lay(t.Context(), s, 2026, sampleyear.AsOf(2026))
			if err != nil {
				t.Fatal(err)
			}
			var homes []string
			for _, r := range export.Reports() {
				_, failed := laid.Checked(r.Code)
				if len(failed) > 1 {
					t.Errorf("%s: %v", r.Code, failed)
				}
				if len(failed) > 0 {
					homes = append(homes, r.Code)
				}
			}
			if !slices.Equal(homes, []string{"00", c.home}) {
				t.Errorf("不符 are %v", homes)
			}
			state, err := s.UndoState(t.Context(), "测试")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Revert(t.Context(), "测试", state.Undo.WriteID); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// Who was named as a proposer on purpose although he is no member contradicts nothing.
func TestOutsiderNamedOnPurposeIsNoContradiction(t *testing.T) {
	s := sampletest.MustOpen(t)
	broken := func() (named bool) {
		t.Helper()
		rulings, err := data.Rulings(t.Context(), s.DB(), record.Bench{Year: 2026, Day: "2026-11-27", Today: "2026-12-31"})
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(rulings, func(r record.Ruling) bool {
			return r.Rule == "委员提案的提案人在委员名册中" && len(r.Broken) > 0
		})
	}
	put := func(sql string) {
		t.Helper()
		if err := s.Write(t.Context(), "测试", "改名", func(ctx context.Context, tx *store.Tx) error { return tx.Run(ctx, sql) }); err != nil {
			t.Fatal(err)
		}
	}
	put("UPDATE proposal_proposer SET member_id = NULL, name = '郭舂' WHERE ordinal = 1 AND proposal_id = (SELECT min(id) FROM proposal WHERE kind = '个人提案')")
	if !broken() {
		t.Error("an outsider nobody was asked about is not named")
	}
	put("INSERT INTO dictionary (kind, code, name, sort) VALUES ('outside_proposer', '郭舂', '郭舂', 1)")
	if broken() {
		t.Error("an outsider named on purpose is")
	}
}
