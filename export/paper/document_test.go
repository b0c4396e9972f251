package paper

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
)

// What documents of tests are made of.
func p(runs ...string) string { return element("w:p", strings.Join(runs, "")) }

func pp(style string, runs ...string) string {
	return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>" + strings.Join(runs, "") + "</w:p>"
}

func r(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

func b(text string) string {
	return `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">` + text + `</w:t></w:r>`
}
func tbl(rows ...string) string      { return element("w:tbl", strings.Join(rows, "")) }
func tr(cells ...string) string      { return element("w:tr", strings.Join(cells, "")) }
func tc(paragraphs ...string) string { return element("w:tc", strings.Join(paragraphs, "")) }

func element(tag, inside string) string {
	if inside == "" {
		return "<" + tag + "/>"
	}
	return "<" + tag + ">" + inside + "</" + tag + ">"
}

const (
	testNamespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	testRelations  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
)

// testParts are the parts of a document with this body.
func testParts(body string) map[string]string {
	return map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="` + wordType + `document.main+xml"/><Override PartName="/word/settings.xml" ContentType="` + wordType + `settings+xml"/></Types>`,
		"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="` + testRelations + `officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   `<w:document ` + testNamespaces + `><w:body>` + body + `<w:sectPr/></w:body></w:document>`,
		"word/settings.xml":   `<w:settings ` + testNamespaces + `><w:zoom w:percent="100"/></w:settings>`,
	}
}

func testDocument(body string) []byte { return packed(testParts(body)) }

func packed(parts map[string]string) []byte {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := archive.Create(name)
		if err == nil {
			_, err = w.Write([]byte(parts[name]))
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

// partOf is a part of a document.
func partOf(t *testing.T, content []byte, name string) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := archive.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// bodyOf is what is in the body of a document, without its last section.
func bodyOf(t *testing.T, content []byte) string {
	t.Helper()
	_, body, _ := strings.Cut(partOf(t, content, "word/document.xml"), "<w:body>")
	body, _, _ = strings.Cut(body, "<w:sectPr/></w:body>")
	return body
}
