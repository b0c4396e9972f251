package export_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
)

// What reports 08 and 24 hold of the vote of the sample year is what its ballots say, and nothing of it is known before its day.
func TestVotesReportedOnTheirDays(t *testing.T) {
	s := sampletest.MustOpen(t)
	before := packCells(t, writePackOn(t, s, time.Date(year, time.October, 27, 0, 0, 0, 0, time.UTC), "08", "24")) // written down later, too
	if before["24评议票统计表.xlsx 评议票统计表"] != nil || before["08民主评议得分及等次表.xlsx 民主评议票决结果表"] != nil {
		t.Error("the vote is there before its day")
	}
	for day, want := range map[string]struct{ status, satisfied, score string }{
		"2026-10-28": {"计票中", "0", "—"},
		"2026-10-29": {"已锁定", "20", "85.48"},
	} {
		date, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		pack := writePackOn(t, s, date, "08", "24")
		states := slices.DeleteFunc(column(t, pack["24评议票统计表.xlsx"], "评议票务统计表", "状态"), func(cell string) bool { return cell == "" || cell == "无" })
		if got := strings.Join(states, " "); got != want.status {
			t.Errorf("%s: rounds %q, want %q", day, got, want.status)
		}
		if got := column(t, pack["24评议票统计表.xlsx"], "评议票统计表", "满意"); len(got) == 0 || got[0] != want.satisfied {
			t.Errorf("%s: satisfied %v, want %s for the first", day, got, want.satisfied)
		}
		for book, sheet := range map[string]string{"24评议票统计表.xlsx": "评议票统计表", "08民主评议得分及等次表.xlsx": "民主评议票决结果表"} {
			if got := column(t, pack[book], sheet, "得分"); len(got) < 6 || !strings.HasPrefix(got[0], want.score) {
				t.Errorf("%s %s: scores %v, want %s for the first", day, book, got, want.score)
			}
		}
	}
}

// Report 00 compares the votes' tables with each other and with the accounting, which agree; ballots changed behind the program's back do not.
func TestVotesAreChecked(t *testing.T) {
	s := sampletest.MustOpen(t)
	date := time.Date(year, time.November, 30, 0, 0, 0, 0, time.UTC)
	agree := func() string {
		pack := writePackOn(t, s, date, "00")
		names, results := column(t, pack["00目录与勾稽核对表.xlsx"], "勾稽核对表", "核对事项"), column(t, pack["00目录与勾稽核对表.xlsx"], "勾稽核对表", "结果")
		var out []string
		for i, name := range names {
			if i < len(results) && (strings.HasPrefix(name, "评议票") || name == "票决对象") {
				out = append(out, name+" "+results[i])
			}
		}
		return strings.Join(out, "、")
	}
	if got := agree(); got != "评议票收回 一致、评议票无效 一致、评议票各档与弃权 一致、评议票计入 一致、票决对象 一致" {
		t.Errorf("%s", got)
	}
	err := s.Write(t.Context(), "测试", "改动", func(ctx context.Context, tx *store.Tx) error {
		for _, statement := range []string{"DROP TRIGGER ballot_round_kept_update", "UPDATE result_lock SET seal = ''", "UPDATE ballot_round SET spoiled = 2"} {
			if err := tx.Run(ctx, statement); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := agree(); !strings.Contains(got, "评议票无效 不一致") {
		t.Errorf("%s", got)
	}
}

// A void round is printed beside the one that took its place, and one that is not locked has no results.
func TestVoidRoundPrinted(t *testing.T) {
	s := sampletest.MustOpen(t)
	scope := record.Scope{Year: year}
	err := s.Write(t.Context(), "测试", "票决", func(ctx context.Context, tx *store.Tx) error {
		if _, err := evaluation.Evaluations.Save(ctx, tx, scope, 0, record.Values{
			"name": "重点提案测评", "rubric": "满意度线（60%）", "ballot_targets": rows.Text([]rows.Row{{"unit": "县教育局"}, {"unit": "县水务局"}}),
		}); err != nil {
			return err
		}
		_, err := evaluation.Rounds.Save(ctx, tx, scope, 0, record.Values{
			"evaluation": "重点提案测评", "held_on": "2026-11-02", "due": "45", "present": "40", "issued": "40", "returned": "41",
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	book := writePackOn(t, s, time.Date(year, time.November, 30, 0, 0, 0, 0, time.UTC), "24")["24评议票统计表.xlsx"]
	for heading, want := range map[string]string{"轮次": "第1轮 第1轮 第2轮", "状态": "已锁定 作废 计票中", "收回": "40 41 0"} {
		got := column(t, book, "评议票务统计表", heading)
		if got := strings.Join(got[:min(3, len(got))], " "); got != want {
			t.Errorf("%s: %s, want %s", heading, got, want)
		}
	}
	if got := fmt.Sprint(column(t, book, "重点提案测评", "得分")); !strings.Contains(got, "—") {
		t.Errorf("scores of a round that is not locked: %s", got)
	}
}
