// Command seek says where pictures of the program's window show a text by itself, as on a button. It paints the text as the program does and looks for what is
// alike in whatever colours, so what is cut, covered or not painted is not found.
//
//	seek
//
// A line on standard input asks: PICTURE.png, TEXT and LEFT TOP RIGHT BOTTOM of the part to look in, with tabs between; without the part it is the whole. A line
// on standard output answers: the middle of each place, "X Y" with a tab between, in the order of reading; an empty line when there is none. It ends with its input, and
// with exit code 2 when it is asked what it does not understand.
package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"image"
	"image/draw"
	_ "image/png"
	"log"
	"math"
	"os"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit/look"
)

func main() {
	log.SetFlags(0)
	test.NewApp()
	asked := bufio.NewScanner(os.Stdin)
	for asked.Scan() {
		places, err := answer(asked.Text())
		if err != nil {
			log.Println("seek:", err)
			os.Exit(2)
		}
		fmt.Println(strings.Join(places, "\t"))
	}
}

// answer is the answer to a line of standard input.
func answer(line string) (places []string, err error) {
	request := strings.Split(line, "\t")
	if len(request) < 2 {
		return nil, errors.New("a line is PICTURE, TEXT and, if need be, LEFT TOP RIGHT BOTTOM")
	}
	shown, err := read(request[0])
	if err != nil {
		return nil, err
	}
	within := shown.Bounds()
	if len(request) > 2 {
		var part image.Rectangle
		if _, err := fmt.Sscan(request[2], &part.Min.X, &part.Min.Y, &part.Max.X, &part.Max.Y); err != nil {
			return nil, err
		}
		within = part.Intersect(within)
	}
	screen := greyOf(shown)
	var found []place
	for _, s := range stencilsOf(request[1]) {
		found = append(found, s.placesIn(screen, within)...)
	}
	for _, at := range best(found) {
		places = append(places, fmt.Sprint(at.X, at.Y))
	}
	return places, nil
}

func read(path string) (image.Image, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	shown, _, err := image.Decode(file)
	return shown, errors.Join(err, file.Close())
}

// faces are the sizes and styles of texts that can be pressed.
var faces = []struct {
	size float32
	bold bool
}{{look.TextSize, false}, {look.TextSize, true}, {look.SmallText, false}, {look.SmallText, true}}

// stencilsOf is the text in every face.
func stencilsOf(text string) (all []*stencil) {
	for _, face := range faces {
		t := canvas.NewText(text, look.Paint(look.ColorText))
		t.TextSize, t.TextStyle = face.size, fyne.TextStyle{Bold: face.bold}
		all = append(all, newStencil(greyOf(software.Render(t, look.NewTheme(look.ModeLight)))))
	}
	return all
}

// grey is a picture without its colours.
type grey struct {
	wide, high int
	at         []float64
}

func greyOf(of image.Image) grey {
	b := of.Bounds()
	plain := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(plain, plain.Rect, of, b.Min, draw.Src)
	g := grey{b.Dx(), b.Dy(), make([]float64, b.Dx()*b.Dy())}
	for i := range g.at {
		c := plain.Pix[4*i : 4*i+3]
		g.at[i] = float64(299*int(c[0])+587*int(c[1])+114*int(c[2])) / 1000
	}
	return g
}

// stencil is the ink of a text, cut out tightly, its mean 0 and its length 1.
type stencil struct {
	grey

	inked, bare []image.Point // a few points full of ink, and without any
}

// probes is how many points of each sort are looked at before the whole is.
const probes = 12

