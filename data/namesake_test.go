package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// Whoever types the name of somebody who is in the roster is told who that is; the record itself is nobody else.
func TestNamesakesAreTold(t *testing.T) {
	o := openOffice(t)
	for _, kind := range []*record.Kind{roster.Members, roster.Supervisors} {
		tells := kind.Field("name").Tells
		told := func(of int64, name string) string {
			t.Helper()
			said, err := tells(t.Context(), o.DB(), in2026, of, name)
			if err != nil {
				t.Fatal(err)
			}
			return said.Words
		}
		id := o.save(kind, record.Values{"name": "欧阳岚", "workplace": "县一中", "birth_on": "1975-03-08"})
		if said := told(0, "欧阳岚"); !strings.Contains(said, "已有 1 位「欧阳岚」（县一中，1975-03-08）") {
			t.Errorf("%s: told %q", kind.Title, said)
		}
		if said := told(id, "欧阳岚") + told(0, "欧阳兰"); said != "" {
			t.Errorf("%s: told %q", kind.Title, said)
		}
	}
}
