package page

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// Document says what a PDF is. Date is the day of its figures, not that of the clock: the same pages of the same day are the same bytes.
type Document struct {
	Title, Author string
	Date          time.Time
}

// WritePDF writes pages as a PDF (ISO 32000-1) with the parts of the font that they use. Texts can be found and copied, those outside the
// basic plane too, which is why the file is written here: the libraries for it write their code points wrongly or stop at them.
func WritePDF(w io.Writer, pages []Page, d Document) error {
	p := &pdf{}
	catalog, tree, info := p.reserve(), p.reserve(), p.reserve()
	fonts := map[bool]pdfFont{}
	var resources strings.Builder
	for _, weight := range []bool{false, true} {
		runes := runesOf(pages, weight)
		if len(runes) == 0 {
			continue
		}
		font, err := p.embed(weight, runes)
		if err != nil {
			return fmt.Errorf("cut the font of %s: %w", d.Title, err)
		}
		fonts[weight] = font
		fmt.Fprintf(&resources, "/%s %d 0 R ", font.name, font.object)
	}
	var kids strings.Builder
	for _, page := range pages {
		content := p.stream("", page.operators(fonts))
		kid := p.reserve()
		p.object(kid, fmt.Sprintf("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %s %s] /Contents %d 0 R /Resources << /Font << %s>> >> >>",
			tree, number(page.Width), number(page.Height), content, resources.String()))
		fmt.Fprintf(&kids, "%d 0 R ", kid)
	}
	p.object(tree, fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(pages), kids.String()))
	p.object(catalog, fmt.Sprintf("<< /Type /Catalog /Pages %d 0 R /Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true >> >>", tree))
	p.object(info, fmt.Sprintf("<< /Title %s /Author %s /CreationDate (D:%s) >>", hexText(d.Title), hexText(d.Author), d.Date.Format("20060102")))
	_, err := w.Write(p.finish(catalog, info))
	return err
}

// runesOf are the characters of one weight that pages use.
func runesOf(pages []Page, isBold bool) []rune {
	var runes []rune
	met := map[rune]bool{}
	for _, p := range pages {
		for _, t := range p.Texts {
			if t.Bold != isBold {
				continue
			}
			for _, r := range t.String {
				if !met[r] {
					met[r] = true
					runes = append(runes, r)
				}
			}
		}
	}
	return runes
}

// operators draw the page. PDF counts upwards from the lower left corner.
func (p Page) operators(fonts map[bool]pdfFont) []byte {
	var b bytes.Buffer
	p.fill(&b, true)
	p.fill(&b, false)
	b.WriteString("BT\n")
	for _, t := range p.Texts {
		font := fonts[t.Bold]
		fmt.Fprintf(&b, "/%s %s Tf 1 0 0 1 %s %s Tm <", font.name, number(t.Size), number(t.X), number(p.Height-t.Y))
		for _, r := range t.String {
			fmt.Fprintf(&b, "%04X", font.glyphs[r])
		}
		b.WriteString("> Tj\n")
	}
	b.WriteString("ET\n")
	return b.Bytes()
}

// fill draws the grey rules or the black ones.
func (p Page) fill(b *bytes.Buffer, light bool) {
	drawn := false
	for _, r := range p.Rules {
		if r.Grey != light {
			continue
		}
		if light && !drawn {
			fmt.Fprintf(b, "%s g\n", number(grey))
		}
		drawn = true
		fmt.Fprintf(b, "%s %s %s %s re\n", number(r.X), number(p.Height-r.Y-r.Height), number(r.Width), number(r.Height))
	}
	switch {
	case drawn && light:
		b.WriteString("f\n0 g\n")
	case drawn:
		b.WriteString("f\n")
	}
}

// pdf is a file being written: its objects and where they begin.
type pdf struct {
	body    bytes.Buffer
	offsets []int // of object i+1
}

