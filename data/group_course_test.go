package data_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// runningGroup is an office with a group stationed since March 2026, on 23 November 2026.
func runningGroup(t *testing.T) (o office, id int64) {
	t.Helper()
	o = openOffice(t)
	o.supervisors("张一", "张二", "张三", "张四", "张五", "张六")
	id = o.save(roster.Groups, record.Values{"number": "1", "units": "县水务局", "leader": "张一", "members": "张一、张二、张三、张四", "from_on": "2026-03-01", "to_on": "2026-11-30"})
	return o, id
}

func TestChangesOfARunningGroupAreKept(t *testing.T) {
	for _, test := range []struct {
		name  string
		steps []record.Values
		want  record.Values
	}{
		{"made up at once leaves no trace", nil, record.Values{"changes": "", "size": "4"}},
		{
			"one leaves, one comes",
			[]record.Values{{"members": "张一、张二、张三、张五", "changed_on": "2026-06-01"}},
			record.Values{"members": "张一、张二、张三、张五", "size": "4", "changes": "2026-06-01 张五 到组任成员\n2026-06-01 张四 不再任成员", "changed_on": ""},
		},
		{
			"today without a day",
			[]record.Values{{"members": "张一、张二、张三、张四、张五"}},
			record.Values{"size": "5", "changes": "2026-11-23 张五 到组任成员"},
		},
		{
			"another leader from a day on",
			[]record.Values{{"leader": "张二", "changed_on": "2026-07-01"}},
			record.Values{"leader": "张二", "members": "张二、张一、张三、张四", "changes": "2026-07-01 张一 不再任组长\n2026-07-01 张一 到组任成员\n2026-07-01 张二 不再任成员\n2026-07-01 张二 到组任组长"},
		},
		{
			"a mistake of the same day leaves no trace",
			[]record.Values{{"members": "张一、张二、张三、张五"}, {"members": "张一、张二、张三、张四"}},
			record.Values{"members": "张一、张二、张三、张四", "changes": ""},
		},
		{
			"who comes back has two times",
			[]record.Values{{"members": "张一、张二、张三、张五", "changed_on": "2026-05-01"}, {"members": "张一、张二、张三、张五、张四", "changed_on": "2026-09-01"}},
			record.Values{"size": "5", "changes": "2026-05-01 张五 到组任成员\n2026-05-01 张四 不再任成员\n2026-09-01 张四 到组任成员"},
		},
		{
			"another unit",
			[]record.Values{{"units": "县公安局、县水务局", "changed_on": "2026-08-01"}, {"units": "县公安局", "changed_on": "2026-09-01"}},
			record.Values{"units": "县公安局", "changes": "2026-08-01 开始派驻 县公安局\n2026-09-01 结束派驻 县水务局"},
		},
		{
			"before it begins it is put together",
			[]record.Values{{"from_on": "2026-12-01", "to_on": "2026-12-31", "members": "张一、张二、张三、张五", "units": "县公安局"}},
			record.Values{"members": "张一、张二、张三、张五", "units": "县公安局", "changes": ""},
		},
		{
			"after its end it is corrected",
			[]record.Values{{"to_on": "2026-10-31", "members": "张一、张二、张三、张五"}},
			record.Values{"members": "张一、张二、张三、张五", "changes": ""},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			o, id := runningGroup(t)
			for _, step := range test.steps {
				if _, sentence := o.saveAs(roster.Groups, id, step); sentence != "" {
					t.Fatal(sentence)
				}
			}
			o.expect(roster.Groups, id, test.want)
		})
	}
}

func TestDayOfAGroupsChangeRefused(t *testing.T) {
	for _, test := range []struct{ name, on, sentence string }{
		{"to come", "2026-11-24", "变动日期 2026-11-24 还没有到，请到那一天再改。"},
		{"before the group", "2026-02-01", "变动日期 2026-02-01 不在第 1 组的派驻期（2026-03-01 至 2026-11-30）内。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o, id := runningGroup(t)
			if _, sentence := o.saveAs(roster.Groups, id, record.Values{"members": "张一、张二、张三、张五", "changed_on": test.on}); sentence != test.sentence {
				t.Errorf("got %q", sentence)
			}
		})
	}
}

