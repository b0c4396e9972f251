package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// What lists of members are grouped by is nobody, where it stands in the column of names: its members are of the 界别 it is like, which is asked.
func TestPartiesInTheColumnOfNamesAreGroups(t *testing.T) {
	o := openOffice(t)
	for _, name := range []string{"中共界", "特别邀请人士界", "无党派人士界"} {
		o.save(roster.Sectors, record.Values{"name": name})
	}
	_, im := o.takenSheets(roster.Members, pipedSheet("姓名|性别|工作单位", "中共||", "甲一|男|县一中", "特邀人士||", "甲二|男|县一中", "无党派||", "甲三|男|县一中", "特别邀请人士||", "甲四|男|县一中"))
	if got, want := o.valuesOf(roster.Members, "name", "sector"), "甲一 中共界|甲四 特别邀请人士界"; got != want {
		t.Errorf("got %s, want %s\n%s", got, want, outcomesOf(im))
	}
	if len(im.Words) == 0 || im.Words[0].Text != "特邀人士" || im.Words[0].Known[0] != "特别邀请人士界" {
		t.Errorf("asked %v", im.Words)
	}
}

// A lone word that no name begins with is a group, with its number, its count and what is said of it left out.
func TestLoneWordsAreGroups(t *testing.T) {
	o := openOffice(t)
	for _, name := range []string{"教育界", "妇联界", "农业界", "经济界", "侨台联界"} {
		o.save(roster.Sectors, record.Values{"name": name})
	}
	rows := []string{"姓名|性别|工作单位", "教育界（18人，其中常委3人）||", "甲一|男|县一中", "妇联界（召集人：王芳）||", "甲二|女|县妇联", "3.农业界||", "甲三|男|县一中", "侨台联界（6）||", "甲四|男|县一中", "工会||", "甲五|男|县总工会", "常青||"}
	outcomes, im := o.takenSheets(roster.Members, pipedSheet(rows...))
	if got, want := o.valuesOf(roster.Members, "name", "sector"), "甲一 教育界|甲三 农业界|甲二 妇联界|甲四 侨台联界"; got != want {
		t.Errorf("got %s, want %s\n%s", got, want, outcomes)
	}
	if len(im.Words) != 1 || im.Words[0].Text != "工会" || im.Words[0].Rows != 2 {
		t.Errorf("asked %v", im.Words)
	}
}

