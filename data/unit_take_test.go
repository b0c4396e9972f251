package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// unitOffice is an office whose units have codes.
func unitOffice(t *testing.T) office {
	t.Helper()
	o := openOffice(t)
	o.do("UPDATE unit SET code = '30' || id", "UPDATE unit SET short = '' WHERE id = 2", "INSERT INTO unit (id, name) VALUES (5, '县民政局(本级)')",
		"INSERT INTO unit_name (unit_id, name) VALUES (3, '县计划委员会'), (4, '县计划委员会')")
	return o
}

// takeUnits takes in rows of units and gives the outcome and reason of each.
func (o office) takeUnits(options take.Options, rows ...string) (*take.Import, string) {
	o.tb.Helper()
	im, err := take.PlanWith(o.tb.Context(), o.Store, roster.Units, in2026, textOf(rows...), options)
	if err != nil {
		o.tb.Fatal(err)
	}
	if err := take.Apply(o.tb.Context(), o.Store, "测试", im); err != nil {
		o.tb.Fatal(err)
	}
	var became []string
	for _, row := range im.Rows {
		became = append(became, row.Outcome.String()+" "+row.Reason)
	}
	return im, strings.TrimRight(strings.Join(became, "|"), " ")
}

func TestWhoseUnitARowIs(t *testing.T) {
	for _, test := range []struct {
		name, heads, row, became string
		id                       int64
		now                      string // the name of unit id then
	}{
		{"code and name", "单位编码,单位名称,联系人", "302,县水务局,李某", "变更", 2, "县水务局"},
		{"code with a new name", "单位编码,单位名称", "302,县水利和湖泊局", "变更", 2, "县水利和湖泊局"},
		{"code in full width", "单位编码,单位名称,联系人", "３０２,县水务局,李某", "变更", 2, "县水务局"},
		{"code of another unit", "单位编码,单位名称", "301,县水务局", "退回 单位编码「301」是「县教育局」的，「县水务局」是另一个单位；请核对编码和名称。", 2, "县水务局"},
		{"former name", "单位名称,联系人", "县水利局,李某", "变更", 2, "县水务局"},
		{"short name", "单位名称,联系人", "卫健局,李某", "变更", 3, "县卫生健康局"},
		{"blanks", "单位名称,联系人", "县 水　务 局,李某", "变更", 2, "县水务局"},
		{"brackets of full width", "单位名称,联系人", "县民政局（本级）,李某", "变更", 5, "县民政局(本级)"},
		{"brackets of another shape", "单位名称,联系人", "县民政局〔本级〕,李某", "变更", 5, "县民政局(本级)"},
		{"interpunct and compatibility form", "单位名称,联系人", "县·水务局\u200b,李某", "变更", 2, "县水务局"},
		{"present name as the former one", "单位名称,曾用名,改名日期", "县教育和体育局,县教育局,2026-05-01", "变更", 1, "县教育和体育局"},
		{
			"two present names as former ones", "单位名称,曾用名", "县综合局,县教育局、县公安局",
			"退回 「县综合局」的曾用名里有现在的两个单位「县教育局」和「县公安局」；是合并请用「并入…」，不是请改正曾用名。", 1, "县教育局",
		},
		{
			"like by area", "单位名称,联系人", "水务局,李某",
			"待确认 「水务局」与已有的「县水务局」只差地区或括号里的字，看不出是不是同一单位；是同一单位请选择它，或把名称改成「县水务局」，不是请选择新增，或先在名录里新建。", 2, "县水务局",
		},
		{
			"like in traditional characters", "单位名称,联系人", "縣公安局,李某",
			"待确认 「縣公安局」与已有的「县公安局」只差地区或括号里的字，看不出是不是同一单位；是同一单位请选择它，或把名称改成「县公安局」，不是请选择新增，或先在名录里新建。", 4, "县公安局",
		},
		{
			"like by sound", "单位名称,联系人", "县公按局,李某",
			"待确认 「县公按局」与已有的「县公安局」读音相同，看不出是不是同一单位；是同一单位请选择它，或把名称改成「县公安局」，不是请选择新增，或先在名录里新建。", 4, "县公安局",
		},
		{
			"like by length", "单位名称,联系人", "县教育和体育局,李某",
			"待确认 「县教育和体育局」与已有的「县教育局」像是全称和简称，看不出是不是同一单位；是同一单位请选择它，或把名称改成「县教育局」，不是请选择新增，或先在名录里新建。", 1, "县教育局",
		},
		{"former name of two", "单位名称,联系人", "县计划委员会,李某", "退回 「县计划委员会」对应多个单位，请写单位的全称或单位编码。", 3, "县卫生健康局"},
		{"former name of two, with a code", "单位编码,单位名称,联系人", "304,县计划委员会,李某", "变更", 4, "县公安局"},
		{"like, with a code of its own", "单位编码,单位名称", "399,县教育和体育局", "新增", 1, "县教育局"},
		{"a part of a unit", "单位名称,联系人", "县公安局交警大队,李某", "新增", 4, "县公安局"},
		{"one character apart", "单位名称,联系人", "县财务局,李某", "新增", 2, "县水务局"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := unitOffice(t)
			if _, became := o.takeUnits(take.Options{}, test.heads, test.row); became != test.became {
				t.Errorf("the row became %q, want %q", became, test.became)
			}
			u, err := roster.Units.Record(t.Context(), o.DB(), test.id)
			if err != nil || u.Values["name"] != test.now {
				t.Errorf("the unit is %q now, want %q (%v)", u.Values["name"], test.now, err)
			}
		})
	}
}

