package page

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"cppccdesk/data/cell"
)

const ofdHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// ofdFonts are the fonts by weight, which an OFD only names: readers have them.
var ofdFonts = []struct {
	isBold bool
	id     int
	name   string
}{{false, 1, "宋体"}, {true, 2, "黑体"}}

// WriteOFD writes pages as an OFD (GB/T 33190-2016), the format that offices exchange and archive. Every character has its place, so that lines are
// those of the PDF whatever font a reader takes. The same pages of the same day are the same bytes.
func WriteOFD(w io.Writer, pages []Page, d Document) error {
	o := ofd{id: len(ofdFonts)}
	var list, first strings.Builder
	for i, p := range pages {
		if i == 0 {
			first.WriteString(box(0, 0, p.Width, p.Height))
		}
		fmt.Fprintf(&list, `<ofd:Page ID="%d" BaseLoc="Pages/Page_%d/Content.xml"/>`, o.next(), i)
	}
	contents := make([]string, len(pages))
	for i, p := range pages {
		contents[i] = o.page(p)
	}
	var fonts strings.Builder
	for _, f := range ofdFonts {
		fmt.Fprintf(&fonts, `<ofd:Font ID="%d" FontName="%s" FamilyName="%[2]s" Bold="%t"/>`, f.id, f.name, f.isBold)
	}
	o.part("Doc_0/Document.xml", "Document", "", fmt.Sprintf("<ofd:CommonData><ofd:MaxUnitID>%d</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>%s</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>%s</ofd:Pages>",
		o.id, first.String(), list.String()))
	o.part("Doc_0/PublicRes.xml", "Res", ` BaseLoc="Res"`, "<ofd:Fonts>"+fonts.String()+"</ofd:Fonts>")
	for i, content := range contents {
		o.part(fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i), "Page", "", content)
	}
	digest := sha256.Sum256(o.parts.Bytes())
	day := d.Date.Format(time.DateOnly)
	root := fmt.Sprintf("<ofd:DocBody><ofd:DocInfo><ofd:DocID>%x</ofd:DocID><ofd:Title>%s</ofd:Title><ofd:Author>%s</ofd:Author><ofd:CreationDate>%s</ofd:CreationDate></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>",
		digest[:16], escaped(d.Title), escaped(d.Author), day)
	o.part("OFD.xml", "OFD", ` Version="1.0" DocType="OFD"`, root)
	return o.write(w, d.Date)
}

// ofd is a file being written.
type ofd struct {
	id    int // the last that was given
	parts bytes.Buffer
	names []string
	texts []string
}

func (o *ofd) next() int {
	o.id++
	return o.id
}

func (o *ofd) part(name, root, attributes, content string) {
	text := ofdHead + "<ofd:" + root + ` xmlns:ofd="http://www.ofdspec.org/2016"` + attributes + ">" + content + "</ofd:" + root + ">"
	o.names, o.texts = append(o.names, name), append(o.texts, text)
	o.parts.WriteString(name + "\n" + text)
}

// page is the content of a page. Places are millimetres from the upper left corner.
func (o *ofd) page(p Page) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<ofd:Area><ofd:PhysicalBox>%s</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="%d">`, box(0, 0, p.Width, p.Height), o.next())
	for _, r := range p.Rules {
		ink := "0 0 0"
		if r.Grey {
			ink = fmt.Sprintf("%[1]d %[1]d %[1]d", grey8)
		}
		w, h := millimetres(r.Width), millimetres(r.Height)
		fmt.Fprintf(&b, `<ofd:PathObject ID="%d" Boundary="%s" Stroke="false" Fill="true"><ofd:FillColor Value="%[5]s"/><ofd:AbbreviatedData>M 0 0 L %[3]s 0 L %[3]s %[4]s L 0 %[4]s C</ofd:AbbreviatedData></ofd:PathObject>`, o.next(), box(r.X, r.Y, r.Width, r.Height), w, h, ink)
	}
	for _, t := range p.Texts {
		if strings.TrimSpace(t.String) == "" {
			continue
		}
		font := ofdFonts[0]
		if t.Bold {
			font = ofdFonts[1]
		}
		var steps []string
		face := faceOf(t.Bold)
		runes := []rune(t.String)
		for _, r := range runes[:len(runes)-1] {
			steps = append(steps, millimetres(face.advance(r)*t.Size))
		}
		delta := ""
		if len(steps) > 0 {
			delta = ` DeltaX="` + strings.Join(steps, " ") + `"`
		}
		fmt.Fprintf(&b, `<ofd:TextObject ID="%d" Boundary="%s" Font="%d" Size="%s"><ofd:TextCode X="0" Y="%s"%s>%s</ofd:TextCode></ofd:TextObject>`,
			o.next(), box(t.X, t.Y-ascent*t.Size, Width(t.String, t.Size, t.Bold), (ascent+descent)*t.Size), font.id, millimetres(t.Size), millimetres(ascent*t.Size), delta, escaped(t.String))
	}
	b.WriteString("</ofd:Layer></ofd:Content>")
	return b.String()
}

// write packs the parts, OFD.xml first, and puts the digest of the file into its comment, by which an untouched file of the program is known again.
func (o *ofd) write(w io.Writer, day time.Time) error {
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	last := len(o.names) - 1
	for i := range o.names {
		at := (i + last) % len(o.names)
		f, err := z.CreateHeader(&zip.FileHeader{Name: o.names[at], Method: zip.Deflate, Modified: time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, o.texts[at]); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	data := file.Bytes()[:file.Len()-2] // the length of the comment is last
	digest := sha256.Sum256(data)
	comment := fmt.Sprintf("%s%x", cell.OFDMark, digest)
	data = binary.LittleEndian.AppendUint16(data, uint16(len(comment)))
	_, err := w.Write(append(data, comment...))
	return err
}

func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a builder takes everything
	return b.String()
}

// millimetres writes points as millimetres to a thousandth.
func millimetres(points float64) string {
	s := strconv.FormatFloat(points*25.4/72, 'f', 3, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

func box(x, y, width, height float64) string {
	return millimetres(x) + " " + millimetres(y) + " " + millimetres(width) + " " + millimetres(height)
}
