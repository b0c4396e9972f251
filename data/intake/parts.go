package intake

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// parts are the files inside an .xlsx or .ods, by lower-case name. Sizes are never taken from the directory: what is read is
// counted while inflating.
type parts struct {
	b     *budget
	files map[string]*zip.File
}

const maxParts = 20_000

func openParts(b *budget, data []byte) (*parts, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, corrupt(err)
	}
	if len(r.File) > maxParts {
		return nil, bomb(fmt.Errorf("%d entries", len(r.File)))
	}
	p := &parts{b: b, files: make(map[string]*zip.File, len(r.File))}
	for _, f := range r.File {
		name := partName(f.Name)
		if _, twice := p.files[name]; !twice {
			p.files[name] = f
		}
	}
	return p, nil
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, "\\", "/")), "/"))
}

func (p *parts) has(name string) bool { return p.files[partName(name)] != nil }

var errNoPart = errors.New("part missing")

// scan calls visit for every token of an XML part.
func (p *parts) scan(name string, visit func(x *xmlPart, token xml.Token) error) (err error) {
	f := p.files[partName(name)]
	if f == nil {
		return fmt.Errorf("%s: %w", name, errNoPart)
	}
	body, err := f.Open()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	defer func() {
		if cerr := body.Close(); err == nil && cerr != nil && !errors.Is(cerr, zip.ErrChecksum) {
			err = cerr
		}
	}()
	x := &xmlPart{b: p.b, body: body}
	x.decoder = xml.NewDecoder(x)
	x.decoder.CharsetReader = charset
	for {
		token, err := x.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = visit(x, token)
		}
		if errors.Is(err, errDone) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
}

// errDone ends a scan early.
var errDone = errors.New("done")

const (
	maxToken = 4 << 20 // bytes of one tag or text; Excel's cells hold 32,767 characters
	maxDepth = 64
)

// xmlPart reads one part token by token within the budget.
type xmlPart struct {
	b       *budget
	body    io.Reader
	decoder *xml.Decoder
	depth   int
	token   int // bytes read since the last token
}

// Read meters what the decoder takes from the part.
func (x *xmlPart) Read(into []byte) (int, error) {
	n, err := x.body.Read(into)
	x.token += n
	if x.token > maxToken {
		return 0, bomb(fmt.Errorf("a token of more than %d bytes", maxToken))
	}
	if err := x.b.inflate(n); err != nil {
		return 0, err
	}
	if errors.Is(err, zip.ErrChecksum) && n == 0 {
		err = io.EOF // other programs open such files too
	}
	return n, err
}

func (x *xmlPart) next() (xml.Token, error) {
	if err := x.b.step(); err != nil {
		return nil, err
	}
	token, err := x.decoder.RawToken()
	x.token = 0
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case xml.StartElement:
		if x.depth++; x.depth > maxDepth {
			return nil, bomb(fmt.Errorf("elements nested more than %d deep", maxDepth))
		}
	case xml.EndElement:
		x.depth--
	case xml.Directive:
		if bytes.Contains(bytes.ToUpper(t), []byte("ENTITY")) {
			return nil, bomb(errors.New("entity declarations"))
		}
	}
	return token, nil
}

// text is the character data up to the end of the element just started, elements inside included.
func (x *xmlPart) text() (string, error) {
	var first string
	var more strings.Builder
	for depth := 1; depth > 0; {
		token, err := x.next()
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			if first == "" && more.Len() == 0 {
				first = string(t)
				continue
			}
			if more.Len() == 0 {
				more.WriteString(first)
			}
			if more.Len() > maxToken {
				return "", bomb(errors.New("a text of several megabytes"))
			}
			more.Write(t)
		}
	}
	if more.Len() > 0 {
		return more.String(), nil
	}
	return first, nil
}

// children calls visit for every element in the one just started, up to its end; visit reads each to its end.
func (x *xmlPart) children(visit func(xml.StartElement) error) error {
	for {
		token, err := x.next()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if err := visit(t); err != nil {
				return err
			}
		}
	}
}

// skip goes to the end of the element just started.
func (x *xmlPart) skip() error {
	return x.children(func(xml.StartElement) error { return x.skip() })
}

// shape counts the pictures in what is drawn by an OpenDocument element just started; what stands in for an object, such as a chart, is none.
func (x *xmlPart) shape(name string) (int, error) {
	pictures, object := 0, false
	err := x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "image":
			pictures++
			return x.skip()
		case "object", "object-ole":
			object = true
			return x.skip()
		}
		inside, err := x.shape(e.Name.Local)
		pictures += inside
		return err
	})
	switch {
	case object:
		return 0, err
	case name == "frame": // its pictures are one, in several formats
		return min(pictures, 1), err
	}
	return pictures, err
}

func charset(name string, input io.Reader) (io.Reader, error) {
	switch strings.ToLower(name) {
	case "utf-8", "utf8", "us-ascii":
		return input, nil
	case "gbk", "gb2312", "gb18030":
		return simplifiedchinese.GB18030.NewDecoder().Reader(input), nil
	}
	return nil, fmt.Errorf("encoding %s", name)
}

func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}
