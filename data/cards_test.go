package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// cardOf is a card of a member, with a heading nobody knows, a table of the family and a statement.
func cardOf(name string, values ...string) intake.Sheet {
	value := func(i int) string {
		if i < len(values) {
			return values[i]
		}
		return ""
	}
	return sheetOf(name, "政协委员登记表", "姓名,"+name+",性别,"+value(0)+",出生年月,"+value(1)+",照片", "民族,汉族,健康状况,"+value(2)+",政治面貌,"+value(3),
		"学历,"+value(4)+",手机,"+value(5), "界别："+value(6), "工作单位,"+value(7)+",职务,"+value(8),
		"主要家庭成员,称谓,姓名,年龄,政治面貌", ",妻子,"+name+"妻,45,群众", "本人承诺以上内容属实。")
}

func TestCardsAreRowsOfOneTable(t *testing.T) {
	c := cellCase{
		kind: roster.Members, keys: "name gender birth_on political education mobile sector workplace job", unknown: "健康状况",
		want:  "新增 丁一|男|1975-03|群众|大学本科|13900000001|教育界|县一中|校长\n新增 马二|女|1980-05-06|民盟|大学专科|13900000002|科技界|县二中",
		notes: "2 张登记表读成一张表，一张登记表一行。\n登记表里有 20 处文字不是标题右边的内容，没有录入（丁一 A7、丁一 B7、丁一 C7、丁一 D7、丁一 E7、丁一 B8、丁一 C8、丁一 D8、丁一 E8、丁一 A9、马二 A7、马二 B7……）。",
	}
	c.try(t, &intake.Workbook{Path: "登记表.xlsx", Sheets: []intake.Sheet{
		cardOf("丁一", "男", "1975.03", "良好", "群众", "本科", "13900000001", "教育界", "县一中", "校长"),
		cardOf("马二", "女", "1980-05-06", "一般", "民盟", "大专", "13900000002", "科技界", "县二中"),
	}})
}

func TestCardsOfTheCollection(t *testing.T) {
	o := openOffice(t)
	outcomes, im := o.takenWith(roster.Members, in2026, take.Options{}, faultyWorkbook(t, "cards.xlsx").Sheets...)
	if strings.Trim(strings.ReplaceAll(outcomes, "新增", ""), "\n ") != "" || len(im.Rows) != len(faultyWorkbook(t, "cards.xlsx").Sheets) {
		t.Errorf("%s\n%v", outcomes, im.Notes)
	}
	if got := o.valuesOf(roster.Members, "name", "gender", "birth_on", "ethnicity"); !strings.Contains(got, "沈一鸣 男 1975-03 汉族") {
		t.Error(got)
	}
}

// A card that says nothing of what a record needs is refused, and a table whose words are those of headings is no card.
func TestWhatIsNoCard(t *testing.T) {
	o := openOffice(t)
	for name, sheet := range map[string]intake.Sheet{
		"without a name":             cardOf("", "男", "1975.03", "良好", "群众", "本科", "13900000001", "教育界"),
		"with a name that is none":   cardOf("张三、李四", "男", "1975.03", "良好", "群众", "本科", "13900000001", "教育界"),
		"of the family and not self": sheetOf("表", "性别,男,民族,汉族", "手机,13900000001,学历,本科", "界别,教育界,党派,民盟"),
	} {
		workbook := &intake.Workbook{Path: "登记表.xlsx", Sheets: []intake.Sheet{sheet}}
		_, err := take.PlanWith(t.Context(), o.Store, roster.Members, in2026, workbook, take.Options{})
		if sentence := store.Sentence(err); !strings.Contains(sentence, "像是一张登记表，却没有填写必填的内容") {
			t.Errorf("%s: %s", name, sentence)
		}
	}
	cellCase{kind: roster.Members, keys: "name", want: "新增 丁一\n新增 马二\n新增 方三"}.try(t,
		textOf("姓名,界内身份说明,手机,备注", "丁一,委员,13900000001,x", "马二,委员,13900000002,x", "方三,委员,13900000003,x"))
}

// The year of a card is that of its title, and cards of two years are two tables.
func TestCardsOfProposals(t *testing.T) {
	o := openOffice(t)
	card := func(sheet, title, number, subject string) intake.Sheet {
		return sheetOf(sheet, title, "案号,"+number+",提案人,民建县委", "案由,"+subject, "收到日期,,分类,农林水利", "承办单位,县教育局")
	}
	got, _ := o.takenWith(proposal.Proposals, record.Scope{TermID: 1}, take.Options{}, card("一", "2025年提案表", "41", "关于灌区的建议"), card("二", "2026年提案表", "41", "关于渠道的建议"))
	if got != "新增\n新增" || o.titles(2025) != "41 关于灌区的建议" || !strings.Contains(o.titles(2026), "41 关于渠道的建议") {
		t.Errorf("%s\n2025: %s\n2026: %s", got, o.titles(2025), o.titles(2026))
	}
}

// oneCard is a small card: under it the spouse, whose fields begin with the same heading.
func oneCard(name, gender, sector, mobile string, spouse bool) []string {
	rows := []string{"委员登记表", "姓名," + name + ",性别," + gender, "民族,汉族,界别," + sector, "手机," + mobile + ",政治面貌,群众"}
	if spouse {
		rows = append(rows, "配偶情况", "姓名,"+name+"妻,工作单位,县医院")
	}
	return rows
}

