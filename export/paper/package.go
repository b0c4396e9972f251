package paper

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/beevik/etree"
)

// FileLimit is how many bytes a template may have, which may hold an emblem. A page of a paper is some ten kilobytes.
const FileLimit = 20 << 20

// What a template may have at most inside.
const (
	partLimit    = 16 << 20  // bytes of one part that is XML, unpacked
	wholeLimit   = 100 << 20 // bytes of all parts, unpacked
	partsLimit   = 1000
	elementLimit = 300_000 // in one part
	depthLimit   = 200
)

// part is a file of the package.
type part struct {
	name    string
	content []byte
	text    *etree.Document // of parts with paragraphs, whose marks are read
}

const (
	typesName     = "[Content_Types].xml"
	relationsName = "_rels/.rels"
	wordType      = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// Read reads a template and finds its marks. Refused in a sentence is what is no .docx, is damaged, larger or deeper than any paper, holds macros,
// controls, embedded programs or parts of other formats, has a document type, or has Word fetch or run something when it is opened: linked
// pictures, linked documents, and fields that read files. The template a document was made from and the table of a mail merge are links too; those
// are only taken out, as every document made from a template has one.
func Read(name string, content []byte) (*Template, error) {
	t := &Template{name: name}
	if len(content) > FileLimit {
		return nil, t.refuse("太大，有 %d MB，最多 %d MB。请压缩里面的图片。", len(content)>>20, FileLimit>>20)
	}
	switch {
	case bytes.HasPrefix(content, []byte("\xD0\xCF\x11\xE0")):
		return nil, t.refuse("是旧格式（.doc、.wps）或加了密码的文件。请去掉密码，在 Word 或 WPS 里另存为 .docx。")
	case !bytes.HasPrefix(content, []byte("PK")):
		return nil, t.refuse("不是 Word 文档。请在 Word 或 WPS 里另存为 .docx。")
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, t.refuse("已损坏，打不开。请重新另存为 .docx。")
	}
	if err := t.unpack(archive); err != nil {
		return nil, err
	}
	return t, t.understand()
}

// unpack reads the parts within the limits.
func (t *Template) unpack(archive *zip.Reader) error {
	if len(archive.File) > partsLimit {
		return t.refuse("有 %d 个部分，不像一份文书。请换一个文件。", len(archive.File))
	}
	left := int64(wholeLimit)
	for _, f := range archive.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if !plainName(f.Name) || t.part(f.Name) != nil {
			return t.refuse("已损坏：里面的「%s」不对。请重新另存为 .docx。", shorten(f.Name))
		}
		limit := left
		if isXML(f.Name) {
			limit = min(left, partLimit)
		}
		content, err := readPart(f, limit)
		if errors.Is(err, errTooLarge) {
			return t.refuse("里面的「%s」大得不合常理，没有读。请换一个文件。", f.Name)
		} else if err != nil {
			return t.refuse("已损坏，「%s」读不出来。请重新另存为 .docx。", f.Name)
		}
		left -= int64(len(content))
		if isXML(f.Name) {
			if err := t.scan(f.Name, content); err != nil {
				return err
			}
		}
		t.parts = append(t.parts, part{name: f.Name, content: content})
	}
	return nil
}

func plainName(name string) bool {
	return name != "" && !strings.ContainsAny(name, "\\:") && !strings.HasPrefix(name, "/") && path.Clean(name) == name && !strings.HasPrefix(name, "..")
}

func isXML(name string) bool {
	return strings.HasSuffix(strings.ToLower(name), ".xml") || strings.HasSuffix(strings.ToLower(name), ".rels") || strings.HasSuffix(strings.ToLower(name), ".vml")
}

var errTooLarge = errors.New("paper: a part is too large")

// readPart unpacks a part of at most limit bytes, whatever its head says.
func readPart(f *zip.File, limit int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err := errors.Join(err, r.Close()); err != nil {
		return nil, err
	}
	if int64(len(content)) > limit {
		return nil, errTooLarge
	}
	return content, nil
}

