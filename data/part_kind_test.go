package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
)

// A ledger with a row for each unit is taken in, comes back the same, and is checked against the whole proposal.
func TestLedgerOfAnswers(t *testing.T) {
	o := openOffice(t)
	id := o.split()
	number := "21"
	plan := func(rows ...[]string) *take.Import {
		t.Helper()
		workbook := intake.FromText("粘贴", append([][]string{{"案号", "轮次", "承办单位", "分工", "答复日期", "办理结果"}}, rows...))
		kind, err := take.GuessKind(t.Context(), o.Store, in2026, workbook)
		if err != nil || kind != proposal.Assignments {
			t.Fatalf("it is taken for %v, %v", kind, err)
		}
		im, err := take.PlanWorkbook(t.Context(), o.Store, kind, in2026, workbook)
		if err != nil {
			t.Fatal(err)
		}
		return im
	}
	im := plan(
		[]string{number, "", "教育局", "", "2026-05-10", "A"},
		[]string{number, "1", "县水利局", "", "2026-05-12", "B"},
		[]string{number, "1", "县公安局", "会办", "", ""},
		[]string{number, "1", "县卫生健康局", "", "", ""},
		[]string{"77", "1", "县教育局", "", "", ""},
	)
	var got string
	for _, row := range im.Rows {
		got += row.Outcome.String() + " " + row.Reason + "\n"
	}
	want := "变更 \n变更 \n新增 \n退回 承办单位第 4 行缺少「分工」。\n"
	if len(got) < len(want) || got[:len(want)] != want {
		t.Errorf("got\n%s", got)
	}
	if err := take.Apply(t.Context(), o.Store, "测试", im); err != nil {
		t.Fatal(err)
	}
	units := o.part(id, "assignments")
	if column(units, "unit") != "县教育局 县水务局 县公安局" || column(units, "replied_on") != "2026-05-10 2026-05-12 " {
		t.Errorf("units %v", units)
	}
	records, err := proposal.Assignments.Records(t.Context(), o.DB(), in2026)
	if err != nil || len(records) != 5 {
		t.Errorf("%d rows in the list, want 5: %v, %v", len(records), records, err)
	}
}

// A row with several mistakes is returned with all of them, so that it is mended at once.
func TestReturnedRowNamesAllItsMistakes(t *testing.T) {
	o := openOffice(t)
	workbook := intake.FromText("粘贴", [][]string{
		{"姓名", "性别", "身份证号", "手机", "出生年月"},
		{"张三", "男", "110101", "一三九", "1970-13"},
		{"", "女", "110101", "", ""},
	})
	im, err := take.PlanWorkbook(t.Context(), o.Store, roster.Members, in2026, workbook)
	if err != nil {
		t.Fatal(err)
	}
	for i, mistakes := range [][]string{{"「身份证号」", "「手机」", "「出生年月」"}, {"「身份证号」", "缺少「姓名」"}} {
		for _, mistake := range mistakes {
			if reason := im.Rows[i].Reason; !strings.Contains(reason, mistake) {
				t.Errorf("row %d does not name %s: %s", i+1, mistake, reason)
			}
		}
	}
}
