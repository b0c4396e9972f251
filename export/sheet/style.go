package sheet

import (
	"github.com/xuri/excelize/v2"
)

// Fonts are only named; none is shipped, and the reader's machine substitutes what it lacks.
const (
	titleFont  = "方正小标宋简体"
	headerFont = "黑体"
	bodyFont   = "仿宋_GB2312"
	subFont    = "楷体_GB2312"
)

// look is everything that tells one cell style from another.
type look struct {
	font   string
	size   float64
	bold   bool
	align  string // horizontal
	format string // number format code; "" is General
	border bool
	wrap   bool
	shrink bool
	quote  bool // quotePrefix: text that must never be taken for a formula
	fill   string
	open   bool // not locked where the sheet is protected
}

var (
	openLook   = look{font: bodyFont, size: textSize, align: "center", border: true, fill: "FFF9E5", open: true} // to be filled in
	titleLook  = look{font: titleFont, size: titleSize, align: "center", wrap: true}
	subLook    = look{font: subFont, size: 16, align: "center", wrap: true}
	infoLook   = look{font: bodyFont, size: textSize, align: "left", shrink: true}
	headerLook = look{font: headerFont, size: textSize, align: "center", border: true, wrap: true}
	groupLook  = look{font: headerFont, size: textSize, align: "left", border: true, wrap: true}
	noteLook   = look{font: bodyFont, size: textSize, align: "left", wrap: true}
	signLook   = look{font: bodyFont, size: textSize, align: "left", shrink: true}
)

func bodyLook(kind Kind, centred bool) look {
	l := look{font: bodyFont, size: textSize, align: "left", border: true, wrap: true}
	switch kind {
	case Center, Code, Serial, Date:
		l.align = "center"
	case Int, Percent, Percent1, Percent0, Decimal1, Decimal2:
		l.align = "right"
		if centred {
			l.align = "center"
		}
		l.wrap = false
		l.shrink = true
	}
	l.format = formatOf(kind)
	return l
}

func formatOf(kind Kind) string {
	switch kind {
	case Code:
		return "@"
	case Int:
		return "#,##0"
	case Percent:
		return "0.00%"
	case Percent1:
		return "0.0%"
	case Percent0:
		return "0%"
	case Decimal1:
		return "0.0"
	case Decimal2:
		return "0.00"
	case Date:
		return "yyyy-mm-dd"
	default:
		return ""
	}
}

// styles hands out one style id per look in a workbook.
type styles struct {
	file *excelize.File
	ids  map[look]int
}

func newStyles(f *excelize.File) *styles { return &styles{file: f, ids: map[look]int{}} }

func (s *styles) id(l look) (int, error) {
	if id, ok := s.ids[l]; ok {
		return id, nil
	}
	style := &excelize.Style{
		Font:      &excelize.Font{Family: l.font, Size: l.size, Bold: l.bold},
		Alignment: &excelize.Alignment{Horizontal: l.align, Vertical: "center", WrapText: l.wrap, ShrinkToFit: l.shrink && !l.wrap},
	}
	switch l.format {
	case "":
	case "@":
		style.NumFmt = 49
	default:
		style.CustomNumFmt = &l.format
	}
	if l.fill != "" {
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{l.fill}}
	}
	if l.open {
		style.Protection = &excelize.Protection{Locked: false}
	}
	if l.border {
		for _, side := range []string{"left", "top", "right", "bottom"} {
			style.Border = append(style.Border, excelize.Border{Type: side, Color: "000000", Style: 1})
		}
	}
	id, err := s.newStyle(style, l.quote)
	if err != nil {
		return 0, err
	}
	s.ids[l] = id
	return id, nil
}

// newStyle registers a style; excelize has no option for quotePrefix, so a quoted style is told apart by a protection block of its
// own and marked in the style sheet afterwards.
func (s *styles) newStyle(style *excelize.Style, quote bool) (int, error) {
	if quote {
		style.Protection = &excelize.Protection{Locked: true}
	}
	id, err := s.file.NewStyle(style)
	if err != nil {
		return 0, err
	}
	if quote {
		yes := true
		s.file.Styles.CellXfs.Xf[id].QuotePrefix = &yes
	}
	return id, nil
}
