package data_test

import (
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// An item passed on to nobody, as an older version or another hand could leave it, is listed, read and named.
func TestADirectItemPassedOnToNobody(t *testing.T) {
	o := atWork(t)
	id := o.save(supervision.Directs, record.Values{"on_date": "2026-10-12", "raiser": "张一", "content": "路灯不亮", "triaged_on": "2026-10-12", "class": "一般", "passed_on": "2026-10-13", "handler": "县教育局"})
	o.do("UPDATE direct_item SET handler_id = NULL")
	records, err := supervision.Directs.Records(t.Context(), o.DB(), in2026)
	if err != nil || len(records) != 1 || records[0].Values["handler"] != "" {
		t.Fatal(records, err)
	}
	if records, err = supervision.Directs.Shown(t.Context(), o.DB(), record.Scope{Year: 2026, Day: "2026-12-31"}); err != nil || len(records) != 1 {
		t.Fatal(records, err)
	}
	if _, err := supervision.DirectsOwed(t.Context(), o.DB(), 2026, "2026-12-31", "2026-12-31"); err != nil {
		t.Error(err)
	}
	if broken, _ := o.ruled("转办的直通车事项有类别、单位和期限"); broken != "直通车 1 号转办了，没有转办单位\n" {
		t.Errorf("item %d: %q", id, broken)
	}
}

// A supervisor who moved to another group stands under the one he is in now, and items that others reported are counted apart.
func TestSupervisorsStandUnderTheirGroupOfTheDay(t *testing.T) {
	o := atWork(t)
	o.save(supervision.Directs, record.Values{"on_date": "2026-10-12", "raiser": "张一", "content": "路灯不亮"})
	o.save(roster.Members, record.Values{"name": "冯宏生", "workplace": "县一中"})
	o.save(supervision.Directs, record.Values{"on_date": "2026-10-12", "raiser": "冯宏生", "content": "路不平"})
	others, err := supervision.DirectsByOthers(t.Context(), o.DB(), 2026, "2026-12-31")
	if err != nil || others != 1 {
		t.Errorf("%d of others: %s", others, store.Sentence(err))
	}
	groups, err := roster.Groups.Records(t.Context(), o.DB(), in2026)
	if err != nil || len(groups) != 2 {
		t.Fatal(groups, err)
	}
	o.supervisors("张九")
	for _, of := range []struct {
		group   int64
		members string
	}{{groups[0].ID, "张一、张二、张三、张四、张九"}, {groups[0].ID, "张二、张三、张四、张九"}, {groups[1].ID, "张五、张六、张七、张八、张一"}} {
		if _, said := o.saveAs(roster.Groups, of.group, record.Values{"members": of.members}); said != "" {
			t.Fatal(said)
		}
	}
	years, err := supervision.SupervisorYears(t.Context(), o.DB(), 2026, "2026-12-31")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range years {
		if s.Name == "张一" && s.Group != "4" {
			t.Errorf("he stands under group %s", s.Group)
		}
	}
}