// reserve is the number of an object that is written later.
func (p *pdf) reserve() int {
	p.offsets = append(p.offsets, 0)
	return len(p.offsets)
}

func (p *pdf) object(id int, content string) {
	if p.body.Len() == 0 {
		p.body.WriteString("%PDF-1.5\n%\xE2\xE3\xCF\xD3\n")
	}
	p.offsets[id-1] = p.body.Len()
	fmt.Fprintf(&p.body, "%d 0 obj\n%s\nendobj\n", id, content)
}

// stream writes data packed; entries are those of its dictionary beside length and packing.
func (p *pdf) stream(entries string, data []byte) int {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	_, _ = z.Write(data) // a buffer takes everything
	_ = z.Close()
	id := p.reserve()
	p.object(id, fmt.Sprintf("<< %s/Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream", entries, packed.Len(), packed.Bytes()))
	return id
}

// finish ends the file. Its identifier is the digest of its objects, by which an untouched file of the program is known again.
func (p *pdf) finish(catalog, info int) []byte {
	id := sha256.Sum256(p.body.Bytes())
	at := p.body.Len()
	fmt.Fprintf(&p.body, "xref\n0 %d\n0000000000 65535 f \n", len(p.offsets)+1)
	for _, offset := range p.offsets {
		fmt.Fprintf(&p.body, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&p.body, "trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [<%x> <%x>] >>\nstartxref\n%d\n%%%%EOF\n",
		len(p.offsets)+1, catalog, info, id[:16], id[:16], at)
	return p.body.Bytes()
}

// pdfFont is an embedded font: its name on the pages, its object and its glyphs.
type pdfFont struct {
	name   string
	object int
	glyphs map[rune]uint16
}

// embed writes the parts of a weight that hold the characters.
func (p *pdf) embed(isBold bool, runes []rune) (pdfFont, error) {
	cut, err := faceOf(isBold).cut(runes)
	if err != nil {
		return pdfFont{}, err
	}
	font := pdfFont{name: "R", glyphs: cut.glyphOf()}
	base, stem := "CPPCCA+SourceHanSansCN-Regular", 80
	if isBold {
		font.name, base, stem = "B", "CPPCCB+SourceHanSansCN-Bold", 140
	}
	file := p.stream(fmt.Sprintf("/Length1 %d ", len(cut.data)), cut.data)
	unicodes := p.stream("", toUnicode(cut.runes))
	descriptor, descendant := p.reserve(), p.reserve()
	p.object(descriptor, fmt.Sprintf("<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 733 /StemV %d /FontFile2 %d 0 R >>",
		base, cut.box[0], cut.box[1], cut.box[2], cut.box[3], stem, file))
	p.object(descendant, fmt.Sprintf("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R /DW 1000 /W [0 %s] /CIDToGIDMap /Identity >>",
		base, descriptor, strings.ReplaceAll(fmt.Sprint(cut.widths), ",", " ")))
	font.object = p.reserve()
	p.object(font.object, fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>", base, descendant, unicodes))
	return font, nil
}

// mostMapped is how many characters one block of a map may hold.
const mostMapped = 100

// toUnicode maps glyphs to what they are copied as, in UTF-16.
func toUnicode(runes []rune) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for from := 0; from < len(runes); from += mostMapped {
		block := runes[from:min(from+mostMapped, len(runes))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for i, r := range block {
			fmt.Fprintf(&b, "<%04X> <%s>\n", from+i+1, utf16Hex(string(r)))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap CMapName currentdict /CMap defineresource pop end end\n")
	return b.Bytes()
}

func utf16Hex(s string) string {
	var b strings.Builder
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String()
}

// hexText is a text of the dictionary of information.
func hexText(s string) string { return "<FEFF" + utf16Hex(s) + ">" }

// number writes a measure to a hundredth of a point.
func number(f float64) string {
	s := strconv.FormatFloat(f, 'f', 2, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
