package export_test

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"cppccdesk/export/sampleyear/sampletest"
)

// The figures of one area stand together under one heading in report 25, those of the plan too, whatever they count; no row stands before a heading.
func TestChangedFiguresStandUnderTheirAreas(t *testing.T) {
	s := sampletest.MustOpen(t)
	october, november := time.Date(year, 10, 31, 0, 0, 0, 0, time.UTC), time.Date(year, 11, 30, 0, 0, 0, 0, time.UTC)
	writePackOn(t, s, october)
	book, err := excelize.OpenReader(bytes.NewReader(writePackOn(t, s, november)["25与上次上报对照表.xlsx"]))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}()
	for sheet, want := range map[string][]string{"与上次上报对照表": {"部署事项", "提案"}, "比率与上次上报对照表": {"提案"}} {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		headings, under := grouped(rows)
		if len(headings) < len(want) || !slices.Equal(headings[:len(want)], want) {
			t.Errorf("%s has the headings %q, want first %q", sheet, headings, want)
		}
		if twice := slices.Compact(slices.Sorted(slices.Values(headings))); len(twice) != len(headings) {
			t.Errorf("%s has a heading twice: %q", sheet, headings)
		}
		if sheet == "与上次上报对照表" && !slices.Contains(under["部署事项"], "提案办理民主评议（组）") {
			t.Errorf("the plan has %q", under["部署事项"])
		}
		if len(under[""]) > 0 {
			t.Errorf("%s has %q before any heading", sheet, under[""])
		}
	}
}

// grouped are the headings within a table in their order, and the names under each.
func grouped(rows [][]string) (headings []string, under map[string][]string) {
	at, last := -1, ""
	under = map[string][]string{}
	for i, row := range rows {
		switch {
		case at < 0:
			if slices.Contains(row, "指标") {
				at = i
			}
		case len(row) == 0 || row[0] == "合计" || len(row) > 1 && row[1] == "":
			return headings, under
		case len(row) == 1:
			last = row[0]
			headings = append(headings, last)
		default:
			under[last] = append(under[last], row[1])
		}
	}
	return headings, under
}
