package data_test

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// wordFile writes a .docx of the XML inside its body.
func wordFile(t *testing.T, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "文稿.docx")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	w, err := z.Create("word/document.xml")
	if err == nil {
		_, err = w.Write([]byte(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`))
	}
	if err == nil {
		err = z.Close()
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// paragraphs are lines as paragraphs of a .docx.
func paragraphs(lines ...string) string {
	return "<w:p><w:r><w:t>" + strings.Join(lines, "</w:t></w:r></w:p><w:p><w:r><w:t>") + "</w:t></w:r></w:p>"
}

// textFile writes a .txt.
func textFile(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "文稿.txt")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A proposer's paper gives what is certain of his proposal; what is doubtful is told and left to the clerk.
func TestManuscripts(t *testing.T) {
	o := openOffice(t)
	for _, v := range []record.Values{{"name": "李静"}, {"name": "王芳", "workplace": "县一中"}, {"name": "王芳", "workplace": "县医院"}} {
		o.save(roster.Members, v)
	}
	text := "一、情况\n县城路窄。\n二、建议\n拓宽道路。"
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("关于修路的建议\r\n提案人：民建县委\r\n" + strings.ReplaceAll(text, "\n", "\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	cell := func(text string) string { return "<w:tc>" + paragraphs(text) + "</w:tc>" }
	by := func(names ...string) string {
		var all []rows.Row
		for i, name := range names {
			all = append(all, rows.Row{"name": name, "role": []string{"提案人", "联名"}[min(i, 1)]})
		}
		return rows.Text(all)
	}
	for _, test := range []struct {
		name, path string
		want       record.Values
		doubts     string
	}{
		{
			"labels", wordFile(t, paragraphs("政协云岭县委员会提案", "案由：关于修路的建议", "提案人：民建县委、张小明", "建议办理单位：县交通运输局", "是否同意公开：不同意", "联系电话：0471", "一、情况", "县城路窄。", "二、建议", "拓宽道路。")),
			record.Values{"title": "关于修路的建议", "proposers": by("民建县委", "张小明"), "suggested_units": "县交通运输局", "open": "否", "body": text},
			"「张小明」不在本届委员名册中，请核对|没有填入的几行：「政协云岭县委员会提案」「联系电话：0471」",
		},
		{
			"title of two lines, a line of names, a signature", wordFile(t, paragraphs("政协云岭县委员会提案", "关于修路和", "管好道路的建议", "（张 小 明）", "一、情况", "县城路窄。", "二、建议", "拓宽道路。", "2026年1月8日")),
			record.Values{"title": "关于修路和管好道路的建议", "body": text},
			"案由下面的「（张 小 明）」像是提案人，名册里没有，没有填入|没有填入的几行：「政协云岭县委员会提案」「2026年1月8日」",
		},
		{"a line of names known", textFile(t, "关于修路的建议\n李　静  民建县委\n联系电话：0471\n"+text), record.Values{"title": "关于修路的建议", "proposers": by("李静", "民建县委"), "body": text}, "没有填入的几行：「联系电话：0471」"},
		{"of two of a name", textFile(t, "关于修路的建议\n王芳\n"+text), record.Values{"title": "关于修路的建议", "body": text}, "本届有 2 位委员名叫「王芳」，没有填入，请选是哪一位"},
		{"a text in GBK", textFile(t, gbk), record.Values{"title": "关于修路的建议", "proposers": by("民建县委"), "body": text}, ""},
		{"signed", textFile(t, "关于修路的建议\n"+text+"\n民建县委\n2026年1月8日"), record.Values{"title": "关于修路的建议", "proposers": by("民建县委"), "body": text}, "没有填入的几行：「2026年1月8日」"},
		{
			"a table", wordFile(t, "<w:tbl><w:tr>"+cell("案由")+cell("关于修路的建议")+"</w:tr><w:tr>"+cell("提案人")+cell("民建县委")+cell("分类")+cell("修路类")+"</w:tr><w:tr>"+cell("内容")+"<w:tc>"+paragraphs(strings.Split(text, "\n")...)+"</w:tc></w:tr></w:tbl>"),
			record.Values{"title": "关于修路的建议", "proposers": by("民建县委"), "body": text},
			"分类「修路类」不是用词表里的，没有填入",
		},
		{"no title", textFile(t, text), record.Values{"body": text}, "没有找到案由，如「关于……的建议」|没有写明提案人"},
		{"a title cut short", textFile(t, "关于修路\n提案人：民建县委等3人\n"+text), record.Values{"proposers": by("民建县委"), "body": text}, "「关于修路」像是案由，但不像写完了，没有填入|提案人写着「民建县委等3人」，其余各位请补上"},
		{
			"deleted text, numbers and pictures", wordFile(t, paragraphs("关于修路的建议", "提案人：民建县委")+`<w:p><w:pPr><w:numPr/></w:pPr><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>情况</w:t></w:r></w:p><w:p><w:r><w:pict/><w:t>县城路窄。</w:t></w:r></w:p>`),
			record.Values{"title": "关于修路的建议", "proposers": by("民建县委"), "body": "情况\n县城路窄。"},
			"文稿用了自动编号，段首的「一、」等没有读入，请核对正文|文稿里的 1 张图片没有读入，可以把文稿存为附件",
		},
	} {
		document, err := intake.ReadDocument(t.Context(), test.path, intake.Options{})
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		got, err := proposal.ReadManuscript(t.Context(), o.DB(), record.Scope{Year: 2026, Day: "2026-11-23"}, document)
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		if diff := cmp.Diff(test.want, got.Values); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
		var doubts []string
		for _, d := range got.Doubts {
			doubts = append(doubts, d.Words)
		}
		if diff := cmp.Diff(test.doubts, strings.Join(doubts, "|")); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

// What is no paper is refused in a sentence that says what it is.
func TestNoManuscripts(t *testing.T) {
	for content, want := range map[string]string{
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "是旧格式（.doc、.wps）或加了密码的文件", "%PDF-1.7": "是 PDF", "PK\x03\x04": "读不出文字，可能已损坏", " \n ": "里没有文字",
		"\x00\x01\x02\x00": "不是文字文件，或文字编码认不出",
	} {
		_, err := intake.ReadDocument(t.Context(), textFile(t, content), intake.Options{})
		if got := store.Sentence(err); got != "文件「文稿.txt」"+want+"，请在 Word 或 WPS 里另存为 .docx 或 .txt。" {
			t.Errorf("%q: %s", content, got)
		}
	}
}

// Who is named in the rows of a form tells the kind of a proposal, as it does in a ledger; who only seconds does not.
func TestRowsOfProposersTellTheKind(t *testing.T) {
	o := openOffice(t)
	for _, c := range []struct{ want, first, other, role string }{
		{"团体提案", "县工商联", "", ""},
		{"党派提案", "民建县委", "", ""},
		{"个人提案", "张三", "", ""},
		{"联名提案", "张三", "李四", "提案人"},
		{"联名提案", "张三", "李四", "联名"},
		{"个人提案", "张三", "李四", "附议"},
	} {
		all := []rows.Row{{"name": c.first, "role": "提案人"}}
		if c.other != "" {
			all = append(all, rows.Row{"name": c.other, "role": c.role})
		}
		id := o.save(proposal.Proposals, record.Values{"title": "关于" + c.want + c.role + "的建议", "proposers": rows.Text(all), "received_on": "2026-01-20"})
		o.expect(proposal.Proposals, id, record.Values{"kind": c.want})
	}
}