func TestRenamingByARowIsNamed(t *testing.T) {
	o := unitOffice(t)
	im, _ := o.takeUnits(take.Options{}, "单位编码,单位名称", "302,县水利和湖泊局", "309,县公安局")
	for _, want := range []string{
		"「单位名称」与已有的不同，按改名录入，旧名记入曾用名：第 2 行「县水利和湖泊局」（原「县水务局」）。请核对。",
		"「单位编码」与已有的不同，按表中的录入：第 3 行「309」（原「304」）。请核对。",
	} {
		if !slices.Contains(im.Strange, want) {
			t.Errorf("%q is not in %q", want, im.Strange)
		}
	}
}

func TestUnitDecidedOn(t *testing.T) {
	for _, test := range []struct {
		name, row string
		decision  take.Decision
		units     string
	}{
		{"same by another way of writing", "水务局,李某", take.Decision{Do: take.DecideSame, ID: 2}, "县水务局 李某"},
		{"same with a fuller name", "县教育和体育局,李某", take.Decision{Do: take.DecideSame, ID: 1}, "县教育和体育局 李某"},
		{"another unit", "水务局,李某", take.Decision{Do: take.DecideNew}, "水务局 李某"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := unitOffice(t)
			im, _ := o.takeUnits(take.Options{}, "单位名称,联系人", test.row)
			im.Decide(0, test.decision)
			if err := take.Apply(t.Context(), o.Store, "测试", im); err != nil {
				t.Fatal(err)
			}
			if got := o.valuesOf(roster.Units, "name", "contact"); !strings.Contains(got, test.units) {
				t.Errorf("%q is not in %q", test.units, got)
			}
		})
	}
}

func TestUnitNamedInAnotherRecord(t *testing.T) {
	o := unitOffice(t)
	for _, test := range []struct {
		name, sentence string
		id             int64
	}{
		{"302", "", 2},
		{"县 水 务 局", "", 2},
		{"县民政局（本级）", "", 5},
		{"县公安局（牵头）", "单位「县公安局（牵头）」不在承办单位名录中，相近的有「县公安局」；是它请改正名称，或把这个名称登记为它的曾用名，不是请先登记该单位。", 0},
		{"县教育和体育局", "单位「县教育和体育局」不在承办单位名录中，相近的有「县教育局」；是它请改正名称，或把这个名称登记为它的曾用名，不是请先登记该单位。", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			id, err := roster.FindUnit(t.Context(), o.DB(), test.name)
			if id != test.id || store.Sentence(err) != test.sentence {
				t.Errorf("found %d, %q; want %d, %q", id, store.Sentence(err), test.id, test.sentence)
			}
		})
	}
}

