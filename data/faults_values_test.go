package data_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/take"
)

// valuesOf lists the named fields of all records, one line each, sorted.
func (o office) valuesOf(kind *record.Kind, keys ...string) string {
	o.tb.Helper()
	records, err := kind.Records(o.tb.Context(), o.DB(), record.Scope{TermID: 1, Year: 2026})
	if err != nil {
		o.tb.Fatal(err)
	}
	var lines []string
	for _, r := range records {
		var values []string
		for _, key := range keys {
			values = append(values, r.Values[key])
		}
		lines = append(lines, strings.Join(values, " "))
	}
	slices.Sort(lines)
	return strings.Join(lines, "|")
}

// pipedSheet is a sheet of rows of text, cells separated by |.
func pipedSheet(rows ...string) intake.Sheet {
	cells := make([][]string, len(rows))
	for i, row := range rows {
		cells[i] = strings.Split(row, "|")
	}
	return intake.FromText("名册", cells).Sheets[0]
}

// names reports the names in a list of members after the sheets were taken in.
func (o office) names(sheets ...intake.Sheet) (names string, im *take.Import) {
	o.tb.Helper()
	_, im = o.takenSheets(roster.Members, sheets...)
	return o.valuesOf(roster.Members, "name"), im
}

func TestWhatIsNoNameIsNobody(t *testing.T) {
	for _, text := range []string{
		"暂缺", "同上", "空缺", "待定", "不明", "未填写", "无", "（空）", "男", "姓名", "〃", "—", "0", "#REF!", "县教育局", "城关镇卫生院", "其中:女1人", "注：以上名单", "张三等3人", "张三 等3人",
		"张三、李四", "张三，李四", "张三\n李四", "张三 李四", "张三/李四", "张三和李四", "张三13800000009", "张*", "张**", "张三→李四", "张三（小）", "张三(离任)", "县水务局", "顾_x3000_蕾", "在任委员", "离任委员", "调离", "去世", "届中增补委员",
	} {
		o := openOffice(t)
		got, im := o.names(pipedSheet("姓名|性别|工作单位", text+"|男|县一中"))
		if got != "" || len(im.Rows) > 0 && (im.Rows[0].Outcome != take.RowRejected || !strings.Contains(im.Rows[0].Reason, "。")) {
			t.Errorf("%q: %q %s", text, got, outcomesOf(im))
		}
	}
	for text, want := range map[string]string{
		"张 三": "张三", "张　小　明": "张小明", "欧阳 明华": "欧阳明华", "张三*": "张三", "★张三": "张三", "1.张三": "张三", "阿不都·买买提": "阿不都·买买提", "买买提。艾力": "买买提·艾力",
		"阿不都 · 买买提": "阿不都·买买提", "John Smith": "John Smith", "李文联": "李文联", "王一中": "王一中", "李一名": "李一名", "张\n三": "张三",
	} {
		o := openOffice(t)
		if got, im := o.names(pipedSheet("姓名|性别|工作单位", text+"|男|县一中")); got != want {
			t.Errorf("%q: %q %s", text, got, outcomesOf(im))
		}
	}
}

func TestFaultyNames(t *testing.T) {
	o := openOffice(t)
	got, im := o.names(faultyWorkbook(t, "names_that_are_no_names.xlsx").Sheets...)
	for _, name := range strings.Split(got, "|") {
		if !slices.Contains([]string{"张三", "張三", "张叁", "Zhang San"}, name) {
			t.Errorf("%q became a person", name)
		}
	}
	if n := im.Count(take.RowNew); n != 10 {
		t.Errorf("%d people\n%s", n, outcomesOf(im))
	}
	o = openOffice(t)
	if got, im := o.names(faultyWorkbook(t, "name_dots.xlsx").Sheets...); got != "阿不都·买买提" {
		t.Errorf("%s\n%s", got, outcomesOf(im))
	}
}

