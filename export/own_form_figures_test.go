package export_test

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear"
	"cppccdesk/export/sampleyear/sampletest"
)

// Figures of each unit can be columns of the reports of units: each cell is what the lists of figures say, counts are added up, rates have the decimals
// of the setting.
func TestFiguresAddedToReports(t *testing.T) {
	s := sampletest.MustOpen(t)
	if err := s.Write(t.Context(), "测试", "改设置", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{"rate.digits": "1"})
	}); err != nil {
		t.Fatal(err)
	}
	setForm(t, s, "06", "承办单位", "办理·主办", "A类=一档", "分办", "面商率", "逾期未答复")
	rows, _ := grid(t, writePack(t, s, "06")["06承办单位办理情况统计表.xlsx"], "承办单位办理情况统计表")
	all, err := record.FiguresEach(t.Context(), s.DB(), year, sampleyear.AsOf(year).Format(time.DateOnly))
	if err != nil {
		t.Fatal(err)
	}
	figures := map[string]measure.Figure{}
	for _, f := range all {
		figures[f.Name] = f
	}
	units, a := 0, int64(0)
	for _, r := range rows {
		if len(r) < 6 || figures[r[0]+"·主办"].Name == "" {
			continue
		}
		units++
		a += figures[r[0]+"·A类"].Num
		for at, name := range []string{"主办", "A类", "分办", "面商率", "逾期未答复"} {
			if want := figures[r[0]+"·"+name].Text(); r[at+1] != want {
				t.Errorf("%s of %s is printed %q, want %q", name, r[0], r[at+1], want)
			}
		}
	}
	if units < 30 {
		t.Errorf("%d units", units)
	}
	mustSay(t, rows, "承办单位|办理|一档|分办|面商率|逾期未答复")
	if total := linesFrom(rows, "合计"); len(total) != 1 || strings.Split(total[0], "|")[2] != strconv.FormatInt(a, 10) {
		t.Errorf("totals %q, want %d", total, a)
	}
}

// linesFrom are the rows that begin with a label.
func linesFrom(rows [][]string, label string) (found []string) {
	for _, r := range rows {
		if len(r) > 0 && strings.HasPrefix(r[0], label) {
			found = append(found, line(r))
		}
	}
	return found
}
