package data_test

import (
	"strconv"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/plan"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// A member who resigned and came back, and one who is suspended, count as their status was on the day.
func TestMembersOfADay(t *testing.T) {
	o := openOffice(t)
	id := o.zhang(record.Values{"joined_on": "2022-01-10", "status": "在册"})
	for _, change := range []record.Values{
		{"status": "辞去", "status_on": "2026-05-15"},
		{"status": "在册", "status_on": "2026-08-01"},
		{"status": "锁定", "status_on": "2026-11-01"},
	} {
		o.edit(roster.Members, id, change)
	}
	for _, c := range []struct {
		day  string
		want int64
	}{
		{"2022-01-09", 0}, {"2022-01-10", 1}, {"2026-05-14", 1}, {"2026-05-15", 0}, {"2026-07-31", 0}, {"2026-08-01", 1}, {"2026-10-31", 1}, {"2026-11-01", 0},
	} {
		figures, err := data.Figures(t.Context(), o.DB(), 2026, c.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := measure.Of(figures, "members").Num; got != c.want {
			t.Errorf("%d members on %s, want %d", got, c.day, c.want)
		}
	}
}

// Groups, the people in them and what the plan counts of them are those of the day.
func TestGroupsOfADay(t *testing.T) {
	o, id := runningGroup(t)
	o.save(plan.Items, record.Values{"code": "（一）", "title": "派驻", "kind": "派驻监督", "targets": "4人、1组", "from_month": "3月", "to_month": "11月"})
	change := record.Values{"members": "张二、张三、张四、张五", "leader": "张二", "units": "县公安局", "changed_on": "2026-08-01"}
	if _, sentence := o.saveAs(roster.Groups, id, change); sentence != "" {
		t.Fatal(sentence)
	}
	for _, c := range []struct {
		day, members, units, leader, counted string
		serving                              int
	}{
		{"2026-02-28", "张二、张三、张四、张五", "县公安局", "张二", "0人 0组", 0}, // as it is to begin
		{"2026-03-01", "张一、张二、张三、张四", "县水务局", "张一", "4人 1组", 4},
		{"2026-07-31", "张一、张二、张三、张四", "县水务局", "张一", "4人 1组", 4},
		{"2026-08-01", "张二、张三、张四、张五", "县公安局", "张二", "4人 1组", 4},
	} {
		record, err := roster.Groups.RecordOn(t.Context(), o.DB(), id, c.day)
		if err != nil {
			t.Fatal(err)
		}
		v := record.Values
		if v["members"] != c.members || v["units"] != c.units || v["leader"] != c.leader || v["size"] != "4" {
			t.Errorf("on %s: %v", c.day, v)
		}
		if got := stationedOn(t, o, c.day); got != c.counted {
			t.Errorf("on %s the plan counts %s", c.day, got)
		}
		found, err := roster.YearSupervisors(t.Context(), o.DB(), 2026, c.day)
		if err != nil {
			t.Fatal(err)
		}
		in := 0
		for _, s := range found {
			if s.Group == 1 && s.Units == c.units {
				in++
			}
		}
		if in != c.serving {
			t.Errorf("on %s %d serve in the group, want %d", c.day, in, c.serving)
		}
	}
}

// stationedOn is what the first item of the plan has done by the day. What it counts can be listed, be it nothing.
func stationedOn(t *testing.T, o office, day string) string {
	t.Helper()
	progress, err := plan.ProgressOf(t.Context(), o.DB(), 2026, day)
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, target := range progress[0].Targets {
		if target.Counted.Kind == "" {
			t.Errorf("on %s nothing can be listed for %s", day, target.Measure)
		}
		text += " " + strconv.FormatInt(target.Done, 10) + target.Measure
	}
	return strings.TrimSpace(text)
}