func TestMarksNextToNames(t *testing.T) {
	o := openOffice(t)
	_, im := o.takenSheets(roster.Members, pipedSheet(
		"姓名|性别|民族|界别", "丁晓一(女)|||教育界", "马晓二（女，回族）|||教育界", "方晓三*|男||教育界", "白晓四（女）|男||教育界", "石晓五（去世）|男||教育界", "毛晓六（常委）|男||教育界",
	))
	if got, want := o.valuesOf(roster.Members, "name", "gender", "ethnicity", "status", "posts"), "丁晓一 女  在册 |方晓三 男  在册 |毛晓六 男  在册 常委|石晓五 男  去世 |马晓二 女 回族 在册 "; got != want {
		t.Errorf("got  %s\nwant %s\n%s", got, want, outcomesOf(im))
	}
	if row := im.Rows[3]; row.Reason != "「姓名」一栏为「白晓四（女）」，与「性别」一栏的「男」不一致；请核对。" {
		t.Error(row.Reason)
	}
	if !slices.Contains(im.Strange, "「姓名」一栏带有编号或记号，只取了姓名：第 4 行「方晓三*」。请核对。") {
		t.Errorf("%q", im.Strange)
	}
	o = openOffice(t)
	_, im = o.takenSheets(roster.Members, faultyWorkbook(t, "marks.xlsx").Sheets...)
	if got, want := o.valuesOf(roster.Members, "name", "gender", "ethnicity"), "丁晓一 女 |买买提·艾力 男 |方晓三 男 |马晓二 女 回族"; got != want {
		t.Errorf("got %s\n%s", got, outcomesOf(im))
	}
}

func TestWordsInPlaceOfAValue(t *testing.T) {
	o := openOffice(t)
	o.takenSheets(roster.Members, pipedSheet("姓名|性别|出生年月|手机|电子邮箱|职务|连任届数", "沈一鸣|男|1975-03-08|13800000001|a@b.cn|校长|2"))
	got, im := o.takenWith(roster.Members, record.Scope{}, take.Options{Clear: true}, pipedSheet("姓名|性别|出生年月|手机|电子邮箱|职务|连任届数", "沈一鸣|不详|不详|同上|无|暂缺|/"))
	if want := "沈一鸣 男 1975-03-08 13800000001  校长"; o.valuesOf(roster.Members, "name", "gender", "birth_on", "mobile", "email", "job") != want {
		t.Errorf("%s: %s", got, o.valuesOf(roster.Members, "name", "gender", "birth_on", "mobile", "email", "job"))
	}
	if !slices.Contains(im.Strange, "「手机」一栏写的是「同上」，没有取上一行的内容，当作空白：第 2 行。请核对。") {
		t.Errorf("%q", im.Strange)
	}
	if got, _ := o.taken(proposal.Proposals, "案号,案由,第一提案人", "31,同上,张三"); got != "退回 「案由」一栏为「同上」，这一栏不能空缺，请补上，或选「取上一行的内容」，再导入。" {
		t.Error(got)
	}
	o = openOffice(t)
	if _, im := o.takenSheets(roster.Members, faultyWorkbook(t, "placeholder_words_reject_rows.xlsx").Sheets...); im.Count(take.RowNew) != 5 {
		t.Error(outcomesOf(im))
	}
	if got, want := o.valuesOf(roster.Members, "name", "birth_on", "mobile", "email", "postcode"), "沈一鸣 1975-03 13800000001  |牛七 1984-02   |罗敏 1981-11   |苗五 1983-01 13800000004  |顾蕾  13800000002  "; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestClosedWords(t *testing.T) {
	o := openOffice(t)
	_, im := o.takenSheets(roster.Members, pipedSheet("姓名|性别|民族|政治面貌|工作单位", "甲一|M|汉|党员|县一中", "甲二|女性|维族|九三|县一中", "甲三|nan|满|中国民主同盟|县一中", "甲四|1|汉族|群众|县一中", "甲五|男/女|汉族|群众|县一中"))
	if got, want := o.valuesOf(roster.Members, "name", "gender", "ethnicity", "political"), "甲一 男 汉族 中共党员|甲三  满族 民盟|甲二 女 维吾尔族 九三学社"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if im.Rows[3].Reason != "「性别」一栏为「1」，应为男、女之一。" {
		t.Error(im.Rows[3].Reason)
	}
	o = openOffice(t)
	got, _ := o.takenSheets(proposal.Proposals, faultyWorkbook(t, "closed_words_any_text_accepted.csv").Sheets...)
	for _, want := range []string{"「满意度」一栏为「很满意」，应为", "「办理结果」一栏为「已解决」，应为A、B、C、D之一", "「满意度」一栏为「未反馈」，应为", "「审查结论」一栏为「√」，应为"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s\nlacks %s", got, want)
		}
	}
	o = openOffice(t)
	head := "案号,案由,第一提案人,收到日期,审查结论,承办单位,交办日期,答复日期,办理结果"
	for _, class := range []string{"A类", "a", "Ａ", "A（已解决）"} {
		if got, im := o.taken(proposal.Proposals, head, "31,关于停车的建议,张三,2026-01-10,同意立案,县教育局,2026-02-01,2026-04-01,"+class); got != "新增" && got != "相同" {
			t.Errorf("%s: %s %+v", class, got, im.Rows)
		}
		if got := o.valuesOf(proposal.Proposals, "number", "conclusion", "result_class"); !strings.Contains(got, "31 立案 A") {
			t.Errorf("%s: %s", class, got)
		}
	}
}

