package sheet

import (
	"math"
	"strings"
	"unicode"
)

// Measures of the page and of type, in points unless said otherwise.
const (
	pointsPerInch = 72.0
	pointsPerMM   = pointsPerInch / 25.4
	leastPrinted  = 9.0 // size of text on paper; smaller is not read

	// 页边距:GB/T 9704-2012 的天头地脚、订口翻口换算成英寸。
	marginTop    = 1.46
	marginBottom = 1.38
	marginLeft   = 1.10
	marginRight  = 1.02

	titleSize  = 22.0 // 2 号
	textSize   = 12.0 // 小 4 号
	footerSize = 10.0

	unitPoints  = 5.25 // one unit of column width: a digit of the workbook's normal font, 7 px at 96 dpi
	cellPadding = 3.75 // what Excel adds to a column for its padding, 5 px

	lineFactor   = 1.46 // line height per point of type; the widest of the CJK fonts that stand in for 仿宋_GB2312
	rowPadding   = 7.0
	leastRow     = 25.0 // 默认行高 25 磅
	tallestRow   = 409.0
	widestColumn = 60.0
	wrapSlack    = 0.97 // an application may break a line slightly earlier than counted here
)

// charWidth is the width of a character in ems. Latin letters and digits are taken a little wide, because the fonts named in the
// styles are not on every machine.
func charWidth(r rune) float64 {
	switch {
	case r < 0x20:
		return 0
	case r < 0x7F:
		if strings.ContainsRune("MWmw@%", r) {
			return 0.85
		}
		if unicode.IsUpper(r) {
			return 0.65
		}
		return 0.55
	case unicode.Is(unicode.Mn, r):
		return 0
	}
	return 1
}

// textWidth is the width in points of the longest line of s at the given type size.
func textWidth(s string, size float64) float64 {
	var widest float64
	for line := range strings.SplitSeq(s, "\n") {
		w := 0.0
		for _, r := range line {
			w += charWidth(r) * size
		}
		widest = math.Max(widest, w)
	}
	return widest
}

// lineCount tells how many lines s takes when wrapped at width points: CJK text breaks anywhere, Latin words and numbers stay whole
// unless longer than a line.
func lineCount(s string, width, size float64) int {
	width = math.Max(width*wrapSlack, size)
	lines := 0
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		lines += paragraphLines(paragraph, width, size)
	}
	return lines
}

func paragraphLines(s string, width, size float64) int {
	lines, used, word := 1, 0.0, 0.0
	place := func(w float64) {
		if used+w > width && used > 0 {
			lines++
			used = 0
		}
		if w > width {
			extra := math.Ceil(w/width) - 1
			lines += int(extra)
			w -= extra * width
		}
		used += w
	}
	for _, r := range s {
		w := charWidth(r) * size
		if r > 0x20 && r < 0x2E80 {
			word += w
			continue
		}
		if word > 0 {
			place(word)
			word = 0
		}
		place(w)
	}
	if word > 0 {
		place(word)
	}
	return lines
}

// rowHeight is the height a row needs for s wrapped at width points.
func rowHeight(s string, width, size float64) float64 {
	h := float64(lineCount(s, width, size))*size*lineFactor + rowPadding
	return math.Min(math.Ceil(h), tallestRow)
}

// columnPoints is the room for text in a column of the given width in character units.
func columnPoints(width float64) float64 { return width * unitPoints }

// paper is a sheet of paper; code is what workbooks call it.
type paper struct {
	name        string
	code        int
	short, long float64 // edges
}

var (
	a4 = paper{"A4", 9, 210 * pointsPerMM, 297 * pointsPerMM}
	a3 = paper{"A3", 8, 297 * pointsPerMM, 420 * pointsPerMM}
)

func (p paper) size(portrait bool) (width, height float64) {
	if portrait {
		return p.short, p.long
	}
	return p.long, p.short
}

// room is the width between the margins.
func (p paper) room(portrait bool) float64 {
	width, _ := p.size(portrait)
	return width - (marginLeft+marginRight)*pointsPerInch
}

// depth is the height between the margins.
func (p paper) depth(portrait bool) float64 {
	_, height := p.size(portrait)
	return height - (marginTop+marginBottom)*pointsPerInch
}

// paperFor is A4, upright only if the table is to be, or A3 on its side where the text of a table so wide would be printed too small. Before it takes
// more paper, or prints smaller than is read, it makes columns of text narrower: they wrap.
func paperFor(widths []float64, columns []Column, portrait bool) (p paper, upright bool) {
	for _, upright := range []bool{true, false} {
		if (portrait || !upright) && narrow(widths, columns, a4.room(upright)*textSize/leastPrinted) {
			return a4, upright
		}
	}
	narrow(widths, columns, a3.room(false)*textSize/leastPrinted)
	return a3, false
}

// What narrowing leaves of a column of text: a part of its width, and never fewer units.
const (
	narrowShare = 0.6
	narrowLeast = 11.0
)

// narrow takes what is beyond room, in points, from the columns of text. Where that would leave them too narrow it takes nothing.
func narrow(widths []float64, columns []Column, room float64) bool {
	over := (totalPoints(widths) - room) / unitPoints
	if over <= 0 {
		return true
	}
	spare := make([]float64, len(widths))
	total := 0.0
	for j, c := range columns {
		if c.Kind == Text {
			spare[j] = math.Max(0, widths[j]-math.Max(widths[j]*narrowShare, narrowLeast))
			total += spare[j]
		}
	}
	if total < over {
		return false
	}
	for j := range widths {
		widths[j] -= spare[j] * over / total
	}
	return true
}

// totalPoints is the width of all columns together.
func totalPoints(widths []float64) (total float64) {
	for _, w := range widths {
		total += w*unitPoints + cellPadding
	}
	return total
}

// judgeWidth picks a width for a column from the texts in it: wide enough for most, never wider than what reads well.
func judgeWidth(kind Kind, heading string, texts []string) float64 {
	head := textWidth(heading, textSize)
	if n := len([]rune(heading)); n > 4 {
		head = head/2 + textSize // a long heading may wrap once
	}
	longest, total := 0.0, 0.0
	for _, t := range texts {
		w := textWidth(t, textSize)
		longest = math.Max(longest, w)
		total += w
	}
	need := math.Max(head, longest)
	if kind == Text && len(texts) > 0 && longest > 20*textSize {
		mean := total / float64(len(texts))
		need = math.Max(head, math.Max(math.Min(longest, 14*textSize), math.Min(mean*1.1, columnPoints(widestColumn))))
	}
	units := need/unitPoints + 1.5
	return math.Round(math.Max(5, math.Min(units, widestColumn))*4) / 4
}

// stretch widens columns until they fill the page, text columns most; a table wider than the page is left to be scaled down when
// printed.
func stretch(widths []float64, columns []Column, room float64) {
	room *= 0.995
	used, shares := totalPoints(widths), 0.0
	share := func(j int) float64 {
		if columns[j].Kind == Text {
			return widths[j]
		}
		return widths[j] * 0.3
	}
	for j := range widths {
		shares += share(j)
	}
	spare := (room - used) / unitPoints
	if spare <= 0 || shares == 0 {
		return
	}
	for j := range widths {
		widths[j] = math.Min(math.Floor((widths[j]+spare*share(j)/shares)*100)/100, 255)
	}
}