func newStencil(painted grey) *stencil {
	ground, box := painted.at[0], image.Rectangle{}
	for y := range painted.high {
		for x := range painted.wide {
			if math.Abs(painted.at[y*painted.wide+x]-ground) > 8 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	s := &stencil{grey: grey{box.Dx(), box.Dy(), make([]float64, box.Dx()*box.Dy())}}
	var points []image.Point
	sum := 0.0
	for y := range s.high {
		for x := range s.wide {
			ink := math.Abs(painted.at[(box.Min.Y+y)*painted.wide+box.Min.X+x] - ground)
			s.at[y*s.wide+x] = ink
			sum += ink
			points = append(points, image.Pt(x, y))
		}
	}
	slices.SortStableFunc(points, func(a, b image.Point) int { return cmp.Compare(s.at[a.Y*s.wide+a.X], s.at[b.Y*s.wide+b.X]) })
	for i := range min(probes, len(points)/2) {
		s.bare, s.inked = append(s.bare, points[i*len(points)/(4*probes)]), append(s.inked, points[len(points)-1-i])
	}
	mean, square := sum/float64(len(points)), 0.0
	for i := range s.at {
		s.at[i] -= mean
		square += s.at[i] * s.at[i]
	}
	for i := range s.at {
		s.at[i] /= math.Sqrt(square)
	}
	return s
}

// place is where a text is, and how much what is there is like it, up to 1.
type place struct {
	image.Rectangle

	like float64
}

// alike is from which likeness on a text is taken for found: the same text between two pixels still is, another one is not.
const alike = 0.8

func (s *stencil) placesIn(screen grey, within image.Rectangle) (found []place) {
	for y := within.Min.Y; y+s.high <= within.Max.Y; y++ {
		for x := within.Min.X; x+s.wide <= within.Max.X; x++ {
			if !s.probed(screen, x, y) {
				continue
			}
			if like := s.like(screen, x, y); like >= alike && s.alone(screen, x, y) {
				found = append(found, place{image.Rect(x, y, x+s.wide, y+s.high), like})
			}
		}
	}
	return found
}

// probed reports whether points with ink and without stand apart at x, y.
func (s *stencil) probed(screen grey, x, y int) bool {
	inked, bare := 0.0, 0.0
	for i := range s.inked {
		inked += screen.at[(y+s.inked[i].Y)*screen.wide+x+s.inked[i].X]
		bare += screen.at[(y+s.bare[i].Y)*screen.wide+x+s.bare[i].X]
	}
	return math.Abs(inked-bare) > 30*float64(len(s.inked))
}

func (s *stencil) like(screen grey, x, y int) float64 {
	n, sum, square, both := float64(len(s.at)), 0.0, 0.0, 0.0
	for row := range s.high {
		shown := screen.at[(y+row)*screen.wide+x:]
		for i, ink := range s.at[row*s.wide : (row+1)*s.wide] {
			sum += shown[i]
			square += shown[i] * shown[i]
			both += shown[i] * ink
		}
	}
	if spread := square - sum*sum/n; spread > 0 {
		return math.Abs(both) / math.Sqrt(spread)
	}
	return 0
}

// beside is how many pixels on both sides of a text are bare where it is not part of a longer one.
const beside = 4

func (s *stencil) alone(screen grey, x, y int) bool {
	for _, from := range [...]int{x - beside, x + s.wide} {
		low, high := 255.0, 0.0
		for row := range s.high {
			for i := range beside {
				if at := from + i; at >= 0 && at < screen.wide {
					shown := screen.at[(y+row)*screen.wide+at]
					low, high = min(low, shown), max(high, shown)
				}
			}
		}
		if high-low > 60 {
			return false
		}
	}
	return true
}

// best are the middles of the places, of those that overlap the one most alike, in the order of reading.
func best(found []place) (middles []image.Point) {
	slices.SortStableFunc(found, func(a, b place) int { return cmp.Compare(b.like, a.like) })
	var kept []place
	for _, p := range found {
		if !slices.ContainsFunc(kept, func(k place) bool { return k.Overlaps(p.Rectangle) }) {
			kept = append(kept, p)
		}
	}
	slices.SortFunc(kept, func(a, b place) int { return cmp.Or(cmp.Compare(a.Min.Y/8, b.Min.Y/8), cmp.Compare(a.Min.X, b.Min.X)) })
	for _, p := range kept {
		middles = append(middles, p.Min.Add(p.Size().Div(2)))
	}
	return middles
}
