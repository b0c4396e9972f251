package export_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data"
	"cppccdesk/data/datatest"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/superior"
	"cppccdesk/export"
)

// superiorBook writes a blank form as a superior might send it.
func superiorBook(t *testing.T) string {
	t.Helper()
	f := excelize.NewFile()
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 10})
	if err != nil {
		t.Fatal(err)
	}
	for cell, value := range map[string]string{
		"A1": "提案工作统计表", "A2": "项目", "B2": "本年", "C2": "上年", "A3": "1.收到（件）", "A4": "立案数", "A5": "立案率", "A6": "并案率（%）", "A7": "调研报告", "A8": "合计", "C8": "—",
		"E3": "不予立案", "F3": "填表人",
	} {
		if err := f.SetCellStr("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "空白表.xlsx")
	for _, err := range []error{
		f.MergeCell("Sheet1", "A1", "C1"), f.MergeCell("Sheet1", "A9", "B10"), f.SetCellFormula("Sheet1", "B8", "B3+B4"), f.SetCellStyle("Sheet1", "B5", "B5", percent), f.SaveAs(path), f.Close(),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return path
}

var theYear = record.Scope{Year: 2026}

// formOffice is an office with two proposals, received apart, and a superior's form.
func formOffice(t *testing.T) (st *store.Store, id int64) {
	t.Helper()
	st = datatest.MustOpen(t)
	err := st.Write(t.Context(), "测试", "准备", func(ctx context.Context, tx *store.Tx) error {
		for i, day := range []string{"2026-02-01", "2026-06-01", "2026-06-02"} {
			v := record.Values{"title": fmt.Sprintf("关于第%d件事的提案", i), "received_on": day, "proposer": "民建县委", "conclusion": "立案", "reviewed_on": day}
			if i == 2 {
				delete(v, "conclusion")
				delete(v, "reviewed_on")
			}
			if _, err := proposal.Proposals.Save(ctx, tx, theYear, 0, v); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = export.UseForm(t.Context(), st, "测试", theYear, "统计表", superiorBook(t))
	}
	if err != nil {
		t.Fatal(store.Sentence(err), err)
	}
	form, err := superior.Forms.Find(t.Context(), st.DB(), theYear, "统计表")
	if err != nil {
		t.Fatal(err)
	}
	return st, form.ID
}

// Only cells that can be nothing else take a figure; the others are named with why.
func TestFormIsMatchedByItsLabels(t *testing.T) {
	st, id := formOffice(t)
	all, err := export.MatchForm(t.Context(), st, id, 2026, "2026-06-30")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, m := range all {
		got[m.Label] = strings.TrimSpace(m.Cell.Cell + " " + m.Code + " " + m.Take + " " + m.Why)
	}
	for label, want := range map[string]string{
		"1.收到（件）": "B3 received 数量", "立案数": "B4 filed 数量", "立案率": "B5 filing_rate 比率", "并案率（%）": "B6 merging_rate 百分数",
		"调研报告": "B7   没有同名的指标",
	} {
		if strings.Join(strings.Fields(got[label]), " ") != strings.Join(strings.Fields(want), " ") {
			t.Errorf("%s: %q, want %q", label, got[label], want)
		}
	}
	if n, err := export.ApplyMatches(t.Context(), st, "测试", theYear, id, "统计表", all); err != nil || n != 4 {
		t.Errorf("%d, %v", n, err)
	}
	all, err = export.MatchForm(t.Context(), st, id, 2026, "2026-06-30")
	for _, m := range all {
		if m.Why == "" {
			t.Errorf("matched a second time: %v", m)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

// A filled form has the figures of the year as of the day; everything else is as it was.
func TestFilledFormHasTheFiguresOfTheDay(t *testing.T) {
	st, id := formOffice(t)
	all, err := export.MatchForm(t.Context(), st, id, 2026, "2026-06-30")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := export.ApplyMatches(t.Context(), st, "测试", theYear, id, "统计表", all); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "报.xlsx")
	for _, day := range []string{"2026-03-31", "2026-06-30"} {
		err := st.Send(t.Context(), "测试", export.FormOutgoing("统计表", 2026, day, out), func() (int, error) { return export.FillForm(t.Context(), st, id, 2026, day, out) })
		if err != nil {
			t.Fatal(store.Sentence(err), err)
		}
		figures, err := data.Figures(t.Context(), st.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenFile(out)
		if err != nil {
			t.Fatal(err)
		}
		rate := measure.Of(figures, "filing_rate")
		for cell, want := range map[string]string{
			"B3": measure.Of(figures, "received").Text(), "B4": measure.Of(figures, "filed").Text(), "B5": rate.Text(), "A3": "1.收到（件）", "B7": "", "C3": "", "C8": "—",
		} {
			if got, err := book.GetCellValue("Sheet1", cell); err != nil || got != want {
				t.Errorf("%s, %s: %q, want %q, %v", day, cell, got, want, err)
			}
		}
		if formula, err := book.GetCellFormula("Sheet1", "B8"); err != nil || formula != "B3+B4" {
			t.Errorf("formula %q, %v", formula, err)
		}
		if received, want := measure.Of(figures, "received").Num, map[string]int64{"2026-03-31": 1, "2026-06-30": 3}[day]; received != want {
			t.Errorf("%s: received %d, want %d", day, received, want)
		}
		if err := book.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := store.LookUp(t.Context(), st.DB(), "SELECT count(*) FROM journal_write WHERE wording LIKE '照表填报「统计表」%4 格%'"); err != nil || n != 2 {
		t.Errorf("%d lines in the journal, %v", n, err)
	}
}

// What cannot be filled is refused with sheet and cell, and nothing is written.
func TestFormThatCannotBeFilledIsRefused(t *testing.T) {
	for name, c := range map[string]struct{ cell, figure, take, want string }{
		"Formula":   {"Sheet1!B8", "收到", "", "工作表「Sheet1」的 B8 里是公式"},
		"Text":      {"Sheet1!C8", "收到", "", "工作表「Sheet1」的 C8 里已有「—」"},
		"Merged":    {"Sheet1!B10", "收到", "", "B10 是合并单元格的一部分，请改填左上角的 A9"},
		"Outside":   {"Sheet1!Z99", "收到", "", "Z99 在表的外面"},
		"NoSheet":   {"表二!B3", "收到", "", "没有工作表「表二」（要填它的 B3）"},
		"NoPercent": {"Sheet1!B6", "立案率", "", "不是百分比格式"},
		"Percent":   {"Sheet1!B5", "立案率", "百分数", "B5 是百分比格式"},
		"NoFigure":  {"Sheet1!B3", "收买", "", "没有名为「收买」的指标"},
		"NoRate":    {"Sheet1!B3", "收到", "比率", "「收到」不是比率"},
		"NoCell":    {"Sheet1!3B", "收到", "", "应为 C5 这样的单元格"},
	} {
		t.Run(name, func(t *testing.T) {
			st, id := formOffice(t)
			sheet, cell, _ := strings.Cut(c.cell, "!")
			was, err := superior.Forms.Edition(t.Context(), st, id)
			if err != nil {
				t.Fatal(err)
			}
			err = st.Write(t.Context(), "测试", "对应", func(ctx context.Context, tx *store.Tx) error {
				_, _, err := superior.Forms.SaveOver(ctx, tx, theYear, was, record.Values{"cells": rows.Text([]rows.Row{{"sheet": sheet, "cell": cell, "figure": c.figure, "take": c.take}})})
				return err
			})
			out := filepath.Join(t.TempDir(), "报.xlsx")
			if err == nil {
				_, err = export.FillForm(t.Context(), st, id, 2026, "2026-06-30", out)
			}
			if got := store.Sentence(err); err == nil || !strings.Contains(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if found, err := filepath.Glob(filepath.Join(filepath.Dir(out), "*")); err != nil || len(found) > 0 {
				t.Errorf("written: %v, %v", found, err)
			}
		})
	}
}
