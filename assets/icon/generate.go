//go:build ignore

// Command generate draws the program's emblem: a white 监 inside a double rule on a deep red seal.
//
//	go run assets/icon/generate.go    # in the repository root; writes icon.png and icon.ico beside this file
//
// Every size of icon.ico is drawn from the outlines, not scaled, so that the strokes stay open at 16 pixels.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"log"
	"os"
	"path/filepath"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/f32"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

const mark = '监'

var (
	red   = color.NRGBA{R: 0xA6, G: 0x1B, B: 0x1B, A: 0xFF}
	white = color.NRGBA{R: 0xFF, G: 0xFF, B: 0xFF, A: 0xFF}
)

func main() {
	if err := run(filepath.Join("assets", "icon"), filepath.Join("assets", "fonts", "CJKsc-Bold.otf")); err != nil {
		log.Fatal(err)
	}
}

func run(dir, fontFile string) error {
	raw, err := os.ReadFile(fontFile)
	if err != nil {
		return err
	}
	face, err := sfnt.Parse(raw)
	if err != nil {
		return fmt.Errorf("%s: %w", fontFile, err)
	}
	var big bytes.Buffer
	if err := drawPNG(&big, face, 512); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "icon.png"), big.Bytes(), 0o644); err != nil {
		return err
	}
	ico, err := drawICO(face, []int{16, 20, 24, 32, 40, 48, 64, 256})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "icon.ico"), ico, 0o644)
}

