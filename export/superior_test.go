package export_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data"
	"cppccdesk/data/datatest"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/superior"
	"cppccdesk/export"
)

// superiorBook writes a blank form as a superior might send it, with rows more at its head: a table of kinds of proposals with headings in two rows,
// and one of units.
func superiorBook(t *testing.T, more int) string {
	t.Helper()
	f := excelize.NewFile()
	line := []excelize.Border{{Type: "left", Style: 1}, {Type: "right", Style: 1}, {Type: "top", Style: 1}, {Type: "bottom", Style: 1}}
	lined, err := f.NewStyle(&excelize.Style{Border: line})
	if err != nil {
		t.Fatal(err)
	}
	percent, err := f.NewStyle(&excelize.Style{Border: line, NumFmt: 10})
	if err != nil {
		t.Fatal(err)
	}
	at := func(col string, row int) string { return fmt.Sprint(col, row+more) }
	cells := map[string]string{
		at("A", 1): "提案工作统计表", at("A", 2): "填报单位：", at("A", 3): "项目", at("C", 3): "收到", at("E", 3): "立案", at("F", 3): "上年立案",
		at("C", 4): "件数", at("D", 4): "占比", at("A", 5): "一、提案者", at("B", 5): "1.委员提案", at("B", 6): "集体提案", at("A", 7): "二、其他", at("B", 7): "调研报告",
		at("A", 8): "合计", at("D", 8): "—", at("A", 9): "立案率（%）", at("C", 9): "填表人",
	}
	for cell, value := range cells {
		if err := f.SetCellStr("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	_, err = f.NewSheet("单位")
	steps := []error{
		err, f.MergeCell("Sheet1", at("A", 1), at("F", 1)), f.MergeCell("Sheet1", at("A", 3), at("B", 4)), f.MergeCell("Sheet1", at("C", 3), at("D", 3)),
		f.MergeCell("Sheet1", at("E", 3), at("E", 4)), f.MergeCell("Sheet1", at("F", 3), at("F", 4)), f.MergeCell("Sheet1", at("A", 5), at("A", 6)),
		f.SetCellStyle("Sheet1", at("A", 3), at("F", 9), lined), f.SetCellStyle("Sheet1", at("D", 5), at("D", 7), percent),
		f.SetCellFormula("Sheet1", at("C", 8), "C5+C6"),
		f.SetSheetRow("单位", "A1", &[]string{"序号", "承办单位", "主办件数", "已答复", "按期办复率", "表扬"}), f.SetSheetRow("单位", "A2", &[]any{1, "县教育局"}),
		f.SetSheetRow("单位", "A3", &[]any{2, "县大数据局"}), f.SetSheetRow("单位", "A4", &[]any{"", "合计"}),
		f.SetCellStyle("单位", "A1", "F4", lined), f.SetCellStyle("单位", "E2", "E4", percent),
	}
	path := filepath.Join(t.TempDir(), "空白表.xlsx")
	for _, err := range append(steps, f.SaveAs(path), f.Close()) {
		if err != nil {
			t.Fatal(err)
		}
	}
	return path
}

var theYear = record.Scope{Year: 2026}

// formOffice is an office with three proposals, received apart, one of them assigned, and a superior's form.
func formOffice(t *testing.T) (st *store.Store, id int64) {
	t.Helper()
	st = datatest.MustOpen(t)
	err := st.Write(t.Context(), "测试", "准备", func(ctx context.Context, tx *store.Tx) error {
		if _, err := roster.Units.Save(ctx, tx, theYear, 0, record.Values{"name": "县教育局"}); err != nil {
			return err
		}
		for i, day := range []string{"2026-02-01", "2026-06-01", "2026-06-02"} {
			v := record.Values{"title": fmt.Sprintf("关于第%d件事的提案", i), "received_on": day, "proposer": "张三", "conclusion": "立案", "reviewed_on": day}
			switch i {
			case 0:
				v["lead_units"], v["assigned_on"], v["replied_on"] = "县教育局", "2026-02-10", "2026-04-01"
			case 2:
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
		err = export.UseForm(t.Context(), st, "测试", theYear, "统计表", superiorBook(t, 0))
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

// matchForm matches a form and stores that, as the window and the command do.
func matchForm(t *testing.T, st *store.Store, id int64) export.FormMatches {
	t.Helper()
	m, err := export.MatchForm(t.Context(), st, id, 2026, "2026-06-30")
	if err == nil {
		err = st.Write(t.Context(), "测试", m.Wording("统计表"), func(ctx context.Context, tx *store.Tx) error {
			return superior.SetCells(ctx, tx, theYear, id, m.Cells)
		})
	}
	if err != nil {
		t.Fatal(store.Sentence(err), err)
	}
	return m
}

// fillForm fills a form as of a day.
func fillForm(t *testing.T, st *store.Store, id int64, day, out string) error {
	t.Helper()
	return st.Send(t.Context(), "测试", export.FormOutgoing("统计表", 2026, day, out), func() (int, error) { return export.FillForm(t.Context(), st, id, 2026, day, out) })
}

// Only cells that can be nothing else take a figure; the others are listed with why.
func TestFormIsMatchedByItsHeadings(t *testing.T) {
	st, id := formOffice(t)
	unit, err := roster.FindUnit(t.Context(), st.DB(), "县教育局")
	if err != nil {
		t.Fatal(err)
	}
	m := matchForm(t, st, id)
	got := map[string]string{}
	for _, c := range m.Cells {
		got[c.Sheet+" "+c.Label] = strings.Join(strings.Fields(strings.Join([]string{c.Cell, c.Code, c.Take, c.Note}, " ")), " ")
	}
	for label, want := range map[string]string{
		"Sheet1 1.委员提案／收到·件数（一、提案者）": "C5 received.class.委员提案 数量",
		"Sheet1 1.委员提案／收到·占比（一、提案者）": "D5 received_share.class.委员提案 比率",
		"Sheet1 集体提案／立案（一、提案者）":      "E6 filed.class.集体提案 数量",
		"Sheet1 集体提案／上年立案（一、提案者）":    "F6 没有同名的指标",
		"Sheet1 调研报告／收到·件数（二、其他）":    "C7 「收到」以外的「调研报告」没有同名的指标",
		"Sheet1 合计／立案":               "E8 filed 数量", // a table of kinds: the sum is that of the year
		"Sheet1 立案率（%）":              "B9 filing_rate 百分数",
		"单位 县教育局／主办件数":               "C2 " + proposal.UnitPrefix(unit) + "lead 数量",
		"单位 县教育局／已答复":                "D2 " + proposal.UnitPrefix(unit) + "replied 数量",
		"单位 县教育局／按期办复率":              "E2 " + proposal.UnitPrefix(unit) + "on_time_rate 比率",
		"单位 县教育局／表扬":                 "F2 没有同名的指标",
		"单位 县大数据局／主办件数":              "C3 「县大数据局」不在承办单位名录里",
		"单位 合计／已答复":                  "D4 可能是「首轮已答复」：表里按单位分，合计可能是件次",
	} {
		if got[label] != want {
			t.Errorf("%s: %q, want %q", label, got[label], want)
		}
	}
	for label, what := range got {
		if strings.Contains(label, "填报单位") || strings.Contains(label, "序号") || strings.HasPrefix(what, "C8") || strings.HasPrefix(what, "D8") {
			t.Errorf("listed %s: %s", label, what)
		}
	}
	again := matchForm(t, st, id)
	if again.New != 0 || again.Moved != 0 || again.Lost != 0 || again.Open != m.Open || len(again.Cells) != len(m.Cells) {
		t.Errorf("matched a second time: %s after %s", again.Sentence(), m.Sentence())
	}
}

// Cells go where their headings are in another edition of the blank workbook; until that is looked at, filling is refused by name.
func TestFormOfAnotherEditionIsMatchedByWhatWasMatched(t *testing.T) {
	st, id := formOffice(t)
	matchForm(t, st, id)
	was, err := superior.Cells(t.Context(), st.DB(), id)
	if err != nil {
		t.Fatal(err)
	}
	if err := export.UseForm(t.Context(), st, "测试", theYear, "统计表", superiorBook(t, 1)); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "报.xlsx")
	if err := fillForm(t, st, id, "2026-06-30", out); !strings.Contains(store.Sentence(err), "D6 原来是「集体提案／收到·占比（一、提案者）」，现在是「1.委员提案／收到·占比（一、提案者）」。空白表换过的话，请重新「认表样」") {
		t.Errorf("filled another edition: %s", store.Sentence(err))
	}
	m := matchForm(t, st, id)
	now, err := superior.Cells(t.Context(), st.DB(), id)
	if err != nil || m.New != 0 || m.Lost != 0 || m.Moved == 0 || len(now) != len(was) {
		t.Errorf("%s, %d cells of %d, %v", m.Sentence(), len(now), len(was), err)
	}
	for _, c := range was {
		for _, n := range now {
			if n.Row == c.Row && (n.Code != c.Code || n.Label != c.Label) {
				t.Errorf("%v became %v", c, n)
			}
		}
	}
	if err := fillForm(t, st, id, "2026-06-30", out); err != nil {
		t.Error(store.Sentence(err))
	}
}

// Headings that are gone from a later edition give up their cell to those that stand there now, and are named.
func TestFormOfAnotherEditionNamesWhatIsGone(t *testing.T) {
	st, id := formOffice(t)
	matchForm(t, st, id)
	path := superiorBook(t, 0)
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{book.SetCellStr("Sheet1", "B6", "党派提案"), book.Save(), book.Close(), export.UseForm(t.Context(), st, "测试", theYear, "统计表", path)} {
		if err != nil {
			t.Fatal(store.Sentence(err))
		}
	}
	m := matchForm(t, st, id)
	if want := "3 格的名称在空白表里没有了，其中「集体提案／收到·件数（一、提案者）」"; m.Lost != 3 || !strings.Contains(m.Sentence(), want) {
		t.Errorf("%q, want %q", m.Sentence(), want)
	}
	cells, err := superior.Cells(t.Context(), st.DB(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cells {
		if c.Sheet == "Sheet1" && c.Cell == "C6" && c.Code != "received.kind.党派提案" || strings.Contains(c.Label, "集体提案") {
			t.Errorf("%v", c)
		}
	}
}

// onlyUnit is how the only unit of the office handled its proposals as of a day.
func onlyUnit(t *testing.T, st *store.Store, day string) proposal.UnitFigures {
	t.Helper()
	units, err := proposal.UnitHandling(t.Context(), st.DB(), 2026, day)
	if err != nil || len(units) != 1 {
		t.Fatal(units, err)
	}
	return units[0]
}

// A filled form has the figures of the year as of the day; everything else is as it was.
func TestFilledFormHasTheFiguresOfTheDay(t *testing.T) {
	st, id := formOffice(t)
	matchForm(t, st, id)
	out := filepath.Join(t.TempDir(), "报.xlsx")
	for _, day := range []string{"2026-03-31", "2026-06-30"} {
		if err := fillForm(t, st, id, day, out); err != nil {
			t.Fatal(store.Sentence(err), err)
		}
		figures, err := record.FiguresEach(t.Context(), st.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		unit := onlyUnit(t, st, day)
		text := func(code string) string { return measure.Of(figures, code).Text() }
		book, err := excelize.OpenFile(out)
		if err != nil {
			t.Fatal(err)
		}
		for cell, want := range map[string]string{
			"Sheet1!C6": text("received.class.集体提案"), "Sheet1!D6": text("received_share.class.集体提案"), "Sheet1!E6": text("filed.class.集体提案"),
			"Sheet1!B9": strings.TrimSuffix(strings.TrimSuffix(text("filing_rate"), "%"), ".00"), "Sheet1!B5": "1.委员提案", "Sheet1!F6": "", "Sheet1!D8": "—", "Sheet1!E8": text("filed"),
			"单位!C2": fmt.Sprint(unit.Lead), "单位!D2": fmt.Sprint(unit.LeadReplied), "单位!C3": "",
		} {
			sheet, cell, _ := strings.Cut(cell, "!")
			if got, err := book.GetCellValue(sheet, cell); err != nil || got != want {
				t.Errorf("%s, %s: %q, want %q, %v", day, cell, got, want, err)
			}
		}
		if formula, err := book.GetCellFormula("Sheet1", "C8"); err != nil || formula != "C5+C6" {
			t.Errorf("formula %q, %v", formula, err)
		}
		got, want := [2]int64{measure.Of(figures, "received").Num, unit.LeadReplied}, map[string][2]int64{"2026-03-31": {1, 0}, "2026-06-30": {3, 1}}[day]
		if got != want {
			t.Errorf("%s: received and replied %d, want %d", day, got, want)
		}
		if err := book.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := store.LookUp(t.Context(), st.DB(), "SELECT count(*) FROM journal_write WHERE wording LIKE '照表填报「统计表」%格%'"); err != nil || n != 2 {
		t.Errorf("%d lines in the journal, %v", n, err)
	}
}

// What cannot be filled is refused with sheet and cell, and nothing is written.
func TestFormThatCannotBeFilledIsRefused(t *testing.T) {
	for name, c := range map[string]struct{ cell, figure, take, want string }{
		"Formula":   {"Sheet1!C8", "收到", "", "工作表「Sheet1」的 C8 里是公式"},
		"Text":      {"Sheet1!D8", "收到", "", "工作表「Sheet1」的 D8 里已有「—」"},
		"Merged":    {"Sheet1!F4", "收到", "", "F4 是合并单元格的一部分，请改填左上角的 F3"},
		"Outside":   {"Sheet1!Z99", "收到", "", "Z99 在表的外面"},
		"NoSheet":   {"表二!B3", "收到", "", "没有工作表「表二」（要填它的 B3）"},
		"NoPercent": {"Sheet1!C5", "立案率", "", "不是百分比格式"},
		"Percent":   {"Sheet1!D5", "立案率", "百分数", "D5 是百分比格式"},
		"NoFigure":  {"Sheet1!C5", "收买", "", "没有名为「收买」的指标"},
		"NoRate":    {"Sheet1!C5", "收到", "比率", "「收到」不是比率"},
		"NoCell":    {"Sheet1!3B", "收到", "", "应为 C5 这样的单元格"},
		"NoneTaken": {"Sheet1!C5", "", "", "还没有写明哪个单元格填哪项指标"},
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
				err = fillForm(t, st, id, "2026-06-30", out)
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

// The blank workbook itself is never written over, even where the user agreed to replace the file.
func TestFilledFormDoesNotReplaceTheBlankOne(t *testing.T) {
	st, id := formOffice(t)
	matchForm(t, st, id)
	blank := superiorBook(t, 0)
	content, err := os.ReadFile(blank)
	if err != nil {
		t.Fatal(err)
	}
	if err := export.UseForm(t.Context(), st, "测试", theYear, "统计表", blank); err != nil {
		t.Fatal(err)
	}
	out := export.FormOutgoing("统计表", 2026, "2026-06-30", blank)
	out.Replace = true
	err = st.Send(t.Context(), "测试", out, func() (int, error) { return export.FillForm(t.Context(), st, id, 2026, "2026-06-30", blank) })
	if got := store.Sentence(err); err == nil || !strings.Contains(got, "「空白表.xlsx」就是空白表，没有覆盖") {
		t.Errorf("got %q", got)
	}
	if now, err := os.ReadFile(blank); err != nil || string(now) != string(content) {
		t.Errorf("the blank workbook was changed, %v", err)
	}
}

// What an office wrote into a cell by hand stays when the form is matched again, and why a cell had none goes once it has one.
func TestFigureChosenByHandStays(t *testing.T) {
	st, id := formOffice(t)
	matchForm(t, st, id)
	was, err := superior.Forms.Edition(t.Context(), st, id)
	if err != nil {
		t.Fatal(err)
	}
	all, err := rows.Parse(was.Values["cells"])
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range all {
		if row["cell"] == "C7" {
			row["figure"] = "重点提案"
		}
	}
	err = st.Write(t.Context(), "测试", "对应", func(ctx context.Context, tx *store.Tx) error {
		_, _, err := superior.Forms.SaveOver(ctx, tx, theYear, was, record.Values{"cells": rows.Text(all)})
		return err
	})
	if err != nil {
		t.Fatal(store.Sentence(err))
	}
	matchForm(t, st, id)
	cells, err := superior.Cells(t.Context(), st.DB(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cells {
		if c.Cell == "C7" && (c.Code != "key" || c.Take != superior.Count || c.Note != "") {
			t.Errorf("C7 has %v", c)
		}
	}
}

// The row of a unit that was merged into another is filled with what that unit did itself, not with its successor's.
func TestFormHasAMergedUnitsOwnFigures(t *testing.T) {
	st, id := formOffice(t)
	var from, into int64
	err := st.Write(t.Context(), "测试", "合并", func(ctx context.Context, tx *store.Tx) (err error) {
		if into, err = roster.Units.Save(ctx, tx, theYear, 0, record.Values{"name": "县大数据局"}); err != nil {
			return err
		}
		if from, err = roster.FindUnit(ctx, tx, "县教育局"); err != nil {
			return err
		}
		_, err = data.MergeUnits(ctx, tx, from, into, "2026-06-20")
		return err
	})
	if err != nil {
		t.Fatal(store.Sentence(err))
	}
	codes := map[string]string{}
	for _, c := range matchForm(t, st, id).Cells {
		codes[c.Sheet+c.Cell] = c.Code
	}
	for cell, want := range map[string]int64{"单位C2": from, "单位D2": from, "单位C3": into} {
		if !strings.HasPrefix(codes[cell], proposal.UnitPrefix(want)) {
			t.Errorf("%s takes %q, want one of %s", cell, codes[cell], proposal.UnitPrefix(want))
		}
	}
}
