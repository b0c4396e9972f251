package page

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// rare are given names outside the basic plane beside common ones; the last character is in no font.
const rare = "欧阳建国 𠮷 䶮 㛃 Ab9 \U0010FFFD"

func written(t *testing.T, pages ...Page) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WritePDF(&b, pages, Document{Title: "提案登记台账", Author: "政协办公室", Date: time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func onePage(texts ...string) Page {
	p := Page{Width: 595, Height: 842, Rules: []Rule{{X: 50, Y: 50, Width: 200, Height: 0.5}, {X: 50, Y: 60, Width: 80, Height: 20, Grey: true}}}
	for i, text := range texts {
		p.Texts = append(p.Texts, Text{X: 60, Y: 100 + 20*float64(i), Size: 12, Bold: i%2 == 1, String: text})
	}
	return p
}

// streams are the unpacked streams of a PDF.
func streams(t *testing.T, pdf []byte) (found [][]byte) {
	t.Helper()
	for _, m := range regexp.MustCompile(`(?s)/Length (\d+) /Filter /FlateDecode >>\nstream\n`).FindAllSubmatchIndex(pdf, -1) {
		n, err := strconv.Atoi(string(pdf[m[2]:m[3]]))
		if err != nil {
			t.Fatal(err)
		}
		r, err := zlib.NewReader(bytes.NewReader(pdf[m[1] : m[1]+n]))
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, data)
	}
	return found
}

// Every object is where the table of objects says, and the table where the end says.
func TestObjectsAreWhereTheTableSays(t *testing.T) {
	pdf := written(t, onePage(rare, rare), onePage("第二页"))
	end := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(pdf)
	if end == nil {
		t.Fatalf("ends with %q", pdf[len(pdf)-40:])
	}
	at, err := strconv.Atoi(string(end[1]))
	if err != nil || !bytes.HasPrefix(pdf[at:], []byte("xref\n0 ")) {
		t.Fatalf("no table of objects at %s", end[1])
	}
	entries := regexp.MustCompile(`(\d{10}) 00000 n \n`).FindAllSubmatch(pdf[at:], -1)
	for i, entry := range entries {
		offset, err := strconv.Atoi(string(entry[1]))
		if err != nil || !bytes.HasPrefix(pdf[offset:], fmt.Appendf(nil, "%d 0 obj\n", i+1)) {
			t.Errorf("object %d is not at %s", i+1, entry[1])
		}
	}
	if len(entries) < 10 || !bytes.Contains(pdf, []byte("/Type /Pages /Count 2 ")) {
		t.Errorf("%d objects", len(entries))
	}
}

// What is copied from the file is what was written, characters outside the basic plane too.
func TestTextsCopyRight(t *testing.T) {
	pdf := written(t, onePage(rare))
	var glyphs string
	unicodes := map[string]string{}
	for _, s := range streams(t, pdf) {
		if m := regexp.MustCompile(`<([0-9A-F]+)> Tj`).FindSubmatch(s); m != nil {
			glyphs = string(m[1])
		}
		for _, m := range regexp.MustCompile(`(?m)^<([0-9A-F]{4})> <([0-9A-F]+)>$`).FindAllSubmatch(s, -1) {
			if string(m[1]) != "0000" { // the range of codes
				unicodes[string(m[1])] = string(m[2])
			}
		}
	}
	var copied strings.Builder
	for i := 0; i < len(glyphs); i += 4 {
		copied.WriteString(unicodes[glyphs[i:i+4]])
	}
	if want := utf16Hex(strings.TrimSuffix(rare, "\U0010FFFD")); copied.String() != want {
		t.Errorf("copied %s, want %s", copied.String(), want)
	}
	if missing := Missing([]Page{onePage(rare)}); !slices.Equal(missing, []rune{'\U0010FFFD'}) {
		t.Errorf("missing %q", string(missing))
	}
}

// The cut font has the glyphs of the face: as wide, and as large to a hundredth of an em.
func TestCutFontHasTheGlyphsOfTheFace(t *testing.T) {
	cut, err := regular().cut([]rune(rare))
	if err != nil {
		t.Fatal(err)
	}
	loca, glyf := tableOf(t, cut.data, "loca"), tableOf(t, cut.data, "glyf")
	if len(loca) != 4*(len(cut.runes)+2) || len(cut.widths) != len(cut.runes)+1 {
		t.Fatalf("%d bytes of places and %d widths of %d characters", len(loca), len(cut.widths), len(cut.runes))
	}
	var b sfnt.Buffer
	em := fixed.I(1000)
	for i, r := range cut.runes {
		index, err := regular().font.GlyphIndex(&b, r)
		if err != nil {
			t.Fatal(err)
		}
		bounds, width, err := regular().font.GlyphBounds(&b, index, em, font.HintingNone)
		if err != nil {
			t.Fatal(err)
		}
		if cut.widths[i+1] != width.Round() {
			t.Errorf("%c is %d wide, was %v", r, cut.widths[i+1], width)
		}
		from, to := binary.BigEndian.Uint32(loca[4*i+4:]), binary.BigEndian.Uint32(loca[4*i+8:])
		if r == ' ' {
			if from != to {
				t.Error("a space is drawn")
			}
			continue
		}
		for k, want := range []fixed.Int26_6{bounds.Min.X, -bounds.Max.Y, bounds.Max.X, -bounds.Min.Y} {
			if got := int16(binary.BigEndian.Uint16(glyf[int(from)+2+2*k:])); got < int16(want.Floor()-10) || got > int16(want.Ceil()+10) {
				t.Errorf("edge %d of %c is at %d, was %v", k, r, got, want)
			}
		}
	}
}

// tableOf is a table of a font file.
func tableOf(t *testing.T, data []byte, name string) []byte {
	t.Helper()
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		entry := data[12+16*i:]
		if string(entry[:4]) == name {
			at := binary.BigEndian.Uint32(entry[8:])
			return data[at : at+binary.BigEndian.Uint32(entry[12:])]
		}
	}
	t.Fatalf("no table %s", name)
	return nil
}