// A row with such a word for a name, or with the title of a column, is refused.
func TestWordsInPlaceOfNames(t *testing.T) {
	for name, c := range map[string]struct {
		kind *record.Kind
		rows []string
		want string // in the reason of the last row
	}{
		"a party":             {roster.Members, []string{"姓名|性别|工作单位|手机", "民建|男|县一中|13900001111"}, "「姓名」一栏为「民建」，不是姓名"},
		"a sort of people":    {roster.Members, []string{"姓名|性别|工作单位|手机", "特邀人士|男|县一中|13900001111"}, "「姓名」一栏为「特邀人士」，不是姓名"},
		"a heading of a unit": {roster.Units, []string{"单位名称|联系人|联系电话", "联系人|王芳|0000-5550001", "甲局|张三|", "乙局||", "丙局||", "丁局||", "戊局||", "己局||", "庚局||", "辛局||", "壬局||"}, "「单位名称」一栏为「联系人」，这是一栏的标题，不是内容"},
		"a heading":           {proposal.Proposals, []string{"案由|第一提案人", "关于甲的建议|联系人"}, "提案人「联系人」不是姓名"},
		"a count":             {proposal.Assignments, []string{"案号|承办单位|答复日期", "农林水利（11件）|县教育局|2026-05-01"}, "「案号」一栏为「农林水利（11件）」，像是数目，不是编号"},
		"several units":       {roster.Units, []string{"单位名称|联系人|联系电话", "县甲局、县乙局|张三|"}, "「单位名称」一栏为「县甲局、县乙局」，写了几个单位"},
		"units with 和":        {roster.Units, []string{"单位名称|联系人|联系电话", "县甲局和县乙局|张三|", "县交通和运输局|王五|"}, "「单位名称」一栏为「县甲局和县乙局」，写了几个单位"},
		"a unit and others":   {roster.Units, []string{"单位名称|联系人|联系电话", "县甲局等|张三|"}, "「单位名称」一栏为「县甲局等」，写了几个单位"},
		"its own title":       {roster.Members, []string{"姓名|性别|工作单位|职务", "甲一|男|工作单位|校长"}, "「工作单位」一栏为「工作单位」，这是一栏的标题"},
		"the same as above":   {proposal.Proposals, []string{"案由|第一提案人", "关于甲的建议|同上"}, "「第一提案人」一栏为「同上」，这一栏不能空缺"},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			_, im := o.takenSheets(c.kind, pipedSheet(c.rows...))
			if got := im.Rows[0].Reason; !strings.Contains(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// Counts below a list of units are no units.
func TestCountsOfUnitsAreNoUnits(t *testing.T) {
	o := openOffice(t)
	before := o.valuesOf(roster.Units, "name")
	o.takenSheets(roster.Units, pipedSheet("单位名称|联系人|联系电话", "甲局|张三|0000-6110999", "共2个单位||", "以上共计2家||"))
	if got, want := o.valuesOf(roster.Units, "name"), before+"|甲局"; len(got) != len(want) {
		t.Errorf("units %s", got)
	}
}

// What is in brackets beside a proposer's name is one person's, however much it is.
func TestMarksBesideAProposer(t *testing.T) {
	o := openOffice(t)
	o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'", "DELETE FROM assignment", "DELETE FROM proposal_proposer", "DELETE FROM proposal")
	o.save(roster.Members, record.Values{"name": "汪一萍", "gender": "女", "workplace": "县一中"})
	outcomes, _ := o.takenSheets(proposal.Proposals, pipedSheet("案号|案由|第一提案人", "71|关于甲的建议|汪一萍（女，侗族）", "72|关于乙的建议|汪一萍（县一中、女）", "73|关于丙的建议|汪一萍（男，侗族）"))
	if got, want := o.valuesOf(proposal.Proposals, "number", "proposer", "kind"), "71 汪一萍 个人提案|72 汪一萍 个人提案"; got != want {
		t.Errorf("got %s, want %s\n%s", got, want, outcomes)
	}
	if want := "名册里的「汪一萍」是「女」的，与填写的「男」不同"; !strings.Contains(outcomes, want) {
		t.Errorf("%s, want %s", outcomes, want)
	}
}

// A name with and without its middle dot is one person's.
func TestMiddleDotsLeftOut(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "买买提·艾力", "mobile": "13900002222"})
	outcomes, _ := o.takenSheets(roster.Members, pipedSheet("姓名|性别|手机", "买买提艾力|男|13900002222"))
	if got, want := o.valuesOf(roster.Members, "name", "gender"), "买买提·艾力 男"; got != want {
		t.Errorf("got %s, want %s\n%s", got, want, outcomes)
	}
}

// Where a group of those who left ends is not guessed: neither at a total nor at a 界别 some rows below.
func TestTheEndOfAGroupOfThoseWhoLeft(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want string
	}{
		"a total":            {[]string{"姓名|性别|手机", "甲一|男|", "已故||", "甲二|男|", "合计|1人|", "甲三|男|"}, "甲一 在册|甲二 去世"},
		"a 界别":               {[]string{"姓名|性别|手机", "已故||", "甲一|男|", "经济界||", "甲二|男|"}, "甲一 去世"},
		"those in office":    {[]string{"姓名|性别|手机", "已故||", "甲一|男|", "在册委员||", "经济界||", "甲二|男|"}, "甲一 去世|甲二 在册"},
		"a total of its own": {[]string{"姓名|性别|手机", "已故||", "小计|2人|", "甲一|男|", "甲二|男|"}, "甲一 去世|甲二 去世"},
		"in brackets":        {[]string{"姓名|性别|手机", "常务委员（增补）||", "甲一|男|", "委员（已故）||", "甲二|男|"}, "甲一 届中增补|甲二 去世"},
		"with a status":      {[]string{"姓名|性别|状态", "已故||", "甲一|男|", "经济界||", "甲二|男|在册"}, "甲一 去世|甲二 在册"},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			outcomes, _ := o.takenSheets(roster.Members, pipedSheet(c.rows...))
			if got := o.valuesOf(roster.Members, "name", "status"); got != c.want {
				t.Errorf("got %s, want %s\n%s", got, c.want, outcomes)
			}
		})
	}
}

// A list by its title or sheet of those of a post says their post; plain members within a group keep what is over it.
func TestPostsByTitle(t *testing.T) {
	for name, c := range map[string]struct {
		sheet string
		rows  []string
		want  string
	}{
		"a title":         {"Sheet1", []string{"政协青溪县第十届常务委员名单", "姓名,性别,手机", "甲一,男,"}, "甲一  常委 在册"},
		"a sheet":         {"常务委员", []string{"姓名,性别,手机", "甲一,男,"}, "甲一  常委 在册"},
		"an empty column": {"Sheet1", []string{"常务委员名单", "姓名,性别,政协职务", "甲一,男,"}, "甲一  常委 在册"},
		"with a status":   {"Sheet1", []string{"常务委员名单", "姓名,性别,状态", "甲一,男,在册"}, "甲一  常委 在册"},
		"of one who left": {"常务委员", []string{"姓名,性别,离任原因", "甲一,男,调离"}, "甲一  常委 调离"},
		"plain members":   {"Sheet1", []string{"姓名,性别,手机", "经济界", "常务委员", "甲一,男,", "委员", "甲二,男,"}, "甲一 经济界 常委 在册|甲二 经济界  在册"},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			o.save(roster.Sectors, record.Values{"name": "经济界"})
			outcomes, _ := o.takenSheets(roster.Members, sheetOf(c.sheet, c.rows...))
			if got := o.valuesOf(roster.Members, "name", "sector", "posts", "status"); got != c.want {
				t.Errorf("got %s, want %s\n%s", got, c.want, outcomes)
			}
		})
	}
}