func TestUnitTakenAlready(t *testing.T) {
	for _, test := range []struct {
		name     string
		id       int64
		v        map[string]string
		sentence string
	}{
		{"name", 0, map[string]string{"name": "县 水 务 局"}, "名录里已有单位「县水务局」，不能再有一个「县 水 务 局」。"},
		{"name by renaming", 1, map[string]string{"name": "县民政局（本级）"}, "名录里已有单位「县民政局(本级)」，不能再有一个「县民政局（本级）」。"},
		{"code", 0, map[string]string{"name": "县档案馆", "code": "302"}, "单位编码「302」已是「县水务局」的，请换一个编码。"},
		{"former name", 1, map[string]string{"former_names": "县公安局"}, "「县公安局」是现在的一个单位，不能作「县教育局」的曾用名；两个单位合并请用「并入…」。"},
		{"its own name as former", 1, map[string]string{"former_names": "县教育局"}, "曾用名「县教育局」就是单位现在的名称，请删去它。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := unitOffice(t)
			if _, sentence := o.saveAs(roster.Units, test.id, test.v); sentence != test.sentence {
				t.Errorf("got %q, want %q", sentence, test.sentence)
			}
		})
	}
}

// Former names in a table are added to those stored; only a table that is to clear takes some away.
func TestFormerNamesAreAdded(t *testing.T) {
	for _, test := range []struct {
		name, cell string
		clear      bool
		became     string
		now        string
	}{
		{"one more", "县水务管理局", false, "变更", "县水利局、县水务管理局"},
		{"one that is there, written otherwise", "县 水利局、县水电局", false, "变更", "县水利局、县水电局"},
		{"those that are there", "县水利局", false, "相同", "县水利局"},
		{"none", "", false, "相同", "县水利局"},
		{"another, to clear", "县水电局", true, "变更", "县水电局"},
		{"none, to clear", "", true, "变更", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := unitOffice(t)
			if _, became := o.takeUnits(take.Options{Clear: test.clear}, "单位名称,曾用名", "县水务局,"+test.cell); became != test.became {
				t.Errorf("became %s, want %s", became, test.became)
			}
			o.expect(roster.Units, 2, record.Values{"former_names": test.now})
		})
	}
}

// A code says which unit a row is of only where the names have something in common, and another code does not part names that are the same but for their area.
func TestCodeAndNameOfUnits(t *testing.T) {
	for name, c := range map[string]struct{ row, want string }{
		"a new name of the unit":      {"101,县教育和体育局,", "变更"},
		"nothing in common":           {"101,县疾病预防控制中心,", "退回 单位编码「101」是「县教育局」的，表里写的是「县疾病预防控制中心」；是改名的请在「曾用名」里写上原名，不是请改正编码。"},
		"nothing in common, but said": {"101,县疾病预防控制中心,县教育局", "变更"},
		"the area, under a new code":  {"109,云岭县教育局,", "待确认 「云岭县教育局」与已有的「县教育局」只差地区或括号里的字"},
		"brackets, under a new code":  {"109,县教育局（原县教体局）,", "待确认 「县教育局（原县教体局）」与已有的「县教育局」只差地区或括号里的字"},
		"nothing but 育局 in common":    {"101,县体育局,", "退回 单位编码「101」是「县教育局」的"},
		"another unit of a new code":  {"109,县教育研究中心,", "新增"},
	} {
		o := openOffice(t)
		o.do("UPDATE unit SET code = '101' WHERE name = '县教育局'")
		if got, _ := o.taken(roster.Units, "单位编码,单位名称,曾用名", c.row); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