// The same pages of the same day are the same bytes.
func TestPDFRepeats(t *testing.T) {
	if !bytes.Equal(written(t, onePage(rare, "二")), written(t, onePage(rare, "二"))) {
		t.Error("written twice the files differ")
	}
}

func TestLines(t *testing.T) {
	const width, size = 60, 12 // five characters
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"Short", "县教育局", []string{"县教育局"}},
		{"Broken", "县发展和改革局", []string{"县发展和改", "革局"}},
		{"ClosingMark", "农村和城市，建设", []string{"农村和城", "市，建设"}},
		{"OpeningMark", "政协主席（兼任）", []string{"政协主席", "（兼任）"}},
		{"Number", "共计一千 2026 件", []string{"共计一千", "2026 件"}},
		{"LongWord", "abcdefghijklmnopqrst", nil},
		{"Paragraphs", "一\n\n二", []string{"一", "", "二"}},
		{"Nothing", "", []string{""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Lines(c.text, width, size, false)
			if c.want != nil && !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if joined := strings.Join(got, ""); strings.ReplaceAll(joined, " ", "") != strings.NewReplacer(" ", "", "\n", "").Replace(c.text) {
				t.Errorf("%q came out as %q", c.text, joined)
			}
		})
	}
}

// FuzzLines loses no character and makes no line wider than it may be, but for single characters.
func FuzzLines(f *testing.F) {
	for _, s := range []string{rare, "关于“一老一小”（2026）的建议，……。", "a b  c\r\nd", "，，，，（（（（"} {
		f.Add(s, 40.0)
	}
	f.Fuzz(func(t *testing.T, s string, width float64) {
		if width < 1 || width > 1000 || len(s) > 2000 {
			t.Skip("no width or text of a page")
		}
		s = strings.ToValidUTF8(s, "")
		lines := Lines(s, width, 10, false)
		for _, line := range lines {
			if w := Width(line, 10, false); w > width+1e-6 && len([]rune(line)) > 1 {
				t.Errorf("%q is %.1f wide of %.1f", line, w, width)
			}
		}
		blanks := strings.NewReplacer(" ", "", "\n", "", "\r\n", "")
		if got := blanks.Replace(strings.Join(lines, "")); got != blanks.Replace(s) {
			t.Errorf("%q became %q", s, got)
		}
	})
}

// The picture has ink where the texts and rules are, and nowhere else.
func TestPicture(t *testing.T) {
	picture, err := onePage("县").Draw(2)
	if err != nil {
		t.Fatal(err)
	}
	if size := picture.Bounds().Size(); size.X != 1190 || size.Y != 1684 {
		t.Errorf("size %v", size)
	}
	if picture.RGBAAt(300, 100) != (color.RGBA{0, 0, 0, 255}) {
		t.Errorf("the rule is %v", picture.RGBAAt(300, 100))
	}
	bar := image.Rect(100, 120, 260, 160)
	if picture.RGBAAt(180, 140) != (color.RGBA{grey8, grey8, grey8, 255}) || inkIn(picture, bar) != bar.Dx()*bar.Dy() {
		t.Errorf("the bar is %v, %d pixels of it", picture.RGBAAt(180, 140), inkIn(picture, bar))
	}
	if ink := inkIn(picture, image.Rect(118, 176, 147, 207)); ink < 50 {
		t.Errorf("%d pixels of the character", ink)
	}
	if ink, rule := inkIn(picture, picture.Bounds()), inkIn(picture, image.Rect(100, 100, 500, 101)); ink != rule+inkIn(picture, bar)+inkIn(picture, image.Rect(118, 176, 147, 207)) {
		t.Errorf("%d pixels of ink, %d of the rule", ink, rule)
	}
	if _, err := onePage().Draw(100); err == nil {
		t.Error("a picture of any size is drawn")
	}
}

// inkIn counts the pixels of an area that are not white.
func inkIn(picture *image.RGBA, area image.Rectangle) (n int) {
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if picture.RGBAAt(x, y) != (color.RGBA{255, 255, 255, 255}) {
				n++
			}
		}
	}
	return n
}
