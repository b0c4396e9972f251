package page

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// mostPixels bounds a picture of a page; a larger one is no longer read but only costs memory.
const mostPixels = 40_000_000

// Draw draws the page at a scale of pixels per point.
func (p Page) Draw(scale float64) (*image.RGBA, error) {
	width, height := int(math.Round(p.Width*scale)), int(math.Round(p.Height*scale))
	if width < 1 || height < 1 || width*height > mostPixels {
		return nil, fmt.Errorf("a page of %d x %d pixels", width, height)
	}
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(picture, picture.Bounds(), image.White, image.Point{}, draw.Src)
	for _, r := range p.Rules {
		ink := image.Black
		if r.Grey {
			ink = image.NewUniform(color.Gray{Y: grey8})
		}
		draw.Draw(picture, r.pixels(scale), ink, image.Point{}, draw.Src)
	}
	pens := map[penKey]font.Face{}
	for _, t := range p.Texts {
		pen, err := penOf(pens, penKey{t.Bold, t.Size * scale})
		if err != nil {
			return nil, err
		}
		d := font.Drawer{Dst: picture, Src: image.Black, Face: pen, Dot: fixed.Point26_6{X: fixed.Int26_6(t.X * scale * 64), Y: fixed.Int26_6(math.Round(t.Y*scale) * 64)}}
		d.DrawString(t.String)
	}
	return picture, nil
}

// pixels are the pixels of a rule: whole ones, so that it is not grey, and at least one.
func (r Rule) pixels(scale float64) image.Rectangle {
	x, y := int(math.Round(r.X*scale)), int(math.Round(r.Y*scale))
	return image.Rect(x, y, x+max(1, int(math.Round(r.Width*scale))), y+max(1, int(math.Round(r.Height*scale))))
}

// penKey is what tells one drawing face from another; size is in pixels.
type penKey struct {
	bold bool
	size float64
}

func penOf(pens map[penKey]font.Face, key penKey) (font.Face, error) {
	if pen := pens[key]; pen != nil {
		return pen, nil
	}
	pen, err := opentype.NewFace(faceOf(key.bold).font, &opentype.FaceOptions{Size: key.size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return nil, fmt.Errorf("face of %.1f pixels: %w", key.size, err)
	}
	pens[key] = pen
	return pen, nil
}
