package paper

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
)

func TestHostileTemplates(t *testing.T) {
	with := func(change func(parts map[string]string)) []byte {
		parts := testParts(p(r("{{单位}}")))
		change(parts)
		return packed(parts)
	}
	relation := func(kind, target, mode string) []byte {
		return with(func(parts map[string]string) {
			parts["word/_rels/document.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="x" Type="` + testRelations + kind + `" Target="` + target + `"` + mode + `/></Relationships>`
		})
	}
	const external = ` TargetMode="External"`
	typed := func(kind string) []byte {
		return with(func(parts map[string]string) {
			parts["[Content_Types].xml"] = strings.Replace(parts["[Content_Types].xml"], "</Types>", `<Override PartName="/word/x.bin" ContentType="`+kind+`"/></Types>`, 1)
			parts["word/x.bin"] = "x"
		})
	}
	body := func(text string) []byte { return testDocument(text) }
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"Nothing", nil, "不是 Word 文档"},
		{"Text", []byte("{{单位}}"), "不是 Word 文档"},
		{"OldFormat", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "旧格式"},
		{"CutOff", testDocument(p(r("甲")))[:300], "已损坏"},
		{"OtherZip", packed(map[string]string{"a.txt": "甲"}), "不是 Word 文档"},
		{"Workbook", with(func(parts map[string]string) {
			parts["[Content_Types].xml"] = strings.Replace(parts["[Content_Types].xml"], wordType+"document.main+xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", 1)
		}), "不是 Word 文档"},
		{"MacrosByType", typed("application/vnd.ms-word.document.macroEnabled.main+xml"), "宏"},
		{"MacroProject", typed("application/vnd.ms-office.vbaProject"), "宏"},
		{"Template", typed(wordType + "template.main+xml"), ".dotx"},
		{"ActiveX", typed("application/vnd.ms-office.activeX+xml"), "控件"},
		{"MacroRelation", relation("vbaProject", "vba.bin", ""), "宏"},
		{"LinkedPicture", relation("image", "http://example.com/a.png", external), "链接到别处"},
		{"LinkedFile", relation("oleObject", "file:///c:/a.xls", external), "嵌入的对象"},
		{"Embedded", relation("package", "a.xlsx", ""), "嵌入的文件"},
		{"OtherDocument", relation("aFChunk", "a.html", ""), "别的文档"},
		{"UnknownOutside", relation("something", "\\\\server\\share", external), "链接到别处"},
		{"AltChunk", body(`<w:altChunk r:id="x"/>`), "嵌入了别的文档"},
		{"Object", body(p(`<w:r><w:object/></w:r>`)), "嵌入了别的文档"},
		{"DDE", body(p(`<w:r><w:instrText> DDEAUTO c:\\windows\\system32\\cmd.exe "/c calc" </w:instrText></w:r>`)), "运行程序的域"},
		{"DDEInPieces", body(p(`<w:r><w:instrText> DDE</w:instrText></w:r>`, `<w:r><w:instrText>AUTO cmd</w:instrText></w:r>`)), "运行程序的域"},
		{"IncludedPicture", body(p(`<w:fldSimple w:instr="INCLUDEPICTURE http://example.com/a"/>`)), "运行程序的域"},
		{"DocumentType", with(func(parts map[string]string) {
			parts["word/document.xml"] = `<!DOCTYPE a [<!ENTITY b "c">]>` + parts["word/document.xml"]
		}), "文档类型"},
		{"OtherEncoding", with(func(parts map[string]string) {
			parts["word/document.xml"] = `<?xml version="1.0" encoding="UTF-16"?>` + parts["word/document.xml"]
		}), "读不懂"},
		{"BrokenXML", with(func(parts map[string]string) { parts["word/document.xml"] += "<" }), "读不懂"},
		{"Deep", body(strings.Repeat("<w:sdt>", 300) + strings.Repeat("</w:sdt>", 300)), "不合常理"},
		{"ManyElements", body(strings.Repeat("<w:p/>", elementLimit)), "不合常理"},
		{"Bomb", body(strings.Repeat(" ", partLimit)), "不合常理"},
		{"BombOfManyParts", with(func(parts map[string]string) {
			for _, name := range []string{"a", "b", "c", "d", "e", "f", "g"} {
				parts[name] = strings.Repeat("\x00", 15<<20)
			}
		}), "不合常理"},
		{"PathOutside", with(func(parts map[string]string) { parts["../a.xml"] = "<a/>" }), "不对"},
		{"Backslash", with(func(parts map[string]string) { parts[`word\a.xml`] = "<a/>" }), "不对"},
		{"Twice", twice(), "不对"},
		{"StrictFormat", with(func(parts map[string]string) {
			parts["word/document.xml"] = strings.ReplaceAll(parts["word/document.xml"], wordNamespace, "http://purl.oclc.org/ooxml/wordprocessingml/main")
		}), "不认得"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Read("模板.docx", c.content)
			mustSay(t, err, "模板「模板.docx」", c.want)
		})
	}
}