// A class with another one, or with a doubt, in brackets behind it is asked about.
func TestClassesInDoubt(t *testing.T) {
	head := "案号,案由,第一提案人,收到日期,审查结论,承办单位,交办日期,答复日期,办理结果"
	for _, class := range []string{"A（B）", "B(a)", "A（待核实）", "A(C类)"} {
		o := openOffice(t)
		want := "「办理结果」一栏为「" + class + "」，应为A、B、C、D之一"
		if got, im := o.taken(proposal.Proposals, head, "31,关于停车的建议,张三,2026-01-10,同意立案,县教育局,2026-02-01,2026-04-01,"+class); !strings.Contains(got, want) {
			t.Errorf("%s: %s %+v", class, got, im.Rows)
		}
	}
}

func TestAnOldIDNumberIsTheSamePerson(t *testing.T) {
	const short, long = "姓名|性别|身份证号\n沈一鸣|男|330106750308001", "姓名|性别|身份证号\n沈一鸣|男|330106197503080017"
	for _, c := range []struct{ first, then, became string }{{short, long, "变更"}, {long, short, "相同"}} {
		o := openOffice(t)
		o.takenSheets(roster.Members, pipedSheet(strings.Split(c.first, "\n")...))
		if got, _ := o.takenSheets(roster.Members, pipedSheet(strings.Split(c.then, "\n")...)); got != c.became {
			t.Error(got)
		}
		o.takenSheets(roster.Supervisors, pipedSheet(strings.Split(c.first, "\n")...))
		if got := o.valuesOf(roster.Members, "name", "id_number"); got != "沈一鸣 330106197503080017" {
			t.Error(got)
		}
		if got := o.valuesOf(roster.Supervisors, "name", "id_number"); got != "沈一鸣 330106197503080017" {
			t.Error(got)
		}
	}
	o := openOffice(t)
	o.takenSheets(roster.Members, faultyWorkbook(t, "id15.csv").Sheets...)
	if got, _ := o.takenSheets(roster.Members, faultyWorkbook(t, "id18.csv").Sheets...); got != "变更" {
		t.Error(got)
	}
}

func TestABirthNextToAnAge(t *testing.T) {
	for text, want := range map[string]string{
		"1975.03(51岁)": "1975-03", "1975.03\n（51岁）": "1975-03", "1981年11月（44岁）": "1981-11", "1975-03-08，51岁": "1975-03-08", "1975.03 51岁": "1975-03", "1975.03（周岁51岁）": "1975-03",
	} {
		if date, err := intake.ParseDate(text); err != nil || date.String() != want {
			t.Errorf("%q: %v %v", text, date, err)
		}
	}
	for _, text := range []string{"51岁", "1975-03(07)", "（51岁）"} {
		if date, err := intake.ParseDate(text); err == nil {
			t.Errorf("%q: %v", text, date)
		}
	}
	o := openOffice(t)
	o.takenSheets(roster.Members, faultyWorkbook(t, "birth_with_age.xlsx").Sheets...)
	if got := o.valuesOf(roster.Members, "name", "birth_on"); got != "沈一鸣 1975-03|罗敏 1981-11|顾蕾 1980-11" {
		t.Error(got)
	}
}

