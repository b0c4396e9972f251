package intake

import "testing"

// A column that is read as no field has its own reason.
func TestWhyAColumnIsUnused(t *testing.T) {
	for heading, want := range map[string]string{
		"鞋码": UnusedNone, "原单位": UnusedOthers, "推荐人": UnusedOthers, "联系人": UnusedOthers, "手机（配偶）": UnusedOthers, "上届职务": UnusedOthers,
		"承诺答复日期": UnusedPlanned, "上次办理结果": UnusedPlanned, "拟聘任期": UnusedPlanned, "合计": UnusedTotal, "立案/小计": UnusedTotal, "备用": UnusedNone,
	} {
		if got := WhyUnused(heading); got != want {
			t.Errorf("%s: %s, want %s", heading, got, want)
		}
	}
}