// twice is a document with two parts of one name.
func twice() []byte {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for range 2 {
		w, err := archive.Create("word/document.xml")
		if err == nil {
			_, err = w.Write([]byte("<a/>"))
		}
		if err != nil {
			panic(err) // into memory
		}
	}
	if err := archive.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// The head of a part may say that it is small.
func TestSizeIsMeasured(t *testing.T) {
	content := testDocument(strings.Repeat(" ", partLimit))
	at := bytes.LastIndex(content, []byte("PK\x01\x02"))
	for i := at; i >= 0; i = bytes.LastIndex(content[:i], []byte("PK\x01\x02")) {
		if size := binary.LittleEndian.Uint32(content[i+24:]); size > partLimit {
			binary.LittleEndian.PutUint32(content[i+24:], 10)
		}
	}
	if _, err := Read("模板.docx", content); err == nil {
		t.Error("it is taken")
	}
}

// The template a document was made from and the table of a mail merge are forgotten: they are on somebody's disk.
func TestLinksOfEveryDocumentAreTakenOut(t *testing.T) {
	parts := testParts(p(r("{{单位}}")))
	parts["word/settings.xml"] = `<w:settings ` + testNamespaces + `><w:attachedTemplate r:id="x"/><w:mailMerge><w:dataSource r:id="y"/></w:mailMerge><w:zoom w:percent="100"/></w:settings>`
	parts["word/_rels/settings.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="x" Type="` + testRelations + `attachedTemplate" Target="file:///c:/Normal.dotm" TargetMode="External"/><Relationship Id="y" Type="` + testRelations + `mailMergeSource" Target="file:///c:/a.xls" TargetMode="External"/></Relationships>`
	parts["word/_rels/document.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="z" Type="` + testRelations + `hyperlink" Target="http://example.com" TargetMode="External"/></Relationships>`
	parts["docProps/core.xml"] = `<coreProperties>李四</coreProperties>`
	template, err := Read("模板.docx", packed(parts))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := template.Fill(&out, testFields, testData, Properties{Title: "甲", Creator: "乙"}); err != nil {
		t.Fatal(err)
	}
	for name, gone := range map[string]string{"word/settings.xml": "attachedTemplate", "word/_rels/settings.xml.rels": "file:", "docProps/core.xml": "李四"} {
		if text := partOf(t, out.Bytes(), name); strings.Contains(text, gone) {
			t.Errorf("%s still has %s: %s", name, gone, text)
		}
	}
	if text := partOf(t, out.Bytes(), "word/_rels/document.xml.rels"); !strings.Contains(text, "example.com") {
		t.Error("a link that is only clicked is gone")
	}
	if text := partOf(t, out.Bytes(), "docProps/app.xml"); !strings.Contains(text, "政协民主监督工作台") {
		t.Errorf("it does not say who made it: %s", text)
	}
}

// Whatever the file is, it is refused or filled, and what is filled can be read again.
func FuzzTemplate(f *testing.F) {
	for _, body := range []string{p(r("{{单位}}")), p(r("{{每件提案}}")) + tbl(tr(tc(p(r("{{案号}}"))))) + p(r("{{完}}")), tbl(tr(tc(p(r("{{每件提案}}{{意见}}"))), tc(p(r("{{完}}")))))} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		template, err := Read("模板.docx", testDocument(body))
		if err != nil || template.Check(testFields) != nil {
			return
		}
		var out bytes.Buffer
		if err := template.Fill(&out, testFields, testData, Properties{}); err != nil {
			t.Fatalf("checked, and then %v", err)
		}
		if again, err := Read("文书.docx", out.Bytes()); err != nil {
			if !strings.Contains(err.Error(), "没有写完整") { // braces of values
				t.Fatalf("what is filled is refused: %v", err)
			}
		} else if left := again.Check(nil); left != nil {
			t.Fatalf("a mark is left: %v", left)
		}
	})
}