func drawPNG(w *bytes.Buffer, face *sfnt.Font, size int) error {
	img, err := emblem(face, size)
	if err != nil {
		return err
	}
	return (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(w, img)
}

// emblem draws at size x size pixels. Below 40 pixels the rules are left out and the character fills the seal.
func emblem(face *sfnt.Font, size int) (*image.NRGBA, error) {
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	s := float32(size)
	fill(img, red, func(z *vector.Rasterizer) { roundRect(z, 0, 0, s, s, s*0.18, false) })
	em := s * 0.92
	if size >= 40 {
		em = s * 0.66
		frame(img, s, 0.060, 0.022)
		frame(img, s, 0.100, 0.008)
	}
	outline, err := glyph(face, em)
	if err != nil {
		return nil, err
	}
	bounds := outline.Bounds()
	shift := f32.Vec2{
		s/2 - (fixedToFloat(bounds.Min.X)+fixedToFloat(bounds.Max.X))/2,
		s/2 - (fixedToFloat(bounds.Min.Y)+fixedToFloat(bounds.Max.Y))/2,
	}
	fill(img, white, func(z *vector.Rasterizer) { trace(z, outline, shift) })
	return img, nil
}

// frame draws a white rule of the given thickness whose outer edge lies inset from the seal's edge, both as shares of the size.
func frame(img *image.NRGBA, s, inset, thickness float32) {
	fill(img, white, func(z *vector.Rasterizer) {
		outer, inner := s*inset, s*(inset+thickness)
		roundRect(z, outer, outer, s-outer, s-outer, s*(0.18-inset), false)
		roundRect(z, inner, inner, s-inner, s-inner, s*(0.18-inset-thickness), true)
	})
}

func fill(img *image.NRGBA, c color.Color, path func(*vector.Rasterizer)) {
	z := vector.NewRasterizer(img.Bounds().Dx(), img.Bounds().Dy())
	z.DrawOp = draw.Over
	path(z)
	z.Draw(img, img.Bounds(), image.NewUniform(c), image.Point{})
}

// roundRect adds a closed rounded rectangle; reversed paths cut a hole (the rasterizer fills by non-zero winding).
func roundRect(z *vector.Rasterizer, x0, y0, x1, y1, r float32, reversed bool) {
	const k = 0.5523 // control point distance of a cubic quarter circle
	if reversed {
		x0, x1 = x1, x0
	}
	dx := r
	if x1 < x0 {
		dx = -r
	}
	h, v := dx*(1-k), r*(1-k)
	z.MoveTo(x0+dx, y0)
	z.LineTo(x1-dx, y0)
	z.CubeTo(x1-h, y0, x1, y0+v, x1, y0+r)
	z.LineTo(x1, y1-r)
	z.CubeTo(x1, y1-v, x1-h, y1, x1-dx, y1)
	z.LineTo(x0+dx, y1)
	z.CubeTo(x0+h, y1, x0, y1-v, x0, y1-r)
	z.LineTo(x0, y0+r)
	z.CubeTo(x0, y0+v, x0+h, y0, x0+dx, y0)
	z.ClosePath()
}

func glyph(face *sfnt.Font, em float32) (sfnt.Segments, error) {
	var buf sfnt.Buffer
	index, err := face.GlyphIndex(&buf, mark)
	if err != nil {
		return nil, err
	}
	if index == 0 {
		return nil, fmt.Errorf("the font has no %c", mark)
	}
	outline, err := face.LoadGlyph(&buf, index, fixed.Int26_6(em*64), nil)
	if err != nil {
		return nil, err
	}
	return outline, nil
}

func trace(z *vector.Rasterizer, outline sfnt.Segments, shift f32.Vec2) {
	at := func(p fixed.Point26_6) (x, y float32) {
		return fixedToFloat(p.X) + shift[0], fixedToFloat(p.Y) + shift[1]
	}
	for _, seg := range outline {
		x, y := at(seg.Args[0])
		switch seg.Op {
		case sfnt.SegmentOpMoveTo:
			z.ClosePath()
			z.MoveTo(x, y)
		case sfnt.SegmentOpLineTo:
			z.LineTo(x, y)
		case sfnt.SegmentOpQuadTo:
			x1, y1 := at(seg.Args[1])
			z.QuadTo(x, y, x1, y1)
		case sfnt.SegmentOpCubeTo:
			x1, y1 := at(seg.Args[1])
			x2, y2 := at(seg.Args[2])
			z.CubeTo(x, y, x1, y1, x2, y2)
		}
	}
	z.ClosePath()
}

func fixedToFloat(v fixed.Int26_6) float32 { return float32(v) / 64 }

// drawICO returns an icon file with one image per size: 32-bit bitmaps, and PNG for 256 as Windows has it in its own icons.
func drawICO(face *sfnt.Font, sizes []int) ([]byte, error) {
	var head, body bytes.Buffer
	words := func(w *bytes.Buffer, v ...any) {
		for _, x := range v {
			_ = binary.Write(w, binary.LittleEndian, x)
		}
	}
	words(&head, uint16(0), uint16(1), uint16(len(sizes)))
	start := 6 + 16*len(sizes)
	for _, size := range sizes {
		offset := start + body.Len()
		if size >= 256 {
			if err := drawPNG(&body, face, size); err != nil {
				return nil, err
			}
		} else {
			img, err := emblem(face, size)
			if err != nil {
				return nil, err
			}
			bitmap(&body, img)
		}
		words(&head, uint8(size), uint8(size), uint16(0), uint16(1), uint16(32), uint32(start+body.Len()-offset), uint32(offset))
	}
	return append(head.Bytes(), body.Bytes()...), nil
}

// bitmap writes img as an icon's DIB: bottom-up BGRA rows, then an all-opaque AND mask.
func bitmap(w *bytes.Buffer, img *image.NRGBA) {
	size := img.Bounds().Dx()
	maskRow := (size + 31) / 32 * 4
	header := []uint32{40, uint32(size), uint32(2 * size), 1 | 32<<16, 0, uint32(size * (size*4 + maskRow)), 0, 0, 0, 0}
	_ = binary.Write(w, binary.LittleEndian, header)
	for y := size - 1; y >= 0; y-- {
		for x := range size {
			p := img.NRGBAAt(x, y)
			w.Write([]byte{p.B, p.G, p.R, p.A})
		}
	}
	w.Write(make([]byte, size*maskRow))
}
