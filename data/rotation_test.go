package data_test

import (
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// grouped has four groups of 2026, each in a unit, the people of the second from the unit of the first.
func grouped(t *testing.T) office {
	t.Helper()
	o := openOffice(t)
	units := []string{"县教育局", "县水务局", "县卫健局", "县公安局"}
	for n, unit := range units {
		var names []string
		for i := range 4 {
			name := fmt.Sprintf("监%c%c", '一'+rune(n), '甲'+rune(i))
			v := record.Values{"name": name, "to_on": "2027-12-31", "from_on": "2026-01-01"}
			if n == 1 && i == 0 {
				v["workplace"] = "县教育局"
			}
			if n == 3 && i == 0 {
				v["to_on"] = "2026-12-31"
			}
			o.save(roster.Supervisors, v)
			names = append(names, name)
		}
		o.save(roster.Groups, record.Values{
			"number": fmt.Sprint(n + 1), "name": fmt.Sprintf("第%d小组", n+1), "units": unit, "leader": names[0], "members": strings.Join(names, "、"), "focus": "窗口", "from_on": "2026-03-01", "to_on": "2026-11-30",
		})
	}
	return o
}

func (o office) rotated(by int) *roster.Rotation {
	o.tb.Helper()
	r, err := roster.Rotate(o.tb.Context(), o.DB(), 2026, 2027, by)
	if err != nil {
		o.tb.Fatal(store.Sentence(err))
	}
	return r
}

// Units go round the groups; nobody is sent where he has to keep away from, and nobody stays where he is.
func TestGroupsAreRotatedToTheNextYear(t *testing.T) {
	o := grouped(t)
	units := func(r *roster.Rotation) string {
		var all []string
		for _, g := range r.Groups {
			all = append(all, strings.TrimPrefix(g.Values["units"], "县"))
		}
		return strings.Join(all, " ")
	}
	for by, want := range map[int]string{
		0: "教育局 水务局 卫生健康局 公安局",
		2: "卫生健康局 公安局 教育局 水务局",
	} {
		if got := units(o.rotated(by)); got != want {
			t.Errorf("by %d: %s, want %s", by, got, want)
		}
	}
	r := o.rotated(1)
	seen := map[string]bool{}
	for i, g := range r.Groups {
		switch unit := g.Values["units"]; {
		case seen[unit], unit == g.Was, i == 1 && unit == "县教育局":
			t.Errorf("group %d is sent to %s: %s", i+1, unit, units(r))
		default:
			seen[unit] = true
		}
	}
	if got := r.Groups[1].Why; got != "回避「县教育局」" {
		t.Errorf("why: %q", got)
	}
	if got := r.Groups[3].Why; !strings.Contains(got, "1 人聘期届满") {
		t.Errorf("engagements: %q", got)
	}
}

// The groups are added in one write, with their people, and only to a year without any.
func TestRotatedGroupsAreAdded(t *testing.T) {
	o := grouped(t)
	r := o.rotated(1)
	if err := o.Write(t.Context(), "测试", r.Wording(), r.Add); err != nil {
		t.Fatal(store.Sentence(err))
	}
	all, err := roster.Groups.Records(t.Context(), o.DB(), record.Scope{Year: 2027})
	if err != nil || len(all) != 4 {
		t.Fatal(all, err)
	}
	for i, g := range all {
		want := record.Values{"year": "2027", "number": fmt.Sprint(i + 1), "units": r.Groups[i].Values["units"], "leader": r.Groups[i].Values["leader"], "members": r.Groups[i].Values["members"], "focus": "", "from_on": "2027-03-01", "to_on": "2027-11-30", "warnings": ""}
		for key, value := range want {
			if g.Values[key] != value {
				t.Errorf("group %d %s: %q, want %q", i+1, key, g.Values[key], value)
			}
		}
	}
	if err := o.Write(t.Context(), "测试", r.Wording(), r.Add); !strings.Contains(store.Sentence(err), "2027 年已有监督小组 4 个（第 1、2、3、4 组）") {
		t.Errorf("twice: %v", err)
	}
	if _, err := roster.Rotate(t.Context(), o.DB(), 2020, 2021, 1); !strings.Contains(store.Sentence(err), "2020 年没有监督小组") {
		t.Errorf("of none: %v", err)
	}
}

// One write, undone as one; a group that no unit is free for keeps its own, and says so.
func TestRotationThatCannotBe(t *testing.T) {
	o := grouped(t)
	people, err := store.IDs(t.Context(), o.DB(), "SELECT v.person_id FROM group_member m JOIN supervision_group g ON g.id = m.group_id JOIN supervisor v ON v.id = m.supervisor_id WHERE g.number = 2 ORDER BY m.id")
	if err != nil {
		t.Fatal(err)
	}
	for i, unit := range []string{"县教育局", "县卫生健康局", "县公安局"} { // from everywhere but where they are
		o.do(fmt.Sprintf("UPDATE person SET workplace = '%s' WHERE id = %d", unit, people[i]))
	}
	r := o.rotated(1)
	if got := r.Groups[1]; got.Values["units"] != "县水务局" || got.Why != "回避，仍派驻原单位" {
		t.Errorf("group 2: %v, %q", got.Values, got.Why)
	}
	if err := o.Write(t.Context(), "测试", r.Wording(), r.Add); err != nil {
		t.Fatal(store.Sentence(err))
	}
	o.undo(0)
	if why, err := r.Refused(t.Context(), o.DB()); why != "" || err != nil {
		t.Errorf("after the undo: %q, %v", why, err)
	}
}
