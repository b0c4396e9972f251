package export_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
)

// Units evaluated as a whole stand in reports 08 and 09 without a proposal, and count as a panel of the plan, neither as proposals of it nor for their checks.
func TestUnitsEvaluatedAsAWholeInReports(t *testing.T) {
	s := sampletest.MustOpen(t)
	const name = "部门履职评议"
	err := s.Write(t.Context(), "测试", "部门评议", func(ctx context.Context, tx *store.Tx) error {
		scope := record.Scope{Year: year}
		_, err := evaluation.Panels.Save(ctx, tx, scope, 0, record.Values{"evaluation": name, "rubric": "办理评价票（单位平均分）", "number": "1", "name": "评一", "units": "县水务局、县公安局"})
		for unit, points := range map[string]string{"县水务局": "90", "县公安局": "70"} {
			if err == nil {
				_, err = evaluation.Scores.Save(ctx, tx, scope, 0, record.Values{"evaluation": name, "number": "1", "name": "评一", "unit": unit, "submitted_on": "2026-09-20", "points:总评": points})
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	pack := writePack(t, s, "00", "03", "08", "09")
	if units := column(t, pack["08民主评议得分及等次表.xlsx"], name, "单位"); !slices.Equal(units[:2], []string{"县水务局", "县公安局"}) {
		t.Errorf("08 has %q", units)
	}
	text := bookText(t, pack["09民主评议评分明细.xlsx"], name)
	if !strings.Contains(text, "第1组 县公安局") || strings.Contains(text, "（县公安局）") {
		t.Errorf("09 says %s", text)
	}
	checks, outcomes := column(t, pack["00目录与勾稽核对表.xlsx"], "勾稽核对表", "核对事项"), column(t, pack["00目录与勾稽核对表.xlsx"], "勾稽核对表", "结果")
	at := slices.Index(checks, "评议单位数")
	if at < 0 || slices.ContainsFunc(outcomes, func(outcome string) bool { return strings.Contains(outcome, "不一致") }) {
		t.Errorf("00 checks %q: %q", checks, outcomes)
	}
	if is := bookText(t, pack["03年度工作部署完成情况表.xlsx"], "年度工作部署完成情况表"); !strings.Contains(is, "组 13 14 ") || !strings.Contains(is, "件 13 13 ") {
		t.Errorf("03 is %s", is)
	}
}
