package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
)

// A letter that is not approved yet has no 文号: rows of points name it by its title.
func TestPointsOfADraftByItsTitle(t *testing.T) {
	o := atWork(t)
	draft := o.letter("关于窗口服务的监督意见", "")
	got, im := o.takenSheets(supervision.Points, pipedSheet("文号|意见书标题|意见内容", "|关于窗口服务的监督意见|设无障碍通道", "—|关于窗口服务的监督意见|公示办理时限"))
	if got != "新增\n新增" {
		t.Fatal(got, im.Strange)
	}
	o.expect(supervision.Letters, draft, record.Values{"number": "", "points_count": "2", "status": supervision.Draft})
	for _, again := range []string{"文号|意见书|意见内容|单位", "文号|标题|意见内容|承办单位", "文号|标题|意见内容|监督小组"} {
		unit := "县教育局"
		if strings.HasSuffix(again, "小组") {
			unit = "第3组"
		}
		if got, _ := o.takenSheets(supervision.Points, pipedSheet(again, "|关于窗口服务的监督意见|设无障碍通道|"+unit)); got != "相同" {
			t.Errorf("%s again: %s", again, got)
		}
	}
	if got, _ := o.takenSheets(supervision.Points, pipedSheet("标题|意见内容|责任人", "关于窗口服务的监督意见|公示办理时限|王芳")); got != "变更" {
		t.Error(got)
	}
	for row, want := range map[string]string{
		"|设无障碍通道|":                    "缺少「文号」，请补上；还没有文号的，写明「意见书」的标题。",
		"关于食堂的监督意见|设无障碍通道|":           "2026 年没有标题为「关于食堂的监督意见」的监督意见书",
		"关于窗口服务的监督意见|设无障碍通道|县公安局":     "「关于窗口服务的监督意见」是第 3 组给「县教育局」的，这一行写的是单位「县公安局」",
		"关于窗口服务的监督意见|设无障碍通道|县教育局、县某局": "",
	} {
		got, _ := o.takenSheets(supervision.Points, pipedSheet("标题|意见内容|责任单位", row))
		if want == "" && got != "相同" || want != "" && !strings.HasPrefix(got, "退回 "+want) {
			t.Errorf("%s: %s", row, got)
		}
	}
}

// Of several letters of one title a row has to say which.
func TestPointsOfOneOfSeveralDraftsOfATitle(t *testing.T) {
	o := atWork(t)
	o.letter("关于办事公开的监督意见", "")
	other := o.save(supervision.Letters, record.Values{"title": "关于办事公开的监督意见", "group": "4", "unit": "县公安局"})
	got, _ := o.takenSheets(supervision.Points, pipedSheet("标题|意见内容", "关于办事公开的监督意见|公示办理时限"))
	if want := "退回 2026 年标题为「关于办事公开的监督意见」的监督意见书有 2 份，是第 3 组给「县教育局」的、第 4 组给「县公安局」的，不知道是哪一份；"; !strings.HasPrefix(got, want) {
		t.Error(got)
	}
	got, _ = o.takenSheets(supervision.Points, pipedSheet("标题|意见内容|责任单位|监督小组",
		"关于办事公开的监督意见|公示办理时限|县公安局|", "关于办事公开的监督意见|公示收费标准||4", "关于办事公开的监督意见|公示办理时限|县公安局|3"))
	if want := "新增\n新增\n退回"; !strings.HasPrefix(got, want) || !strings.Contains(got, "没有一份是这一行写的小组和单位的") {
		t.Error(got)
	}
	o.expect(supervision.Letters, other, record.Values{"points_count": "2"})
}
