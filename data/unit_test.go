package data_test

import (
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

func TestRenamedUnitKeepsItsOldNameWithTheDay(t *testing.T) {
	o := openOffice(t)
	for _, test := range []struct {
		name string
		v    record.Values
		want record.Values
	}{
		{"today", record.Values{"name": "县水利和湖泊局"}, record.Values{"name": "县水利和湖泊局", "former_names": "县水利局、县水务局", "name_history": "县水利局、县水务局(至 2026-11-23)"}},
		{"on a day", record.Values{"name": "县水利水电局", "renamed_on": "2026-05-01"}, record.Values{"former_names": "县水利局、县水务局、县水利和湖泊局", "name_history": "县水利局、县水利和湖泊局(至 2026-05-01)、县水务局(至 2026-11-23)", "renamed_on": ""}},
		{"back to an old name", record.Values{"name": "县水务局"}, record.Values{"name": "县水务局", "former_names": "县水利局、县水利和湖泊局、县水利水电局"}},
		{"with former names of one's own", record.Values{"name": "县河湖局", "former_names": "县水电局"}, record.Values{"former_names": "县水电局、县水务局"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, sentence := o.saveAs(roster.Units, 2, test.v); sentence != "" {
				t.Fatal(sentence)
			}
			o.expect(roster.Units, 2, test.want)
		})
	}
}

func TestOldListDoesNotRenameAUnitBack(t *testing.T) {
	o := openOffice(t)
	v := record.Values{"name": "县水利局", "leader": "王某"}
	id, err := roster.Units.Match(v, func(key, value string) []record.Record {
		if key != "former_names" || value != "县水利局" {
			return nil
		}
		r, err := roster.Units.Record(t.Context(), o.DB(), 2)
		if err != nil {
			t.Fatal(err)
		}
		return []record.Record{r}
	})
	if err != nil || id != 2 {
		t.Fatalf("matched %d, %v", id, err)
	}
	if _, sentence := o.saveAs(roster.Units, id, v); sentence != "" {
		t.Fatal(sentence)
	}
	o.expect(roster.Units, 2, record.Values{"name": "县水务局", "former_names": "县水利局", "leader": "王某"})
}

func TestUnitRefused(t *testing.T) {
	for _, test := range []struct {
		name     string
		id       int64
		v        record.Values
		sentence string
	}{
		{"no name", 0, record.Values{"name": ""}, "缺少单位名称。"},
		{"above itself", 1, record.Values{"parent": "县教育局"}, "上级单位不能是本单位。"},
		{"a circle", 1, record.Values{"parent": "县一中"}, "「县一中」是本单位的下属单位，不能又是它的上级单位。"},
		{"renamed in time to come", 1, record.Values{"name": "县教体局", "renamed_on": "2027-01-01"}, "改名日期 2027-01-01 还没有到，请到那一天再改。"},
		{"unknown unit above", 1, record.Values{"parent": "县粮食局"}, "单位「县粮食局」不在承办单位名录中，请先登记该单位，或把它登记为某单位的曾用名。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			o.do("INSERT INTO unit (id, name, parent_id) VALUES (9, '县一中', 1)")
			if _, sentence := o.saveAs(roster.Units, test.id, test.v); sentence != test.sentence {
				t.Errorf("got %q, want %q", sentence, test.sentence)
			}
		})
	}
}
