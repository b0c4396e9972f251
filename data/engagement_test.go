package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

func TestEngagements(t *testing.T) {
	first := record.Values{"name": "张三", "birth_on": "1975-03-07", "from_on": "2019-03-01", "to_on": "2022-02-28"}
	for _, tt := range []struct {
		name    string
		v       record.Values
		want    record.Values
		refused string
	}{
		{"reappointed", record.Values{"from_on": "2022-03-01", "to_on": "2025-02-28"}, record.Values{"from_on": "2022-03-01", "to_on": "2025-02-28", "engagements": "2019-03-01 至 2022-02-28\n2022-03-01 至 2025-02-28"}, ""},
		{"reappointed without an end", record.Values{"from_on": "2022-03-01"}, record.Values{"to_on": "", "engagements": "2019-03-01 至 2022-02-28\n2022-03-01 起"}, ""},
		{"end put off", record.Values{"to_on": "2023-02-28"}, record.Values{"engagements": "2019-03-01 至 2023-02-28"}, ""},
		{"beginning corrected", record.Values{"from_on": "2019-04-01"}, record.Values{"engagements": "2019-04-01 至 2022-02-28"}, ""},
		{"an older roster", record.Values{"from_on": "2016-03", "to_on": "2019-02"}, record.Values{"from_on": "2019-03-01", "engagements": "2016-03 至 2019-02\n2019-03-01 至 2022-02-28"}, ""},
		{"all anew", record.Values{"engagements": "2023.3.1 起\n2019-03-01 至 2022-02-28"}, record.Values{"from_on": "2023-03-01", "to_on": "", "engagements": "2019-03-01 至 2022-02-28\n2023-03-01 起"}, ""},
		{"none left", record.Values{"engagements": ""}, record.Values{"from_on": "", "to_on": "", "engagements": ""}, ""},
		{"end before the beginning", record.Values{"to_on": "2018-02-28"}, nil, "任期截止 2018-02-28 早于聘任日期 2019-03-01"},
		{"overlapping", record.Values{"engagements": "2019-03-01 至 2022-02-28\n2022-02-28 至 2025-02-28"}, nil, "聘期 2022-02-28 至 2025-02-28 与聘期 2019-03-01 至 2022-02-28 重叠"},
		{"overlapping month", record.Values{"engagements": "2019-03 至 2022-02\n2022-02 起"}, nil, "重叠"},
		{"more than dates", record.Values{"engagements": "2019-03-01 至 2022-02-28 第一聘期"}, nil, "只写起止日期"},
		{"no dates", record.Values{"engagements": "第一聘期"}, nil, "看不出起止"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := openOffice(t)
			id := o.save(roster.Supervisors, first)
			_, sentence := o.saveAs(roster.Supervisors, id, tt.v)
			if tt.refused == "" && sentence != "" || !strings.Contains(sentence, tt.refused) {
				t.Fatalf("got %q, want %q", sentence, tt.refused)
			}
			o.expect(roster.Supervisors, id, tt.want)
		})
	}
}

func TestSupervisorWhoIsAMemberIsOnePerson(t *testing.T) {
	o := openOffice(t)
	o.zhang(record.Values{"mobile": "13800000001"})
	id := o.save(roster.Supervisors, record.Values{"name": "张小明", "birth_on": "1975-03-08", "mobile": "13800000002"})
	o.expect(roster.Supervisors, id, record.Values{"member_of": "第十届 教育界"})
	var people int
	var mobile string
	if err := o.DB().QueryRowContext(t.Context(), "SELECT count(*), max(mobile) FROM person WHERE name = '张小明'").Scan(&people, &mobile); err != nil {
		t.Fatal(err)
	}
	if people != 1 || mobile != "13800000002" {
		t.Errorf("%d people, mobile %s", people, mobile)
	}
}

func TestYearSupervisorsByEngagement(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Supervisors, record.Values{"name": "张三", "engagements": "2016-03-01 至 2018-02-28\n2022-03-01 起"})
	o.save(roster.Supervisors, record.Values{"name": "李四"})
	o.save(roster.Supervisors, record.Values{"name": "王五", "engagements": "2026-03 至 2026-06"})
	for _, c := range []struct {
		year      int
		day, want string
	}{
		{2017, "9999-12-31", "张三 李四"},
		{2018, "2018-02-28", "张三 李四"}, // his last day
		{2018, "2018-03-01", "李四"},
		{2018, "2026-11-26", "李四"}, // as the year ended
		{2020, "9999-12-31", "李四"},
		{2026, "2026-02-28", "张三 李四"},
		{2026, "2026-06-30", "张三 李四 王五"},
		{2026, "2026-07-01", "张三 李四"},
	} {
		found, err := roster.YearSupervisors(t.Context(), o.DB(), c.year, c.day)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, s := range found {
			names = append(names, s.Name)
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%d on %s: %s, want %s", c.year, c.day, got, c.want)
		}
	}
}