// A coarser value that agrees replaces nothing, on the same roster or another.
func TestACoarserValueWipesNothing(t *testing.T) {
	o := openOffice(t)
	o.takenSheets(roster.Members, pipedSheet("姓名|性别|出生年月|工作单位|文化程度", "郭春|男|1993-11-28|县委办公室|大学本科"))
	coarse := pipedSheet("姓名|性别|出生年月|工作单位|文化程度", "郭春|男|1993.11|县委办公室|大学")
	if got, _ := o.takenSheets(roster.Members, coarse); got != "相同" {
		t.Error(got)
	}
	o.takenSheets(roster.Supervisors, coarse)
	if got := o.valuesOf(roster.Members, "birth_on", "education"); got != "1993-11-28 大学本科" {
		t.Error(got)
	}
	if got, _ := o.takenSheets(roster.Members, pipedSheet("姓名|性别|出生年月|工作单位", "郭春|男|1993-11-29|县委办公室")); got != "待确认 可能是已有的人：同名，出生日期不同。请选择同一人、新人或跳过。" {
		t.Error(got)
	}
	head := "案号,案由,第一提案人,收到日期,分类"
	o.taken(proposal.Proposals, head, "31,关于停车的建议,张三,2026-01-10,城建管理")
	if got, _ := o.taken(proposal.Proposals, head, "31,关于停车的建议,张三,2026-01-10,城建"); got != "相同" {
		t.Error(got)
	}
	if got, _ := o.taken(proposal.Proposals, head, "31,关于停车的建议,张三,2026-01-10,道路交通"); got != "变更" {
		t.Error(got)
	}
	o = openOffice(t)
	o.takenSheets(roster.Members, pipedSheet("姓名|性别|出生年月|工作单位", "郭春|男|1993-11-28|县委办公室"))
	if got, _ := o.takenSheets(roster.Members, faultyWorkbook(t, "month_only_birth_wipes_day.csv").Sheets...); got != "相同" || o.valuesOf(roster.Members, "birth_on") != "1993-11-28" {
		t.Error(got)
	}
}

func TestSectorsThatAreNew(t *testing.T) {
	o := openOffice(t)
	o.do("INSERT INTO sector (id, term_id, name, sort) VALUES (1, 1, '教育界', 1)")
	sheet := pipedSheet("姓名|性别|界别|工作单位", "甲一|男|教育|县一中", "甲二|男|教育界别|县一中", "甲三|男|教 育 界|县一中", "甲四|男|医卫界|县医院")
	_, im := o.takenSheets(roster.Members, sheet)
	if got := o.valuesOf(roster.Members, "name", "sector"); got != "甲一 教育界|甲三 教育界|甲二 教育界|甲四 医卫界" {
		t.Error(got)
	}
	if want := "这次导入新增 1 个界别：医卫界。是已有界别的别的写法的，请先改正文件，或登记为它的曾用名。"; !slices.Contains(im.Strange, want) {
		t.Errorf("%q", im.Strange)
	}
	o = openOffice(t)
	o.takenSheets(roster.Members, faultyWorkbook(t, "sector_variants.xlsx").Sheets...)
	if got := o.valuesOf(roster.Sectors, "name"); got != "教育界" {
		t.Error(got)
	}
}

func TestAGroupOfMembersIsNoSector(t *testing.T) {
	o := openOffice(t)
	_, im := o.takenSheets(roster.Members, pipedSheet(
		"序号|姓名|性别|工作单位", "一、教育界|||", "1|甲一|男|县一中", "离任委员|||", "2|甲二|男|县一中", "增补委员（2人）|||", "3|甲三|男|县一中", "去世委员|||", "4|甲四|男|县一中", "常务委员|||", "5|甲五|男|县一中", "主席、副主席|||", "6|甲六|男|县一中",
	))
	if got, want := o.valuesOf(roster.Members, "name", "sector", "status", "posts"), "甲一 教育界 在册 |甲三  届中增补 |甲五  在册 常委|甲六  在册 |甲四  去世 "; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if want := "上面的分组是「离任委员」，没有说明是怎样离任的；请在「状态」一栏写明，可用的有："; !strings.HasPrefix(im.Rows[1].Reason, want) {
		t.Error(im.Rows[1].Reason)
	}
	o = openOffice(t)
	o.takenSheets(roster.Members, faultyWorkbook(t, "group_row_left_members_becomes_sector.xlsx").Sheets...)
	if got := o.valuesOf(roster.Sectors, "name"); got != "中国共产党|特邀人士" {
		t.Error(got)
	}
}

