package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/supervision"
)

// Who died as a member is there no more as a supervisor either: he attends nothing later, and what he still is is named.
func TestTheDeadAttendNothing(t *testing.T) {
	o := atWork(t)
	member := o.save(roster.Members, record.Values{"name": "张一", "workplace": "张一工作室"})
	if got := o.rows("SELECT count(*) FROM person WHERE name = '张一'"); got != "1" {
		t.Fatalf("%s people of the name", got)
	}
	if _, got := o.saveAs(roster.Members, member, record.Values{"status": "去世", "status_on": "2026-06-01"}); got != "" {
		t.Fatal(got)
	}
	for day, there := range map[string]bool{"2026-05-31": true, "2026-06-01": true, "2026-06-02": false} {
		book, err := roster.ServingOn(t.Context(), o.DB(), day)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(book.Called("张一")) == 1; got != there {
			t.Errorf("%s: in office %v", day, got)
		}
		if _, got := o.try(supervision.Visits, record.Values{"on_date": day, "group": "3", "people": "张一、张二"}); strings.Contains(got, "「张一」在 "+day+" 以前已去世") == there {
			t.Errorf("a visit on %s: %q", day, got)
		}
	}
	all := o.save(supervision.Visits, record.Values{"on_date": "2026-07-01", "group": "3"})
	if got := o.values(supervision.Visits, all)["people"]; strings.Contains(got, "张一") {
		t.Errorf("by itself: %s", got)
	}
	rulings, err := data.Rulings(t.Context(), o.DB(), record.Bench{Year: 2026, Day: "2026-07-31", Today: "2026-12-31"})
	if err != nil {
		t.Fatal(err)
	}
	named := ""
	for _, r := range rulings {
		for _, b := range r.Open {
			named += b.Words + "\n"
		}
	}
	if !strings.Contains(named, "第 3 组的「张一」已去世，请在小组中换人，并结束他的聘期") {
		t.Errorf("named are\n%s", named)
	}
}
