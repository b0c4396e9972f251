package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/supervision"
)

// A cell that says what each unit does is read, and one that leaves it open is refused in words of that.
func TestPartsOfUnitsInACell(t *testing.T) {
	for cell, want := range map[string]string{
		"县水务局（会办：县教育局、县公安局）":     "县水务局|县教育局、县公安局|",
		"县水务局(主) 县教育局(会)":        "县水务局|县教育局|",
		"主办单位县水务局":               "县水务局||",
		"分办：县水务局、县教育局":           "县水务局、县教育局||分办",
		"水务局(主办)，教育局、县公安局(会办)":   "县水务局|县教育局、县公安局|",
		"县水务局（分办）、县教育局、县公安局（会办）": "退回 「主办单位」写的是",
		"县水务局（主办）、县公安局（会办）、县教育局": "退回 「主办单位」写的是",
		"县水务局/县教育局":              "退回 主办单位只能有 1 家",
		"县水务局 县教育局":              "退回 主办单位只能有 1 家",
		"县水务局、县教育局、县公安局（会办）":     "退回 「主办单位」写的是「县水务局、县教育局、县公安局（会办）」，看不清各单位的分工",
		"县水务局（主办）、县教育局、县公安局（会办）": "县水务局|县教育局、县公安局|",
	} {
		o := openOffice(t)
		got, _ := o.takenSheets(proposal.Proposals, pipedSheet("案号|案由|提案人|承办单位|交办日期", "31|关于甲乙丙的建议|民建县委|"+cell+"|2026-03-01"))
		if strings.HasPrefix(want, "退回") {
			if !strings.HasPrefix(got, want) {
				t.Errorf("%s: %s, want %s", cell, got, want)
			}
			continue
		}
		stored := o.texts("SELECT id FROM proposal WHERE number = 31")
		if len(stored) != 1 {
			t.Errorf("%s: %s", cell, got)
			continue
		}
		records, err := proposal.Proposals.Records(t.Context(), o.DB(), in2026)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range records {
			if r.Values["number"] == "31" && r.Values["lead_units"]+"|"+r.Values["co_units"]+"|"+r.Values["handling"] != want {
				t.Errorf("%s: %s|%s|%s, want %s", cell, r.Values["lead_units"], r.Values["co_units"], r.Values["handling"], want)
			}
		}
	}
}

// A cell of proposers names members with what they are beside their names.
func TestProposersInACell(t *testing.T) {
	for cell, want := range map[string]string{
		"郭春 苏若竹": "郭春、苏若竹",
		"郭春委员":   "郭春",
		"第一提案人：郭春；联名人：苏若竹": "郭春、苏若竹",
		"郭春（领衔）、苏若竹（附议）":   "郭春、苏若竹",
		"郭春，苏若竹等12名委员联名":   "郭春、苏若竹",
		"郭春":               "郭春",
		"王某委":              "王某委",
	} {
		o := openOffice(t)
		o.save(roster.Members, record.Values{"name": "郭春", "workplace": "县委办公室"})
		o.save(roster.Members, record.Values{"name": "苏若竹"})
		got, im := o.takenSheets(proposal.Proposals, pipedSheet("案号|案由|提案人", "31|关于甲乙丙的建议|"+cell))
		stored := strings.Join(o.texts("SELECT x.name FROM proposal_proposer x JOIN proposal p ON p.id = x.proposal_id WHERE p.number = 31 ORDER BY x.ordinal"), "、")
		if got != "新增" || stored != want {
			t.Errorf("%s: %s, stored %s, want %s", cell, got, stored, want)
		}
		if said := strings.Join(im.Strange, "|"); strings.Contains(cell, "12") && !strings.Contains(said, "其余 10 位没有录入") {
			t.Errorf("%s: %s", cell, said)
		}
	}
}

// Of two members of a name the short name of the unit or the 界别 tells which.
func TestNamesakesToldByUnitOrSector(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "贾婉岚", "workplace": "县教育局", "sector": "教育界", "birth_on": "1970-01-01"})
	o.save(roster.Members, record.Values{"name": "贾婉岚", "workplace": "县水务局", "sector": "农业界", "birth_on": "1980-01-01"})
	for cell, want := range map[string]string{"贾婉岚（教育局）": "教育界", "贾婉岚（农业界）": "农业界", "贾婉岚（农业）": "农业界"} {
		number := map[string]string{"贾婉岚（教育局）": "41", "贾婉岚（农业界）": "42", "贾婉岚（农业）": "43"}[cell]
		got, _ := o.takenSheets(proposal.Proposals, pipedSheet("案号|案由|提案人", number+"|关于"+cell+"的建议|"+cell))
		sector := o.texts("SELECT s.name FROM proposal_proposer x JOIN proposal p ON p.id = x.proposal_id JOIN member m ON m.id = x.member_id JOIN sector s ON s.id = m.sector_id WHERE p.number = " + number)
		if got != "新增" || strings.Join(sector, "") != want {
			t.Errorf("%s: %s %v", cell, got, sector)
		}
	}
}

