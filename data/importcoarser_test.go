package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
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
			named := slices.Contains(im.Strange, "「工作单位」与已有的只是写法不同，或不如已有的完整，保留已有的：第 2 行「"+c.taken+"」（已有「"+c.stored+"」）。请核对。")
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

// A date without its day, or without its month, that agrees with the one stored leaves it as it is, and does not cost the row.
func TestACoarserDateKeepsTheFinerOne(t *testing.T) {
	for said, want := range map[string]string{
		"1993": "变更", "1993年": "变更", "1993.11": "变更", "1993-11-28": "变更",
		"1994": "退回 「出生日期」一栏为「1994」，只有年份，应写到月或日，如 1965-03。",
	} {
		o := openOffice(t)
		id := o.save(roster.Members, record.Values{"name": "丁一", "birth_on": "1993-11-28"})
		got, im := o.taken(roster.Members, "姓名,出生日期,工作单位", "丁一,"+said+",县财政局")
		named := strings.Contains(strings.Join(im.Strange, ""), "「出生日期」与已有的只是写法不同，或不如已有的完整，保留已有的")
		if got != want || named != (want == "变更" && said != "1993-11-28") {
			t.Errorf("%s: %s %q", said, got, im.Strange)
		}
		o.expect(roster.Members, id, record.Values{"birth_on": "1993-11-28"})
	}
	o := openOffice(t)
	if got, _ := o.taken(roster.Members, "姓名,出生日期", "丁一,1993"); !strings.HasPrefix(got, "退回 「出生日期」一栏为「1993」，只有年份") {
		t.Error(got)
	}
	id := o.save(proposal.Proposals, record.Values{"title": "关于修路的建议", "proposer": "民建县委", "received_on": "2026-01-14", "number": "31", "conclusion": "立案", "reviewed_on": "2026-01-20"})
	for said, want := range map[string]string{"2026-01": "变更", "2026-02": "退回 「收到日期」一栏为「2026-02」，只有年月，应写到日，如 2026-03-10。"} {
		if got, _ := o.takenSheets(proposal.Proposals, sheetOf("Sheet1", ledgerHead+",收到日期,分类", "31,关于修路的建议,民建县委,"+said+",经济建设")); got != want {
			t.Errorf("%s: %s", said, got)
		}
	}
	o.expect(proposal.Proposals, id, record.Values{"received_on": "2026-01-14", "category": "经济建设"})
}
