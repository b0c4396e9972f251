package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
)

// What the name of a sheet or its title says of all rows is taken where it is a word of one field, and named.
func TestTitlesSayOfAllRows(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "张三"})
	for _, c := range []struct{ sheet, title, field, want string }{
		{"表", "2026年未立案提案处理情况", "conclusion", "不予立案"},
		{"不立案", "", "conclusion", "不予立案"},
		{"表", "2026年平时提案（闭会期间）登记表", "timing", "平时提案"},
		{"表", "2026年重点提案目录", "is_key", "是"},
		{"农林水利类", "农林水利类提案", "category", "农林水利"},
		{"Sheet1", "政协提案台账", "conclusion", "立案"},
	} {
		rows := []string{"案由,提案人,收到日期", "关于" + c.sheet + c.title + "的建议,张三,2026-01-10"}
		if c.title != "" {
			rows = append([]string{c.title}, rows...)
		}
		outcomes, im := o.takenSheets(proposal.Proposals, sheetOf(c.sheet, rows...))
		if c.want == "不予立案" {
			if !strings.Contains(outcomes, "审查结论是不予立案") {
				t.Errorf("%s %s: %s", c.sheet, c.title, outcomes)
			}
			continue
		}
		if outcomes != "新增" {
			t.Fatalf("%s %s: %s", c.sheet, c.title, outcomes)
		}
		if c.title == "政协提案台账" {
			c.want = ""
		}
		o.expect(proposal.Proposals, im.Rows[0].ID, record.Values{c.field: c.want})
		if said := strings.Join(im.Strange, "|"); c.want != "" && !strings.Contains(said, c.want) {
			t.Errorf("%s %s is not named in %q", c.sheet, c.title, said)
		}
	}
}

// Sheets and titles called by a 界别, and lines 界别：… over blocks, give their members that 界别.
func TestTitlesNameSectors(t *testing.T) {
	o := openOffice(t)
	outcomes, im := o.takenSheets(roster.Members,
		sheetOf("农业界", "姓名,工作单位,手机", "张甲,县一中,"),
		sheetOf("表二", "县政协委员（经济界）名单", "姓名,工作单位,手机", "张乙,县二中,"),
		sheetOf("表三", "界别：教育界,,联络员：王芳", "姓名,工作单位,手机", "张丙,县三中,", "界别：工商界,,联络员：李芳", "姓名,工作单位,手机", "张丁,县四中,"),
		sheetOf("名册", "委员花名册", "姓名,工作单位,手机", "张戊,县五中,"))
	if strings.Contains(outcomes, "退回") || len(im.Rows) != 5 {
		t.Fatalf("taken as %s", outcomes)
	}
	if got, want := o.valuesOf(roster.Members, "name", "sector"), "张丁 工商界|张丙 教育界|张乙 经济界|张戊 |张甲 农业界"; got != want {
		t.Errorf("stored %s, want %s", got, want)
	}
}

// Titles over people who are not chosen, or of another term, have their rows refused; the first file of an office names its term.
func TestTitlesOfPeopleAndTerms(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "张三"})
	for title, want := range map[string]string{
		"第九届政协委员名册":           "退回 标题「第九届政协委员名册」写的是第九届，现在录入的是第十届",
		"拟增补委员考察名单":           "退回 标题「拟增补委员考察名单」写着「拟增补」",
		"山南县人大代表名册":           "退回 标题「山南县人大代表名册」写着「人大代表」，里面的人看不出是委员",
		"政协云岭县第十届委员会委员辞去委员名单": "变更",
		"第十届政协委员名册":           "相同",
	} {
		o := openOffice(t)
		o.save(roster.Members, record.Values{"name": "张三", "workplace": "县一中"})
		if outcomes, _ := o.taken(roster.Members, title, "姓名,工作单位,备注", "张三,县一中,"); !strings.HasPrefix(outcomes, want) {
			t.Errorf("%s: %s", title, outcomes)
		}
	}
	_, im := o.taken(roster.Members, "增补委员名单（2026年3月）", "姓名,工作单位,备注", "张四,县一中,")
	o.expect(roster.Members, im.Rows[0].ID, record.Values{"status": "届中增补", "status_on": "2026-03"})

	st := datatest.MustOpen(t)
	plan, err := take.PlanWorkbook(t.Context(), st, roster.Members, record.Scope{}, &intake.Workbook{Path: "a.xlsx", Sheets: []intake.Sheet{sheetOf("表", "第十一届政协委员名册", "姓名,工作单位,备注", "张三,县一中,")}})
	if err != nil {
		t.Fatal(err)
	}
	if err := take.Apply(t.Context(), st, "测试", plan); err != nil {
		t.Fatal(err)
	}
	if got := (office{st, t}).texts("SELECT ordinal || name FROM term"); strings.Join(got, "|") != "11第十一届" {
		t.Errorf("terms %q", got)
	}
}

// Rows over others: a group of supervisors is theirs, a registered 专委会 or a party is no 界别.
func TestBodiesOverRows(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Groups, record.Values{"number": "1"})
	o.save(roster.Committees, record.Values{"name": "提案委员会"})
	o.save(roster.Sectors, record.Values{"name": "教育界"})
	outcomes, _ := o.taken(roster.Supervisors, "序号,姓名,性别,工作单位", "第一组（派驻县教育局）", "1,张甲,男,县一中")
	if outcomes != "新增" {
		t.Errorf("supervisors: %s", outcomes)
	}
	if got := o.valuesOf(roster.Supervisors, "name", "group_number"); got != "张甲 1" {
		t.Errorf("supervisors %s", got)
	}
	outcomes, im := o.taken(roster.Members, "序号,姓名,职务,工作单位", "提案委员会", "1,李甲,主任,县一中", "民盟", "2,李乙,教师,县二中", "教育界", "3,李丙,教师,县二中")
	if strings.Contains(outcomes, "退回") {
		t.Fatalf("members: %s", outcomes)
	}
	want := "李丙 教育界   教师 |李乙  民盟  教师 |李甲   提案委员会  主任"
	if got := o.valuesOf(roster.Members, "name", "sector", "political", "committees", "job", "committee_posts"); got != want {
		t.Errorf("members %s, want %s\n%q", got, want, im.Strange)
	}
}

// 职务 of members under which only posts in the CPPCC stand is that; one with a job among them is not.
func TestPostsUnderJob(t *testing.T) {
	o := openOffice(t)
	id := o.save(roster.Members, record.Values{"name": "张三", "workplace": "县一中", "job": "校长"})
	if outcomes, _ := o.taken(roster.Members, "姓名,职务,单位", "张三,常委,县一中", "李四,委员,县二中"); outcomes != "变更\n新增" {
		t.Errorf("taken as %s", outcomes)
	}
	o.expect(roster.Members, id, record.Values{"job": "校长", "posts": "常委"})
	o.taken(roster.Members, "姓名,职务,单位", "王五,主席,县工会", "赵六,教师,县二中")
	if got := strings.Join(o.texts("SELECT job FROM person WHERE name IN ('王五', '赵六') ORDER BY name"), " "); got != "主席 教师" {
		t.Errorf("jobs %q", got)
	}
}
