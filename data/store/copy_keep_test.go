package store

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// newestFirst makes copies from names, as those of the backups folder are listed.
func newestFirst(t *testing.T, names ...string) (copies []Copy) {
	t.Helper()
	for _, name := range names {
		c, ok := parseCopyName(name, time.UTC)
		if !ok {
			t.Fatalf("%s is not the name of a copy", name)
		}
		c.Path = name
		copies = append(copies, c)
	}
	slices.SortFunc(copies, Copy.after)
	return copies
}

func TestPrune(t *testing.T) {
	day := func(at string) string { return "cppccdesk-" + at + "-w1.db" }
	var daily []string // one for each day of 2025 and 2026, and a second one at noon of the last
	for at := time.Date(2025, 1, 1, 8, 0, 0, 0, time.UTC); at.Year() < 2027; at = at.AddDate(0, 0, 1) {
		daily = append(daily, day(at.Format(copyStampOld)))
	}
	daily = append(daily, day("20261231-120030"))
	kept := []string{day("20261231-120030"), day("20261231-0800")}
	for _, at := range []string{
		"1230", "1229", "1228", "1227", "1226", "1225", "1220", "1213", "1206", "1130", "1031", "0930", "0831", "0731", "0630", "0531", "0430", "0331", "0228", "0131",
	} {
		kept = append(kept, day("2026"+at+"-0800"))
	}
	var manual, before []string
	for i := range keepManual + 3 {
		manual = append(manual, fmt.Sprintf("cppccdesk-20261123-0812%02d-w1-manual.db", i))
	}
	for i := range keepBefore + 3 {
		before = append(before, fmt.Sprintf("cppccdesk-20261123-0812%02d-w%d-before-restore.db", i, i))
	}
	upgrades := append([]string{"cppccdesk-20260101-080000-w1-before-v9.db", "cppccdesk-20260102-080000-w1-before-v9.db"}, before...)
	for title, c := range map[string]struct{ names, keep []string }{
		"None":                      {nil, nil},
		"OldOnesCountFromTheNewest": {[]string{day("20200201-0800"), day("20200101-0800")}, []string{day("20200201-0800"), day("20200101-0800")}},
		"TwoYears":                  {daily, kept},
		"Manual":                    {append(manual[:len(manual):len(manual)], day("20261124-0800")), slices.Concat([]string{day("20261124-0800")}, reversed(manual[3:]))},
		"Before":                    {before, reversed(before[3:])},
		"TheFirstBeforeAnUpgrade":   {upgrades, append(reversed(before[3:]), upgrades[0])},
	} {
		t.Run(title, func(t *testing.T) {
			copies := newestFirst(t, c.names...)
			remove := prune(copies)
			left := slices.DeleteFunc(copies, func(c Copy) bool {
				return slices.ContainsFunc(remove, func(r Copy) bool { return r.Path == c.Path })
			})
			var kept []string
			for _, c := range left {
				kept = append(kept, c.Path)
			}
			if diff := cmp.Diff(c.keep, kept); diff != "" {
				t.Errorf("kept (-want +got):\n%s", diff)
			}
		})
	}
}

func reversed(names []string) []string {
	names = slices.Clone(names)
	slices.Reverse(names)
	return names
}
