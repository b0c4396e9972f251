package data_test

import (
	"context"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// TestFigureRulesFollowSettings counts the same proposals by the definitions different counties use.
func TestFigureRulesFollowSettings(t *testing.T) {
	s := datatest.MustOpen(t)
	enter(t, s, []lot{
		{n: 6, kind: "个人提案", conclusion: "立案", class: "A", satisfaction: "满意"},
		{n: 1, kind: "个人提案", conclusion: "立案", class: "B", satisfaction: "未表态"},
		{n: 1, kind: "个人提案", conclusion: "立案", class: "B"},
		{n: 1, kind: "个人提案", conclusion: "并案"},
		{n: 3, kind: "个人提案", conclusion: "不予立案"},
	})
	for _, c := range []struct {
		name, key, value, code, want string
	}{
		{"merged ones are not filed", "rate.filing", "立案", "filing_rate", "66.67%"},
		{"merged ones count as filed", "rate.filing", "立案+并案", "filing_rate", "75.00%"},
		{"of the opinions given", "rate.satisfaction", "收回反馈表数", "result_satisfaction_rate", "100.00%"},
		{"of the answered", "rate.satisfaction", "已答复件数", "result_satisfaction_rate", "75.00%"},
		{"one decimal", "rate.digits", "1", "filing_rate", "75.0%"},
		{"no decimals", "rate.digits", "0", "merging_rate", "8%"},
		{"nobody to divide by", "rate.digits", "2", "participation_rate", "—"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := s.Write(t.Context(), "测试", "改设置", func(ctx context.Context, tx *store.Tx) error {
				return record.SaveSettings(ctx, tx, map[string]string{c.key: c.value})
			})
			if err != nil {
				t.Fatal(err)
			}
			if got := measure.ByCode(figuresOf(t, s), c.code).Text(); got != c.want {
				t.Errorf("%s = %s, want %s", c.code, got, c.want)
			}
		})
	}
}

// TestOverdueFigures has a deadline in time, late, open and over, and open still running.
func TestOverdueFigures(t *testing.T) {
	s := datatest.MustOpen(t)
	enter(t, s, []lot{{n: 4, kind: "个人提案", conclusion: "立案", class: "A"}})
	err := s.Write(t.Context(), "测试", "改期限", func(ctx context.Context, tx *store.Tx) error {
		for _, query := range []string{
			"UPDATE reply SET replied_on = '2024-06-04' WHERE id = 2",
			"DELETE FROM reply WHERE id IN (3, 4)",
			"UPDATE assignment SET extended_to = '2024-12-01' WHERE id = 4",
		} {
			if _, err := tx.ExecContext(ctx, query); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	figures := figuresOf(t, s) // as of 2024-12-01, the last day of the extended deadline
	for code, want := range map[string]string{
		"due": "4", "answered": "2", "due_over": "3", "overdue": "1", "late": "1", "on_time_rate": "33.33%", "reply_rate": "50.00%",
	} {
		if got := measure.ByCode(figures, code).Text(); got != want {
			t.Errorf("%s = %s, want %s", code, got, want)
		}
	}
	units, err := proposal.UnitHandling(t.Context(), s.DB(), 2024, "2024-12-01")
	if err != nil || len(units) != 1 {
		t.Fatalf("%v, %v", units, err)
	}
	u := units[0]
	if u.Lead != 4 || u.LeadReplied != 2 || u.Due != 3 || u.InTime != 1 || u.Late != 1 {
		t.Errorf("unit %+v", u)
	}
}
