package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/intake"
	"cppccdesk/data/plan"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
)

// numberedOffice has two members, two supervisors and two units with numbers; of each kind it gives the first and the second.
func numberedOffice(t *testing.T) (o office, of map[*record.Kind][2]int64) {
	t.Helper()
	o = openOffice(t)
	person := func(number, name, mobile, workplace string) record.Values {
		return record.Values{"number": number, "name": name, "birth_on": "1970-05-01", "mobile": mobile, "workplace": workplace}
	}
	return o, map[*record.Kind][2]int64{
		roster.Members:     {o.save(roster.Members, person("YL01", "郭春", "13900000001", "县医院")), o.save(roster.Members, person("YL02", "苏若竹", "13900000002", "县一中"))},
		roster.Supervisors: {o.save(roster.Supervisors, person("JD01", "郑明林", "13900000003", "县医院")), o.save(roster.Supervisors, person("JD02", "何大勇", "13900000004", "县一中"))},
		roster.Units:       {o.save(roster.Units, record.Values{"code": "101", "name": "县文旅局"}), o.save(roster.Units, record.Values{"code": "102", "name": "县统计局"})},
	}
}

// A row that changes whose number is whose is refused, however it found its record: by the rule chosen, by the key of an exported list, by what somebody
// decided, and however the number is written.
func TestARowTakesNobodysNumber(t *testing.T) {
	for name, taken := range map[string]struct {
		kind *record.Kind
		rows []string
		with take.Options
		same bool // is decided to be the second
		want string
	}{
		"by name and workplace": {roster.Members, []string{"委员编号,姓名,工作单位", "YL01,苏若竹,县一中"}, take.Options{Match: "unit"}, false, "委员编号 YL01 已是「郭春」的，请核对编号和姓名。"},
		"by name and birth":     {roster.Supervisors, []string{"编号,姓名,出生日期", "JD01,何大勇,1970-05-01"}, take.Options{Match: "birth"}, false, "监督员编号 JD01 已是「郑明林」的，请核对编号和姓名。"},
		"decided":               {roster.Members, []string{"委员编号,姓名,手机", "YL01,苏若竹,13900000002"}, take.Options{}, true, "委员编号 YL01 已是「郭春」的，请核对编号和姓名。"},
		"decided supervisor":    {roster.Supervisors, []string{"编号,姓名,手机", "JD01,何大勇,13900000004"}, take.Options{}, true, "监督员编号 JD01 已是「郑明林」的，请核对编号和姓名。"},
		"decided unit":          {roster.Units, []string{"单位编码,单位名称", "101,县统计局队"}, take.Options{}, true, "单位编码「101」已是「县文旅局」的，请换一个编码。"},
		"full width":            {roster.Members, []string{"委员编号,姓名,出生日期", "ＹＬ０１,苏若竹,1970-05-01"}, take.Options{}, false, "委员编号 YL01 已是「郭春」的，请核对编号和姓名。"},
		"small letters, blanks": {roster.Supervisors, []string{"编号,姓名,出生日期", "jd 01,何大勇,1970-05-01"}, take.Options{}, false, "监督员编号 jd01 已是「郑明林」的，请核对编号和姓名。"},
		"a new one":             {roster.Members, []string{"委员编号,姓名,工作单位", "yl01,新来的,县一中"}, take.Options{Match: "unit"}, false, "委员编号 yl01 已是「郭春」的，请核对编号和姓名。"},
	} {
		o, of := numberedOffice(t)
		if taken.same {
			taken.with.Decided = map[take.RowKey]take.Decision{{Sheet: "粘贴", Line: 2}: {Do: take.DecideSame, ID: of[taken.kind][1]}}
		}
		var cells [][]string
		for _, row := range taken.rows {
			cells = append(cells, strings.Split(row, ","))
		}
		if got, _ := o.takenWith(taken.kind, in2026, taken.with, intake.FromText("粘贴", cells).Sheets...); got != "退回 "+taken.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// A list that is exported, and taken in with numbers given to others, is refused where it gives somebody's; so is the form.
func TestAnExportedListTakesNobodysNumber(t *testing.T) {
	o, of := numberedOffice(t)
	for kind, want := range map[*record.Kind][2]string{
		roster.Members:     {"YL01,苏若竹", "委员编号 YL01 已是「郭春」的，请核对编号和姓名。"},
		roster.Supervisors: {"JD01,何大勇", "监督员编号 JD01 已是「郑明林」的，请核对编号和姓名。"},
	} {
		key, err := take.RecordKey(t.Context(), kind, o.DB())
		if err != nil {
			t.Fatal(err)
		}
		id := of[kind][1]
		if got, _ := o.taken(kind, kind.Field("number").Title+",姓名,手机,"+take.RecordKeyHeading, want[0]+",13900000009,"+key(id)); got != "退回 "+want[1] {
			t.Errorf("list of %s: %s", kind.Name, got)
		}
		if _, sentence := o.saveAs(kind, id, record.Values{"number": strings.Split(want[0], ",")[0]}); sentence != want[1] {
			t.Errorf("form of %s: %q", kind.Name, sentence)
		}
	}
}

// Who comes back from the bin has no number that is somebody else's by then.
func TestANumberGivenOnKeepsInTheBin(t *testing.T) {
	o, of := numberedOffice(t)
	for kind, want := range map[*record.Kind]string{
		roster.Members:     "不能恢复委员「郭春」：他的委员编号现在是「苏若竹」的，请先改正那一位的编号。",
		roster.Supervisors: "不能恢复民主监督员「郑明林」：他的监督员编号现在是「何大勇」的，请先改正那一位的编号。",
		roster.Units:       "不能恢复单位「县文旅局」：它的单位编码现在是「县统计局」的，请先改正那个单位的编码。",
	} {
		first := o.values(kind, of[kind][0])
		o.bin("删除", record.BinKey{Kind: kind.Name, ID: of[kind][0]})
		o.edit(kind, of[kind][1], record.Values{"number": first["number"], "code": first["code"]})
		if err := o.restore(record.BinKey{Kind: kind.Name, ID: of[kind][0]}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", kind.Name, err)
		}
	}
}

// What is called by a number is not called by another one, and what two records are called alike is named.
func TestNamesAgreeWithNumbers(t *testing.T) {
	o := openOffice(t)
	for rows, want := range map[string]string{
		"届数,名称\n11,第十届":                  "退回 届数是 11，名称却是「第十届」；请改正其中一个。",
		"届数,名称\n10,第十一届":                 "退回 届数是 10，名称却是「第十一届」；请改正其中一个。",
		"届数,名称\n10,政协云岭县第十届委员会":          "变更",
		"届数,名称\n12,":                     "新增",
		"届次,会次,会议名称,年度\n第十届,6,五次会议,2026": "退回 会次是 6，名称却是「五次会议」；请改正其中一个。",
		"届次,会次,会议名称,年度\n第十届,5,政协云岭县第十届委员会第五次会议,2026": "变更",
	} {
		kind := roster.Terms
		if strings.HasPrefix(rows, "届次") {
			kind = roster.Sessions
		}
		if got, _ := o.taken(kind, strings.Split(rows, "\n")...); got != want {
			t.Errorf("%s: %s", rows, got)
		}
	}
	o.save(roster.Groups, record.Values{"number": "1", "name": "教育组", "units": "县教育局"})
	o.save(roster.Groups, record.Values{"number": "2", "name": "水务组", "units": "县水务局"})
	if got, im := o.taken(roster.Groups, "组号,小组名称,派驻单位", "2,教育组,县水务局"); got != "变更" || strings.Join(im.Strange, "") != "小组名称「教育组」有 2 个组：第 1、2 组。请核对。" {
		t.Errorf("groups: %s %q", got, im.Strange)
	}
	item := func(code, title string) record.Values {
		return record.Values{"code": code, "title": title, "kind": "专题调研", "targets": "1次", "from_month": "2026-05", "to_month": "2026-06"}
	}
	o.save(plan.Items, item("一", "养老服务调研"))
	o.save(plan.Items, item("二", "托育服务调研"))
	if got, im := o.taken(plan.Items, "代号,事项", "一,托育服务调研"); got != "变更" || !strings.HasSuffix(strings.Join(im.Strange, ""), "代号「一」有 2 项：养老服务调研、托育服务调研。请核对。") {
		t.Errorf("plan: %s %q", got, im.Strange)
	}
}