// scan refuses XML that is damaged, too deep or too long, or has a document type.
func (t *Template) scan(name string, content []byte) error {
	in := xml.NewDecoder(bytes.NewReader(content))
	depth, elements := 0, 0
	for {
		token, err := in.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return t.refuse("已损坏，「%s」读不懂。请重新另存为 .docx。", name)
		}
		switch token.(type) {
		case xml.Directive:
			return t.refuse("的「%s」里有文档类型声明，Word 和 WPS 不会这样写，没有读。请换一个文件。", name)
		case xml.StartElement:
			depth++
			elements++
		case xml.EndElement:
			depth--
		}
		if depth > depthLimit || elements > elementLimit {
			return t.refuse("的「%s」大得不合常理，没有读。请换一个文件。", name)
		}
	}
}

func (t *Template) part(name string) *part {
	i := slices.IndexFunc(t.parts, func(p part) bool { return strings.EqualFold(p.name, name) })
	if i < 0 {
		return nil
	}
	return &t.parts[i]
}

// parse reads the XML of a part.
func (t *Template) parse(p *part) (*etree.Document, error) {
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(p.content); err != nil || doc.Root() == nil {
		return nil, t.refuse("已损坏，「%s」读不懂。请重新另存为 .docx。", p.name)
	}
	return doc, nil
}

// understand finds the parts with text and their marks, and sees to what must not be in the package.
func (t *Template) understand() error {
	types := t.part(typesName)
	if types == nil || t.part(relationsName) == nil {
		return t.refuse("不是 Word 文档。请在 Word 或 WPS 里另存为 .docx。")
	}
	list, err := t.parse(types)
	if err != nil {
		return err
	}
	if err := t.checkTypes(list.Root()); err != nil {
		return err
	}
	if err := t.checkRelations(); err != nil {
		return err
	}
	main := false
	for _, e := range list.Root().SelectElements("Override") {
		kind, found := strings.CutPrefix(e.SelectAttrValue("ContentType", ""), wordType)
		p := t.part(strings.TrimPrefix(e.SelectAttrValue("PartName", ""), "/"))
		if !found || p == nil {
			continue
		}
		switch kind {
		case "document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml":
			main = main || kind == "document.main+xml"
			err = t.readText(p)
		case "settings+xml":
			err = t.clearSettings(p)
		}
		if err != nil {
			return err
		}
	}
	if !main {
		return t.refuse("不是 Word 文档。请在 Word 或 WPS 里另存为 .docx。")
	}
	return t.checkTree()
}

// checkTree refuses elements that bring in other documents.
func (t *Template) checkTree() (err error) {
	for _, p := range t.parts {
		if p.text == nil {
			continue
		}
		walk(p.text.Root(), func(c *etree.Element) bool {
			if is(c, "altChunk") || is(c, "subDoc") || is(c, "object") || is(c, "control") {
				err = t.refuse("里嵌入了别的文档或对象，打开时会另外读取。请删去它，或改成文字和图片。")
			}
			return err == nil
		})
		for _, code := range fieldCodes(p.text.Root()) {
			if fetching.MatchString(code) {
				return t.refuse("里有会读取别的文件或运行程序的域「%s」。请删去它。", shorten(strings.TrimSpace(code)))
			}
		}
	}
	return err
}

const wordNamespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

func (t *Template) readText(p *part) error {
	doc, err := t.parse(p)
	if err != nil {
		return err
	}
	if root := doc.Root(); root.Space != "w" || root.NamespaceURI() != wordNamespace {
		return t.refuse("的格式（%s）不认得。请在 Word 或 WPS 里另存为 .docx，不要选「严格」的那一种。", p.name)
	}
	if err := t.markUp(doc.Root()); err != nil {
		return err
	}
	p.text = doc
	return nil
}

// clearSettings takes out of the settings what names other files.
func (t *Template) clearSettings(p *part) error {
	doc, err := t.parse(p)
	if err != nil {
		return err
	}
	for _, tag := range []string{"attachedTemplate", "mailMerge", "saveThroughXslt", "linkStyles"} {
		for _, e := range doc.Root().SelectElements("w:" + tag) {
			doc.Root().RemoveChild(e)
		}
	}
	return store(p, doc)
}

func store(p *part, doc *etree.Document) (err error) {
	p.content, err = doc.WriteToBytes()
	return err
}
