package intake

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"
)

// Document is the text of a written paper.
type Document struct {
	Lines    []string // a paragraph each, in a table the cells of a row with tabs between them; empty ones are kept
	Numbered bool     // Word numbers paragraphs, which no text says
	Pictures int      // which are not read
}

// DocumentEndings are those of the files that ReadDocument reads.
var DocumentEndings = []string{"docx", "txt"}

const doDocument = "请在 Word 或 WPS 里另存为 .docx 或 .txt"

// documentKinds say of files that are no documents what they are.
var documentKinds = []struct{ magic, what string }{
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "是旧格式（.doc、.wps）或加了密码的文件"},
	{"%PDF", "是 PDF"},
	{"{\\rtf", "是 .rtf 文件"},
	{"\x89PNG", "是图片，不是文稿"},
	{"\xff\xd8\xff", "是图片，不是文稿"},
	{"Rar!", "是压缩包，不是文稿"},
	{"7z\xbc\xaf", "是压缩包，不是文稿"},
	{"MZ", "是程序，不是文稿"},
}

// ReadDocument reads the text of a .docx, or of a text file in the encodings that DecodeText reads, deciding by what is in it. Every error is an
// [*Error]. It stays within the limits of opt whatever the file holds.
func ReadDocument(ctx context.Context, path string, opt Options) (d *Document, err error) {
	opt = opt.withDefaults()
	data, err := readFile(path, opt)
	if err != nil {
		return nil, err
	}
	defer func() {
		if r := recover(); r != nil {
			d, err = nil, damagedDocument(fmt.Errorf("panic: %v", r)).of(path)
		}
	}()
	if d, err = readDocument(&budget{ctx: ctx, opt: opt, size: int64(len(data))}, data); err != nil {
		var why *refusal
		if !errors.As(err, &why) || why.do != doDocument {
			why = damagedDocument(err)
		}
		return nil, why.of(path)
	}
	return d, nil
}

func damagedDocument(err error) *refusal {
	return &refusal{what: "读不出文字，可能已损坏", do: doDocument, err: err}
}

func readDocument(b *budget, data []byte) (*Document, error) {
	for _, kind := range documentKinds {
		if bytes.HasPrefix(data, []byte(kind.magic)) {
			return nil, &refusal{what: kind.what, do: doDocument}
		}
	}
	d := &Document{}
	if bytes.HasPrefix(data, []byte("PK")) {
		p, err := openParts(b, data)
		if err != nil {
			return nil, err
		}
		if !p.has("word/document.xml") {
			return nil, &refusal{what: "不是 Word 文档", do: doDocument}
		}
		reader := &documentReader{d: d}
		if err := p.scan("word/document.xml", reader.token); err != nil {
			return nil, err
		}
	} else {
		text, err := DecodeText(data)
		if err != nil {
			return nil, &refusal{what: "不是文字文件，或文字编码认不出", do: doDocument, err: err}
		}
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
		for line := range strings.SplitSeq(text, "\n") {
			d.Lines = append(d.Lines, strings.TrimFunc(line, isBlank))
		}
	}
	if strings.Join(d.Lines, "") == "" {
		return nil, &refusal{what: "里没有文字", do: doDocument}
	}
	return d, nil
}

// documentReader collects the paragraphs of the main part of a .docx.
type documentReader struct {
	d     *Document
	line  strings.Builder
	cells int // depth of tables
	row   []string
	cell  []string // lines of a cell of the outermost table
	text  bool     // inside of what is text
	left  int      // depth inside of what is left out: deleted text, what stands in for a drawing
}

// leftOut are elements whose text is not that of the document.
var leftOut = map[string]bool{"del": true, "moveFrom": true, "Fallback": true, "instrText": true, "pict": true, "object": true}

func (r *documentReader) token(_ *xmlPart, token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		r.start(t.Name.Local)
	case xml.EndElement:
		r.end(t.Name.Local)
	case xml.CharData:
		if r.text && r.left == 0 {
			r.line.Write(t)
		}
	}
	return nil
}

func (r *documentReader) start(name string) {
	if r.left > 0 || leftOut[name] {
		r.left++
		if r.left == 1 && (name == "pict" || name == "object") {
			r.d.Pictures++
		}
		return
	}
	switch name {
	case "t":
		r.text = true
	case "tab":
		r.line.WriteByte(' ')
	case "br", "cr":
		r.line.WriteByte('\n')
	case "numPr":
		r.d.Numbered = true
	case "blip":
		r.d.Pictures++
	case "tbl":
		r.cells++
	}
}

func (r *documentReader) end(name string) {
	if r.left > 0 {
		r.left--
		return
	}
	switch name {
	case "t":
		r.text = false
	case "p":
		lines := strings.Split(r.line.String(), "\n")
		r.line.Reset()
		for i, line := range lines {
			lines[i] = strings.TrimFunc(line, isBlank)
		}
		if r.cells > 0 {
			r.cell = append(r.cell, lines...)
			return
		}
		r.d.Lines = append(r.d.Lines, lines...)
	case "tc":
		if r.cells == 1 {
			r.row = append(r.row, strings.Trim(strings.Join(r.cell, "\n"), "\n"))
			r.cell = nil
		}
	case "tr":
		if r.cells == 1 {
			r.d.Lines = append(r.d.Lines, strings.Split(strings.Join(r.row, "\t"), "\n")...)
			r.row = nil
		}
	case "tbl":
		r.cells--
	}
}
