package data_test

import (
	"context"
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// Lists name the county's own units with the county before them, or 县 before what they are called in short; those of another county are others.
func TestUnitsNamedWithTheCounty(t *testing.T) {
	o := openOffice(t)
	if err := o.Write(t.Context(), "测试", "设置", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{"office.county": "云岭县"})
	}); err != nil {
		t.Fatal(err)
	}
	o.save(roster.Units, record.Values{"name": "县委宣传部", "short": "宣传部"})
	o.save(roster.Units, record.Values{"name": "市生态环境局云岭分局", "short": "生态环境局"})
	for name, want := range map[string]string{
		"云岭县教育局": "县教育局", "云岭县委宣传部": "县委宣传部", "中共云岭县委宣传部": "县委宣传部", "县宣传部": "县委宣传部", "云岭县宣传部": "县委宣传部",
		"山南县教育局": "山南县教育局", "县生态环境局": "县生态环境局", "云岭县": "云岭县",
	} {
		got, err := roster.UnitCalled(t.Context(), o.DB(), name)
		if err != nil || got != want {
			t.Errorf("%s is called %s, want %s, %v", name, got, want, err)
		}
		id, err := roster.FindUnit(t.Context(), o.DB(), name)
		if found := id != 0 && err == nil; found != (want != name) {
			t.Errorf("%s: unit %d, %v", name, id, err)
		}
	}
	got, _ := o.takenSheets(roster.Units, pipedSheet("单位名称|联系人", "中共云岭县委宣传部|王一", "云岭县教育局|王二"))
	if strings.Count(got, "待确认") != 2 && strings.Contains(got, "新增") {
		t.Errorf("rows %s", got)
	}
}