func TestWhoLeftAGroupIsFreeForAnother(t *testing.T) {
	o, id := runningGroup(t)
	if _, sentence := o.saveAs(roster.Groups, id, record.Values{"members": "张一、张二、张三、张五"}); sentence != "" {
		t.Fatal(sentence)
	}
	o.supervisors("李一", "李二", "李三")
	o.save(roster.Groups, record.Values{"number": "2", "units": "县公安局", "members": "张四、李一、李二、李三"})
	records, err := roster.Supervisors.Records(t.Context(), o.DB(), in2026)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		if r.Values["name"] == "张四" && (r.Values["group_number"] != "2" || r.Values["units"] != "县公安局") {
			t.Errorf("the roster says %v", r.Values)
		}
	}
	progress, err := roster.YearSupervisors(t.Context(), o.DB(), 2026, "2026-12-31")
	if err != nil || len(progress) != 9 {
		t.Errorf("%d serve in the year, %v", len(progress), err)
	}
}

func TestAvoidanceBySetting(t *testing.T) {
	for _, test := range []struct {
		name, workplace, reach, onBreach string
		sentence, warning                string
	}{
		{"unit above", "县政府", "本单位和上下级单位", "拒绝", "「李某」的工作单位「县政府」是「县水务局」的上级单位，按回避规定不能随第 2 组派驻（回避范围可在设置中修改）。", ""},
		{"unit below", "县水文站", "本单位和上下级单位", "拒绝", "「李某」的工作单位「县水文站」是「县水务局」的下属单位，按回避规定不能随第 2 组派驻（回避范围可在设置中修改）。", ""},
		{"unit below, own unit only", "县水文站", "本单位", "拒绝", "", ""},
		{"name that only begins as that above", "县政府办公室", "本单位和上下级单位", "拒绝", "", ""},
		{"merged into it", "县水利站", "本单位", "拒绝", "「李某」的工作单位是「县水利站」，按回避规定不能随第 2 组派驻本单位「县水务局」。", ""},
		{"warned", "县水利局", "本单位", "提醒", "", "李某的工作单位是县水利局,不宜派驻县水务局"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			o.do(
				"INSERT INTO unit (id, name) VALUES (5, '县政府')", "UPDATE unit SET parent_id = 5 WHERE id = 2",
				"INSERT INTO unit (id, name, parent_id, successor_id) VALUES (6, '县水文站', 2, NULL), (7, '县水利站', NULL, 2)",
			)
			o.write(func(ctx context.Context, tx *store.Tx) error {
				return record.SaveSettings(ctx, tx, map[string]string{"group.own_unit": test.onBreach, "group.own_unit_reach": test.reach})
			})
			o.supervisors("张一", "张二", "张三")
			o.save(roster.Supervisors, record.Values{"name": "李某", "workplace": test.workplace})
			id, sentence := o.try(roster.Groups, record.Values{"number": "2", "units": "县水务局", "members": "张一、张二、张三、李某"})
			if sentence != test.sentence {
				t.Fatalf("got %q, want %q", sentence, test.sentence)
			}
			if sentence == "" {
				o.expect(roster.Groups, id, record.Values{"warnings": test.warning})
			}
		})
	}
	t.Run("a changed workplace is held against the groups", func(t *testing.T) {
		o, _ := runningGroup(t)
		want := "「张一」的工作单位是「县水务局」，按回避规定不能随第 1 组派驻本单位「县水务局」。"
		if _, sentence := o.saveAs(roster.Supervisors, 1, record.Values{"workplace": "县水务局"}); sentence != want {
			t.Errorf("got %q", sentence)
		}
	})
}

func TestGroupNotices(t *testing.T) {
	o, _ := runningGroup(t)
	o.do(
		"INSERT INTO supervision_group (id, year, number) VALUES (7, 2026, 2), (8, 2025, 9)",
		"INSERT INTO group_member (group_id, supervisor_id) VALUES (7, 1)",
		"UPDATE person SET workplace = '县水利局' WHERE name = '张三'",
	)
	got, err := roster.GroupNotices(t.Context(), o.DB(), 2026)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"2026 年第 2 组有 1 人，应为 4 至 5 人。", "2026 年第 2 组没有组长。", "2026 年第 2 组没有派驻单位。",
		"2026 年第 1 组的「张三」工作单位是「县水利局」，按回避规定不宜派驻「县水务局」。", "2026 年「张一」同时在 2 个小组（第 1,2 组）。",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if all, err := roster.GroupNotices(t.Context(), o.DB(), 0); err != nil || len(all) != 8 {
		t.Errorf("of all years: %q, %v", all, err)
	}
}