// A group row may have its words where the others have a name.
func TestAGroupInTheColumnOfNames(t *testing.T) {
	for name, c := range map[string]struct {
		groups [5]string
		with   string // in the column before
	}{
		"plain":              {[5]string{"在册委员", "届中增补", "辞去委员", "去世委员（1名）", "常委"}, ""},
		"as said in minutes": {[5]string{"在任委员（1人）", "增补委员（1人）", "二、辞去委员职务", "已故委员（1人）", "常务委员"}, ""},
		"with ordinals":      {[5]string{"在职委员", "增补委员名单", "辞去委员职务人员", "病故", "常务委员"}, "一"},
	} {
		t.Run(name, func(t *testing.T) {
			o, rows := openOffice(t), []string{"序号|姓名|性别|界别"}
			for i, group := range c.groups {
				rows = append(rows, c.with+"|"+group+"||", fmt.Sprintf("%d|甲%d|男|教育界", i+1, i+1))
			}
			outcomes, _ := o.takenSheets(roster.Members, pipedSheet(rows...))
			if got, want := o.valuesOf(roster.Members, "name", "status", "posts"), "甲1 在册 |甲2 届中增补 |甲3 辞去 |甲4 去世 |甲5 在册 常委"; got != want {
				t.Errorf("got  %s\nwant %s\n%s", got, want, outcomes)
			}
		})
	}
}

// Posts may be within 界别 or the other way round; in a list of neither within the other each row of a group ends the one before.
func TestGroupsWithinGroups(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want string
	}{
		"posts within sectors": {[]string{"姓名|性别|手机", "经济界||", "常务委员||", "甲一|男|", "委员||", "甲二|男|", "工商联界||", "常务委员||", "甲三|男|"}, "甲一 经济界 常委|甲三 工商联界 常委|甲二 经济界 "},
		"sectors within posts": {[]string{"姓名|性别|手机", "常务委员||", "经济界||", "甲一|男|", "工商联界||", "甲二|男|", "委员||", "经济界||", "甲三|男|"}, "甲一 经济界 常委|甲三 经济界 |甲二 工商联界 常委"},
		"one after the other":  {[]string{"姓名|性别|手机", "经济界||", "甲一|男|", "常务委员||", "甲二|男|", "工商联界||", "甲三|男|"}, "甲一 经济界 |甲三 工商联界 |甲二  常委"},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			outcomes, im := o.takenSheets(roster.Members, pipedSheet(c.rows...))
			if got := o.valuesOf(roster.Members, "name", "sector", "posts"); got != c.want {
				t.Errorf("got  %s\nwant %s\n%s\n%v", got, c.want, outcomes, im.Strange)
			}
		})
	}
}

// What a group says of somebody known is named, and a post of his is not replaced by that of a group.
func TestAGroupOverPeopleKnown(t *testing.T) {
	o := openOffice(t)
	o.save(roster.Members, record.Values{"name": "甲一", "posts": "副秘书长"})
	o.save(roster.Members, record.Values{"name": "甲二"})
	_, im := o.takenSheets(roster.Members, pipedSheet("姓名|性别|手机", "常务委员||", "甲一|男|", "已故||", "甲二|男|"))
	if want := "上面的分组「常务委员」说的是「常委」，已有的职务是「副秘书长」，看不出是加任还是改任"; !strings.HasPrefix(im.Rows[0].Reason, want) {
		t.Errorf("%q", im.Rows[0].Reason)
	}
	if want := "分组「已故」下的人，状态按「去世」录入：第 5 行「甲二」"; !strings.Contains(strings.Join(im.Strange, ""), want) {
		t.Errorf("%q", im.Strange)
	}
}

// A group row says the status of the members below it also where each has his 界别 in a column.
func TestAGroupNextToTheSectorSaysTheStatus(t *testing.T) {
	o := openOffice(t)
	outcomes, im := o.takenSheets(roster.Members, pipedSheet(
		"序号|姓名|性别|界别|状态", "在册委员||||", "1|甲一|男|教育界|", "离任委员||||", "2|甲二|男|教育界|", "6|甲六|男|教育界|在册", "7|甲七|男|教育界|辞去", "去世委员||||", "3|甲三|男|教育界|", "4|甲四|男|教育界|在册",
		"增补委员||||", "5|甲五|男|教育界|",
	))
	if got, want := o.valuesOf(roster.Members, "name", "sector", "status"), "甲一 教育界 在册|甲七 教育界 辞去|甲三 教育界 去世|甲五 教育界 届中增补"; got != want {
		t.Errorf("got  %s\nwant %s\n%s", got, want, outcomes)
	}
	for i, want := range map[int]string{1: "上面的分组是「离任委员」，没有说明是怎样离任的", 2: "上面的分组「离任委员」与「状态」一栏的「在册」不一致", 5: "上面的分组「去世委员」与「状态」一栏的「在册」不一致"} {
		if !strings.HasPrefix(im.Rows[i].Reason, want) {
			t.Errorf("row %d: %q", i, im.Rows[i].Reason)
		}
	}
}