// A unit is itself by its short and its former names, wherever a row is told apart by it.
func TestUnitsByAnyNameAreThemselves(t *testing.T) {
	o := openOffice(t)
	o.do("INSERT INTO unit (id, name, short) VALUES (9, '县发展和改革局', '发改局')")
	o.save(roster.Groups, record.Values{"number": "1", "units": "县发展和改革局"})
	letter := "30,关于窗口服务的监督意见,1,发改局,2026-03-02,2026-03-03"
	for _, want := range []string{"新增", "相同"} {
		if got, _ := o.taken(supervision.Letters, "文号,标题,监督小组,被监督单位,审定日期,送达日期", letter); got != want {
			t.Errorf("letters: %s, want %s", got, want)
		}
	}
	o.do("INSERT INTO visit (id, year, group_id, unit_id, on_date, form) SELECT 5, 2026, id, 9, '2026-04-08', '派驻' FROM supervision_group")
	for _, want := range []string{"相同"} {
		if got, _ := o.taken(supervision.Visits, "日期,监督小组,监督单位,监督形式", "2026-04-08,1,发改局,派驻"); got != want {
			t.Errorf("visits: %s, want %s", got, want)
		}
	}
	got, _ := o.taken(supervision.Findings, "活动日期,监督小组,监督单位,性质,内容,采纳情况,采纳日期", "2026-04-08,1,发改局,问题,窗口少,采纳,2026-04-20")
	if got != "新增" && got != "退回 小组在 2026-04-08 没有成员，请写明「参加人员」。" { // either way its visit is found
		t.Errorf("findings: %s", got)
	}
}

// Two rows of one person whom nothing tells apart are refused in words of them, and a lunar birth finds its person again.
func TestTwinsAreNamed(t *testing.T) {
	o := openOffice(t)
	got, im := o.taken(roster.Members, "姓名,性别,工作单位,手机,出生日期", "孔令甲,男,县一中,13900000001,", "孔令甲,男,县一中,13900000002,", "孔令丙,男,,13900000003,", "孔令丙,男,,13900000004,", "张三,男,,,1970年农历八月十五")
	lines := strings.Split(got, "\n")
	if len(lines) != 5 || !strings.HasPrefix(lines[1], "退回 与第 2 行的「孔令甲」同名，性别、工作单位相同，手机不同") {
		t.Errorf("taken as %s", got)
	}
	if said := strings.Join(im.Strange, "|"); !strings.Contains(said, "同一文件里同名的两行按两个人录入，看是不是写了两次：第 5 行「孔令丙」与第 4 行") {
		t.Errorf("said %s", said)
	}
	if got, _ := o.taken(roster.Members, "姓名,性别,出生日期", "张三,男,1970年农历八月十五"); got != "相同" {
		t.Errorf("lunar birth: %s", got)
	}
}

// What is plain is read: 停职 is asked about, a day of two digits' year is one of the year that the title says, a day of no month is named as that.
func TestPlainCells(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "张三"})
	for _, word := range []string{"停职", "离任"} {
		if got, _ := o.taken(roster.Members, "姓名,状态,工作单位", "张三,"+word+",县一中"); !strings.HasPrefix(got, "退回 「状态」一栏为「"+word+"」") {
			t.Errorf("%s: %s", word, got)
		}
	}
	for day, want := range map[string]string{"26.3.5": "变更", "6月31日": "退回 「收到日期」一栏为「6月31日」，2026 年 6 月没有 31 日", "3月5日上午": "变更", "5.3.5": "退回"} {
		o := openOffice(t)
		o.save(roster.Members, record.Values{"name": "张三"})
		if got, _ := o.takenSheets(proposal.Proposals, sheetOf("表", "2026年提案台账", "案号,案由,提案人,收到日期", "12,关于治理城区内涝的建议,民建县委,"+day)); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s", day, got)
		}
	}
}

// What stands beside the name of a unit is no part of it: the sentence says what to write, and not to register such a unit.
func TestWordsBesideAUnit(t *testing.T) {
	for cell, want := range map[string]string{
		"县水务局等":        "「县水务局等」没有写明还有哪些单位；请逐个写出单位名称，只有「县水务局」的请删去后面的字。",
		"水务局等3家单位":     "「水务局等3家单位」没有写明还有哪些单位；请逐个写出单位名称，只有「水务局」的请删去后面的字。",
		"县教育局（转县水务局）":  "「县教育局（转县水务局）」像是转给了「县水务局」；现在由它办理的请只写「县水务局」，原来的单位在「承办与答复」里登记。",
		"（转县水利局）":      "「（转县水利局）」像是转给了「县水利局」；现在由它办理的请只写「县水利局」，原来的单位在「承办与答复」里登记。",
		"县教育局（已转交水务局）": "「县教育局（已转交水务局）」像是转给了「水务局」；现在由它办理的请只写「水务局」，原来的单位在「承办与答复」里登记。",
		"县水务局和县教育局":    "「县水务局和县教育局」是两个单位，请用顿号分开，写成「县水务局、县教育局」。",
		"县高等学校":        "单位「县高等学校」不在承办单位名录中，请先登记该单位，或把它登记为某单位的曾用名。",
	} {
		o := openOffice(t)
		if got, _ := o.takenSheets(proposal.Proposals, pipedSheet("案号|案由|提案人|承办单位|交办日期", "31|关于甲乙丙的建议|民建县委|"+cell+"|2026-03-01")); got != "退回 "+want {
			t.Errorf("%s: %s", cell, got)
		}
	}
}
