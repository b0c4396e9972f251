package export_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cppccdesk/data/store"
	"cppccdesk/export"
	"cppccdesk/export/sampleyear/sampletest"
)

// The office's own template is used until it is reset; one that cannot be filled changes nothing.
func TestOwnTemplate(t *testing.T) {
	s := sampletest.MustOpen(t)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	request, own := paperRequest(t, "交办通知"), filepath.Join(t.TempDir(), "我们的.docx")
	list, letter := paperRequest(t, "归档文件目录").Paper, paperRequest(t, "答复函").Paper
	first := string(writePapers(t, s, request)["2026年交办通知.docx"])
	must(export.ExportTemplate(t.Context(), s, letter, own))
	if err := export.ReplaceTemplate(t.Context(), s, "李雷", request.Paper, own); err == nil || !strings.Contains(store.Sentence(err), "模板「我们的.docx」里的「{{如有办理结果}}」不认得。可以用的有：年度、") {
		t.Errorf("replaced with %v", err)
	}
	if again := string(writePapers(t, s, request)["2026年交办通知.docx"]); again != first {
		t.Error("a refused template is used")
	}
	if err := export.ResetTemplate(t.Context(), s, "李雷", list); err == nil {
		t.Error("what is shipped is reset")
	}
	must(os.WriteFile(own, simplified(t), 0o600))
	for range 2 { // again: the one before goes to the bin
		must(export.ReplaceTemplate(t.Context(), s, "李雷", list, own))
	}
	if ids, err := store.IDs(t.Context(), s.DB(), "SELECT id FROM attachment WHERE tbl = 'paper_template' AND deleted_at = ''"); err != nil || len(ids) != 1 {
		t.Errorf("templates %v, %v", ids, err)
	}
	archive := paperRequest(t, "归档文件目录")
	if text := documentText(t, writePapers(t, s, archive)["2026年归档文件目录.docx"]); strings.TrimSpace(text) != "共259件" {
		t.Errorf("with the office's own template it says %s", text)
	}
	must(export.ResetTemplate(t.Context(), s, "李雷", list))
	if text := documentText(t, writePapers(t, s, archive)["2026年归档文件目录.docx"]); !strings.HasPrefix(text, "归档文件目录\n") {
		t.Error("it is not reset")
	}
}

// simplified is a template of one line.
func simplified(t *testing.T) []byte {
	t.Helper()
	const kind, relation = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="` + kind + `"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="` + relation + `" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>共{{件数}}件</w:t></w:r></w:p></w:body></w:document>`},
	} {
		w, err := archive.Create(part[0])
		if err == nil {
			_, err = w.Write([]byte(part[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
