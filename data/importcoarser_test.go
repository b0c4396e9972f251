package data_test

import (
	"slices"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// A short form of where somebody works never replaces the full one, and is named; the full one replaces the short.
func TestAShortWorkplaceKeepsTheFullOne(t *testing.T) {
	for _, c := range []struct {
		stored, taken string
		kept          bool
	}{
		{"县委办公室", "县委办", true},
		{"县水务局", "水务局", true},
		{"县委办公室", "县委", true},
		{"县政协办公室", "政协办", true},
		{"县卫生健康局", "卫健局", true},
		{"云岭县第一中学", "县第一中学", true},
		{"县水务局", "水利局", false},
		{"水务局", "县水务局", false},
		{"县委办", "县委办公室", false},
		{"县财政局", "县教育局", false},
		{"县公安局", "市公安局", false},
		{"青溪县公安局", "市公安局", false},
		{"县财政局国库支付中心", "县财政局", true},
	} {
		for _, kind := range []*record.Kind{roster.Members, roster.Supervisors} {
			o := openOffice(t)
			id := o.save(kind, record.Values{"name": "丁一", "workplace": c.stored})
			got, im := o.taken(kind, "姓名,工作单位", "丁一,"+c.taken)
			want, outcome := c.taken, "变更"
			if c.kept {
				want, outcome = c.stored, "相同"
			}
			o.expect(kind, id, record.Values{"workplace": want})
			named := slices.Contains(im.Strange, "「工作单位」写得不如已有的完整，保留已有的：第 2 行「"+c.taken+"」（已有「"+c.stored+"」）。请核对。")
			if got != outcome || named != c.kept {
				t.Errorf("%s: %s over %s: %s %q", kind.Name, c.taken, c.stored, got, im.Strange)
			}
		}
	}
}

// Another name of a unit of the office is that unit, too.
func TestAnotherNameOfAWorkplaceKeepsItsName(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Units, record.Values{"name": "云岭县人民医院", "short": "县医院"})
	id := o.save(roster.Members, record.Values{"name": "丁一", "workplace": "云岭县人民医院"})
	if got, _ := o.taken(roster.Members, "姓名,工作单位", "丁一,县医院"); got != "相同" {
		t.Error(got)
	}
	o.expect(roster.Members, id, record.Values{"workplace": "云岭县人民医院"})
}
