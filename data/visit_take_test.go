package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/supervision"
)

func TestWhatAFileOfVisitsDoesNotSayPlainlyIsNamed(t *testing.T) {
	for row, want := range map[string]string{
		"2026-05-12|3|县教育局|派驻|张一、张二|2": "",
		"2026-05-12|3||派驻|张一、张二|2人":    "",
		"2026-05-12|3|县公安局|视察|张一、张二|2": "",
		"2026-05-12|3|县教育局|派驻|张一、张二|5": "「人数」由记录推定，不从表中读取，与现在不同的：第 2 行「5」（现在「2」）",
		"2026-05-12|3|县教育局|派驻||4":      "没有写参加人员，按当天小组的全体成员录入：第 2 行「张二 等 4 人」",
		"2026-05-12|3|县教育局|派驻||12":     "第 2 行「12」（现在「4」）",
		"2026-05-12|3|县公安局|派驻|张一|1":    "形式是派驻，监督单位却不是小组的派驻单位，照写的录入：第 2 行「2026-05-12 第 3 组 县公安局」",
		"2026-05-12|3|县教育局|派驻|张一、张五|2": "参加人员里有当天不是本组成员的：第 2 行「张五」",
		"2026-02-03|3|县教育局|派驻|张一|1":    "活动日期不在小组派驻这个单位的期间，照写的录入：第 2 行「2026-02-03 第 3 组 县教育局」",
		"2026-12-20|3|县教育局|派驻|张一|1":    "活动日期不在小组派驻这个单位的期间，照写的录入：第 2 行「2026-12-20 第 3 组 县教育局」",
	} {
		o := atWork(t)
		got, im := o.takenSheets(supervision.Visits, pipedSheet("日期|监督小组|监督单位|监督形式|参加人员|人数", row))
		if said := strings.Join(im.Strange, ""); got != "新增" || want == "" && said != "" || !strings.Contains(said, want) {
			t.Errorf("%s: %s %q, want %q", row, got, said, want)
		}
		if got, im := o.takenSheets(supervision.Visits, pipedSheet("日期|监督小组|监督单位|监督形式|参加人员|人数", row)); got != "相同" || strings.Contains(strings.Join(im.Strange, ""), "照写的录入") {
			t.Errorf("%s again: %s %q", row, got, im.Strange)
		}
	}
}
