package page

import (
	"bytes"
	"math"
	"slices"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// outline is a glyph as TrueType has it: quadratic curves, y upwards, in units of the em. ends are the last points of the contours.
type outline struct {
	points []outlinePoint
	ends   []int
}

type outlinePoint struct {
	x, y int
	on   bool // on the curve; the others pull it
}

type place struct{ x, y float64 }

// parts is how many quadratic curves stand in for a cubic one; the difference is under a thousandth of an em.
const parts = 2

// outlineOf turns the curves of a face into quadratic ones.
func outlineOf(segments sfnt.Segments) (o outline) {
	var contour []outlinePoint
	var at place
	put := func(p place, on bool) {
		contour = append(contour, outlinePoint{int(math.Round(p.x)), int(math.Round(p.y)), on})
	}
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			o.close(contour)
			contour = nil
			at = placeOf(s.Args[0])
			put(at, true)
		case sfnt.SegmentOpLineTo:
			at = placeOf(s.Args[0])
			put(at, true)
		case sfnt.SegmentOpQuadTo:
			put(placeOf(s.Args[0]), false)
			at = placeOf(s.Args[1])
			put(at, true)
		case sfnt.SegmentOpCubeTo:
			curve := [4]place{at, placeOf(s.Args[0]), placeOf(s.Args[1]), placeOf(s.Args[2])}
			for i := range parts {
				from, to := cubic(curve, float64(i)/parts), cubic(curve, float64(i+1)/parts)
				middle := cubic(curve, (float64(i)+0.5)/parts)
				put(place{2*middle.x - (from.x+to.x)/2, 2*middle.y - (from.y+to.y)/2}, false)
				put(to, true)
			}
			at = curve[3]
		}
	}
	o.close(contour)
	return o
}

// close ends a contour. TrueType fills what is on the right of it, the faces what is on the left.
func (o *outline) close(contour []outlinePoint) {
	if n := len(contour); n > 1 && contour[0] == contour[n-1] {
		contour = contour[:n-1]
	}
	if len(contour) < 3 {
		return
	}
	slices.Reverse(contour)
	o.points = append(o.points, contour...)
	o.ends = append(o.ends, len(o.points)-1)
}

// box is left, bottom, right and top of the points.
func (o outline) box() (b [4]int) {
	for i, p := range o.points {
		if i == 0 {
			b = [4]int{p.x, p.y, p.x, p.y}
		}
		b = [4]int{min(b[0], p.x), min(b[1], p.y), max(b[2], p.x), max(b[3], p.y)}
	}
	return b
}

// write writes a simple glyph.
func (o outline) write(w *bytes.Buffer, box [4]int) {
	put16(w, len(o.ends), box[0], box[1], box[2], box[3])
	put16(w, o.ends...)
	put16(w, 0)
	for _, p := range o.points {
		flag := byte(0)
		if p.on {
			flag = 1
		}
		w.WriteByte(flag)
	}
	var last outlinePoint
	for _, p := range o.points {
		put16(w, p.x-last.x)
		last = p
	}
	last = outlinePoint{}
	for _, p := range o.points {
		put16(w, p.y-last.y)
		last = p
	}
	for w.Len()%4 != 0 {
		w.WriteByte(0)
	}
}

func placeOf(p fixed.Point26_6) place { return place{float64(p.X) / 64, -float64(p.Y) / 64} }

// cubic is the place of a curve at t of it.
func cubic(c [4]place, t float64) place {
	u := 1 - t
	weights := [4]float64{u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t}
	var p place
	for i, w := range weights {
		p.x += w * c[i].x
		p.y += w * c[i].y
	}
	return p
}
