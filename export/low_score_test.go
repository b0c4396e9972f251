package export_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
)

// sentBack sends back what the sample year's evaluation scored under 71, and is the numbers of those proposals.
func sentBack(t *testing.T, s *store.Store, on string) (numbers []string) {
	t.Helper()
	scope := record.Scope{Year: year, Day: on}
	results := func(db context.Context) evaluation.Result {
		t.Helper()
		all, err := evaluation.Results(db, s.DB(), year, on)
		if err != nil {
			t.Fatal(err)
		}
		return all[0]
	}
	scheme := results(t.Context()).Rubric.ID
	err := s.Write(t.Context(), "王芳", "定重办线", func(ctx context.Context, tx *store.Tx) error {
		_, err := evaluation.Schemes.Save(ctx, tx, scope, scheme, record.Values{"rework": "71"})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	e := results(t.Context())
	for _, target := range e.Targets {
		if target.Rework.Score == "" {
			continue
		}
		numbers = append(numbers, strconv.FormatInt(target.ProposalNumber, 10))
		told := record.Values{"evaluation": e.Name, "unit": target.Unit, "assigned_on": on}
		if err := record.TakeStep(t.Context(), s, "王芳", proposal.Proposals, scope, proposal.StepLow, told, target.ProposalID); err != nil {
			t.Fatal(err)
		}
	}
	return numbers
}

// Replies sent back for a low score are in report 17 with that as the reason, evaluation and score beside it, in 05 as such, and the identities hold.
func TestLowScoresReported(t *testing.T) {
	s := sampletest.MustOpen(t)
	day := time.Date(year, time.November, 23, 0, 0, 0, 0, time.UTC)
	before := column(t, writePackOn(t, s, day, "17")["17不满意及重办清单.xlsx"], "不满意及重办清单", "原因")
	if slices.Contains(before, "评议低分") {
		t.Fatalf("reasons before %v", before)
	}
	numbers := sentBack(t, s, "2026-11-23")
	if workbook := writePackOn(t, s, day, "17")["17不满意及重办清单.xlsx"]; len(before) < 4 || strings.Contains(sheetXML(t, workbook), "<rowBreaks") {
		t.Errorf("%d rows and %d more are on more than one page", len(before), len(numbers))
	}
	if len(numbers) != 2 {
		t.Fatalf("%v were sent back, want 2", numbers)
	}
	pack := writePackOn(t, s, day, "00", "05", "17")
	list := func(heading string) []string {
		return column(t, pack["17不满意及重办清单.xlsx"], "不满意及重办清单", heading)
	}
	low := 0
	for _, why := range list("原因") {
		if why == "评议低分" {
			low++
		}
	}
	if low != 2 || len(list("原因")) != len(before)+2 {
		t.Errorf("%d of %d reasons are low scores, before there were %d", low, len(list("原因")), len(before))
	}
	if got := strings.Join(list("得分"), " "); !strings.Contains(got, "70.28 分（重办线 71 分）") || !strings.Contains(got, "66.83 分（重办线 71 分）") {
		t.Errorf("scores %s", got)
	}
	for _, number := range numbers {
		if !slices.Contains(list("案号"), number) {
			t.Errorf("17 is without %s", number)
		}
	}
	reworksAgree(t, pack["00目录与勾稽核对表.xlsx"])
	if got := column(t, pack["05提案工作情况统计表.xlsx"], "提案工作情况统计表", "指标"); !slices.Contains(got, "评议低分重新办理") {
		t.Errorf("05 has %v", got)
	}
}

// sheetXML is the first sheet of a workbook as it is written.
func sheetXML(t *testing.T, workbook []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := archive.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// reworksAgree looks that both checks of reworks are in report 00 and agree.
func reworksAgree(t *testing.T, index []byte) {
	t.Helper()
	names, agreed := column(t, index, "勾稽核对表", "核对事项"), column(t, index, "勾稽核对表", "结果")
	looked := 0
	for i, name := range names {
		if strings.Contains(name, "重新办理提案") {
			looked++
			if agreed[i] != "一致" {
				t.Errorf("%s: %s", name, agreed[i])
			}
		}
	}
	if looked != 2 {
		t.Errorf("%d checks of reworks among %v", looked, names)
	}
}