func TestHowProposalNumbersAreWritten(t *testing.T) {
	for _, text := range []string{"第12号", "12号", "第0012号", "〔2026〕12号", "提〔2026〕第12号", "2026年第12号", "2026-012", "20260012", "１２", "012", "十二", "第十二号", "一二", "12[主并]"} {
		o := openOffice(t)
		o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'", "UPDATE proposal SET title = '甲', number = 12 WHERE id = 1")
		if got, im := o.takenSheets(proposal.Proposals, sheetOf("Sheet1", "案号,案由,第一提案人,备注", text+",甲,民建县委,改")); got != "变更" && got != "相同" || im.Rows[0].ID != 1 {
			t.Errorf("%q: %s", text, got)
		}
	}
	for text, want := range map[string]string{"A19": "应为 12 这样的数字", "一百五": "应为 12 这样的数字", "21-1": "应为 12 这样的数字", "第0号": "应为 1 以上的整数", "〔2019〕12号": "这一年还没有登记会议"} {
		o := openOffice(t)
		o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'")
		if got, _ := o.takenSheets(proposal.Proposals, sheetOf("Sheet1", ledgerHead, text+",关于古树保护的建议,张三")); !strings.Contains(got, want) {
			t.Errorf("%q: %s", text, got)
		}
	}
	o := openOffice(t)
	o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'")
	if got, _ := o.takenSheets(proposal.Proposals, sheetOf("Sheet1", ledgerHead, "〔2025〕12号,关于古树保护的建议,张三")); got != "新增" || o.titles(2025) != "12 关于古树保护的建议" {
		t.Errorf("%s, 2025 %s", got, o.titles(2025))
	}
	o = openOffice(t)
	o.do("UPDATE setting SET value = '2026' WHERE key = 'work.year'", "DELETE FROM assignment", "DELETE FROM proposal_proposer", "DELETE FROM proposal")
	o.takenSheets(proposal.Proposals, faultyWorkbook(t, "proposal_numbers.xlsx").Sheets...)
	if got, want := o.titles(2026), "12 编号写法0|13 编号写法2|14 编号写法3|15 编号写法4|16 编号写法5|17 编号写法6|18 编号写法7|20 编号写法9| 编号写法11"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// The workplace and post in one cell are held against the unit a group is stationed in.
func TestWorkplaceAndPostInOneCell(t *testing.T) {
	o := openOffice(t)
	o.do("UPDATE setting SET value = '1' WHERE key = 'group.size_min'")
	o.takenSheets(roster.Supervisors, pipedSheet("姓名|性别|工作单位及职务", "郭春|男|县教育局副局长", "苏若竹|女|县一中教师"))
	if got := o.valuesOf(roster.Supervisors, "name", "workplace", "job"); got != "苏若竹 县一中 教师|郭春 县教育局 副局长" {
		t.Error(got)
	}
	if got, _ := o.taken(roster.Groups, "组号,派驻单位,组长,成员", "1,县教育局,郭春,郭春"); !strings.Contains(got, "回避") {
		t.Error(got)
	}
	if got, _ := o.taken(roster.Groups, "组号,派驻单位,组长,成员", "1,县教育局,苏若竹,苏若竹"); got != "新增" {
		t.Error(got)
	}
	o.takenSheets(roster.Members, pipedSheet("姓名|性别|工作单位|职务", "苏若竹|女|县政协办公室|县政协主席"))
	if got, _ := o.takenSheets(roster.Members, pipedSheet("姓名|性别|工作单位及职务", "苏若竹|女|县政协办公室 县政协主席")); got != "相同" {
		t.Error(got)
	}
	o.save(roster.Supervisors, record.Values{"name": "石青", "workplace": "县公安局民警"}) // the form does not part them
	if got, _ := o.taken(roster.Groups, "组号,派驻单位,组长,成员", "2,县公安局,石青,石青"); !strings.Contains(got, "回避") {
		t.Error(got)
	}
	o = openOffice(t)
	if _, im := o.takenSheets(roster.Supervisors, faultyWorkbook(t, "combined_job.csv").Sheets...); len(im.Unknown) > 0 {
		t.Error(im.Unknown)
	}
}

// What the program printed is taken back for what it is.
func TestPrintedPapersComeBack(t *testing.T) {
	o := openOffice(t)
	o.takenSheets(roster.Members, pipedSheet("姓名|性别|工作单位|职务|政协职务", "苏若竹|女|县政协办公室|县政协主席|主席"))
	paper := pipedSheet("序号|姓名|性别|职务|工作单位|单位职务", "1|苏若竹|女|主席|县政协办公室|县政协主席")
	if got, im := o.takenSheets(roster.Members, paper); got != "相同" || len(im.Notes) != 1 || !strings.Contains(im.Notes[0], "「职务」是在政协的职务，没有录入") {
		t.Errorf("%s %q", got, im.Notes)
	}
	workbook := faultyWorkbook(t, "own_contacts_paper_overwrites_jobs.xlsx")
	o.takenSheets(roster.Members, workbook.Sheets...)
	if got := o.valuesOf(roster.Members, "name", "job"); !strings.Contains(got, "苏若竹 县政协主席|") || !strings.Contains(got, "郭春 副主任|") {
		t.Error(got)
	}
}

func TestPrintedGroupsComeBack(t *testing.T) {
	workbook := faultyWorkbook(t, "own_report02_count_read_as_member.xlsx")
	o := openOffice(t)
	im, err := take.ReadTables(t.Context(), o.Store, roster.Groups, in2026, workbook, take.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for header, want := range map[string]string{"小组成员/全体成员": "members", "小组成员/组长": "leader", "小组成员/人数": "", "派驻时间/开始": "from_on", "派驻时间/结束": "to_on"} {
		i := slices.IndexFunc(im.Tables[0].Columns, func(c intake.Column) bool { return c.Header == header })
		if f := im.Tables[0].Columns[i].Field; (f == nil) != (want == "") || f != nil && f.Key != want {
			t.Errorf("%s: %+v", header, f)
		}
	}
}

// What is printed on each page is no group of members, and a group over the heading of its own table is one.
func TestLinesOfPagesAreNoSectors(t *testing.T) {
	o := openOffice(t)
	_, im := o.takenSheets(roster.Members, pipedSheet(
		"云岭县政协委员名册|||", "一、中共界|||", "序号|姓名|性别|工作单位", "1|甲一|男|县一中", "第 1 页，共 3 页|||", "（续表）|||", "2|甲二|男|县一中", "接上页|||", "打印日期：2026-03-01|||", "机密|||", "3|甲三|男|县一中",
		"二、农业界|||", "序号|姓名|性别|工作单位", "4|甲四|男|县一中",
	))
	if got, want := o.valuesOf(roster.Members, "name", "sector"), "甲一 中共界|甲三 中共界|甲二 中共界|甲四 农业界"; got != want {
		t.Errorf("got  %s\nwant %s\n%s", got, want, im.Notes)
	}
}

// A heading of two lines that is printed again in one takes no row of data for its second line.
func TestHeadingOfTwoLinesAgainInOne(t *testing.T) {
	for _, again := range [][]string{{"姓名|界别|||"}, {"姓名|界别|党派|", "||名称|职务"}} {
		rows := append([]string{"姓名|界别|党派|", "||名称|职务", "慕容一|农业界|民革|委员"}, again...)
		o := openOffice(t)
		_, im := o.takenSheets(roster.Members, pipedSheet(append(rows, "慕容三|妇联界||", "慕容四|妇联界||")...))
		got := o.valuesOf(roster.Members, "name", "sector")
		for _, want := range []string{"慕容一 农业界", "慕容三 妇联界", "慕容四 妇联界"} {
			if !strings.Contains(got, want) {
				t.Errorf("after %q: got %s, want %s: %+v", again, got, want, im.Notes)
			}
		}
	}
}