func TestCardsInOneSheet(t *testing.T) {
	first, second := oneCard("丁一", "男", "教育界", "13900000001", false), oneCard("马二", "女", "科技界", "13900000002", false)
	beside := make([]string, len(first))
	for i := range first {
		beside[i] = first[i] + strings.Repeat(",", 4-strings.Count(first[i], ",")) + "," + second[i]
	}
	both := "新增 丁一|男|教育界|13900000001\n新增 马二|女|科技界|13900000002"
	for name, c := range map[string]struct {
		rows  []string
		want  string
		notes string
	}{
		"below each other":   {slices.Concat(first, second), both, "2 张登记表读成一张表，一张登记表一行。"},
		"with an empty row":  {slices.Concat(first[1:], []string{""}, second[1:]), both, "2 张登记表读成一张表，一张登记表一行。"},
		"beside each other":  {beside, both, "2 张登记表读成一张表，一张登记表一行。"},
		"the last one blank": {slices.Concat(first, second, []string{"委员登记表", "姓名,,性别,", "民族,,界别,", "手机,,政治面貌,"}), both, "2 张登记表读成一张表，一张登记表一行。"},
		"one without a name": {slices.Concat(first, []string{"委员登记表", "姓名,,性别,女", "民族,汉族,界别,", "手机,,政治面貌,"}), "新增 丁一|男|教育界|13900000001\n退回 缺少「姓名」，请补上后再导入。", "2 张登记表读成一张表，一张登记表一行。"},
		"with the spouses": {
			slices.Concat(oneCard("丁一", "男", "教育界", "13900000001", true), oneCard("马二", "女", "科技界", "13900000002", true)), both,
			"2 张登记表读成一张表，一张登记表一行。\n登记表里有 10 处文字不是标题右边的内容，没有录入（表 A5、表 A6、表 B6、表 C6、表 D6、表 A11、表 A12、表 B12、表 C12、表 D12）。",
		},
		"the last one longer":  {slices.Concat(first, second, []string{"学历,本科,邮箱,b@x.cn"}), both, "1 张登记表读成一张表，一张登记表一行。\n1 张登记表读成一张表，一张登记表一行。"},
		"the last one shorter": {slices.Concat(first, []string{"学历,本科,邮箱,b@x.cn"}, second), both, "1 张登记表读成一张表，一张登记表一行。\n1 张登记表读成一张表，一张登记表一行。"},
		"somebody else's in a row": {
			slices.Concat(first[:2], []string{"配偶姓名,王小花,民族,苗族,界别,科技界"}, first[2:], []string{"填表人：王芳,,联系电话：0000-5550001,"}), "新增 丁一|男|教育界|13900000001",
			"1 张登记表读成一张表，一张登记表一行。\n登记表里有 8 处文字不是标题右边的内容，没有录入（表 A3、表 B3、表 C3、表 D3、表 E3、表 F3、表 A6、表 C6）。",
		},
		"one of the same names about the spouse": {slices.Concat(first[1:], []string{"配偶情况", "姓名,王小花,性别,女", "民族,苗族,界别,科技界", "手机,13900000009,政治面貌,群众"}, second[1:]), both, "2 张登记表读成一张表，一张登记表一行。\n登记表里有 13 处文字不是标题右边的内容，没有录入（表 A4、表 A5、表 B5、表 C5、表 D5、表 A6、表 B6、表 C6、表 D6、表 A7、表 B7、表 C7……）。"},
	} {
		t.Run(name, func(t *testing.T) {
			cellCase{kind: roster.Members, keys: "name gender sector mobile", want: c.want, notes: c.notes}.
				try(t, &intake.Workbook{Path: "登记表.xlsx", Sheets: []intake.Sheet{sheetOf("表", c.rows...)}})
		})
	}
}

// Several cards of two rows are cards as several of more are; what stands over one is over somebody else only where it is a title. A sheet of which
// every row is like a heading is refused.
func TestShortCards(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want string
	}{
		"two rows each": {[]string{"姓名|甲一|手机|13800000001", "民族|苗族|学历|本科", "|||", "姓名|甲二|手机|13900002222", "民族|汉族|学历|大专"}, "甲一 13800000001|甲二 13900002222"},
		"after the mobile of a spouse": {
			[]string{"姓名|甲一|性别|男", "民族|苗族|手机|13800000001", "学历|本科|职务|局长", "配偶姓名|王小花|配偶单位|县医院", "配偶手机|13900009999||", "姓名|甲二|性别|女", "民族|汉族|手机|13900002222", "学历|大专|职务|科长"},
			"甲一 13800000001|甲二 13900002222",
		},
		"of differing fields": {[]string{"姓名|甲一|手机|13800000001", "民族|苗族|通讯地址|东街2号", "|||", "姓名|甲二|性别|女", "民族|汉族|邮箱|s@x.cn"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			workbook := &intake.Workbook{Path: "登记表.xlsx", Sheets: []intake.Sheet{pipedSheet(c.rows...)}}
			_, err := take.PlanWith(t.Context(), o.Store, roster.Members, in2026, workbook, take.Options{})
			if refused := err != nil; refused != (c.want == "") {
				t.Fatal(err)
			}
			if c.want == "" {
				return
			}
			outcomes, _ := o.takenSheets(roster.Members, workbook.Sheets...)
			if got := o.valuesOf(roster.Members, "name", "mobile"); got != c.want {
				t.Errorf("got %s, want %s\n%s", got, c.want, outcomes)
			}
		})
	}
}
