package paper

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

var testFields = []Field{
	{Name: "案由"},
	{Name: "单位"},
	{Name: "意见"},
	{Name: "空"},
	{Name: "每件提案", Each: []Field{{Name: "案号"}, {Name: "题目"}, {Name: "每位代表", Each: []Field{{Name: "姓名"}}}}},
	{Name: "每个单位", Each: []Field{{Name: "名称"}}},
}

func proposal(number, title string, people ...string) Data {
	d := Data{Texts: map[string]string{"案号": number, "题目": title}, Lists: map[string][]Data{}}
	for _, name := range people {
		d.Lists["每位代表"] = append(d.Lists["每位代表"], Data{Texts: map[string]string{"姓名": name}})
	}
	return d
}

var testData = Data{
	Texts: map[string]string{"案由": "关于停车的<建议> & 𬭊", "单位": "县教育局", "意见": "第一段。\n第二段。"},
	Lists: map[string][]Data{"每件提案": {proposal("1", "甲", "张三", "李四"), proposal("2", "乙")}},
}

func filled(t *testing.T, body string) string {
	t.Helper()
	template, err := Read("模板.docx", testDocument(body))
	if err != nil {
		t.Fatal(err)
	}
	if err := template.Check(testFields); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := template.Fill(&out, testFields, testData, Properties{Title: "标题", Creator: "单位", Date: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	return bodyOf(t, out.Bytes())
}

func TestFill(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"Field", p(r("致{{单位}}：")), p(r("致"), r("县教育局"), r("："))},
		{"FullWidthBraces", p(r("致｛｛ 单位 ｝｝")), p(r("致"), r("县教育局"))},
		{"EscapedText", p(r("{{案由}}")), p(r("关于停车的&lt;建议&gt; &amp; 𬭊"))},
		{"EmptyValue", p(r("甲{{空}}乙")), p(r("甲"), r("乙"))},
		{"SplitOverRuns", p(b("{{"), r("单"), r("位}}：")), p(b("县教育局"), r("："))},
		{"SplitInsideBraces", p(r("甲{"), b("{单位}"), r("}乙")), p(r("甲"), r("县教育局"), r("乙"))},
		{"TwoInOneRun", p(r("{{单位}}{{单位}}")), p(r("县教育局"), r("县教育局"))},
		{"FormattingStays", p(b("{{单位}}"), r("收")), p(b("县教育局"), r("收"))},
		{"SeveralParagraphs", pp("Text", r("意见：{{意见}}完")), pp("Text", r("意见："), r("第一段。")) + pp("Text", r("第二段。"), r("完"))},
		{"List", p(r("{{每件提案}}")) + p(r("第{{案号}}号{{题目}}")) + p(r("{{完}}")) + p(r("尾")), p(r("第"), r("1"), r("号"), r("甲")) + p(r("第"), r("2"), r("号"), r("乙")) + p(r("尾"))},
		{"ListInOneParagraph", p(r("{{每件提案}}{{序号}}.{{题目}}；{{完}}止")), p(r("1"), r("."), r("甲"), r("；"), r("2"), r("."), r("乙"), r("；"), r("止"))},
		{
			"TableRow", tbl(tr(tc(p(r("案号")))), tr(tc(p(r("{{每件提案}}{{案号}}"))), tc(p(r("{{题目}}{{完}}")))), tr(tc(p(r("合计"))))),
			tbl(tr(tc(p(r("案号")))), tr(tc(p(r("1"))), tc(p(r("甲")))), tr(tc(p(r("2"))), tc(p(r("乙")))), tr(tc(p(r("合计"))))),
		},
		{
			"SeveralRows", tbl(tr(tc(p(r("{{每件提案}}{{案号}}")))), tr(tc(p(r("{{题目}}{{完}}"))))),
			tbl(tr(tc(p(r("1")))), tr(tc(p(r("甲")))), tr(tc(p(r("2")))), tr(tc(p(r("乙"))))),
		},
		{
			"NestedRows", tbl(tr(tc(p(r("{{每件提案}}{{案号}}")))), tr(tc(p(r("{{每位代表}}{{序号}}"))), tc(p(r("{{姓名}}/{{题目}}{{完}}")))), tr(tc(p(r("{{完}}"))))),
			tbl(tr(tc(p(r("1")))), tr(tc(p(r("1"))), tc(p(r("张三"), r("/"), r("甲")))), tr(tc(p(r("2"))), tc(p(r("李四"), r("/"), r("甲")))), tr(tc(p())), tr(tc(p(r("2")))), tr(tc(p()))),
		},
		{"TableWithoutRowsGoes", tbl(tr(tc(p(r("{{每个单位}}{{名称}}{{完}}")))), tr(tc(p(r("{{每个单位}}"))), tc(p(r("{{完}}"))))), tbl(tr(tc(p())))},
		{"OnlyRowsOfAnEmptyList", p(r("甲")) + tbl(tr(tc(p(r("{{每个单位}}"))), tc(p(r("{{完}}"))))), p(r("甲"))},
		{"IfThere", p(r("甲{{如有单位}}（{{单位}}）{{完}}")), p(r("甲"), r("（"), r("县教育局"), r("）"))},
		{"IfEmpty", p(r("甲{{如有空}}（{{空}}）{{完}}{{如无空}}无{{完}}")), p(r("甲"), r("无"))},
		{"IfAList", p(r("{{如有提案}}有{{完}}{{如无每个单位}}无{{完}}")), p(r("有"), r("无"))},
		{"ConditionOfParagraphs", p(r("{{如有空}}")) + p(r("一")) + tbl(tr(tc(p(r("二"))))) + p(r("{{完}}")) + p(r("三")), p(r("三"))},
		{"ParagraphOfAConditionGoes", tbl(tr(tc(p(r("甲")) + p(r("{{如有空}}乙{{完}}"))))), tbl(tr(tc(p(r("甲")))))},
		{"CellKeepsAParagraph", tbl(tr(tc(p(r("{{如有空}}乙{{完}}"))))), tbl(tr(tc(`<w:p/>`)))},
		{"ConditionOfARow", tbl(tr(tc(p(r("{{如有空}}甲"))), tc(p(r("乙{{完}}")))), tr(tc(p(r("丙"))))), tbl(tr(tc(p(r("丙")))))},
		{"ConditionWithinAList", p(r("{{每件提案}}{{案号}}{{如有代表}}*{{完}}{{完}}")), p(r("1"), r("*"), r("2"))},
		{
			"MergeField",
			p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD 单位 \* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`+b("«单位»")+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`, r("收")),
			p(b("县教育局"), r("收")),
		},
		{"SimpleMergeField", p(`<w:fldSimple w:instr=" MERGEFIELD &quot;单位&quot; ">` + b("«单位»") + `</w:fldSimple>`), p(b("县教育局"))},
		{
			"TextBox", p(`<w:r><w:pict><w:txbxContent>` + p(r("{{单位}}")) + `</w:txbxContent></w:pict></w:r>`),
			p(`<w:r><w:pict><w:txbxContent>` + p(r("县教育局")) + `</w:txbxContent></w:pict></w:r>`),
		},
		{"Hyperlink", p(`<w:hyperlink>` + r("见{{意见}}") + `</w:hyperlink>`), p(`<w:hyperlink>` + r("见") + `<w:r><w:t xml:space="preserve">第一段。</w:t><w:br/><w:t xml:space="preserve">第二段。</w:t></w:r></w:hyperlink>`)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := filled(t, c.body); got != c.want {
				t.Errorf("filled\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// What is filled in is text, whatever it looks like.
func TestValuesAreNotMarks(t *testing.T) {
	template, err := Read("模板.docx", testDocument(p(r("{{单位}}{{每件提案}}{{题目}}{{完}}"))))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	d := Data{Texts: map[string]string{"单位": "{{案由}}\x00\x0b"}, Lists: map[string][]Data{"每件提案": {proposal("1", "{{完}}")}}}
	if err := template.Fill(&out, testFields, d, Properties{}); err != nil {
		t.Fatal(err)
	}
	if got, want := bodyOf(t, out.Bytes()), p(r("{{案由}}"), r("{{完}}")); got != want {
		t.Errorf("filled\n%s\nwant\n%s", got, want)
	}
}

func TestSectionOfWhatGoesStays(t *testing.T) {
	last := `<w:p><w:pPr><w:sectPr><w:pgSz w:w="1" w:h="2"/></w:sectPr></w:pPr>` + r("{{完}}") + `</w:p>`
	got := filled(t, p(r("{{如有空}}"))+p(r("甲"))+last+p(r("乙")))
	if want := `<w:p><w:pPr><w:sectPr><w:pgSz w:w="1" w:h="2"/></w:sectPr></w:pPr></w:p>` + p(r("乙")); got != want {
		t.Errorf("filled\n%s\nwant\n%s", got, want)
	}
}

// Bookmarks and numbers of pictures are there once, however often what has them is repeated.
func TestWhatMustBeThereOnceIs(t *testing.T) {
	got := filled(t, p(r("{{每件提案}}"))+p(`<w:bookmarkStart w:id="1" w:name="a"/>`, `<w:r><w:drawing><wp:docPr xmlns:wp="x" id="1" name="章"/></w:drawing></w:r>`, `<w:bookmarkEnd w:id="1"/>`)+p(r("{{完}}")))
	if strings.Count(got, "bookmarkStart") != 1 || strings.Count(got, `id="1" name="章"`) != 1 || strings.Count(got, "docPr") != 2 {
		t.Errorf("filled\n%s", got)
	}
}

func TestSameBytesForSameValues(t *testing.T) {
	template, err := Read("模板.docx", testDocument(p(r("{{单位}}{{每件提案}}{{题目}}{{完}}"))))
	if err != nil {
		t.Fatal(err)
	}
	var first, second bytes.Buffer
	day := time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC)
	if err := template.Fill(&first, testFields, testData, Properties{Date: day}); err != nil {
		t.Fatal(err)
	}
	if err := template.Fill(&second, testFields, testData, Properties{Date: day.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the second document differs")
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       []string
	}{
		{"Unknown", p(r("{{单位名}}")), []string{"模板「模板.docx」里的「{{单位名}}」不认得", "案由、单位、意见"}},
		{"OfARowOutside", p(r("{{题目}}")), []string{"「{{题目}}」不认得"}},
		{"UnknownInAList", p(r("{{每件提案}}{{名称}}{{完}}")), []string{"「{{名称}}」不认得", "在这里可以用的有：案号、题目、每位代表", "序号"}},
		{"UnknownWhereNothingIs", p(r("{{如无单位}}{{名称}}{{完}}")), []string{"「{{名称}}」不认得"}},
		{"NumberOutside", p(r("{{序号}}")), []string{"「{{序号}}」不认得"}},
		{"ListAsText", p(r("{{每个人}}{{完}}")), []string{"「{{每个人}}」不认得"}},
		{"UnknownCondition", p(r("{{如有领导}}甲{{完}}")), []string{"「{{如有领导}}」不认得"}},
		{"NotClosed", p(r("{{每件提案}}{{案号}}")), []string{"「{{每件提案}}」没有写到哪里为止", "{{完}}"}},
		{"NotOpened", p(r("甲{{完}}")), []string{"多了一个「{{完}}」"}},
		{"HalfInATable", p(r("{{每件提案}}")) + tbl(tr(tc(p(r("{{案号}}{{完}}"))))), []string{"「{{每件提案}}」", "不能一个在表格里、一个在表格外"}},
		{"CrossingParagraphs", p(r("{{每件提案}}甲")) + p(r("{{案号}}{{完}}{{如有空}}")) + p(r("{{完}}")), []string{"「{{每件提案}}」", "各占一段"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			template, err := Read("模板.docx", testDocument(c.body))
			if err != nil {
				t.Fatal(err)
			}
			mustSay(t, template.Check(testFields), c.want...)
		})
	}
}

func TestMarkNotWrittenWhole(t *testing.T) {
	for _, body := range []string{p(r("{{案由}")), p(r("案由}}")), p(r("{{案由")) + p(r("}}")), p(r("{{案"), `<w:r><w:br/></w:r>`, r("由}}"))} {
		_, err := Read("模板.docx", testDocument(body))
		mustSay(t, err, "没有写完整")
	}
}

func mustSay(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatal("nothing is refused")
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("refused with %q, want %q in it", err, part)
		}
	}
}
