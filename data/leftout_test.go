package data_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
)

// Whatever a row says that is not stored is said, or refuses the row.
func TestNothingOfARowIsDroppedWithoutAWord(t *testing.T) {
	const people, papers = "姓名,性别,工作单位,组号,组内职务", "案号,案由,第一提案人,联名人,主办单位,会办单位"
	group := "INSERT INTO supervision_group (year, number, name) VALUES (2026, 1, '第一组')"
	for _, test := range []struct {
		name, do string
		kind     *record.Kind
		rows     []string
		became   string
		strange  string
	}{
		{"a group that is not there", group, roster.Supervisors, []string{people, "张甲,男,县水务局,99,组长"}, "退回 2026 年没有第 99 监督小组，请改正组号，或先在「监督小组」中登记这个小组。", ""},
		{"a group before there are any", "", roster.Supervisors, []string{people, "张甲,男,县水务局,1,组长"}, "新增", "2026 年还没有登记监督小组，组号和组内职务没有录入，登记小组后在小组里加入成员：第 2 行「张甲」。请核对。"},
		{"a post in no group", group, roster.Supervisors, []string{people, "张甲,男,县水务局,,副组长"}, "新增", "组内职务「副组长」没有写是第几组的，没有录入：第 2 行「张甲」。请核对。"},
		{"a co-signer who is the first proposer", "", proposal.Proposals, []string{papers, "90,关于甲的建议,民进县委,民进县委,,"}, "新增", "提案人「民进县委」写了两次，只录入一次：第 2 行「关于甲的建议 民进县委」。请核对。"},
		{"a co-unit that leads", "", proposal.Proposals, []string{papers, "90,关于甲的建议,民进县委,,县水务局,水务局"}, "新增", "「县水务局」已是主办单位，不再录入为会办单位：第 2 行「关于甲的建议 民进县委」。请核对。"},
		{"a unit by two of its names", "", proposal.Proposals, []string{papers, "90,关于甲的建议,民进县委,,县水务局、县水利局,"}, "新增", "「县水利局」在「县水务局、县水利局」里写了两次，只录入一次：第 2 行「关于甲的建议 民进县委」。请核对。"},
		{
			"how many proposers there are", "", proposal.Proposals,
			[]string{papers, "90,关于甲的建议,郭春等3人,,,"},
			"新增", "「郭春等3人」没有写全提案人的姓名，录入「郭春」，其余 2 位没有录入，请在「联名人」里补上：第 2 行「关于甲的建议 郭春等3人」。请核对。\n提案人不在本届委员名册中，也不是单位或团体的名称，照写的录入：第 2 行「郭春」。请核对。",
		},
		{"how many there are, all of them named", "", proposal.Proposals, []string{papers, "90,关于甲的建议,郭春等3人,王甲、王乙,,"}, "新增", "提案人不在本届委员名册中，也不是单位或团体的名称，照写的录入：第 2 行「郭春」、第 2 行「王甲」、第 2 行「王乙」。请核对。"},
		{
			"how many there are, as stored", "", proposal.Proposals,
			[]string{papers, "80,关于乙的建议,民建县委等 2 人,,,"},
			"相同", "",
		},
		{"a column without a heading", "", roster.Supervisors, []string{"姓名,性别,工作单位,,联系电话", "张甲,男,县水务局,要多说的,,末格"}, "新增", "没有标题的列里有内容，没有录入：第 2 行「要多说的」「末格」。请核对。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			o.save(proposal.Proposals, record.Values{"number": "80", "title": "关于乙的建议", "proposer": "民建县委", "joint": "郭春"})
			if test.do != "" {
				o.do(test.do)
			}
			became, im := o.taken(test.kind, test.rows...)
			if became != test.became {
				t.Errorf("the row became\n%s\nwant\n%s", became, test.became)
			}
			said := slices.DeleteFunc(slices.Clone(im.Strange), func(s string) bool {
				return strings.Contains(s, "没有收到日期") || strings.Contains(s, "空着的案号")
			})
			if got := strings.Join(said, "\n"); got != test.strange {
				t.Errorf("said\n%s\nwant\n%s", got, test.strange)
			}
		})
	}
}

func TestMoreCellsThanHeadings(t *testing.T) {
	o := openOffice(t)
	for _, test := range []struct{ name, text, became string }{
		{
			"表.csv", "姓名,性别,工作单位\n张甲,男,县水务局,办公室,主任\n李乙,女,县公安局,,\n",
			"退回 表头只有 3 栏，这一行多出 2 格：「办公室」、「主任」；可能有一格的文字里带了分隔符，请给那一格加上引号，或删去多出的格，再导入。\n新增",
		},
		{"表.tsv", "姓名\t性别\t工作单位\n王丙\t男\t县水务局\t办公室\n", "退回 表头只有 3 栏，这一行多出 1 格：「办公室」；可能有一格的文字里带了分隔符，请给那一格加上引号，或删去多出的格，再导入。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), test.name)
			if err := os.WriteFile(path, []byte(test.text), 0o600); err != nil {
				t.Fatal(err)
			}
			workbook, err := intake.Open(t.Context(), path, intake.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if became, _ := o.takenSheets(roster.Supervisors, workbook.Sheets...); became != test.became {
				t.Errorf("the rows became\n%s\nwant\n%s", became, test.became)
			}
		})
	}
}

func TestTypedTwiceIsRefused(t *testing.T) {
	o := openOffice(t)
	for want, v := range map[string]record.Values{
		"提案人「民进县委」写了两次，请删去一个。":                  {"title": "关于甲的建议", "proposer": "民进县委", "joint": "民进县委"},
		"「郭春等3人」没有写全提案人的姓名，请写「郭春」，其余各位写在「联名人」。": {"title": "关于甲的建议", "proposer": "郭春等3人"},
		"「县水务局」已是主办单位，请从会办单位里删去它。":              {"title": "关于甲的建议", "proposer": "民进县委", "lead_units": "县水务局", "co_units": "县水务局"},
		"「县水利局」在「县水务局、县水利局」里写了两次，请删去一个。":        {"title": "关于甲的建议", "proposer": "民进县委", "lead_units": "县水务局、县水利局"},
	} {
		if _, sentence := o.saveAs(proposal.Proposals, 0, v); sentence != want {
			t.Errorf("got %q, want %q", sentence, want)
		}
	}
}
