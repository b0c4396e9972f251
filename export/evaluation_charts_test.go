package export_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/measure"
	"cppccdesk/export/sampleyear"
	"cppccdesk/export/sampleyear/sampletest"
)

// The charts of reports 08 and 09 show what the results are: in the order of ranks, each grade with as many as have it, each indicator with its mean.
func TestChartsOfResults(t *testing.T) {
	s := sampletest.MustOpen(t)
	results, err := evaluation.Results(t.Context(), s.DB(), year, sampleyear.AsOf(year).Format(time.DateOnly))
	if err != nil {
		t.Fatal(err)
	}
	targets := slices.Clone(results[0].Targets)
	slices.SortStableFunc(targets, func(a, b evaluation.TargetResult) int { return a.Rank - b.Rank })
	pack := writePack(t, s, "08", "09")
	ranks := chartRows(t, pack["08民主评议得分及等次表.xlsx"], "名次图 "+results[0].Name)
	if len(ranks) != len(targets) {
		t.Fatalf("%d ranks of %d", len(ranks), len(targets))
	}
	grades := map[string]int{}
	for i, target := range targets {
		grades[target.Result.Grade]++
		if ranks[i][0] != strconv.Itoa(target.Rank) || !strings.HasPrefix(ranks[i][1], target.Unit) || ranks[i][2] != target.ScoreText || ranks[i][3] != target.Result.Grade {
			t.Errorf("row %d is %q, want %d %s %s %s", i+1, ranks[i], target.Rank, target.Unit, target.ScoreText, target.Result.Grade)
		}
	}
	for _, row := range chartRows(t, pack["08民主评议得分及等次表.xlsx"], "等次分布图 "+results[0].Name) {
		if row[2] != strconv.Itoa(grades[row[0]]) {
			t.Errorf("%s has %s, want %d", row[0], row[2], grades[row[0]])
		}
	}
	indicators := chartRows(t, pack["09民主评议评分明细.xlsx"], "指标对照图 "+results[0].Name)
	if len(indicators) != len(targets)+1 || indicators[len(targets)][0] != "平均" {
		t.Fatalf("%d rows of indicators: %q", len(indicators), indicators[len(indicators)-1])
	}
	for i, target := range results[0].Targets {
		for at, line := range target.Result.Indicators {
			if got := indicators[i][2+at]; got != measure.Round(line.Mean, 2) {
				t.Errorf("%s of %s is %s, want %s", line.Indicator.Name, target.Unit, got, measure.Round(line.Mean, 2))
			}
		}
	}
}

// chartRows are the rows of a sheet between its header and its notes.
func chartRows(t *testing.T, content []byte, sheet string) (body [][]string) {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err, book.GetSheetList())
	}
	for _, row := range rows[4:] {
		if strings.HasPrefix(row[0], "注：") {
			return body
		}
		body = append(body, row)
	}
	return body
}
