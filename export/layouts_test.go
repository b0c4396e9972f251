package export_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/datatest"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
	"cppccdesk/export"
	"cppccdesk/export/sampleyear/sampletest"
)

// layouts are the reports in the headings of a district's own system.
var layouts = []string{"27", "28", "29", "30", "31", "32", "33"}

// The reports that are made only where they are asked for are in no pack otherwise; their numbers are those of the other reports and of the figures on any day.
func TestLayoutsAreMadeWhereAskedFor(t *testing.T) {
	s := sampletest.MustOpen(t)
	for name := range writePack(t, s) {
		if slices.Contains(layouts, name[:2]) {
			t.Errorf("%s is in the pack", name)
		}
	}
	pack := writePack(t, s, layouts...)
	if len(pack) != len(layouts) {
		t.Errorf("%d files", len(pack))
	}
	for name, content := range pack {
		mustComeBack(t, s, proposal.Proposals, name, content)
		mustComeBack(t, s, roster.Units, name, content)
	}
	for _, day := range []time.Time{time.Date(2026, 2, 10, 0, 0, 0, 0, time.UTC), time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC), time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)} {
		laid, err := export.Lay(t.Context(), s, year, day)
		if err != nil {
			t.Fatal(err)
		}
		for _, code := range layouts {
			if agreed, failed := laid.Checked(code); agreed == 0 || len(failed) > 0 {
				t.Errorf("%s on %s: %d agree, %v", code, day.Format(time.DateOnly), agreed, failed)
			}
		}
	}
}

// A root is written 302[主并]; what each unit, author and category has is what the tables hold.
func TestNumbersInLayouts(t *testing.T) {
	s := sampletest.MustOpen(t)
	pack := writePack(t, s, layouts...)
	roots := texts(t, s, "SELECT DISTINCT r.number || '[主并]' FROM proposal p JOIN proposal r ON r.id = p.merged_into WHERE p.conclusion = '并案' AND r.conclusion = '立案' ORDER BY 1")
	numbers := column(t, pack["30提案目录.xlsx"], "提案目录", "提案")
	var marked []string
	for _, number := range numbers {
		if strings.HasSuffix(number, "[主并]") {
			marked = append(marked, number)
		}
	}
	slices.Sort(marked)
	if len(roots) == 0 || !slices.Equal(marked, roots) {
		t.Errorf("roots %v, the tables have %v", marked, roots)
	}
	for _, list := range []struct{ file, sheet, unit, number, role string }{
		{"27承办单位汇总表.xlsx", "承办单位汇总表", "承办单位名称", "协办提案号", "会办"},
		{"27承办单位汇总表.xlsx", "承办单位汇总表", "承办单位名称", "主办提案号", "主办"},
		{"27承办单位汇总表.xlsx", "承办单位汇总表", "承办单位名称", "分办提案号", "分办"},
	} {
		var got []string
		for _, cell := range column(t, pack[list.file], list.sheet, list.number) {
			got = append(got, strings.Split(cell, "、")...)
		}
		want := texts(t, s, `SELECT p.number || CASE WHEN EXISTS (SELECT 1 FROM proposal m WHERE m.merged_into = p.id AND m.conclusion = '并案') THEN '[主并]' ELSE '' END
			FROM assignment a JOIN proposal p ON p.id = a.proposal_id WHERE p.conclusion = '立案' AND a.round = 1 AND a.returned_on = '' AND a.role = ?`, list.role)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %d numbers, the tables have %d", list.number, len(got), len(want))
		}
	}
	authors := column(t, pack["29委员（集体）撰写情况表.xlsx"], "委员（集体）撰写情况表", "名称")
	want := texts(t, s, "SELECT DISTINCT COALESCE('委员' || q.member_id, q.name) FROM proposal p JOIN proposal_proposer q ON q.proposal_id = p.id AND q.ordinal = 1 WHERE p.conclusion IN ('立案', '并案', '不予立案')")
	if n := len(slices.DeleteFunc(authors, func(name string) bool {
		return slices.Contains([]string{"小计", "合计", "委员", "集体"}, name) || strings.HasPrefix(name, "按第一")
	})); n != len(want) {
		t.Errorf("%d authors, the tables have %d", n, len(want))
	}
}

// The mean of a unit's scores is of all of them at once, and each is in the band of its exact score.
func TestMeanScoresOfUnits(t *testing.T) {
	s := sampletest.MustOpen(t)
	results, err := evaluation.Results(t.Context(), s.DB(), year, "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	sums, counts, satisfied := map[string]float64{}, map[string]float64{}, 0
	for _, e := range results {
		for _, target := range e.Targets {
			if !target.Scored || target.ProposalID == 0 {
				continue
			}
			score, _ := target.Result.Score.Float64()
			sums[target.Unit] += score
			counts[target.Unit]++
			if score >= 85 {
				satisfied++
			}
		}
	}
	content := writePackOn(t, s, time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), "32")["32办理评价汇总表.xlsx"]
	units, means := column(t, content, "办理评价汇总表", "单位"), column(t, content, "办理评价汇总表", "平均分")
	found := 0
	for i, unit := range units[:len(means)] {
		want := measure.Undefined
		if counts[unit] > 0 {
			found++
			want = fmt.Sprintf("%.2f", sums[unit]/counts[unit])
		}
		if means[i] != want {
			t.Errorf("%s: %s, want %s", unit, means[i], want)
		}
	}
	var high int
	for _, cell := range column(t, content, "办理评价汇总表", "满意（85 分以上）") {
		if n, err := strconv.Atoi(cell); err == nil {
			high += n
		}
	}
	if found != len(counts) || found == 0 || high != 2*satisfied { // with the total
		t.Errorf("%d units scored of %d, %d satisfied of %d", found, len(counts), high, satisfied)
	}
}

// A year without anything gives clean pages that say so.
func TestLayoutsOfAnEmptyYear(t *testing.T) {
	s := datatest.MustOpen(t)
	laid, err := export.Lay(t.Context(), s, year, time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range layouts {
		pages, err := laid.Pages(code)
		if err != nil || len(pages) != 1 {
			t.Errorf("%s: %d pages, %v", code, len(pages), err)
		}
	}
	for name, content := range writePack(t, s, layouts...) {
		sheet := strings.TrimSuffix(name[2:], ".xlsx")
		if name[:2] == "28" {
			continue // its rows are the categories there are
		}
		if said := cellsOf(t, content, sheet); !slices.Contains(said, "无") {
			t.Errorf("%s: %q", name, said)
		}
	}
}

func cellsOf(t *testing.T, content []byte, sheet string) (cells []string) {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows(sheet)
	if err = errors.Join(err, book.Close()); err != nil {
		t.Fatal(err)
	}
	return slices.Concat(rows...)
}
