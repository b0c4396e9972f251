package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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

var metrics = map[metricsKey]*runeMetrics{}

func metricsFor(size float32, bold bool) *runeMetrics {
	key := metricsKey{size, bold}
	face := fyne.CurrentApp().Settings().Theme().Font(fyne.TextStyle{Bold: bold})
	m := metrics[key]
	if m == nil || m.face != face {
		m = &runeMetrics{face: face, widths: map[rune]float32{}}
		metrics[key] = m
	}
	return m
}

func textWidth(s string, size float32) float32 {
	m := metricsFor(size, false)
	var w float32
	for _, r := range s {
		w += m.width(r, size, false)
	}
	return w
}

func (m *runeMetrics) width(r rune, size float32, bold bool) float32 {
	w, ok := m.widths[r]
	if !ok {
		w = fyne.MeasureText(string(r), size, fyne.TextStyle{Bold: bold}).Width
		m.widths[r] = w
	}
	return w
}

// ellipsize cuts s so that it fits into width, ending in "…" when something was cut. Line breaks become spaces.
func ellipsize(s string, width, size float32, bold bool) string {
	m := metricsFor(size, bold)
	dots := m.width('…', size, bold)
	var w float32
	cut := 0 // byte length of what fits together with the dots
	for i, r := range s {
		if r == '\n' || r == '\r' || r == '\t' {
			return ellipsize(flatten(s), width, size, bold)
		}
		if w+dots <= width {
			cut = i
		}
		w += m.width(r, size, bold)
		if w > width+0.5 {
			return s[:cut] + "…"
		}
	}
	return s
}

func flatten(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r == '\n' || r == '\r' || r == '\t' {
			out[i] = ' '
		}
	}
	return string(out)
}

// closing holds marks that Chinese typesetting does not let begin a line (GB/T 15834 避头尾).
const closing = ",。、;:?!)」』】》〉”’%…,.;:?!)]}"

// wrapText breaks s into lines no wider than width: between any two Chinese characters, between words otherwise.
func wrapText(s string, width, size float32, bold bool) []string {
	m := metricsFor(size, bold)
	var lines []string
	var line []rune
	var w float32
	for _, r := range s {
		if r == '\n' {
			lines, line, w = append(lines, string(line)), nil, 0
			continue
		}
		rw := m.width(r, size, bold)
		if w+rw > width && len(line) > 0 {
			at := breakPoint(line, r)
			lines = append(lines, string(line[:at]))
			line = append([]rune(nil), line[at:]...)
			w = 0
			for _, kept := range line {
				w += m.width(kept, size, bold)
			}
		}
		line, w = append(line, r), w+rw
	}
	return append(lines, string(line))
}

// breakPoint finds where to end a full line that next would follow: never before a closing mark or after an opening one, never inside a
// Latin word or number unless the word fills the whole line.
func breakPoint(line []rune, next rune) int {
	at := len(line)
	for at > 1 && len(line)-at < 40 {
		after := next
		if at < len(line) {
			after = line[at]
		}
		if !isClosing(after) && !isOpening(line[at-1]) && !(isWord(line[at-1]) && isWord(after)) {
			return at
		}
		at--
	}
	return len(line)
}

// isOpening tells the marks that may not end a line.
func isOpening(r rune) bool { return strings.ContainsRune("(「『【《〈“‘([{", r) }

func isClosing(r rune) bool {
	for _, c := range closing {
		if c == r {
			return true
		}
	}
	return false
}

func isWord(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '.' || r == '-' || r == '/'
}

func newText(text string, size float32, bold bool, name fyne.ThemeColorName) *canvas.Text {
	t := canvas.NewText(text, Paint(name))
	t.TextSize = size
	t.TextStyle.Bold = bold
	return t
}
