package page

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/cell"
)

// ofdParts are the parts of an OFD by name.
func ofdParts(t *testing.T, pages ...Page) map[string]string {
	t.Helper()
	write := func() []byte {
		var b bytes.Buffer
		if err := WriteOFD(&b, pages, Document{Title: "台账 <1>", Author: "政协办公室", Date: time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	data := write()
	if !bytes.Equal(data, write()) {
		t.Error("the same pages are other bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if z.File[0].Name != "OFD.xml" || !strings.HasPrefix(z.Comment, cell.OFDMark) {
		t.Errorf("first %s, comment %q", z.File[0].Name, z.Comment)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	return parts
}

// element is an element of a part.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []element  `xml:",any"`
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (e element) all(name string) (found []element) {
	for _, c := range e.Children {
		if c.XMLName.Local == name {
			found = append(found, c)
		}
		found = append(found, c.all(name)...)
	}
	return found
}

func parsed(t *testing.T, text string) element {
	t.Helper()
	var e element
	if err := xml.Unmarshal([]byte(text), &e); err != nil {
		t.Fatal(err)
	}
	if e.XMLName.Space != "http://www.ofdspec.org/2016" {
		t.Errorf("namespace %s", e.XMLName.Space)
	}
	return e
}

// Every text of a page is in its OFD at its place, each character where the PDF has it, and every reference leads somewhere.
func TestWriteOFD(t *testing.T) {
	pages := []Page{onePage("欧阳建国 <a&b>", rare, "  "), onePage("第二页")}
	parts := ofdParts(t, pages...)
	document := parsed(t, parts["Doc_0/Document.xml"])
	ids := map[string]bool{}
	most, err := strconv.Atoi(document.all("MaxUnitID")[0].Text)
	if err != nil {
		t.Fatal(err)
	}
	seen := func(e element) {
		id, err := strconv.Atoi(e.attr("ID"))
		if given := ids[e.attr("ID")]; err != nil || given || id > most || id < 1 {
			t.Errorf("%s has the ID %q of %d", e.XMLName.Local, e.attr("ID"), most)
		}
		ids[e.attr("ID")] = true
	}
	fonts := map[string]bool{}
	for _, f := range parsed(t, parts["Doc_0/"+document.all("PublicRes")[0].Text]).all("Font") {
		seen(f)
		fonts[f.attr("ID")] = true
	}
	list := document.all("Page")
	if len(list) != len(pages) {
		t.Fatalf("%d pages", len(list))
	}
	for i, p := range list {
		seen(p)
		content := parsed(t, parts["Doc_0/"+p.attr("BaseLoc")])
		var texts []string
		for _, o := range content.all("TextObject") {
			seen(o)
			code := o.all("TextCode")[0]
			texts = append(texts, code.Text)
			if !fonts[o.attr("Font")] {
				t.Errorf("no font %s", o.attr("Font"))
			}
			checkSteps(t, code)
		}
		for _, o := range append(content.all("PathObject"), content.all("Layer")...) {
			seen(o)
		}
		if want := inked(pages[i]); strings.Join(texts, "|") != strings.Join(want, "|") {
			t.Errorf("page %d says %q, want %q", i, texts, want)
		}
	}
	if root := parsed(t, parts["OFD.xml"]); root.all("Title")[0].Text+root.all("CreationDate")[0].Text != "台账 <1>2026-11-27" {
		t.Errorf("it is %s", parts["OFD.xml"])
	}
}

// inked are the texts of a page that are seen.
func inked(p Page) (texts []string) {
	for _, text := range p.Texts {
		if strings.TrimSpace(text.String) != "" {
			texts = append(texts, text.String)
		}
	}
	return texts
}

// checkSteps holds the steps between characters to what the face advances by, at 12 points.
func checkSteps(t *testing.T, code element) {
	t.Helper()
	runes := []rune(code.Text)
	steps := strings.Fields(code.attr("DeltaX"))
	if len(steps) != len(runes)-1 {
		t.Errorf("%q has %d steps", code.Text, len(steps))
		return
	}
	sum := 0.0
	for _, step := range steps {
		n, err := strconv.ParseFloat(step, 64)
		if err != nil {
			t.Fatal(err)
		}
		sum += n
	}
	for _, isBold := range []bool{false, true} {
		if want := Width(string(runes[:len(runes)-1]), 12, isBold) * 25.4 / 72; math.Abs(sum-want) < 0.02 {
			return
		}
	}
	t.Errorf("%q is %f mm wide", code.Text, sum)
}

// Bars are as grey in an OFD as in a PDF.
func TestGreyOFD(t *testing.T) {
	parts := ofdParts(t, onePage("县"))
	if got := parts["Doc_0/Pages/Page_0/Content.xml"]; !strings.Contains(got, `<ofd:FillColor Value="166 166 166"/><ofd:AbbreviatedData>M 0 0 L 28.222 0 L 28.222 7.056 L 0 7.056 C`) {
		t.Errorf("no grey bar of 80 x 20 points in %s", got)
	}
}
