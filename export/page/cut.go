package page

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"slices"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// cutFont is a TrueType font of some characters of a face: what a PDF embeds. Glyph 0 is that of missing characters.
type cutFont struct {
	data   []byte
	runes  []rune // of the glyphs from 1 on
	widths []int  // of all glyphs, in thousandths of an em
	box    [4]int // that holds every glyph, in thousandths of an em
}

// glyphOf gives the glyph of each character in the cut font.
func (c cutFont) glyphOf() map[rune]uint16 {
	glyphs := map[rune]uint16{}
	for i, r := range c.runes {
		glyphs[r] = uint16(i + 1)
	}
	return glyphs
}

// cutter gathers the tables of a font while glyphs are added.
type cutter struct {
	face       *face
	em         fixed.Int26_6
	glyf, hmtx bytes.Buffer
	loca       []uint32
	points     int // most of a glyph
	contours   int
	cut        cutFont
}

// cut makes a font of the given characters; those without a glyph are left out.
func (f *face) cut(runes []rune) (cutFont, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := &cutter{face: f, em: fixed.I(int(f.font.UnitsPerEm()))}
	if err := c.add(0); err != nil {
		return cutFont{}, err
	}
	for _, r := range slices.Compact(slices.Sorted(slices.Values(runes))) {
		index, err := f.font.GlyphIndex(&f.buffer, r)
		if err != nil {
			return cutFont{}, fmt.Errorf("glyph of %U: %w", r, err)
		}
		if index == 0 {
			continue
		}
		if err := c.add(index); err != nil {
			return cutFont{}, fmt.Errorf("glyph of %U: %w", r, err)
		}
		c.cut.runes = append(c.cut.runes, r)
	}
	if len(c.loca) > math.MaxUint16 {
		return cutFont{}, fmt.Errorf("%d glyphs in one font", len(c.loca))
	}
	return c.finish()
}

// add takes a glyph of the face along.
func (c *cutter) add(index sfnt.GlyphIndex) error {
	c.loca = append(c.loca, uint32(c.glyf.Len()))
	segments, err := c.face.font.LoadGlyph(&c.face.buffer, index, c.em, nil)
	if err != nil {
		return err
	}
	outline := outlineOf(segments)
	advance, err := c.face.font.GlyphAdvance(&c.face.buffer, index, c.em, font.HintingNone)
	if err != nil {
		return err
	}
	c.cut.widths = append(c.cut.widths, advance.Round()*1000/c.em.Round())
	box := outline.box()
	put16(&c.hmtx, advance.Round(), box[0])
	if len(outline.points) == 0 {
		return nil
	}
	for i := range box {
		edge := box[i] * 1000 / c.em.Round()
		if i < 2 {
			c.cut.box[i] = min(c.cut.box[i], edge)
		} else {
			c.cut.box[i] = max(c.cut.box[i], edge)
		}
	}
	c.points, c.contours = max(c.points, len(outline.points)), max(c.contours, len(outline.ends))
	outline.write(&c.glyf, box)
	return nil
}

// finish writes the tables a PDF needs of an embedded font.
func (c *cutter) finish() (cutFont, error) {
	c.loca = append(c.loca, uint32(c.glyf.Len()))
	metrics, err := c.face.font.Metrics(&c.face.buffer, c.em, font.HintingNone)
	if err != nil {
		return cutFont{}, err
	}
	up, down, em, n := metrics.Ascent.Round(), metrics.Descent.Round(), c.em.Round(), len(c.loca)-1
	var head, hhea, maxp, loca bytes.Buffer
	put32(&head, 0x10000, 0x10000, 0, 0x5F0F3CF5)
	put16(&head, 0, em, 0, 0, 0, 0, 0, 0, 0, 0, 0, -down, em, up, 0, 8, 2, 1, 0)
	put32(&hhea, 0x10000)
	put16(&hhea, up, -down, 0, em, 0, 0, em, 1, 0, 0, 0, 0, 0, 0, 0, n)
	put32(&maxp, 0x10000)
	put16(&maxp, n, c.points, c.contours, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)
	put32(&loca, c.loca...)
	c.cut.data = assemble([]table{
		{"glyf", c.glyf.Bytes()}, {"head", head.Bytes()}, {"hhea", hhea.Bytes()}, {"hmtx", c.hmtx.Bytes()}, {"loca", loca.Bytes()}, {"maxp", maxp.Bytes()},
	})
	return c.cut, nil
}

// table is one table of a font file; they are in the order of their names.
type table struct {
	name string
	data []byte
}

func assemble(tables []table) []byte {
	var head, body bytes.Buffer
	n := len(tables)
	power := bits.Len(uint(n)) - 1
	put32(&head, 0x10000)
	put16(&head, n, 16<<power, power, 16*n-16<<power)
	for _, t := range tables {
		padded := append(bytes.Clone(t.data), make([]byte, (4-len(t.data)%4)%4)...)
		sum := uint32(0)
		for i := 0; i < len(padded); i += 4 {
			sum += binary.BigEndian.Uint32(padded[i:])
		}
		head.WriteString(t.name)
		put32(&head, sum, uint32(12+16*n+body.Len()), uint32(len(t.data)))
		body.Write(padded)
	}
	return append(head.Bytes(), body.Bytes()...)
}

func put16(w *bytes.Buffer, values ...int) {
	for _, v := range values {
		w.Write(binary.BigEndian.AppendUint16(nil, uint16(v)))
	}
}

func put32(w *bytes.Buffer, values ...uint32) {
	for _, v := range values {
		w.Write(binary.BigEndian.AppendUint32(nil, v))
	}
}
