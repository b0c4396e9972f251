package look

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"cppccdesk/gui/kit/text"
)

// runeMetrics remembers how wide each character is drawn, so that a page of cells is cut and wrapped without shaping every string
// anew: shaping costs some 30 µs a string. The fonts kern Latin pairs only slightly, so sums are right to a fraction of a unit.
// It is used on the window's thread only.
type runeMetrics struct {
	face   fyne.Resource
	widths map[rune]float32
}

type metricsKey struct {
	size float32
	bold bool
}

var Metrics = map[metricsKey]*runeMetrics{}

func MetricsFor(size float32, bold bool) *runeMetrics {
	key := metricsKey{size, bold}
	face := fyne.CurrentApp().Settings().Theme().Font(fyne.TextStyle{Bold: bold})
	m := Metrics[key]
	if m == nil || m.face != face {
		m = &runeMetrics{face: face, widths: map[rune]float32{}}
		Metrics[key] = m
	}
	return m
}

func TextWidth(s string, size float32) float32 {
	m := MetricsFor(size, false)
	var w float32
	for _, r := range s {
		w += m.Width(r, size, false)
	}
	return w
}

// The characters from firstHan to lastHan are all as wide as the fonts are high: one is measured for all.
const firstHan, lastHan = '一', '\u9fef'

func (m *runeMetrics) Width(r rune, size float32, bold bool) float32 {
	if r >= firstHan && r <= lastHan {
		r = firstHan
	}
	w, ok := m.widths[r]
	if !ok {
		w = fyne.MeasureText(string(r), size, fyne.TextStyle{Bold: bold}).Width
		m.widths[r] = w
	}
	return w
}

// ReadFonts has Fyne read the fonts of the theme, as the first text would.
func ReadFonts() {
	for _, bold := range []bool{false, true} {
		MetricsFor(TextSize, bold).Width(firstHan, TextSize, bold)
	}
}

// Ellipsize cuts s so that it fits into width, ending in "…" when something was cut. Line breaks become spaces.
func Ellipsize(s string, width, size float32, bold bool) string {
	m := MetricsFor(size, bold)
	dots := m.Width('…', size, bold)
	var w float32
	cut := 0 // byte length of what fits together with the dots
	for i, r := range s {
		if r == '\n' || r == '\r' || r == '\t' {
			return Ellipsize(Flatten(s), width, size, bold)
		}
		if w+dots <= width {
			cut = i
		}
		w += m.Width(r, size, bold)
		if w > width+0.5 {
			return s[:cut] + "…"
		}
	}
	return s
}

func Flatten(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r == '\n' || r == '\r' || r == '\t' {
			out[i] = ' '
		}
	}
	return string(out)
}

// Advances tells how wide each character is drawn in wrapped text.
func Advances(size float32, bold bool) func(rune) float32 {
	m := MetricsFor(size, bold)
	return func(r rune) float32 {
		switch {
		case r == '\t':
			return float32(len(text.Tab)) * m.Width(' ', size, bold)
		case text.Unseen(r):
			return 0
		}
		return m.Width(r, size, bold)
	}
}

// WrapText breaks s into lines no wider than width; see text.Break.
func WrapText(s string, width, size float32, bold bool) []string {
	advance := Advances(size, bold)
	var lines []string
	for paragraph := range strings.SplitSeq(s, "\n") {
		runes := []rune(paragraph)
		starts := text.Break(runes, width, func(i int) float32 { return advance(runes[i]) })
		for i, start := range starts {
			end := len(runes)
			if i+1 < len(starts) {
				end = starts[i+1]
			}
			lines = append(lines, text.Drawn(string(runes[start:end])))
		}
	}
	return lines
}

func NewText(s string, size float32, bold bool, name fyne.ThemeColorName) *canvas.Text {
	t := canvas.NewText(s, Paint(name))
	t.TextSize = size
	t.TextStyle.Bold = bold
	return t
}
